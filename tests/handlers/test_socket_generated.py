"""What must hold for everything a browser may say over its socket, generated from the one table of actions.

A new action needs one valid message in ``MESSAGES``, without which the tests fail; what it names is found by itself.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

import pytest

from central.accounts.permissions import ROLES, SOCKET_ACTIONS, Permission, is_allowed
from tests.fakes import FakeQueues, FakeSockets
from tests.fixtures.factories import (
    Owner,
    Row,
    give_role,
    insert,
    make_conversation,
    make_role,
    make_session,
    make_user,
)
from tests.fixtures.realtime import Handler, frames
from tests.handlers.rest_client import Client
from tests.handlers.rest_world import OWN_ROLES, World

MESSAGES: Mapping[str, Row] = {
    "heartbeat": {},
    "view": {"conversation_id": "{conversation_id}"},
    "typing": {"conversation_id": "{conversation_id}", "state": "on"},
}
EVERY_ROLE = (*ROLES, *(f"own {scope}" for scope in OWN_ROLES))


class Room:
    """Two companies with one row of everything, and a browser of somebody of every role in the first."""

    def __init__(self, world: World, owner: Owner, speak: Handler, sockets: FakeSockets, queues: FakeQueues) -> None:
        self.world, self.owner, self.sockets, self.queues = world, owner, sockets, queues
        self._speak = speak
        self.own: dict[str, Row] = {}
        account = world.own["account"]
        channel = {"account_id": account["id"], "id": world.own["channel_id"]}
        for role in EVERY_ROLE:
            user = make_user(owner, account, role=role if role in ROLES else "agent")
            if role not in ROLES:
                scope, permissions = OWN_ROLES[role.removeprefix("own ")]
                give_role(owner, user, make_role(owner, account, sorted(permissions), scope=scope))
            insert(
                owner, "socket_connections", account_id=account["id"], connection_id=role, user_id=user["id"],
                session_id=make_session(owner, account, user)["id"],
            )  # fmt: skip
            conversation = make_conversation(owner, channel, assignee_id=user["id"])
            self.own[role] = {**world.own, "conversation_id": conversation["id"]}

    def say(self, role: str, action: str, ids: Mapping[str, Any]) -> list[Any]:
        """Say it, with these ids in it, and return what this browser is answered."""
        assert action in MESSAGES, f"{action} needs one valid message in MESSAGES"
        self.sockets.frames.clear()
        body = json.dumps({"action": action, **self.world.fill(MESSAGES[action], ids)})
        context = {"connectionId": role, "requestId": "r"}
        assert self._speak({"body": body, "requestContext": context}, None) == {"statusCode": 200}
        return frames(self.sockets, role)


@pytest.fixture
def room(
    owner: Owner, client: Client, handler: Callable[[str], Handler], sockets: FakeSockets, queues: FakeQueues
) -> Room:
    return Room(World(owner, client), owner, handler("ws_message"), sockets, queues)


def _codes(answers: list[Any]) -> list[str]:
    return [answer["error"]["code"] for answer in answers if answer["type"] == "error"]


def _may(role: Any, permission: Permission | None) -> bool:
    own = OWN_ROLES.get(role.removeprefix("own "))
    return permission is None or (permission in own[1] if own else is_allowed(role, permission))


def _names_rows(action: str) -> bool:
    return "{" in json.dumps(list(MESSAGES.get(action, {}).values()))


def test_the_permission_table_is_what_sockets_do(room: Room) -> None:
    """Every action × every role, of what is theirs: whoever may does it, and everybody else is told so."""
    for action, permission in SOCKET_ACTIONS.items():
        for role in EVERY_ROLE:
            may = _may(role, permission)
            before = room.world.snapshot()
            answered = _codes(room.say(role, action, room.own[role]))
            assert answered == ([] if may else ["forbidden"]), (
                action,
                role,
            )
            if not may:
                assert room.world.snapshot() == before, (action, role)


def test_a_foreign_a_missing_and_a_malformed_id_are_answered_alike(room: Room) -> None:
    """Every action that names something × every role: nothing happens, nobody is told, and none says which it was."""
    for action, permission in SOCKET_ACTIONS.items():
        assert action in MESSAGES, f"{action} needs one valid message in MESSAGES"
        if not _names_rows(action):
            continue
        for role in EVERY_ROLE:
            may = _may(role, permission)
            before, rung = room.world.snapshot(), len(room.queues.doorbells)
            for wrong in ("foreign", "missing", "not-an-id", "\u0000", "9" * 300):
                kinds = {"foreign": room.world.foreign, "missing": dict.fromkeys(room.world.own, uuid4())}
                ids = kinds.get(wrong, {name: json.dumps(wrong)[1:-1] for name in room.world.own})
                answer = room.say(role, action, ids)
                assert _codes(answer) == (["not_found"] if may else ["forbidden"]), (action, role, wrong)
                assert len(room.sockets.frames) == 1, (action, role, wrong)
            assert room.world.snapshot() == before, (action, role)
            assert len(room.queues.doorbells) == rung, (action, role)
