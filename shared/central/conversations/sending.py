"""Writing: messages, notes, reactions, another attempt, and conversations of our own initiative."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from central.accounts.permissions import check
from central.accounts.rights import sees_all
from central.accounts.sight import load_sight
from central.call import Call
from central.clock import now
from central.contacts.service import normalise_phone
from central.conversations import service, store
from central.conversations.append import append_message
from central.conversations.model import check_window, closed, refusal
from central.conversations.outgoing import (
    Outgoing,
    check_file,
    check_needs,
    check_note,
    content_of,
    for_platform,
    text_of,
)
from central.conversations.store import Found
from central.db.database import Transaction
from central.errors import Conflict, Invalid, NotFound
from central.events import Fact, Update, media_doorbell, outbound_doorbell, signal_doorbell
from central.frozen import Frozen
from central.media.model import MediaKind, needs_conversion
from central.platforms.phone import digits_of, match_key
from central.platforms.registry import platform
from central.ports import Ports


class NewContact(Frozen):
    """Somebody who is known by a number only, as it was typed."""

    phone: str
    name: str | None = None


def send_message(ports: Ports, call: Call, conversation_id: UUID, message: Outgoing) -> dict[str, Any]:
    """Store a message for the contact, or a note, and return it as the API shows it.

    An agent who answers a conversation nobody has accepts it with that; a supervisor or an admin may help out anywhere
    and leaves it where it is. The same ``client_id`` again returns the message of then. Everything the platform would
    refuse is refused here.

    Raises:
        Forbidden: a whisper of somebody who does not supervise.
        NotFound: the conversation, the quoted message or the file is missing or not for the caller.
        Invalid: a part is missing, too long, or not of this type.
        Conflict: ``window_closed`` (only a template may be sent), ``capacity_reached`` (accepting it would be one too
            many), ``conversation_closed``, ``channel_inactive``.
    """
    with ports.database.transaction(call) as transaction:
        found = service.require_visible(transaction, conversation_id, lock=True)
        body = _send(transaction, found, message)
    return service.sign_files(ports, body)


def _send(transaction: Transaction, found: Found, message: Outgoing) -> dict[str, Any]:
    if message.client_id is not None:
        earlier = store.find_by_client_id(transaction, found.id, message.client_id)
        if earlier is not None:
            return store.show_messages(transaction, [earlier])[0]
    check_needs(message)
    call = transaction.call
    if message.whisper:
        check(call, "supervision.act")
    text: str | None
    if message.private:
        check_note(message)
        _take_file(transaction, message, header_kind=None)
        text = message.text
    else:
        _check_open(found)
        if found.assignee_id is None and not sees_all(call.actor):
            _take(transaction, found.id, "answered")
        _check_window(found, message)
        text = check_content(transaction, found, message)
    row = append_message(
        transaction,
        found.id,
        author_type="agent",
        author_id=call.user_id,
        type=message.type,
        text=text,
        content=content_of(message),
        private=message.private,
        reply_to_id=message.reply_to_id,
        client_id=message.client_id,
        media_ids=() if message.file_id is None else (message.file_id,),
        metadata=_metadata(call, message),
    )
    return store.show_messages(transaction, [row["id"]])[0]


def _metadata(call: Call, message: Outgoing) -> dict[str, Any]:
    known: dict[str, Any] = {"whisper": True} if message.whisper else {}
    if call.actor.token_id is not None:
        # A program wrote it in its maker's name; whoever looks closer can tell.
        known["token_id"] = str(call.actor.token_id)
    return known


def _check_open(found: Found) -> None:
    if found.status == "closed":
        raise closed()
    if found.channel_state == "inactive":
        raise Conflict("Este canal está desativado.", code="channel_inactive")


def _check_may_answer(call: Call, found: Found) -> None:
    _check_open(found)
    # Whoever sees a colleague's conversation may help out in it; what nobody has is accepted first.
    if found.assignee_id is None and not sees_all(call.actor):
        raise Conflict("Assuma a conversa antes de responder.", code="accept_first")


def check_sendable(
    transaction: Transaction, found: Found, message: Outgoing, *, author_id: UUID | None = None
) -> str | None:
    """Within a transaction: refuse what could not be sent at this moment; return the text the thread shows.

    Args:
        author_id: whose file it may carry; None: the caller's.

    Raises:
        Conflict: ``window_closed``, ``conversation_closed`` or ``channel_inactive``.
        Invalid, NotFound: see :func:`check_content`.
    """
    _check_open(found)
    _check_window(found, message)
    return check_content(transaction, found, message, author_id=author_id)


def _check_window(found: Found, message: Outgoing) -> None:
    if message.type != "template" and platform(found.channel_type).capabilities.window_hours is not None:
        check_window(found.window_expires_at, now())


def check_content(
    transaction: Transaction, found: Found, message: Outgoing, *, author_id: UUID | None = None
) -> str | None:
    """Within a transaction: check template, file and platform limits; return the text the thread shows.

    Args:
        author_id: whose file it may carry; None: the caller's.

    Raises:
        Invalid: a part is missing, too long, or not of this type; or the template may not be sent.
        NotFound: the file is missing or not the caller's.
    """
    adapter = platform(found.channel_type)
    definition: Mapping[str, Any] | None = None
    header_kind: str | None = None
    template_text: str | None = None
    if message.type == "template":
        from central.platforms.whatsapp_templates import header_media_kind, preview

        definition = _template(transaction, found, message)
        header_kind = header_media_kind(definition)
        template_text = preview(definition, (message.template or {}).get("variables") or {})
    file = _take_file(transaction, message, header_kind=header_kind, author_id=author_id)
    adapter.validate_message(for_platform(message, file=file, definition=definition))
    return text_of(message, template_text)


def _template(transaction: Transaction, found: Found, message: Outgoing) -> dict[str, Any]:
    asked = message.template or {}
    definition = store.find_template(transaction, found.channel_id, asked["name"], asked["language"])
    if definition is None:
        raise Invalid("Este modelo não existe neste canal.", fields={"template.name": "Não existe."})
    if definition["status"] != "APPROVED":
        raise Invalid(
            "Este modelo não está aprovado.", code="template_not_approved", fields={"template.name": "Não aprovado."}
        )
    return definition


def _take_file(
    transaction: Transaction, message: Outgoing, *, header_kind: str | None, author_id: UUID | None = None
) -> dict[str, Any] | None:
    """Check the uploaded file a message carries and set how it is sent; return what the platform's builder wants."""
    if message.file_id is None:
        return None
    file = store.find_media(transaction, message.file_id)
    owner = author_id or transaction.call.user_id
    if file is None or file.created_by != owner or file.message_id is not None:
        raise NotFound("Arquivo não encontrado.")
    kind = check_file(message, kind=file.kind, state=file.state, header_kind=header_kind)
    voice = message.voice and kind == "audio"
    waits = file.state == "pending"
    if kind != file.kind or voice != file.voice:
        # Prepared for something else: a picture that goes as a sticker, a sound that goes as a voice message.
        again = needs_conversion(cast("MediaKind", kind), file.mime_type or "", voice=voice)
        store.set_media_kind(transaction, file.id, kind=kind, voice=voice, waits=again)
        waits |= again
        if again:
            transaction.ring(media_doorbell(transaction.account_id, file.id))
    known: dict[str, Any] = {"kind": kind, "file_name": file.file_name, "voice": voice, "animated": file.animated}
    if not waits:
        # What still waits to be converted is checked when it is.
        known |= {"mime_type": file.mime_type, "bytes": file.bytes}
    return known


