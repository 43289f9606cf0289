"""Marketing never finds whoever was erased again, and the hashes it is told by say nothing."""

from typing import Any

import pytest

from central.db.database import PostgresDatabase
from central.errors import TryLater
from central.ports import Ports
from central.privacy import consent
from central.privacy.model import Purpose
from central.privacy.suppression import open_key
from tests.fixtures.desk import Desk, make_desk
from tests.fixtures.factories import Owner, Row, make_contact
from tests.fixtures.inbound import ingest, item, person
from tests.fixtures.privacy import ask, call_of, make_office, rows, run, simple
from tests.handlers.rest_client import Client


@pytest.fixture
def office(owner: Owner, client: Client) -> tuple[Desk, Client]:
    return make_office(owner, client)


@pytest.fixture
def desk(office: tuple[Desk, Client]) -> Desk:
    return office[0]


@pytest.fixture
def admin(office: tuple[Desk, Client]) -> Client:
    return office[1]


# -- marketing after it ------------------------------------------------------------------------------------------------


def allowed(ports: Ports, desk: Desk, contact: Row) -> str | None:
    return consent.marketing_allowed(ports, call_of(desk), [contact["id"]])[contact["id"]]


def say_yes(ports: Ports, desk: Desk, contact: Row, purpose: Purpose = "marketing") -> None:
    consent.record_consent(ports, call_of(desk), contact["id"], purpose=purpose, granted=True, source="site", note=None)


@pytest.mark.parametrize("typed", ["5511988887777", "551188887777"])
def test_who_is_written_into_the_list_again_gets_service_and_no_marketing(
    owner: Owner, desk: Desk, admin: Client, ports: Ports, typed: str
) -> None:
    old = simple(owner, desk, "open")
    assert allowed(ports, desk, old) is None
    run(desk, ports, ask(admin, old))
    again = make_contact(owner, desk.account, wa_id=typed)
    assert allowed(ports, desk, again) == "erased"
    by_phone_only = make_contact(owner, desk.account, wa_id="5521977776666", phone="+5511988887777")
    assert allowed(ports, desk, by_phone_only) == "erased"
    assert allowed(ports, desk, make_contact(owner, desk.account)) is None
    say_yes(ports, desk, again, "service")
    assert allowed(ports, desk, again) == "erased", "a yes to something else is none"
    say_yes(ports, desk, again)
    assert allowed(ports, desk, again) is None, "a yes after the erasure counts again"


def test_the_last_word_counts(owner: Owner, desk: Desk, admin: Client, ports: Ports) -> None:
    """Of somebody who shares an address with who was erased, and had said yes before."""
    old = simple(owner, desk, "open")
    owner.execute("update contacts set email = 'ana@exemplo.com.br' where id = %s", (old["id"],))
    other = make_contact(owner, desk.account, wa_id="5521977776666", email="ana@exemplo.com.br")
    say_yes(ports, desk, other)
    run(desk, ports, ask(admin, old))
    assert allowed(ports, desk, other) == "erased"
    say_yes(ports, desk, other)
    assert allowed(ports, desk, other) is None
    consent.record_consent(
        ports, call_of(desk), other["id"], purpose="marketing", granted=False, source="site", note=None
    )
    owner.execute("update contacts set marketing_opt_out_at = null where id = %s", (other["id"],))
    assert allowed(ports, desk, other) == "erased", "a no is no yes, whatever stands on the contact"


def test_an_e_mail_address_is_recognised_however_it_is_written(
    owner: Owner, desk: Desk, admin: Client, ports: Ports
) -> None:
    old = simple(owner, desk, "open")
    owner.execute("update contacts set email = 'ana@exemplo.com.br' where id = %s", (old["id"],))
    run(desk, ports, ask(admin, old))
    again = make_contact(owner, desk.account, wa_id="5521977776666", email=" Ana@Exemplo.com.br ")
    assert allowed(ports, desk, again) == "erased"


