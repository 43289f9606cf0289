"""Named SQL: every statement of the product lives in a ``queries.sql`` beside the code that uses it.

A statement begins with ``-- name: verb_noun`` and comment lines saying what it returns and which index it relies on.
"""

import re
from pathlib import Path
from types import MappingProxyType

_NAME = re.compile(r"^--\s*name:\s*([a-z][a-z0-9_]*)\s*$", re.MULTILINE)


class Queries:
    """The statements of one ``queries.sql``, as attributes.

    Args:
        path: the ``queries.sql`` file.

    Raises:
        ValueError: two statements share a name, or the file names none.
    """

    def __init__(self, path: Path) -> None:
        parts = _NAME.split(path.read_text(encoding="utf-8"))
        names, bodies = parts[1::2], parts[2::2]
        if not names or len(set(names)) != len(names):
            raise ValueError(f"{path}: statements must have names, each its own")
        self._statements = {name: body.strip().rstrip(";") for name, body in zip(names, bodies, strict=True)}

    def __getattr__(self, name: str) -> str:
        try:
            return self._statements[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def all(self) -> MappingProxyType[str, str]:
        """Every statement by its name."""
        return MappingProxyType(self._statements)


def load_queries(module_file: str) -> Queries:
    """Return the statements of the ``queries.sql`` that lies beside ``module_file`` (pass ``__file__``)."""
    return Queries(Path(module_file).with_name("queries.sql"))
