"""A channel, the states it goes through, and what a check of it found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

ChannelState = Literal["active", "inactive", "configuring", "error"]
ChannelEvent = Literal["credentials_saved", "checked", "check_failed", "activated", "deactivated"]
CheckResult = Literal["ok", "warning", "failed"]

# What the token must be allowed to do.
NEEDED_SCOPES = ("whatsapp_business_messaging", "whatsapp_business_management")


@dataclass(frozen=True, slots=True)
class Channel:
    """One connection of a company to a platform. ``credentials`` are sealed and leave this slice only that way."""

    id: UUID
    type: str
    name: str
    external_id: str
    business_id: str | None
    display_address: str | None
    state: ChannelState
    state_reason: str | None
    is_default: bool
    entry_mode: str
    queue_id: UUID | None
    when_contact_returns: str
    read_receipts: str
    messages_per_second: int
    credentials: bytes | None
    credentials_hint: str | None
    uses_own_app: bool
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a channel's check. ``message`` is a sentence in Portuguese that says what to do."""

    name: str
    result: CheckResult
    message: str


def next_state(current: ChannelState, event: ChannelEvent, *, has_credentials: bool) -> ChannelState | None:
    """Return the state after an event, or None when the event is not allowed in this state.

    A channel somebody switched off stays off whatever is saved or checked; only switching it on changes that.
    """
    if event == "deactivated":
        return "inactive"
    if event == "activated":
        if not has_credentials:
            return None
        return current if current in ("active", "error") else "configuring"
    if current == "inactive":
        return "inactive"
    if event == "credentials_saved":
        return "configuring" if current == "error" else current
    if event == "checked":
        return "active"
    return "error"


def failed(checks: list[Check]) -> Check | None:
    """Return the first check that makes the channel unusable."""
    return next((check for check in checks if check.result == "failed"), None)


def check_token(info: Mapping[str, Any], now: datetime) -> list[Check]:
    """Judge what Meta says about a token (``GET /debug_token``)."""
    if not info.get("is_valid"):
        return [Check("token", "failed", "O token de acesso não vale mais. Gere outro e salve aqui.")]
    checks: list[Check] = []
    expires_at = info.get("expires_at")
    if isinstance(expires_at, int) and expires_at > 0:
        until = datetime.fromtimestamp(min(expires_at, 4_102_444_800), UTC)
        if until <= now:
            return [Check("token", "failed", "O token de acesso expirou. Gere outro e salve aqui.")]
        shown = until.strftime("%d/%m/%Y")
        sentence = f"O token é temporário: vale até {shown}. Use um token de usuário do sistema, que não expira."
        checks.append(Check("token", "warning", sentence))
    else:
        checks.append(Check("token", "ok", "O token de acesso é válido e não expira."))
    scopes = info.get("scopes") or []
    missing = [scope for scope in NEEDED_SCOPES if scope not in scopes]
    if missing:
        checks.append(Check("permissions", "failed", f"Faltam permissões ao token: {', '.join(missing)}."))
    else:
        checks.append(Check("permissions", "ok", "O token tem as permissões necessárias."))
    return checks


def check_number(number: Mapping[str, Any]) -> Check:
    """Judge what Meta says about the number (``GET /<phone number id>``)."""
    shown = str(number.get("display_phone_number") or "")[:40]
    if number.get("quality_rating") == "RED":
        sentence = f"O número {shown} está com qualidade baixa: o WhatsApp pode limitar os envios."
        return Check("number", "warning", sentence)
    if number.get("code_verification_status") in ("NOT_VERIFIED", "EXPIRED"):
        return Check("number", "warning", f"O número {shown} ainda não foi verificado no WhatsApp.")
    return Check("number", "ok", f"O número {shown} responde por este canal.")
