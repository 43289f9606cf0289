"""How often somebody may try to sign in, on a clock of our own: brute force is slow, and nobody locks anybody out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from central.accounts import passwords, service
from central.accounts.model import Visitor
from central.errors import TooMany, Unauthenticated
from central.frozen import changed
from central.ports import Ports
from central.upkeep.service import sweep_work
from tests.fixtures.factories import Owner, make_account, make_user
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase
from tests.handlers.rest_client import DEVICE, ORIGIN_SECRET, Answer, Client

EMAIL = "ana@exemplo.com.br"
RIGHT = "uma senha comprida"
HOME = "198.51.100.20"


class Clock:
    """The time, moved by hand."""

    def __init__(self) -> None:
        self.time = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **duration: float) -> None:
        self.time += timedelta(**duration)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(service, "now", clock)
    return clock


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every password that was hashed: what the limits refuse must not come this far."""
    seen: list[str] = []

    def verify(password: str, stored: str | None) -> bool:
        seen.append(password)
        return stored is not None and password == RIGHT

    monkeypatch.setattr(passwords, "verify_password", verify)
    monkeypatch.setattr(passwords, "needs_rehash", lambda _stored: False)
    return seen


@pytest.fixture(autouse=True)
def _ana(owner: Owner) -> None:
    make_user(owner, make_account(owner), email=EMAIL, password_hash="a hash")


def attempt(client: Client, password: str = "errada", *, email: str = EMAIL, at: str = HOME) -> Answer:
    return replace(client, address=at).post("/api/v1/session", {"email": email, "password": password})


def refused(answer: Answer) -> int:
    assert (answer.status, answer.code) == (429, "too_many_requests"), answer.text
    return int(answer.headers["retry-after"])


def device_of(answer: Answer) -> str:
    assert answer.status == 201, answer.text
    return next(c for c in answer.cookies if c.startswith(DEVICE)).partition("=")[2].split(";")[0]


def other(number: int) -> str:
    return f"10.0.{number // 250}.{number % 250}"


@pytest.mark.parametrize("email", [EMAIL, "ninguem@exemplo.com.br"])
def test_five_tries_of_one_address_then_none_is_hashed(
    client: Client, clock: Clock, hashed: list[str], email: str
) -> None:
    for _ in range(5):
        assert attempt(client, email=email).status == 401
    assert refused(attempt(client, RIGHT, email=f" {email.upper()}")) == 900
    assert len(hashed) == 5
    clock.forward(minutes=14, seconds=59)
    assert refused(attempt(client, email=email)) == 1
    clock.forward(seconds=1)
    assert attempt(client, email=email).status == 401


def test_who_goes_on_waits_longer_each_time(client: Client, clock: Clock, hashed: list[str]) -> None:
    waits = []
    for _ in range(4):
        for _ in range(5):
            assert attempt(client).status == 401
        waits.append(refused(attempt(client)))
        clock.forward(seconds=waits[-1])
    assert waits == [900, 1800, 3600, 3600]
    clock.forward(hours=3)
    assert attempt(client, RIGHT).status == 201


def test_a_success_is_not_counted(client: Client, clock: Clock, hashed: list[str]) -> None:
    for _ in range(30):
        assert attempt(client, RIGHT).status == 201
    for _ in range(4):  # the e-mail's five begin again, the address's twenty do not
        for _ in range(4):
            assert attempt(client).status == 401
        assert attempt(client, RIGHT).status == 201
    for _ in range(4):
        assert attempt(client).status == 401
    refused(attempt(client, RIGHT))


def test_a_known_browser_makes_no_room_for_guesses_at_others(client: Client, clock: Clock, hashed: list[str]) -> None:
    known = replace(client, device=device_of(attempt(client, RIGHT)))
    for number in range(20):
        assert attempt(client, email=f"p{number}@exemplo.com.br").status == 401
        assert attempt(known, RIGHT).status == 201
    refused(attempt(client, email="p20@exemplo.com.br"))


def test_twenty_tries_of_one_address_whatever_the_e_mail(client: Client, clock: Clock, hashed: list[str]) -> None:
    for number in range(20):
        assert attempt(client, email=f"p{number}@exemplo.com.br").status == 401
    assert refused(attempt(client, RIGHT)) == 900
    assert attempt(client, RIGHT, at="198.51.100.21").status == 201


def test_an_ipv6_network_is_one_address(client: Client, clock: Clock, hashed: list[str]) -> None:
    for number in range(5):
        assert attempt(client, at=f"2001:db8:0:7::{number:x}").status == 401
    refused(attempt(client, at="2001:db8:0:7:ffff::1"))
    assert attempt(client, at="2001:db8:0:8::1").status == 401


def test_a_written_header_is_no_address(client: Client, clock: Clock, hashed: list[str]) -> None:
    for number in range(5):
        forged = replace(client, headers={"x-forwarded-for": other(number), "forwarded": f"for={other(number)}"})
        assert attempt(forged).status == 401
    refused(attempt(replace(client, headers={"x-forwarded-for": "192.0.2.99"})))


@pytest.mark.parametrize("proof", ["", "wrong", "through-the-front-doo", "ção"])
def test_a_viewer_address_without_proof_is_no_address(
    client: Client, clock: Clock, hashed: list[str], proof: str
) -> None:
    for number in range(5):
        assert attempt(_through_the_door(client, other(number), proof=proof)).status == 401
    refused(attempt(_through_the_door(client, "192.0.2.99", proof=proof)))


