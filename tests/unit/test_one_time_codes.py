"""Codes of an app and recovery codes, as decisions: which fit, which are used up, what people may type."""

import base64
import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from central.accounts import one_time_codes as codes

# RFC 6238, appendix B: the SHA-1 secret, and the last six of the eight digits it lists for each time.
SECRET = base64.b32encode(b"12345678901234567890").decode()
VECTORS = [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")]


def at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


@pytest.mark.parametrize(("seconds", "code"), VECTORS)
def test_the_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert codes.matching_step(SECRET, code, at=at(seconds), after=0) == seconds // 30


@pytest.mark.parametrize(("late", "fits"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_one_step_off(late: int, fits: bool) -> None:
    step = codes.matching_step(SECRET, "005924", at=at(1234567890 + late), after=0)
    assert step == (1234567890 // 30 if fits else None)


def test_a_used_step_and_all_before_it_are_used_up() -> None:
    now, step = at(1234567890), 1234567890 // 30
    assert codes.matching_step(SECRET, "005924", at=now, after=step - 1) == step
    assert codes.matching_step(SECRET, "005924", at=now, after=step) is None
    assert codes.matching_step(SECRET, "005924", at=now, after=step + 1) is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [("005924", "005924"), (" 005 924\n", "005924"), ("00592", None), ("0059245", None), ("٠٠٥٩٢٤", None), ("", None)],
)
def test_what_counts_as_a_code(typed: str, code: str | None) -> None:
    assert codes.read_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("mfrg-gzdf-mztw-q2lk", "mfrggzdfmztwq2lk"),
        (" MFRG GZDF mztw-q2lk ", "mfrggzdfmztwq2lk"),
        ("mfrg-gzdf-mztw-q2l", None),
        ("mfrg-gzdf-mztw-q2l1", None),
        ("005924", None),
        ("", None),
    ],
)
def test_what_counts_as_a_recovery_code(typed: str, letters: str | None) -> None:
    assert codes.read_recovery_code(typed) == letters


def test_ten_recovery_codes_of_80_bits_none_like_another() -> None:
    made = codes.new_recovery_codes()
    assert len(set(made)) == 10
    for code in made:
        assert re.fullmatch(r"([a-z2-7]{4}-){3}[a-z2-7]{4}", code)
        assert codes.read_recovery_code(code) == code.replace("-", "")


def test_a_recovery_code_is_hashed_with_its_persons_salt() -> None:
    one, other = codes.new_salt(), codes.new_salt()
    hashed = codes.hash_recovery_code("mfrggzdfmztwq2lk", one)
    assert (len(hashed), hashed) == (32, codes.hash_recovery_code("mfrggzdfmztwq2lk", one))
    assert hashed != codes.hash_recovery_code("mfrggzdfmztwq2lk", other)


def test_what_an_app_reads() -> None:
    secret = codes.new_secret()
    assert len(base64.b32decode(secret)) == 20
    address = codes.address_of_secret(secret, "ana@exemplo.com.br")
    assert address == f"otpauth://totp/Central:ana%40exemplo.com.br?secret={secret}&issuer=Central"
    image = ElementTree.fromstring(codes.square_of(address))
    assert image.tag == "{http://www.w3.org/2000/svg}svg"
