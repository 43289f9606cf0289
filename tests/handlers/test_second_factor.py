"""Signing in with the second factor on a virtual clock, and every way around it that is closed."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, Thread
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row

from central.accounts import one_time_codes, second_factor, service
from central.accounts.model import Visitor
from central.accounts.passwords import hash_password
from central.accounts.service import hash_token
from central.accounts.sessions import end_sessions_of_member
from central.call import Actor, Call
from central.errors import CentralError
from central.frozen import changed
from central.ports import Ports
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.factories import Owner, Row, insert, make_account, make_session, make_user
from tests.fixtures.moving_clock import MovingClock
from tests.fixtures.patient import patient_database
from tests.fixtures.second_factor import EMAIL, ME, PASSWORD, Ana, ended, gate
from tests.fixtures.server import TestDatabase
from tests.handlers.rest_client import DEVICE, Client, token_of


@pytest.fixture(scope="module")
def stored() -> str:
    return hash_password(PASSWORD)


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten argon2 hashes for everybody who sets it up would be most of these tests' time."""
    monkeypatch.setattr(one_time_codes, "_MEMORY_KIB", 8)
    monkeypatch.setattr(one_time_codes, "_PASSES", 1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    clock = MovingClock()
    for module in (service, second_factor):
        monkeypatch.setattr(module, "now", clock)
    return clock


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def user(owner: Owner, account: Row, stored: str) -> Row:
    return make_user(owner, account, email=EMAIL, password_hash=stored)


@pytest.fixture
def ana(client: Client, owner: Owner, account: Row, user: Row, clock: MovingClock) -> Ana:
    return Ana(client, client.by_token(token_of(owner, account, user)), clock)


def test_setting_up_and_signing_in(ana: Ana, owner: Owner) -> None:
    assert ana.here.get(ME).json == {"enabled": False, "enabled_at": None, "recovery_codes_left": 0, "required": False}
    setup = ana.here.post(ME, {"password": PASSWORD}).json
    assert setup["uri"].startswith("otpauth://totp/Central:ana%40exemplo.com.br?secret=" + setup["secret"])
    assert setup["qr_svg"].startswith("<svg xmlns=")
    assert ana.password().status == 201, "nothing is asked for before a code confirmed it"
    assert {row["second_factor_at"] for row in gate(owner, "select second_factor_at from sessions")} == {None}
    ana.set_up()
    assert ana.here.get(ME).json["recovery_codes_left"] == 10
    answer = ana.finish(ana.challenge(), ana.code())
    assert answer.status == 201
    assert ana.client.by_token(answer.json["token"]).get("/api/v1/session").status == 200
    assert any(cookie.startswith("__Host-session=") for cookie in answer.cookies)


def test_the_password_alone_opens_nothing(ana: Ana) -> None:
    ana.set_up()
    answer = ana.password()
    assert (answer.status, set(answer.json), answer.cookies) == (200, {"second_factor"}, [])
    assert set(answer.json["second_factor"]) == {"challenge", "expires_at"}
    challenge = answer.json["second_factor"]["challenge"]
    for path in ("/api/v1/session", "/api/v1/contacts", ME):
        assert ended(ana.client.by_token(challenge).get(path)) == (401, "session_ended")


def test_a_session_that_skipped_the_second_factor_is_worth_nothing(
    ana: Ana, owner: Owner, account: Row, user: Row
) -> None:
    """Whatever way opened it: an invitation, another company, a route of the future."""
    ana.set_up()
    skipped = ana.client.by_token(token_of(owner, account, user))
    for method, path in (("GET", "/api/v1/session"), ("GET", "/api/v1/contacts"), ("POST", "/api/v1/socket-tickets")):
        assert ended(skipped.call(method, path)) == (401, "session_ended")
    marked = ana.client.by_token(token_of(owner, account, user, second_factor_at="2026-01-01T00:00:00Z"))
    assert marked.get("/api/v1/contacts").status == 200


def test_a_code_works_once_and_so_do_those_before_it(ana: Ana) -> None:
    ana.set_up()
    used, before = ana.code(), ana.code(-1)
    assert ana.finish(ana.challenge(), used).status == 201
    for code in (used, before):
        assert ended(ana.finish(ana.challenge(), code)) == (401, "wrong_code")
    ana.clock.forward(seconds=30)
    assert ana.finish(ana.challenge(), ana.code()).status == 201


@pytest.mark.parametrize("how", ["by oneself", "by an admin", "another role", "no access", "left", "another password"])
def test_what_ends_sessions_ends_a_sign_in_that_waits_for_its_code(
    ana: Ana, owner: Owner, account: Row, user: Row, stored: str, how: str
) -> None:
    """Also when access is given back within the five minutes. A sign-in begun afterwards is another one."""
    ana.set_up()
    boss = make_user(owner, account, role="admin", password_hash=stored)
    admin = replace(ana.client.by_token(token_of(owner, account, boss)), password=PASSWORD)
    path, challenge = f"/api/v1/users/{user['id']}", ana.challenge()
    changed = {"current_password": PASSWORD, "new_password": "outra frase bem comprida"}
    answer = {
        "by oneself": lambda: ana.here.delete("/api/v1/sessions"),
        "by an admin": lambda: admin.delete(f"{path}/sessions"),
        "another role": lambda: admin.patch(path, {"role": "supervisor"}),
        "no access": lambda: admin.patch(path, {"active": False}),
        "left": lambda: admin.delete(path),
        "another password": lambda: ana.here.put("/api/v1/me/password", changed),
    }[how]()
    assert answer.status in (200, 204), answer.text
    owner.execute("update memberships set active = true, left_at = null where user_id = %s", (user["id"],))
    owner.execute("update users set password_hash = %s where id = %s", (stored, user["id"]))
    assert ended(ana.finish(challenge, ana.code())) == (401, "challenge_ended")
    assert ana.finish(ana.challenge(), ana.code()).status == 201


def test_what_ends_sessions_ends_no_other_sign_in_that_waits_for_its_code(
    ana: Ana, owner: Owner, account: Row, user: Row, stored: str
) -> None:
    """Neither a colleague's nor one's own in another company."""
    ana.set_up()
    elsewhere = make_account(owner)
    insert(owner, "memberships", account_id=elsewhere["id"], user_id=user["id"], role="agent")
    there, here = ana.challenge(account_id=str(elsewhere["id"])), ana.challenge()
    boss = make_user(owner, account, role="admin", password_hash=stored)
    colleague = make_user(owner, account, role="agent")
    admin = replace(ana.client.by_token(token_of(owner, account, boss)), password=PASSWORD)
    assert admin.patch(f"/api/v1/users/{colleague['id']}", {"role": "supervisor"}).status == 200
    assert ana.finish(here, ana.code()).status == 201, "it was a colleague's role"
    assert admin.patch(f"/api/v1/users/{user['id']}", {"role": "supervisor"}).status == 200
    assert ana.finish(there, ana.recovery[0]).status == 201, "it was another company's role"


def test_an_end_that_meets_a_right_code_ends_what_it_opens(
    ana: Ana, owner: Owner, account: Row, user: Row, ports: Ports, postgres: TestDatabase
) -> None:
    """Whoever ends all sessions waits for the code that is being taken, and finds its session."""
    ana.set_up()
    challenge = ana.challenge()
    call = Call(account["id"], Actor("user", user["id"], "admin"))
    with psycopg.connect(postgres.owner_url, row_factory=dict_row) as taking, ThreadPoolExecutor(1) as pool:
        taking.execute("delete from gate.challenges where token_hash = %s", (hash_token(challenge),))
        make_session(taking, account, user)
        done = pool.submit(end_sessions_of_member, ports, call, user["id"])
        wait_until_blocked(owner)
        taking.commit()
        done.result(60)
    assert gate(owner, "select count(*) as living from sessions where revoked_at is null") == [{"living": 0}]


def test_clocks_may_be_a_step_apart_and_no_more(ana: Ana) -> None:
    ana.set_up()
    ana.clock.forward(minutes=10)
    for steps in (-2, 2):
        assert ended(ana.finish(ana.challenge(), ana.code(steps))) == (401, "wrong_code")
    for steps in (-1, 1):
        assert ana.finish(ana.challenge(), ana.code(steps)).status == 201


def test_a_challenge_lives_five_minutes(ana: Ana) -> None:
    ana.set_up()
    challenge = ana.challenge()
    ana.clock.forward(minutes=4, seconds=59)
    late = ana.challenge()
    ana.clock.forward(seconds=1)
    assert ended(ana.finish(challenge, ana.code())) == (401, "challenge_ended")
    assert ana.finish(late, ana.code()).status == 201
    assert ended(ana.finish(late, ana.code(1))) == (401, "challenge_ended"), "a challenge opens one session"


def test_five_tries_of_one_challenge(ana: Ana) -> None:
    """From five addresses, so that the limit of an address is not what stops it."""
    ana.set_up()
    challenge = ana.challenge()
    for number in range(5):
        elsewhere = replace(ana.client, address=f"192.0.2.{number}")
        assert ended(ana.finish(challenge, ana.wrong(), elsewhere)) == (401, "wrong_code")
    assert ended(ana.finish(challenge, ana.code(), replace(ana.client, address="192.0.2.9"))) == (
        401,
        "challenge_ended",
    )


def test_five_tries_of_one_address_whatever_the_challenge(ana: Ana) -> None:
    ana.set_up()
    for _ in range(5):
        assert ended(ana.finish(ana.challenge(), ana.wrong(), replace(ana.client, address="192.0.2.1"))) == (
            401,
            "wrong_code",
        )
        assert (
            ana.finish(ana.challenge(), ana.recovery.pop()).status == 201
        )  # at home; gives back what passwords counted
    answer = ana.finish(ana.challenge(), ana.code(), replace(ana.client, address="192.0.2.1"))
    assert (answer.status, answer.code, answer.headers["retry-after"]) == (429, "too_many_requests", "900")
    ana.clock.forward(minutes=15)
    assert ana.finish(ana.challenge(), ana.code(), replace(ana.client, address="192.0.2.1")).status == 201


def test_the_limits_of_signing_in_stay_until_the_code_was_right(ana: Ana) -> None:
    """Right passwords are counted too while the code is missing, so nobody collects challenges."""
    ana.set_up()
    for _ in range(5):
        assert ana.password().status == 200
    answer = ana.password()
    assert (answer.status, answer.code) == (429, "too_many_requests")


def test_nobody_keeps_the_owner_out(ana: Ana) -> None:
    """Somebody who has her password tries codes from everywhere; her own browser has tries of its own."""
    ana.set_up()
    signed_in = ana.finish(ana.challenge(), ana.code())
    device = next(c for c in signed_in.cookies if c.startswith(DEVICE)).partition("=")[2].split(";")[0]
    hers = replace(ana.client, device=device)
    for number in range(21):
        answer = ana.password(replace(ana.client, address=f"10.0.0.{number}"))
        for _ in range(5):
            elsewhere = replace(ana.client, address=f"10.0.0.{number}")
            ana.finish(answer.json["second_factor"]["challenge"], ana.wrong(), elsewhere)
    ana.clock.forward(seconds=30)
    stranger = replace(ana.client, address="10.0.1.1")
    challenge = ana.password(hers).json["second_factor"]["challenge"]
    assert ana.finish(challenge, ana.wrong(), stranger).status == 429
    travelling = replace(hers, address="10.0.0.3")  # where somebody used up every try
    assert ana.finish(challenge, ana.wrong(), replace(ana.client, address="10.0.0.3")).status == 429
    assert ana.finish(challenge, ana.code(), travelling).status == 201


def test_a_recovery_code_works_once(ana: Ana) -> None:
    ana.set_up()
    code = ana.recovery[3].upper().replace("-", " ")
    assert ana.finish(ana.challenge(), code).status == 201
    assert ended(ana.finish(ana.challenge(), code)) == (401, "wrong_code")
    assert ana.here.get(ME).json["recovery_codes_left"] == 9
    assert ana.finish(ana.challenge(), ana.recovery[4]).status == 201


@pytest.mark.parametrize("kind", ["code", "recovery code"])
def test_two_at_the_same_moment_with_one_code(ana: Ana, ports: Ports, postgres: TestDatabase, kind: str) -> None:
    ana.set_up()
    code = ana.code() if kind == "code" else ana.recovery[0]
    challenges = [ana.challenge() for _ in range(4)]
    start, outcomes = Barrier(4), []

    def run(challenge: str) -> None:
        database = patient_database(postgres.app_url, ports.queues, ports.bus)
        start.wait()
        try:
            second_factor.finish_sign_in(
                changed(ports, database=database), challenge, code, visitor=Visitor("198.51.100.9"), correlation_id=""
            )
            outcomes.append("in")
        except CentralError as error:
            outcomes.append(error.code)
        database.close()

    threads = [Thread(target=run, args=(challenge,)) for challenge in challenges]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["in", "wrong_code", "wrong_code", "wrong_code"]


def test_a_new_password_ends_the_challenge(ana: Ana, owner: Owner, user: Row) -> None:
    ana.set_up()
    challenge = ana.challenge()
    owner.execute("update users set password_hash = 'another' where id = %s", (user["id"],))
    assert ended(ana.finish(challenge, ana.code())) == (401, "challenge_ended")


def test_a_new_password_meets_the_code(ana: Ana, owner: Owner, user: Row, monkeypatch: pytest.MonkeyPatch) -> None:
    """It changes after the challenge was found and before the code was used up."""
    ana.set_up()
    challenge = ana.challenge()
    read = second_factor.read_code_of

    def read_late(*given: Any) -> Any:
        owner.execute("update users set password_hash = %s where id = %s", (hash_password("outra frase"), user["id"]))
        return read(*given)

    monkeypatch.setattr(second_factor, "read_code_of", read_late)
    assert ana.finish(challenge, ana.code()).status == 401


def test_who_left_the_company_does_not_come_in_by_a_challenge(ana: Ana, owner: Owner, user: Row) -> None:
    ana.set_up()
    challenge = ana.challenge()
    owner.execute("update memberships set active = false where user_id = %s", (user["id"],))
    assert ended(ana.finish(challenge, ana.code())) == (401, "challenge_ended")