def test_behind_the_front_door_each_visitor_has_an_address(client: Client, clock: Clock, hashed: list[str]) -> None:
    for _ in range(5):
        assert attempt(_through_the_door(client, "192.0.2.1")).status == 401
    refused(attempt(_through_the_door(client, "192.0.2.1"), RIGHT))
    assert attempt(_through_the_door(client, "192.0.2.2"), RIGHT).status == 201


def test_an_address_that_is_none_counts_as_the_door(client: Client, clock: Clock, hashed: list[str]) -> None:
    for number in range(5):
        assert attempt(_through_the_door(client, f"nowhere-{number}")).status == 401
    refused(attempt(client))


def _through_the_door(client: Client, address: str, *, proof: str = ORIGIN_SECRET) -> Client:
    return replace(client, headers={"x-viewer-address": address, "x-origin-secret": proof})


def exhaust(client: Client) -> None:
    for number in range(100):
        assert attempt(client, at=other(number)).status == 401
    assert refused(attempt(client, at=other(100))) == 30


def test_a_hundred_tries_from_everywhere_slow_strangers_down(client: Client, clock: Clock, hashed: list[str]) -> None:
    exhaust(client)
    assert len(hashed) == 100
    # The owner at a place nobody knows waits once, and passes: nothing is closed.
    assert refused(attempt(client, RIGHT)) == 30
    clock.forward(seconds=30)
    assert attempt(client, RIGHT).status == 201


def test_the_delay_grows(client: Client, clock: Clock, hashed: list[str]) -> None:
    exhaust(client)
    for number in range(200, 251):
        refused(attempt(client, at=other(number)))
    clock.forward(seconds=30)
    for number in range(200, 251):
        assert attempt(client, at=other(number)).status == 401
    assert refused(attempt(client, at=other(300))) == 60


def test_the_owners_own_address_and_browser_are_never_kept_out(client: Client, clock: Clock, hashed: list[str]) -> None:
    device = device_of(attempt(client, RIGHT))
    exhaust(client)
    assert attempt(client, RIGHT).status == 201  # the address
    travelling = replace(client, device=device)
    assert attempt(travelling, RIGHT, at="192.0.2.1").status == 201  # the browser
    # Somebody at the same address fills its limits: the browser has its own.
    for _ in range(5):
        attempt(client, at="192.0.2.1")
    refused(attempt(client, RIGHT, at="192.0.2.1"))
    assert device_of(attempt(travelling, RIGHT, at="192.0.2.1")) == device


def test_a_browser_is_known_for_its_own_e_mail_and_has_limits_too(
    client: Client, clock: Clock, hashed: list[str], owner: Owner
) -> None:
    make_user(owner, make_account(owner), email="bia@exemplo.com.br", password_hash="a hash")
    mine = replace(client, device=device_of(attempt(client, RIGHT)))
    for _ in range(10):  # five of the browser, five of the address
        assert attempt(mine).status == 401
    refused(attempt(mine))
    for _ in range(5):
        assert attempt(mine, email="bia@exemplo.com.br").status == 401
    refused(attempt(mine, email="bia@exemplo.com.br"))


@pytest.mark.parametrize("device", ["x", "x" * 600])
def test_a_browser_is_never_known_by_what_we_did_not_give(client: Client, hashed: list[str], device: str) -> None:
    """Whoever planted a name that can be guessed would have the owner's own tries."""
    assert device_of(attempt(replace(client, device=device), RIGHT)) != device


@pytest.mark.parametrize("device", ["x", "x" * 600, "a" * 43])
def test_a_made_up_browser_is_nobodys(client: Client, clock: Clock, hashed: list[str], device: str) -> None:
    for _ in range(5):
        attempt(replace(client, device=device))
    refused(attempt(replace(client, device=device)))


def test_fifty_tries_at_once_are_five(ports: Ports, postgres: TestDatabase, hashed: list[str]) -> None:
    def run() -> None:
        database = patient_database(postgres.app_url, ports.queues, ports.bus)
        own = changed(ports, database=database)
        for _ in range(10):
            try:
                service.sign_in(own, EMAIL, "errada", account_id=None, visitor=Visitor(HOME), correlation_id="")
            except (Unauthenticated, TooMany) as error:
                answers.append(error.code)
        database.close()

    answers: list[str] = []
    threads = [Thread(target=run) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(hashed), len(answers)) == (5, 50)


def test_the_sweep_forgets_what_counts_no_more(
    client: Client, clock: Clock, hashed: list[str], owner: Owner, ports: Ports
) -> None:
    attempt(client)
    sweep_work(ports)
    assert owner.execute("select count(*) from gate.attempts").fetchone() == {"count": 3}
    owner.execute("update gate.attempts set window_ends_at = now() - interval '61 minutes'")
    sweep_work(ports)
    assert owner.execute("select count(*) from gate.attempts").fetchone() == {"count": 0}


def test_no_address_is_stored(client: Client, clock: Clock, hashed: list[str], owner: Owner) -> None:
    attempt(client, RIGHT)
    rows = owner.execute("select t::text as text from gate.attempts t union all select k::text from gate.known k")
    text = " ".join(row["text"] for row in rows.fetchall())
    assert text
    assert HOME not in text
    assert "ana@" not in text


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8::1", "2001:db8::/64"),
        ("", "unknown"),
        ("x", "unknown"),
    ],
)
def test_what_counts_as_one_place(address: str, network: str) -> None:
    assert Visitor(address).network == network
