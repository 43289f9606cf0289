"""What a company chose about surveys, and what came back."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from central.accounts import audit
from central.call import Call
from central.db.database import Row, Transaction
from central.errors import Invalid, NotFound
from central.ports import Ports
from central.surveys import store
from central.texts import DEFAULTS, TextName, known_locale
from central.versions import check_version, version_of

_TEXTS: Mapping[str, TextName] = MappingProxyType(
    {
        "question": "csat",
        "comment_request": "csat_comment",
        "thanks": "csat_thanks",
        "comment_thanks": "csat_comment_thanks",
    }
)
_CHOICES = ("enabled", "ask_comment", "alert_low_ratings", "delay_seconds", "quiet_queue_ids")


def get_settings(ports: Ports, call: Call) -> Row:
    """Return how contacts are asked."""
    with ports.database.transaction(call) as transaction:
        return _read(transaction)


def save_settings(ports: Ports, call: Call, values: Mapping[str, Any]) -> Row:
    """Save all of it. Who is to be asked already is asked by it too.

    Args:
        values: every field of ``SurveySettingsBody``.

    Raises:
        NotFound: a queue does not exist.
        Conflict: ``changed_meanwhile``: they are another version by now.
    """
    quiet = list(dict.fromkeys(values["quiet_queue_ids"]))
    with ports.database.transaction(call) as transaction:
        store.lock_settings(transaction)
        check_version(_read(transaction)["version"], values["version"])
        if quiet and store.count_queues(transaction, quiet) < len(quiet):
            raise NotFound("Fila não encontrada.")
        choices = {**{name: values[name] for name in _CHOICES}, "quiet_queue_ids": quiet}
        store.save_settings(transaction, choices, {text: values[name] for name, text in _TEXTS.items()})
        audit.record(transaction, "surveys.changed", target=("account", call.account_id), fields=(*_CHOICES, *_TEXTS))
        return _read(transaction)


def list_answers(
    ports: Ports,
    call: Call,
    *,
    queue_id: UUID | None,
    user_id: UUID | None,
    rating: int | None,
    since: date | None,
    until: date | None,
    after: Sequence[Any] | None,
    limit: int,
) -> list[Row]:
    """Return answers as the API shows them, the newest first.

    Args:
        since, until: first and last day of the account's time zone.

    Raises:
        NotFound: no such queue, or nobody of that id works here.
        Invalid: the period ends before it begins.
    """
    check_period(since, until)
    conditions = {"queue_id": queue_id, "user_id": user_id, "rating": rating, "since": since, "until": until}
    with ports.database.transaction(call) as transaction:
        _check_known(transaction, queue_id, user_id)
        return store.page_answers(transaction, conditions, after=after, limit=limit)


def sum_up(
    ports: Ports, call: Call, *, queue_id: UUID | None, user_id: UUID | None, since: date | None, until: date | None
) -> Row:
    """Return how a period was rated; a survey belongs to the day it was answered, or else asked.

    Raises:
        NotFound: no such queue, or nobody of that id works here.
        Invalid: the period ends before it begins.
    """
    check_period(since, until)
    with ports.database.transaction(call) as transaction:
        _check_known(transaction, queue_id, user_id)
        return store.sum_up(transaction, queue_id=queue_id, user_id=user_id, since=since, until=until)


def satisfaction_of(ports: Ports, call: Call, contact_id: UUID) -> Row:
    """Return how a contact has rated the company so far: ``answered, mean, last_rating, last_answered_at``.

    Raises:
        NotFound: no such contact.
    """
    with ports.database.transaction(call) as transaction:
        found = store.satisfaction_of(transaction, contact_id)
    if found is None:
        raise NotFound("Cliente não encontrado.")
    return found


def _check_known(transaction: Transaction, queue_id: UUID | None, user_id: UUID | None) -> None:
    """A list about what is not here is no empty list."""
    if (queue_id or user_id) and not store.knows(transaction, queue_id=queue_id, user_id=user_id):
        raise NotFound()


def check_period(since: date | None, until: date | None) -> None:
    """Refuse a period of days that ends before it begins, or that no calendar has.

    Raises:
        Invalid: for the field ``until``.
    """
    if since is not None and until is not None and until < since:
        raise Invalid("O período termina antes de começar.", fields={"until": "Antes do início."})
    if until == date.max:
        raise Invalid("Escolha uma data possível.", fields={"until": "Longe demais."})


def _read(transaction: Transaction) -> Row:
    row = store.read_settings(transaction)
    own: Mapping[str, Any] = row["texts"]
    defaults = DEFAULTS[known_locale(row["locale"])]
    chosen = {name: row[name] for name in _CHOICES} | {name: own.get(text) for name, text in _TEXTS.items()}
    return {
        **chosen,
        "version": version_of(chosen),
        "defaults": {name: defaults[text] for name, text in _TEXTS.items()},
    }
