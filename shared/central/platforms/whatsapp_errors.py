"""Error codes of the WhatsApp Cloud API: what our code does about each, and what a person is told.

Source: Meta's list of error codes of the Cloud API, with its limits. HTTP status is not reliable at Meta, so the code
decides; the same table serves codes inside statuses. Sentences say what happened and what to do next, without jargon.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from central.platforms.whatsapp_sentences import SENTENCES


class Rule(NamedTuple):
    """What to do about a code (see `base.Refused` for the meaning of `retry` and `scope`).

    `key` names the sentence; `most_tries` limits how often a passing fault may be tried again.
    """

    key: str
    retry: Literal["later", "wait", "never", "stop_channel"] = "never"
    seconds: float | None = None
    scope: Literal["message", "contact", "channel"] = "message"
    most_tries: int = 6


_TOKEN = Rule("token", "stop_channel", scope="channel")
_PERMISSION = Rule("permission", "stop_channel", scope="channel")
_POLICY = Rule("policy", "stop_channel", scope="channel")
_PASSING = Rule("passing", "later")
_PASSING_FEW = Rule("passing", "later", most_tries=3)
_RATE = Rule("rate", "wait", 30, "channel")
_REQUEST = Rule("request")
_PARAMETERS = Rule("template_parameters")
_TEMPLATE_MISSING = Rule("template_missing")
_NOT_REGISTERED = Rule("not_registered", "stop_channel", scope="channel")
_BLOCK_LIST = Rule("block_list")

RULES: dict[int, Rule] = {
    0: _TOKEN,
    1: _PASSING_FEW,
    2: _PASSING,
    3: _PERMISSION,
    4: Rule("rate", "wait", 300, "channel"),
    10: _PERMISSION,
    33: _REQUEST,
    100: _REQUEST,
    190: _TOKEN,
    368: _POLICY,
    80007: Rule("rate", "wait", 600, "channel"),
    130429: _RATE,
    130472: Rule("experiment"),
    130497: Rule("country"),
    131000: _PASSING_FEW,
    131005: _PERMISSION,
    131008: _REQUEST,
    131009: _REQUEST,
    131016: _PASSING,
    131021: Rule("same_number"),
    131026: Rule("undeliverable"),
    131030: Rule("test_number"),
    131031: _POLICY,
    131037: Rule("display_name", "stop_channel", scope="channel"),
    131042: Rule("payment", "stop_channel", scope="channel"),
    131044: Rule("payment", "stop_channel", scope="channel"),
    131045: _NOT_REGISTERED,
    131047: Rule("window_closed"),
    131048: Rule("spam", "wait", 4 * 3600, "channel"),
    131049: Rule("ecosystem"),
    131050: Rule("opted_out"),
    131051: Rule("type"),
    131052: Rule("media_in"),
    131053: Rule("media_out"),
    131056: Rule("pair_rate", "wait", 6, "contact"),
    131057: Rule("maintenance", "wait", 60, "channel"),
    131059: Rule("cursor"),
    131062: Rule("needs_phone"),
    131063: Rule("marketing_off"),
    131064: Rule("messaging_limit", "wait", 3600, "channel"),
    132000: _PARAMETERS,
    132001: _TEMPLATE_MISSING,
    132005: Rule("template_long"),
    132007: Rule("template_policy"),
    132008: _PARAMETERS,
    132012: _PARAMETERS,
    132015: Rule("template_paused"),
    132016: Rule("template_disabled"),
    132018: _PARAMETERS,
    132068: Rule("flow_blocked"),
    132069: Rule("flow_blocked"),
    133004: _PASSING,
    133010: _NOT_REGISTERED,
    133016: Rule("registration_rate", "wait", 3600, "channel"),
    134100: Rule("marketing_only"),
    134101: Rule("template_syncing", "wait", 600),
    134102: Rule("marketing_off"),
    135000: _REQUEST,
    137000: Rule("identity"),
    139100: _BLOCK_LIST,
    139101: _BLOCK_LIST,
    139102: _BLOCK_LIST,
    139103: _BLOCK_LIST,
}
_UNKNOWN = Rule("unknown")
PAIR_RATE = 131056


def rule_for(code: int | str | None) -> Rule:
    """The rule of a code (number or digits); codes Meta adds later are not retried blindly."""
    try:
        number = int(code) if code is not None and len(str(code)) < 12 else None
    except ValueError:
        number = None
    if number is None:
        return _UNKNOWN
    if 200 <= number <= 299:
        return _PERMISSION
    if 138000 <= number <= 138999:
        return Rule("call")
    return RULES.get(number, _UNKNOWN)


def sentence(code: int | str | None, locale: str = "pt-BR") -> str:
    """What a person is told about a code, in "pt-BR" (default), "en" or "es"."""
    return phrase(rule_for(code).key, locale)


def phrase(key: str, locale: str = "pt-BR") -> str:
    """A sentence by its key (for faults that have no code of Meta's, for example "timeout")."""
    portuguese, english, spanish = SENTENCES.get(key, SENTENCES["unknown"])
    language = locale[:2].lower()
    return english if language == "en" else spanish if language == "es" else portuguese


def pair_wait(attempt: int) -> float:
    """Seconds before the next try to the same person after 131056: 4 to the power of n, at most an hour.

    Args:
        attempt: how many tries were refused so far (1 after the first).
    """
    return float(min(4 ** max(0, min(attempt, 10)), 3600))
