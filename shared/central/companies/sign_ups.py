"""Companies that open themselves: asked for by anybody, opened by the worker that sends mail."""

from contextlib import suppress

from central.accounts import audit
from central.accounts.model import Visitor
from central.call import system_call
from central.clock import now
from central.companies import store
from central.db.database import ring_quietly
from central.db.driver import psycopg
from central.errors import TooMany
from central.events import mail_doorbell, sweep_doorbell
from central.ids import new_id
from central.ports import Ports

AT_ONCE = 20


def ask_sign_up(ports: Ports, *, company: str, person: str, email: str, locale: str, visitor: Visitor) -> None:
    """Ask for a company. The same for an address somebody has already: the worker looks that up, later.

    Raises:
        TooMany: asked too often from one place.
    """
    wait = store.ask_sign_up(
        ports.database,
        new_id(),
        email=email,
        company=company,
        person=person,
        locale=locale,
        address=visitor.network,
        now=now(),
    )
    if wait:
        raise TooMany("Muitos pedidos. Tente de novo mais tarde.", retry_after=wait)
    ring_quietly(ports.queues, [mail_doorbell(), sweep_doorbell(now())])


def open_asked_companies(ports: Ports) -> int:
    """Open what was asked for and let its address be sent a link; return how many companies are new.

    The link leads to a new password, and with it to the company. Somebody who has that address already gets a link to
    their own password and no company: nobody is given one by strangers. The wish's id is the company's, so a worker
    that died on the way opens nothing twice.
    """
    opened = 0
    for wish in store.due_sign_ups(ports.database, AT_ONCE):
        if not wish.known:
            with (
                suppress(psycopg.errors.UniqueViolation),  # somebody got this address since it was looked up
                ports.database.transaction(system_call(wish.id)) as transaction,
            ):
                if store.open_company(
                    transaction,
                    name=wish.company,
                    locale=wish.locale,
                    time_zone=None,
                    user_id=new_id(),
                    email=wish.email,
                    person=wish.person,
                ):
                    audit.record(transaction, "account.created", target=("account", wish.id))
                    opened += 1
        store.finish_sign_up(ports.database, wish.id, now=now())
    return opened
