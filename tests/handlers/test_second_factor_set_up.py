"""Setting up the second factor, losing it, and companies that ask for it."""

import pyotp
import pytest

from central.accounts import one_time_codes, second_factor, service
from central.accounts.passwords import hash_password
from central.accounts.second_factor import context_of
from central.call import Actor, Call
from central.ports import Ports
from tests.fakes import FakeSecrets, FakeSockets
from tests.fixtures.factories import Owner, Row, insert, make_account, make_connection, make_session, make_user
from tests.fixtures.mail import MailWorker
from tests.fixtures.moving_clock import MovingClock
from tests.fixtures.second_factor import EMAIL, ME, PASSWORD, Ana, ended, gate
from tests.handlers.rest_client import Client, token_of


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


def test_the_code_that_confirmed_is_used_up(ana: Ana) -> None:
    ana.set_up()
    ana.clock.forward(seconds=-60)
    assert ended(ana.finish(ana.challenge(), ana.code())) == (401, "wrong_code")


def test_other_recovery_codes_replace_those_of_before(ana: Ana) -> None:
    ana.set_up()
    assert ended(ana.here.post(f"{ME}/recovery-codes", {"password": "errada"})) == (422, "wrong_password")
    made = ana.here.post(f"{ME}/recovery-codes", {"password": PASSWORD}).json["recovery_codes"]
    assert (set(made) & set(ana.recovery), ana.here.get(ME).json["recovery_codes_left"]) == (set(), 10)
    assert ended(ana.finish(ana.challenge(), ana.recovery[0])) == (401, "wrong_code")
    assert ana.finish(ana.challenge(), made[0]).status == 201


def test_confirming_ends_every_other_session_everywhere(
    ana: Ana, owner: Owner, account: Row, user: Row, sockets: FakeSockets
) -> None:
    elsewhere = make_account(owner)
    insert(owner, "memberships", account_id=elsewhere["id"], user_id=user["id"], role="agent")
    others = [token_of(owner, account, user), token_of(owner, elsewhere, user)]
    session = make_session(owner, account, user)
    insert(
        owner,
        "socket_connections",
        account_id=account["id"],
        connection_id="a-socket",
        session_id=session["id"],
        user_id=user["id"],
    )
    ana.set_up()
    assert [ana.client.by_token(token).get("/api/v1/session").status for token in others] == [401, 401]
    assert ana.here.get("/api/v1/contacts").status == 200
    assert sockets.closed == ["a-socket"]


def test_setting_up_asks_for_the_password_and_ends_after_a_while(ana: Ana) -> None:
    assert ended(ana.here.post(ME, {"password": "errada"})) == (422, "wrong_password")
    assert set(ana.here.post(ME, {"password": "errada"}).json["error"]["fields"]) == {"password"}
    assert ended(ana.here.post(f"{ME}/confirm", {"code": "123456"})) == (409, "setup_ended")
    ana.app = pyotp.TOTP(ana.here.post(ME, {"password": PASSWORD}).json["secret"])
    assert ended(ana.here.post(f"{ME}/confirm", {"code": ana.wrong()})) == (422, "wrong_code")
    ana.clock.forward(minutes=15)
    assert ended(ana.here.post(f"{ME}/confirm", {"code": ana.code()})) == (409, "setup_ended")
    ana.set_up()
    assert ended(ana.here.post(ME, {"password": PASSWORD})) == (409, "second_factor_on")
    assert ended(ana.here.post(f"{ME}/confirm", {"code": ana.code()})) == (409, "setup_ended")


def test_removing_ones_own(ana: Ana) -> None:
    assert ended(ana.here.delete(ME, body={"password": PASSWORD})) == (409, "second_factor_off")
    ana.set_up()
    other = ana.finish(ana.challenge(), ana.code()).json["token"]
    assert ended(ana.here.delete(ME, body={"password": "errada"})) == (422, "wrong_password")
    assert ana.here.delete(ME, body={"password": PASSWORD}).status == 204
    assert ana.client.by_token(other).get("/api/v1/session").status == 401
    assert ana.password().status == 201
    assert ended(ana.here.post(f"{ME}/recovery-codes", {"password": PASSWORD})) == (409, "second_factor_off")


def test_a_set_up_is_not_confirmed_by_guessing(ana: Ana) -> None:
    answer = ana.here.post("/api/v1/me/two-factor", {"password": PASSWORD})
    assert answer.status == 201, answer.text
    for _ in range(5):
        assert ended(ana.here.post("/api/v1/me/two-factor/confirm", {"code": "000000"})) == (422, "wrong_code")
    refused = ana.here.post("/api/v1/me/two-factor/confirm", {"code": "000000"})
    assert ended(refused) == (429, "too_many_requests")
    assert int(refused.headers["retry-after"]) > 0


