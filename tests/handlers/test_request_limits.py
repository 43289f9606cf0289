"""How often the API may be asked, on a virtual clock: per person, token and company; nobody is kept out by others."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from threading import Thread
from uuid import uuid4

import pytest

from central.accounts import callers
from central.accounts.callers import find_caller
from central.frozen import changed
from central.ports import Ports
from central.upkeep.service import sweep_work
from tests.fixtures.factories import Owner, Row, make_account, make_token, make_user
from tests.fixtures.moving_clock import MovingClock
from tests.fixtures.patient import patient_database
from tests.fixtures.proxy import proxy_to
from tests.fixtures.server import TestDatabase
from tests.handlers.rest_client import Answer, Client, rest_client, token_of

Make = Callable[..., Client]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    clock = MovingClock()
    monkeypatch.setattr(callers, "now", clock)
    return clock


@pytest.fixture
def account(owner: Owner) -> Row:
    """A person may ask 12 times a minute, all of them 60 times."""
    return make_account(owner, requests_per_minute=60)


@pytest.fixture
def person(client: Client, owner: Owner, account: Row) -> Make:
    def make(of: Row = account) -> Client:
        return client.by_token(token_of(owner, of, make_user(owner, of)))

    return make


@pytest.fixture
def program(client: Client, owner: Owner, account: Row) -> Make:
    def make(per_minute: int, of: Row = account) -> Client:
        text = f"central_{uuid4().hex}"
        hashed = sha256(text.encode()).digest()
        make_token(owner, of, make_user(owner, of), token_hash=hashed, requests_per_minute=per_minute)
        return client.by_token(text)

    return make


def ask(client: Client) -> Answer:
    return client.get("/api/v1/contacts")


def served(client: Client, times: int) -> int:
    """How many of so many requests were served; the others were refused as they should be."""
    answers = [ask(client) for _ in range(times)]
    for answer in answers:
        assert answer.status == 200 or (answer.status, answer.code) == (429, "rate_limited"), answer.text
    return sum(answer.status == 200 for answer in answers)


def limits(answer: Answer) -> tuple[str, str, str]:
    return tuple(answer.headers[f"ratelimit-{name}"] for name in ("limit", "remaining", "reset"))  # type: ignore[return-value]


def test_a_token_has_a_minutes_worth_and_gets_it_back_bit_by_bit(program: Make, clock: MovingClock) -> None:
    erp = program(6)
    assert [limits(ask(erp)) for _ in range(6)] == [
        ("6", "5", "10"),
        ("6", "4", "20"),
        ("6", "3", "30"),
        ("6", "2", "40"),
        ("6", "1", "50"),
        ("6", "0", "60"),
    ]
    refused = ask(erp)
    assert (refused.status, refused.code, refused.headers["retry-after"]) == (429, "rate_limited", "10")
    assert limits(refused) == ("6", "0", "60")
    assert refused.json["correlation_id"]
    clock.forward(seconds=9)
    assert ask(erp).headers["retry-after"] == "1"
    clock.forward(seconds=1)
    assert served(erp, 3) == 1, "what was refused cost nothing, and one came back"
    clock.forward(seconds=30)
    assert served(erp, 5) == 3
    clock.forward(hours=5)
    assert served(erp, 10) == 6, "nobody saves up more than a minute's worth"


def test_one_token_does_not_use_up_anothers(program: Make) -> None:
    first, second = program(3), program(3)
    assert (served(first, 5), served(second, 5)) == (3, 3)


def test_a_companys_tokens_together(program: Make, person: Make, owner: Owner) -> None:
    """They use up what is the tokens', and keep no person from working."""
    worker, erps = person(), [program(50) for _ in range(2)]
    assert served(erps[0], 50) == 50
    assert limits(ask(erps[1]))[:2] == ("60", "9"), "what is told is of the budget that is nearer its end"
    assert served(erps[1], 49) == 9
    refused = ask(erps[1])
    assert (refused.status, limits(refused)) == (429, ("60", "0", "60"))
    assert served(program(1), 1) == 0, "nothing is left for a token whose own one request is"
    assert served(worker, 12) == 12
    assert served(program(5, make_account(owner)), 6) == 5, "another company's"


