"""Files of messages: fetched from the platform into our storage, or made ready for it. Rows are the work."""

import json
import random
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from central.call import Call
from central.db.database import Row, Transaction
from central.delivery.clients import Clients
from central.delivery.model import backoff
from central.delivery.preparing import Prepared, head_of, measure, prepare_outbound
from central.delivery.store import QUERIES
from central.errors import TryLater
from central.events import Update, media_doorbell, outbound_doorbell, privacy_doorbell
from central.platforms.base import InvalidMessage, PlatformFailure
from central.platforms.media import check_inbound, safe_file_name
from central.ports import Ports

MOST_ATTEMPTS = 8
# Downloading and converting 100 MB; the function's own time-out is shorter.
LEASE_SECONDS = 300
# The channel needs a person; the platform keeps files for 7 days.
_STOPPED_SECONDS = 3600.0
_REASONS: Mapping[str, str] = {
    "empty": "O arquivo chegou vazio. Peça que a pessoa envie de novo.",
    "too_large": "O arquivo é grande demais para ser guardado. Peça uma versão menor.",
    "dangerous": "Por segurança, este tipo de arquivo não é guardado.",
    "wrong_type": "O conteúdo do arquivo não é do tipo que ele diz ser. Por segurança, não foi guardado.",
}
MALWARE: Mapping[str, str] = {"code": "malware", "message": "Arquivo bloqueado: continha um vírus."}
_PASSING = "O arquivo ainda não pôde ser obtido. Tentaremos de novo em instantes."
_GIVEN_UP = "O arquivo não pôde ser obtido. Peça que a pessoa envie de novo."


class FileFault(Exception):
    """A file cannot be processed now (``final`` False) or ever."""

    def __init__(self, code: str, message: str, *, final: bool, seconds: float | None = None, counted: bool = True):
        super().__init__(code)
        self.error = {"code": code, "message": message}
        self.final = final
        self.seconds = seconds
        self.counted = counted


def process_file(
    ports: Ports,
    call: Call,
    media_id: UUID,
    clients: Clients,
    *,
    checkpoint: Callable[[str], None] = lambda _name: None,
    chance: Callable[[], float] = random.random,
) -> str:
    """Fetch or prepare one file. A doorbell that rings twice, or for nothing, does nothing.

    Returns:
        ``stored``, ``failed``, ``later``, or ``nothing`` when there was nothing to do or somebody was faster.

    Raises:
        TryLater: the database is away.
    """
    with ports.database.transaction(call) as transaction:
        file = transaction.one(QUERIES.claim_file, id=media_id, lease_seconds=LEASE_SECONDS)
    if file is None:
        return "nothing"
    checkpoint("media.claimed")
    inbound = file["object_key"] is None
    try:
        with tempfile.TemporaryDirectory(prefix="media-") as folder:
            path = Path(folder) / "file"
            prepared = _fetch(file, call, path, clients) if inbound else _convert(ports, file, path)
            checkpoint("media.fetched")
            key = file["object_key"]
            if inbound or prepared.path != path:
                key = _new_key(call, file, prepared)
                ports.blobs.put_file(key, str(prepared.path), prepared.mime_type)
            checkpoint("media.kept")
    except FileFault as fault:
        return _put_off(ports, call, file, fault, chance)
    except TryLater:
        raise
    except Exception as error:
        # Storage away, a disk that is full, a fault of ours: the file is still where it was.
        passing = FileFault("media_pending", _PASSING, final=False)
        passing.error["details"] = repr(error)[:300]
        return _put_off(ports, call, file, passing, chance)
    with ports.database.transaction(call) as transaction:
        done = transaction.one(
            QUERIES.store_file,
            id=media_id,
            attempts=file["attempts"],
            object_key=key,
            mime_type=prepared.mime_type[:127],
            bytes=prepared.size,
            sha256=prepared.sha256,
            file_name=prepared.file_name,
            width=prepared.width,
            height=prepared.height,
            duration=prepared.duration,
            animated=prepared.animated,
        )
        _tell(transaction, done)
    checkpoint("media.written")
    if done is None and key != file["object_key"]:
        # Its message was erased meanwhile, or somebody was faster: nobody will ever look for this object.
        with suppress(Exception):
            ports.blobs.delete([key])
    if done is not None and not inbound and key != file["object_key"]:
        with suppress(Exception):  # an original that stays behind costs a few cents, never the message
            ports.blobs.delete([file["object_key"]])
    return "nothing" if done is None else "stored"


