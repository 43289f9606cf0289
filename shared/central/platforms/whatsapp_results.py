"""What an answer of the Graph API means for a message: accepted, refused (and what to do), or unknown. Pure.

The line that matters runs between "certainly not taken" (may be tried again) and "perhaps taken" (never resent
blindly): a time-out or a reset after the request was written, and a success that cannot be read, are unknown. 429 and
500, 502 and 503 are refusals; 504 means that somebody behind was still working, so it is unknown unless an error code
says otherwise.
"""

from __future__ import annotations

import email.utils
import time
from typing import Any

from central.platforms.base import Accepted, Refused, SendResult, Unknown
from central.platforms.http import Answer, CallFailed
from central.platforms.text_gate import as_dict, as_list, as_text
from central.platforms.whatsapp_errors import PAIR_RATE, Rule, pair_wait, phrase, rule_for

_LONGEST_WAIT = 24 * 3600.0


def read_send(answer: Answer, *, refused_before: int = 0, now: float | None = None) -> SendResult:
    """Classify the answer to a send request.

    Args:
        refused_before: how often this message was refused already (the wait after 131056 grows with it).
        now: epoch seconds, for a Retry-After given as a date.
    """
    body = answer.json()
    error = error_in(body)
    if error is not None:
        return refused_by(error, answer, refused_before=refused_before, now=now)
    if 200 <= answer.status < 300:
        message = as_dict(next(iter(as_list(as_dict(body).get("messages"))), None))
        identifier = as_text(message.get("id"), 1_024)
        if identifier is None:
            return Unknown("unreadable_success", f"HTTP {answer.status}, {len(answer.body)} bytes")
        contact = as_dict(next(iter(as_list(as_dict(body).get("contacts"))), None))
        state = as_text(message.get("message_status"), 64) or "accepted"
        return Accepted(
            identifier, as_text(contact.get("wa_id"), 64), as_text(contact.get("user_id"), 160), state != "accepted"
        )
    if answer.status == 504:
        return Unknown("gateway_timeout", "HTTP 504")
    return refused_by_status(answer, now=now)


def read_failure(failure: CallFailed) -> SendResult:
    """Classify a send request that got no complete answer."""
    if failure.sent:
        return Unknown(failure.code, failure.details)
    return refused_by_failure(failure)


def refused_by_failure(failure: CallFailed) -> Refused:
    """A call that did not come through, for calls that may simply be repeated."""
    if failure.code == "blocked":
        return Refused("blocked_address", "never", phrase("blocked_address"), details=failure.details)
    if failure.code == "too_large":
        return Refused("too_large", "never", phrase("media_large"), details=failure.details)
    key = "timeout" if failure.code == "timeout" else "unreachable"
    return Refused(key, "later", phrase(key), details=failure.details)


def error_in(body: Any) -> dict[str, Any] | None:
    """The `error` object of an answer (also inside a 200), or None."""
    error = as_dict(body).get("error")
    if isinstance(error, dict):
        return error
    return {"message": error} if isinstance(error, str) and error else None


def refused_by(error: dict[str, Any], answer: Answer, *, refused_before: int = 0, now: float | None = None) -> Refused:
    """A refusal with an error object: the code decides, then the HTTP status for codes we do not know."""
    code = as_text(error.get("code"), 32)
    details = (
        as_text(as_dict(error.get("error_data")).get("details"), 1_000) or as_text(error.get("message"), 1_000) or ""
    )
    rule = rule_for(code)
    if rule.key == "unknown" and (answer.status in (401, 403, 408, 429) or answer.status >= 500):
        by_status = refused_by_status(answer, now=now)
        return Refused(code or by_status.code, by_status.retry, by_status.sentence_pt, by_status.retry_after_seconds,
                       details, by_status.scope, answer.status)  # fmt: skip
    seconds = retry_after(answer, now) or (pair_wait(refused_before + 1) if code == str(PAIR_RATE) else rule.seconds)
    retry = rule.retry
    if retry == "later" and refused_before + 1 >= rule.most_tries:
        retry = "never"
    return Refused(code or "error", retry, phrase(rule.key), seconds, details, rule.scope, answer.status)


def refused_by_status(answer: Answer, *, now: float | None = None) -> Refused:
    """A refusal without a readable error (an HTML page of something in between, an empty body)."""
    status, wait = answer.status, retry_after(answer, now)
    code = f"http_{status}"
    if status == 429:
        return Refused(code, "wait", phrase("rate"), wait or 30.0, "", "channel", status)
    if status in (401, 403):
        rule = Rule("token" if status == 401 else "permission", "stop_channel", scope="channel")
        return Refused(code, rule.retry, phrase(rule.key), None, "", rule.scope, status)
    if status >= 500 or status in (408, 425):
        return Refused(code, "later", phrase("passing"), wait, "", "message", status)
    return Refused(code, "never", phrase("request"), None, "", "message", status)


def retry_after(answer: Answer, now: float | None = None) -> float | None:
    """Seconds of a Retry-After header (number or date), between 0 and a day; None without one."""
    value = answer.headers.get("retry-after", "").strip()
    if not value:
        return None
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), _LONGEST_WAIT)
    try:
        moment = email.utils.parsedate_to_datetime(value).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(moment - (time.time() if now is None else now), 0.0), _LONGEST_WAIT)
