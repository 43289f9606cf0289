"""Use cases about a company's providers.

Whoever changes one decides who gets in, so they must be able to do everything, and say their own password.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from central.accounts import audit
from central.accounts.permissions import PERMISSIONS
from central.accounts.roles import check_not_above, resolve_role
from central.accounts.service import close_sockets
from central.accounts.step_up import check_again
from central.call import Call
from central.db.database import Transaction
from central.errors import Conflict, Invalid, NotFound
from central.ids import new_id
from central.ports import Ports
from central.single_sign_on import store
from central.single_sign_on.issuers import IssuerFailed, Issuers
from central.single_sign_on.model import Provider, Settings, is_shared_directory

MOST_PROVIDERS = 10


@dataclass(frozen=True, slots=True)
class Checked:
    """What asking an issuer found; ``code`` None: all is well. ``found``: how it calls itself, when that differs."""

    code: str | None
    found: str | None = None


def context_of(account_id: UUID, provider_id: UUID) -> str:
    """Return what a sealed client secret is bound to: moved to another row it cannot be opened."""
    return f"{account_id}|sign_in_providers|client_secret|{provider_id}"


def list_providers(ports: Ports, call: Call) -> list[Provider]:
    """Return the company's providers by name."""
    with ports.database.transaction(call) as transaction:
        return store.list_providers(transaction)


def get_settings(ports: Ports, call: Call) -> Settings:
    """Return how the company's people sign in."""
    with ports.database.transaction(call) as transaction:
        return store.find_settings(transaction)


def create_provider(
    ports: Ports, call: Call, values: Mapping[str, Any], issuers: Issuers, *, password: str
) -> Provider:
    """Trust a provider from now on.

    Args:
        values: ``name``, ``issuer``, ``client_id``, ``client_secret``, ``domains``, ``admits_newcomers``,
            ``newcomer_role`` (a name or an id) and ``trusts_second_factor``.
        password: the caller's own.

    Raises:
        Invalid: an issuer nobody may ask, or no directory of one company; no such role; ``wrong_password``.
        Forbidden: ``role_too_high``.
        Conflict: ``too_many_providers``.
        TooMany: the password was wrong too often.
        TryLater: secrets cannot be stored; nothing was done.
    """
    _check_may_decide(call)
    _check_issuer(values["issuer"], issuers)
    check_again(ports, call, password)
    provider_id = new_id()
    sealed = ports.secrets.seal(values["client_secret"].encode(), context_of(call.account_id, provider_id))
    with ports.database.transaction(call) as transaction:
        store.lock_providers(transaction)
        if len(store.list_providers(transaction)) >= MOST_PROVIDERS:
            raise Conflict(f"Uma empresa tem no máximo {MOST_PROVIDERS} provedores.", code="too_many_providers")
        row = {**values, **_role_columns(transaction, call, values["newcomer_role"])}
        store.insert_provider(
            transaction, {**row, "id": provider_id, "client_secret": sealed, "created_by": call.user_id}
        )
        made = _existing(store.find_provider(transaction, provider_id))
        audit.record(
            transaction,
            "sign_in_provider.created",
            target=("sign_in_provider", provider_id),
            fields=values,
            details={"issuer": made.issuer, "domains": made.domains},
        )
    return made


def change_provider(
    ports: Ports, call: Call, provider_id: UUID, values: Mapping[str, Any], *, password: str
) -> Provider:
    """Change a provider. Another client id unbinds everybody from it; switched off, the sessions it opened end.

    Args:
        values: what changes, of what :func:`create_provider` takes but ``issuer``, and ``active``.
        password: the caller's own.

    Raises:
        NotFound: no provider of this company.
        Invalid: no such role; ``wrong_password``.
        Forbidden: ``role_too_high``.
        Conflict: ``last_provider``: the only way in that is left for who is no admin.
        TooMany: the password was wrong too often.
        TryLater: secrets cannot be stored; nothing was done.
    """
    _check_may_decide(call)
    with ports.database.transaction(call) as transaction:
        _existing(store.find_provider(transaction, provider_id))
    check_again(ports, call, password)
    columns = dict(values)
    if "client_secret" in columns:
        secret = columns["client_secret"].encode()
        columns["client_secret"] = ports.secrets.seal(secret, context_of(call.account_id, provider_id))
    connections: list[str] = []
    with ports.database.transaction(call) as transaction:
        settings = store.lock_providers(transaction)
        before = _existing(store.find_provider(transaction, provider_id))
        if "newcomer_role" in columns:
            columns |= _role_columns(transaction, call, columns["newcomer_role"])
        after = replace(before, **columns)
        store.save_provider(transaction, after)
        if after.client_id != before.client_id:
            store.forget_identities(transaction, provider_id)
        if before.active and not after.active:
            _check_way_in(transaction, settings)
            connections = store.end_sessions_of(transaction, provider_id)
        saved = _existing(store.find_provider(transaction, provider_id))
        audit.record(
            transaction, "sign_in_provider.changed", target=("sign_in_provider", provider_id), fields=values,
            details={"domains": saved.domains} if "domains" in values else None,
        )  # fmt: skip
    close_sockets(ports, connections)
    return saved