def test_a_person_takes_a_fifth_and_all_together_the_whole(person: Make, clock: MovingClock) -> None:
    people = [person() for _ in range(6)]
    assert [served(one, 15) for one in people] == [12, 12, 12, 12, 12, 0]
    clock.forward(seconds=10)
    assert served(people[5], 15) == 10


def test_what_is_refused_is_not_taken_from_the_company(program: Make) -> None:
    mad = program(1)
    assert served(mad, 100) == 1
    assert served(program(100), 100) == 59


def test_every_session_of_a_person_is_the_same_person(client: Client, owner: Owner, account: Row, person: Make) -> None:
    user = make_user(owner, account)
    here, there = (client.by_token(token_of(owner, account, user)) for _ in range(2))
    assert (served(here, 10), served(there, 10)) == (10, 2)


def test_who_has_no_session_has_no_budget(client: Client, owner: Owner) -> None:
    answer = client.by_token("nothing").get("/api/v1/contacts")
    assert (answer.status, "ratelimit-limit" in answer.headers) == (401, False)
    assert owner.execute("select count(*) from gate.budgets").fetchone() == {"count": 0}


def test_many_at_once_are_counted_one_by_one(
    ports: Ports, postgres: TestDatabase, owner: Owner, account: Row, program: Make
) -> None:
    token = program(30).token
    assert token is not None
    waits: list[int] = []

    def run() -> None:
        database = patient_database(postgres.app_url, ports.queues, ports.bus)
        own = changed(ports, database=database)
        waits.extend(find_caller(own, token, correlation_id="").budget.wait_seconds for _ in range(20))
        database.close()

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(waits), waits.count(0)) == (80, 30)


@pytest.fixture
def trips(ports: Ports, postgres: TestDatabase) -> Iterator[tuple[Client, Callable[[], int]]]:
    """The API behind a proxy that counts round trips."""
    with proxy_to(postgres.app_url) as proxy:
        database = patient_database(proxy.url(postgres.app_url), ports.queues, ports.bus)
        database.lookup().execute("select 1")
        with rest_client(changed(ports, database=database)) as client:
            yield client, lambda: proxy.round_trips
        database.close()


def test_counting_costs_no_round_trip(program: Make, trips: tuple[Client, Callable[[], int]]) -> None:
    client, count = trips
    erp = client.by_token(program(100).token or "")
    before = count()
    assert ask(erp).status == 200
    assert count() - before == 3, "who asks (with the token's use and the count), the answer, the commit"


def test_counting_waits_for_no_disk(owner: Owner) -> None:
    """An unlogged table writes nothing ahead, so its commit has nothing to flush."""
    (row,) = owner.execute("select relpersistence::text as kind from pg_class where relname = 'budgets'").fetchall()
    assert row["kind"] == "u"


def test_the_sweep_forgets_full_budgets(person: Make, ports: Ports, owner: Owner) -> None:
    ask(person())
    sweep_work(ports)
    assert owner.execute("select count(*) from gate.budgets").fetchone() == {"count": 2}
    owner.execute("update gate.budgets set full_at = now() - interval '61 seconds'")
    sweep_work(ports)
    assert owner.execute("select count(*) from gate.budgets").fetchone() == {"count": 0}


def test_the_sweep_forgets_challenges_nobody_answered(ports: Ports, owner: Owner, account: Row) -> None:
    user = make_user(owner, account)
    for age in ("-1 minute", "1 minute"):
        owner.execute(
            "insert into gate.challenges (token_hash, user_id, account_id, password_digest, expires_at)"
            " values (%s, %s, %s, '', now() + %s::interval)",
            (uuid4().bytes, user["id"], account["id"], age),
        )
    sweep_work(ports)
    (left,) = owner.execute("select expires_at > now() as living from gate.challenges").fetchall()
    assert left == {"living": True}
