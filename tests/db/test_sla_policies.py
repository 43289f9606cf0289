"""Which policy holds for a ticket: a table of cases."""

from collections.abc import Sequence
from typing import Any

import pytest
from tests.db.test_queue_service import World
from tests.fixtures.factories import Owner, insert, make_channel, make_queue

from central.call import system_call
from central.ports import Ports

# What a policy names, by its name.
ANY: dict[str, Sequence[str]] = {"any": ()}
OF_QUEUE = {"queue": ("queue",)}
OF_CHANNEL = {"channel": ("channel",)}
OF_HIGH = {"high": ("high",)}
OF_CHANNEL_AND_HIGH = {"channel and high": ("channel", "high")}
OF_QUEUE_AND_HIGH = {"queue and high": ("queue", "high")}
OF_ALL = {"all": ("queue", "channel", "high")}
EVERY = ANY | OF_QUEUE | OF_CHANNEL | OF_HIGH | OF_CHANNEL_AND_HIGH | OF_QUEUE_AND_HIGH | OF_ALL


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize(
    ("policies", "queue", "channel", "priority", "expected"),
    [
        (EVERY, True, True, 9, "all"),
        (EVERY, True, False, 9, "queue and high"),
        (EVERY, False, True, 9, "channel and high"),
        (EVERY, True, True, 5, "queue"),
        (EVERY, False, True, 5, "channel"),
        (EVERY, False, False, 8, "high"),
        (EVERY, False, False, 7, "any"),
        (OF_QUEUE | OF_CHANNEL_AND_HIGH, True, True, 8, "channel and high"),
        (OF_QUEUE | OF_CHANNEL | OF_HIGH, True, True, 10, "queue"),
        (OF_CHANNEL | OF_HIGH, True, True, 10, "channel"),
        ({"off": ("queue",)} | ANY, True, True, 5, "any"),
        (OF_QUEUE | OF_HIGH, False, True, 3, None),
        ({}, True, True, 5, None),
    ],
)
def test_the_most_specific_policy_holds(
    owner: Owner, ports: Ports, policies: dict[str, Sequence[str]], queue: bool, channel: bool, priority: int,
    expected: str | None, backwards: bool,
) -> None:  # fmt: skip
    world = World(owner, ports)
    for name, names in reversed(policies.items()) if backwards else policies.items():
        scope: dict[str, Any] = {
            "queue_id": world.queue["id"] if "queue" in names else None,
            "channel_id": world.channel["id"] if "channel" in names else None,
            "priority_class": "high" if "high" in names else None,
        }
        insert(owner, "sla_policies", account_id=world.account["id"], name=name, active=name != "off", **scope)
    queue_id = (world.queue if queue else make_queue(owner, world.account))["id"]
    channel_id = (world.channel if channel else make_channel(owner, world.account))["id"]
    with world.ports.database.transaction(system_call(world.account["id"])) as transaction:
        # An index has them in an order of its own, which is not promised.
        transaction.execute("set local enable_indexscan = off")
        row = transaction.one(
            "select name from sla_policy_for(%(queue_id)s, %(channel_id)s, %(priority)s::integer)",
            queue_id=queue_id, channel_id=channel_id, priority=priority,
        )  # fmt: skip
    assert (row and row["name"]) == expected


def test_no_policy_of_another_company_holds_whoever_asks(owner: Owner, ports: Ports) -> None:
    """Also for who sees the rows of all companies."""
    world, other = World(owner, ports), World(owner, ports)
    insert(owner, "sla_policies", account_id=other.account["id"], name="theirs", priority_class="high")
    insert(owner, "sla_policies", account_id=world.account["id"], name="ours")
    with owner.transaction():
        owner.execute("select set_config('central.account_id', %s, true)", (str(world.account["id"]),))
        row = owner.execute(
            "select name from sla_policy_for(%s, %s, 9)", (world.queue["id"], world.channel["id"])
        ).fetchone()
    assert row == {"name": "ours"}


@pytest.mark.parametrize(
    ("priority", "level"), [(1, "low"), (3, "low"), (4, "medium"), (7, "medium"), (8, "high"), (10, "high")]
)
def test_classes_of_priority(owner: Owner, ports: Ports, priority: int, level: str) -> None:
    world = World(owner, ports)
    for one in ("low", "medium", "high"):
        insert(owner, "sla_policies", account_id=world.account["id"], name=one, priority_class=one)
    with world.ports.database.transaction(system_call(world.account["id"])) as transaction:
        row = transaction.one(
            "select name from sla_policy_for(%(queue_id)s, %(channel_id)s, %(priority)s::integer)",
            queue_id=world.queue["id"], channel_id=world.channel["id"], priority=priority,
        )  # fmt: skip
    assert row is not None
    assert row["name"] == level
