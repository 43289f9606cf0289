"""Providers, what they say of somebody, and what it is worth. Pure; decision 0027 has the reasons."""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from urllib.parse import urlsplit
from uuid import UUID

from central.call import Role

# As people's addresses are elsewhere (central.accounts.people_schemas): one mailbox, nothing that begins a header.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
JOURNEY_LIFE = timedelta(minutes=10)
CLOCKS_APART = timedelta(minutes=1)
Kind = Literal["google", "microsoft", "other"]
Standing = Literal["bound", "colleague", "taken", "inactive", "stranger"]

_GOOGLE = "accounts.google.com"
_MICROSOFT = ("login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn")
# Not a directory of one company: anybody's directory, or personal accounts, would vouch for this one's people.
_SHARED_DIRECTORIES = ("common", "organizations", "consumers", "9188040d-6c67-4c5b-b112-36a304b66dad")


@dataclass(frozen=True, slots=True)
class Provider:
    """Whom a company trusts to say who somebody is.

    Attributes:
        issuer: its exact name, an https address; never changes.
        client_secret: sealed.
        domains: of e-mail addresses it is trusted to vouch for.
        admits_newcomers: whether who has such an address may come to work here, with ``newcomer_role``.
        trusts_second_factor: whether its own second factor counts as ours.
        created_by: in whose name newcomers are invited.
    """

    id: UUID
    name: str
    issuer: str
    client_id: str
    client_secret: bytes
    domains: list[str]
    admits_newcomers: bool
    newcomer_role: Role
    newcomer_role_id: UUID | None
    newcomer_role_name: str | None
    trusts_second_factor: bool
    active: bool
    created_by: UUID
    created_at: datetime

    @property
    def kind(self) -> Kind:
        """Whose rules of verified addresses hold."""
        return kind_of(self.issuer)

    @property
    def proves_mailbox(self) -> bool:
        """Whether an address it vouches for is surely the person's, also to other companies.

        Google and Microsoft are nobody's own. Any other provider is run by the company itself, or by whomever it chose:
        it may speak for the company's people, and for nobody the company does not have.
        """
        return self.kind != "other"

    def vouches_for(self, email: str) -> bool:
        """Whether it is trusted to speak of this address."""
        return email.rpartition("@")[2] in self.domains


@dataclass(frozen=True, slots=True)
class Identity:
    """What one of the company's people signs in with."""

    id: UUID
    provider_id: UUID
    provider_name: str
    issuer: str
    email: str
    created_at: datetime
    last_used_at: datetime


@dataclass(frozen=True, slots=True)
class Door:
    """One row of a company's sign-in page; ``wait_seconds`` > 0: not now, and all else is None."""

    wait_seconds: int
    account_name: str | None
    single_sign_on_only: bool | None
    provider_id: UUID | None
    provider_name: str | None
    issuer: str | None


@dataclass(frozen=True, slots=True)
class Target:
    """Where a journey leads; ``wait_seconds`` > 0: not now, and all else is None."""

    wait_seconds: int
    account_id: UUID | None
    issuer: str | None
    client_id: str | None


@dataclass(frozen=True, slots=True)
class Journey:
    """A journey that just ended; it would have been over at ``expires_at``."""

    account_id: UUID
    provider_id: UUID
    expires_at: datetime

    @property
    def began_at(self) -> datetime:
        """When the browser departed."""
        return self.expires_at - JOURNEY_LIFE


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of somebody signed in who is to confirm something.

    Attributes:
        code: whether a code of their second factor stands for the password they do not have.
        factor: whether they have a second factor at all.
        beyond: whether they work for another company too, or operate all.
        provider_id: of the provider that opened the session, while it knows them.
    """

    password: bool
    code: bool
    factor: bool
    beyond: bool
    provider_id: UUID | None
    provider_name: str | None
    issuer: str | None

    @property
    def provider_everywhere(self) -> bool:
        """Whether the provider's word is enough for what holds in every company, too; as ``use_proof`` says in SQL."""
        return not self.factor and (not self.beyond or kind_of(self.issuer or "") != "other")


