"""What happens when a timer of a conversation rings."""

from collections.abc import Callable
from uuid import UUID

from central.call import Call
from central.conversations.append import append_message
from central.conversations.store import lock_conversation
from central.db.database import Transaction
from central.errors import Refused
from central.events import Update, timers_doorbell
from central.followups import store
from central.followups.delivering import deliver, tell
from central.followups.following import follow_up
from central.followups.model import Scheduled
from central.ports import Ports
from central.queues.abandonment import abandon_due
from central.queues.farewell import say_farewell
from central.surveys.asking import ask_due

_AT_ONCE = 20


def run_timers(
    ports: Ports, call: Call, conversation_id: UUID, *, checkpoint: Callable[[str], None] = lambda _name: None
) -> int:
    """Do what is due in a conversation, once each, whoever dies on the way; return how much was done.

    Scheduled messages are sent, rules about silence take their next step, a ticket that found no agent for too long is
    abandoned, a last word is said, and surveys are asked and thanked for.

    Doubled and late rings find nothing to do; an early one is asked for again. What cannot be sent (the window closed,
    the channel is off, the template is gone) fails with its reason, which stands in the conversation and is told the
    author.

    Args:
        checkpoint: called with a name at every place where dying must do no harm.
    """
    with ports.database.transaction(call) as transaction:
        lock_conversation(transaction, conversation_id)
        due = store.hold_due(transaction, conversation_id, _AT_ONCE)
        checkpoint("timers.held")
        for scheduled in due:
            _settle(transaction, scheduled)
        followed = follow_up(transaction, conversation_id)
        abandoned = abandon_due(transaction, conversation_id)
        said = say_farewell(transaction, conversation_id)
        asked = ask_due(transaction, conversation_id)
        if due:
            transaction.push(Update("ticket_updated", conversation_id))
        checkpoint("timers.sent")
        if len(due) in (0, _AT_ONCE):
            following = store.next_due(transaction, conversation_id)
            if following is not None:
                transaction.ring(timers_doorbell(call.account_id, conversation_id, due_at=following))
    checkpoint("timers.told")
    return len(due) + followed + abandoned + said + asked


def _settle(transaction: Transaction, scheduled: Scheduled) -> None:
    if scheduled.overtaken:
        store.end_scheduled(transaction, scheduled.id, "cancelled", reason="replied")
        return
    try:
        deliver(transaction, scheduled)
    except Refused as refused:
        store.end_scheduled(transaction, scheduled.id, "failed", reason=refused.code)
        append_message(
            transaction,
            scheduled.conversation_id,
            author_type="system",
            type="system",
            text=f"Mensagem agendada não enviada. {refused.message}",
            private=True,
            content={"kind": "scheduled_failed", "code": refused.code},
        )
        tell(transaction, scheduled, "scheduled_failed", refused.message)
