"""Changing one's own e-mail address: it counts once the mailbox has answered for it (decision 0046).

Who asks is told the same whether or not somebody has the address: that is looked up when the mail to it is written.
"""

from dataclasses import dataclass

from central.accounts import audit, mail_store, own_address_store, store
from central.accounts.links import hash_link, link_ended
from central.accounts.mailing import tell_owner
from central.accounts.model import Profile
from central.accounts.own_address_store import PendingAddress
from central.accounts.service import get_profile
from central.accounts.step_up import check_again
from central.call import Call
from central.clock import now
from central.db.driver import psycopg
from central.errors import Conflict, Invalid, TooMany
from central.ids import new_id
from central.ports import Ports


@dataclass(frozen=True, slots=True)
class OwnAddress:
    """The address that counts, and the one that is waited for."""

    email: str
    pending: PendingAddress | None


def get_address(ports: Ports, call: Call) -> OwnAddress:
    """Return the caller's address, and the one they are changing to, in whichever company they asked.

    Raises:
        Unauthenticated: the session is gone.
    """
    profile = get_profile(ports, call)
    with ports.database.transaction(call) as transaction:
        return OwnAddress(profile.email, own_address_store.pending_address(transaction, call.user_id))


def ask_address(ports: Ports, call: Call, email: str, password: str) -> OwnAddress:
    """Let a link be mailed to a new address, good for a day, and tell the old one. Links asked for before end.

    Args:
        email: already in its plain form, see ``EmailAddress``.
        password: the caller's, or what stands for it in every company they work for.

    Raises:
        Invalid: ``same_address``; ``wrong_password`` and the like, see :func:`check_again`.
        TooMany: too many mails to this address, or of this person; the password was wrong too often.
        Unauthenticated: the session ended.
    """
    known = check_again(ports, call, password, everywhere=True)
    if email == known.email:
        sentence = "Este já é o seu e-mail."
        raise Invalid(sentence, code="same_address", fields={"email": sentence})
    with ports.database.transaction(call) as transaction:
        store.hold_person(transaction, call.user_id)
        wait = own_address_store.count_email_change(transaction, call.user_id, email, now=now())
        if wait:
            raise TooMany("Pedidos demais em pouco tempo. Tente de novo mais tarde.", retry_after=wait)
        mail_store.end_links(transaction, call.user_id, "email_change")
        mail_store.insert_mail(transaction, new_id(), "email_change", email, user_id=call.user_id)
        tell_owner(transaction, "email_change_asked", call.user_id)
        pending = own_address_store.pending_address(transaction, call.user_id)
        audit.record(transaction, "email.change_asked", target=("user", call.user_id))
    return OwnAddress(known.email, pending)


def give_up_address(ports: Ports, call: Call) -> None:
    """Keep the address as it is: the link that was mailed opens nothing any more. Nothing when there is none."""
    with ports.database.transaction(call) as transaction:
        if mail_store.end_links(transaction, call.user_id, "email_change"):
            audit.record(transaction, "email.change_given_up", target=("user", call.user_id))


def confirm_address(ports: Ports, call: Call, token: str) -> Profile:
    """Let the address a link was mailed to be the caller's from now on; links mailed to the old one end.

    Sessions go on: they were opened with a password and a code, which stay as they are. Only who asked can confirm, so
    nobody's mailbox is talked into the account of somebody else.

    Raises:
        NotFound: ``link_ended``: it never existed, was used, ended, was taken back, or is somebody else's.
        Conflict: ``address_taken``: somebody else has it by now, which only the mailbox's owner is told.
    """
    hashed = hash_link(token)
    try:
        with ports.database.transaction(call) as transaction:
            store.hold_person(transaction, call.user_id)
            ended = mail_store.end_links(transaction, call.user_id, "email_change", "password_reset")
            email = next((one.address for one in ended if one.opens(hashed, "email_change")), None)
            if email is None:
                raise link_ended()
            tell_owner(transaction, "email_changed", call.user_id)
            own_address_store.change_address(transaction, call.user_id, email)
            own_address_store.note_everywhere(transaction, call.user_id, "email.changed", ["email"])
    except psycopg.errors.UniqueViolation as error:
        raise Conflict("Este e-mail já é de outra conta.", code="address_taken") from error
    return get_profile(ports, call)
