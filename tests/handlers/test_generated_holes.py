"""The tests generated from the routes fail on a planted hole; one that stays green with it would prove nothing."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

import pytest

from central.accounts import teams
from central.accounts.permissions import SOCKET_ACTIONS, Permission
from central.accounts.roles_store import Team
from central.api import body, dependencies
from central.api.openapi import Operation, operations
from central.api.routes import sign_ups
from central.call import Call
from central.contacts import service as contacts
from central.contacts.model import Contact
from central.conversations import service as conversations
from central.errors import CentralError, NotFound
from central.ports import Ports
from central.realtime import service as realtime
from tests.fakes import FakeQueues, FakeSockets
from tests.fixtures.factories import Owner
from tests.fixtures.realtime import Handler
from tests.handlers import test_rest_generated as generated
from tests.handlers import test_socket_generated as generated_actions
from tests.handlers.rest_client import Client
from tests.handlers.rest_world import World
from tests.handlers.test_socket_generated import Room

PLANTED = "/api/v1/labels"


@pytest.mark.parametrize(
    ("name", "value"), [("permission", None), ("permission", "invented"), ("needs_session", False)]
)
def test_a_route_without_permission_or_session_is_found(
    owner: Owner, client: Client, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    real = getattr(Operation, name).fget
    planted = property(lambda operation: value if operation.path == PLANTED else real(operation))
    monkeypatch.setattr(Operation, name, planted)
    with pytest.raises(AssertionError, match=PLANTED):
        generated.test_every_route_needs_a_session_and_a_known_permission(World(owner, client))


def test_a_route_that_returns_a_foreign_row_is_found(
    owner: Owner, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if it believed an id: it opens the transaction of whoever owns the row instead of the caller's."""
    real = contacts.get_contact

    def believing(ports: Ports, call: Call, contact_id: UUID) -> Contact:
        row = owner.execute("select account_id from contacts where id = %s", (contact_id,)).fetchone()
        return real(ports, call if row is None else Call(row["account_id"], call.actor), contact_id)

    _only(monkeypatch, "GET", "/api/v1/contacts/{contact_id}")
    monkeypatch.setattr(contacts, "get_contact", believing)
    with pytest.raises(AssertionError, match="/api/v1/contacts/"):
        generated.test_a_foreign_a_missing_and_a_malformed_id_are_answered_alike(World(owner, client))


def _only(monkeypatch: pytest.MonkeyPatch, method: str, path: str) -> None:
    """Let a generated test ask one route only: the one with the hole."""
    case = [(o.method, o.path, o) for o in operations() if (o.method, o.path) == (method, path)]
    assert case
    monkeypatch.setattr(generated, "_cases", lambda: case)
    monkeypatch.setattr(generated, "_open_cases", list)


def _believing(*_given: Any, **_named: Any) -> None:
    """A guard that lets everything pass."""


