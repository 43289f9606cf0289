"""Creates the demo account with its people, number, queues and a week of conversations. Run again, it adds nothing.

``make seed`` calls it, and ``make run`` at every start.
It also mends what a lost engine state took away: sealed credentials whose key is gone, secrets, files.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import psycopg
from psycopg.rows import dict_row

from central.accounts.passwords import hash_password
from central.demo.files import invoice_pdf, receipt_png
from central.demo.hours import CALENDARS, calendar_rows
from central.demo.service import SCHEMA
from central.demo.service_levels import POLICY, clock_rows
from central.demo.sign_in import trust_issuer
from central.demo.stories import CLOSING_REASONS, LABELS, STORIES, TEMPLATES, Line, Story
from central.platforms.phone import match_key
from central.ports import Blobs, Secrets

_SPACE = UUID("6f0c2a34-8a4e-4a52-9b1c-7f6de1f0c001")
ACCOUNT = uuid5(_SPACE, "account")
CHANNEL = uuid5(_SPACE, "channel")
PHONE_NUMBER_ID = "100200300400500"
BUSINESS_ID = "500400300200100"
DISPLAY_NUMBER = "+551140028922"
ACCESS_TOKEN = "demo-access-token"  # noqa: S105 - of a platform that exists on this machine only
PASSWORD = "demo123"  # noqa: S105 - the demo's published password

PEOPLE = {
    "marina": ("demo@plataforma.com", "Marina Alves", "admin"),
    "bia": ("bia@plataforma.com", "Bia Rocha", "agent"),
    "carlos": ("carlos@plataforma.com", "Carlos Lima", "supervisor"),
}
# The first queue's limit is far above the default of 5, so that whoever plays with the simulator is always free.
QUEUES = {
    "Atendimento": ("Dúvidas, entregas e trocas", True, 100, ("marina", "bia")),
    "Financeiro": ("Boletos, notas e negociação", False, 5, ("bia", "carlos")),
}
# What Financeiro asks for (0: nothing), and who can it how well.
SKILLS = {
    "Negociação": (2, {"bia": 4, "carlos": 3}),
    "Espanhol": (0, {"marina": 2, "bia": 5}),
}
FILES = {
    "receipt": ("image", "comprovante.png", "image/png", receipt_png),
    "invoice": ("document", "boleto-novembro.pdf", "application/pdf", invoice_pdf),
}

Owner = psycopg.Connection[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class DemoAccess:
    """What somebody needs to use the demo."""

    phone_number_id: str
    logins: list[dict[str, str]]


def seed(
    owner_url: str, secrets: Secrets, blobs: Blobs, *, app_secret: str, verify_token: str, public_url: str
) -> DemoAccess:
    """Make sure that the demo exists and works.

    Args:
        owner_url: a role that row-level security does not hold back (the local superuser).
        secrets, blobs: where webhook secrets, credentials and files go.
        app_secret, verify_token: of the demo's Meta app; webhooks are signed with them.
        public_url: where the demo is reached: the look-alike provider's name begins with it.
    """
    with psycopg.connect(owner_url, autocommit=True, row_factory=dict_row) as owner:
        owner.execute(SCHEMA.read_text(encoding="utf-8").encode())
        fresh = owner.execute("select 1 from accounts where id = %s", (ACCOUNT,)).fetchone() is None
        if fresh:
            with owner.transaction():
                _create_company(owner)
                _create_platform(owner)
                for number, story in enumerate(STORIES, 1):
                    _tell(owner, number, story, datetime.now(UTC))
        _mend(owner, secrets, blobs)
        people = [(email, name) for email, name, _ in PEOPLE.values()]
        trust_issuer(
            owner, secrets, public_url, ACCOUNT, _id("provider"), created_by=_id("user", "marina"), people=people
        )
        # The demonstration has no second factor, so its operator needs none.
        owner.execute(
            "insert into gate.operators (user_id, second_factor_required) values (%s, false) on conflict do nothing",
            (_id("user", "marina"),),
        )
    secrets.save_webhook_secret("meta/app_secret", app_secret)
    secrets.save_webhook_secret("meta/verify_token", verify_token)
    logins = [{"email": email, "password": PASSWORD, "role": role} for email, _, role in PEOPLE.values()]
    return DemoAccess(PHONE_NUMBER_ID, logins)


def _id(*parts: object) -> UUID:
    return uuid5(_SPACE, "/".join(map(str, parts)))


def _insert(owner: Owner, table: str, **columns: Any) -> None:
    names = ", ".join(columns)
    values = ", ".join(f"%({name})s" for name in columns)
    written = {k: json.dumps(v) if isinstance(v, dict | list) else v for k, v in columns.items()}
    owner.execute(f"insert into {table} ({names}) values ({values})".encode(), written)  # noqa: S608  # nosec B608 - our own names


def _create_company(owner: Owner) -> None:
    # Colleagues of the demo never connect: their conversations stay theirs instead of going back to the queue.
    # Nobody gets a presence: who was never there is online from the first sign-in on, and is given work.
    # One sign-in serves everybody who tries the demo, and the browser tests: they may ask more often than one person.
    settings = {"give_back_after_seconds": 0}
    _insert(
        owner,
        "accounts",
        id=ACCOUNT,
        name="Loja Sol",
        settings=settings,
        requests_per_minute=100_000,
        onboarding_ended_at=datetime.now(UTC),
    )
    password = hash_password(PASSWORD)
    for key, (email, name, role) in PEOPLE.items():
        _insert(owner, "users", id=_id("user", key), email=email, name=name, password_hash=password)
        _insert(owner, "memberships", account_id=ACCOUNT, user_id=_id("user", key), role=role)
    for name, (description, is_default, agent_limit, members) in QUEUES.items():
        queue = _id("queue", name)
        _insert(
            owner,
            "queues",
            account_id=ACCOUNT,
            id=queue,
            name=name,
            description=description,
            is_default=is_default,
            agent_limit=agent_limit,
        )
        for member in members:
            _insert(owner, "queue_members", account_id=ACCOUNT, queue_id=queue, user_id=_id("user", member))
    _insert(owner, "sla_policies", account_id=ACCOUNT, id=_id("sla", POLICY["name"]), **POLICY)
    _ask_before_closing(owner)
    _insert(
        owner,
        "follow_up_rules",
        account_id=ACCOUNT,
        id=_id("follow-up", "Cliente sem resposta"),
        name="Cliente sem resposta",
        trigger="silence",
        steps=[
            {"after_minutes": 60, "action": "message", "text": "Oi, {name}! Ainda podemos ajudar com algo?"},
            {"after_minutes": 120, "action": "close", "reason": "Sem resposta"},
        ],
    )
    for name in CALENDARS:
        calendar = _id("calendar", name)
        for table, columns in calendar_rows(name, datetime.now(UTC)):
            place = {"id": calendar} if table == "calendars" else {"calendar_id": calendar}
            _insert(owner, table, account_id=ACCOUNT, **place, **columns)
    _ask_for_skills(owner)
    for name, color in LABELS.items():
        _insert(owner, "labels", account_id=ACCOUNT, id=_id("label", name), name=name, color=color)
    _insert(
        owner,
        "channels",
        account_id=ACCOUNT,
        id=CHANNEL,
        type="whatsapp",
        name="WhatsApp Loja Sol",
        external_id=PHONE_NUMBER_ID,
        business_id=BUSINESS_ID,
        display_address=DISPLAY_NUMBER,
        state="active",
        is_default=True,
    )
    _insert(owner, "channel_pacing", account_id=ACCOUNT, channel_id=CHANNEL)
    for name, category, components in TEMPLATES:
        _insert(
            owner,
            "message_templates",
            account_id=ACCOUNT,
            channel_id=CHANNEL,
            name=name,
            language="pt_BR",
            category=category,
            status="APPROVED",
            components=components,
        )


def _ask_before_closing(owner: Owner) -> None:
    """What is asked for is known of everybody who writes by WhatsApp: whoever tries the demo closes at once."""
    _insert(owner, "closing_rules", account_id=ACCOUNT, required="{contact.name}")
    for position, name in enumerate(CLOSING_REASONS):
        reason = _id("closing", name)
        _insert(owner, "closing_reasons", account_id=ACCOUNT, id=reason, name=name, position=position)


def _ask_for_skills(owner: Owner) -> None:
    """The second queue shares out by skills; the first, where the simulator's customers arrive, gives to anybody."""
    queue = _id("queue", "Financeiro")
    # Nobody is given up who waits here: there is somebody in line, and late, whenever the demo is looked at.
    owner.execute(
        "update queues set mode = 'skills', relax_skills_after_seconds = 300, abandon_after_seconds = 0 where id = %s",
        (queue,),
    )
    for name, (asked, levels) in SKILLS.items():
        skill = _id("skill", name)
        _insert(owner, "skills", account_id=ACCOUNT, id=skill, name=name)
        for key, level in levels.items():
            _insert(owner, "agent_skills", account_id=ACCOUNT, user_id=_id("user", key), skill_id=skill, level=level)
        if asked:
            _insert(owner, "queue_skills", account_id=ACCOUNT, queue_id=queue, skill_id=skill, level=asked)


