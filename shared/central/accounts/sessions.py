"""Use cases about open sessions and the password: seeing them, ending them, changing it."""

from datetime import datetime
from uuid import UUID

from central.accounts import audit, mail_store, store
from central.accounts.mailing import tell_owner
from central.accounts.model import OpenSession
from central.accounts.roles import check_may_touch
from central.accounts.service import close_sockets, session_of
from central.accounts.step_up import check_password, wrong_password
from central.call import Call
from central.errors import Invalid, NotFound
from central.ports import Ports


def list_sessions(ports: Ports, call: Call, *, after: tuple[datetime, UUID] | None, limit: int) -> list[OpenSession]:
    """Return the caller's living sessions in this company, the newest first, at most ``limit``."""
    with ports.database.transaction(call) as transaction:
        return store.list_sessions(transaction, call.user_id, after=after, limit=limit)


def end_session(ports: Ports, call: Call, session_id: UUID) -> None:
    """End one of the caller's sessions and close its sockets.

    Raises:
        NotFound: not a living session of theirs.
    """
    with ports.database.transaction(call) as transaction:
        if not store.revoke_session_of(transaction, session_id, call.user_id):
            raise NotFound()
        connections = store.take_connections(transaction, session_id=session_id)
        audit.record(transaction, "session.revoked", target=("session", session_id))
    close_sockets(ports, connections)


def end_other_sessions(ports: Ports, call: Call) -> None:
    """End all of the caller's sessions in this company but this one, and close their sockets."""
    session_id = session_of(call)
    with ports.database.transaction(call) as transaction:
        store.revoke_other_sessions(transaction, call.user_id, session_id)
        connections = store.take_other_connections(transaction, call.user_id, session_id)
        audit.record(transaction, "sessions.revoked", target=("user", call.user_id))
    close_sockets(ports, connections)


def end_sessions_of_member(ports: Ports, call: Call, user_id: UUID) -> None:
    """End every session of a colleague in this company and close their sockets.

    Raises:
        NotFound: nobody of this company.
    """
    with ports.database.transaction(call) as transaction:
        check_may_touch(transaction, call, user_id)
        store.revoke_sessions_of(transaction, user_id)
        connections = store.take_connections(transaction, user_id=user_id)
        audit.record(transaction, "sessions.revoked", target=("user", user_id))
    close_sockets(ports, connections)


def change_password(ports: Ports, call: Call, *, current: str, new: str) -> None:
    """Replace the caller's password; their other sessions, links for a new one and a change of address end, in every
    company.

    Raises:
        Invalid: the current password is wrong (``wrong_password``), or the new one is too easy to guess.
        TooMany: the current password was wrong too often.
        Unauthenticated: the session ended.
    """
    from central.accounts.passwords import hash_password, weakness

    known = check_password(ports, call, current, field="current_password")
    weak = weakness(new, email=known.email, name=known.name)
    if weak is None and new == current:
        weak = "Escolha uma senha diferente da atual."
    if weak is not None:
        raise Invalid(weak, code="weak_password", fields={"new_password": weak})
    hashed = hash_password(new)
    with ports.database.transaction(call) as transaction:
        if not store.hold_password(transaction, call.user_id, known.password_hash):
            raise wrong_password("current_password")
        store.save_password_hash(transaction, call.user_id, hashed)
        connections = store.end_sessions(transaction, call.user_id, keep=session_of(call))
        mail_store.end_links(transaction, call.user_id, "password_reset", "email_change")
        tell_owner(transaction, "password_changed", call.user_id)
        audit.record(transaction, "password.changed", target=("user", call.user_id), fields=["password"])
    close_sockets(ports, connections)