@dataclass(frozen=True, slots=True)
class Comer:
    """Who somebody is for whom a provider vouches; see the SQL function ``who_comes``."""

    standing: Standing
    user_id: UUID | None
    role: Role | None
    email: str | None
    invite_id: UUID | None


@dataclass(frozen=True, slots=True)
class Settings:
    """How a company's people sign in. ``sign_in_code`` names its own sign-in page."""

    sign_in_code: str
    single_sign_on_only: bool


class NotVouched(ValueError):
    """What a provider said of an address is not enough. ``code`` is stable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def kind_of(issuer: str) -> Kind:
    """Return whose rules hold for an issuer. By its name alone: nobody chooses the easier rules."""
    host = urlsplit(issuer).hostname or ""
    if host == _GOOGLE:
        return "google"
    return "microsoft" if host in _MICROSOFT or host.endswith(".ciamlogin.com") else "other"


def is_shared_directory(issuer: str) -> bool:
    """Whether an issuer of Microsoft's is not the directory of one company."""
    first = urlsplit(issuer).path.strip("/").partition("/")[0].lower()
    return kind_of(issuer) == "microsoft" and first in ("", *_SHARED_DIRECTORIES)


def verified_email(provider: Provider, claims: Mapping[str, Any]) -> str:
    """Return the address a provider vouches for, in lower case.

    Google is the authority for an address of its own (gmail.com) and of a Workspace domain (``hd``); of any other it
    only once sent a mail there. Microsoft sends no ``email_verified`` for accounts of a directory, and admins and users
    write what they like into ``email``: only the optional claim ``xms_edov`` says that the directory owns the domain.

    Raises:
        NotVouched: ``email_missing``, ``email_unverified``, ``email_domain``.
    """
    email = claims.get("email")
    if not isinstance(email, str) or len(email) > 254 or not _ADDRESS.fullmatch(email.strip()):
        raise NotVouched("email_missing")
    email = email.strip().lower()
    domain = email.rpartition("@")[2]
    verified = _is_yes(claims.get("email_verified"))
    if provider.kind == "google":
        verified = verified and (domain == "gmail.com" or bool(claims.get("hd")))
    elif provider.kind == "microsoft":
        verified = verified or _is_yes(claims.get("xms_edov"))
    if not verified:
        raise NotVouched("email_unverified")
    if not provider.vouches_for(email):
        raise NotVouched("email_domain")
    return email


def is_fresh(claims: Mapping[str, Any], *, since: datetime, now: datetime) -> bool:
    """Whether somebody signed in at the provider after ``since``; a minute of leeway for clocks that are not alike.

    A provider that says nothing of it is not believed: that it was asked (``max_age``) is no answer.
    """
    told = claims.get("auth_time")
    if isinstance(told, bool) or not isinstance(told, (int, float)):
        return False
    leeway = CLOCKS_APART.total_seconds()
    return since.timestamp() - leeway <= told <= now.timestamp() + leeway


def _is_yes(value: Any) -> bool:
    """Whether a claim says yes: some providers write truth as a text, Microsoft also as a number."""
    return value is True or (isinstance(value, (str, int)) and str(value).lower() in ("true", "1"))


def name_of(claims: Mapping[str, Any], email: str) -> str:
    """Return what a newcomer is called: the name the provider tells, or what stands before the ``@``."""
    told = claims.get("name")
    text = " ".join(told.split()) if isinstance(told, str) else ""
    printable = "".join(letter for letter in text if letter.isprintable())[:120].strip()
    return printable or email.partition("@")[0][:120]


def secret_of(browser: str, state: str, purpose: str) -> str:
    """Return what one journey needs besides its state: the PKCE verifier, or the nonce.

    Made from what only the browser has (its cookie) and the journey's state, so nothing of it is stored anywhere else.
    43 letters, as RFC 7636 wants them.
    """
    return _letters(hashlib.sha256(f"{purpose}|{browser}|{state}".encode()).digest())


def challenge_of(verifier: str) -> str:
    """Return the PKCE challenge of a verifier (S256)."""
    return _letters(hashlib.sha256(verifier.encode()).digest())


def _letters(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
