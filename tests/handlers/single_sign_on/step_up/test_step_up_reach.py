"""Confirming what is dangerous by a code, and what holds in every company somebody works for."""

from threading import Barrier
from typing import Any

import pyotp
import pytest

from central.accounts import second_factor
from central.accounts.passwords import hash_password
from central.ports import Ports
from tests.fakes.issuer import FakeIssuer
from tests.fixtures.factories import Owner, Row, insert, make_account
from tests.fixtures.moving_clock import MovingClock
from tests.fixtures.second_factor import ME
from tests.fixtures.server import TestDatabase
from tests.fixtures.single_sign_on import PASSWORD, STEP_UP, prove, reach, sign_in, trust
from tests.fixtures.step_up import at_once, make_token, proof_of, refused
from tests.handlers.rest_client import Client

ELSEWHERE = "https://entrada.exemplo.com.br"


def set_up_factor(here: Client, given: str, clock: MovingClock) -> tuple[pyotp.TOTP, list[str]]:
    setup = here.post(ME, {"password": given})
    assert setup.status == 201, setup.text
    app = pyotp.TOTP(setup.json["secret"])
    confirmed = here.post(f"{ME}/confirm", {"code": app.at(clock.time)})
    assert confirmed.status == 200, confirmed.text
    clock.forward(seconds=60)
    return app, confirmed.json["recovery_codes"]


# -- what holds in every company ---------------------------------------------------------------------------------------


def test_who_owes_the_second_factor_sets_it_up_by_their_provider(
    here: Client, owner: Owner, issuer: FakeIssuer, clock: MovingClock
) -> None:
    owner.execute("update accounts set second_factor_required = true")
    assert refused(here.get("/api/v1/contacts")) == (403, "second_factor_setup_required")
    set_up_factor(here, proof_of(prove(here, issuer)), clock)
    assert here.get("/api/v1/contacts").status == 200


def test_a_companys_own_provider_decides_nothing_elsewhere(
    client: Client, owner: Owner, account: Row, ana: Row, clock: MovingClock
) -> None:
    """Whoever runs it could say that anybody is Ana, and keep her out of her other company."""
    own = FakeIssuer(clock, url=ELSEWHERE)
    reach(client, own)
    provider = trust(owner, account, ana, own)
    here = client.by_token(sign_in(client, provider, own).json["token"])
    assert here.get(STEP_UP).json["provider"]["everywhere"] is True, "she works nowhere else"
    assert here.post(ME, {"password": proof_of(prove(here, own))}).status == 201
    other = make_account(owner)
    insert(owner, "memberships", account_id=other["id"], user_id=ana["id"], role="agent")
    assert here.get(STEP_UP).json["provider"]["everywhere"] is False
    proof = proof_of(prove(here, own))
    assert refused(here.post(ME, {"password": proof})) == (422, "proof_refused")
    assert make_token(here, proof).status == 201, "it is not used up, and good for what holds here"
    owner.execute("update memberships set active = false where account_id = %s", (other["id"],))
    assert here.get(STEP_UP).json["provider"]["everywhere"] is True, "she may not work there any more"


def test_a_companys_own_provider_is_no_operator(
    client: Client, owner: Owner, account: Row, ana: Row, clock: MovingClock
) -> None:
    own = FakeIssuer(clock, url=ELSEWHERE)
    reach(client, own)
    here = client.by_token(sign_in(client, trust(owner, account, ana, own), own).json["token"])
    owner.execute("insert into gate.operators values (%s, false)", (ana["id"],))
    other = make_account(owner)
    body = {"status": "suspended", "reason": "x", "password": proof_of(prove(here, own))}
    answer = here.put(f"/api/v1/operator/companies/{other['id']}/status", body)
    assert refused(answer) == (422, "proof_refused")


def test_a_providers_word_does_not_outweigh_the_second_factor(
    here: Client, issuer: FakeIssuer, clock: MovingClock
) -> None:
    app, recovery = set_up_factor(here, proof_of(prove(here, issuer)), clock)
    known = here.get(STEP_UP).json
    assert (known["code"], known["provider"]["everywhere"]) == (True, False)
    proof = proof_of(prove(here, issuer))
    assert refused(here.delete(ME, body={"password": proof})) == (422, "proof_refused")
    assert refused(here.post(f"{ME}/recovery-codes", {"password": proof})) == (422, "proof_refused")
    assert here.post(f"{ME}/recovery-codes", {"password": recovery[0]}).status == 200
    assert here.delete(ME, body={"password": app.at(clock.time)}).status == 204


