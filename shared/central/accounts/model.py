"""People, companies and sessions as the use cases see them."""

from datetime import datetime, timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any, Literal
from uuid import UUID

from central.call import Role
from central.frozen import Frozen

# D15 of the house rules: a session ends when nobody used it for half a day, and after a week whatever happens.
SESSION_IDLE = timedelta(hours=12)
SESSION_LIFE = timedelta(days=7)
# Use is written down this often at most, so that a read does not become a write.
TOUCH_EVERY = timedelta(minutes=5)
# How long a browser is remembered as one somebody signed in with.
DEVICE_LIFE = timedelta(days=400)
# What our own mails are about.
NoticeKind = Literal[
    "password_changed", "second_factor_removed", "sign_in_changed", "email_change_asked", "email_changed"
]
# Those of a person's own that carry a link.
OwnLinkKind = Literal["password_reset", "email_change"]
MailKind = Literal["invite"] | OwnLinkKind | NoticeKind


class Login(Frozen):
    """One company a person may sign in to. What is the person's is alike in every row.

    Attributes:
        password_hash: the person's.
        second_factor: whether a code is asked for after the password; the person's too.
        closed: a password opens nothing there; the code of the company's own sign-in page.
    """

    user_id: UUID
    account_id: UUID
    role: Role
    password_hash: str | None
    second_factor: bool = False
    closed: str | None = None


class Try(Frozen):
    """What the limits answer: how long to wait, or one company of the e-mail.

    All None: nobody has it. A person without a company: none of theirs lets anybody, or them, in.
    """

    wait_seconds: int
    user_id: UUID | None
    account_id: UUID | None
    role: Role | None
    password_hash: str | None
    second_factor: bool
    closed: str | None


class Vouched(Frozen):
    """A provider of the company said who somebody is; ``second_factor``: its own counts as ours."""

    provider_id: UUID
    second_factor: bool = False


class Visitor(Frozen):
    """Where somebody who is not signed in yet comes from.

    Attributes:
        address: of the client, as the gateway saw it; never from a header the client can write.
        device: what this browser was given when somebody signed in with it before.
    """

    address: str
    device: str | None = None
    user_agent: str | None = None

    @property
    def network(self) -> str:
        """What tries are counted by: an IPv6 customer owns 2**64 addresses, so their network counts as one."""
        try:
            parsed = ip_address(self.address)
        except ValueError:
            return "unknown"
        if isinstance(parsed, IPv6Address):
            if parsed.ipv4_mapped is not None:
                return str(parsed.ipv4_mapped)
            return str(IPv6Network((int(parsed) >> 64 << 64, 64)))
        return str(parsed)


class Budget(Frozen):
    """What is left of how often the API may be asked, of the budget that is nearer its end.

    Attributes:
        wait_seconds: more than 0: it is used up, and the request must not be served.
        quota: requests a minute.
        remaining: requests that are left now.
        reset_seconds: until all of the quota is there again.
    """

    wait_seconds: int
    quota: int
    remaining: int
    reset_seconds: int


class KnownSession(Frozen):
    """A session that was found by its token.

    Attributes:
        state: ``fine``; ``ended``, opened without the second factor its owner has; ``setup``, the company asks for a
            second factor and its owner has none yet.
        rights: as the SQL function ``rights_of`` says them; of agents and roles of the company's own only.
        wait_seconds, quota, remaining, reset_seconds: see :class:`Budget`.
    """

    session_id: UUID
    account_id: UUID
    user_id: UUID
    role: Role
    expires_at: datetime
    last_used_at: datetime
    state: Literal["fine", "ended", "setup"] = "fine"
    wait_seconds: int = 0
    quota: int = 0
    remaining: int = 0
    reset_seconds: int = 0
    rights: dict[str, Any] | None = None

    @property
    def budget(self) -> Budget:
        """What is left of how often it may ask."""
        return Budget(self.wait_seconds, self.quota, self.remaining, self.reset_seconds)

    def is_idle(self, now: datetime) -> bool:
        """Whether it ended because nobody used it."""
        return now - self.last_used_at > SESSION_IDLE

    def wants_touch(self, now: datetime) -> bool:
        """Whether its last use should be written down again."""
        return now - self.last_used_at > TOUCH_EVERY


class OpenSession(Frozen):
    """A session as its owner sees it."""

    id: UUID
    user_agent: str | None
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime


class PasswordCheck(Frozen):
    """What a signed-in person's password is compared with; ``wait_seconds`` > 0: not now.

    Attributes:
        secret: of the second factor, sealed, of who has no password; with ``last_step`` and ``recovery_salt``.
    """

    wait_seconds: int
    user_id: UUID
    email: str
    name: str
    password_hash: str | None
    secret: bytes | None
    last_step: int
    recovery_salt: bytes | None


class Done(Frozen):
    """Whether a statement did what it was to do."""

    done: bool


# The first that fits names it: each of them also calls itself what stands below it.
_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
             ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
_SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
            ("CrOS", "ChromeOS"), ("Mac OS X", "Mac"), ("Linux", "Linux"))  # fmt: skip


def device_of(user_agent: str | None) -> tuple[str | None, str | None]:
    """Return browser and system, each as far as the ``User-Agent`` tells."""
    text = user_agent or ""
    browser = next((name for mark, name in _BROWSERS if mark in text), None)
    return browser, next((name for mark, name in _SYSTEMS if mark in text), None)


class AuditFilter(Frozen):
    """Which rows of the audit log; None does not filter. ``until`` is not included."""

    actor_id: UUID | None = None
    action: str | None = None
    since: datetime | None = None
    until: datetime | None = None


class AuditRow(Frozen):
    """One row of the audit log."""

    sequence: int
    occurred_at: datetime
    actor_type: str
    actor_id: UUID | None
    actor_name: str | None
    action: str
    target_type: str | None
    target_id: str | None
    fields: list[str]
    details: dict[str, Any]
    address: str | None
    session_id: UUID | None
    correlation_id: str | None
    hash: str


class AuditState(Frozen):
    """What walking the chain found; ``broken_at`` is the first row that does not fit."""

    rows: int
    broken_at: int | None
    head: str | None

    @property
    def ok(self) -> bool:
        """Whether every row is what was written."""
        return self.broken_at is None


class Profile(Frozen):
    """Who is signed in, where, as what.

    Attributes:
        onboarding: whether the company's first steps are not over yet.
        companies: for how many living companies the person works.
        operator: whether they run the installation.
    """

    user_id: UUID
    user_name: str
    email: str
    avatar_url: str | None
    user_locale: str
    signature: str
    account_id: UUID
    account_name: str
    account_locale: str
    time_zone: str
    brand_color: str | None
    onboarding: bool
    role: Role
    expires_at: datetime
    companies: int
    operator: bool
    second_factor_setup_required: bool
    rights: dict[str, Any] | None = None


class Member(Frozen):
    """Somebody who works for the company. ``presence`` is what colleagues see."""

    id: UUID
    name: str
    email: str
    avatar_url: str | None
    role: Role
    active: bool
    presence: str
    presence_reason: str | None
    presence_since: datetime | None
    open_tickets: int
    capacity: int | None
    created_at: datetime
    role_id: UUID | None
    role_name: str | None
    team_ids: list[UUID]