def _create_platform(owner: Owner) -> None:
    _insert(
        owner,
        "demo.numbers",
        phone_number_id=PHONE_NUMBER_ID,
        business_id=BUSINESS_ID,
        display_number=DISPLAY_NUMBER,
        verified_name="Loja Sol",
        access_token=ACCESS_TOKEN,
    )
    for name, category, components in TEMPLATES:
        _insert(
            owner,
            "demo.templates",
            business_id=BUSINESS_ID,
            name=name,
            language="pt_BR",
            category=category,
            components=components,
        )
    for kind, _, mime_type, make in FILES.values():
        content = make()
        _insert(owner, "demo.media", id=f"demo-{kind}", mime_type=mime_type, sha256="", content=content)


def _tell(owner: Owner, number: int, story: Story, now: datetime) -> None:
    """Write one story: the contact, the conversation, its ticket and messages, and the platform's own copy."""
    contact, conversation = _id("contact", story.wa_id), _id("conversation", story.wa_id)
    identity, queue = _id("identity", story.wa_id), _id("queue", story.queue)
    agent = _id("user", story.agent) if story.agent else None
    first, last = (now - timedelta(minutes=line.minutes_ago) for line in (story.lines[0], story.lines[-1]))
    protocol = f"{first.astimezone(ZoneInfo('America/Sao_Paulo')):%Y%m%d}-{900000 + number:06d}"
    answered = [line for line in story.lines if line.who == "a"]
    inbound = [line for line in story.lines if line.who == "c"]
    _insert(
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
    _insert(
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
    _insert(
        owner,
        "reply_windows",
        account_id=ACCOUNT,
        channel_id=CHANNEL,
        contact_id=contact,
        last_inbound_at=now - timedelta(minutes=inbound[-1].minutes_ago),
    )
    finished, abandoned = story.state == "finished", story.state == "abandoned"
    snoozed_until = now + timedelta(hours=story.snoozed_hours) if story.snoozed_hours else None
    waits = story.lines[-1].who == "c" and not finished
    _insert(
        owner,
        "conversations",
        account_id=ACCOUNT,
        id=conversation,
        channel_id=CHANNEL,
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
        last_message_id=_id("message", story.wa_id, len(story.lines)),
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
    _insert(
        owner,
        "tickets",
        account_id=ACCOUNT,
        id=_id("ticket", story.wa_id),
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
        _insert(
            owner,
            "survey_requests",
            account_id=ACCOUNT,
            id=_id("survey", story.wa_id),
            ticket_id=_id("ticket", story.wa_id),
            conversation_id=conversation,
            contact_id=_id("contact", story.wa_id),
            channel_id=CHANNEL,
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
        _insert(
            owner,
            "conversation_labels",
            account_id=ACCOUNT,
            conversation_id=conversation,
            label_id=_id("label", label),
        )
    _insert(owner, "demo.customers", wa_id=story.wa_id, user_id=f"BR.{story.wa_id}", name=story.name, created_at=first)
    for sequence, line in enumerate(story.lines, 1):
        _write_line(owner, story, sequence, line, now, protocol)
    if story.scheduled and snoozed_until:
        _insert(
            owner,
            "scheduled_messages",
            account_id=ACCOUNT,
            id=_id("scheduled", story.wa_id),
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
        ticket_id=_id("ticket", story.wa_id),
        conversation_id=conversation,
        policy_id=_id("sla", POLICY["name"]),
        calendar_id=_id("calendar", "Sempre aberto"),
    )
    for columns in clocks:
        _insert(owner, "sla_targets", account_id=ACCOUNT, **columns)


def _write_line(owner: Owner, story: Story, sequence: int, line: Line, now: datetime, protocol: str) -> None:
    message, at = _id("message", story.wa_id, sequence), now - timedelta(minutes=line.minutes_ago)
    text = line.text.format(protocol=protocol) if line.text else None
    outgoing, private = line.who in ("a", "b"), line.who == "n"
    wamid = None if private else f"wamid.seed.{message.hex}"
    author = {"c": "contact", "a": "agent", "n": "agent", "b": "bot"}[line.who]
    status = line.status if outgoing else None
    _insert(
        owner,
        "messages",
        account_id=ACCOUNT,
        id=message,
        conversation_id=_id("conversation", story.wa_id),
        channel_id=CHANNEL,
        sequence=sequence,
        direction="in" if line.who == "c" else "out",
        author_type=author,
        author_id=_id("contact", story.wa_id)
        if author == "contact"
        else _id("user", story.agent or "marina")
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
        media = _id("media", story.wa_id, sequence)
        _insert(
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
        _insert(
            owner,
            "demo.messages",
            wamid=wamid,
            phone_number_id=PHONE_NUMBER_ID,
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


def _mend(owner: Owner, secrets: Secrets, blobs: Blobs) -> None:
    """Seal the credentials when they cannot be opened, and put back files the bucket has lost."""
    context = f"{ACCOUNT}|channels|credentials|{CHANNEL}"
    row = owner.execute("select credentials from channels where id = %s", (CHANNEL,)).fetchone()
    assert row is not None
    try:
        secrets.open(bytes(row["credentials"] or b""), context)
    except ValueError:
        sealed = secrets.seal(json.dumps({"access_token": ACCESS_TOKEN}).encode(), context)
        owner.execute(
            "update channels set credentials = %s, credentials_hint = %s where id = %s",
            (sealed, ACCESS_TOKEN[-4:], CHANNEL),
        )
    rows = owner.execute(
        "select object_key, kind from media where account_id = %s and object_key is not null"
        " and position('comprovante' in file_name) + position('boleto' in file_name) > 0",
        (ACCOUNT,),
    ).fetchall()
    for file in rows:
        if blobs.head(file["object_key"]) is None:
            _, _, mime_type, make = FILES["receipt" if file["kind"] == "image" else "invoice"]
            blobs.put(file["object_key"], make(), mime_type)
