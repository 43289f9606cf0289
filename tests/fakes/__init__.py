"""Stand-ins for what lies across a network, written once. There is no fake database: the SQL is the product."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from central.errors import TryLater
from central.events import Doorbell, QueueName
from central.ports import OutboxEntry
from central.realtime.contracts import FACTS, fact_envelope


@dataclass(frozen=True, slots=True)
class Parked:
    """A message in a dead-letter queue."""

    queue: QueueName
    body: str
    group: str | None
    reason: str


class FakeQueues:
    """Records every doorbell, delay and parked message. ``away = True`` makes the queue refuse."""

    def __init__(self) -> None:
        self.doorbells: list[Doorbell] = []
        self.delays: dict[str, int] = {}
        self.parked: list[Parked] = []
        self.away = False

    def ring(self, doorbells: Sequence[Doorbell]) -> None:
        if self.away:
            raise TryLater("queue away")
        self.doorbells.extend(doorbells)

    def delay(self, queue: QueueName, receipt_handles: Mapping[str, int]) -> None:
        self.delays.update(receipt_handles)

    def park(self, queue: QueueName, body: str, *, group: str | None, reason: str) -> None:
        if self.away:
            raise TryLater("queue away")
        self.parked.append(Parked(queue, body, group, reason))

    def check(self) -> None:
        if self.away:
            raise TryLater("queue away")

    def of(self, queue: QueueName) -> list[Doorbell]:
        """The doorbells of one queue, in order."""
        return [doorbell for doorbell in self.doorbells if doorbell.queue == queue]


def keep_contract(entry: OutboxEntry) -> None:
    """Fail when a fact of the product is not what ``events/contracts`` says. A test may publish facts of its own."""
    if not entry.source.startswith("central.") or entry.source == "central.test":
        return
    assert entry.detail_type in FACTS, f"{entry.detail_type} has no contract"
    assert FACTS[entry.detail_type][0] == entry.source
    fact_envelope(entry.detail_type).model_validate_json(entry.detail)


class FakeBus:
    """Records every fact and holds it to its contract. ``away``: the bus refuses; ``refused``: ids it does not take.

    So every test that makes something happen also proves that what is told about it is what was promised.
    """

    def __init__(self) -> None:
        self.entries: list[OutboxEntry] = []
        self.refused: set[UUID] = set()
        self.away = False

    def publish(self, entries: Sequence[OutboxEntry]) -> list[UUID]:
        if self.away:
            raise TryLater("bus away")
        taken = [entry for entry in entries if entry.id not in self.refused]
        for entry in taken:
            keep_contract(entry)
        self.entries.extend(taken)
        return [entry.id for entry in taken]

    @property
    def types(self) -> list[str]:
        """The detail types published, in order."""
        return [entry.detail_type for entry in self.entries]


class FakeSockets:
    """Records frames per connection. Connections in ``gone`` answer as closed ones do."""

    def __init__(self) -> None:
        self.frames: list[tuple[str, bytes]] = []
        self.closed: list[str] = []
        self.gone: set[str] = set()

    def send(self, connection_id: str, frame: bytes) -> bool:
        if connection_id in self.gone:
            return False
        self.frames.append((connection_id, frame))
        return True

    def close(self, connection_id: str) -> None:
        self.closed.append(connection_id)
        self.gone.add(connection_id)


class FakeBlobs:
    """Keeps objects in memory: key → (bytes, MIME type)."""

    def __init__(self) -> None:
        self.objects: dict[str, tuple[bytes, str]] = {}

    def put_file(self, key: str, path: str, mime_type: str) -> None:
        self.objects[key] = (Path(path).read_bytes(), mime_type)

    def get_file(self, key: str, path: str) -> None:
        # Like boto3: beside it, then renamed. Whoever holds the path open keeps an empty file.
        beside = Path(f"{path}.part")
        beside.write_bytes(self.objects[key][0])
        beside.replace(path)

    def put(self, key: str, body: bytes, mime_type: str) -> None:
        self.objects[key] = (body, mime_type)

    def get(self, key: str) -> bytes:
        return self.objects[key][0]

    def head(self, key: str) -> int | None:
        found = self.objects.get(key)
        return None if found is None else len(found[0])

    def upload_url(self, key: str, *, mime_type: str, size: int, expires_seconds: int) -> tuple[str, dict[str, str]]:
        return f"https://media.invalid/{key}?size={size}&expires={expires_seconds}", {"Content-Type": mime_type}

    def download_url(
        self, key: str, *, file_name: str | None, mime_type: str, inline: bool, expires_seconds: int
    ) -> str:
        return f"https://media.invalid/{key}?expires={expires_seconds}&inline={int(inline)}"

    def delete(self, keys: Iterable[str]) -> None:
        for key in keys:
            self.objects.pop(key, None)

    def delete_folder(self, folder: str) -> None:
        self.delete([key for key in self.objects if key.startswith(f"{folder}/")])


class FakeSecrets:
    """Secrets in memory. ``away = True``: the store cannot be reached. Sealing only marks, it protects nothing."""

    def __init__(self, webhook_secrets: dict[str, str] | None = None) -> None:
        self.webhook_secrets = dict(webhook_secrets or {})
        self.away = False

    def webhook_secret(self, name: str) -> str | None:
        if self.away:
            raise TryLater("secrets away")
        return self.webhook_secrets.get(name)

    def save_webhook_secret(self, name: str, value: str) -> None:
        self.webhook_secrets[name] = value

    def seal(self, plaintext: bytes, context: str) -> bytes:
        return context.encode() + b"\x00" + plaintext

    def rewrap(self, sealed: bytes, context: str) -> bytes:
        return self.seal(self.open(sealed, context), context)

    def open(self, sealed: bytes, context: str) -> bytes:
        bound, _, plaintext = sealed.partition(b"\x00")
        if bound != context.encode():
            raise ValueError("sealed for another row")
        return plaintext
