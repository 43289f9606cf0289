"""Use cases of who is who at a provider: one's own, and a colleague's by whoever manages people.

Whoever is unbound is also signed out of what that provider opened for them: else an identity that was never theirs
would stay inside. The next time they come by the provider they are bound anew, by their address.
"""

from uuid import UUID

from central.accounts import audit
from central.accounts import store as accounts
from central.accounts.mailing import tell_owner
from central.accounts.roles import check_may_touch
from central.accounts.service import close_sockets, session_of
from central.accounts.step_up import check_again, check_password
from central.call import Call
from central.db.database import Transaction
from central.errors import NotFound
from central.ports import Ports
from central.single_sign_on import store
from central.single_sign_on.model import Identity


def list_identities(ports: Ports, call: Call) -> list[Identity]:
    """Return what the caller signs in with in this company, besides a password."""
    with ports.database.transaction(call) as transaction:
        return store.list_identities(transaction, call.user_id)


def list_identities_of(ports: Ports, call: Call, user_id: UUID) -> list[Identity]:
    """Return what a colleague signs in with in this company, besides a password.

    Raises:
        NotFound: nobody of this company.
    """
    with ports.database.transaction(call) as transaction:
        found = store.list_identities(transaction, user_id)
        # Who left is unbound, so whoever has an identity is here.
        if not found and accounts.find_member(transaction, user_id) is None:
            raise NotFound()
        return found


def unbind(ports: Ports, call: Call, identity_id: UUID, password: str) -> None:
    """Unbind the caller from a provider. Their password is asked for, so there is another way in.

    Raises:
        NotFound: no identity of theirs.
        Invalid: ``wrong_password``, ``no_password``.
        TooMany: the password was wrong too often.
    """
    with ports.database.transaction(call) as transaction:
        _check_bound(transaction, call.user_id, identity_id)
    check_password(ports, call, password)
    with ports.database.transaction(call) as transaction:
        connections = _unbind(transaction, call.user_id, identity_id)
    close_sockets(ports, connections)


def unbind_member(ports: Ports, call: Call, user_id: UUID, identity_id: UUID, password: str) -> None:
    """Unbind a colleague from a provider, who is told by mail: a wrong account was bound, or theirs was replaced.

    Args:
        password: the caller's own.

    Raises:
        NotFound: nobody of this company, or no identity of theirs.
        Forbidden: ``role_too_high``: somebody who may do more than the caller.
        Invalid: ``wrong_password``, ``no_password``.
        TooMany: the password was wrong too often.
    """
    with ports.database.transaction(call) as transaction:
        _check_bound(transaction, user_id, identity_id)
    check_again(ports, call, password)
    with ports.database.transaction(call) as transaction:
        # Here, because they may have become more than the caller while the password was looked at.
        check_may_touch(transaction, call, user_id)
        connections = _unbind(transaction, user_id, identity_id)
    close_sockets(ports, connections)


def _check_bound(transaction: Transaction, user_id: UUID, identity_id: UUID) -> None:
    if not any(one.id == identity_id for one in store.list_identities(transaction, user_id)):
        raise NotFound()


def _unbind(transaction: Transaction, user_id: UUID, identity_id: UUID) -> list[str]:
    """Unbind somebody, and end what the provider opened for them but the caller's own session."""
    # First the identity: whoever arrives by it at this moment holds its row, and their session is there by then.
    provider_id = store.delete_identity(transaction, identity_id, user_id)
    if provider_id is None:
        raise NotFound()
    connections = store.end_sessions_of(transaction, provider_id, user_id=user_id, keep=session_of(transaction.call))
    tell_owner(transaction, "sign_in_changed", user_id)
    audit.record(transaction, "identity.unbound", target=("user", user_id), details={"provider_id": str(provider_id)})
    return connections
