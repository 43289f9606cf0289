"""Who works for the company, and as what. Whoever may do less from now on is signed out at once, everywhere here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from central.accounts import audit, invites_store, people_store, store
from central.accounts.model import Member
from central.accounts.people_store import Standing
from central.accounts.roles import check_not_above, choice_of, resolve_role
from central.accounts.service import close_sockets
from central.accounts.step_up import check_person
from central.accounts.teams import join_teams
from central.call import Call
from central.db.database import Transaction
from central.errors import Conflict, Forbidden, NotFound
from central.events import Update, routing_doorbell
from central.ports import Ports


@dataclass(frozen=True, slots=True)
class MemberChange:
    """What somebody changes about a colleague; None leaves it as it is.

    Attributes:
        role: a built-in role, or the id of one of the company's own.
        capacity: how many conversations they are given at most; None with ``sets_capacity``: what their queue says.
        team_ids: exactly the teams they are in.
    """

    role: str | None = None
    active: bool | None = None
    sets_capacity: bool = False
    capacity: int | None = None
    team_ids: Sequence[UUID] | None = None


def change_member(
    ports: Ports, call: Call, user_id: UUID, change: MemberChange, *, password: str | None = None
) -> Member:
    """Change what somebody may do; their sessions end and their sockets close: both were opened with old rights.

    Who may do less gives their conversations back.

    Args:
        password: the caller's own, where the role or the right to sign in changes.

    Raises:
        NotFound: nobody of this company, or no such team.
        Invalid: no such role; ``wrong_password``.
        TooMany: the password was wrong too often.
        Forbidden: ``role_too_high``: somebody who may do more than the caller, or would afterwards; ``role_changed``:
            the caller may not do this any more.
        Conflict: ``last_admin``: the company would be left without one.
    """
    if change.role is not None or change.active is not None:
        check_person(ports, call, password)
    connections: list[str] = []
    with ports.database.transaction(call) as transaction:
        if change.role is not None or change.active is False:
            people_store.hold_conversations_of(transaction, user_id)
        people = people_store.lock_people(transaction, [user_id, call.user_id])
        before = _present(people, user_id)
        had = choice_of(transaction, before.role, before.role_id)
        check_not_above(call, had.permissions)
        gets = had if change.role is None else resolve_role(transaction, call, change.role)
        active = before.active if change.active is None else change.active
        after = replace(before, role=gets.role, role_id=gets.custom.id if gets.custom else None, active=active)
        _check_change(call, people, before, after)
        touched = [name for name in ("role", "role_id", "active") if getattr(before, name) != getattr(after, name)]
        if touched:
            people_store.update_member(transaction, after)
            connections = _sign_out(transaction, user_id)
            # Whoever is demoted counts as gone until they sign in again: nothing is given back to themselves.
            if not active or not had.permissions <= gets.permissions:
                _give_back(transaction, user_id, left=False)
                # Else an admin of yesterday would come back as an admin by an invite of theirs.
                invites_store.revoke_invites_of(transaction, user_id)
        if change.sets_capacity:
            people_store.lock_capacity(transaction)
        if change.sets_capacity and people_store.save_capacity(transaction, user_id, change.capacity):
            touched.append("capacity")
            transaction.ring(routing_doorbell(call.account_id))
        if change.team_ids is not None:
            moved = join_teams(transaction, user_id, change.team_ids)
            if moved is not None:
                touched.append("team_ids")
                connections += moved
        member = store.find_member(transaction, user_id)
        if touched:
            _record_change(transaction, before, after, touched)
    close_sockets(ports, connections)
    assert member is not None
    return member


def remove_member(ports: Ports, call: Call, user_id: UUID, *, password: str | None = None) -> None:
    """Let somebody leave the company. What they wrote keeps their name; an invite brings them back.

    Args:
        password: the caller's own.

    Raises:
        NotFound: nobody of this company.
        Invalid: ``wrong_password``.
        TooMany: the password was wrong too often.
        Forbidden: ``role_too_high``: they may do more than the caller; ``role_changed``.
        Conflict: ``last_admin``.
    """
    check_person(ports, call, password)
    with ports.database.transaction(call) as transaction:
        people_store.hold_conversations_of(transaction, user_id)
        people = people_store.lock_people(transaction, [user_id, call.user_id])
        before = _present(people, user_id)
        after = replace(before, role_id=None, active=False, gone=True)
        check_not_above(call, choice_of(transaction, before.role, before.role_id).permissions)
        _check_change(call, people, before, after)
        people_store.update_member(transaction, after)
        connections = _sign_out(transaction, user_id)
        _give_back(transaction, user_id, left=True)
        invites_store.revoke_invites_of(transaction, user_id)
        audit.record(transaction, "member.removed", target=("user", user_id), details={"role": before.role})
    close_sockets(ports, connections)


def _present(people: dict[UUID, Standing], user_id: UUID) -> Standing:
    standing = people.get(user_id)
    if standing is None or standing.gone:
        raise NotFound()
    return standing


def _check_change(call: Call, people: dict[UUID, Standing], before: Standing, after: Standing) -> None:
    """Refuse what the caller may not do any more, though they might when they asked, and the end of the last admin."""
    caller = people.get(call.user_id)
    asked_as = (call.actor.role, call.actor.custom.id if call.actor.custom else None)
    if caller is None or not caller.active or (caller.role, caller.role_id) != asked_as:
        raise Forbidden("Sua função mudou. Entre de novo.", code="role_changed")
    if before.is_acting_admin and not after.is_acting_admin:
        others = [one for one in people.values() if one.is_acting_admin and one.user_id != before.user_id]
        if not others:
            raise Conflict("A empresa precisa de pelo menos um administrador.", code="last_admin")


def _sign_out(transaction: Transaction, user_id: UUID) -> list[str]:
    store.revoke_sessions_of(transaction, user_id)
    return store.take_connections(transaction, user_id=user_id)


def _give_back(transaction: Transaction, user_id: UUID, *, left: bool) -> None:
    people_store.lock_capacity(transaction)
    people_store.leave_posts(transaction, user_id, left=left)
    transaction.absorb(people_store.give_back_conversations(transaction, user_id))
    transaction.push(Update("presence", user_id=user_id, data={"state": "offline", "reason": None}))


def _record_change(transaction: Transaction, before: Standing, after: Standing, touched: list[str]) -> None:
    told = [name for name in touched if name not in ("capacity", "team_ids")]
    audit.record(
        transaction,
        "member.changed",
        target=("user", before.user_id),
        fields=touched,
        details={
            "before": {name: _plain(before, name) for name in told},
            "after": {name: _plain(after, name) for name in told},
        },
    )


def _plain(standing: Standing, name: str) -> object:
    value = getattr(standing, name)
    return str(value) if isinstance(value, UUID) else value
