"""What is due in the slices, in all companies: asked here, so that the sweep loads none of them to ask.

Each runs as the look-up role (docs/decisions/0005) and answers ids only.
"""

from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from central.db.database import without_account
from central.db.driver import class_row
from central.db.queries import Queries
from central.frozen import Frozen
from central.ports import Database

queries = Queries(Path(__file__).with_name("slices.sql"))


class MailWork(Frozen):
    """Whether mail waits now, and whether any may wait later."""

    due: bool
    ahead: bool


class DueTimer(NamedTuple):
    """A conversation in which something is due, or (not ``due``) will be within a quarter of an hour.

    Without a conversation somebody should look where the reply window ends.
    """

    account_id: UUID
    conversation_id: UUID | None
    due: bool


class DuePrivacy(Frozen):
    """A job nobody works on, or (``job_id`` None) an account with something to tidy up."""

    account_id: UUID
    job_id: UUID | None


class DueTicket(NamedTuple):
    """A ticket with a clock nobody comes to look at in time."""

    account_id: UUID
    ticket_id: UUID


def mail_work(database: Database) -> MailWork:
    """Return whether mail waits, and whether any may."""
    with without_account(database) as connection, connection.cursor(row_factory=class_row(MailWork)) as cursor:
        row = cursor.execute(queries.mail_work).fetchone()
    assert row is not None
    return row


def due_calendars(database: Database, limit: int) -> list[tuple[UUID, UUID]]:
    """Return account and id of calendars, of all companies, that are to be worked out further.

    Raises:
        TryLater: the database went away.
    """
    with without_account(database) as connection:
        return connection.execute(queries.due_calendars, {"limit": limit}).fetchall()


def due_timers(database: Database, limit: int) -> list[DueTimer]:
    """Return the conversations of all companies in which something is due now or soon.

    Raises:
        TryLater: the database went away.
    """
    with without_account(database) as connection, connection.cursor(row_factory=class_row(DueTimer)) as cursor:
        return cursor.execute(queries.due_timers, {"limit": limit}).fetchall()


def due_privacy(database: Database, limit: int) -> list[DuePrivacy]:
    """Return what is due anywhere, at most ``limit`` of each kind.

    Raises:
        TryLater: the database went away.
    """
    with without_account(database) as connection, connection.cursor(row_factory=class_row(DuePrivacy)) as cursor:
        return cursor.execute(queries.due_privacy, {"limit": limit}).fetchall()


def due_wishes(database: Database, limit: int) -> list[UUID]:
    """Return companies, of all, with wishes that could be fulfilled.

    Raises:
        TryLater: the database went away.
    """
    with without_account(database) as connection:
        return [row[0] for row in connection.execute(queries.due_wishes, {"limit": limit}).fetchall()]


def wishes_ahead(database: Database) -> bool:
    """Return whether wishes, of any company, can be fulfilled within the hour."""
    with without_account(database) as connection:
        row = connection.execute(queries.wishes_ahead).fetchone()
    return bool(row and row[0])


def due_routing(database: Database, limit: int) -> list[UUID]:
    """Return the companies whose routing should be rung again: a bell for something due was lost.

    Raises:
        TryLater: the database went away.
    """
    with without_account(database) as connection:
        return [row[0] for row in connection.execute(queries.due_routing, {"limit": limit}).fetchall()]


def due_sla(database: Database, limit: int) -> list[DueTicket]:
    """Return tickets of all companies with clocks nobody comes to look at in time.

    Raises:
        TryLater: the database went away.
    """
    with without_account(database) as connection:
        return [DueTicket(*row) for row in connection.execute(queries.due_sla, {"limit": limit}).fetchall()]


def sla_ahead(database: Database) -> bool:
    """Return whether any clock must be looked at within a quarter of an hour."""
    with without_account(database) as connection:
        row = connection.execute(queries.sla_ahead).fetchone()
    return bool(row and row[0])
