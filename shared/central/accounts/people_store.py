"""Statements about who works for the company, one function each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from central.call import Role
from central.db.database import Transaction
from central.db.queries import Queries

queries = Queries(Path(__file__).with_name("people.sql"))


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody may do in the company; ``role_id``: a role of its own; ``gone``: they left it."""

    user_id: UUID
    role: Role
    role_id: UUID | None
    active: bool
    gone: bool

    @property
    def is_acting_admin(self) -> bool:
        """Whether they may act as admin."""
        return self.role == "admin" and self.active


def lock_people(transaction: Transaction, user_ids: Sequence[UUID]) -> dict[UUID, Standing]:
    """Lock all acting admins and these people until commit; return them by id."""
    found = transaction.all_as(Standing, queries.lock_people, user_ids=list(user_ids))
    return {one.user_id: one for one in found}


def update_member(transaction: Transaction, standing: Standing) -> None:
    """Change somebody's role, whether they may act, and whether they left."""
    transaction.execute(
        queries.update_member,
        user_id=standing.user_id,
        role=standing.role,
        role_id=standing.role_id,
        active=standing.active,
        left=standing.gone,
    )


def save_capacity(transaction: Transaction, user_id: UUID, capacity: int | None) -> bool:
    """Store how many conversations somebody is given at most; whether that is new."""
    return transaction.one(queries.save_capacity, user_id=user_id, capacity=capacity) is not None


def hold_conversations_of(transaction: Transaction, user_id: UUID) -> None:
    """Lock what somebody is working on, so that all of it can be given back; comes before every other lock."""
    transaction.execute(queries.hold_conversations_of, user_ids=[user_id])


def hold_conversations_of_role(transaction: Transaction, role_id: UUID) -> None:
    """Lock what everybody with a role is working on; comes before every other lock."""
    transaction.execute(queries.hold_conversations_of_role, role_id=role_id)


def lock_capacity(transaction: Transaction) -> None:
    """Lock who is there and who has what, until commit; comes before any change of either."""
    transaction.execute(queries.lock_capacity)


def leave_posts(transaction: Transaction, user_id: UUID, *, left: bool) -> None:
    """Somebody is not there any more; who left serves no queue and is in no team."""
    transaction.execute(queries.leave_posts, user_id=user_id, left=left)


def give_back_conversations(transaction: Transaction, user_id: UUID) -> Mapping[str, Any] | None:
    """Put all of somebody's tickets back into their queues and give them to who is free; return the news."""
    row = transaction.one(queries.give_back_conversations, user_id=user_id)
    return row["news"] if row else None
