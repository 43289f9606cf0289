"""Settings that are saved whole, by two at once: whoever saves last is told, and takes back nothing unseen."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from mangum import Mangum

from central.api.app import create_app
from central.api.settings import ApiSettings
from central.frozen import changed
from central.ports import Ports
from tests.fixtures.contention import wait_until_blocked
from tests.fixtures.factories import Owner, Row, make_account, make_channel, make_user
from tests.fixtures.patient import patient_database
from tests.fixtures.server import TestDatabase
from tests.handlers.rest_client import ORIGIN_SECRET, PUBLIC_URL, Answer, Client, token_of

NUDGE = {"after_minutes": 60, "action": "message", "text": "Oi, {name}!"}
WEIGHT = {"channel_type": "whatsapp", "weight": 1.0, "agent_limit": None}
# Each with what is there at first, what one administrator saves and what the other does. Rows of a list are made first.
SETTINGS: dict[str, tuple[Row, Row, Row]] = {
    "/api/v1/closing": (
        {"reasons": [], "required": []},
        {"reasons": [{"name": "Resolvido"}, {"name": "Engano"}], "required": ["reason"]},
        {"reasons": [{"name": "Dúvida"}], "required": []},
    ),
    "/api/v1/surveys/settings": (
        {"enabled": True},
        {"enabled": True, "question": "E aí, {name}?"},
        {"enabled": True, "delay_seconds": 60},
    ),
    "/api/v1/capacity": (
        {"channels": [WEIGHT]},
        {"channels": [WEIGHT | {"weight": 0.5}]},
        {"channels": [WEIGHT | {"agent_limit": 4}]},
    ),
    "/api/v1/sla/policies": (
        {"name": "Padrão", "resolution_seconds": 60},
        {"name": "Padrão", "resolution_seconds": 90},
        {"name": "Ouro", "resolution_seconds": 60},
    ),
    "/api/v1/follow-up-rules": (
        {"name": "Silêncio", "trigger": "silence", "steps": [NUDGE]},
        {"name": "Silêncio", "trigger": "silence", "steps": [NUDGE | {"text": "Ainda aí?"}]},
        {"name": "Sem resposta", "trigger": "silence", "steps": [NUDGE]},
    ),
    "/api/v1/priority-rules": (
        {"name": "VIP", "priority": 8, "contact_state": "customer"},
        {"name": "VIP", "priority": 10, "contact_state": "customer"},
        {"name": "Clientes", "priority": 8, "contact_state": "customer"},
    ),
}
LISTS = {"/api/v1/sla/policies", "/api/v1/follow-up-rules", "/api/v1/priority-rules"}


@pytest.fixture
def account(owner: Owner) -> Row:
    account = make_account(owner)
    make_channel(owner, account)
    return account


@pytest.fixture
def one(client: Client, owner: Owner, account: Row) -> Client:
    return client.by_token(token_of(owner, account, make_user(owner, account, role="admin")))


@pytest.fixture
def other(client: Client, owner: Owner, account: Row) -> Client:
    return client.by_token(token_of(owner, account, make_user(owner, account, role="admin")))


def begin(who: Client, path: str, body: Row) -> str:
    """Return where the settings are saved."""
    if path not in LISTS:
        assert who.put(path, body).status == 200
        return path
    made = who.post(path, body)
    assert made.status == 201, made.text
    return f"{path}/{made.json['id']}"


def read(who: Client, path: str) -> Any:
    """As a form reads them: a row out of its list."""
    base = path.rpartition("/")[0]
    if base not in LISTS:
        return who.get(path).json
    (row,) = who.get(base).json["items"]
    return row


@pytest.mark.parametrize("path", SETTINGS)
def test_who_saves_after_another_is_told_and_nothing_is_lost(one: Client, other: Client, path: str) -> None:
    first, theirs, own = SETTINGS[path]
    place = begin(one, path, first)
    version = read(one, place)["version"]
    assert version == read(other, place)["version"]
    saved = one.put(place, theirs | {"version": version})
    assert saved.status == 200, saved.text
    refused = other.put(place, own | {"version": version})
    assert (refused.status, refused.code) == (409, "changed_meanwhile")
    assert read(other, place) == saved.json
    # Told so, they may look at it, or save theirs over exactly that.
    assert refused.json["error"]["details"] == {"version": saved.json["version"]}
    over = other.put(place, own | {"version": saved.json["version"]})
    assert over.status == 200, over.text
    assert read(one, place) == over.json


@pytest.mark.parametrize("path", SETTINGS)
def test_what_is_the_same_again_has_the_same_version(one: Client, path: str) -> None:
    first, theirs, _ = SETTINGS[path]
    place = begin(one, path, first)
    before = read(one, place)
    again = one.put(place, first | {"version": before["version"]})
    assert (again.status, again.json["version"]) == (200, before["version"])
    assert one.put(place, theirs).json["version"] != before["version"]


@pytest.mark.parametrize("path", SETTINGS)
def test_a_script_that_names_no_version_replaces_whatever_is_there(one: Client, other: Client, path: str) -> None:
    first, theirs, own = SETTINGS[path]
    place = begin(one, path, first)
    assert one.put(place, theirs).status == 200
    assert other.put(place, own).status == 200


@pytest.mark.own_connection
@pytest.mark.parametrize("path", SETTINGS)
def test_of_two_who_save_at_the_same_moment_one_is_told(
    one: Client, account: Row, owner: Owner, ports: Ports, postgres: TestDatabase, path: str
) -> None:
    first, theirs, own = SETTINGS[path]
    place = begin(one, path, first)
    version = read(one, place)["version"]
    token = one.token

    def save(body: Row) -> Answer:
        with own_client(ports, postgres) as client:
            return client.by_token(str(token)).put(place, body | {"version": version})

    with ThreadPoolExecutor(2) as pool:
        with psycopg.connect(postgres.owner_url) as holder:
            # The log is the last that is written: who saves has saved by then, and nobody sees it yet.
            holder.execute("select pg_advisory_xact_lock(hashtextextended('audit ' || %s::text, 0))", (account["id"],))
            winner = pool.submit(save, theirs)
            wait_until_blocked(owner)
            loser = pool.submit(save, own)
            wait_until_blocked(owner, 2)
        assert winner.result().status == 200, winner.result().text
    assert (loser.result().status, loser.result().code) == (409, "changed_meanwhile")
    assert read(one, place) == winner.result().json


@contextmanager
def own_client(ports: Ports, postgres: TestDatabase) -> Iterator[Client]:
    """The API with a connection of its own."""
    database = patient_database(postgres.app_url, ports.queues, ports.bus)
    settings = ApiSettings(public_url=PUBLIC_URL, version="test", origin_secret=ORIGIN_SECRET)
    app = create_app(changed(ports, database=database), settings)
    yield Client(Mangum(app, lifespan="off"), app=app)
    database.close()
