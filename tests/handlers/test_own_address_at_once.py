"""Changing one's own e-mail address: two at the same moment, and who signs in by a provider."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg
import pytest

from central.accounts.own_address import ask_address, confirm_address
from central.accounts.passwords import hash_password
from central.call import Actor, Call
from central.errors import Conflict, NotFound
from central.ports import Ports
from tests.fakes.issuer import FakeIssuer
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.factories import Owner, Row, insert, make_account, make_session, make_user
from tests.fixtures.mail import MailWorker
from tests.fixtures.moving_clock import MovingClock
from tests.fixtures.own_address import NEW, OLD, PASSWORD, actions, address_of, ask, confirm, link, mail_to, said
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase
from tests.fixtures.single_sign_on import prove, reach, sign_in, trust
from tests.handlers.rest_client import Client, token_of


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture(scope="module")
def hashed() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def ana(owner: Owner, account: Row, hashed: str) -> Row:
    return make_user(owner, account, name="Ana", email=OLD, password_hash=hashed)


@pytest.fixture
def here(client: Client, owner: Owner, account: Row, ana: Row) -> Client:
    return client.by_token(token_of(owner, account, ana))


def test_of_two_who_want_one_address_at_once_one_has_it(
    owner: Owner,
    account: Row,
    ana: Row,
    client: Client,
    here: Client,
    hashed: str,
    mail_worker: MailWorker,
    ports: Ports,
    postgres: TestDatabase,
) -> None:
    bia = make_user(owner, account, email="bia@exemplo.com.br", password_hash=hashed)
    wanting = [
        (person, link(mail_worker, browser))
        for person, browser in ((ana, here), (bia, client.by_token(token_of(owner, account, bia))))
    ]
    barrier = Barrier(2)

    def open_link(person: Row, token: str) -> str:
        database = patient_database(postgres.app_url, ports.queues, ports.bus)
        own = Ports(database, ports.queues, ports.bus, ports.sockets, ports.blobs, ports.secrets)
        actor = Actor("user", person["id"], "agent", make_session(owner, account, person)["id"])
        barrier.wait()
        try:
            return confirm_address(own, Call(account["id"], actor), token).email
        except Conflict as refusal:
            return refusal.code
        finally:
            database.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(lambda one: open_link(*one), wanting)) == ["address_taken", NEW]
    assert [address_of(owner, ana), address_of(owner, bia)].count(NEW) == 1


def test_a_link_opened_twice_at_once_is_opened_once(
    owner: Owner, account: Row, ana: Row, here: Client, mail_worker: MailWorker, ports: Ports, postgres: TestDatabase
) -> None:
    token = link(mail_worker, here)
    sessions = [make_session(owner, account, ana) for _ in range(4)]

    def open_link(session: Row) -> int:
        database = patient_database(postgres.app_url, ports.queues, ports.bus)
        own = Ports(database, ports.queues, ports.bus, ports.sockets, ports.blobs, ports.secrets)
        try:
            confirm_address(own, Call(account["id"], Actor("user", ana["id"], "agent", session["id"])), token)
        except NotFound:
            return 0
        finally:
            database.close()
        return 1

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(open_link, sessions)) == 1
    assert actions(owner, account).count("email.changed") == 1


@pytest.mark.own_connection
def test_asking_twice_at_once_leaves_one_link(
    owner: Owner, account: Row, ana: Row, ports: Ports, postgres: TestDatabase
) -> None:
    sessions = [make_session(owner, account, ana) for _ in range(2)]

    def ask_for(number: int) -> None:
        database = patient_database(postgres.app_url, ports.queues, ports.bus)
        own = Ports(database, ports.queues, ports.bus, ports.sockets, ports.blobs, ports.secrets)
        call = Call(account["id"], Actor("user", ana["id"], "agent", sessions[number]["id"]))
        try:
            ask_address(own, call, f"ana{number}@outra.com.br", PASSWORD)
        finally:
            database.close()

    with ThreadPoolExecutor(2) as pool:
        with psycopg.connect(postgres.owner_url) as third:
            third.execute("select from users where id = %s for no key update", (ana["id"],))
            asking = [pool.submit(ask_for, number) for number in range(2)]
            wait_until_blocked(owner, 2)
            assert not any(one.done() for one in asking), "one after the other"
        for one in asking:
            one.result()
    good = "select count(*) from mails where kind = 'email_change' and link_used_at is null"
    assert owner.execute(good).fetchone() == {"count": 1}


class TestWhoSignsInByAProvider:
    """Without a password the provider's word, or a code, stands for it; who they are there is bound for good."""

    @pytest.fixture
    def issuer(self, client: Client) -> FakeIssuer:
        issuer = FakeIssuer(MovingClock())
        reach(client, issuer)
        return issuer

    @pytest.fixture
    def bia(self, owner: Owner, account: Row) -> Row:
        return make_user(owner, account, role="admin", email="bia@exemplo.com.br")

    @pytest.fixture
    def provider(self, owner: Owner, account: Row, bia: Row, issuer: FakeIssuer) -> Row:
        return trust(owner, account, bia, issuer)

    def test_changes_the_address_and_enters_as_before(
        self, client: Client, owner: Owner, bia: Row, provider: Row, issuer: FakeIssuer, mail_worker: MailWorker
    ) -> None:
        claims = {"email": "bia@exemplo.com.br"}
        there = client.by_token(sign_in(client, provider, issuer, **claims).json["token"])
        assert said(ask(there)) == (422, "no_password")
        proof = prove(there, issuer, **claims).json["proof"]
        assert ask(there, password=proof).status == 201
        assert confirm(there, mail_to(mail_worker, NEW).token).status == 200
        again = sign_in(client, provider, issuer, **claims)
        assert (again.status, again.json["user"]["email"]) == (201, NEW), "the provider's address changes nothing"

    def test_a_companys_own_provider_does_not_change_what_counts_elsewhere(
        self, client: Client, owner: Owner, account: Row, bia: Row
    ) -> None:
        own = FakeIssuer(MovingClock(), url="https://entrada.exemplo.com.br")
        reach(client, own)
        claims = {"email": "bia@exemplo.com.br"}
        there = client.by_token(sign_in(client, trust(owner, account, bia, own), own, **claims).json["token"])
        insert(owner, "memberships", account_id=make_account(owner)["id"], user_id=bia["id"], role="agent")
        proof = prove(there, own, **claims).json["proof"]
        assert said(ask(there, password=proof)) == (422, "proof_refused")
