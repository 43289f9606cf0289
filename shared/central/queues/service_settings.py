"""What a company says by itself to who writes, and how patient it is: in all queues, where one says nothing else."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from central.accounts import audit
from central.accounts.permissions import check
from central.call import Call
from central.clock import now
from central.db.database import Row, Transaction
from central.db.queries import Queries
from central.events import routing_doorbell, sweep_doorbell
from central.ports import Ports
from central.texts import DEFAULTS, TextName, known_locale

queries = Queries(Path(__file__).with_name("service_settings.sql"))

# Those the product says by itself; the words of the survey are with the survey's settings.
TEXTS: tuple[TextName, ...] = (
    "greeting",
    "protocol",
    "handoff",
    "position",
    "away",
    "out_of_hours",
    "abandonment",
    "closing",
    "marketing_stopped",
    "marketing_resumed",
)
_TIMES = ("position_interval_seconds", "give_back_after_seconds", "idle_after_seconds")
_CHOICES = ("say_closing", *_TIMES)


def get_service(ports: Ports, call: Call) -> Row:
    """Return the texts (None: the one of the language; an empty one is not said), the times in seconds, and whether a
    resolved conversation ends with a last word."""
    check(call, "queues.read")
    with ports.database.transaction(call) as transaction:
        return _read(transaction)


def change_service(ports: Ports, call: Call, change: Mapping[str, Any]) -> Row:
    """Change what is given; what is left out stays. Who waits already is treated by it too, and who is idle with their
    next heartbeat.

    Args:
        change: ``texts`` (name → text, or None for the one of the language), ``say_closing``,
            ``position_interval_seconds``, ``give_back_after_seconds`` and ``idle_after_seconds`` (0: never).

    Raises:
        Forbidden: the caller may not.
    """
    check(call, "queues.manage")
    texts: Mapping[str, str | None] = change.get("texts") or {}
    choices = {name: change[name] for name in _CHOICES if change.get(name) is not None}
    with ports.database.transaction(call) as transaction:
        transaction.execute(queries.save_service, texts=json.dumps(dict(texts)), settings=json.dumps(choices))
        fields = [*(f"texts.{name}" for name in texts), *choices]
        audit.record(transaction, "service.changed", target=("account", call.account_id), fields=fields)
        if any(name in choices for name in _TIMES):
            # Somebody may have a new place to be told of, or have been away too long from now on.
            transaction.ring(routing_doorbell(call.account_id), sweep_doorbell(now()))
        return _read(transaction)


def _read(transaction: Transaction) -> Row:
    row = transaction.one(queries.read_service)
    assert row is not None
    defaults = DEFAULTS[known_locale(row["locale"])]
    own = {name: text for name, text in row["texts"].items() if isinstance(text, str)}
    return {
        "texts": {name: own.get(name) for name in TEXTS},
        "defaults": {name: defaults[name] for name in TEXTS},
        **{name: row[name] for name in _CHOICES},
    }
