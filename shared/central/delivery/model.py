"""What a claimed message is, what a result means for it, and how long to wait. Pure."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any, Literal, Protocol
from uuid import UUID

from central.frozen import Frozen

# A fault of the platform or the network is tried so often in all, with these limits on the wait between.
MOST_TRIES = 6
MOST_WAITS = 8
DEADLINE_HOURS = 24
LONGEST_BACKOFF_SECONDS = 900.0
_FIRST_BACKOFF_SECONDS = 5.0
_LONGEST_PAIR_WAIT_SECONDS = 3600.0
# Preparing lasts as long as the function may run, at most; a call takes at most 20 seconds.
PREPARE_LEASE_SECONDS = 90
LONGEST_UPLOAD_SECONDS = 120.0
CALL_LEASE_SECONDS = 60
CALL_SECONDS = 20.0

Outcome = Mapping[str, Any]


class Taken(Protocol):
    """The platform took it (``platforms.base.Accepted``)."""

    @property
    def external_id(self) -> str: ...
    @property
    def held(self) -> bool: ...


class Refusal(Protocol):
    """The platform certainly did not take it (``platforms.base.Refused``)."""

    @property
    def code(self) -> str: ...
    @property
    def retry(self) -> Literal["later", "wait", "never", "stop_channel"]: ...
    @property
    def sentence_pt(self) -> str: ...
    @property
    def retry_after_seconds(self) -> float | None: ...
    @property
    def details(self) -> str: ...
    @property
    def scope(self) -> Literal["message", "contact", "channel"]: ...


class Attempt(Frozen):
    """One try. ``tries`` and ``waits``: how often this message was refused before in this round."""

    id: UUID
    number: int
    fence: int
    tries: int
    waits: int


class Claimed(Frozen):
    """The head of a lane with everything needed to send it.

    ``send_in`` seconds until its slot in the number's pace; ``recipient`` addresses in order of preference
    (``{kind, value}``); ``media`` files with ``object_key`` and, when uploaded before, ``platform_media_id``.
    """

    attempt: Attempt
    account_id: UUID
    message_id: UUID
    channel_id: UUID
    channel_type: str
    channel_external_id: str
    credentials: bytes | None
    send_in: float
    type: str
    text: str | None
    content: Mapping[str, Any]
    reply_to_external_id: str | None
    recipient: Sequence[Mapping[str, str]]
    media: Sequence[Mapping[str, Any]]
    template: Mapping[str, Any] | None

    def __repr__(self) -> str:
        return f"Claimed({self.message_id})"  # the credentials, though sealed, belong into no log


class Lane(Frozen):
    """What a claim found: ``state`` idle, waiting (``reason``, ``seconds`` when known) or claimed."""

    state: Literal["idle", "waiting", "claimed"]
    told: bool
    reason: str | None = None
    seconds: float | None = None
    claimed: Claimed | None = None


def read_lane(account_id: UUID, row: Mapping[str, Any]) -> Lane:
    """Read the answer of ``claim_next_message``."""
    claimed = None
    if row["state"] == "claimed":
        attempt, message, channel = row["attempt"], row["message"], row["channel"]
        sealed = channel["credentials"]
        claimed = Claimed(
            Attempt(
                UUID(attempt["id"]), attempt["number"], attempt["fence"], attempt["tries"] or 0, attempt["waits"] or 0
            ),
            account_id,
            UUID(message["id"]),
            UUID(channel["id"]),
            channel["type"],
            channel["external_id"],
            base64.b64decode(sealed) if sealed else None,
            max(0.0, float(row["send_in"])),
            message["type"],
            message["text"],
            message["content"] or {},
            message["reply_to_external_id"],
            row["recipient"],
            row["media"],
            row["template"],
        )
    seconds = row.get("seconds")
    return Lane(row["state"], row["told"], row.get("reason"), None if seconds is None else float(seconds), claimed)


def platform_message(claimed: Claimed, uploaded: Mapping[str, str]) -> dict[str, Any]:
    """Return the message in the form ``Platform.build_request`` takes.

    Args:
        uploaded: id of a file of ours → the platform's id of it, for files uploaded just now.
    """
    message: dict[str, Any] = {**claimed.content, "type": claimed.type, "text": claimed.text}
    files = [
        {**file, "platform_media_id": uploaded.get(str(file["id"])) or file.get("platform_media_id")}
        for file in claimed.media
    ]
    if claimed.reply_to_external_id:
        message["reply_to_external_id"] = claimed.reply_to_external_id
    if claimed.type == "template":
        template = {**(claimed.content.get("template") or {}), "definition": claimed.template}
        if files:
            template["header_media"] = files[0]
        message["template"] = template
    elif files:
        message["media"] = files[0]
    return message


def accepted(result: Taken, identities: Sequence[Mapping[str, str]]) -> Outcome:
    """The platform took it. ``identities``: how it calls the recipient, as ``{kind, value, match_key}``."""
    return {
        "outcome": "accepted",
        "external_id": result.external_id,
        "held": result.held,
        "identities": list(identities),
        "health": "good",
    }


def unknown(reason: str, details: str) -> Outcome:
    """Bytes may have arrived: never resent by ourselves, resolved by a status that names the attempt."""
    error = {
        "code": "unknown",
        "message": "Aguardando a confirmação do WhatsApp.",
        "details": f"{reason} {details}".strip()[:500],
    }
    return {"outcome": "unknown", "error": error, "health": "bad"}


def failed(code: str, message: str, details: str = "") -> Outcome:
    """This message cannot work; a person may change it or try again."""
    return {"outcome": "failed", "error": {"code": code, "message": message, "details": details[:500]}}


def refused(refusal: Refusal, attempt: Attempt, *, chance: float) -> Outcome:
    """What follows from a definite refusal.

    Args:
        refusal: what the platform said.
        attempt: the try it belongs to.
        chance: a random number from 0 to 1, for the jitter.
    """
    error = {"code": refusal.code, "message": refusal.sentence_pt, "details": refusal.details[:500]}
    if refusal.retry == "stop_channel":
        return {"outcome": "stopped", "error": error}
    if refusal.retry == "later":
        if attempt.tries + 1 >= MOST_TRIES:
            return {"outcome": "failed", "error": _given_up(error, attempt.tries + 1), "health": "bad"}
        seconds = max(backoff(attempt.tries, chance), refusal.retry_after_seconds or 0.0)
        return {"outcome": "retry", "error": error, "retry_seconds": seconds, "health": "bad"}
    if refusal.retry == "wait":
        seconds = max(1.0, refusal.retry_after_seconds or 30.0)
        if refusal.scope == "channel":
            # Everybody on this number waits; nobody's message is to blame.
            return {"outcome": "wait", "error": error, "retry_seconds": seconds, "block_seconds": seconds}
        if attempt.waits + 1 >= MOST_WAITS:
            return {"outcome": "failed", "error": _given_up(error, attempt.waits + 1)}
        # 4, 16, 64 … seconds to the same person; nobody else is affected.
        seconds = min(seconds * 4**attempt.waits, max(seconds, _LONGEST_PAIR_WAIT_SECONDS))
        return {"outcome": "wait", "error": error, "retry_seconds": seconds}
    # A passing fault that was tried often enough is refused for good, still with the sentence of a passing fault.
    passing = attempt.tries > 0 and "Tentaremos de novo" in refusal.sentence_pt
    return {
        "outcome": "failed",
        "error": _given_up(error, attempt.tries + 1) if passing else error,
        "health": "bad" if passing else "good",
    }


def backoff(tries: int, chance: float) -> float:
    """Seconds before the next try: full jitter over 5, 20, 80 … at most 900 seconds, at least one."""
    return max(1.0, chance * min(LONGEST_BACKOFF_SECONDS, _FIRST_BACKOFF_SECONDS * 4.0**tries))


def _given_up(error: Mapping[str, str], tries: int) -> dict[str, str]:
    sentence = error["message"].replace("Tentaremos de novo em instantes.", "").strip()
    return {**error, "message": f"Não foi enviada depois de {tries} tentativas. {sentence}".strip()}
