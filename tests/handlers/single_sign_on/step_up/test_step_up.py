"""Confirming what is dangerous without a password, by one's provider once more, and every way around it."""

from dataclasses import replace
from typing import Any

import pytest

from central.accounts import audit_export
from central.accounts.passwords import hash_password
from central.ports import Ports
from tests.fakes.issuer import FakeIssuer
from tests.fixtures.factories import Owner, Row, make_account, make_user
from tests.fixtures.moving_clock import MovingClock
from tests.fixtures.server import TestDatabase
from tests.fixtures.single_sign_on import EMAIL, PASSWORD, STEP_UP, Browser, prove, sign_in
from tests.fixtures.step_up import at_once, make_token, proof_of, refused
from tests.handlers.rest_client import Client, token_of


def reasons(owner: Owner) -> list[str]:
    query = "select details->>'reason' as reason from audit_log where action = 'session.refused' order by sequence"
    return [row["reason"] for row in owner.execute(query).fetchall()]


# -- by one's provider -------------------------------------------------------------------------------------------------


def test_signing_in_at_the_provider_again_stands_for_a_password(
    here: Client, owner: Owner, issuer: FakeIssuer, provider: Row
) -> None:
    assert here.get(STEP_UP).json == {
        "password": False,
        "code": False,
        "provider": {"id": str(provider["id"]), "name": provider["name"], "kind": "google", "everywhere": True},
    }
    assert refused(make_token(here, "qualquer")) == (422, "no_password")
    browser = Browser.confirm(here)
    assert (browser.asked["prompt"], browser.asked["max_age"]) == ("login", "0")
    assert "auth_time" in browser.asked["claims"]
    proof = proof_of(browser.confirmed(issuer.authorize(browser.asked)))
    assert make_token(here, proof).status == 201
    (row,) = owner.execute("select details from audit_log where action = 'session.confirmed'").fetchall()
    assert row["details"] == {"provider_id": str(provider["id"])}


def test_signing_in_asks_for_nothing_of_it(client: Client, provider: Row) -> None:
    assert not {"prompt", "max_age", "claims"} & set(Browser.depart(client, provider).asked)


def test_a_proof_works_once(here: Client, issuer: FakeIssuer) -> None:
    proof = proof_of(prove(here, issuer))
    assert make_token(here, proof).status == 201
    assert refused(make_token(here, proof)) == (422, "proof_refused")


def test_a_proof_works_once_for_two_at_the_same_moment(
    here: Client, owner: Owner, issuer: FakeIssuer, ports: Ports, postgres: TestDatabase
) -> None:
    refusals = ["proof_refused"] * 3
    assert at_once(ports, postgres, owner, proof_of(prove(here, issuer))) == ["in", *refusals]


def test_a_proof_ends_after_five_minutes_and_is_swept(
    here: Client, owner: Owner, issuer: FakeIssuer, clock: MovingClock
) -> None:
    proof = proof_of(prove(here, issuer))
    clock.forward(minutes=4, seconds=59)
    assert make_token(here, proof).status == 201
    late = proof_of(prove(here, issuer))
    clock.forward(minutes=5)
    assert refused(make_token(here, late)) == (422, "proof_refused")
    owner.execute("update gate.proofs set expires_at = now() - interval '1 second'")
    owner.execute("select prune_journeys()")
    assert owner.execute("select from gate.proofs").fetchall() == []


def test_a_proof_is_of_one_session(
    client: Client, owner: Owner, account: Row, here: Client, provider: Row, issuer: FakeIssuer
) -> None:
    """Not of another one of the same person, of a colleague's, nor of anybody's in another company."""
    mine_too = client.by_token(sign_in(client, provider, issuer).json["token"])
    bia = make_user(owner, account, role="admin", email="bia@exemplo.com.br")
    colleague = client.by_token(sign_in(client, provider, issuer, sub="bia", email=bia["email"]).json["token"])
    other = make_account(owner)
    stranger = client.by_token(token_of(owner, other, make_user(owner, other, role="admin")))
    proof = proof_of(prove(here, issuer))
    for somebody in (mine_too, colleague, stranger):
        assert refused(make_token(somebody, proof)) == (422, "proof_refused")
    assert make_token(here, proof).status == 201, "and nobody used it up"


def test_a_proof_ends_with_its_session(client: Client, owner: Owner, here: Client, issuer: FakeIssuer) -> None:
    proof = proof_of(prove(here, issuer))
    assert here.delete("/api/v1/session").status == 204
    assert refused(make_token(here, proof)) == (401, "session_ended")


def test_what_is_stored_opens_nothing(here: Client, owner: Owner, issuer: FakeIssuer) -> None:
    proof = proof_of(prove(here, issuer))
    assert proof not in repr(owner.execute("select * from gate.proofs").fetchall())
    assert proof not in repr(owner.execute("select * from audit_log").fetchall())


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"auth_time": None}, id="nothing"),
        pytest.param({"auth_time": -61}, id="before"),
        pytest.param({"auth_time": 3600}, id="later"),
        pytest.param({"auth_time": True}, id="true"),
        pytest.param({"auth_time": "now"}, id="text"),
    ],
)
def test_a_provider_must_say_that_it_was_just_now(
    here: Client, owner: Owner, issuer: FakeIssuer, clock: MovingClock, told: dict[str, Any]
) -> None:
    given = told["auth_time"]
    if isinstance(given, int) and not isinstance(given, bool):
        given += int(clock.time.timestamp())
    assert refused(prove(here, issuer, auth_time=given)) == (403, "not_fresh")
    assert reasons(owner) == ["not_fresh"]
    assert owner.execute("select from gate.proofs").fetchall() == []


