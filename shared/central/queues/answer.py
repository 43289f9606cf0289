"""What the bot says when a conversation opens, and to whom who waits. Flows and AI will come in by the same door."""

from collections.abc import Callable
from math import ceil
from typing import Literal
from uuid import UUID

from central.call import Call
from central.conversations.append import append_message
from central.db.database import Transaction
from central.events import answer_doorbell, routing_doorbell
from central.frozen import Frozen
from central.ports import Ports
from central.queues import store
from central.queues.abandonment import start_waits
from central.queues.hours import say_closed
from central.queues.model import opening_words, position_words

# How many waiting contacts are told their new place at a time.
_POSITIONS_AT_ONCE = 50
_POSITIONS_AGAIN_SECONDS = 60
# Who keeps their place is told a new total less often, in the queue's pauses.
_TOTAL_PAUSES = 5
# A bot that is so late is dead: whoever waits for it gets a person.
_BOT_IS_DEAD_SECONDS = 60


class Answered(Frozen):
    """What became of a ring: answered, nothing was due, or the burst still lasts (rung again after ``seconds``)."""

    outcome: Literal["answered", "nothing", "later"]
    seconds: int = 0


def answer_conversation(
    ports: Ports, call: Call, conversation_id: UUID, *, checkpoint: Callable[[str], None] = lambda _name: None
) -> Answered:
    """Greet a contact once per opening, after their burst of messages is over, and say where they stand.

    ``answer_due_at`` is the row of work: it is cleared in the transaction that answers, so ten rings answer once, and
    an agent's message clears it, so a person who was faster is never followed by a greeting. A conversation still with
    the bot is queued here. To whom may not be written freely nothing is said.

    Args:
        checkpoint: called with a name at every place where dying must do no harm.
    """
    with ports.database.transaction(call) as transaction:
        held = store.hold_answer(transaction, conversation_id)
        if held is None:
            return Answered("nothing")
        if held["seconds"] > 0:
            seconds = ceil(held["seconds"])
            transaction.ring(answer_doorbell(call.account_id, conversation_id, delay_seconds=seconds))
            return Answered("later", seconds)
        checkpoint("answer.held")
        store.clear_answer(transaction, conversation_id)
        # Who was abandoned and writes again was greeted long ago, and comes back to their queue.
        back = held["session"] == "bot" and held["abandoned_queue_id"] is not None
        if held["status"] != "open" or (held["greeted"] and not back):
            return Answered("nothing")
        closed = False
        if held["session"] == "bot":
            item = {"conversation_id": conversation_id, "queue_id": held["abandoned_queue_id"], "reason": "rule"}
            transaction.absorb(store.queue_conversations(transaction, [item]))
            closed = say_closed(transaction, conversation_id, greet=not back)
        if closed:
            # Its wish waits for the queue to open: whoever follows the hours rings for that moment.
            transaction.ring(routing_doorbell(call.account_id))
        else:
            _greet(transaction, conversation_id, again=back)
        checkpoint("answer.greeted")
    checkpoint("answer.told")
    return Answered("answered")


def rescue_conversation(ports: Ports, call: Call, conversation_id: UUID) -> bool:
    """Queue a conversation whose bot should have answered a minute ago; return whether it was.

    A dead worker keeps no contact from a person. Should it come back, it greets them all the same.
    """
    with ports.database.transaction(call) as transaction:
        held = store.hold_answer(transaction, conversation_id)
        if held is None or held["seconds"] > -_BOT_IS_DEAD_SECONDS:
            return False
        if held["status"] != "open" or held["session"] != "bot":
            return False
        item = {"conversation_id": conversation_id, "queue_id": held["abandoned_queue_id"], "reason": "failure"}
        transaction.absorb(store.queue_conversations(transaction, [item]))
    return True


def tell_positions(ports: Ports, call: Call) -> int:
    """Tell waiting contacts where they are now whose place in line changed, or its total; return how many were told.

    Nobody is told more often than the queue's, or the account's, pause allows, and a new total alone waits for several
    of them: for the others routing is rung again. Who waits from now on is rung for when that is too long.
    """
    with ports.database.transaction(call) as transaction:
        start_waits(transaction)
        changed = store.positions_to_tell(transaction, _POSITIONS_AT_ONCE + 1, total_pauses=_TOTAL_PAUSES)
        told = [one for one in changed if one.due][:_POSITIONS_AT_ONCE]
        left = changed[len(told) :]
        if left and left[0].due:
            transaction.ring(routing_doorbell(call.account_id, delay_seconds=_POSITIONS_AGAIN_SECONDS))
        elif left:
            transaction.ring(routing_doorbell(call.account_id, due_at=left[0].due_at))
    return sum(_tell_position(ports, call, one) for one in told)


def _greet(transaction: Transaction, conversation_id: UUID, *, again: bool) -> None:
    found = store.standing(transaction, conversation_id)
    if found is None or not found[0].window_open:
        return
    standing, ticket = found
    for text in opening_words(standing, again=again):
        append_message(transaction, conversation_id, author_type="bot", text=text)
    if standing.position is not None and standing.total is not None:
        store.note_told(transaction, ticket["ticket_id"], standing.position, standing.total)


def _tell_position(ports: Ports, call: Call, one: store.Telling) -> bool:
    with ports.database.transaction(call) as transaction:
        if store.hold_conversation(transaction, one.conversation_id, sight=None) is None:
            return False
        found = store.standing(transaction, one.conversation_id)
        if found is None:
            return False
        standing, ticket = found
        if standing.position is None or standing.total is None or ticket["told_at"] != one.told_at:
            return False
        store.note_told(transaction, ticket["ticket_id"], standing.position, standing.total)
        text = position_words(standing)
        if text:
            append_message(transaction, one.conversation_id, author_type="bot", text=text)
        return bool(text)
