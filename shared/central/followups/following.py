"""What rules about silence do when their timer rings, and the look for reply windows that end.

The row of ``follow_up_timers`` is decided under the lock of its conversation: of a contact who answers at that moment
and the step of a rule exactly one is first. A step moves the timer on in the transaction that does it.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from central.calendars.words import hours_variables
from central.call import Call
from central.conversations import sending
from central.conversations.append import append_message
from central.conversations.model import Viewer
from central.conversations.outgoing import Outgoing, content_of
from central.conversations.store import Found, find_visible
from central.db.database import Transaction
from central.errors import Refused
from central.events import Fact, Update, timers_doorbell
from central.followups import rule_store as store
from central.followups.rule_model import FollowUp, FollowUpStep, decide, outgoing_of
from central.ports import Ports
from central.queues.service import resolve
from central.queues.store import hold_conversation, place_to_say
from central.texts import fill

SOURCE = "central.followups"
_ANYBODY = Viewer(None, True)
_CLOSED: Mapping[str, str] = {
    "pt-BR": "Encerrada por falta de resposta · {rule}",
    "en": "Closed because nobody answered · {rule}",
    "es": "Cerrada por falta de respuesta · {rule}",
}
_SKIPPED: Mapping[str, str] = {
    "pt-BR": "Acompanhamento não enviado ({rule}): {why}",
    "en": "Follow-up not sent ({rule}): {why}",
    "es": "Seguimiento no enviado ({rule}): {why}",
}


def follow_up(transaction: Transaction, conversation_id: UUID) -> int:
    """Within a transaction that has locked the conversation: take the steps that are due; return how many.

    Late and doubled rings find a timer that has moved on; of one that is not due yet its time is rung for again.
    """
    taken = 0
    for timer in store.find_timers(transaction, conversation_id):
        decision = decide(timer)
        if decision == "act":
            _act(transaction, conversation_id, timer)
            taken += 1
        elif decision == "wait":
            rings_at = timer.resumes_at or timer.due_at
            store.ring_timer(transaction, conversation_id, timer.trigger, rings_at)
            transaction.ring(timers_doorbell(transaction.account_id, conversation_id, due_at=rings_at))
        elif timer.due_at is not None:
            store.end_timer(transaction, conversation_id, timer.trigger)
    return taken


def look_at_windows(ports: Ports, call: Call) -> int:
    """Set a timer where the reply window ends within a quarter of an hour of what a rule says; return how many.

    Rings itself for the next moment. Nobody who writes from now on can be due before that, so nothing is written when
    a message comes in.
    """
    with ports.database.transaction(call) as transaction:
        rows = store.closing_windows(transaction)
        soon = [row for row in rows if row["soon"] and row["waits"]]
        store.set_window_timers(transaction, soon)
        for row in soon:
            transaction.ring(timers_doorbell(call.account_id, row["id"], due_at=row["due_at"]))
        looks_at = store.set_look(transaction, min((row["due_at"] for row in rows if not row["soon"]), default=None))
        if looks_at is not None:
            transaction.ring(timers_doorbell(call.account_id, None, due_at=looks_at))
        return len(soon)


def _act(transaction: Transaction, conversation_id: UUID, timer: FollowUp) -> None:
    if timer.notify != "nobody":
        _notify(transaction, conversation_id, timer)
    step = timer.steps[timer.step] if timer.step < len(timer.steps) else None
    outcome: str | None = None
    if step is not None and step.action == "close":
        _close(transaction, conversation_id, timer, step)
    elif step is not None:
        outcome = _send(transaction, conversation_id, timer, step)
    transaction.emit(_fact(conversation_id, timer, step, outcome))
    transaction.push(Update("ticket_updated", conversation_id))
    following = timer.step + 1
    if following >= len(timer.steps):
        store.end_timer(transaction, conversation_id, timer.trigger)
        return
    due_at = store.next_step(transaction, conversation_id, timer, following)
    transaction.ring(timers_doorbell(transaction.account_id, conversation_id, due_at=due_at))


def _send(transaction: Transaction, conversation_id: UUID, timer: FollowUp, step: FollowUpStep) -> str | None:
    """Send a step's message, or its template where free text may not be sent; return why neither was possible."""
    found = find_visible(transaction, _ANYBODY, conversation_id)
    assert found is not None
    if timer.blocked or timer.opted_out:
        return _skip(transaction, found, timer, "contact", "o cliente não quer mensagens.")
    place = place_to_say(transaction, conversation_id) if timer.session == "waiting" else {}
    hours = hours_variables(timer.hours, locale=timer.locale)
    free, template = outgoing_of(step, {**timer.variables, **place, **hours})
    try:
        try:
            message, text = free, sending.check_sendable(transaction, found, free)
        except Refused:
            if template is None:
                raise
            message, text = template, sending.check_sendable(transaction, found, template)
    except Refused as refused:
        return _skip(transaction, found, timer, refused.code, refused.message)
    _append(transaction, found, timer, message, text)
    return None


def _append(transaction: Transaction, found: Found, timer: FollowUp, message: Outgoing, text: str | None) -> None:
    append_message(
        transaction,
        found.id,
        author_type="bot",
        type=message.type,
        text=text,
        content=content_of(message),
        metadata={"follow_up_rule_id": str(timer.rule_id), "step": timer.step},
    )


def _skip(transaction: Transaction, found: Found, timer: FollowUp, code: str, why: str) -> str:
    sentence = _SKIPPED.get(timer.locale, _SKIPPED["pt-BR"])
    text = fill(sentence, {"rule": timer.rule_name, "why": why})
    content = {"kind": "follow_up_skipped", "rule": timer.rule_name, "code": code}
    _say(transaction, found.id, text, content)
    return code


def _close(transaction: Transaction, conversation_id: UUID, timer: FollowUp, step: FollowUpStep) -> None:
    held = hold_conversation(transaction, conversation_id, sight=None)
    assert held is not None
    sentence = _CLOSED.get(timer.locale, _CLOSED["pt-BR"])
    text = fill(sentence, {"rule": timer.rule_name})
    content = {"kind": "follow_up_closed", "rule": timer.rule_name, "reason": step.reason}
    _say(transaction, conversation_id, text, content)
    resolve(transaction, held, step.reason)


def _say(transaction: Transaction, conversation_id: UUID, text: str, content: Mapping[str, Any]) -> None:
    append_message(
        transaction, conversation_id, author_type="system", type="system", text=text, content=content, private=True
    )


def _notify(transaction: Transaction, conversation_id: UUID, timer: FollowUp) -> None:
    """Tell the responsible person, or whoever leads where nobody is responsible."""
    assignee = timer.assignee_id if timer.notify == "assignee" else None
    data = {
        "kind": "window_closing",
        "text": timer.variables["name"],
        "severity": "warning",
        "audience": "leaders" if assignee is None else "person",
        "conversation_id": str(conversation_id),
    }
    transaction.push(Update("system_message", user_id=assignee, data=data))


def _fact(conversation_id: UUID, timer: FollowUp, step: FollowUpStep | None, skipped: str | None) -> Fact:
    return Fact(
        SOURCE,
        "FollowUpTaken",
        {
            "conversation_id": str(conversation_id),
            "rule_id": str(timer.rule_id),
            "trigger": timer.trigger,
            "step": timer.step,
            "action": "notify" if step is None else step.action,
            "outcome": "done" if skipped is None else "skipped",
            "reason": step.reason if step is not None and step.action == "close" else skipped,
        },
    )