def test_of_two_erasures_the_later_one_counts(owner: Owner, desk: Desk, admin: Client, ports: Ports) -> None:
    """Somebody with two addresses that were erased at different times, who said yes in between."""
    old = simple(owner, desk, "open")
    owner.execute("update contacts set email = 'ana@exemplo.com.br' where id = %s", (old["id"],))
    run(desk, ports, ask(admin, old))
    again = make_contact(owner, desk.account, wa_id="5511988887777", email="ana@exemplo.com.br")
    say_yes(ports, desk, again)
    assert allowed(ports, desk, again) is None
    hashes = [row["hash"] for row in rows(owner, "select hash from suppressions")]
    assert len(hashes) == 2
    for late in hashes:
        owner.execute(
            "update suppressions set created_at = now() + case when hash = %s then interval '1 day'"
            " else interval '-1 day' end",
            (late,),
        )
        assert allowed(ports, desk, again) == "erased"


def test_an_address_that_is_erased_again_needs_another_yes(
    owner: Owner, desk: Desk, admin: Client, ports: Ports
) -> None:
    """A yes from in between, of somebody who shares it, is older than the second erasure."""
    shared = "update contacts set email = 'ana@exemplo.com.br' where id = %s"
    first = simple(owner, desk, "open")
    owner.execute(shared, (first["id"],))
    run(desk, ports, ask(admin, first))
    other = make_contact(owner, desk.account, wa_id="5521977776666", email="ana@exemplo.com.br")
    say_yes(ports, desk, other)
    assert allowed(ports, desk, other) is None
    second = simple(owner, desk, "open")
    owner.execute(shared, (second["id"],))
    run(desk, ports, ask(admin, second))
    assert allowed(ports, desk, other) == "erased"


def test_the_key_of_hashes_opens_in_its_own_company_only(owner: Owner, desk: Desk, admin: Client, ports: Ports) -> None:
    run(desk, ports, ask(admin, simple(owner, desk, "open")))
    other = make_desk(owner)
    owner.execute(
        "insert into privacy_keys (account_id, sealed) select %s, sealed from privacy_keys", (other.account["id"],)
    )
    with pytest.raises(ValueError):
        open_key(ports, call_of(other))


def test_who_is_erased_and_writes_again_is_answered(
    owner: Owner, desk: Desk, admin: Client, ports: Ports, database: PostgresDatabase
) -> None:
    run(desk, ports, ask(admin, simple(owner, desk, "open")))
    stored = ingest(database.lookup(), item(desk.channel, text="oi", contact=person()))
    assert stored[0].outcome == "stored"
    assert stored[-1].doorbells is not None
    assert stored[-1].doorbells["answer"] == [str(stored[0].conversation_id)]


def test_the_hash_says_nothing_without_the_key(
    owner: Owner, desk: Desk, admin: Client, ports: Ports, monkeypatch: Any
) -> None:
    run(desk, ports, ask(admin, simple(owner, desk, "open")))
    first = {bytes(row["hash"]) for row in rows(owner, "select hash from suppressions")}
    owner.execute("delete from suppressions")
    owner.execute("delete from privacy_keys")
    run(desk, ports, ask(admin, simple(owner, desk, "open")))
    assert first.isdisjoint({bytes(row["hash"]) for row in rows(owner, "select hash from suppressions")})


def test_a_key_service_that_is_away_allows_nothing(
    owner: Owner, desk: Desk, admin: Client, ports: Ports, monkeypatch: Any
) -> None:
    run(desk, ports, ask(admin, simple(owner, desk, "open")))

    def away(*_: Any) -> bytes:
        raise TryLater("KMS away")

    monkeypatch.setattr(ports.secrets, "open", away)
    with pytest.raises(TryLater):
        allowed(ports, desk, make_contact(owner, desk.account))


def test_somebody_who_does_not_exist_is_unknown(desk: Desk, ports: Ports) -> None:
    assert allowed(ports, desk, {"id": desk.account["id"]}) == "unknown"
