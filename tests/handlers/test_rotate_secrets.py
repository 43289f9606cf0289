"""Every sealed value gets its key wrapped again; none is opened, lost or overwritten."""

from typing import Any
from uuid import uuid4

import pytest

import rotate_secrets.handler as function
from central.accounts.second_factor import context_of as factor_context
from central.channels.credentials import Credentials, context_of, open_credentials, seal_credentials
from central.frozen import changed
from central.ports import Ports
from central.privacy.suppression import open_key
from central.single_sign_on.providers import context_of as provider_context
from central.upkeep.store import queries
from tests.fakes.kms import FakeKms
from tests.fixtures.desk import Desk, make_desk
from tests.fixtures.factories import Owner, make_account, make_sign_in_provider, make_user
from tests.fixtures.privacy import call_of

TOKEN = Credentials("EAAG-canary-token", "app-secret")


@pytest.fixture
def kms() -> FakeKms:
    return FakeKms()


@pytest.fixture
def sealed_ports(ports: Ports, kms: FakeKms, monkeypatch: pytest.MonkeyPatch) -> Ports:
    sealed = changed(ports, secrets=kms.store())
    monkeypatch.setattr(function, "ports", lambda: sealed)
    return sealed


def office(owner: Owner, ports: Ports) -> Desk:
    """A company with one of every sealed value."""
    desk = make_desk(owner)
    credentials = seal_credentials(ports.secrets, desk.account["id"], desk.channel["id"], TOKEN)
    owner.execute("update channels set credentials = %s where id = %s", (credentials, desk.channel["id"]))
    open_key(ports, call_of(desk))
    provider = make_sign_in_provider(owner, desk.account, desk.ana)
    owner.execute(
        "update sign_in_providers set client_secret = %s where id = %s",
        (ports.secrets.seal(b"GOCSPX", provider_context(desk.account["id"], provider["id"])), provider["id"]),
    )
    place = factor_context(desk.ana["id"])
    owner.execute(
        "insert into gate.second_factors (user_id, enabled_at, secret, pending_secret, pending_until)"
        " values (%s, now(), %s, %s, now())",
        (desk.ana["id"], ports.secrets.seal(b"JBSWY3DP", place), ports.secrets.seal(b"NEXT", place)),
    )
    return desk


def sealed(owner: Owner) -> list[bytes]:
    rows = owner.execute(
        "select credentials as s from channels where credentials is not null union all select sealed from privacy_keys"
        " union all select client_secret from sign_in_providers"
        " union all select secret from gate.second_factors union all select pending_secret from gate.second_factors"
    ).fetchall()
    return [bytes(row["s"]) for row in rows]


def replace_key(kms: FakeKms) -> None:
    kms.keys["second"] = b"2" * 32
    kms.current = "second"


def insert_quietly(owner: Owner) -> None:
    """A company that has nothing to rotate."""
    make_user(owner, make_account(owner))


def test_everything_opens_without_the_old_key(owner: Owner, sealed_ports: Ports, kms: FakeKms) -> None:
    desk = office(owner, sealed_ports)
    office(owner, sealed_ports)
    insert_quietly(owner)
    key = open_key(sealed_ports, call_of(desk))
    before = sealed(owner)
    replace_key(kms)
    kms.calls.clear()
    assert function.lambda_handler({}, None) == {"wrapped": 10, "broken": 0}
    assert set(kms.calls) == {"ReEncrypt"}, "nothing is opened"
    assert set(sealed(owner)).isdisjoint(before)
    kms.deleted.add("first")
    fresh = kms.store()
    found = owner.execute("select credentials from channels where id = %s", (desk.channel["id"],)).fetchone()
    assert found is not None
    assert open_credentials(fresh, desk.account["id"], desk.channel["id"], found["credentials"]) == TOKEN
    assert open_key(changed(sealed_ports, secrets=fresh), call_of(desk)) == key
    secret = owner.execute("select * from sign_in_providers where account_id = %s", (desk.account["id"],)).fetchone()
    assert secret is not None
    assert fresh.open(bytes(secret["client_secret"]), provider_context(desk.account["id"], secret["id"])) == b"GOCSPX"
    factor = owner.execute("select * from gate.second_factors where user_id = %s", (desk.ana["id"],)).fetchone()
    assert factor is not None
    assert fresh.open(bytes(factor["secret"]), factor_context(desk.ana["id"])) == b"JBSWY3DP"
    assert fresh.open(bytes(factor["pending_secret"]), factor_context(desk.ana["id"])) == b"NEXT"
    logged = owner.execute("select account_id, details from audit_log where action = 'secrets.rotated'").fetchall()
    assert [row["details"] for row in logged] == [{"wrapped": 5, "broken": 0}] * 2


def test_again_is_harmless(owner: Owner, sealed_ports: Ports, kms: FakeKms) -> None:
    office(owner, sealed_ports)
    for _ in range(2):
        assert function.lambda_handler({}, None) == {"wrapped": 5, "broken": 0}


def test_what_is_saved_meanwhile_wins(owner: Owner, sealed_ports: Ports, kms: FakeKms) -> None:
    desk = office(owner, sealed_ports)
    newer = seal_credentials(sealed_ports.secrets, desk.account["id"], desk.channel["id"], Credentials("newer"))
    whole = kms.call

    def save(target: str, body: Any, **options: Any) -> dict[str, Any]:
        owner.execute("update channels set credentials = %s where id = %s", (newer, desk.channel["id"]))
        return whole(target, body, **options)

    kms.call = save  # type: ignore[method-assign]
    function.lambda_handler({}, None)
    assert newer in sealed(owner)


def test_a_value_that_was_moved_here_is_counted_and_left(owner: Owner, sealed_ports: Ports) -> None:
    desk = office(owner, sealed_ports)
    foreign = sealed_ports.secrets.seal(b"token", context_of(uuid4(), desk.channel["id"]))
    owner.execute("update channels set credentials = %s", (foreign,))
    assert function.lambda_handler({}, None) == {"wrapped": 4, "broken": 1}
    assert foreign in sealed(owner)


def test_the_places_are_those_that_the_slices_seal_for(owner: Owner, sealed_ports: Ports) -> None:
    desk = office(owner, sealed_ports)
    with sealed_ports.database.transaction(call_of(desk)) as transaction:
        values = transaction.all(queries.sealed_values)
    for value in values:
        sealed_ports.secrets.open(bytes(value["sealed"]), value["context"])
    assert len(values) == 5


def test_every_column_of_bytes_is_sealed_or_a_hash(owner: Owner) -> None:
    """A new one must be rotated, or say that it is no secret that was sealed."""
    rotated = {
        "channels.credentials",
        "privacy_keys.sealed",
        "sign_in_providers.client_secret",
        "second_factors.secret",
        "second_factors.pending_secret",
    }
    found = owner.execute(
        "select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid"
        " where c.relkind in ('r', 'p') and c.relnamespace in ('public'::regnamespace, 'gate'::regnamespace)"
        " and a.atttypid = 'bytea'::regtype and not a.attisdropped"
    ).fetchall()
    columns = {row["name"] for row in found}
    plain = {name for name in columns if name.endswith(("hash", "salt", "digest", ".key"))}
    assert columns - plain == rotated
