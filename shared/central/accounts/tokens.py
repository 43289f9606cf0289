"""Use cases about API tokens: making, seeing and ending them. A token acts for whoever made it, and never may more."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from central.accounts import audit, tokens_store
from central.accounts.permissions import PERMISSIONS, Permission, granted
from central.accounts.service import hash_token, new_token
from central.accounts.step_up import check_again
from central.accounts.tokens_store import ApiToken
from central.call import Call
from central.clock import now
from central.errors import Conflict, Forbidden, Invalid, NotFound
from central.ids import new_id
from central.ports import Ports

# Tells a token from a session's, and lets scanners of secrets find one that was published.
PREFIX = "central_"
MOST_TOKENS = 100
# What concerns a person alone, and tokens themselves: nothing that proves who somebody is can be done with a token.
PERSONAL: frozenset[Permission] = frozenset(("profile.own", "tokens.manage"))
FOR_TOKENS: frozenset[Permission] = frozenset(PERMISSIONS) - PERSONAL


def create_token(
    ports: Ports,
    call: Call,
    *,
    name: str,
    permissions: Iterable[Permission],
    expires_at: datetime | None,
    password: str,
) -> tuple[ApiToken, str]:
    """Make a token and return it with its text, which is never shown again.

    Args:
        permissions: what it may do, as long as its maker may too.
        expires_at: None: it does not end by itself.
        password: the maker's own.

    Raises:
        Forbidden: ``more_than_yours``, a permission the maker does not have.
        Invalid: no permission, one that no token can have, an end that is over, or a wrong password.
        Conflict: ``too_many_tokens``.
        TooMany: the password was wrong too often.
    """
    asked = frozenset(permissions)
    _check_asked(asked, granted(call.actor), expires_at, now())
    check_again(ports, call, password)
    token, token_id = PREFIX + new_token(), new_id()
    with ports.database.transaction(call) as transaction:
        if tokens_store.count_tokens(transaction) >= MOST_TOKENS:
            raise Conflict(f"Uma empresa tem no máximo {MOST_TOKENS} tokens.", code="too_many_tokens")
        made = tokens_store.insert_token(
            transaction,
            token_id,
            user_id=call.user_id,
            name=name,
            token_hash=hash_token(token),
            hint=token[-4:],
            permissions=sorted(asked),
            expires_at=expires_at,
        )
        audit.record(
            transaction,
            "token.created",
            target=("token", token_id),
            details={"name": name, "permissions": sorted(asked)},
        )
    return made, token


def _check_asked(
    asked: frozenset[Permission], own: frozenset[Permission], expires_at: datetime | None, time: datetime
) -> None:
    """Refuse what a token of somebody with these permissions cannot be."""
    if not asked:
        raise Invalid("Escolha pelo menos uma permissão.", fields={"permissions": "Escolha pelo menos uma."})
    if asked & PERSONAL:
        raise Invalid(
            "Um token não pode ter esta permissão.",
            fields={"permissions": f"Não é para tokens: {', '.join(sorted(asked & PERSONAL))}."},
        )
    if asked - own:
        raise Forbidden("Um token não pode ter mais permissões do que você.", code="more_than_yours")
    if expires_at is not None and expires_at <= time:
        raise Invalid("A data de validade já passou.", fields={"expires_at": "Já passou."})


def list_tokens(ports: Ports, call: Call, *, after: tuple[datetime, UUID] | None, limit: int) -> list[ApiToken]:
    """Return the company's tokens, the newest first, at most ``limit``, from behind ``after`` (made, id)."""
    with ports.database.transaction(call) as transaction:
        return tokens_store.list_tokens(transaction, after=after, limit=limit)


def delete_token(ports: Ports, call: Call, token_id: UUID, *, password: str) -> None:
    """End a token: from the next request on it is nobody's.

    Args:
        password: the caller's own.

    Raises:
        NotFound: no token of this company.
        Invalid: ``wrong_password``.
        TooMany: the password was wrong too often.
    """
    check_again(ports, call, password)
    with ports.database.transaction(call) as transaction:
        name = tokens_store.delete_token(transaction, token_id)
        if name is None:
            raise NotFound()
        audit.record(transaction, "token.deleted", target=("token", token_id), details={"name": name})
