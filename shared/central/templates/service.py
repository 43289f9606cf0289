"""Use cases about message templates."""

from uuid import UUID

from central.call import Call
from central.channels import service as channels
from central.channels.service import OpenClient
from central.errors import Conflict, TryLater
from central.platforms.base import PlatformFailure
from central.ports import Ports
from central.templates import store
from central.templates.model import MessageTemplate, Synced


def list_templates(
    ports: Ports, call: Call, channel_id: UUID, *, status: str | None, after: tuple[str, str] | None, limit: int
) -> list[MessageTemplate]:
    """Return at most ``limit`` templates of a channel by name and language.

    Args:
        status: only those in this state of the platform, for example ``APPROVED``.

    Raises:
        NotFound: no channel of this company.
    """
    channels.get_channel(ports, call, channel_id)
    with ports.database.transaction(call) as transaction:
        return store.list_templates(transaction, channel_id, status=status, after=after, limit=limit)


def sync_templates(ports: Ports, call: Call, channel_id: UUID, open_client: OpenClient) -> Synced:
    """Read all templates of the channel's business account from the platform and store them.

    Raises:
        NotFound: no channel of this company.
        Conflict: the channel has no credentials or business account, or the platform refused.
        TryLater: the platform is away; nothing was changed.
    """
    channel = channels.get_channel(ports, call, channel_id)
    if not channel.business_id:
        raise Conflict("Informe o ID da conta do WhatsApp Business do canal.", code="no_business_account")
    client = channels.open_channel_client(ports, call, channel, open_client)
    try:
        listed = client.list_templates(channel.business_id)
    except PlatformFailure as failure:
        if failure.refused.retry in ("later", "wait"):
            raise TryLater(failure.refused.sentence_pt, code="platform_away") from failure
        raise Conflict(failure.refused.sentence_pt, code="platform_refused") from failure
    with ports.database.transaction(call) as transaction:
        return store.store_templates(transaction, channel_id, listed)
