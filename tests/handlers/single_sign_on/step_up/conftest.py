"""An admin who never chose a password and has signed in by a provider, for the tests of this folder."""

import pytest

from central.accounts import one_time_codes
from tests.fakes.issuer import FakeIssuer
from tests.fixtures.factories import Owner, Row, make_user
from tests.fixtures.single_sign_on import EMAIL, sign_in, trust
from tests.handlers.rest_client import Client


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_time_codes, "_MEMORY_KIB", 8)
    monkeypatch.setattr(one_time_codes, "_PASSES", 1)


@pytest.fixture
def ana(owner: Owner, account: Row) -> Row:
    return make_user(owner, account, role="admin", email=EMAIL)


@pytest.fixture
def provider(owner: Owner, account: Row, ana: Row, issuer: FakeIssuer) -> Row:
    return trust(owner, account, ana, issuer)


@pytest.fixture
def here(client: Client, provider: Row, issuer: FakeIssuer) -> Client:
    """Ana, signed in by her provider."""
    answer = sign_in(client, provider, issuer)
    assert answer.status == 201, answer.text
    return client.by_token(answer.json["token"])
