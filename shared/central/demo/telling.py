"""Writes the demo's conversations: contacts, tickets, messages and files, and the platform's own copy of them."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from central.demo.ground import ACCOUNT, FILES, FIRST, Owner, id_of, insert
from central.demo.service_levels import POLICY, clock_rows
from central.demo.stories import CLOSING_REASONS, Line, Story
from central.platforms.phone import match_key


def tell(owner: Owner, number: int, story: Story, now: datetime) -> None:
    """Write one story: the contact, the conversation, its ticket and messages, and the platform's own copy."""
    contact, conversation = id_of("contact", story.wa_id), id_of("conversation", story.wa_id)
    identity, queue = id_of("identity", story.wa_id), id_of("queue", story.queue)
    agent = id_of("user", story.agent) if story.agent else None
    first, last = (now - timedelta(minutes=line.minutes_ago) for line in (story.lines[0], story.lines[-1]))
    protocol = f"{first.astimezone(ZoneInfo('America/Sao_Paulo')):%Y%m%d}-{900000 + number:06d}"
    answered = [line for line in story.lines if line.who == "a"]
    inbound = [line for line in story.lines if line.who == "c"]
    insert(
        owner,
        "contacts",
        account_id=ACCOUNT,
        id=contact,
        name=story.name,
        phone=f"+{story.wa_id}",
        email=story.email,
        created_at=first,
        updated_at=last,
    )
    insert(
        owner,
        "contact_identities",
        account_id=ACCOUNT,
        id=identity,
        contact_id=contact,
        channel_type="whatsapp",
        kind="wa_phone",
        value=story.wa_id,
        match_key=match_key(story.wa_id),
    )
    insert(
        owner,
        "reply_windows",
        account_id=ACCOUNT,
        channel_id=FIRST.channel_id,
        contact_id=contact,
        last_inbound_at=now - timedelta(minutes=inbound[-1].minutes_ago),
    )
    finished, abandoned = story.state == "finished", story.state == "abandoned"
    snoozed_until = now + timedelta(hours=story.snoozed_hours) if story.snoozed_hours else None
    waits = story.lines[-1].who == "c" and not finished
    insert(
        owner,
        "conversations",
        account_id=ACCOUNT,
        id=conversation,
        channel_id=FIRST.channel_id,
        contact_id=contact,
        identity_id=identity,
        status="closed" if finished else "snoozed" if snoozed_until else "open",
        session="bot" if abandoned else "waiting" if story.state == "waiting" else "human",
        handoff_reason="rule",
        subject=story.subject,
        priority=story.priority,
        assignee_id=agent,
        queue_id=queue,
        last_sequence=len(story.lines),
        last_message_id=id_of("message", story.wa_id, len(story.lines)),
        read_sequence=len(story.lines) - story.unread,
        unread_count=story.unread,
        inbound_count=len(inbound),
        outbound_count=len(story.lines) - len(inbound),
        waiting_since=last if waits else None,
        first_replied_at=now - timedelta(minutes=answered[0].minutes_ago) if answered else None,
        last_activity_at=last,
        opened_at=first,
        closed_at=last if finished else None,
        close_reason=CLOSING_REASONS[0] if finished else None,
        snoozed_until=snoozed_until,
    )
    insert(
        owner,
        "tickets",
        account_id=ACCOUNT,
        id=id_of("ticket", story.wa_id),
        protocol=protocol,
        conversation_id=conversation,
        queue_id=queue,
        state=story.state,
        priority=story.priority,
        handoff_reason="rule",
        assignee_id=agent,
        entered_at=first,
        assigned_at=first if agent else None,
        finished_at=last if finished or abandoned else None,
        finish_reason=CLOSING_REASONS[0] if finished else None,
    )
    if story.rating is not None:
        insert(
            owner,
            "survey_requests",
            account_id=ACCOUNT,
            id=id_of("survey", story.wa_id),
            ticket_id=id_of("ticket", story.wa_id),
            conversation_id=conversation,
            contact_id=id_of("contact", story.wa_id),
            channel_id=FIRST.channel_id,
            state="answered",
            rating=story.rating,
            comment=story.comment,
            answered_by="link",
            planned_at=last,
            asked_at=last,
            answered_at=last + timedelta(minutes=2),
            expires_at=last + timedelta(days=7),
        )
    for label in story.labels:
        insert(
            owner,
            "conversation_labels",
            account_id=ACCOUNT,
            conversation_id=conversation,
            label_id=id_of("label", label),
        )
    insert(owner, "demo.customers", wa_id=story.wa_id, user_id=f"BR.{story.wa_id}", name=story.name, created_at=first)
    for sequence, line in enumerate(story.lines, 1):
        _write_line(owner, story, sequence, line, now, protocol)
    if story.scheduled and snoozed_until:
        insert(
            owner,
            "scheduled_messages",
            account_id=ACCOUNT,
            id=id_of("scheduled", story.wa_id),
            conversation_id=conversation,
            author_id=agent,
            kind="message",
            text=story.scheduled,
            due_at=snoozed_until - timedelta(hours=1),
            cancel_on_reply=True,
            inbound_count=len(inbound),
        )
    clocks = clock_rows(
        story,
        now,
        ticket_id=id_of("ticket", story.wa_id),
        conversation_id=conversation,
        policy_id=id_of("sla", POLICY["name"]),
        calendar_id=id_of("calendar", "Sempre aberto"),
    )
    for columns in clocks:
        insert(owner, "sla_targets", account_id=ACCOUNT, **columns)


