"""WhatsApp Cloud API behind the common protocol. Every method is one line: the work is in the modules by purpose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from central.platforms import whatsapp_inbound, whatsapp_outbound
from central.platforms.base import Capabilities, InboundItem, Recipient
from central.platforms.media import OUTBOUND_LIMITS
from central.platforms.webhook import BadBody, QueueItem
from central.platforms.whatsapp_parse import parse_item

if TYPE_CHECKING:
    from central.platforms.http import OutboundHttp
    from central.platforms.whatsapp_client import WhatsAppClient


class WhatsApp:
    """The adapter registered as "whatsapp"."""

    name = "whatsapp"
    capabilities = Capabilities(
        text_length=whatsapp_outbound.TEXT_LIMIT,
        caption_length=whatsapp_outbound.CAPTION_LIMIT,
        media=dict(OUTBOUND_LIMITS),
        buttons=whatsapp_outbound.BUTTON_LIMIT,
        list_rows=whatsapp_outbound.ROW_LIMIT,
        templates=True,
        reactions=True,
        replies=True,
        location=True,
        contacts=True,
        typing=True,
        mark_read=True,
        receipts=("sent", "delivered", "read", "failed"),
        window_hours=24,
        can_start_conversation=True,
    )

    def split_webhook(self, raw: bytes, *, received_at: float | None = None) -> list[QueueItem] | BadBody:
        """See `whatsapp_inbound.split_webhook`."""
        return whatsapp_inbound.split_webhook(raw, received_at=received_at)

    def verify_signature(self, raw: bytes, header: object, secrets: Iterable[str]) -> bool:
        """See `whatsapp_inbound.verify_signature`."""
        return whatsapp_inbound.verify_signature(raw, header, secrets)

    def parse_item(self, body: Mapping[str, Any] | str) -> list[InboundItem]:
        """See `whatsapp_parse.parse_item`."""
        return parse_item(body)

    def build_request(
        self, message: Mapping[str, Any], *, to: Recipient, attempt_id: str | None = None
    ) -> dict[str, Any]:
        """See `whatsapp_outbound.build_request`."""
        return whatsapp_outbound.build_request(message, to=to, attempt_id=attempt_id)

    def validate_message(self, message: Mapping[str, Any]) -> None:
        """See `whatsapp_outbound.validate_message`."""
        whatsapp_outbound.validate_message(message)

    def client(
        self,
        *,
        phone_number_id: str,
        token: str,
        base_url: str,
        version: str,
        app_secret: str | None = None,
        http: OutboundHttp | None = None,
    ) -> WhatsAppClient:
        """A client for one number; httpx is imported here, on the first call out."""
        from central.platforms.whatsapp_client import WhatsAppClient

        return WhatsAppClient(
            phone_number_id=phone_number_id,
            token=token,
            base_url=base_url,
            version=version,
            app_secret=app_secret,
            http=http,
        )
