"""What an operator does about companies in the app. The database asks each time whether the session is an operator's.

Who is one is written by ``make operator`` alone: no role, permission or request makes anybody one.
"""

from datetime import datetime
from uuid import UUID

from central.accounts import audit
from central.accounts.service import close_sockets, session_of
from central.accounts.step_up import check_again
from central.call import SYSTEM, Call
from central.clock import now
from central.companies import store
from central.companies.model import CompanyUsage
from central.db.driver import psycopg
from central.errors import Conflict, Forbidden, Invalid, NotFound
from central.events import mail_doorbell, sweep_doorbell
from central.ids import new_id
from central.ports import Ports

ACTIONS = {"active": "account.resumed", "suspended": "account.suspended"}


def check_operator(ports: Ports, call: Call) -> None:
    """Refuse whoever is no operator.

    Raises:
        Forbidden: no operator; or ``second_factor_needed``, one whose session was opened with a password alone.
    """
    with ports.database.transaction(call) as transaction:
        state = store.operator_state(transaction, session_of(call))
    if state == "second_factor":
        raise Forbidden("Ative a verificação em duas etapas e entre de novo com ela.", code="second_factor_needed")
    if state != "yes":
        raise Forbidden("Só quem opera esta instalação pode fazer isso.")


def list_companies(
    ports: Ports,
    call: Call,
    *,
    search: str | None,
    status: str | None,
    before: tuple[datetime, UUID] | None,
    limit: int,
) -> list[CompanyUsage]:
    """Return companies and what they use, the newest first, at most ``limit``, from behind ``before``.

    Args:
        search: part of the name, the whole id, or the address of somebody who works there.
        status: ``active`` or ``suspended``; None: both.
    """
    with ports.database.transaction(call) as transaction:
        return store.list_companies(
            transaction, session_of(call), search=search, status=status, before=before, limit=limit
        )


def create_company(
    ports: Ports, call: Call, *, name: str, person: str, email: str, locale: str, time_zone: str
) -> CompanyUsage:
    """Open a company with its first admin, who is sent a link at once unless they have a password already.

    Raises:
        Invalid: a time zone nobody knows.
        Conflict: somebody got this address at this moment; asking again helps.
        Forbidden: no operator.
    """
    company_id = new_id()
    try:
        with ports.database.transaction(_inside(call, company_id)) as transaction:
            if not store.knows_time_zone(transaction, time_zone):
                sentence = "Este fuso horário não existe."
                raise Invalid(sentence, fields={"time_zone": sentence})
            known = store.operator_first_admin(transaction, call, new_id(), email)
            store.open_company(
                transaction,
                name=name,
                locale=locale,
                time_zone=time_zone,
                user_id=known or new_id(),
                email=None if known else email,
                person=person,
            )
            audit.record(transaction, "account.created", target=("account", company_id), details=_by(call))
            transaction.ring(mail_doorbell(), sweep_doorbell(now()))
    except psycopg.errors.UniqueViolation as error:
        raise Conflict("Este e-mail acabou de ser usado. Tente de novo.") from error
    except psycopg.errors.InsufficientPrivilege as error:
        raise Forbidden("Só quem opera esta instalação pode fazer isso.") from error
    return _found(ports, call, company_id)


def set_suspended(
    ports: Ports, call: Call, company_id: UUID, *, suspended: bool, reason: str, password: str
) -> CompanyUsage:
    """Suspend a company, or let it work again. Suspending ends what its people do at once; nothing is lost.

    Args:
        reason: why; it stands in the company's audit log, where its admins read it.
        password: the operator's own, again.

    Raises:
        Invalid: the password is wrong (``wrong_password``).
        TooMany: it was wrong too often.
        NotFound: there is no such company.
        Conflict: ``own_company``, the one the operator is working in.
        Forbidden: no operator.
    """
    check_again(ports, call, password, everywhere=True)
    if suspended and company_id == call.account_id:
        raise Conflict("Você está trabalhando nesta empresa: entre em outra para suspendê-la.", code="own_company")
    status = "suspended" if suspended else "active"
    connections: list[str] = []
    with ports.database.transaction(_inside(call, company_id)) as transaction:
        outcome = store.operator_change_status(transaction, call, company_id, status)
        if outcome == "refused":
            raise Forbidden("Só quem opera esta instalação pode fazer isso.")
        if outcome == "missing":
            raise NotFound()
        if outcome == "changed":
            if suspended:
                connections = store.take_all_connections(transaction)
            details = {**_by(call), "reason": reason}
            audit.record(transaction, ACTIONS[status], target=("account", company_id), details=details)
    close_sockets(ports, connections)
    return _found(ports, call, company_id)


def _inside(call: Call, company_id: UUID) -> Call:
    """The company an operator acts on; they are nobody there, so the system writes its log."""
    return Call(company_id, SYSTEM, call.correlation_id, address=call.address)


def _by(call: Call) -> dict[str, str]:
    return {"operator": str(call.user_id)}


def _found(ports: Ports, call: Call, company_id: UUID) -> CompanyUsage:
    found = list_companies(ports, call, search=str(company_id), status=None, before=None, limit=1)
    if not found:
        raise NotFound()
    return found[0]
