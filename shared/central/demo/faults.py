"""The simulator's switches: what goes wrong between us and the platform, when somebody wants to see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

SendFault = Literal["none", "rate_limit", "pair_limit", "server_error", "timeout", "lost_answer", "bad_token", "window"]
SEND_FAULTS: tuple[SendFault, ...] = (
    "none",
    "rate_limit",
    "pair_limit",
    "server_error",
    "timeout",
    "lost_answer",
    "bad_token",
    "window",
)


@dataclass(frozen=True, slots=True)
class Faults:
    """What a number does to calls and statuses.

    Attributes:
        send: how calls to /messages fail.
        remaining: how many calls still fail before all is well again; None means until switched off.
        status_delay_seconds: added to every status.
        shuffle_statuses: "read" comes before "delivered".
        drop_statuses: no status comes at all.
        repeat_webhooks: every webhook is delivered that many times.
    """

    send: SendFault = "none"
    remaining: int | None = None
    status_delay_seconds: int = 0
    shuffle_statuses: bool = False
    drop_statuses: bool = False
    repeat_webhooks: int = 1


# Graph API, error codes: (HTTP status, code, message).
GRAPH_ERRORS: Mapping[SendFault, tuple[int, int, str]] = {
    "rate_limit": (429, 130429, "Rate limit hit"),
    "pair_limit": (400, 131056, "(Business Account, Consumer Account) pair rate limit hit"),
    "server_error": (500, 131000, "Something went wrong"),
    "bad_token": (401, 190, "Invalid OAuth access token"),
    "window": (400, 131047, "Re-engagement message"),
}


def read_faults(value: Mapping[str, Any]) -> Faults:
    """Return the switches from their JSON; what makes no sense is as if it were not there."""
    send = value.get("send", "none")
    remaining = value.get("remaining")
    return Faults(
        send=send if send in SEND_FAULTS else "none",
        remaining=remaining if isinstance(remaining, int) and remaining >= 0 else None,
        status_delay_seconds=max(0, min(600, _integer(value.get("status_delay_seconds"), 0))),
        shuffle_statuses=value.get("shuffle_statuses") is True,
        drop_statuses=value.get("drop_statuses") is True,
        repeat_webhooks=max(1, min(8, _integer(value.get("repeat_webhooks"), 1))),
    )


def spend(faults: Faults) -> dict[str, Any]:
    """Return the switches after one failed call."""
    remaining = None if faults.remaining is None else faults.remaining - 1
    return {
        "send": "none" if remaining == 0 else faults.send,
        "remaining": None if remaining == 0 else remaining,
        "status_delay_seconds": faults.status_delay_seconds,
        "shuffle_statuses": faults.shuffle_statuses,
        "drop_statuses": faults.drop_statuses,
        "repeat_webhooks": faults.repeat_webhooks,
    }


def _integer(value: Any, default: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else default