# -- by a code ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def app(here: Client, issuer: FakeIssuer, clock: MovingClock) -> pyotp.TOTP:
    """The app on Ana's phone."""
    return set_up_factor(here, proof_of(prove(here, issuer)), clock)[0]


def test_a_code_stands_for_a_password_once(here: Client, app: pyotp.TOTP, clock: MovingClock) -> None:
    assert here.get(STEP_UP).json["code"] is True
    code, before = app.at(clock.time), app.at(clock.time.timestamp() - 30)
    assert make_token(here, f"{code[:3]} {code[3:]}").status == 201
    for used in (code, before):
        assert refused(make_token(here, used)) == (422, "wrong_code")
    clock.forward(seconds=30)
    assert make_token(here, app.at(clock.time)).status == 201


def test_a_code_works_once_for_two_at_the_same_moment(
    app: pyotp.TOTP, owner: Owner, clock: MovingClock, ports: Ports, postgres: TestDatabase,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    read, all_read = second_factor.read_code_of, Barrier(4)

    def read_together(*given: Any) -> Any:
        found = read(*given)
        all_read.wait(60)
        return found

    monkeypatch.setattr(second_factor, "read_code_of", read_together)
    assert at_once(ports, postgres, owner, app.at(clock.time)) == ["in", "wrong_code", "wrong_code", "wrong_code"]


def test_a_code_that_confirmed_opens_no_session(
    client: Client, here: Client, app: pyotp.TOTP, clock: MovingClock, provider: Row, issuer: FakeIssuer
) -> None:
    """One code is one use, whatever it was for."""
    code = app.at(clock.time)
    assert make_token(here, code).status == 201
    asked = sign_in(client, provider, issuer)
    assert asked.status == 200, "a code is asked for"
    body = {"challenge": asked.json["second_factor"]["challenge"], "code": code}
    assert refused(client.post("/api/v1/session/second-factor", body)) == (401, "wrong_code")


def test_a_recovery_code_stands_for_it_once(here: Client, issuer: FakeIssuer, clock: MovingClock) -> None:
    _, recovery = set_up_factor(here, proof_of(prove(here, issuer)), clock)
    assert make_token(here, recovery[0]).status == 201
    assert refused(make_token(here, recovery[0])) == (422, "wrong_code")
    assert here.get(ME).json["recovery_codes_left"] == 9


def test_guessing_codes_and_proofs_is_slow(here: Client, app: pyotp.TOTP, clock: MovingClock) -> None:
    near = {app.at(clock.time.timestamp() + 30 * step) for step in range(-3, 4)}
    wrong = next(code for code in (f"{number:06}" for number in range(10)) if code not in near)
    for given in (wrong, "proof_" + "a" * 43, wrong, "nada", wrong):
        assert make_token(here, given).status == 422
    assert refused(make_token(here, app.at(clock.time))) == (429, "too_many_requests")
    clock.forward(minutes=16)
    assert make_token(here, app.at(clock.time)).status == 201
    for _ in range(4):
        assert make_token(here, wrong).status == 422
    clock.forward(seconds=60)
    assert make_token(here, app.at(clock.time)).status == 201, "a right one forgets the wrong ones"
    assert make_token(here, wrong).status == 422


def test_a_code_is_no_password_of_who_has_one(
    here: Client, owner: Owner, ana: Row, app: pyotp.TOTP, clock: MovingClock
) -> None:
    owner.execute("update users set password_hash = %s where id = %s", (hash_password(PASSWORD), ana["id"]))
    assert here.get(STEP_UP).json["code"] is False
    assert refused(make_token(here, app.at(clock.time))) == (422, "wrong_password")
    assert make_token(here, PASSWORD).status == 201


def test_only_people_confirm(client: Client, here: Client, issuer: FakeIssuer) -> None:
    made = make_token(here, proof_of(prove(here, issuer)))
    machine = client.by_token(made.json["token"])
    for method, path, body in (("GET", STEP_UP, None), ("POST", STEP_UP, None), ("POST", f"{STEP_UP}/finish", {})):
        assert machine.call(method, path, body).status == 403