def test_an_admin_helps_out_who_lost_the_phone(
    ana: Ana, owner: Owner, account: Row, user: Row, stored: str, sockets: FakeSockets
) -> None:
    ana.set_up()
    socket = make_connection(owner, make_session(owner, account, user))
    path = f"/api/v1/users/{user['id']}/two-factor"
    admin = ana.client.by_token(token_of(owner, account, make_user(owner, account, role="admin", password_hash=stored)))
    supervisor = ana.client.by_token(token_of(owner, account, make_user(owner, account, role="supervisor")))
    assert supervisor.delete(path, body={"password": PASSWORD}).status == 403
    assert ended(admin.delete(path, body={"password": "errada"})) == (422, "wrong_password")
    assert admin.delete(path, body={"password": PASSWORD}).status == 204
    assert sockets.closed == [socket["connection_id"]]
    assert ana.here.get("/api/v1/session").status == 401
    assert ana.password().status == 201
    (row,) = gate(owner, "select * from audit_log where action = 'second_factor.removed'")
    assert (row["target_id"], row["actor_id"] == user["id"]) == (str(user["id"]), False)
    assert ended(admin.delete(path, body={"password": PASSWORD})) == (409, "second_factor_off")
    owner.execute("update memberships set active = false, left_at = now() where user_id = %s", (user["id"],))
    assert ended(admin.delete(path, body={"password": PASSWORD})) == (404, "not_found")


def test_an_admin_of_one_company_does_not_open_the_door_of_another(
    ana: Ana, owner: Owner, account: Row, user: Row, stored: str
) -> None:
    ana.set_up()
    elsewhere = make_account(owner)
    insert(owner, "memberships", account_id=elsewhere["id"], user_id=user["id"], role="agent")
    admin = ana.client.by_token(token_of(owner, account, make_user(owner, account, role="admin", password_hash=stored)))
    answer = admin.delete(f"/api/v1/users/{user['id']}/two-factor", body={"password": PASSWORD})
    assert ended(answer) == (409, "works_elsewhere")
    assert ana.password().status == 200


def test_a_company_that_asks_for_it(
    ana: Ana, ports: Ports, owner: Owner, account: Row, user: Row, sockets: FakeSockets
) -> None:
    boss = ana.client.by_token(token_of(owner, account, make_user(owner, account, role="admin")))
    session = make_session(owner, account, user)
    insert(
        owner,
        "socket_connections",
        account_id=account["id"],
        connection_id="a-socket",
        session_id=session["id"],
        user_id=user["id"],
    )
    _require(ports, boss, account, required=True)
    assert sockets.closed == ["a-socket"]
    assert ana.here.get("/api/v1/session").json["second_factor_setup_required"] is True
    assert ana.here.get(ME).json["required"] is True
    for method, path in (("GET", "/api/v1/contacts"), ("POST", "/api/v1/socket-tickets"), ("GET", "/api/v1/sessions")):
        assert ended(ana.here.call(method, path)) == (403, "second_factor_setup_required")
    ana.set_up()
    assert ana.here.get("/api/v1/contacts").status == 200
    assert ana.here.get("/api/v1/session").json["second_factor_setup_required"] is False
    assert ana.here.delete(ME, body={"password": PASSWORD}).status == 204
    assert ended(ana.here.get("/api/v1/contacts")) == (403, "second_factor_setup_required")
    assert ana.password().json["second_factor_setup_required"] is True
    _require(ports, boss, account, required=False)
    assert ana.here.get("/api/v1/contacts").status == 200
    assert ana.here.delete("/api/v1/session").status == 204


def _require(ports: Ports, boss: Client, account: Row, *, required: bool) -> None:

    actor = Actor("user", None, "admin")
    second_factor.require_second_factor(ports, Call(account["id"], actor), required=required)


def test_nothing_secret_is_stored_as_it_is(ana: Ana, owner: Owner, user: Row, secrets: FakeSecrets) -> None:
    ana.set_up()
    challenge = ana.challenge()
    (factor,) = gate(owner, "select * from gate.second_factors")
    assert secrets.open(bytes(factor["secret"]), context_of(user["id"])).decode() == ana.app.secret
    with pytest.raises(ValueError):
        secrets.open(bytes(factor["secret"]), context_of(make_user(owner, make_account(owner))["id"]))
    tables = ("gate.recovery_codes", "gate.challenges", "audit_log")
    stored = [row for table in tables for row in gate(owner, f"select t::text as text from {table} t")]
    assert {len(gate(owner, f"select from {table}")) for table in tables} == {1, 2, 10}
    text = "".join(row["text"] for row in stored)
    for secret in (challenge, ana.app.secret, *ana.recovery, *(code.replace("-", "") for code in ana.recovery)):
        assert secret not in text


def test_the_log_says_what_was_done(ana: Ana, owner: Owner) -> None:
    ana.set_up()
    ana.finish(ana.challenge(), ana.wrong())
    ana.finish(ana.challenge(), ana.recovery[0])
    ana.here.post(f"{ME}/recovery-codes", {"password": PASSWORD})
    ana.here.delete(ME, body={"password": PASSWORD})
    actions = [row["action"] for row in gate(owner, "select action from audit_log order by sequence")]
    assert actions == [
        "second_factor.started",
        "second_factor.enabled",
        "session.failed",
        "session.opened",
        "recovery_code.used",
        "recovery_codes.replaced",
        "second_factor.removed",
    ]


def test_who_has_the_mailbox_learns_that_a_password_is_enough_again(ana: Ana, mail_worker: MailWorker) -> None:
    ana.set_up()
    assert ana.here.delete(ME, body={"password": PASSWORD}).status == 204
    assert mail_worker.last().subject == "A verificação em duas etapas foi desativada"
