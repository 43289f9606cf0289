"""The contracts of news: committed, complete, and listed in docs/events.md."""

import json
import re
from pathlib import Path
from typing import get_args

import jsonschema

from central.api.routes.shown import CONVERSATION, MESSAGE
from central.events import QueueName, UpdateType
from central.realtime.contracts import FACTS, contracts, write_contracts
from central.realtime.schemas import FRAMES, UPDATE_DATA

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = (ROOT / "docs" / "events.md").read_text(encoding="utf-8")


def listed(heading: str) -> set[str]:
    """The names in the first column of the table below a heading."""
    part = DOCUMENT.split(f"\n## {heading}", 1)[1].split("\n## ", 1)[0]
    return set(re.findall(r"^\| `([A-Za-z_]+)` \|", part, re.MULTILINE))


def test_the_committed_contracts_are_those_of_the_code(tmp_path: Path) -> None:
    write_contracts(tmp_path)
    committed = ROOT / "events" / "contracts"
    fresh = {path.relative_to(tmp_path): path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.json")}
    known = {path.relative_to(committed): path.read_text(encoding="utf-8") for path in committed.rglob("*.json")}
    assert known == fresh, "run: python -m central.realtime.contracts events/contracts"


def test_contracts_are_schemas() -> None:
    for schema in contracts().values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_the_document_lists_what_the_code_tells() -> None:
    assert listed("Updates") == set(get_args(UpdateType)) == set(UPDATE_DATA)
    assert listed("Frames") == set(FRAMES)
    assert listed("Facts") == set(FACTS)
    assert listed("Doorbells") == set(get_args(QueueName))
    for name, (source, _) in FACTS.items():
        assert f"| `{name}` | `{source}` |" in DOCUMENT


def test_every_fact_in_the_code_has_a_contract() -> None:
    """Facts are told by Python (``Fact(source, "Name"``, ``conversation_fact("Name"``) and by SQL (``detail_type``)."""
    told: set[str] = set()
    for path in (ROOT / "shared" / "central").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        told.update(re.findall(r'Fact\(\s*[\w".]+,\s*"([A-Z]\w+)"', text))
        told.update(re.findall(r'conversation_fact\(\s*"([A-Z]\w+)"', text))
    for path in (ROOT / "shared" / "central").rglob("*.sql"):
        told.update(re.findall(r"'detail_type', '([A-Z]\w+)'", path.read_text(encoding="utf-8")))
    assert told == set(FACTS)


def test_every_update_in_the_code_is_known() -> None:
    told: set[str] = set()
    for path in (ROOT / "shared" / "central").rglob("*.py"):
        told.update(re.findall(r'Update\(\s*"([a-z_]+)"', path.read_text(encoding="utf-8")))
    for path in (ROOT / "shared" / "central" / "db").rglob("*.sql"):
        text = path.read_text(encoding="utf-8")
        told.update(re.findall(r"'type', '([a-z_]+)'(?:,|\))\s*(?:'conversation_id'|'user_id'|'data')", text))
    assert told <= set(UPDATE_DATA)
    assert {"new_ticket", "new_message", "message_status", "ticket_assigned", "presence"} <= told


def test_an_event_as_clients_get_it_fits_its_contract() -> None:
    event = {
        "sequence": 7,
        "type": "new_message",
        "conversation_id": CONVERSATION["id"],
        "occurred_at": "2026-11-21T12:03:20.511000Z",
        "data": {"message": MESSAGE, "conversation": CONVERSATION},
    }
    schema = json.loads((ROOT / "events" / "contracts" / "updates" / "new_message.json").read_text(encoding="utf-8"))
    jsonschema.validate(event, schema)
