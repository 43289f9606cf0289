"""Clients of platforms with a channel's own credentials, kept for as long as the process lives."""

import time
from typing import IO, Any, Protocol, cast
from uuid import UUID

from central.channels.credentials import open_credentials
from central.platforms.base import Platform, PlatformFailure, Refused, SendResult
from central.platforms.registry import platform
from central.ports import Secrets

_KEPT_SECONDS = 300.0
_NO_CREDENTIALS = "O canal não tem credenciais válidas. Um administrador precisa conectá-lo de novo."


class Client(Protocol):
    """What delivery needs of a platform's client (``platforms.whatsapp_client.WhatsAppClient``)."""

    def send(self, body: Any, *, refused_before: int = 0, total_seconds: float = 20.0) -> SendResult: ...
    def mark_read(self, external_id: str, *, typing: bool = False) -> None: ...
    def upload_media(
        self, content: IO[bytes], mime_type: str, file_name: str, *, total_seconds: float = 120.0
    ) -> str: ...
    def download_media(self, media_id: str, sink: IO[bytes], *, sha256: str | None = None) -> Any: ...


class Clients:
    """Opens clients by channel.

    Args:
        secrets: opens sealed credentials.
        base_url, version: of the platform's API.
        http: a shared ``OutboundHttp``; by default one is made at the first call out.
    """

    def __init__(self, secrets: Secrets, *, base_url: str, version: str, http: Any = None) -> None:
        self._secrets = secrets
        self._base_url = base_url
        self._version = version
        self._http = http
        self._clients: dict[tuple[UUID, bytes], tuple[float, Client]] = {}

    def open(
        self, account_id: UUID, channel_id: UUID, channel_type: str, external_id: str, sealed: bytes | None
    ) -> tuple[Platform, Client]:
        """Return the adapter and a client for one channel; opened credentials are kept for 5 minutes.

        Raises:
            PlatformFailure: there are no credentials, or they cannot be opened: the channel needs a person.
            TryLater: the key service is away.
        """
        adapter = platform(channel_type)
        key = (channel_id, sealed or b"")
        kept = self._clients.get(key)
        if kept is not None and kept[0] > time.monotonic():
            return adapter, kept[1]
        if not sealed:
            raise PlatformFailure(_unusable("no_credentials"))
        try:
            credentials = open_credentials(self._secrets, account_id, channel_id, sealed)
        except (ValueError, KeyError, TypeError) as error:
            raise PlatformFailure(_unusable("bad_credentials")) from error
        if self._http is None:
            from central.platforms.http import OutboundHttp

            self._http = OutboundHttp(trusted_bases=[self._base_url])
        client = cast(Any, adapter).client(
            phone_number_id=external_id,
            token=credentials.access_token,
            base_url=self._base_url,
            version=self._version,
            http=self._http,
        )
        # A saved token replaces the old one at once: the sealed bytes are part of the key.
        self._clients = {k: v for k, v in self._clients.items() if k[0] != channel_id and v[0] > time.monotonic()}
        self._clients[key] = (time.monotonic() + _KEPT_SECONDS, client)
        return adapter, client


def _unusable(code: str) -> Refused:
    return Refused(code, "stop_channel", _NO_CREDENTIALS, scope="channel")
