"""What use cases need from the outside, as small protocols. ``central.runtime`` wires the real ones."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from central.call import Call
from central.events import Doorbell, QueueName
from central.frozen import Frozen

if TYPE_CHECKING:
    from central.db.connection import Connection
    from central.db.database import Transaction


class Database(Protocol):
    """Opens transactions. Only this sets the account."""

    def transaction(self, call: Call) -> "AbstractContextManager[Transaction]":
        """Open one transaction for the call's account."""
        ...

    def lookup(self) -> "Connection":
        """Return the connection in autocommit mode, without an account: for the look-ups that precede it."""
        ...


class Queues(Protocol):
    """Work queues."""

    def ring(self, doorbells: Sequence[Doorbell]) -> None:
        """Send every doorbell, now or for its time.

        Raises:
            TryLater: the queue does not take them.
        """
        ...

    def delay(self, queue: QueueName, receipt_handles: Mapping[str, int]) -> None:
        """Let received messages come back after so many seconds each (receipt handle → seconds)."""
        ...

    def park(self, queue: QueueName, body: str, *, group: str | None, reason: str) -> None:
        """Put a message that can never be processed into the queue's dead-letter queue, with its reason.

        Raises:
            TryLater: the dead-letter queue did not take it; the message must not be acknowledged.
        """
        ...

    def check(self) -> None:
        """Find out whether the queues can be reached.

        Raises:
            TryLater: they cannot.
        """
        ...


class Bus(Protocol):
    """The event bus."""

    def publish(self, entries: Sequence["OutboxEntry"]) -> list[UUID]:
        """Publish facts and return the ids of those that were taken."""
        ...


class OutboxEntry(Frozen):
    """One fact as it leaves: ``detail`` is the JSON text of the envelope."""

    id: UUID
    source: str
    detail_type: str
    detail: str


class Sockets(Protocol):
    """Connected browsers."""

    def send(self, connection_id: str, frame: bytes) -> bool:
        """Send one frame; False when the connection is gone."""
        ...

    def close(self, connection_id: str) -> None:
        """Close the connection; a connection that is gone already is no error."""
        ...


class Blobs(Protocol):
    """The media bucket."""

    def put_file(self, key: str, path: str, mime_type: str) -> None: ...
    def get_file(self, key: str, path: str) -> None: ...
    def put(self, key: str, body: bytes, mime_type: str) -> None: ...
    def get(self, key: str) -> bytes: ...
    def head(self, key: str) -> int | None:
        """Return the object's size in bytes, or None when it does not exist."""
        ...

    def upload_url(self, key: str, *, mime_type: str, size: int, expires_seconds: int) -> tuple[str, dict[str, str]]:
        """Return a signed PUT address and the headers the browser must send with it."""
        ...

    def download_url(
        self, key: str, *, file_name: str | None, mime_type: str, inline: bool, expires_seconds: int
    ) -> str:
        """Return a signed GET address; anything but images, audio and video is served as an attachment."""
        ...

    def delete(self, keys: Iterable[str]) -> None: ...
    def delete_folder(self, folder: str) -> None:
        """Delete every object below ``folder`` (without a slash at the end); an empty one is no error."""
        ...


class Secrets(Protocol):
    """Secrets that webhooks need (SSM) and the envelope keys of stored credentials (KMS)."""

    def webhook_secret(self, name: str) -> str | None:
        """Return the secret under ``name`` below the prefix, or None when there is none; cached for 5 minutes.

        Raises:
            TryLater: the store is out of reach and nothing is cached.
        """
        ...

    def save_webhook_secret(self, name: str, value: str) -> None: ...
    def seal(self, plaintext: bytes, context: str) -> bytes:
        """Encrypt with AES-256-GCM under a fresh data key; ``context`` binds it to account|table|column|row."""
        ...

    def open(self, sealed: bytes, context: str) -> bytes:
        """Decrypt what :meth:`seal` made.

        Raises:
            ValueError: tampered with, or sealed for another row.
        """
        ...

    def rewrap(self, sealed: bytes, context: str) -> bytes:
        """Wrap the data key of what :meth:`seal` made under the current key; the value stays the same.

        Raises:
            ValueError: tampered with, or sealed for another row.
        """
        ...


class MailRefused(Exception):
    """The mail service will never take this mail; ``code`` is its own word for why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class MailUnconfirmed(Exception):
    """The mail may have been sent: the service had it and gave no answer."""


class Mailer(Protocol):
    """The mail service, with our own sender. Not one of :class:`Ports`: only the mail worker may send."""

    def send(self, *, to: str, subject: str, text: str, html: str) -> None:
        """Send one mail to one address, once.

        Raises:
            TryLater: it was certainly not sent; trying again makes sense.
            MailRefused: it was certainly not sent, and never will be.
            MailUnconfirmed: nobody knows.
        """
        ...


class Workflows(Protocol):
    """The state machine that looks after clocks. Not one of :class:`Ports`: only one worker may start executions."""

    def start(self, name: str, question: Mapping[str, object]) -> None:
        """Start the execution of this name; one that was started before is no error, and no second one.

        Raises:
            TryLater: it may not have been started.
        """
        ...


class Ports(Frozen):
    """All of them, handed to every use case. Adapters connect on first use, so an unused one costs nothing."""

    database: Database
    queues: Queues
    bus: Bus
    sockets: Sockets
    blobs: Blobs
    secrets: Secrets
