"""The question and the thanks, within transactions of others: when a ticket is resolved, and when a timer rings.

The row of a survey is the timer (``due_at``): whoever is woken has locked the conversation, locks the row, and says
what is due once. The row changes in the transaction of the message, so whoever dies in between said nothing.
"""

from uuid import UUID

from central.calendars.words import hours_variables
from central.conversations.append import append_message
from central.db.database import Transaction
from central.events import Update, timers_doorbell
from central.platforms.registry import platform
from central.surveys import store
from central.surveys.model import LEAST_DELAY, LOW_RATING, OPEN_DAYS, Due, build_question, why_not
from central.texts import TextName, say

_AT_ONCE = 20


def plan_survey(transaction: Transaction, conversation_id: UUID, ticket_id: UUID) -> None:
    """Within a transaction that resolved a ticket: plan to ask its contact, when a person served and answered them."""
    due_at = store.plan_survey(transaction, ticket_id, LEAST_DELAY)
    if due_at is not None:
        transaction.ring(timers_doorbell(transaction.account_id, conversation_id, due_at=due_at))


def ask_due(transaction: Transaction, conversation_id: UUID) -> int:
    """Within a transaction that has locked the conversation: ask and thank where it is time; return how often.

    What is due later is rung for again.
    """
    said = 0
    for due in store.hold_due(transaction, conversation_id, _AT_ONCE):
        if not due.due:
            transaction.ring(timers_doorbell(transaction.account_id, conversation_id, due_at=due.due_at))
            continue
        if due.rating is None:
            _ask(transaction, conversation_id, due)
        else:
            _thank(transaction, conversation_id, due, due.rating)
        said += 1
    return said


def note_rating(
    transaction: Transaction, conversation_id: UUID, rating: int, comment: str | None, *, entered_by: str | None = None
) -> None:
    """Within a transaction: write a line into the conversation that says how it was rated, and tell who watches.

    Args:
        entered_by: name of who wrote down what the contact said; None: the contact answered.
    """
    said = {"comment": comment, "entered_by": entered_by}
    append_message(
        transaction,
        conversation_id,
        author_type="system",
        type="system",
        text=f"Avaliação{f' registrada por {entered_by}' if entered_by else ''}: {rating} ★"
        + (f" – {comment}" if comment else ""),
        private=True,
        content={"kind": "rating", "rating": rating, **{name: text for name, text in said.items() if text}},
    )
    transaction.push(Update("ticket_updated", conversation_id))
    tell_rating(transaction, conversation_id, rating)


def tell_rating(transaction: Transaction, conversation_id: UUID, rating: int) -> None:
    """Within a transaction: tell who watches ratings that one came, or a comment to it."""
    transaction.push(Update("ticket_rated", conversation_id, data={"rating": rating}))


def alert_low(transaction: Transaction, conversation_id: UUID, rating: int, contact_name: str) -> None:
    """Within a transaction that stored or first tells a rating: tell whoever leads when it is low."""
    if rating <= LOW_RATING:
        data = {
            "kind": "low_rating",
            "text": contact_name,
            "severity": "warning",
            "audience": "leaders",
            "conversation_id": str(conversation_id),
        }
        transaction.push(Update("system_message", data=data))


def _ask(transaction: Transaction, conversation_id: UUID, due: Due) -> None:
    capabilities = platform(due.channel_type).capabilities
    text = _words("csat", due)
    reason = why_not(due, may_be_written=_may_be_written(due)) if text else "disabled"
    if reason is not None:
        store.mark_skipped(transaction, due.id, reason)
        return
    question = build_question(due.id, text, locale=due.locale, list_rows=capabilities.list_rows)
    row = append_message(
        transaction,
        conversation_id,
        author_type="bot",
        type=question.type,
        text=question.text,
        content=question.content,
        metadata={"survey_id": str(due.id)},
    )
    store.mark_asked(transaction, due.id, row["id"], OPEN_DAYS)


def _thank(transaction: Transaction, conversation_id: UUID, due: Due, rating: int) -> None:
    if due.told:
        tell_rating(transaction, conversation_id, rating)
    else:
        note_rating(transaction, conversation_id, rating, due.comment)
        if due.alerts:
            alert_low(transaction, conversation_id, rating, due.contact_name)
    name: TextName = "csat_comment_thanks" if due.comment else "csat_comment" if due.asks_comment else "csat_thanks"
    text = _words(name, due)
    prompt_id: UUID | None = None
    if text and not due.blocked and _may_be_written(due):
        prompt_id = append_message(transaction, conversation_id, author_type="bot", text=text)["id"]
    store.mark_thanked(transaction, due.id, prompt_id)


def _may_be_written(due: Due) -> bool:
    return due.window_open or platform(due.channel_type).capabilities.window_hours is None


def _words(name: TextName, due: Due) -> str:
    variables = {
        "name": due.contact_name,
        "protocol": due.protocol,
        "queue": due.queue_name,
        **hours_variables(due.hours, locale=due.locale),
    }
    return say(name, locale=due.locale, overrides=due.texts, variables=variables)
