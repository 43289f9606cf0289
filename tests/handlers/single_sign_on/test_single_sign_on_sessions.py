"""What a provider's word is worth: second factors, sessions, invites, and the end of a bond."""

from typing import Any

import pyotp
import pytest

from central.accounts.passwords import hash_password
from central.accounts.permissions import PERMISSIONS
from central.accounts.second_factor import context_of as factor_context
from central.accounts.step_up import check_again
from central.single_sign_on import identities
from tests.fakes import FakeSecrets
from tests.fakes.issuer import FakeIssuer
from tests.fixtures.factories import (
    Owner,
    Row,
    give_role,
    make_account,
    make_identity_of,
    make_role,
    make_user,
)
from tests.fixtures.mail import MailWorker
from tests.fixtures.moving_clock import MovingClock
from tests.fixtures.single_sign_on import EMAIL, PASSWORD, count, password, sign_in, told
from tests.handlers.rest_client import Client, token_of

# -- the second factor -------------------------------------------------------------------------------------------------


@pytest.fixture
def factor(owner: Owner, ana: Row, secrets: FakeSecrets) -> pyotp.TOTP:
    totp = pyotp.TOTP("A" * 32)
    owner.execute(
        "insert into gate.second_factors (user_id, enabled_at, secret) values (%s, now(), %s)",
        (ana["id"], secrets.seal(b"A" * 32, factor_context(ana["id"]))),
    )
    return totp


def test_our_second_factor_is_asked_for_all_the_same(
    client: Client, owner: Owner, provider: Row, factor: pyotp.TOTP, issuer: FakeIssuer, clock: MovingClock
) -> None:
    answer = sign_in(client, provider, issuer)
    assert answer.status == 200
    body = {"challenge": answer.json["second_factor"]["challenge"], "code": factor.at(clock.time)}
    done = client.post("/api/v1/session/second-factor", body)
    assert done.status == 201, done.text
    row = owner.execute("select provider_id from sessions").fetchone()
    assert row == {"provider_id": provider["id"]}, "it is the provider's session all the same"


def test_whoever_is_unbound_finishes_nothing_they_began_with_it(
    client: Client,
    owner: Owner,
    account: Row,
    boss: Row,
    provider: Row,
    factor: pyotp.TOTP,
    issuer: FakeIssuer,
    clock: MovingClock,
) -> None:
    """The provider's word was taken, and a code is waited for; what a password began there goes on."""
    vouched = sign_in(client, provider, issuer).json["second_factor"]["challenge"]
    by_password = client.post("/api/v1/session", {"email": EMAIL, "password": PASSWORD}).json["second_factor"]
    admin = client.by_token(token_of(owner, account, boss))
    row = owner.execute("select id, user_id from sign_in_identities").fetchone()
    assert row is not None
    at = f"/api/v1/users/{row['user_id']}/identities/{row['id']}"
    assert admin.delete(at, body={"password": PASSWORD}).status == 204
    path, code = "/api/v1/session/second-factor", factor.at(clock.time)
    assert client.post(path, {"challenge": vouched, "code": code}).code == "challenge_ended"
    assert client.post(path, {"challenge": by_password["challenge"], "code": code}).status == 201


def test_the_providers_own_is_enough_where_the_company_says_so(
    client: Client, owner: Owner, account: Row, provider: Row, factor: pyotp.TOTP, issuer: FakeIssuer
) -> None:
    owner.execute("update sign_in_providers set trusts_second_factor = true")
    answer = sign_in(client, provider, issuer)
    assert answer.status == 201
    assert client.by_token(answer.json["token"]).get("/api/v1/session").status == 200
    owner.execute("delete from gate.second_factors")
    owner.execute("update accounts set second_factor_required = true")
    answer = sign_in(client, provider, issuer)
    assert answer.json["second_factor_setup_required"] is False
    assert client.by_token(answer.json["token"]).get("/api/v1/users").status == 200
    owner.execute("update sign_in_providers set trusts_second_factor = false")
    owing = client.by_token(sign_in(client, provider, issuer).json["token"])
    assert owing.get("/api/v1/users").code == "second_factor_setup_required"


# -- only single sign-on -----------------------------------------------------------------------------------------------


