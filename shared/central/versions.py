"""Versions of settings that are saved whole: who saves says which one was changed, and is told when another is there.

A version says what the settings are, not how often they were saved: worked out of what is read, and stored nowhere.
"""

import hashlib

from central.errors import Conflict


def version_of(*values: object) -> str:
    """Return the version of settings: the same values have the same one."""
    return hashlib.blake2b(repr(values).encode(), digest_size=12).hexdigest()


def check_version(stored: str, known: str | None) -> None:
    """Refuse to replace what somebody else has saved meanwhile. Call it while others who save wait.

    Args:
        stored: the version that is there now.
        known: the one that was read before it was changed; None: whatever is there is to be replaced.

    Raises:
        Conflict: ``changed_meanwhile``; ``details.version`` is the one that is there now.
    """
    if known is not None and known != stored:
        raise Conflict(
            "Isto foi mudado em outro lugar depois que você abriu. Carregue a versão atual ou salve a sua por cima.",
            code="changed_meanwhile",
            details={"version": stored},
        )
