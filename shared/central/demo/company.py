"""Writes the demo's company: people, queues with skills and hours, service levels, rules, its numbers and templates."""

from datetime import UTC, datetime

from central.accounts.passwords import hash_password
from central.demo.ground import (
    ACCOUNT,
    BUSINESS_ID,
    FIRST,
    NUMBERS,
    PASSWORD,
    PEOPLE,
    QUEUES,
    SKILLS,
    Number,
    Owner,
    id_of,
    insert,
)
from central.demo.hours import CALENDARS, calendar_rows
from central.demo.service_levels import POLICY
from central.demo.stories import CLOSING_REASONS, LABELS, TEMPLATES


def create_company(owner: Owner) -> None:
    """Write everything but its conversations."""
    # Colleagues of the demo never connect: their conversations stay theirs instead of going back to the queue.
    # Nobody gets a presence: who was never there is online from the first sign-in on, and is given work.
    # One sign-in serves everybody who tries the demo, and the browser tests: they may ask more often than one person.
    settings = {"give_back_after_seconds": 0}
    insert(
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
        insert(owner, "users", id=id_of("user", key), email=email, name=name, password_hash=password)
        insert(owner, "memberships", account_id=ACCOUNT, user_id=id_of("user", key), role=role)
    for name, (description, is_default, agent_limit, members) in QUEUES.items():
        queue = id_of("queue", name)
        insert(
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
            insert(owner, "queue_members", account_id=ACCOUNT, queue_id=queue, user_id=id_of("user", member))
    insert(owner, "sla_policies", account_id=ACCOUNT, id=id_of("sla", POLICY["name"]), **POLICY)
    _ask_before_closing(owner)
    insert(
        owner,
        "follow_up_rules",
        account_id=ACCOUNT,
        id=id_of("follow-up", "Cliente sem resposta"),
        name="Cliente sem resposta",
        trigger="silence",
        steps=[
            {"after_minutes": 60, "action": "message", "text": "Oi, {name}! Ainda podemos ajudar com algo?"},
            {"after_minutes": 120, "action": "close", "reason": "Sem resposta"},
        ],
    )
    for name in CALENDARS:
        calendar = id_of("calendar", name)
        for table, columns in calendar_rows(name, datetime.now(UTC)):
            place = {"id": calendar} if table == "calendars" else {"calendar_id": calendar}
            insert(owner, table, account_id=ACCOUNT, **place, **columns)
    _ask_for_skills(owner)
    for name, color in LABELS.items():
        insert(owner, "labels", account_id=ACCOUNT, id=id_of("label", name), name=name, color=color)
    vip = id_of("label", "VIP")
    insert(owner, "priority_rules", account_id=ACCOUNT, name="Clientes VIP", priority=9, label_id=vip)
    for number in NUMBERS:
        _connect(owner, number)


def _connect(owner: Owner, number: Number) -> None:
    """Who writes to either number waits in the queue the company gives everybody."""
    insert(
        owner,
        "channels",
        account_id=ACCOUNT,
        id=number.channel_id,
        type="whatsapp",
        name=number.name,
        external_id=number.phone_number_id,
        business_id=BUSINESS_ID,
        display_address=number.display_number,
        state="active",
        is_default=number is FIRST,
    )
    insert(owner, "channel_pacing", account_id=ACCOUNT, channel_id=number.channel_id)
    for name, category, components in TEMPLATES:
        insert(
            owner,
            "message_templates",
            account_id=ACCOUNT,
            channel_id=number.channel_id,
            name=name,
            language="pt_BR",
            category=category,
            status="APPROVED",
            components=components,
        )


def _ask_before_closing(owner: Owner) -> None:
    """What is asked for is known of everybody who writes by WhatsApp: whoever tries the demo closes at once."""
    insert(owner, "closing_rules", account_id=ACCOUNT, required="{contact.name}")
    for position, name in enumerate(CLOSING_REASONS):
        reason = id_of("closing", name)
        insert(owner, "closing_reasons", account_id=ACCOUNT, id=reason, name=name, position=position)


def _ask_for_skills(owner: Owner) -> None:
    """The second queue shares out by skills; the first, where the simulator's customers arrive, gives to anybody."""
    queue = id_of("queue", "Financeiro")
    # Nobody is given up who waits here: there is somebody in line, and late, whenever the demo is looked at.
    owner.execute(
        "update queues set mode = 'skills', relax_skills_after_seconds = 300, abandon_after_seconds = 0 where id = %s",
        (queue,),
    )
    for name, (asked, levels) in SKILLS.items():
        skill = id_of("skill", name)
        insert(owner, "skills", account_id=ACCOUNT, id=skill, name=name)
        for key, level in levels.items():
            insert(owner, "agent_skills", account_id=ACCOUNT, user_id=id_of("user", key), skill_id=skill, level=level)
        if asked:
            insert(owner, "queue_skills", account_id=ACCOUNT, queue_id=queue, skill_id=skill, level=asked)
