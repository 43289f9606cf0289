"""Phone numbers: every case of the ninth digit, both directions, and numbers as people type and read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.platforms import phone


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("5541988887777", "554188887777"),
        ("554188887777", "554188887777"),
        ("+55 (41) 98888-7777", "554188887777"),
        ("+55 41 8888-7777", "554188887777"),
        ("5511987654321", "551187654321"),
        ("551187654321", "551187654321"),
        ("5511967654321", "551167654321"),
        # a landline never gets or loses a digit, and a mobile by plan that would become one stays itself
        ("554132345678", "554132345678"),
        ("5541932345678", "5541932345678"),
        ("551134567890", "551134567890"),
        # unknown area codes and other lengths are left alone
        ("5520988887777", "5520988887777"),
        ("555", "555"),
        ("55119876543", "55119876543"),
        ("55119876543210", "55119876543210"),
        # the same quirk elsewhere
        ("5215512345678", "525512345678"),
        ("525512345678", "525512345678"),
        ("5491123456789", "541123456789"),
        ("541123456789", "541123456789"),
        ("14155552671", "14155552671"),
        ("351912345678", "351912345678"),
        ("", ""),
        ("BR.abc", ""),
        ("٥٥١١٩٨٧٦٥٤٣٢١", ""),
    ],
)
def test_match_key(value: str, key: str) -> None:
    assert phone.match_key(value) == key
    assert phone.match_key(key) == key


@pytest.mark.parametrize(
    ("typed", "pattern"),
    [
        ("5541988887777", "5541%88887777"),
        ("554188887777", "5541%88887777"),
        ("41988887777", "41%88887777"),
        ("4188887777", "41%88887777"),
        ("988887777", "%88887777"),
        ("88887777", "%88887777"),
        ("5588887777", "55%88887777"),  # the area code of Santa Maria
        # landlines, parts, protocols, other countries and area codes that do not exist stay as they were typed
        ("554132345678", "554132345678"),
        ("41932345678", "41932345678"),
        ("98888", "98888"),
        ("20261121000123", "20261121000123"),
        ("14155552671", "14155552671"),
        ("2088887777", "2088887777"),
    ],
)
def test_search_pattern(typed: str, pattern: str) -> None:
    assert phone.search_pattern(typed) == pattern


@pytest.mark.parametrize(
    ("value", "forms"),
    [
        ("554188887777", ["5541988887777", "554188887777"]),
        ("5541988887777", ["5541988887777", "554188887777"]),
        ("554132345678", ["554132345678"]),
        ("5541932345678", ["5541932345678"]),
        ("5215512345678", ["525512345678", "5215512345678"]),
        ("541123456789", ["5491123456789", "541123456789"]),
        ("14155552671", ["14155552671"]),
        ("", []),
    ],
)
def test_variants(value: str, forms: list[str]) -> None:
    assert phone.variants(value) == forms


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("5541988887777", "554188887777", True),
        ("5541932345678", "554132345678", False),
        ("5511987654321", "5521987654321", False),
        ("5215512345678", "525512345678", True),
    ],
)
def test_forms_of_one_line_share_a_key(first: str, second: str, same: bool) -> None:
    assert (phone.match_key(first) == phone.match_key(second)) is same


@pytest.mark.parametrize(
    ("value", "sent", "dialled"),
    [
        ("554188887777", "+554188887777", "+5541988887777"),  # answer to the id given; dial with the 9
        ("5541988887777", "+5541988887777", "+5541988887777"),
        ("551134567890", "+551134567890", "+551134567890"),
        ("14155552671", "+14155552671", "+14155552671"),
        ("", "", ""),
    ],
)
def test_forms_to_send(value: str, sent: str, dialled: str) -> None:
    assert phone.send_form(value) == sent
    assert phone.dialable(value) == dialled


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("5511987654321", "+55 11 98765-4321"),
        ("551187654321", "+55 11 98765-4321"),
        ("554188887777", "+55 41 98888-7777"),
        ("551134567890", "+55 11 3456-7890"),
        ("14155552671", "+1 415-555-2671"),
        ("351912345678", "+351 912 345 678"),
        ("999", "+999"),
        ("12345678901234567890", "+12345678901234567890"),
        ("", ""),
        ("abc", ""),
    ],
)
def test_format_display(value: str, shown: str) -> None:
    assert phone.format_display(value) == shown


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("11 98888-7777", "+5511988887777"),
        ("(11) 98888-7777", "+5511988887777"),
        ("011 98888-7777", "+5511988887777"),
        ("0 15 11 98888-7777", "+5511988887777"),
        ("+55 0 11 98888-7777", "+5511988887777"),
        ("5511988887777", "+5511988887777"),
        ("+55 11 98888 7777", "+5511988887777"),
        ("41 8888-7777", "+5541988887777"),  # an old card: the ninth digit is added
        ("+554188887777", "+5541988887777"),
        ("41 93234-5678", "+5541932345678"),
        ("11 3456-7890", "+551134567890"),
        ("+1 415 555 2671", "+14155552671"),
        ("+351 912 345 678", "+351912345678"),
        ("98888-7777", None),
        ("123", None),
        ("", None),
        ("não tem", None),
        ("9" * 5_000, None),
        ("+55 99 9999-999", None),
    ],
)
def test_parse_typed(typed: str, number: str | None) -> None:
    assert phone.parse_typed(typed) == number


def test_there_are_67_area_codes() -> None:
    assert len(phone.AREA_CODES) == 67
    assert {"11", "21", "31", "41", "51", "61", "71", "81", "91", "99"} <= phone.AREA_CODES
    assert not {"20", "23", "29", "52", "78"} & phone.AREA_CODES


@given(st.text(max_size=40))
def test_nothing_raises(value: str) -> None:
    key = phone.match_key(value)
    assert phone.match_key(key) == key
    assert all(phone.match_key(form) == key for form in phone.variants(value))
    phone.format_display(value)
    phone.parse_typed(value)


@given(st.sampled_from(sorted(phone.AREA_CODES)), st.from_regex(r"[6-9][0-9]{7}", fullmatch=True))
def test_every_mobile_matches_in_both_forms(area: str, subscriber: str) -> None:
    assert phone.match_key(f"55{area}9{subscriber}") == phone.match_key(f"55{area}{subscriber}")


@given(st.sampled_from(sorted(phone.AREA_CODES)), st.from_regex(r"[2-5][0-9]{7}", fullmatch=True))
def test_no_landline_matches_a_mobile(area: str, subscriber: str) -> None:
    assert phone.match_key(f"55{area}9{subscriber}") != phone.match_key(f"55{area}{subscriber}")
