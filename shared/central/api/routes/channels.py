"""Channels and their message templates."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request

from central.accounts.permissions import may
from central.api.dependencies import PortsHere, SettingsHere, allowed, outbound
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.paths import PREFIX
from central.call import Call
from central.channels import service
from central.channels.credentials import Credentials
from central.channels.model import Channel
from central.channels.schemas import (
    ChannelBody,
    ChannelCheckView,
    ChannelDetailView,
    ChannelPatch,
    ChannelView,
    channel_detail,
    channel_view,
    check_view,
)
from central.delivery import service as delivery
from central.paging import Keyset, split_page
from central.schemas import Limit, Page, PathId
from central.templates import service as templates
from central.templates.schemas import SyncView, TemplateView, template_view

router = APIRouter(prefix=f"{PREFIX}/channels", tags=["channels"])

Reader = Annotated[Call, allowed("channels.read")]
Manager = Annotated[Call, allowed("channels.manage")]
_KEYSET = Keyset("channels", "text", "id")
_TEMPLATES = Keyset("templates", "text", "text")
# What may make a channel work that did not.
_SWITCHES = frozenset(("active", "access_token", "app_secret"))
_CHANNEL = {
    "id": "1f6d2f1c-9d7b-4f3a-8a44-7b7a1d0f3c33",
    "type": "whatsapp",
    "name": "WhatsApp principal",
    "external_id": "106540352242922",
    "business_id": "102290129340398",
    "display_address": "+55 11 3456-7890",
    "state": "active",
    "state_reason": None,
    "is_default": True,
    "entry_mode": "queue",
    "queue_id": None,
    "when_contact_returns": "reopen",
    "read_receipts": "on_view",
    "messages_per_second": 80,
    "has_credentials": True,
    "credentials_hint": "ZDZD",
    "uses_own_app": False,
    "capabilities": {"text": True, "window_hours": 24},
    "created_at": "2026-11-20T14:03:11.000000Z",
    "updated_at": "2026-11-21T09:15:42.000000Z",
}
_DETAIL = {
    **_CHANNEL,
    "webhook": {"callback_url": "https://central.exemplo.com.br/webhooks/whatsapp", "verify_token": "k3y…"},
}
_TEMPLATE = {
    "id": "6f0b3c52-1d5c-4b7a-8b0f-2e9d4c1a7f55",
    "channel_id": _CHANNEL["id"],
    "name": "lembrete_consulta",
    "language": "pt_BR",
    "category": "UTILITY",
    "status": "APPROVED",
    "parameter_format": "POSITIONAL",
    "components": [{"type": "BODY", "text": "Olá {{1}}, sua consulta é amanhã."}],
    "variables": [{"key": "1", "place": "body", "example": "Maria"}],
    "header_media": None,
    "text": "Olá {{1}}, sua consulta é amanhã.",
    "rejected_reason": None,
    "quality": "GREEN",
    "updated_at": "2026-11-21T09:15:42.000000Z",
}


async def _open_client(request: Request, settings: SettingsHere) -> service.OpenClient:
    """Return what opens clients of the platform; one HTTP client per process, made when first called."""

    def open_client(channel: Channel, credentials: Credentials) -> Any:
        from central.platforms.registry import platform

        adapter: Any = platform(channel.type)
        return adapter.client(
            phone_number_id=channel.external_id,
            token=credentials.access_token,
            base_url=settings.graph_base_url,
            version=settings.graph_version,
            app_secret=credentials.app_secret,
            http=outbound(request, settings),
        )

    return open_client


ClientsHere = Annotated[service.OpenClient, Depends(_open_client)]


@router.get("", summary="List", responses={200: page_example(_CHANNEL), **error_responses(*READS)})
def list_channels(call: Reader, ports: PortsHere, cursor: str | None = None, limit: Limit = 50) -> Page[ChannelView]:
    """Return the company's channels by name."""
    found = service.list_channels(ports, call, after=_KEYSET.decode(cursor), limit=limit + 1)
    rows, more = split_page(found, limit)
    following = _KEYSET.encode((rows[-1].name, rows[-1].id)) if more else None
    return Page[ChannelView](items=[channel_view(row) for row in rows], next_cursor=following)


