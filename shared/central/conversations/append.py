"""Adds a message of ours to a conversation: the one way for REST, the bot and the system. Contacts' come by ingest."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal
from uuid import UUID

from central.db.database import Row, Transaction
from central.db.driver import psycopg
from central.errors import Invalid, NotFound
from central.events import Fact, Update, outbound_doorbell, timers_doorbell

_APPEND = """
select (a.message).*, a.created, a.first_reply,
       case when (a.message).author_type = 'agent' and not (a.message).private
            then follow_up_bell((a.message).conversation_id) end as follow_up_at
  from append_message(%(conversation_id)s, %(message)s) a
"""
# Only a file of one's own upload that belongs to no message yet.
_ATTACH = """
update media m set message_id = %(message_id)s, position = f.place - 1
  from unnest(%(media_ids)s::uuid[]) with ordinality as f (id, place)
 where m.account_id = current_account() and m.id = f.id and m.message_id is null
returning m.id
"""


def append_message(
    tx: Transaction,
    conversation_id: UUID,
    *,
    author_type: Literal["agent", "bot", "ai", "system"],
    direction: Literal["in", "out"] = "out",
    author_id: UUID | None = None,
    type: str = "text",
    text: str | None = None,
    content: Mapping[str, Any] | None = None,
    private: bool = False,
    reply_to_id: UUID | None = None,
    client_id: UUID | None = None,
    media_ids: Sequence[UUID] = (),
    status: Literal["pending"] | None = "pending",
    metadata: Mapping[str, Any] | None = None,
) -> Row:
    """Append a message in ``tx`` and return its row, with ``created`` and ``first_reply``.

    Takes the next sequence under the conversation's lock and keeps preview, counters, ``waiting_since``,
    ``first_replied_at``, ``last_activity_at`` and ``version``. An agent's message to the contact also silences the
    bot's pending answer; what the responsible person writes (or anybody, where nobody is) marks the conversation read.
    Tells ``new_message`` and, for a message that waits to be sent, rings the conversation's send lane; the first answer
    of a person is the fact ``FirstReplied``. Where a rule counts the contact's silence from now on, its timer is rung
    for. Does not check the reply window, who may write, or whose conversation it is (see the SQL function
    ``take_conversation``).

    Args:
        status: ``pending`` for what the platform must get. Ignored (None) for notes and system messages.
        private: a note; never sent.
        content: what the type needs besides text: location, contacts, template, interactive.
        client_id: the browser's own id: sent twice, the same row is returned with ``created`` false and nothing told.
        media_ids: uploaded files, in order, that belong to no message yet.

    Raises:
        NotFound: no such conversation, or ``reply_to_id`` is no message of it.
        Invalid: a file does not exist or was sent before.
    """
    message = {
        "direction": direction,
        "author_type": author_type,
        "author_id": _text(author_id),
        "type": type,
        "text": text,
        "content": dict(content or {}),
        "private": private,
        "reply_to_id": _text(reply_to_id),
        "client_id": _text(client_id),
        "status": None if private or author_type == "system" else status,
        "metadata": dict(metadata or {}),
    }
    try:
        row = tx.one(_APPEND, conversation_id=conversation_id, message=json.dumps(message))
    except psycopg.errors.NoDataFound as error:
        raise NotFound("A mensagem citada não existe nesta conversa.") from error
    if row is None or row["id"] is None:
        raise NotFound("Conversa não encontrada.")
    if not row["created"]:
        return row
    if media_ids and len(tx.all(_ATTACH, message_id=row["id"], media_ids=list(media_ids))) != len(media_ids):
        raise Invalid("O arquivo não existe ou já foi enviado.", fields={"media_id": "Não encontrado."})
    tx.push(Update("new_message", conversation_id, row["id"]))
    if row["first_reply"]:
        tx.emit(
            Fact(
                "central.conversations",
                "FirstReplied",
                {"conversation_id": str(conversation_id), "message_id": str(row["id"]), "user_id": _text(author_id)},
            )
        )
    if row["follow_up_at"] is not None:
        tx.ring(timers_doorbell(tx.account_id, conversation_id, due_at=row["follow_up_at"]))
    if row["status"] == "pending":
        tx.ring(outbound_doorbell(tx.account_id, conversation_id))
    return row


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)
