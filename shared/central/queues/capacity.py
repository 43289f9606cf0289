"""Capacity by kind of channel: a chat is not an e-mail. How many in all is the agent's own limit, or the queue's."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from central.accounts import audit
from central.accounts.permissions import check
from central.call import Call
from central.db.database import Transaction
from central.db.queries import Queries
from central.errors import NotFound
from central.events import routing_doorbell
from central.ports import Ports
from central.queues import store
from central.queues.assigning import fill_free_slots
from central.versions import check_version, version_of

queries = Queries(Path(__file__).with_name("capacity.sql"))


@dataclass(frozen=True, slots=True)
class ChannelWeight:
    """What one conversation of a kind of channel takes of an agent's limit.

    ``agent_limit``: how many of the kind an agent has at most; None: as many as fit.
    """

    channel_type: str
    weight: float
    agent_limit: int | None


@dataclass(frozen=True, slots=True)
class AgentChannelLimit:
    """How many conversations of a kind of channel one agent has at most; 0: none."""

    user_id: UUID
    channel_type: str
    agent_limit: int


@dataclass(frozen=True, slots=True)
class Capacity:
    """The company's weights, and the agents with limits of their own."""

    channels: list[ChannelWeight]
    agents: list[AgentChannelLimit]

    @property
    def version(self) -> str:
        """Which one this is; see :mod:`central.versions`."""
        return version_of(self)


def get_capacity(ports: Ports, call: Call) -> Capacity:
    """Return weights and limits: of every kind of channel the company has, 1 where nothing was set."""
    check(call, "queues.read")
    with ports.database.transaction(call) as transaction:
        return _read(transaction)


def set_capacity(
    ports: Ports,
    call: Call,
    channels: Sequence[ChannelWeight],
    agents: Sequence[AgentChannelLimit],
    *,
    version: str | None = None,
) -> Capacity:
    """Replace all weights and limits; what that makes room for is given out at once. Nobody loses what they have.

    Args:
        version: the one that was changed; None: any.

    Raises:
        Forbidden: the caller may not.
        NotFound: a person does not exist.
        Conflict: ``changed_meanwhile``: it is another version by now.
    """
    check(call, "queues.manage")
    with ports.database.transaction(call) as transaction:
        store.lock_capacity(transaction)
        check_version(_read(transaction).version, version)
        transaction.execute(
            queries.set_weights,
            types=[one.channel_type for one in channels],
            weights=[one.weight for one in channels],
            limits=[one.agent_limit for one in channels],
        )
        row = transaction.one(
            queries.set_limits,
            user_ids=[one.user_id for one in agents],
            types=[one.channel_type for one in agents],
            limits=[one.agent_limit for one in agents],
        )
        if row is None or row["known"] != len(agents):
            raise NotFound("Atendente não encontrado.")
        transaction.execute(queries.weigh_again)
        fill_free_slots(transaction)
        transaction.ring(routing_doorbell(transaction.account_id))
        audit.record(
            transaction, "capacity.changed", target=("account", call.account_id), fields=["channels", "agents"]
        )
        return _read(transaction)


def _read(transaction: Transaction) -> Capacity:
    return Capacity(
        transaction.all_as(ChannelWeight, queries.list_weights),
        transaction.all_as(AgentChannelLimit, queries.list_limits),
    )
