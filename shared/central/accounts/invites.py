"""Invites: how people come to work for a company."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from central.accounts import audit, invites_store, mail_store, roles_store, store
from central.accounts.invites_store import Invite
from central.accounts.links import hash_link, link_ended, open_link
from central.accounts.mail_store import Link
from central.accounts.model import Visitor
from central.accounts.roles import check_not_above, choice_of, resolve_role
from central.accounts.service import CodeNeeded, SignedIn, closed_to_passwords, start_session
from central.accounts.step_up import check_person
from central.call import Actor, Call
from central.clock import now
from central.db.database import Transaction
from central.db.driver import psycopg
from central.errors import Conflict, Invalid, NotFound, TooMany, Unauthenticated
from central.events import mail_doorbell
from central.ids import new_id
from central.ports import Ports

_WRONG = "A senha não confere."


def list_invites(ports: Ports, call: Call, *, after: tuple[datetime, UUID] | None, limit: int) -> list[Invite]:
    """Return the company's open invites, the newest first, at most ``limit``."""
    with ports.database.transaction(call) as transaction:
        return invites_store.list_invites(transaction, after=after, limit=limit)


def invite(
    ports: Ports, call: Call, email: str, role: str, team_ids: Sequence[UUID] = (), *, password: str | None = None
) -> Invite:
    """Invite somebody by e-mail; the link is good for seven days.

    Args:
        email: already in its plain form, see ``InviteBody``.
        team_ids: the teams they will be in, as far as these still exist then.
        password: the caller's own, for any role but the built-in ``agent``.

    Raises:
        Invalid: no such role; ``wrong_password``.
        Forbidden: ``role_too_high``: a role that may do more than the caller.
        NotFound: no such team.
        Conflict: ``already_member`` or ``already_invited``.
        TooMany: too many mails to this address, or of this company; the password was wrong too often.
    """
    if role != "agent":
        check_person(ports, call, password)
    invite_id = new_id()
    with ports.database.transaction(call) as transaction:
        chosen = resolve_role(transaction, call, role)
        role_id = chosen.custom.id if chosen.custom else None
        if invites_store.works_here(transaction, email):
            raise Conflict("Esta pessoa já trabalha na empresa.", code="already_member")
        wanted = sorted(set(team_ids))
        if len(roles_store.list_teams(transaction, wanted)) != len(wanted):
            raise NotFound("Equipe não encontrada.")
        if not invites_store.insert_invite(transaction, invite_id, email, chosen.role, role_id, wanted, call.user_id):
            raise Conflict("Esta pessoa já foi convidada. Envie o convite de novo.", code="already_invited")
        made = mail_invite(transaction, invite_id, email)
        audit.record(transaction, "invite.sent", target=("invite", invite_id), details={"role": chosen.role})
    return made


def resend_invite(ports: Ports, call: Call, invite_id: UUID) -> Invite:
    """Send an open invite again; it lasts seven days from now on. Links of its earlier mails work too.

    Raises:
        NotFound: no open invite.
        Forbidden: ``role_too_high``.
        TooMany: too many mails to this address, or of this company.
    """
    with ports.database.transaction(call) as transaction:
        renewed = invites_store.renew_invite(transaction, invite_id)
        if renewed is None:
            raise NotFound()
        email, role, role_id = renewed
        check_not_above(call, choice_of(transaction, role, role_id).permissions)
        made = mail_invite(transaction, invite_id, email)
        audit.record(transaction, "invite.sent_again", target=("invite", invite_id), details={"role": role})
    return made


def revoke_invite(ports: Ports, call: Call, invite_id: UUID) -> None:
    """Take an open invite back; its links open nothing any more.

    Raises:
        NotFound: no open invite.
    """
    with ports.database.transaction(call) as transaction:
        if not invites_store.revoke_invite(transaction, invite_id):
            raise NotFound()
        audit.record(transaction, "invite.revoked", target=("invite", invite_id))


def look_up_invite(ports: Ports, token: str, *, visitor: Visitor) -> Link:
    """Return what an invite's link opens; the link stays good.

    Raises:
        NotFound: ``link_ended``.
        TooMany: too many bad links from one place.
    """
    _, link = open_link(ports, "invite", token, visitor)
    return link


