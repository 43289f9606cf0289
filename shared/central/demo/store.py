"""The look-alike's memory: one function per query, in autocommit and without an account."""

import json
from datetime import datetime
from typing import Any

from central.db.driver import dict_row
from central.db.queries import load_queries
from central.ports import Database

queries = load_queries(__file__)
Row = dict[str, Any]


class DemoStore:
    """Reads and writes the schema ``demo``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def one(self, query: str, /, **parameters: Any) -> Row | None:
        """Run a named query and return its first row."""
        rows = self.all(query, **parameters)
        return rows[0] if rows else None

    def all(self, query: str, /, **parameters: Any) -> list[Row]:
        """Run a named query and return its rows; dicts are written as JSON."""
        written = {k: json.dumps(v) if isinstance(v, dict) else v for k, v in parameters.items()}
        with self._database.lookup().cursor(row_factory=dict_row) as cursor:
            cursor.execute(queries.all[query], written or None)
            return cursor.fetchall() if cursor.description else []

    def find_number(self, phone_number_id: str) -> Row | None:
        """Return a business number with its switches."""
        return self.one("find_number", phone_number_id=phone_number_id)

    def changed_messages(self, phone_number_id: str, wa_id: str, since: datetime | None) -> list[Row]:
        """Return what is new or changed in one thread since a moment."""
        return self.all("list_messages", phone_number_id=phone_number_id, wa_id=wa_id, since=since)