def test_a_permission_nobody_looks_at_is_found(owner: Owner, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    _only(monkeypatch, "GET", "/api/v1/audit")
    monkeypatch.setattr(dependencies, "check", _believing)
    with pytest.raises(AssertionError, match="/api/v1/audit"):
        generated.test_the_permission_table_is_what_the_routes_do(World(owner, client), "agent")


def test_a_filter_that_believes_an_id_is_found(owner: Owner, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    real = conversations.list_conversations

    def believing(*given: Any, **named: Any) -> Any:
        try:
            return real(*given, **named)
        except NotFound:
            return [], None

    _only(monkeypatch, "GET", "/api/v1/conversations")
    monkeypatch.setattr(conversations, "list_conversations", believing)
    with pytest.raises(AssertionError, match="/api/v1/conversations"):
        generated.test_a_foreign_and_a_missing_id_in_a_query_are_answered_alike(World(owner, client))


def test_a_body_that_is_believed_is_found(owner: Owner, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def believing(_ports: Ports, _call: Call, name: str, member_ids: list[UUID]) -> Team:
        return Team(id=uuid4(), name=name, member_ids=member_ids)

    _only(monkeypatch, "POST", "/api/v1/teams")
    monkeypatch.setattr(teams, "create_team", believing)
    with pytest.raises(AssertionError, match="/api/v1/teams"):
        generated.test_somebody_elses_id_in_a_body_changes_nothing(World(owner, client))


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/api/v1/tokens", "central.accounts.tokens.check_again"),
        ("/api/v1/roles", "central.accounts.roles.check_person"),
    ],
)
def test_a_password_nobody_looks_at_is_found(
    owner: Owner, client: Client, monkeypatch: pytest.MonkeyPatch, path: str, place: str
) -> None:
    _only(monkeypatch, "POST", path)
    monkeypatch.setattr(place, _believing)
    with pytest.raises(AssertionError, match=path):
        generated.test_what_is_dangerous_asks_for_the_password_again(World(owner, client))


def test_a_route_that_is_open_to_other_sites_is_found(
    owner: Owner, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _only(monkeypatch, "POST", "/api/v1/teams")
    monkeypatch.setattr(dependencies, "check_origin", _believing)
    with pytest.raises(AssertionError, match="/api/v1/teams"):
        generated.test_no_change_is_made_for_another_site(World(owner, client))


def test_an_open_route_that_serves_pages_of_other_sites_is_found(
    owner: Owner, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_ups, "check_origin", _believing)
    with pytest.raises(AssertionError, match="/api/v1/sign-ups"):
        generated.test_what_is_open_is_not_for_pages_of_another_site(World(owner, client))


def test_a_field_that_is_passed_over_is_found(owner: Owner, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a body took whatever it is given: what it does not know today it may believe tomorrow."""
    real, extra = body.read_json, {"account_id": str(uuid4())}

    def passing_over(raw: bytes, content_type: str) -> Any:
        return {name: value for name, value in real(raw, content_type).items() if name not in extra}

    _only(monkeypatch, "POST", "/api/v1/teams")
    monkeypatch.setattr("central.api.edge.read_json", passing_over)
    with pytest.raises(AssertionError, match="/api/v1/teams"):
        generated.test_a_field_that_is_not_offered_is_refused(World(owner, client), extra)


@pytest.mark.parametrize(
    ("method", "name", "test"),
    [
        ("GET", "list_contacts", generated.test_no_query_makes_a_route_fail),
        ("POST", "create_contact", generated.test_no_value_of_a_field_makes_a_route_fail),
        ("POST", "_check", generated.test_no_body_makes_a_route_fail),
    ],
)
def test_a_route_that_fails_is_found(
    owner: Owner,
    client: Client,
    reports: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    method: str,
    name: str,
    test: Callable[[World], None],
) -> None:
    def broken(*_given: Any, **_named: Any) -> None:
        raise RuntimeError("planted")

    _only(monkeypatch, method, "/api/v1/contacts")
    monkeypatch.setattr(body if name == "_check" else contacts, name, broken)
    with pytest.raises(AssertionError, match="/api/v1/contacts"):
        test(World(owner, client))
    reports.clear()


@pytest.fixture
def room(
    owner: Owner, client: Client, handler: Callable[[str], Handler], sockets: FakeSockets, queues: FakeQueues
) -> Room:
    return Room(World(owner, client), owner, handler("ws_message"), sockets, queues)


def test_a_socket_action_without_its_permission_is_found(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    planted: Mapping[str, Permission | None] = {**SOCKET_ACTIONS, "typing": None}
    monkeypatch.setattr(realtime, "SOCKET_ACTIONS", planted)
    with pytest.raises(AssertionError, match="typing"):
        generated_actions.test_the_permission_table_is_what_sockets_do(room)


def test_a_socket_action_that_believes_an_id_is_found(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    real = realtime.look_at

    def believing(*given: Any) -> None:
        try:
            real(*given)
        except CentralError:
            return

    monkeypatch.setattr(realtime, "look_at", believing)
    with pytest.raises(AssertionError, match="view"):
        generated_actions.test_a_foreign_a_missing_and_a_malformed_id_are_answered_alike(room)


@pytest.mark.parametrize(
    "test",
    [
        generated_actions.test_the_permission_table_is_what_sockets_do,
        generated_actions.test_a_foreign_a_missing_and_a_malformed_id_are_answered_alike,
    ],
)
def test_a_new_socket_action_fails_until_it_has_a_message(
    room: Room, monkeypatch: pytest.MonkeyPatch, test: Callable[[Room], None]
) -> None:
    planted = {"dance": None, **SOCKET_ACTIONS}
    monkeypatch.setattr(generated_actions, "SOCKET_ACTIONS", planted)
    with pytest.raises(AssertionError, match="dance needs one valid message"):
        test(room)
