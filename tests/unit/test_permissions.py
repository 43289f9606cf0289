"""The table of permissions leaves nothing out: every kind of news, every action of a socket, every action for many."""

import re
from inspect import getsource
from typing import Any, get_args
from uuid import uuid4

import pytest

from central.accounts.permissions import (
    AUDIENCES,
    NEEDS_FULL_SIGHT,
    PERMISSIONS,
    SOCKET_ACTIONS,
    UPDATES,
    Permission,
)
from central.accounts.rights import read_rights, scope_of, sees_all, sight_parameter
from central.api.bulk import BULK_ACTIONS
from central.call import SYSTEM, Actor, Sight
from central.conversations.schemas import BulkBody
from central.events import UpdateType
from central.realtime import service as realtime


def test_every_permission_is_in_the_table_and_every_use_of_one() -> None:
    assert set(PERMISSIONS) == set(get_args(Permission))
    used = {*NEEDS_FULL_SIGHT, *UPDATES.values(), *BULK_ACTIONS.values(), *AUDIENCES.values()}
    assert used | {one for one in SOCKET_ACTIONS.values() if one} <= set(PERMISSIONS)


def test_every_kind_of_news_and_every_action_has_its_permission() -> None:
    assert set(UPDATES) == set(get_args(UpdateType))
    assert set(SOCKET_ACTIONS) == set(re.findall(r'action == "(\w+)"', getsource(realtime.receive)))
    assert set(BULK_ACTIONS) == set(get_args(BulkBody.model_fields["action"].annotation))


def rights(**changes: Any) -> dict[str, Any]:
    role = {"id": str(uuid4()), "name": "Vendas", "permissions": [], "scope": "team", "sees_unassigned": False}
    return {"role": role, "people": ["a"], "queue_ids": None, "channel_ids": None, **changes}


def actor(**changes: Any) -> Actor:
    custom, sight = read_rights(rights(**changes))
    return Actor("user", uuid4(), "agent", custom=custom, sight=sight)


@pytest.mark.parametrize(
    ("who", "everything", "scope"),
    [
        (SYSTEM, True, "all"),
        (Actor("user", uuid4(), "admin"), True, "all"),
        (Actor("user", uuid4(), "supervisor"), True, "all"),
        (Actor("user", uuid4(), "agent"), False, "own"),
        (Actor("contact"), False, "own"),
        (actor(), False, "team"),
        (actor(people=None), True, "team"),
        (actor(people=None, channel_ids=[]), False, "team"),
    ],
)
def test_who_sees_everything(who: Actor, everything: bool, scope: str) -> None:
    assert (sees_all(who), scope_of(who)) == (everything, scope)


def test_a_sight_as_sql_reads_it() -> None:
    assert sight_parameter("ana", None) is None
    assert sight_parameter("ana", Sight()) == '(ana,"{}","{}",)'
    assert sight_parameter("ana", Sight(None, None, frozenset(("b", "a")))) == '(ana,,,"{a,b}")'
    # Nobody in particular, without seeing everything, sees nothing that is somebody's.
    assert sight_parameter(None, Sight()) == '(00000000-0000-0000-0000-000000000000,"{}","{}",)'


def test_nothing_was_asked_is_no_right() -> None:
    assert read_rights(None) == (None, None)
