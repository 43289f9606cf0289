"""The page of a survey: whoever has its link rates and comments, once, without signing in."""

import secrets
from uuid import UUID

from central.accounts.links import LINK_BYTES, hash_link, link_ended
from central.accounts.model import Visitor
from central.calendars.words import hours_variables
from central.call import Call, system_call
from central.clock import now
from central.conversations.service import require_visible
from central.conversations.store import lock_conversation
from central.db.database import Row, Transaction
from central.errors import Conflict, Invalid, TooMany
from central.ports import Ports
from central.surveys import store
from central.surveys.asking import alert_low, note_rating
from central.surveys.events import ticket_rated
from central.surveys.model import OPEN_DAYS
from central.texts import say


def make_link(ports: Ports, call: Call, conversation_id: UUID) -> str:
    """Return the token of a new link to the survey of a conversation's last ticket, open for a week from now.

    Raises:
        NotFound: no such conversation for the caller.
        Conflict: ``nothing_to_rate`` (it is open, or nobody served it), ``already_rated``.
    """
    token = secrets.token_urlsafe(LINK_BYTES)
    with ports.database.transaction(call) as transaction:
        require_visible(transaction, conversation_id, lock=True)
        request = store.open_request(transaction, conversation_id, OPEN_DAYS)
        if request is None:
            raise Conflict("Só um atendimento resolvido por uma pessoa pode ser avaliado.", code="nothing_to_rate")
        if request["rating"] is not None:
            raise Conflict("Este atendimento já foi avaliado.", code="already_rated")
        store.insert_link(transaction, request["id"], hash_link(token))
    return token


def read_page(ports: Ports, token: str, visitor: Visitor) -> Row:
    """Return what the page of a link shows.

    Raises:
        NotFound: ``link_ended``: it never was a link.
        TooMany: too many such tries from one place.
    """
    account_id, request_id = _open(ports, token, visitor)
    with ports.database.transaction(system_call(account_id)) as transaction:
        return _show(_require(transaction, request_id))


def answer_page(
    ports: Ports, token: str, visitor: Visitor, *, rating: int | None, comment: str | None, correlation_id: str
) -> Row:
    """Store a rating, a comment, or both; the same rating again changes nothing.

    Raises:
        NotFound: ``link_ended``.
        TooMany: too many bad links from one place.
        Invalid: a comment without a rating, or nothing at all.
        Conflict: ``survey_expired``, ``already_rated`` (with another rating), ``already_commented``.
    """
    account_id, request_id = _open(ports, token, visitor)
    comment = comment or None
    with ports.database.transaction(system_call(account_id, correlation_id)) as transaction:
        conversation_id = store.conversation_of(transaction, request_id)
        if conversation_id is None:
            raise link_ended()
        lock_conversation(transaction, conversation_id)
        found = _require(transaction, request_id)
        if found["expired"]:
            raise Conflict("O prazo desta avaliação terminou.", code="survey_expired")
        _answer(transaction, request_id, found, rating, comment)
        return _show(_require(transaction, request_id))


def _answer(transaction: Transaction, request_id: UUID, found: Row, rating: int | None, comment: str | None) -> None:
    known: int | None = found["rating"]
    if known is not None and rating not in (None, known):
        raise Conflict("Este atendimento já foi avaliado.", code="already_rated", details={"rating": known})
    if known is None and rating is None:
        raise Invalid("Escolha uma nota de 1 a 5.", fields={"rating": "Obrigatório."})
    if comment is not None and found["commented"]:
        raise Conflict("O comentário já foi enviado.", code="already_commented")
    final = rating if known is None else known
    assert final is not None
    if known is None:
        store.rate_by_link(transaction, request_id, final)
        transaction.emit(ticket_rated(found, final, "link"))
    if comment is not None:
        store.comment_by_link(transaction, request_id, comment)
    if known is None or comment is not None:
        note_rating(transaction, found["conversation_id"], final, comment)
    if known is None and found["alerts"]:
        alert_low(transaction, found["conversation_id"], final, found["contact_name"])


def _open(ports: Ports, token: str, visitor: Visitor) -> tuple[UUID, UUID]:
    link = store.find_link(ports.database, hash_link(token), address=visitor.network, now=now())
    if link is not None and link.account_id is not None and link.request_id is not None:
        return link.account_id, link.request_id
    if link is not None and link.wait_seconds:
        raise TooMany("Muitas tentativas. Tente de novo mais tarde.", retry_after=link.wait_seconds)
    raise link_ended()


def _require(transaction: Transaction, request_id: UUID) -> Row:
    found = store.show_request(transaction, request_id)
    if found is None:
        raise link_ended()
    return found


def _show(found: Row) -> Row:
    variables = {
        "name": found["contact_name"],
        "protocol": found["protocol"],
        "queue": found["queue_name"],
        **hours_variables(found["hours"], locale=found["locale"]),
    }
    rated = found["rating"] is not None
    question = say("csat", locale=found["locale"], overrides=found["texts"], variables=variables)
    return {
        "state": "rated" if rated else "expired" if found["expired"] else "open",
        "rating": found["rating"],
        "comment_open": rated and not found["commented"] and not found["expired"],
        "ask_comment": found["ask_comment"],
        # Who asks nothing in the chat may still hand out links.
        "question": question or say("csat", locale=found["locale"]),
        "company": found["company"],
        "brand_color": found["brand_color"],
        "locale": found["locale"],
    }
