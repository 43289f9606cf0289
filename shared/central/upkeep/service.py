"""The sweep: rings again for whatever a lost doorbell or a crash left, in all companies.

It is rung by activity and keeps itself going only while something may become due, so that an idle database sleeps.
"""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from central.call import system_call
from central.clock import now
from central.errors import TryLater
from central.events import (
    Doorbell,
    answer_doorbell,
    mail_doorbell,
    media_doorbell,
    outbound_doorbell,
    privacy_doorbell,
    push_doorbell,
    routing_doorbell,
    sla_doorbell,
    sweep_doorbell,
    timers_doorbell,
)
from central.frozen import Frozen
from central.ports import Ports
from central.queues.assigning import give_back_absent_agents
from central.upkeep import slices, store
from central.upkeep.store import Due, Gauges

_AT_ONCE = 1000
_FACTS_AT_ONCE = 200
# Rows of a kind per transaction, and transactions per sweep: what is left is due again in a minute.
_PRUNED_AT_ONCE = 2000
_MOST_PRUNINGS = 100


class Swept(Frozen):
    """What the sweep found, by kind, whether it will look again in a minute, and how the house does."""

    found: dict[str, int]
    again: bool
    gauges: Gauges


def sweep_work(ports: Ports) -> Swept:
    """Ring again for everything that is due, give back what absent agents hold, publish leftover facts, forget the old.

    Raises:
        TryLater: the database or a queue is away; the sweep's own doorbell comes back.
    """
    store.prune_gate(ports.database)
    due = store.due_work(ports.database, _AT_ONCE)
    private = slices.due_privacy(ports.database, _AT_ONCE)
    timers = slices.due_timers(ports.database, _AT_ONCE)
    mail = slices.mail_work(ports.database)
    wishes = slices.due_wishes(ports.database, _AT_ONCE)
    calendars = slices.due_calendars(ports.database, _AT_ONCE)
    clocks = slices.due_sla(ports.database, _AT_ONCE)
    lines = slices.due_routing(ports.database, _AT_ONCE)
    doorbells = [doorbell for item in due for doorbell in _doorbells(item)]
    doorbells += [privacy_doorbell(item.account_id, item.job_id) for item in private]
    doorbells += [timers_doorbell(item.account_id, item.conversation_id) for item in timers if item.due]
    doorbells += [sla_doorbell(item.account_id, item.ticket_id) for item in clocks]
    ports.queues.ring(doorbells)
    if mail.due:
        ports.queues.ring([mail_doorbell()])
    ports.queues.ring([routing_doorbell(account_id) for account_id in wishes])
    ports.queues.ring([routing_doorbell(account_id, calendar_id=one) for account_id, one in calendars])
    ports.queues.ring([routing_doorbell(account_id) for account_id in lines])
    held_up = False
    prunings = _MOST_PRUNINGS
    for kind, account_id in _accounts(due):
        try:
            if kind == "absent":
                give_back_absent_agents(ports, system_call(account_id))
            elif kind == "prune":
                prunings -= prune_account(ports, account_id, most=prunings)
            else:
                held_up |= not publish_leftovers(ports, account_id)
        except TryLater:
            held_up = True  # one company's trouble is not the others'
    again = held_up or bool(due or private or wishes or clocks or lines or timers or mail.ahead)
    again = (
        again
        or store.work_ahead(ports.database)
        or slices.wishes_ahead(ports.database)
        or slices.sla_ahead(ports.database)
    )
    if again:
        ports.queues.ring([sweep_doorbell(now())])
    found = Counter[str](item.kind for item in due)
    if any(item.due for item in timers):
        found["timers"] = sum(item.due for item in timers)
    if private:
        found["privacy"] = len(private)
    if lines:
        found["lines"] = len(lines)
    if mail.due:
        found["mail"] = 1
    if wishes:
        found["wishes"] = len(wishes)
    if calendars:
        found["calendars"] = len(calendars)
    if clocks:
        found["sla"] = len(clocks)
    return Swept(dict(found), again, store.read_gauges(ports.database))


def publish_leftovers(ports: Ports, account_id: UUID) -> bool:
    """Publish facts that a crash or a bus that was away left behind; return whether all that were read are gone."""
    call = system_call(account_id)
    with ports.database.transaction(call) as transaction:
        facts = store.leftover_facts(transaction, _FACTS_AT_ONCE)
    if not facts:
        return True
    published = ports.bus.publish(facts)
    with ports.database.transaction(call) as transaction:
        store.delete_facts(transaction, published)
    return len(published) == len(facts)


def prune_account(ports: Ports, account_id: UUID, *, most: int) -> int:
    """Forget what a company keeps no longer, in at most ``most`` transactions; return how many it took."""
    for done in range(1, most + 1):
        with ports.database.transaction(system_call(account_id)) as transaction:
            pruned = store.prune_account(transaction, _PRUNED_AT_ONCE)
        if pruned < _PRUNED_AT_ONCE:
            return done
    return most


def _doorbells(item: Due) -> list[Doorbell]:
    account_id, conversation_id = item.account_id, item.conversation_id
    match item.kind:
        case "push":
            return [push_doorbell(account_id)]
        case "assign":
            return [routing_doorbell(account_id)]
        case "file" if item.media_id is not None:
            return [media_doorbell(account_id, item.media_id)]
        case "answer" if conversation_id is not None:
            # Whose bot is dead is given to a person instead.
            rescue = routing_doorbell(account_id, conversation_id=conversation_id)
            return [answer_doorbell(account_id, conversation_id, delay_seconds=0), rescue]
        case "lane" if conversation_id is not None:
            return [outbound_doorbell(account_id, conversation_id)]
        case "snooze" if conversation_id is not None:
            return [routing_doorbell(account_id, conversation_id=conversation_id)]
        case _:
            return []


def _accounts(due: Iterable[Due]) -> list[tuple[str, UUID]]:
    named = ((item.kind, item.account_id) for item in due if item.kind in ("absent", "outbox", "prune"))
    return list(dict.fromkeys(named))
