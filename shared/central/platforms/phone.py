"""Phone numbers: which two ids are the same person, and how a number is shown, typed and sent.

Facts: WhatsApp ids of many Brazilian accounts, mostly created before the migration, still lack the ninth digit, and no
rule by area code is safe; Mexico (`521`/`52`) and Argentina (`549`/`54`) have the same kind of extra digit. Never
validate a platform's id with a numbering plan: `+554188887777` is a real WhatsApp id and not a valid number.
`phonenumbers` (package phonenumberslite) is used only for numbers typed by people and for showing foreign ones, and
loaded on first use.
"""

from __future__ import annotations

import re

_NOT_DIGIT = re.compile(r"\D", re.ASCII)

# The 67 Brazilian area codes (Anatel): of 11 to 99 without zeros, these are not in use.
_UNUSED_AREA_CODES = {23, 25, 26, 29, 36, 39, 52, 56, 57, 58, 59, 72, 76, 78}
AREA_CODES = frozenset(str(code) for code in range(11, 100) if code % 10 and code not in _UNUSED_AREA_CODES)


def digits_of(value: str) -> str:
    """Only the ASCII digits of a text, at most 20 of them (E.164 has 15; longer ones are not phones)."""
    return _NOT_DIGIT.sub("", value)[:20]


def match_key(value: str) -> str:
    """The one key two forms of the same number share; unique per account in the database.

    Brazilian mobile: 55 + area code + last 8 digits, whether the ninth digit is there or not; landlines and
    everything else stay as they are; Mexico without the 1, Argentina without the 9. `value` may carry "+" and
    punctuation. Returns "" when there is no digit.
    """
    digits = digits_of(value)
    subscriber = _brazilian_mobile(digits)
    if subscriber is not None:
        return digits[:4] + subscriber
    if len(digits) == 13 and digits.startswith(("521", "549")):
        return digits[:2] + digits[3:]
    return digits


def variants(value: str) -> list[str]:
    """Every form (digits only) under which this person may be known, the dialable one with the extra digit first."""
    key = match_key(value)
    if not key:
        return []
    if _brazilian_mobile(key) is not None:
        return [key[:4] + "9" + key[4:], key]
    if len(key) == 12 and key.startswith("52"):
        return [key, "521" + key[2:]]
    if len(key) == 12 and key.startswith("54"):
        return ["549" + key[2:], key]
    return [key]


def search_pattern(digits: str) -> str:
    """What finds the numbers a person means who typed these digits (at least four), as the middle of a LIKE pattern.

    A Brazilian mobile is found in both forms, however it was typed: with country code, area code, ninth digit, or not.
    """
    country = "55" if digits.startswith("55") and len(digits) > 11 else ""
    national = digits[len(country) :]
    area = national[:2] if len(national) > 9 else ""
    subscriber = _brazilian_mobile(f"55{area or '11'}{national[len(area) :]}")
    if subscriber is None:
        return digits
    return f"{country}{area}%{subscriber}"


def dialable(value: str) -> str:
    """The form for a first contact: "+", country code, and the ninth digit for a Brazilian mobile."""
    forms = variants(value)
    return "+" + forms[0] if forms else ""


def send_form(value: str) -> str:
    """The form to answer a known id: exactly the platform's digits, with "+" so that no country code is guessed."""
    digits = digits_of(value)
    return "+" + digits if digits else ""


def format_display(value: str) -> str:
    """How people read it: "+55 11 98765-4321", "+55 11 3456-7890", foreign numbers in international format.

    A Brazilian mobile is always shown with its ninth digit, which is the number one dials. Never raises; what is
    no number comes back as "+digits", or "" without digits.
    """
    digits = digits_of(value)
    if not digits:
        return ""
    subscriber = _brazilian_mobile(digits)
    if subscriber is not None:
        return f"+55 {digits[2:4]} 9{subscriber[:4]}-{subscriber[4:]}"
    if _is_brazilian(digits) and len(digits) == 12:
        return f"+55 {digits[2:4]} {digits[4:8]}-{digits[8:]}"
    import phonenumbers

    try:
        number = phonenumbers.parse("+" + digits)
    except phonenumbers.NumberParseException:
        return "+" + digits
    if not phonenumbers.is_possible_number(number):
        return "+" + digits
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def parse_typed(text: str, region: str = "BR") -> str | None:
    """E.164 ("+5511987654321") of a number typed by a person, or None when it cannot be one.

    Accepts national forms with trunk zero and carrier code ("0 15 11 98888-7777"). An old Brazilian mobile
    without the ninth digit is completed, because a person may type it from an old card.
    """
    if len(text) > 60:
        return None
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_valid_number(number):
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    completed = dialable(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    digits = completed[1:]
    return completed if _brazilian_mobile(digits) is not None else None


def _is_brazilian(digits: str) -> bool:
    return digits.startswith("55") and digits[2:4] in AREA_CODES


def _brazilian_mobile(digits: str) -> str | None:
    """The 8 digits that identify a Brazilian mobile, or None: 6 to 9 in front, behind an optional ninth digit."""
    if not _is_brazilian(digits):
        return None
    rest = digits[4:]
    if len(rest) == 9 and rest[0] == "9":
        rest = rest[1:]
    elif len(rest) != 8:
        return None
    return rest if rest[0] in "6789" else None
