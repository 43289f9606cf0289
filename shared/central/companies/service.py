"""Use cases about the company itself, and about changing from one to another."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from central.accounts import audit
from central.accounts.model import Visitor
from central.accounts.second_factor import require_second_factor
from central.accounts.service import SignedIn, close_sockets, closed_to_passwords, open_session, session_of
from central.accounts.step_up import check_again, check_person
from central.accounts.store import hold_person, password_proof, take_connections
from central.call import Actor, Call
from central.companies import store
from central.companies.model import Company, Step, Workplace, steps
from central.errors import Forbidden, Invalid, NotFound, Unauthenticated
from central.ids import new_id
from central.ports import Ports


def get_company(ports: Ports, call: Call) -> Company:
    """Return the caller's company."""
    with ports.database.transaction(call) as transaction:
        return store.find_company(transaction)


def change_company(ports: Ports, call: Call, values: Mapping[str, Any], *, password: str | None = None) -> Company:
    """Change settings of the company.

    Args:
        values: only what changes: ``name``, ``locale``, ``time_zone`` (IANA), ``brand_color`` and ``retention_days``
            (None empties them), ``second_factor_required``, ``onboarding`` (False: the first steps are over).
        password: the caller's own, where a password alone is to be enough again, or what is old to be deleted.

    Raises:
        Invalid: a time zone nobody knows; ``wrong_password``.
        TooMany: the password was wrong too often.
    """
    if values.get("second_factor_required") is False:
        check_again(ports, call, password or "")
    elif values.get("retention_days") is not None:
        check_person(ports, call, password)
    columns = {name: value for name, value in values.items() if name != "second_factor_required"}
    with ports.database.transaction(call) as transaction:
        zone = columns.get("time_zone")
        if zone is not None and not store.knows_time_zone(transaction, zone):
            sentence = "Este fuso horário não existe."
            raise Invalid(sentence, fields={"time_zone": sentence})
        if columns:
            store.update_company(transaction, columns)
            audit.record(transaction, "account.changed", target=("account", call.account_id), fields=columns)
    if values.get("second_factor_required") is not None:
        require_second_factor(ports, call, required=values["second_factor_required"])
    return get_company(ports, call)


def list_workplaces(ports: Ports, call: Call) -> list[Workplace]:
    """Return the companies the caller works for, the oldest first."""
    with ports.database.transaction(call) as transaction:
        return store.list_workplaces(transaction, call.user_id)


def switch_company(ports: Ports, call: Call, account_id: UUID, visitor: Visitor) -> SignedIn:
    """End the caller's session and open one in another company of theirs.

    The new one lasts no longer than the old one would have, and was proved as well as that: a company that asks for a
    second factor asks for it again. What one company's provider said counts for nothing in another.

    Raises:
        NotFound: not another company they work for; the session goes on.
        Forbidden: ``signed_in_elsewhere``, a provider opened this session; ``single_sign_on_required``. It goes on too.
        Unauthenticated: the session ended meanwhile.
    """
    session_id = session_of(call)
    with ports.database.transaction(call) as transaction:
        workplaces = {one.id: one for one in store.list_workplaces(transaction, call.user_id)}
        if account_id == call.account_id or account_id not in workplaces:
            raise NotFound()
        page_code = workplaces[account_id].closed
        if page_code is not None:
            raise closed_to_passwords(page_code)
        ended = store.end_session(transaction, session_id)
        if ended is None:
            raise Unauthenticated("Sua sessão terminou. Entre de novo.", code="session_ended")
        life, second_factor, vouched = ended
        if vouched:  # the transaction takes the end back
            raise Forbidden(
                "Você entrou com a conta desta empresa. Para ir à outra, saia e entre lá.", code="signed_in_elsewhere"
            )
        # Nobody changes the password before this commits: that would end the session we hold.
        proof = password_proof(transaction, call.user_id)
        connections = take_connections(transaction, session_id=session_id)
        audit.record(transaction, "session.closed")
    close_sockets(ports, connections)
    actor = Actor("user", call.user_id, workplaces[account_id].role, new_id())
    with ports.database.transaction(Call(account_id, actor, call.correlation_id, address=call.address)) as transaction:
        hold_person(transaction, call.user_id)
        if password_proof(transaction, call.user_id) != proof:
            raise Unauthenticated("Sua sessão terminou. Entre de novo.", code="session_ended")
        return open_session(transaction, visitor, second_factor=second_factor, life=life)


def read_checklist(ports: Ports, call: Call) -> list[Step]:
    """Return how ready the company is to serve customers, as it is now."""
    with ports.database.transaction(call) as transaction:
        return steps(store.read_readiness(transaction))