@router.post(
    "",
    status_code=201,
    summary="Connect",
    responses={201: example(_DETAIL), **error_responses(404, 409, *TAKES_BODY)},
)
def create_channel(body: ChannelBody, call: Manager, ports: PortsHere, settings: SettingsHere) -> ChannelDetailView:
    """Connect a number. The answer says where the platform must send its webhooks.

    The number itself is the key: asked twice, the second time answers 409.
    """
    channel = service.create_channel(ports, call, body.model_dump())
    return channel_detail(channel, service.webhook_of(ports, call, channel, settings.public_url))


@router.get("/{channel_id}", summary="Read", responses={200: example(_DETAIL), **error_responses(404, *READS)})
def read_channel(channel_id: PathId, call: Reader, ports: PortsHere, settings: SettingsHere) -> ChannelDetailView:
    """Return one channel; admins also see where its webhooks must go."""
    channel = service.get_channel(ports, call, channel_id)
    manages = may(call.actor, "channels.manage")
    return channel_detail(channel, service.webhook_of(ports, call, channel, settings.public_url) if manages else None)


@router.patch(
    "/{channel_id}", summary="Change", responses={200: example(_DETAIL), **error_responses(404, 409, *TAKES_BODY)}
)
def update_channel(
    channel_id: PathId, body: ChannelPatch, call: Manager, ports: PortsHere, settings: SettingsHere
) -> ChannelDetailView:
    """Change a channel, replace its credentials, or switch it on or off."""
    values = body.model_dump(exclude_unset=True)
    channel = service.update_channel(ports, call, channel_id, values)
    if channel.state == "active" and not _SWITCHES.isdisjoint(values):
        delivery.resume_channel(ports, call, channel_id)
    return channel_detail(channel, service.webhook_of(ports, call, channel, settings.public_url))


@router.post(
    "/{channel_id}/validate",
    summary="Check with the platform",
    responses={
        200: example(
            {
                "ok": True,
                "checks": [{"name": "token", "result": "ok", "message": "O token de acesso é válido e não expira."}],
                "channel": _CHANNEL,
            }
        ),
        **error_responses(401, 403, 404, 503),
    },
)
def validate_channel(channel_id: PathId, call: Manager, ports: PortsHere, clients: ClientsHere) -> ChannelCheckView:
    """Ask the platform whether token, permissions, number and webhook are right, and set the channel's state.

    What waited for the channel to work again is sent at once.
    """
    checked = service.validate_channel(ports, call, channel_id, clients)
    if checked.channel.state == "active":
        delivery.resume_channel(ports, call, channel_id)
    return check_view(checked.checks, checked.channel)


@router.get(
    "/{channel_id}/templates",
    summary="List message templates",
    responses={200: page_example(_TEMPLATE), **error_responses(404, *READS)},
)
def list_templates(
    channel_id: PathId,
    call: Reader,
    ports: PortsHere,
    status: Annotated[str | None, Query(max_length=64, description="For example APPROVED.")] = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[TemplateView]:
    """Return the channel's message templates by name, with the fields each needs."""
    after = _TEMPLATES.decode(cursor)
    found = templates.list_templates(
        ports, call, channel_id, status=status, after=(after[0], after[1]) if after else None, limit=limit + 1
    )
    rows, more = split_page(found, limit)
    following = _TEMPLATES.encode((rows[-1].name, rows[-1].language)) if more else None
    return Page[TemplateView](items=[template_view(row) for row in rows], next_cursor=following)


@router.post(
    "/{channel_id}/templates/sync",
    summary="Read message templates from the platform",
    responses={200: example({"stored": 12, "removed": 1}), **error_responses(401, 403, 404, 409, 503)},
)
def sync_templates(channel_id: PathId, call: Manager, ports: PortsHere, clients: ClientsHere) -> SyncView:
    """Make the stored templates equal to the platform's."""
    return SyncView.model_validate(templates.sync_templates(ports, call, channel_id, clients))