def test_a_password_opens_nothing_but_for_admins(
    client: Client, owner: Owner, account: Row, provider: Row, ana: Row, boss: Row, issuer: FakeIssuer
) -> None:
    before = client.by_token(password(client).json["token"])
    owner.execute("update accounts set single_sign_on_only = true")
    assert before.get("/api/v1/session").status == 401, "at once, also where it was opened before"
    answer = password(client)
    assert (answer.status, answer.code) == (403, "single_sign_on_required")
    assert answer.json["error"]["details"] == {"company": account["sign_in_code"]}
    wrong = client.post("/api/v1/session", {"email": EMAIL, "password": "outra"})
    assert wrong.status == 401, "told only with the right password"
    admin = password(client, boss["email"])
    assert client.by_token(admin.json["token"]).get("/api/v1/session").status == 200
    here = client.by_token(sign_in(client, provider, issuer).json["token"])
    assert here.get("/api/v1/session").status == 200
    other = make_account(owner)
    owner.execute(
        "insert into memberships (account_id, user_id, role) values (%s, %s, 'agent')", (other["id"], ana["id"])
    )
    assert password(client).json["account"]["id"] == str(other["id"]), "the company whose door it opens"
    there = client.by_token(password(client).json["token"])
    switch = there.post("/api/v1/session/account", {"account_id": str(account["id"])})
    assert (switch.status, switch.code) == (403, "single_sign_on_required")
    assert there.get("/api/v1/session").status == 200


def test_an_invite_by_mail_leads_to_the_page(
    client: Client, owner: Owner, account: Row, boss: Row, provider: Row, mail_worker: MailWorker
) -> None:
    owner.execute("update accounts set single_sign_on_only = true")
    admin = client.by_token(token_of(owner, account, boss))
    assert admin.post("/api/v1/invites", {"email": "bia@exemplo.com.br", "role": "agent"}).status == 201
    body = {"token": mail_worker.last().token, "name": "Bia", "password": "uma frase bem comprida"}
    answer = client.post("/api/v1/invites/accept", body)
    assert (answer.status, answer.code) == (403, "single_sign_on_required")
    assert count(owner, f"memberships where account_id = '{account['id']}'") == 2, "she works there now"


def test_a_providers_session_stays_in_its_company(
    client: Client, owner: Owner, account: Row, provider: Row, ana: Row, issuer: FakeIssuer
) -> None:
    """Whoever runs a provider of one company could otherwise walk into every other one of that person's."""
    other = make_account(owner)
    owner.execute(
        "insert into memberships (account_id, user_id, role) values (%s, %s, 'admin')", (other["id"], ana["id"])
    )
    here = client.by_token(sign_in(client, provider, issuer).json["token"])
    switch = here.post("/api/v1/session/account", {"account_id": str(other["id"])})
    assert (switch.status, switch.code) == (403, "signed_in_elsewhere")
    assert here.get("/api/v1/session").status == 200, "the session goes on"
    assert count(owner, "sessions") == 1


# -- ending ------------------------------------------------------------------------------------------------------------


def test_its_sessions_end_like_others(
    client: Client, owner: Owner, provider: Row, ana: Row, issuer: FakeIssuer
) -> None:
    first, second, third = (client.by_token(sign_in(client, provider, issuer).json["token"]) for _ in range(3))
    assert first.delete("/api/v1/session").status == 204
    assert first.get("/api/v1/session").status == 401
    changed = {"current_password": PASSWORD, "new_password": "outra frase bem comprida"}
    assert second.put("/api/v1/me/password", changed).status == 204
    assert (second.get("/api/v1/session").status, third.get("/api/v1/session").status) == (200, 401)
    owner.execute("update sign_in_providers set active = false")
    assert second.get("/api/v1/session").status == 401, "a provider that is trusted no longer opens nothing"


def test_unbinding_asks_for_a_password(
    client: Client, owner: Owner, provider: Row, ana: Row, issuer: FakeIssuer
) -> None:
    here = client.by_token(sign_in(client, provider, issuer).json["token"])
    (identity,) = here.get("/api/v1/me/identities").json["items"]
    at = f"/api/v1/me/identities/{identity['id']}"
    assert here.delete(at, body={"password": "outra"}).code == "wrong_password"
    owner.execute("update users set password_hash = null where id = %s", (ana["id"],))
    assert here.delete(at, body={"password": "outra"}).code == "no_password"
    owner.execute("update users set password_hash = %s where id = %s", (hash_password(PASSWORD), ana["id"]))
    assert here.delete(at, body={"password": PASSWORD}).status == 204
    assert here.get("/api/v1/me/identities").json["items"] == []
    assert told(owner) == 2, "of the binding and of its end"
    assert sign_in(client, provider, issuer, sub="new").status == 201, "bound anew, by her address"


