"""Use cases about the company itself, and about changing from one to another."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from central.accounts import audit
from central.accounts.model import Visitor
from central.accounts.second_factor import require_second_factor
from central.accounts.service import SignedIn, session_of, sign_out, start_session
from central.call import Actor, Call
from central.companies import store
from central.companies.model import Company, Step, Workplace, steps
from central.errors import Invalid, NotFound, Unauthenticated
from central.ids import new_id
from central.ports import Ports


def get_company(ports: Ports, call: Call) -> Company:
    """Return the caller's company."""
    with ports.database.transaction(call) as transaction:
        return store.find_company(transaction)


def change_company(ports: Ports, call: Call, values: Mapping[str, Any]) -> Company:
    """Change settings of the company.

    Args:
        values: only what changes: ``name``, ``locale``, ``time_zone`` (IANA), ``brand_color`` and ``retention_days``
            (None empties them), ``second_factor_required``.

    Raises:
        Invalid: a time zone nobody knows.
        Conflict: a second factor is required by somebody who has none.
    """
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
    """Open a session in another company of the caller's and end the one they have.

    The new one is opened first: whoever is refused stays where they are. It was proved as well as the old one was, so a
    company that asks for a second factor asks for it again.

    Raises:
        NotFound: not a company they work for.
        Unauthenticated: the session ended meanwhile.
    """
    with ports.database.transaction(call) as transaction:
        proof = store.find_session_proof(transaction, session_of(call))
        workplaces = store.list_workplaces(transaction, call.user_id)
    if proof is None:
        raise Unauthenticated("Sua sessão terminou. Entre de novo.", code="session_ended")
    chosen = next((one for one in workplaces if one.id == account_id), None)
    if chosen is None:
        raise NotFound()
    email, second_factor = proof
    there = Call(
        account_id,
        Actor("user", call.user_id, chosen.role, new_id()),
        call.correlation_id,
        address=call.address,
    )
    with ports.database.transaction(there) as transaction:
        signed_in = start_session(transaction, email, visitor, second_factor=second_factor)
    sign_out(ports, call)
    return signed_in


def read_checklist(ports: Ports, call: Call) -> list[Step]:
    """Return how ready the company is to serve customers, as it is now."""
    with ports.database.transaction(call) as transaction:
        return steps(store.read_readiness(transaction))
