"""A new password for who forgot theirs: by a link that only the owner of the mailbox gets."""

from central.accounts import audit, mail_store, store
from central.accounts.links import hash_link, link_ended, open_link
from central.accounts.mailing import tell_owner
from central.accounts.model import Visitor
from central.accounts.service import close_sockets, hash_token
from central.call import Actor, Call
from central.clock import now
from central.db.database import ring_quietly
from central.errors import Invalid, TooMany
from central.events import mail_doorbell, sweep_doorbell
from central.ids import new_id
from central.ports import Ports


def ask_password_reset(ports: Ports, email: str, *, visitor: Visitor) -> None:
    """Ask for a link. The same for an address that nobody has: who it belongs to is looked up later, by the worker.

    Raises:
        TooMany: asked too often from one place.
    """
    wait = mail_store.ask_password_reset(
        ports.database,
        new_id(),
        email.strip().lower(),
        address=visitor.network,
        device=hash_token(visitor.device) if visitor.device else None,
        now=now(),
    )
    if wait:
        raise TooMany("Muitos pedidos. Tente de novo mais tarde.", retry_after=wait)
    ring_quietly(ports.queues, [mail_doorbell(), sweep_doorbell(now())])


def reset_password(ports: Ports, token: str, password: str, *, visitor: Visitor, correlation_id: str) -> None:
    """Replace the password of whoever a link was sent to; their sessions, their other links and a change of their
    address end everywhere.

    Raises:
        NotFound: ``link_ended``.
        Invalid: ``weak_password``; the link stays good.
        TooMany: too many bad links from one place.
    """
    from central.accounts.passwords import hash_password, weakness

    account_id, link = open_link(ports, "password_reset", token, visitor)
    assert link.user_id is not None
    weak = weakness(password, email=link.email or "", name=link.user_name or "")
    if weak is not None:
        raise Invalid(weak, code="weak_password", fields={"password": weak})
    hashed = hash_password(password)
    call = Call(account_id, Actor("user", link.user_id), correlation_id, address=visitor.address)
    with ports.database.transaction(call) as transaction:
        ended = mail_store.end_links(transaction, link.user_id, "password_reset", "email_change")
        if not any(one.opens(hash_link(token), "password_reset") for one in ended):
            raise link_ended()
        store.save_password_hash(transaction, link.user_id, hashed)
        connections = store.end_sessions(transaction, link.user_id, keep=None)
        tell_owner(transaction, "password_changed", link.user_id)
        audit.record(transaction, "password.reset", target=("user", link.user_id), fields=["password"])
    close_sockets(ports, connections)