def test_unbinding_ends_what_the_provider_opened_elsewhere(
    client: Client, owner: Owner, account: Row, provider: Row, ana: Row, issuer: FakeIssuer
) -> None:
    here, there = (client.by_token(sign_in(client, provider, issuer).json["token"]) for _ in range(2))
    by_password = client.by_token(token_of(owner, account, ana))
    (identity,) = here.get("/api/v1/me/identities").json["items"]
    assert here.delete(f"/api/v1/me/identities/{identity['id']}", body={"password": PASSWORD}).status == 204
    states = [one.get("/api/v1/session").status for one in (here, there, by_password)]
    assert states == [200, 401, 200], "this one goes on, and what a password opened"


def test_an_admin_unbinds_a_colleague(
    client: Client, owner: Owner, account: Row, boss: Row, provider: Row, ana: Row, issuer: FakeIssuer
) -> None:
    here = client.by_token(sign_in(client, provider, issuer).json["token"])
    by_password = client.by_token(token_of(owner, account, ana))
    bia = make_user(owner, account, email="bia@exemplo.com.br")
    another = client.by_token(sign_in(client, provider, issuer, sub="bia", email=bia["email"]).json["token"])
    admin = client.by_token(token_of(owner, account, boss))
    at = f"/api/v1/users/{ana['id']}/identities"
    assert admin.get(f"/api/v1/users/{boss['id']}/identities").json["items"] == []
    (identity,) = admin.get(at).json["items"]
    assert identity["email"] == EMAIL
    assert by_password.get(at).status == 403
    assert by_password.delete(f"{at}/{identity['id']}", body={"password": PASSWORD}).status == 403
    assert admin.delete(f"{at}/{identity['id']}", body={"password": "outra"}).code == "wrong_password"
    assert admin.delete(
        f"/api/v1/users/{boss['id']}/identities/{identity['id']}", body={"password": PASSWORD}
    ).status == (404), "an identity of somebody else's"
    assert (len(admin.get(at).json["items"]), told(owner)) == (1, 2)

    assert admin.delete(f"{at}/{identity['id']}", body={"password": PASSWORD}).status == 204
    assert (admin.get(at).json["items"], told(owner)) == ([], 3)
    assert [one.get("/api/v1/session").status for one in (here, by_password, another)] == [401, 200, 200]
    mail = owner.execute("select user_id from mails order by created_at desc limit 1").fetchone()
    assert mail == {"user_id": ana["id"]}, "hers, not the admin's"
    row = owner.execute(
        "select actor_id, target_id, details from audit_log where action = 'identity.unbound'"
    ).fetchone()
    assert row is not None
    assert (row["actor_id"], row["target_id"]) == (boss["id"], str(ana["id"]))
    assert admin.delete(f"{at}/{identity['id']}", body={"password": PASSWORD}).status == 404, "once"
    assert sign_in(client, provider, issuer, sub="new").status == 201, "bound anew, which was refused before"


def test_nobody_unbinds_who_may_do_more(
    client: Client, owner: Owner, account: Row, boss: Row, provider: Row, issuer: FakeIssuer, stored: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    helper = make_user(owner, account, password_hash=stored)
    give_role(owner, helper, make_role(owner, account, sorted({*PERMISSIONS} - {"tokens.manage"})))
    here = client.by_token(token_of(owner, account, helper))
    of_boss = make_identity_of(owner, provider, boss)
    body = {"password": PASSWORD}
    assert here.delete(f"/api/v1/users/{boss['id']}/identities/{of_boss['id']}", body=body).code == "role_too_high"
    ana = make_user(owner, account, email=EMAIL)
    of_ana = make_identity_of(owner, provider, ana)

    def meanwhile(*arguments: Any, **named: Any) -> Any:
        owner.execute("update memberships set role = 'admin' where user_id = %s", (ana["id"],))
        return check_again(*arguments, **named)

    monkeypatch.setattr(identities, "check_again", meanwhile)
    refused = here.delete(f"/api/v1/users/{ana['id']}/identities/{of_ana['id']}", body=body)
    assert refused.code == "role_too_high", "an admin by the time the password was looked at"
    assert count(owner, "sign_in_identities") == 2


def test_who_left_has_no_identities_to_be_seen(client: Client, owner: Owner, account: Row, boss: Row, ana: Row) -> None:
    admin = client.by_token(token_of(owner, account, boss))
    owner.execute("update memberships set active = false, left_at = now() where user_id = %s", (ana["id"],))
    assert admin.get(f"/api/v1/users/{ana['id']}/identities").status == 404