def accept_invite(
    ports: Ports, token: str, *, name: str | None, password: str, visitor: Visitor, correlation_id: str
) -> SignedIn | CodeNeeded:
    """Start to work for a company, and sign in there (or ask for the second factor of somebody who has one).

    Somebody who is known gives the password they have, a newcomer a name and the password they will have.

    Raises:
        NotFound: ``link_ended``.
        Invalid: ``weak_password``, or the name is missing; the link stays good.
        Unauthenticated: ``wrong_credentials``: not the password of somebody who is known.
        TooMany: too many wrong passwords with this link, or bad links from one place.
        Conflict: ``user_exists``: somebody with this address became known at the same moment.
        Forbidden: ``single_sign_on_required``: they work here from now on, and must enter by the company's own page.
    """
    account_id, link = open_link(ports, "invite", token, visitor)
    assert link.invite_id is not None
    assert link.email is not None
    user_id = link.user_id or new_id()
    proved = hashed = None
    if link.has_password:
        proved = _check_password(ports, token, password)
    else:
        name = name or link.user_name
        hashed = _new_password(password, email=link.email, name=name)
    call = Call(account_id, Actor("user", user_id, link.role, new_id()), correlation_id, address=visitor.address)
    try:
        with ports.database.transaction(call) as transaction:
            accepted = invites_store.accept_invite(transaction, link.invite_id)
            if accepted is None:
                raise link_ended()
            role, role_id, team_ids = accepted
            invites_store.owe_user(transaction)
            invites_store.join_company(transaction, user_id, role, role_id)
            # Hashing took its time. Only who works here can be held, so after they do.
            if proved is not None and not store.hold_password(transaction, user_id, proved):
                raise Unauthenticated(_WRONG, code="wrong_credentials")
            roles_store.join_teams(transaction, user_id, team_ids)
            if hashed is not None and name is not None:
                if link.user_id is None:
                    locale = link.account_locale or "pt-BR"
                    invites_store.bring_newcomer(
                        transaction, user_id, email=link.email, name=name, password_hash=hashed, locale=locale
                    )
                else:
                    store.hold_person(transaction, user_id)
                    if invites_store.has_password(transaction, user_id):
                        raise Conflict(
                            "Esta conta acabou de ganhar uma senha. Abra o convite de novo.", code="user_exists"
                        )
                    invites_store.set_password(transaction, user_id, password_hash=hashed, name=name)
            details = {"role": role}
            audit.record(transaction, "invite.accepted", target=("invite", link.invite_id), details=details)
            page_code = invites_store.closed_to_passwords(transaction, role)
            if page_code is None:
                if link.user_id is not None and invites_store.has_second_factor(transaction, user_id):
                    from central.accounts.second_factor import ask_for_code

                    return ask_for_code(transaction, user_id)
                return start_session(transaction, link.email, visitor, second_factor=False)
    except psycopg.errors.ForeignKeyViolation as error:  # the role was deleted after the invite was sent
        raise link_ended() from error
    except psycopg.errors.UniqueViolation as error:
        raise Conflict("Esta conta acabou de ser criada. Abra o convite de novo.", code="user_exists") from error
    raise closed_to_passwords(page_code)


def mail_invite(transaction: Transaction, invite_id: UUID, email: str) -> Invite:
    """Let an open invite's link be mailed, and return the invite.

    Raises:
        TooMany: too many mails to this address, or of this company.
    """
    wait = invites_store.count_invite_mail(transaction, email, now=now())
    if wait:
        raise TooMany("Convites demais em pouco tempo. Tente de novo mais tarde.", retry_after=wait)
    mail_store.insert_mail(transaction, new_id(), "invite", email, invite_id=invite_id)
    transaction.ring(mail_doorbell())
    made = invites_store.find_invite(transaction, invite_id)
    assert made is not None
    return made


def _check_password(ports: Ports, token: str, password: str) -> str | None:
    """Return the hash that the password fits."""
    from central.accounts.passwords import verify_password

    check = invites_store.begin_invite_password(ports.database, hash_link(token), now=now())
    if check is None:
        raise link_ended()
    if check.wait_seconds:
        raise TooMany("Muitas tentativas. Tente de novo mais tarde.", retry_after=check.wait_seconds)
    if not verify_password(password, check.password_hash):
        raise Unauthenticated(_WRONG, code="wrong_credentials")
    return check.password_hash


def _new_password(password: str, *, email: str, name: str | None) -> str:
    from central.accounts.passwords import hash_password, weakness

    if not name:
        raise Invalid("Confira os campos.", fields={"name": "Obrigatório."})
    weak = weakness(password, email=email, name=name)
    if weak is not None:
        raise Invalid(weak, code="weak_password", fields={"password": weak})
    return hash_password(password)
