"""A company whose people sign in by a provider, for the tests of this folder."""

import pytest

from central.accounts import second_factor, step_up
from central.accounts.passwords import hash_password
from central.single_sign_on import confirming, service
from tests.fakes.issuer import FakeIssuer
from tests.fixtures.factories import Owner, Row, make_account, make_user
from tests.fixtures.moving_clock import MovingClock
from tests.fixtures.single_sign_on import EMAIL, PASSWORD, reach, trust
from tests.handlers.rest_client import Client


@pytest.fixture(scope="module")
def stored() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    clock = MovingClock()
    for module in (service, second_factor, step_up, confirming):
        monkeypatch.setattr(module, "now", clock)
    return clock


@pytest.fixture
def issuer(clock: MovingClock) -> FakeIssuer:
    return FakeIssuer(clock)


@pytest.fixture
def client(client: Client, issuer: FakeIssuer) -> Client:
    reach(client, issuer)
    return client


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def boss(owner: Owner, account: Row, stored: str) -> Row:
    return make_user(owner, account, role="admin", email="chefe@exemplo.com.br", password_hash=stored)


@pytest.fixture
def provider(owner: Owner, account: Row, boss: Row, issuer: FakeIssuer) -> Row:
    return trust(owner, account, boss, issuer)


@pytest.fixture
def ana(owner: Owner, account: Row, stored: str) -> Row:
    return make_user(owner, account, email=EMAIL, password_hash=stored)