def retry_message(ports: Ports, call: Call, message_id: UUID) -> dict[str, Any]:
    """Try a message again that failed or was never confirmed, and return it. Pressed twice, it is tried once.

    Raises:
        NotFound: the message is missing or not for the caller.
        Conflict: ``not_failed``, ``accept_first`` (an agent retries only in their own conversations), or the window
            is closed (see :func:`send_message`).
    """
    with ports.database.transaction(call) as transaction:
        message = store.find_message(transaction, message_id)
        if message is None:
            raise NotFound("Mensagem não encontrada.")
        found = service.require_visible(transaction, message.conversation_id, lock=True)
        if message.direction != "out" or message.private or message.deleted_at is not None:
            raise Conflict("Esta mensagem não pode ser reenviada.", code="not_failed")
        if message.status in ("failed", "unknown"):
            _check_may_answer(call, found)
            if message.type != "template" and platform(found.channel_type).capabilities.window_hours is not None:
                check_window(found.window_expires_at, now())
        if not store.retry_message(transaction, message_id):
            current = store.show_messages(transaction, [message_id])[0]
            if current["status"] == "pending":
                return service.sign_files(ports, current)
            raise Conflict("Só uma mensagem com falha pode ser reenviada.", code="not_failed")
        for media_id in store.retry_files(transaction, message_id):
            transaction.ring(media_doorbell(call.account_id, media_id))
        transaction.push(Update("message_status", found.id, message_id, data={"status": "pending"}))
        transaction.ring(outbound_doorbell(call.account_id, found.id))
        body = store.show_messages(transaction, [message_id])[0]
    return service.sign_files(ports, body)


