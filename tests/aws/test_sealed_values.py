"""A sealed value opens for its own row and unchanged, or not at all: any bit, any cut, any other place, any mixture."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from central.accounts.second_factor import context_of as factor_context
from central.channels.credentials import Credentials, context_of, hint_of, open_credentials, seal_credentials
from central.privacy.suppression import context_of as key_context
from tests.fakes.kms import FakeKms

contexts = st.text(min_size=1, max_size=80)
plaintexts = st.binary(max_size=300)


@given(plaintexts, contexts)
def test_what_was_sealed_opens(plaintext: bytes, context: str) -> None:
    kms = FakeKms()
    sealed = kms.store().seal(plaintext, context)
    assert kms.store().open(sealed, context) == plaintext
    assert len(plaintext) < 8 or plaintext not in sealed


@given(plaintexts, contexts, contexts)
def test_it_does_not_open_anywhere_else(plaintext: bytes, context: str, other: str) -> None:
    if context == other:
        return
    secrets = FakeKms().store()
    sealed = secrets.seal(plaintext, context)
    secrets.open(sealed, context)  # the data key is in memory now, and must not help
    with pytest.raises(ValueError, match=r"row|key"):
        secrets.open(sealed, other)


@settings(max_examples=200)
@given(plaintexts, st.data())
def test_one_bit_anywhere_closes_it(plaintext: bytes, data: st.DataObject) -> None:
    kms = FakeKms()
    sealed = bytearray(kms.store().seal(plaintext, "row"))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(ValueError, match=r".+"):
        kms.store().open(bytes(sealed), "row")


@given(plaintexts, st.data())
def test_a_cut_or_a_longer_one_does_not_open(plaintext: bytes, data: st.DataObject) -> None:
    kms = FakeKms()
    sealed = kms.store().seal(plaintext, "row")
    cut = data.draw(st.integers(0, len(sealed) - 1))
    for changed in (sealed[:cut], sealed[cut + 1 :], sealed + b"\x00", b"", sealed[:cut] + sealed):
        if changed != sealed:
            with pytest.raises(ValueError, match=r".+"):
                kms.store().open(changed, "row")


def test_a_key_of_one_value_opens_no_other_even_of_the_same_row() -> None:
    kms = FakeKms()
    secrets = kms.store()
    first, second = secrets.seal(b"old token", "row"), secrets.seal(b"new token", "row")
    end = 3 + int.from_bytes(first[1:3], "big")
    with pytest.raises(ValueError, match=r"row|key"):
        secrets.open(first[:end] + second[end:], "row")


def test_two_sealings_of_the_same_are_not_alike() -> None:
    secrets = FakeKms().store()
    assert secrets.seal(b"token", "row") != secrets.seal(b"token", "row")


@given(st.lists(st.uuids(), min_size=3, max_size=3, unique=True))
def test_every_sealed_column_of_every_row_has_a_place_of_its_own(ids: list[UUID]) -> None:
    one, other, row = ids
    places = [
        context_of(one, row), context_of(other, row), context_of(one, other), key_context(one), key_context(other),
        factor_context(one), factor_context(other),
    ]  # fmt: skip
    assert len(set(places)) == len(places)
    for place in places:
        assert place.count("|") == 3, "account|table|column|row"


def test_a_channels_credentials_open_for_their_channel_and_company_only() -> None:
    secrets, account, channel = FakeKms().store(), uuid4(), uuid4()
    credentials = Credentials("EAAG-canary-token-9876", "app-secret", "verify")
    sealed = seal_credentials(secrets, account, channel, credentials)
    assert open_credentials(secrets, account, channel, sealed) == credentials
    for wrong in ((uuid4(), channel), (account, uuid4())):
        with pytest.raises(ValueError, match=r"row|key"):
            open_credentials(secrets, *wrong, sealed)
    assert "canary" not in repr(credentials)
    assert hint_of(credentials.access_token) == "9876"


def test_a_deleted_key_shreds_what_it_wrapped() -> None:
    kms = FakeKms()
    sealed = kms.store().seal(b"token", "row")
    kms.deleted.add("first")
    with pytest.raises(ValueError, match="unwrapped"):
        kms.store().open(sealed, "row")


# -- rotation ----------------------------------------------------------------------------------------------------------


@given(plaintexts)
def test_wrapped_again_it_is_the_same_value_under_the_current_key(plaintext: bytes) -> None:
    kms = FakeKms()
    sealed = kms.store().seal(plaintext, "row")
    kms.keys["second"] = b"2" * 32
    kms.current = "second"
    again = kms.store().rewrap(sealed, "row")
    kms.deleted.add("first")
    assert kms.store().open(again, "row") == plaintext
    with pytest.raises(ValueError, match=r"unwrapped"):
        kms.store().open(sealed, "row")


def test_wrapping_again_never_shows_the_plain_key() -> None:
    kms = FakeKms()
    secrets = kms.store()
    sealed = secrets.seal(b"token", "row")
    kms.calls.clear()
    secrets.rewrap(sealed, "row")
    assert kms.calls == ["ReEncrypt"]


def test_what_belongs_elsewhere_or_was_changed_is_not_wrapped_again() -> None:
    kms = FakeKms()
    secrets = kms.store()
    sealed = secrets.seal(b"token", "row")
    for changed, context in ((sealed, "other"), (b"", "row"), (b"\x02" + sealed[1:], "row"), (sealed[:9], "row")):
        with pytest.raises(ValueError, match=r".+"):
            secrets.rewrap(changed, context)
