"""Ratings a contact gave by telephone or in person, entered by somebody who works here."""

from central.accounts import audit
from central.call import Call
from central.conversations.service import require_visible
from central.db.database import Row
from central.errors import Conflict, NotFound
from central.ports import Ports
from central.surveys import store
from central.surveys.asking import alert_low, note_rating
from central.surveys.events import ticket_rated


def rate_ticket(ports: Ports, call: Call, protocol: str, *, rating: int, comment: str | None) -> Row:
    """Store what a contact said about a ticket, and who entered it; the bot does not ask about it any more.

    Returns:
        ``rating, comment, answered_by, answered_at, entered_by``.

    Raises:
        NotFound: no such ticket, or of a conversation the caller may not see.
        Conflict: ``nothing_to_rate`` (not resolved, or nobody served it), ``already_rated``.
    """
    with ports.database.transaction(call) as transaction:
        found = store.find_ticket_to_rate(transaction, protocol)
        if found is None:
            raise NotFound()
        conversation_id = found["conversation_id"]
        require_visible(transaction, conversation_id, lock=True)
        # Read again under the lock: it may have been reopened meanwhile.
        ticket = store.find_ticket_to_rate(transaction, protocol)
        if ticket is None or not ticket["served"]:
            raise Conflict("Só um atendimento resolvido por uma pessoa pode ser avaliado.", code="nothing_to_rate")
        rated = store.rate_by_staff(transaction, ticket["ticket_id"], call.user_id, rating, comment)
        if rated is None:
            raise Conflict("Este atendimento já foi avaliado.", code="already_rated")
        transaction.emit(ticket_rated(ticket, rating, "staff", entered_by=call.user_id))
        note_rating(transaction, conversation_id, rating, comment, entered_by=ticket["caller_name"])
        if ticket["alerts"]:
            alert_low(transaction, conversation_id, rating, ticket["contact_name"])
        audit.record(
            transaction,
            "ticket.rated",
            target=("ticket", ticket["ticket_id"]),
            fields=("rating", "comment") if comment else ("rating",),
            details={"protocol": ticket["protocol"], "rating": rating},
        )
        return rated