def react(ports: Ports, call: Call, message_id: UUID, emoji: str) -> dict[str, Any]:
    """Give the contact's message a reaction, or take it back with ``""``; return the message.

    Raises:
        NotFound: the message is missing or not for the caller.
        Invalid: not a single emoji.
        Conflict: the message has no reaction on its platform, ``accept_first`` (an agent reacts only in their own
            conversations), or may not be answered (see :func:`send_message`).
    """
    with ports.database.transaction(call) as transaction:
        message = store.find_message(transaction, message_id)
        if message is None:
            raise NotFound("Mensagem não encontrada.")
        found = service.require_visible(transaction, message.conversation_id, lock=True)
        adapter = platform(found.channel_type)
        if not adapter.capabilities.reactions or message.external_id is None or message.deleted_at is not None:
            raise Conflict("Não é possível reagir a esta mensagem.", code="cannot_react")
        _check_may_answer(call, found)
        if adapter.capabilities.window_hours is not None:
            check_window(found.window_expires_at, now())
        adapter.validate_message(
            {"type": "reaction", "reaction": {"target_external_id": message.external_id, "emoji": emoji}}
        )
        store.set_reaction(transaction, message_id, call.user_id, emoji)
        transaction.push(Update("message_status", found.id, message_id))
        transaction.ring(signal_doorbell(call.account_id, found.id, "reaction", message_id))
        body = store.show_messages(transaction, [message_id])[0]
    return service.sign_files(ports, body)


def start_conversation(
    ports: Ports,
    call: Call,
    *,
    channel_id: UUID,
    contact: UUID | NewContact,
    message: Outgoing,
    subject: str | None = None,
) -> dict[str, Any]:
    """Write to somebody first, be responsible for the answer, and return the conversation.

    A conversation that is open with this contact on this channel is carried on when nobody else has it.

    Raises:
        NotFound: no such channel or contact.
        Invalid: the number cannot be one, the contact has no address on this channel, or the message is not valid.
        Conflict: ``already_accepted`` naming who has it, ``capacity_reached``, ``window_closed`` …
    """
    with ports.database.transaction(call) as transaction:
        channel = store.find_channel(transaction, channel_id)
        sight = load_sight(transaction)
        hidden = sight is not None and sight.channel_ids is not None and str(channel_id) not in sight.channel_ids
        if channel is None or hidden:
            raise NotFound("Canal não encontrado.")
        if channel["state"] in ("inactive", "configuring"):
            raise Conflict("Este canal não está ativo.", code="channel_inactive")
        identity = _address(transaction, channel["type"], contact)
        conversation_id = store.open_conversation(
            transaction,
            channel_id=channel_id,
            contact_id=identity["contact_id"],
            identity_id=identity["id"],
            subject=subject,
        )
        if conversation_id is None:
            known = store.find_open_conversation(transaction, channel_id, identity["contact_id"])
            if known is None:
                raise Conflict("A conversa com este cliente mudou neste momento. Tente de novo.")
            conversation_id = known["id"]
        else:
            data = {
                "conversation_id": str(conversation_id),
                "channel_id": str(channel_id),
                "contact_id": str(identity["contact_id"]),
                "reopened": False,
                "started_by": str(call.user_id),
            }
            transaction.emit(Fact("central.conversations", "ConversationOpened", data))
        _take(transaction, conversation_id, "started")
        found = store.find_visible(transaction, service.load_viewer(transaction), conversation_id)
        assert found is not None
        _send(transaction, found, message)
        return service.show(transaction, conversation_id)


def _address(transaction: Transaction, channel_type: str, contact: UUID | NewContact) -> dict[str, Any]:
    if isinstance(contact, UUID):
        identity = store.find_identity_of_contact(transaction, contact, channel_type)
        if identity is None:
            raise NotFound("Este cliente não tem um endereço neste canal.")
        return identity
    international = normalise_phone(contact.phone)
    if international is None:
        raise Invalid("Informe o telefone.", fields={"contact.phone": "Obrigatório."})
    return store.find_or_create_contact(
        transaction,
        channel_type,
        phone=digits_of(international),
        match_key=match_key(international),
        name=contact.name,
    )


def _take(transaction: Transaction, conversation_id: UUID, how: str) -> None:
    answer = store.take_conversation(transaction, conversation_id, transaction.call.user_id, how)
    error = refusal(answer)
    if error is not None:
        error.details.setdefault("conversation_id", str(conversation_id))
        raise error
    transaction.absorb(answer.get("news"))
