"""Passwords: argon2id. The only module that knows argon2, imported when somebody signs in."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

# Parameters of OWASP's password storage cheat sheet: 19 MiB, two passes, one lane.
_MEMORY_KIB = 19_456
_PASSES = 2
_LANES = 1
MAX_PASSWORD = 1024


@lru_cache(maxsize=1)
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=_PASSES, memory_cost=_MEMORY_KIB, parallelism=_LANES)


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    """A hash no password is known for, so that an unknown address costs the same time as a wrong password."""
    import secrets

    return _hasher().hash(secrets.token_urlsafe(32))


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password, with its parameters and salt."""
    return _hasher().hash(password)


def verify_password(password: str, stored: str | None) -> bool:
    """Whether a password fits the stored hash. Takes the same time when there is none."""
    from argon2.exceptions import InvalidHashError, VerificationError

    known = stored is not None
    try:
        fits = _hasher().verify(stored if stored is not None else _nobodys_hash(), password)
    except VerificationError:
        return False
    except InvalidHashError:
        return False
    return fits and known


def needs_rehash(stored: str) -> bool:
    """Whether a hash was made with parameters of the past."""
    return _hasher().check_needs_rehash(stored)