def _write_line(owner: Owner, story: Story, sequence: int, line: Line, now: datetime, protocol: str) -> None:
    message, at = id_of("message", story.wa_id, sequence), now - timedelta(minutes=line.minutes_ago)
    text = line.text.format(protocol=protocol) if line.text else None
    outgoing, private = line.who in ("a", "b"), line.who == "n"
    wamid = None if private else f"wamid.seed.{message.hex}"
    author = {"c": "contact", "a": "agent", "n": "agent", "b": "bot"}[line.who]
    status = line.status if outgoing else None
    insert(
        owner,
        "messages",
        account_id=ACCOUNT,
        id=message,
        conversation_id=id_of("conversation", story.wa_id),
        channel_id=FIRST.channel_id,
        sequence=sequence,
        direction="in" if line.who == "c" else "out",
        author_type=author,
        author_id=id_of("contact", story.wa_id)
        if author == "contact"
        else id_of("user", story.agent or "marina")
        if author == "agent"
        else None,
        private=private,
        type=line.type,
        text=text,
        content=line.content or {},
        external_id=wamid,
        status=status,
        created_at=at,
        stored_at=at,
        sent_at=at if outgoing else None,
        delivered_at=at + timedelta(seconds=2) if outgoing else None,
        read_at=at + timedelta(seconds=40) if status == "read" else None,
    )
    if line.file:
        kind, file_name, mime_type, make = FILES[line.file]
        media = id_of("media", story.wa_id, sequence)
        insert(
            owner,
            "media",
            account_id=ACCOUNT,
            id=media,
            message_id=message,
            kind=kind,
            state="stored",
            file_name=file_name,
            mime_type=mime_type,
            bytes=len(make()),
            object_key=f"accounts/{ACCOUNT}/media/{media}/{file_name}",
            width=480 if kind == "image" else None,
            height=640 if kind == "image" else None,
            created_at=at,
        )
    if wamid:
        content = _platform_content(line, text)
        insert(
            owner,
            "demo.messages",
            wamid=wamid,
            phone_number_id=FIRST.phone_number_id,
            wa_id=story.wa_id,
            direction="business" if outgoing else "customer",
            type=line.type,
            content=content,
            status=status or "read",
            created_at=at,
        )


def _platform_content(line: Line, text: str | None) -> dict[str, Any]:
    if line.file:
        kind, file_name, mime_type, _ = FILES[line.file]
        return {"id": f"demo-{kind}", "mime_type": mime_type, "filename": file_name, "caption": text or ""}
    if line.content:
        content: dict[str, Any] = line.content[line.type]
        return content
    return {"body": text}
