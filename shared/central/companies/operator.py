"""What whoever runs Central does about companies: list them with what they use, open, suspend and resume them, and
say who may do so in the app.

Needs a connection of the database's owner; the functions' own role may run none of this.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import psycopg
from psycopg.rows import class_row

from central.errors import Invalid, NotFound

LOCALES = ("pt-BR", "en", "es")


@dataclass(frozen=True, slots=True)
class Usage:
    """A company and what it uses. Messages are those of the last 30 days, in both directions."""

    id: UUID
    name: str
    status: str
    created_at: datetime
    people: int
    channels: int
    open_conversations: int
    messages_30_days: int
    last_activity_at: datetime | None


def list_companies(owner_url: str) -> list[Usage]:
    """Return every company, the oldest first."""
    with _owner(owner_url) as owner, owner.cursor(row_factory=class_row(Usage)) as cursor:
        return cursor.execute("select * from operator_accounts()").fetchall()


def create_company(
    owner_url: str,
    *,
    name: str,
    email: str,
    person: str,
    locale: str = "pt-BR",
    time_zone: str = "America/Sao_Paulo",
) -> UUID:
    """Open a company with its first admin, who is sent a link to choose a password unless they have one.

    Args:
        name: 1 to 120 characters.
        email, person: address and name of the first admin.
        locale: ``pt-BR``, ``en`` or ``es``.
        time_zone: IANA name.

    Raises:
        Invalid: one of them makes no sense.
    """
    if locale not in LOCALES:
        raise Invalid(f"The language must be one of {', '.join(LOCALES)}.", fields={"locale": locale})
    with _owner(owner_url) as owner:
        zones = owner.execute("select exists (select from pg_timezone_names where name = %s)", (time_zone,)).fetchone()
        if zones is None or not zones[0]:
            raise Invalid(f"There is no time zone {time_zone}.", fields={"time_zone": time_zone})
        try:
            row = owner.execute(
                "select operator_create_account(%s, %s, %s, %s, %s)", (name, locale, time_zone, email.strip(), person)
            ).fetchone()
        except psycopg.errors.CheckViolation as error:
            raise Invalid("A name or the e-mail is empty or too long.") from error
    assert row is not None
    return UUID(str(row[0]))


def set_suspended(owner_url: str, account_id: UUID, *, suspended: bool, reason: str) -> None:
    """Suspend a company or let it work again. Suspending ends what its people do at once; nothing is lost.

    Args:
        reason: why, for the company's audit log.

    Raises:
        NotFound: there is no such company.
    """
    with _owner(owner_url) as owner:
        status = "suspended" if suspended else "active"
        row = owner.execute("select operator_set_status(%s, %s, %s)", (account_id, status, reason)).fetchone()
    if row is None or not row[0]:
        raise NotFound("There is no such company.")


def list_operators(owner_url: str) -> list[str]:
    """Return the addresses of who may operate this installation in the app."""
    with _owner(owner_url) as owner:
        return [str(row[0]) for row in owner.execute("select email from operator_emails()").fetchall()]


def set_operator(owner_url: str, email: str, *, operates: bool) -> None:
    """Let somebody operate this installation in the app, or no longer. They need a second factor to do so.

    Raises:
        NotFound: nobody has this address.
    """
    with _owner(owner_url) as owner:
        person = owner.execute("select id from person_of_email(%s)", (email.strip(),)).fetchone()
        if person is None:
            raise NotFound("Nobody has this address.")
        if operates:
            owner.execute("insert into gate.operators (user_id) values (%s) on conflict do nothing", (person[0],))
        else:
            owner.execute("delete from gate.operators where user_id = %s", (person[0],))


def _owner(owner_url: str) -> psycopg.Connection[tuple[object, ...]]:
    connection = psycopg.connect(owner_url)
    connection.execute("set role central_owner")
    return connection
