"""Use cases about channels: connecting, checking, switching on and off."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from central.accounts import audit
from central.call import Call
from central.channels import store
from central.channels.credentials import Credentials, hint_of, open_credentials, seal_credentials
from central.channels.model import Channel, ChannelEvent, Check, check_number, check_token, failed, next_state
from central.clock import now
from central.db.database import Transaction
from central.errors import Conflict, Invalid, NotFound
from central.events import Fact
from central.ids import new_id
from central.platforms.base import PlatformFailure
from central.ports import Ports

if TYPE_CHECKING:
    from central.platforms.whatsapp_client import WhatsAppClient

SECRET_FIELDS = ("access_token", "app_secret")


class OpenClient(Protocol):
    """Opens a client of the platform with a channel's credentials."""

    def __call__(self, channel: Channel, credentials: Credentials) -> "WhatsAppClient": ...


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where the platform must send its webhooks, and what it must present when it first calls."""

    callback_url: str
    verify_token: str | None


@dataclass(frozen=True, slots=True)
class Checked:
    """A channel after its check, and what was found."""

    channel: Channel
    checks: list[Check]


def list_channels(ports: Ports, call: Call, *, after: tuple[str, UUID] | None, limit: int) -> list[Channel]:
    """Return at most ``limit`` channels by name, from behind ``after`` (name, id)."""
    with ports.database.transaction(call) as transaction:
        return store.list_channels(transaction, after=after, limit=limit)


def get_channel(ports: Ports, call: Call, channel_id: UUID) -> Channel:
    """Return one channel.

    Raises:
        NotFound: no channel of this company.
    """
    with ports.database.transaction(call) as transaction:
        return _existing(store.find_channel(transaction, channel_id))


def create_channel(ports: Ports, call: Call, values: Mapping[str, Any]) -> Channel:
    """Connect a number. Credentials are sealed, and what webhooks are verified with is copied to where they look.

    Args:
        values: the columns of a new channel, and ``access_token``, ``app_secret`` (of the company's own Meta app).

    Raises:
        Conflict: the number is connected already, here or in another company.
        NotFound: the queue is not of this company.
        TryLater: secrets cannot be stored; nothing was done.
    """
    channel_id = new_id()
    token = values.get("access_token")
    secrets = _new_secrets(ports, call, channel_id, token, values.get("app_secret"), None) if token else {}
    columns = {name: value for name, value in values.items() if name not in SECRET_FIELDS}
    row = {"credentials": None, "credentials_hint": None, "uses_own_app": False, **columns, **secrets, "id": channel_id}
    with ports.database.transaction(call) as transaction:
        if not store.insert_channel(transaction, row):
            sentence = "Este número já está conectado."
            raise Conflict(sentence, code="channel_exists", fields={"external_id": sentence})
        channel = _existing(store.find_channel(transaction, channel_id))
        if values.get("is_default") and not channel.is_default:
            channel = replace(channel, is_default=True)
            store.save_channel(transaction, channel)
        _tell_state(transaction, channel)
        given = [name for name, value in values.items() if value is not None]
        audit.record(transaction, "channel.created", target=("channel", channel_id), fields=given)
    return channel


def update_channel(ports: Ports, call: Call, channel_id: UUID, values: Mapping[str, Any]) -> Channel:
    """Change a channel.

    Args:
        values: new values of columns; ``active`` switches it on or off; ``access_token`` and ``app_secret`` replace the
            stored ones (``app_secret`` None: back to the app all companies share).

    Raises:
        NotFound: no channel, or no queue, of this company.
        Invalid: an own app without a token, or a default that is simply switched off.
        Conflict: switched on without credentials, or credentials somebody else replaced meanwhile.
        TryLater: secrets cannot be stored; nothing was done.
    """
    before = get_channel(ports, call, channel_id)
    secrets: dict[str, Any] = {}
    if any(name in values for name in SECRET_FIELDS):
        known = _opened(ports, call, before)
        token = values.get("access_token") or (known.access_token if known else None)
        if token is None:
            sentence = "Informe também o token de acesso."
            raise Invalid(sentence, fields={"access_token": sentence})
        app_secret = values.get("app_secret", known.app_secret if known else None)
        secrets = _new_secrets(ports, call, channel_id, token, app_secret, known)
    columns = {name: value for name, value in values.items() if name not in (*SECRET_FIELDS, "active")}
    with ports.database.transaction(call) as transaction:
        locked = _existing(store.lock_channel(transaction, channel_id))
        if secrets and locked.credentials != before.credentials:
            # What is kept of the old ones was read before: somebody else's new token would be lost.
            raise Conflict("As credenciais acabaram de mudar. Confira e tente de novo.", code="credentials_changed")
        if values.get("is_default") is False and locked.is_default:
            sentence = "Para trocar, marque outro canal como padrão."
            raise Invalid(sentence, fields={"is_default": sentence})
        channel = replace(locked, **columns, **secrets)
        if secrets:
            channel = _moved(channel, "credentials_saved")
        if values.get("active") is not None:
            channel = _moved(channel, "activated" if values["active"] else "deactivated")
        store.save_channel(transaction, channel)
        if channel.state != locked.state:
            _tell_state(transaction, channel)
        saved = _existing(store.find_channel(transaction, channel_id))
        audit.record(transaction, "channel.changed", target=("channel", channel_id), fields=values)
        return saved


def validate_channel(ports: Ports, call: Call, channel_id: UUID, open_client: OpenClient) -> Checked:
    """Ask the platform whether the channel can work, and set its state accordingly.

    Raises:
        NotFound: no channel of this company.
        TryLater: the key store is out of reach.
    """
    before = get_channel(ports, call, channel_id)
    checks, number = _run_checks(ports, call, before, open_client)
    problem = failed(checks)
    # A platform that is merely away says nothing about the channel: its state stays.
    judged = problem is None or problem.name != "platform"
    with ports.database.transaction(call) as transaction:
        channel = _existing(store.lock_channel(transaction, channel_id))
        if judged:
            channel = _moved(channel, "check_failed" if problem else "checked")
            channel = replace(channel, state_reason=problem.message if problem else None)
        if number.get("display_phone_number"):
            channel = replace(channel, display_address=str(number["display_phone_number"])[:40])
        store.save_channel(transaction, channel)
        if channel.state != before.state:
            _tell_state(transaction, channel)
    return Checked(channel, checks)


def open_channel_client(ports: Ports, call: Call, channel: Channel, open_client: OpenClient) -> "WhatsAppClient":
    """Return a client with the channel's credentials.

    Raises:
        Conflict: there are none, or they cannot be opened.
        TryLater: the key store is out of reach.
    """
    credentials = _opened(ports, call, channel)
    if credentials is None:
        raise Conflict("O canal ainda não tem credenciais.", code="no_credentials")
    return open_client(channel, credentials)


def webhook_of(ports: Ports, call: Call, channel: Channel, public_url: str) -> Webhook:
    """Return what an admin copies into Meta's dashboard.

    Raises:
        TryLater: the stores of secrets are out of reach.
    """
    if not channel.uses_own_app:
        return Webhook(f"{public_url}/webhooks/{channel.type}", ports.secrets.webhook_secret("meta/verify_token"))
    credentials = _opened(ports, call, channel)
    return Webhook(
        f"{public_url}/webhooks/{channel.type}/{channel.id}", credentials.verify_token if credentials else None
    )


def _run_checks(
    ports: Ports, call: Call, channel: Channel, open_client: OpenClient
) -> tuple[list[Check], Mapping[str, Any]]:
    credentials = _opened(ports, call, channel)
    if credentials is None:
        return [Check("credentials", "failed", "Salve o token de acesso para continuar.")], {}
    client = open_client(channel, credentials)
    checks: list[Check] = []
    number: Mapping[str, Any] = {}
    try:
        number = client.phone_number()
        checks.append(check_number(number))
    except PlatformFailure as failure:
        return [_failure("number", failure)], {}
    try:
        checks[:0] = check_token(client.token_info(), now())
    except PlatformFailure:
        sentence = "O token funciona, mas não foi possível ver até quando vale e o que permite."
        checks.insert(0, Check("token", "warning", sentence))
    checks.append(_check_webhook(client, channel))
    return checks, number


def _check_webhook(client: "WhatsAppClient", channel: Channel) -> Check:
    if not channel.business_id:
        return Check("webhook", "warning", "Informe o ID da conta do WhatsApp Business para receber mensagens.")
    try:
        if not client.subscribed_apps(channel.business_id):
            client.subscribe_app(channel.business_id)
    except PlatformFailure as failure:
        return _failure("webhook", failure)
    return Check("webhook", "ok", "As mensagens recebidas chegam a este canal.")


def _failure(name: str, failure: PlatformFailure) -> Check:
    """A refusal is about the channel; a platform that did not answer is not."""
    passing = failure.refused.retry in ("later", "wait")
    return Check("platform" if passing else name, "failed", failure.refused.sentence_pt)


def _new_secrets(
    ports: Ports, call: Call, channel_id: UUID, token: str, app_secret: str | None, known: Credentials | None
) -> dict[str, Any]:
    """Seal credentials and copy what webhooks need, before the transaction: no network call is made inside one."""
    import secrets

    verify_token = None
    if app_secret is not None:
        verify_token = (known.verify_token if known else None) or secrets.token_urlsafe(24)
        ports.secrets.save_webhook_secret(f"channels/{channel_id}/app_secret", app_secret)
        ports.secrets.save_webhook_secret(f"channels/{channel_id}/verify_token", verify_token)
    credentials = Credentials(token, app_secret, verify_token)
    return {
        "credentials": seal_credentials(ports.secrets, call.account_id, channel_id, credentials),
        "credentials_hint": hint_of(token),
        "uses_own_app": app_secret is not None,
    }


def _opened(ports: Ports, call: Call, channel: Channel) -> Credentials | None:
    """Open a channel's credentials; those that cannot be opened any more are as good as none."""
    if channel.credentials is None:
        return None
    try:
        return open_credentials(ports.secrets, call.account_id, channel.id, channel.credentials)
    except (ValueError, KeyError):
        return None


def _moved(channel: Channel, event: ChannelEvent) -> Channel:
    state = next_state(channel.state, event, has_credentials=channel.credentials is not None)
    if state is None:
        raise Conflict("Salve as credenciais antes de ativar o canal.", code="no_credentials")
    return replace(channel, state=state, state_reason=channel.state_reason if state == "error" else None)


def _existing(channel: Channel | None) -> Channel:
    if channel is None:
        raise NotFound()
    return channel


def _tell_state(transaction: Transaction, channel: Channel) -> None:
    data = {"channel_id": str(channel.id), "type": channel.type, "state": channel.state}
    transaction.emit(Fact("central.channels", "ChannelStateChanged", data))
