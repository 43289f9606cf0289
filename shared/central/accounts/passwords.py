"""Passwords: argon2id. The only module that knows argon2, imported when somebody signs in."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

# Parameters of OWASP's password storage cheat sheet: 19 MiB, two passes, one lane.
_MEMORY_KIB = 19_456
_PASSES = 2
_LANES = 1
# The hash, with the same parameters, of random bytes nobody kept: an unknown address costs the same time as a wrong
# password, also in a process that just started.
_NOBODYS_HASH = "$argon2id$v=19$m=19456,t=2,p=1$mYNDbbyX12l/SRR/YIcBUg$+cGr3BazxReQgYYMjYd/Tq8nPqis1HYTefrpwZ7xX9c"


@lru_cache(maxsize=1)
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=_PASSES, memory_cost=_MEMORY_KIB, parallelism=_LANES)


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password, with its parameters and salt."""
    return _hasher().hash(password)


def verify_password(password: str, stored: str | None) -> bool:
    """Whether a password fits the stored hash. Takes the same time when there is none."""
    from argon2.exceptions import InvalidHashError, VerificationError

    known = stored is not None
    try:
        fits = _hasher().verify(stored if stored is not None else _NOBODYS_HASH, password)
    except VerificationError:
        return False
    except InvalidHashError:
        return False
    return fits and known


def needs_rehash(stored: str) -> bool:
    """Whether a hash was made with parameters of the past."""
    return _hasher().check_needs_rehash(stored)
