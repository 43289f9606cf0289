"""Messages and reminders for another day: written, changed, cancelled by people; sent by :mod:`.timers`.

Locks: the conversation first, then the row.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from central.accounts.sight import load_sight_parameter
from central.call import Call
from central.clock import now
from central.conversations.sending import check_content
from central.conversations.service import require_visible
from central.conversations.store import Found
from central.db.database import Row, Transaction
from central.db.driver import psycopg
from central.errors import Conflict, Invalid, NotFound
from central.events import Update, timers_doorbell
from central.followups import store
from central.followups.delivering import deliver
from central.followups.model import Draft, Scheduled, State, check_draft
from central.frozen import changed
from central.ports import Ports

# More of them in one conversation is a mistake.
_MOST_WAITING = 50


def list_scheduled(
    ports: Ports,
    call: Call,
    *,
    conversation_id: UUID | None,
    state: State | None,
    after: tuple[Any, ...] | None,
    limit: int,
) -> list[Row]:
    """Return scheduled messages of conversations the caller sees, the next one first.

    Raises:
        NotFound: no such conversation for the caller.
    """
    with ports.database.transaction(call) as transaction:
        if conversation_id is not None:
            require_visible(transaction, conversation_id)
        return store.page_scheduled(
            transaction,
            sight=load_sight_parameter(transaction),
            conversation_id=conversation_id,
            state=state,
            after=after,
            limit=limit,
        )


def schedule_message(ports: Ports, call: Call, conversation_id: UUID, draft: Draft) -> Row:
    """Keep a message for later and return it as the API shows it. Everything but the window is checked now.

    Raises:
        NotFound: no such conversation for the caller.
        Invalid: the time is over, or the content is not what the platform takes.
        Conflict: ``too_many_scheduled``.
    """
    check_draft(draft, now())
    with ports.database.transaction(call) as transaction:
        found = require_visible(transaction, conversation_id, lock=True)
        _check_content(transaction, found, draft)
        if store.count_scheduled(transaction, conversation_id) >= _MOST_WAITING:
            raise Conflict(f"Já há {_MOST_WAITING} mensagens agendadas nesta conversa.", code="too_many_scheduled")
        with _one_file_once():
            scheduled_id = store.insert_scheduled(transaction, conversation_id, call.user_id, draft)
        transaction.ring(timers_doorbell(call.account_id, conversation_id, due_at=draft.due_at))
        transaction.push(Update("ticket_updated", conversation_id))
        return _show(transaction, scheduled_id)


def change_scheduled(ports: Ports, call: Call, scheduled_id: UUID, change: Mapping[str, Any]) -> Row:
    """Change text, template, file, time or ``cancel_on_reply``; what is left out stays.

    Raises:
        NotFound: no such scheduled message for the caller.
        Invalid: see :func:`schedule_message`.
        Conflict: ``already_ended``: it was sent or cancelled meanwhile.
    """

    def apply(transaction: Transaction, found: Found, held: Scheduled) -> None:
        values = {name: value for name, value in change.items() if value is not None}
        if "template" in values:
            values |= {"type": "template", "text": None, "media_id": None, "voice": False}
        elif "media_id" in values:
            values["template"] = None
        elif values.get("type") == "text" or ("text" in values and held.type == "template"):
            values |= {"type": "text", "template": None, "media_id": None, "voice": False}
        draft = changed(held.draft, **values)
        check_draft(draft, now())
        _check_content(transaction, found, draft)
        with _one_file_once():
            store.change_scheduled(transaction, scheduled_id, draft)
        transaction.ring(timers_doorbell(call.account_id, held.conversation_id, due_at=draft.due_at))

    return _change(ports, call, scheduled_id, apply)


def cancel_scheduled(ports: Ports, call: Call, scheduled_id: UUID) -> Row:
    """Do not send it. Cancelling twice changes nothing.

    Raises:
        NotFound: no such scheduled message for the caller.
        Conflict: ``already_ended``: it was sent meanwhile.
    """

    def apply(transaction: Transaction, found: Found, held: Scheduled) -> None:
        store.end_scheduled(transaction, scheduled_id, "cancelled", reason="person")

    return _change(ports, call, scheduled_id, apply, fine="cancelled")


def send_scheduled(ports: Ports, call: Call, scheduled_id: UUID) -> Row:
    """Send it now. Pressed twice, it is sent once.

    Raises:
        NotFound: no such scheduled message for the caller.
        Conflict: ``already_ended`` (cancelled meanwhile); ``window_closed``, ``channel_inactive`` (it stays scheduled).
        Invalid: the platform would refuse it now, for example a template that is approved no longer.
    """

    def apply(transaction: Transaction, found: Found, held: Scheduled) -> None:
        deliver(transaction, held)

    return _change(ports, call, scheduled_id, apply, fine="sent")


def _change(
    ports: Ports,
    call: Call,
    scheduled_id: UUID,
    apply: Callable[[Transaction, Found, Scheduled], None],
    *,
    fine: State | None = None,
) -> Row:
    """Lock one and change it, when it still waits.

    Args:
        fine: the state in which nothing is left to do.
    """
    with ports.database.transaction(call) as transaction:
        conversation_id = store.conversation_of(transaction, scheduled_id)
        if conversation_id is None:
            raise NotFound()
        try:
            found = require_visible(transaction, conversation_id, lock=True)
        except NotFound:
            raise NotFound() from None
        held = store.hold_scheduled(transaction, scheduled_id)
        if held is None:
            raise NotFound()
        if held.state == "scheduled":
            apply(transaction, found, held)
            transaction.push(Update("ticket_updated", conversation_id))
        elif held.state != fine:
            raise Conflict("Esta mensagem já foi enviada ou cancelada.", code="already_ended")
        return _show(transaction, scheduled_id)


@contextmanager
def _one_file_once() -> Iterator[None]:
    try:
        yield
    except psycopg.errors.UniqueViolation as error:
        raise Invalid(
            "Este arquivo já está em outra mensagem agendada.", fields={"media_id": "Já agendado."}
        ) from error


def _check_content(transaction: Transaction, found: Found, draft: Draft) -> None:
    if draft.kind == "message":
        check_content(transaction, found, draft.outgoing)


def _show(transaction: Transaction, scheduled_id: UUID) -> Row:
    (row,) = store.page_scheduled(transaction, sight=None, scheduled_id=scheduled_id)
    return row
