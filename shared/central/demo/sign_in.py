"""Lets the demo's people sign in by its look-alike provider."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import psycopg

from central.demo.issuer import CLIENT_ID, CLIENT_SECRET, PATH
from central.ports import Secrets
from central.single_sign_on.providers import context_of

# Names the demo company's own sign-in page: /entrar?empresa=lojasoldemo.
SIGN_IN_CODE = "lojasoldemo"
# Has an address of the company's and does not work there yet: the provider brings them an invite.
NEWCOMER = ("diego@plataforma.com", "Diego Nunes")


def trust_issuer(
    owner: psycopg.Connection[dict[str, Any]],
    secrets: Secrets,
    public_url: str,
    account_id: UUID,
    provider_id: UUID,
    *,
    created_by: UUID,
    people: Iterable[tuple[str, str]],
) -> None:
    """Make sure that the company trusts the look-alike provider, under the address the demo has this time.

    What somebody changed about it since stays: its name, its domains, whether it is on.

    Args:
        public_url: where the demo is reached.
        created_by: in whose name newcomers are invited.
        people: address and name of whoever can be chosen at the provider.
    """
    owner.execute("update accounts set sign_in_code = %s where id = %s", (SIGN_IN_CODE, account_id))
    for email, name in (*people, NEWCOMER):
        owner.execute("insert into demo.people (email, name) values (%s, %s) on conflict do nothing", (email, name))
    kept = owner.execute("select client_secret from sign_in_providers where id = %s", (provider_id,)).fetchone()
    context = context_of(account_id, provider_id)
    try:
        sealed = bytes(kept["client_secret"]) if kept else b""
        secrets.open(sealed, context)
    except ValueError:
        sealed = secrets.seal(CLIENT_SECRET.encode(), context)
    owner.execute(
        "insert into sign_in_providers"
        " (account_id, id, name, issuer, client_id, client_secret, domains, admits_newcomers, created_by)"
        " values (%s, %s, 'Conta Plataforma', %s, %s, %s, '{plataforma.com}', true, %s)"
        " on conflict (account_id, id) do update"
        " set issuer = excluded.issuer, client_id = excluded.client_id, client_secret = excluded.client_secret",
        (account_id, provider_id, public_url + PATH, CLIENT_ID, sealed, created_by),
    )
