"""One effect per key, also when two ask at once, when the first fails, and when it dies."""

from typing import Any

import pytest
from tests.fakes import FakeQueues
from tests.fixtures.factories import Owner, make_account, make_user
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase

from central.call import Actor, Call
from central.db.idempotency import run_once
from central.errors import Conflict, Invalid, NotFound
from central.events import Update
from central.frozen import changed
from central.ports import Ports

HASH = b"h" * 32


@pytest.fixture
def call(owner: Owner) -> Call:
    account = make_account(owner)
    return Call(account["id"], Actor("user", make_user(owner, account)["id"], "agent"))


def _label(call: Call, name: str) -> Any:
    def work(ports: Ports) -> tuple[int, Any]:
        with ports.database.transaction(call) as transaction:
            transaction.execute("insert into labels (account_id, name) values (current_account(), %(name)s)", name=name)
            transaction.push(Update("system_message"))
        return 201, {"name": name}

    return work


def _labels(owner: Owner) -> int:
    return len(owner.execute("select 1 from labels").fetchall())


def test_the_second_time_only_the_answer_is_repeated(
    ports: Ports, call: Call, owner: Owner, queues: FakeQueues
) -> None:
    first = run_once(ports, call, "k", HASH, _label(call, "a"))
    second = run_once(ports, call, "k", HASH, _label(call, "b"))
    assert (first.replayed, second.replayed) == (False, True)
    assert (second.status, second.body) == (first.status, first.body) == (201, {"name": "a"})
    assert _labels(owner) == 1
    assert len(queues.of("push")) == 1, "news are told once, after the one commit"


def test_another_request_under_the_same_key_is_refused(ports: Ports, call: Call, owner: Owner) -> None:
    run_once(ports, call, "k", HASH, _label(call, "a"))
    with pytest.raises(Invalid) as refused:
        run_once(ports, call, "k", b"o" * 32, _label(call, "b"))
    assert refused.value.code == "idempotency_key_reused"
    assert _labels(owner) == 1


@pytest.mark.own_connection
def test_while_one_runs_the_other_is_told_so(
    ports: Ports, call: Call, owner: Owner, postgres: TestDatabase, queues: FakeQueues, bus: Any
) -> None:

    other = patient_database(postgres.app_url, queues, bus)

    def work(joined: Ports) -> tuple[int, Any]:
        with pytest.raises(Conflict) as refused:
            run_once(changed(ports, database=other), call, "k", HASH, _label(call, "b"))
        assert refused.value.code == "request_in_progress"
        return _label(call, "a")(joined)  # type: ignore[no-any-return]

    run_once(ports, call, "k", HASH, work)
    assert run_once(changed(ports, database=other), call, "k", HASH, _label(call, "c")).body == {"name": "a"}
    other.close()
    assert _labels(owner) == 1


def test_what_failed_leaves_nothing_and_may_be_asked_again(ports: Ports, call: Call, owner: Owner) -> None:
    def fails(joined: Ports) -> tuple[int, Any]:
        _label(call, "a")(joined)
        raise NotFound()

    with pytest.raises(NotFound):
        run_once(ports, call, "k", HASH, fails)
    assert _labels(owner) == 0
    assert run_once(ports, call, "k", HASH, _label(call, "a")).replayed is False


def test_keys_belong_to_people(ports: Ports, call: Call, owner: Owner) -> None:
    other = Call(call.account_id, Actor("user", make_user(owner, {"id": call.account_id})["id"], "agent"))
    run_once(ports, call, "k", HASH, _label(call, "a"))
    assert run_once(ports, other, "k", HASH, _label(other, "b")).replayed is False
    assert _labels(owner) == 2


def test_a_joined_transaction_stays_in_its_company(ports: Ports, call: Call, owner: Owner) -> None:
    stranger = Call(make_account(owner)["id"])
    with pytest.raises(ValueError, match="one account"):
        run_once(ports, call, "k", HASH, _label(stranger, "a"))
    assert _labels(owner) == 0
