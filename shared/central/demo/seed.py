"""Creates the demo account with its people, number, queues and a week of conversations. Run again, it adds nothing.

``make seed`` calls it, and ``make run`` at every start.
It also mends what a lost engine state took away: sealed credentials whose key is gone, secrets, files.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

import psycopg
from psycopg.rows import dict_row

from central.demo.company import create_company
from central.demo.ground import (
    ACCOUNT,
    BUSINESS_ID,
    FILES,
    FIRST,
    NUMBERS,
    PASSWORD,
    PEOPLE,
    Number,
    Owner,
    id_of,
    insert,
)
from central.demo.service import SCHEMA
from central.demo.sign_in import trust_issuer
from central.demo.stories import STORIES, TEMPLATES
from central.demo.telling import tell
from central.ports import Blobs, Secrets


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
                create_company(owner)
                _create_platform(owner)
                for number, story in enumerate(STORIES, 1):
                    tell(owner, number, story, datetime.now(UTC))
        _mend(owner, secrets, blobs)
        people = [(email, name) for email, name, _ in PEOPLE.values()]
        trust_issuer(
            owner, secrets, public_url, ACCOUNT, id_of("provider"), created_by=id_of("user", "marina"), people=people
        )
        # The demonstration has no second factor, so its operator needs none.
        owner.execute(
            "insert into gate.operators (user_id, second_factor_required) values (%s, false) on conflict do nothing",
            (id_of("user", "marina"),),
        )
    secrets.save_webhook_secret("meta/app_secret", app_secret)
    secrets.save_webhook_secret("meta/verify_token", verify_token)
    logins = [{"email": email, "password": PASSWORD, "role": role} for email, _, role in PEOPLE.values()]
    return DemoAccess(FIRST.phone_number_id, logins)


def _create_platform(owner: Owner) -> None:
    for number in NUMBERS:
        insert(
            owner,
            "demo.numbers",
            phone_number_id=number.phone_number_id,
            business_id=BUSINESS_ID,
            display_number=number.display_number,
            verified_name=number.verified_name,
            access_token=number.access_token,
        )
    for name, category, components in TEMPLATES:
        insert(
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
        insert(owner, "demo.media", id=f"demo-{kind}", mime_type=mime_type, sha256="", content=content)


def _mend(owner: Owner, secrets: Secrets, blobs: Blobs) -> None:
    """Seal the credentials when they cannot be opened, and put back files the bucket has lost."""
    for number in NUMBERS:
        _seal(owner, secrets, number)
    rows = owner.execute(
        "select object_key, kind from media where account_id = %s and object_key is not null"
        " and position('comprovante' in file_name) + position('boleto' in file_name) > 0",
        (ACCOUNT,),
    ).fetchall()
    for file in rows:
        if blobs.head(file["object_key"]) is None:
            _, _, mime_type, make = FILES["receipt" if file["kind"] == "image" else "invoice"]
            blobs.put(file["object_key"], make(), mime_type)


def _seal(owner: Owner, secrets: Secrets, number: Number) -> None:
    context = f"{ACCOUNT}|channels|credentials|{number.channel_id}"
    row = owner.execute("select credentials from channels where id = %s", (number.channel_id,)).fetchone()
    if row is None:
        return  # a demonstration of before there was this number
    try:
        secrets.open(bytes(row["credentials"] or b""), context)
    except ValueError:
        sealed = secrets.seal(json.dumps({"access_token": number.access_token}).encode(), context)
        owner.execute(
            "update channels set credentials = %s, credentials_hint = %s where id = %s",
            (sealed, number.access_token[-4:], number.channel_id),
        )
