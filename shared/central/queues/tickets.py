"""Tickets: by the number the contact was given, those a conversation had, and all there are."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from central.call import Call
from central.conversations.model import PRIORITY_RANGES, Level, Pressure
from central.conversations.service import load_viewer, require_visible, show
from central.db.database import Row
from central.db.driver import Jsonb
from central.db.queries import Queries
from central.errors import Invalid, NotFound
from central.frozen import Frozen
from central.paging import Keyset
from central.ports import Ports
from central.surveys.service import check_period

Standing = Literal["waiting", "in_service", "finished", "abandoned", "transferred", "closed"]
Order = Literal["-entered_at", "entered_at"]

queries = Queries(Path(__file__).with_name("tickets.sql"))
# Of everybody's, of who sees some people's only: near, and anywhere.
_PAGES: Mapping[Order, tuple[str, tuple[str, str], Keyset]] = {
    "-entered_at": (
        queries.page_newest,
        (queries.page_newest_near, queries.page_newest_of_people),
        Keyset("tickets/newest", "time", "id"),
    ),
    "entered_at": (
        queries.page_oldest,
        (queries.page_oldest_near, queries.page_oldest_of_people),
        Keyset("tickets/oldest", "time", "id"),
    ),
}
# So many of everybody's tickets are looked at for a page of one's own, before all conversations of one's own are.
_WALK = 3000


class TicketFilter(Frozen):
    """Which tickets a list shows; None is any.

    Attributes:
        state: one of a ticket's, or ``closed``: whatever ended.
        unassigned: nobody serves or served it.
        team_id: served by somebody of this team.
        protocol: how it begins.
        since, until: first and last day it came in on, in the account's time zone.
    """

    state: Standing | None = None
    queue_id: UUID | None = None
    assignee_id: UUID | None = None
    team_id: UUID | None = None
    unassigned: bool = False
    priority: Level | None = None
    protocol: str | None = None
    sla: Pressure | None = None
    since: date | None = None
    until: date | None = None

    def conditions(self) -> dict[str, Any]:
        """Return the argument of ``matching_tickets``: only what is set.

        Raises:
            Invalid: the filters contradict each other, or the period is none.
        """
        check_period(self.since, self.until)
        if self.unassigned and (self.assignee_id or self.team_id):
            raise Invalid("Os filtros se contradizem.", fields={"unassigned": "Contradiz o atendente ou a equipe."})
        found: dict[str, Any] = {
            name: value if name in ("protocol", "sla") else str(value)
            for name in ("queue_id", "assignee_id", "team_id", "protocol", "sla", "since", "until")
            if (value := getattr(self, name)) is not None
        }
        if self.state == "closed":
            found["closed"] = True
        elif self.state is not None:
            found["state"] = self.state
        if self.unassigned:
            found["unassigned"] = True
        if self.priority is not None:
            found["priority_from"], found["priority_to"] = PRIORITY_RANGES[self.priority]
        return found


def find_ticket(ports: Ports, call: Call, protocol: str) -> tuple[Row, dict[str, Any]]:
    """Return a ticket and its conversation.

    Raises:
        NotFound: no such ticket, or of a conversation the caller may not see.
    """
    with ports.database.transaction(call) as transaction:
        ticket = transaction.one(queries.find_ticket, protocol=protocol)
        if ticket is None:
            raise NotFound()
        require_visible(transaction, ticket["conversation_id"])
        return ticket, show(transaction, ticket["conversation_id"])


def list_tickets(
    ports: Ports, call: Call, conversation_id: UUID, *, after: tuple[Any, ...] | None, limit: int
) -> list[Row]:
    """Return a conversation's tickets, newest first: who served them, how long, how they ended and were handed on.

    Args:
        after: entry and id of the last one shown.

    Raises:
        NotFound: no such conversation for the caller.
    """
    with ports.database.transaction(call) as transaction:
        require_visible(transaction, conversation_id)
        return transaction.all(
            queries.tickets_of_conversation,
            conversation_id=conversation_id,
            after_time=after[0] if after else None,
            after_id=after[1] if after else None,
            limit=limit,
        )


def search_tickets(
    ports: Ports, call: Call, wanted: TicketFilter, *, order: Order, cursor: str | None, limit: int
) -> tuple[list[Row], str | None]:
    """Return a page of tickets of conversations the caller sees, and the cursor of the next.

    Raises:
        NotFound: a filter names a queue, a person or a team that is not here.
        Invalid: the cursor is of another list, or the filters contradict each other.
    """
    everybodys, of_people, keyset = _PAGES[order]
    after = keyset.decode(cursor)
    conditions = wanted.conditions()
    with ports.database.transaction(call) as transaction:
        named = {name: getattr(wanted, name) for name in ("queue_id", "assignee_id", "team_id")}
        if any(named.values()):
            row = transaction.one(queries.names_what_exists, **named)
            if row is None or not row["known"]:
                raise NotFound()
        viewer = load_viewer(transaction)
        parameters: dict[str, Any] = {
            "filter": Jsonb(conditions),
            "sight": viewer.parameter,
            "after_time": after[0] if after else None,
            "after_id": after[1] if after else None,
            "limit": limit + 1,
        }
        if viewer.sees_all or viewer.people is None:
            rows = transaction.all(everybodys, **parameters)
        else:
            near, anywhere = of_people
            rows = transaction.all(near, **parameters, walk=_WALK)
            if len(rows) <= limit:
                people = sorted({viewer.user_id or "", *viewer.people} - {""})
                rows = transaction.all(anywhere, **parameters, people=people)
    following = None
    if len(rows) > limit:
        rows = rows[:limit]
        following = keyset.encode((rows[-1]["entered_at"], rows[-1]["id"]))
    return rows, following