def block_file(ports: Ports, call: Call, media_id: UUID, threats: Sequence[str]) -> str:
    """Take away a file in which malware was found: no address is given any more, and what waits to be sent fails.

    The row and the folder to empty are written together, so that no crash leaves the file behind; told twice it is done
    once. A file nobody knows (its message was erased, or it belongs to somebody else) changes nothing.

    Args:
        threats: names the scanner gave to what it found.

    Returns:
        ``blocked``, or ``nothing``.

    Raises:
        TryLater: the database is away.
    """
    from central.accounts import audit  # what only a find needs

    with ports.database.transaction(call) as transaction:
        done = transaction.one(QUERIES.block_file, id=media_id, error=json.dumps(MALWARE))
        if done is None:
            return "nothing"
        _tell(transaction, done)
        transaction.ring(privacy_doorbell(call.account_id))
        audit.record(transaction, "file.blocked", target=("media", media_id), details={"threats": list(threats)})
    return "blocked"


def _fetch(file: Row, call: Call, path: Path, clients: Clients) -> Prepared:
    """Download by the platform's id (a fresh address each time), then look at the bytes, not at what was said."""
    if file["channel_id"] is None or not file["platform_media_id"]:
        raise FileFault("media_gone", _GIVEN_UP, final=True)
    try:
        _, client = clients.open(
            call.account_id,
            file["channel_id"],
            file["channel_type"],
            file["channel_external_id"],
            file["credentials"],
        )
        with path.open("w+b") as sink:
            got = client.download_media(file["platform_media_id"], sink, sha256=file["sha256"])
    except PlatformFailure as failure:
        refusal = failure.refused
        stopped = refusal.retry == "stop_channel"
        raise FileFault(
            refusal.code,
            refusal.sentence_pt,
            final=refusal.retry == "never" or (stopped and not file["fetchable"]),
            seconds=_STOPPED_SECONDS if stopped else refusal.retry_after_seconds,
            counted=not stopped,
        ) from failure
    verdict = check_inbound(file["kind"], file["mime_type"] or got.mime_type, head_of(path), got.size)
    if verdict.code is not None:
        # An empty answer may be a passing fault of the platform; a lie stays one.
        raise FileFault(verdict.code, _REASONS[verdict.code], final=verdict.code != "empty" or file["attempts"] >= 3)
    name = safe_file_name(file["file_name"], verdict.mime_type) if file["file_name"] else None
    return measure(path, file["kind"], verdict.mime_type, name)


def _convert(ports: Ports, file: Row, path: Path) -> Prepared:
    ports.blobs.get_file(file["object_key"], str(path))
    try:
        return prepare_outbound(path, file["kind"], file["mime_type"] or "", file["file_name"], voice=file["voice"])
    except InvalidMessage as invalid:
        raise FileFault(invalid.code, invalid.sentence, final=True) from invalid


def _new_key(call: Call, file: Row, prepared: Prepared) -> str:
    """A name of its own per try, so that a slow worker never overwrites what a faster one stored."""
    name = safe_file_name(prepared.file_name, prepared.mime_type)
    return f"accounts/{call.account_id}/media/{file['id']}/{file['attempts']}-{name}"


def _put_off(ports: Ports, call: Call, file: Row, fault: FileFault, chance: Callable[[], float]) -> str:
    final = fault.final or (fault.counted and file["attempts"] >= MOST_ATTEMPTS)
    error: dict[str, Any] = dict(fault.error)
    if final and not fault.final:
        error["message"] = _GIVEN_UP
    with ports.database.transaction(call) as transaction:
        if final:
            done = transaction.one(QUERIES.fail_file, id=file["id"], attempts=file["attempts"], error=json.dumps(error))
            _tell(transaction, done)
        else:
            seconds = max(backoff(file["attempts"] - 1, chance()), fault.seconds or 0.0)
            transaction.execute(
                QUERIES.postpone_file,
                id=file["id"],
                attempts=file["attempts"],
                error=json.dumps(error),
                seconds=seconds,
            )
            if seconds <= 900:
                transaction.ring(media_doorbell(call.account_id, file["id"], delay_seconds=int(seconds) + 1))
    return "failed" if final else "later"


def _tell(transaction: Transaction, done: Row | None) -> None:
    """The bubble changes; a message that waited for its file may go (or fail) now."""
    if done is None or done["message_id"] is None:
        return
    transaction.push(Update("message_status", done["conversation_id"], done["message_id"], data={"change": "media"}))
    if done["direction"] == "out" and done["status"] == "pending":
        transaction.ring(outbound_doorbell(transaction.account_id, done["conversation_id"]))