def test_a_provider_must_say_that_it_was_the_same_person(
    client: Client, owner: Owner, account: Row, here: Client, provider: Row, issuer: FakeIssuer
) -> None:
    bia = make_user(owner, account, email="bia@exemplo.com.br")
    assert sign_in(client, provider, issuer, sub="bia", email=bia["email"]).status == 201
    for claims in ({"sub": "bia", "email": bia["email"]}, {"sub": "nobody"}, {"sub": "nobody", "email": EMAIL}):
        assert refused(prove(here, issuer, **claims)) == (403, "other_person")
    assert set(reasons(owner)) == {"other_person"}


def test_a_way_back_is_good_once_in_its_browser_and_its_session(
    client: Client, owner: Owner, account: Row, here: Client, provider: Row, issuer: FakeIssuer, clock: MovingClock
) -> None:
    browser = Browser.confirm(here)
    mine_too = client.by_token(sign_in(client, provider, issuer).json["token"])
    another = replace(browser, client=replace(mine_too, journey=browser.client.journey))
    elsewhere = replace(browser, client=here)
    for wrong in (another, elsewhere):
        assert refused(wrong.confirmed(issuer.authorize(browser.asked))) == (401, "journey_ended")
    assert browser.confirmed(issuer.authorize(browser.asked)).status == 201
    assert refused(browser.confirmed(issuer.authorize(browser.asked))) == (401, "journey_ended")
    late = Browser.confirm(here)
    clock.forward(minutes=10)
    assert refused(late.confirmed(issuer.authorize(late.asked))) == (401, "journey_ended")


def test_nobody_signs_in_by_a_confirmation_nor_confirms_by_a_sign_in(
    client: Client, owner: Owner, here: Client, provider: Row, issuer: FakeIssuer
) -> None:
    confirmation = Browser.confirm(here)
    assert refused(confirmation.arrive(issuer.authorize(confirmation.asked))) == (401, "journey_ended")
    departure = Browser.depart(client, provider)
    mine = replace(departure, client=replace(here, journey=departure.client.journey))
    assert refused(mine.confirmed(issuer.authorize(departure.asked))) == (401, "journey_ended")
    assert owner.execute("select count(*) as n from sessions").fetchone() == {"n": 1}
    assert owner.execute("select from gate.proofs").fetchall() == []


def test_whoever_exports_the_log_confirms_once_for_all_of_its_parts(
    here: Client, issuer: FakeIssuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_export, "EXPORT_LIMIT", 1)
    given, cursor, rows = proof_of(prove(here, issuer)), None, 0
    while True:
        query: dict[str, str] = {"cursor": cursor} if cursor else {}
        part = here.post("/api/v1/audit/export", {"password": given}, query=query)
        assert part.status == 200, part.text
        rows += len(part.text.splitlines()) - 1
        if "x-next-cursor" not in part.headers:
            break
        given, cursor = part.headers["x-next-proof"], part.headers["x-next-cursor"]
    assert rows == 3, "bound, opened, confirmed"
    assert "x-next-proof" not in part.headers


def test_who_came_by_a_password_has_no_provider_to_go_to(
    client: Client, owner: Owner, account: Row, provider: Row
) -> None:
    bia = make_user(owner, account, email="bia@exemplo.com.br", password_hash=hash_password(PASSWORD))
    here = client.by_token(token_of(owner, account, bia))
    assert here.get(STEP_UP).json == {"password": True, "code": False, "provider": None}
    assert refused(here.post(STEP_UP)) == (409, "no_provider")


def test_who_has_a_password_may_go_to_their_provider_too(
    client: Client, owner: Owner, ana: Row, here: Client, issuer: FakeIssuer
) -> None:
    owner.execute("update users set password_hash = %s where id = %s", (hash_password(PASSWORD), ana["id"]))
    known = here.get(STEP_UP).json
    assert (known["password"], known["code"], known["provider"]["kind"]) == (True, False, "google")
    assert make_token(here, PASSWORD).status == 201
    assert make_token(here, proof_of(prove(here, issuer))).status == 201


def test_a_proof_is_no_password(here: Client, owner: Owner, ana: Row, issuer: FakeIssuer) -> None:
    """Where the password itself is what matters: to replace it, and to be left with it alone."""
    change = {"current_password": proof_of(prove(here, issuer)), "new_password": "outra frase bem comprida"}
    assert refused(here.put("/api/v1/me/password", change)) == (422, "no_password")
    (identity,) = here.get("/api/v1/me/identities").json["items"]
    body = {"password": proof_of(prove(here, issuer))}
    assert refused(here.delete(f"/api/v1/me/identities/{identity['id']}", body=body)) == (422, "no_password")