def delete_provider(ports: Ports, call: Call, provider_id: UUID, *, password: str) -> None:
    """Trust a provider no longer: the sessions it opened end, and who is who there is forgotten.

    Raises:
        NotFound, Invalid, Forbidden, Conflict, TooMany: as :func:`change_provider`.
    """
    _check_may_decide(call)
    with ports.database.transaction(call) as transaction:
        _existing(store.find_provider(transaction, provider_id))
    check_again(ports, call, password)
    with ports.database.transaction(call) as transaction:
        settings = store.lock_providers(transaction)
        gone = _existing(store.find_provider(transaction, provider_id))
        connections = store.end_sessions_of(transaction, provider_id)
        store.delete_provider(transaction, provider_id)
        _check_way_in(transaction, settings)
        audit.record(
            transaction,
            "sign_in_provider.deleted",
            target=("sign_in_provider", provider_id),
            details={"name": gone.name, "issuer": gone.issuer},
        )
    close_sockets(ports, connections)


def require_single_sign_on(ports: Ports, call: Call, *, required: bool, password: str) -> Settings:
    """Let passwords open nothing here but for admins, at once, or open it again.

    Raises:
        Conflict: ``no_provider``: there is no other way in yet.
        Invalid: ``wrong_password``.
        Forbidden: ``role_too_high``.
        TooMany: the password was wrong too often.
    """
    _check_may_decide(call)
    check_again(ports, call, password)
    connections: list[str] = []
    with ports.database.transaction(call) as transaction:
        settings = store.lock_providers(transaction)
        if required and not any(one.active for one in store.list_providers(transaction)):
            raise Conflict("Cadastre e ative um provedor primeiro.", code="no_provider")
        store.require_single_sign_on(transaction, required)
        if required:
            connections = store.take_connections_of_passwords(transaction)
        audit.record(
            transaction,
            "account.changed",
            target=("account", call.account_id),
            fields=["single_sign_on_only"],
            details={"after": {"single_sign_on_only": required}},
        )
    close_sockets(ports, connections)
    return replace(settings, single_sign_on_only=required)


def check_provider(ports: Ports, call: Call, provider_id: UUID, issuers: Issuers) -> Checked:
    """Ask a provider's issuer for its document and keys, now.

    Raises:
        NotFound: no provider of this company.
    """
    with ports.database.transaction(call) as transaction:
        provider = _existing(store.find_provider(transaction, provider_id))
    try:
        document = issuers.document(provider.issuer, fresh=True)
        if not issuers.keys(document):
            return Checked("keys_unreadable")
    except IssuerFailed as failed:
        return Checked(failed.code, failed.found)
    return Checked(None)


def _check_may_decide(call: Call) -> None:
    """A provider can say that anybody is anybody: only who may do everything decides whom to trust with that."""
    check_not_above(call, PERMISSIONS)


def _check_issuer(issuer: str, issuers: Issuers) -> None:
    sentence = None
    if "?" in issuer or "#" in issuer or not issuers.may_ask(issuer):
        sentence = "Use o endereço https do provedor, como https://accounts.google.com."
    elif is_shared_directory(issuer):
        sentence = "Use o endereço do diretório da sua empresa, com o ID do locatário, e não o comum a todas."
    if sentence is not None:
        raise Invalid("Confira os campos.", fields={"issuer": sentence})


def _role_columns(transaction: Transaction, call: Call, value: str) -> dict[str, Any]:
    """Return what is stored of the role newcomers get; never admin."""
    choice = resolve_role(transaction, call, value)
    if choice.role == "admin":
        sentence = "Quem chega sozinho não pode ser administrador."
        raise Invalid(sentence, fields={"newcomer_role": sentence})
    return {"newcomer_role": choice.role, "newcomer_role_id": choice.custom.id if choice.custom else None}


def _check_way_in(transaction: Transaction, settings: Settings) -> None:
    if settings.single_sign_on_only and not any(one.active for one in store.list_providers(transaction)):
        raise Conflict("É o último provedor ativo. Antes, permita de novo a entrada com senha.", code="last_provider")


def _existing(provider: Provider | None) -> Provider:
    if provider is None:
        raise NotFound()
    return provider
