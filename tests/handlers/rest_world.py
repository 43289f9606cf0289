"""Two companies with one row of everything, and somebody of every role in the first: what generated tests ask about."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from central.accounts.passwords import hash_password
from central.accounts.permissions import OPERATOR, PERMISSIONS, ROLES
from central.api.openapi import Operation
from central.clock import now
from tests.fakes.issuer import FakeIssuer
from tests.fixtures.factories import (
    Owner,
    default_queue,
    give_role,
    insert,
    make_account,
    make_agent,
    make_channel,
    make_contact,
    make_conversation,
    make_identity_of,
    make_invite,
    make_message,
    make_role,
    make_session,
    make_sign_in_provider,
    make_team,
    make_ticket,
    make_token,
    make_user,
)
from tests.fixtures.single_sign_on import reach
from tests.handlers.rest_bodies import IN_A_MONTH
from tests.handlers.rest_client import PASSWORD, Client, token_of

PASSWORD_HASH = hash_password(PASSWORD)
_READS = frozenset(permission for permission in PERMISSIONS if permission.endswith(".read"))
# A role of the company's own per scope: what it sees, and what it may.
OWN_ROLES: Mapping[str, tuple[str, frozenset[str]]] = {
    "all": ("all", frozenset(PERMISSIONS)),
    "team": ("team", _READS | frozenset(sorted(PERMISSIONS)[::2])),
    "own": ("own", _READS | frozenset(sorted(PERMISSIONS)[1::2])),
    "nothing": ("own", frozenset()),
}
SIGN_OUT = ("DELETE", "/api/v1/session")  # would end the session the other cases use; has tests of its own


class World:
    """Two companies with one row of everything, seen from the first.

    Args:
        alone: without the second, and without people of other roles than the admin; two thirds of the work.
    """

    def __init__(self, owner: Owner, client: Client, *, alone: bool = False) -> None:
        self.owner = owner
        self.client = client
        self.own = _rows(owner)
        self.foreign = {} if alone else _rows(owner)
        issuers = owner.execute("select issuer from sign_in_providers").fetchall()
        reach(client, *(FakeIssuer(now, url=row["issuer"]) for row in issuers))
        self.tokens: dict[str, str] = {role: self._token(role) for role in (("admin",) if alone else ROLES)}
        if not alone:
            self.tokens |= {f"own {scope}": self._token("agent", *own) for scope, own in OWN_ROLES.items()}
        self.admin = client.by_token(self.tokens["admin"])
        self._operator = client.by_token(self._operator_token())

    def _token(self, role: str, scope: str | None = None, permissions: frozenset[str] = frozenset()) -> str:
        account = self.own["account"]
        user = make_user(self.owner, account, role=role, password_hash=PASSWORD_HASH)
        if scope is not None:
            give_role(self.owner, user, make_role(self.owner, account, sorted(permissions), scope=scope))
        return token_of(self.owner, account, user)

    def _operator_token(self) -> str:
        user = make_user(self.owner, self.own["account"], role="agent")
        self.owner.execute(
            "insert into gate.operators (user_id, second_factor_required) values (%s, false)", (user["id"],)
        )
        return token_of(self.owner, self.own["account"], user)

    def caller(self, operation: Operation) -> Client:
        """Somebody who gets past the door of a route: an admin, or who runs the installation."""
        return self._operator if operation.permission == OPERATOR else self.admin

    def fill(self, value: Any, ids: Mapping[str, Any]) -> Any:
        """Put ids where a body or path names them."""
        text = json.dumps(value)
        for name, found in ids.items():
            if name != "account":
                text = text.replace("{" + name + "}", str(found))
        return json.loads(text)

    def snapshot(self) -> dict[str, str]:
        """A checksum of every table; reading marks and the use of sessions are left out."""
        tables = self.owner.execute(
            "select table_name as name from information_schema.tables"
            " where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'sessions'"
        ).fetchall()
        found = {}
        for table in tables:
            row = self.owner.execute(
                f"select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from \"{table['name']}\" t"
            ).fetchone()
            assert row is not None
            found[str(table["name"])] = row["sum"]
        return found


def _rows(owner: Owner) -> dict[str, Any]:
    account = make_account(owner, requests_per_minute=1_000_000)  # thousands of requests in a few seconds
    user = make_agent(owner, account)
    channel = make_channel(owner, account)
    contact = make_contact(owner, account)
    conversation = make_conversation(owner, channel, contact, session="waiting")
    message = make_message(owner, conversation)
    ticket = make_ticket(owner, conversation)
    media = insert(
        owner,
        "media",
        account_id=account["id"],
        kind="image",
        state="uploading",
        object_key="k",
        mime_type="image/png",
        bytes=1,
        created_by=user["id"],
    )
    insert(owner, "labels", account_id=account["id"], name="vip")
    provider = make_sign_in_provider(owner, account, user)
    insert(
        owner,
        "reply_windows",
        account_id=account["id"],
        channel_id=channel["id"],
        contact_id=contact["id"],
        last_inbound_at=datetime.now(UTC),
    )
    return {
        "account": account,
        "company_id": account["id"],
        "user_id": user["id"],
        "channel_id": channel["id"],
        "contact_id": contact["id"],
        "conversation_id": conversation["id"],
        "message_id": message["id"],
        "media_id": media["id"],
        "queue_id": default_queue(owner, account)["id"],
        "protocol": ticket["protocol"],
        "session_id": make_session(owner, account, user)["id"],
        "role_id": make_role(owner, account, ["contacts.read"])["id"],
        "team_id": make_team(owner, account)["id"],
        "calendar_id": insert(owner, "calendars", account_id=account["id"], name="Comercial", time_zone="UTC")["id"],
        "skill_id": insert(owner, "skills", account_id=account["id"], name="Libras")["id"],
        "rule_id": insert(
            owner, "priority_rules", account_id=account["id"], name="VIP", priority=9, contact_state="customer"
        )["id"],
        "policy_id": insert(
            owner, "sla_policies", account_id=account["id"], name="Padrão", priority_class="low", resolution_seconds=60
        )["id"],
        "follow_up_rule_id": insert(
            owner,
            "follow_up_rules",
            account_id=account["id"],
            name="Sem resposta",
            trigger="silence",
            steps=[{"after_minutes": 60, "action": "message", "text": "Oi?", "template": None, "reason": None}],
        )["id"],
        "invite_id": make_invite(owner, account, user)["id"],
        "token_id": make_token(owner, account, user)["id"],
        "provider_id": provider["id"],
        "identity_id": make_identity_of(owner, provider, user)["id"],
        "scheduled_message_id": insert(
            owner,
            "scheduled_messages",
            account_id=account["id"],
            conversation_id=conversation["id"],
            author_id=user["id"],
            kind="message",
            text="Bom dia!",
            due_at=IN_A_MONTH,
            cancel_on_reply=True,
            inbound_count=0,
        )["id"],
        "request_id": insert(
            owner,
            "subject_requests",
            account_id=account["id"],
            contact_id=contact["id"],
            kind="correction",
            due_on="2030-01-01",
        )["id"],
        "export_id": insert(
            owner, "privacy_jobs", account_id=account["id"], kind="export", contact_id=contact["id"], state="done"
        )["id"],
    }
