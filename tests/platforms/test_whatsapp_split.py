"""Splitting a webhook: groups, dedup ids, order, and neighbours that survive whatever stands beside them."""

import hashlib
import hmac
import json
import re
import string
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from central.platforms.webhook import BadBody, QueueItem
from central.platforms.whatsapp_inbound import split_webhook, verify_handshake, verify_signature
from central.platforms.whatsapp_parse import parse_item

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "events" / "whatsapp").glob("*.json"))
SAFE = re.compile(r"[A-Za-z0-9!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~]{1,128}\Z")
GOOD: dict[str, Any] = {
    "from": "5511987654321",
    "id": "wamid.GOOD",
    "timestamp": "1760000000",
    "type": "text",
    "text": {"body": "estou aqui"},
}


def hook(*messages: Any, **value: Any) -> dict[str, Any]:
    inner = {"metadata": {"phone_number_id": "1122"}, "messages": list(messages), **value}
    change = {"field": "messages", "value": inner}
    return {"object": "whatsapp_business_account", "entry": [{"id": "W", "changes": [change]}]}


def split(body: Any) -> list[QueueItem]:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    result = split_webhook(raw, received_at=1_760_000_200)
    assert not isinstance(result, BadBody), result
    return result


def survivors(raw: bytes) -> list[str]:
    """Texts of all readable messages; checks on the way that everything is storable."""
    found: list[str] = []
    for item in split(raw):
        assert SAFE.match(item.group)
        assert SAFE.match(item.deduplication_id)
        for parsed in parse_item(json.dumps(item.body, allow_nan=False)):
            text = json.dumps(parsed, ensure_ascii=False, allow_nan=False)
            text.encode("utf-8")
            assert "\\u0000" not in text
            assert not str(parsed.get("reason", "")).startswith(("parser_", "splitter_"))
            if parsed["kind"] == "message":
                found.append(parsed.get("text", ""))
    return found


def test_messages_of_one_contact_share_a_group_with_and_without_ninth_digit() -> None:
    items = split(hook({**GOOD, "id": "a", "from": "5541988887777"}, {**GOOD, "id": "b", "from": "554188887777"}))
    assert [item.group for item in items] == ["1122:554188887777"] * 2
    assert [item.deduplication_id for item in items] == ["1122:a", "1122:b"]


def test_status_dedup_is_id_status_and_time() -> None:
    def status(**changes: str) -> dict[str, Any]:
        return {"id": "w", "status": "sent", "timestamp": "1", "recipient_id": "554188887777", **changes}

    items = split(hook(statuses=[status(), status(), status(status="read"), status(timestamp="2"), status(id="v")]))
    ids = [item.deduplication_id for item in items]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 4
    assert {item.group for item in items} == {"1122:554188887777"}


def test_same_id_on_another_number_and_an_edit_of_it_are_other_items() -> None:
    edit = {**GOOD, "type": "edit"}
    first = split(hook(GOOD, edit, message_echoes=[{**GOOD, "to": "5511"}]))
    second = split(hook(GOOD, metadata={"phone_number_id": "3344"}))
    assert len({item.deduplication_id for item in [*first, *second]}) == 4


def test_each_message_gets_only_its_own_contact_card() -> None:
    cards = [{"wa_id": "5521", "profile": {"name": "B"}}, {"wa_id": "5511987654321", "profile": {"name": "A"}}]
    other = {**GOOD, "id": "x", "from": "5599"}
    items = split(hook(GOOD, other, contacts=cards))
    first, second = (item.body["entry"]["changes"][0]["value"] for item in items)
    assert first["contacts"] == [cards[1]]
    assert "contacts" not in second


def test_unsafe_and_long_ids_become_hashes() -> None:
    for identifier in ("ção", "a b", "x" * 2_000, "\ud800", "\x00\x01"):
        [item] = split(hook({**GOOD, "id": identifier}))
        assert SAFE.match(item.deduplication_id)
        assert SAFE.match(item.group)


def test_account_notice_is_grouped_by_account() -> None:
    body = {"entry": [{"id": "W", "time": 1, "changes": [{"field": "account_update", "value": {"event": "X"}}]}]}
    [first], [again] = split(body), split(body)
    assert first.group == "W:account"
    assert first.deduplication_id == again.deduplication_id


def test_parked_item_is_read_again_with_todays_code() -> None:
    """What an older version could not read parses once the code can; what is broken still says why."""
    [parked] = split({"entry": [{"id": "W", "changes": "broken"}]})
    assert parse_item(parked.body)[0]["reason"] == "changes_not_a_list"
    healed = {**parked.body, "entry": hook(GOOD)["entry"][0]}
    [item] = parse_item(healed)
    assert (item["kind"], item["text"]) == ("message", "estou aqui")


@pytest.mark.parametrize(
    ("raw", "code", "status"),
    [
        (b"", "not_json", 400),
        (b"{", "not_json", 400),
        (b"<html>", "not_json", 400),
        (b"\xff\xfe{\x00}\x00", "not_utf8", 400),
        ('{"entry":[]}'.encode("utf-16-le"), "not_json", 400),
        (b'{"entry": "\xed\xa0\x80"}', "not_utf8", 400),
        (b"[]", "not_an_object", 400),
        (b'"text"', "not_an_object", 400),
        (b"null", "not_an_object", 400),
        (b"NaN", "not_an_object", 400),
        (b"{}", "no_entry", 400),
        (b" " * (10 * 1024 * 1024), "too_large", 413),
        (b"[" * 100_000, "not_json", 400),
        (b'"' + b'\\"' * 500_000, "not_json", 400),
        (b"[" * 2_000 + b'"' + b'\\"' * 500_000, "not_json", 400),
        (b"[" * 2_000 + b"]" * 2_000, "not_an_object", 400),
    ],
)
def test_what_cannot_be_read_at_all(raw: bytes, code: str, status: int) -> None:
    result = split_webhook(raw)
    assert isinstance(result, BadBody)
    assert (result.code, result.status) == (code, status)


def test_other_products_and_empty_lists_are_acknowledged() -> None:
    assert split({"object": "page", "entry": [{"id": "1", "changes": []}]}) == []
    assert split({"object": "whatsapp_business_account", "entry": []}) == []


def deep(levels: int) -> str:
    return "[" * levels + "]" * levels


NASTY = {
    "nul": '"\\u0000a\\u0000"',
    "lone_surrogate": '"\\ud800 \\udfff"',
    "nan": "NaN",
    "infinity": "-Infinity",
    "1e999": "1e999",
    "5000_digits": "9" * 5_000,
    "depth_40": deep(40),
    "depth_900": deep(900),
    "depth_2000": deep(2_000),
    "depth_2000_objects": '{"a":' * 2_000 + "1" + "}" * 2_000,
    "null": "null",
    "true": "true",
    "list": "[1,2]",
    "object": '{"a":{"b":[null]}}',
    "number": "42",
    "big_text": '"' + "x" * 100_000 + '"',
    "duplicate_keys": '{"id":"1","id":"2"}',
    "empty": '""',
}
PLACES = [
    '{"from":%s,"id":"w1","timestamp":"1760000000","type":"text","text":{"body":"x"}}',
    '{"from":"5511987654321","id":%s,"timestamp":"1760000000","type":"text","text":{"body":"x"}}',
    '{"from":"5511987654321","id":"w1","timestamp":%s,"type":"text","text":{"body":"x"}}',
    '{"from":"5511987654321","id":"w1","timestamp":"1760000000","type":%s,"text":{"body":"x"}}',
    '{"from":"5511987654321","id":"w1","timestamp":"1760000000","type":"text","text":%s}',
    '{"from":"5511987654321","id":"w1","timestamp":"1760000000","type":"text","text":{"body":%s}}',
    '{"from":"5511987654321","id":"w1","timestamp":"1760000000","type":"image","image":%s}',
    '{"from":"5511987654321","id":"w1","timestamp":"1760000000","type":"interactive","interactive":%s}',
    '{"from":"5511987654321","id":"w1","timestamp":"1760000000","type":"location","location":{"latitude":%s}}',
    '{"from":"5511987654321","id":"w1","timestamp":"1760000000","type":"contacts","contacts":[%s]}',
    '{"from":"5511987654321","id":"w1","timestamp":"1760000000","type":"system","system":%s}',
    '{"from":"5511987654321","id":"w1","timestamp":"1760000000","type":"text","text":{"body":"x"},"context":%s}',
    '{"from":"5511987654321","id":"w1","timestamp":"1760000000","type":"text","text":{"body":"x"},"referral":%s}',
    '{"from":"5511987654321","id":"w1","timestamp":"1760000000","type":"edit","edit":%s}',
    '{"from":"5511987654321","id":"w1","type":"unsupported","errors":%s}',
    "%s",
]


@pytest.mark.parametrize("nasty", sorted(NASTY))
def test_a_nasty_value_anywhere_never_costs_a_neighbour(nasty: str) -> None:
    for place in PLACES:
        part = place.replace("%s", NASTY[nasty])
        raw = json.dumps(hook(GOOD, "HERE", {**GOOD, "id": "wamid.LAST"})).replace('"HERE"', part).encode()
        texts = survivors(raw)
        assert texts[0] == texts[-1] == "estou aqui"
        assert len(texts) <= 3


@pytest.mark.parametrize("nasty", sorted(NASTY))
@pytest.mark.parametrize("key", ["contacts", "errors", "statuses", "message_echoes", "metadata", "messaging_product"])
def test_a_nasty_value_beside_the_messages(nasty: str, key: str) -> None:
    raw = json.dumps(hook(GOOD, **{key: "HERE"})).replace('"HERE"', NASTY[nasty]).encode()
    if key == "metadata":
        survivors(raw)  # without a number nobody can say whose message it is: parked, not lost
        assert len(split(raw)) == 1
    else:
        assert "estou aqui" in survivors(raw)


@pytest.mark.parametrize("nasty", sorted(NASTY))
def test_a_nasty_entry_or_change_beside_a_good_one(nasty: str) -> None:
    for where in ("entry", "change", "value"):
        body = hook(GOOD)
        if where == "entry":
            body["entry"].insert(0, "HERE")
        elif where == "change":
            body["entry"][0]["changes"].insert(0, "HERE")
        else:
            body["entry"][0]["changes"].insert(0, {"field": "messages", "value": "HERE"})
        assert survivors(json.dumps(body).replace('"HERE"', NASTY[nasty]).encode()) == ["estou aqui"]


def test_cleaned_text_keeps_what_people_wrote() -> None:
    written = "família 👨‍👩‍👧‍👦 🇧🇷 \u202eRTL\u202c a\u0301 \n\n\u200b" + "x" * 5_000
    assert survivors(json.dumps(hook({**GOOD, "text": {"body": written}})).encode()) == [written]
    assert survivors(json.dumps(hook({**GOOD, "text": {"body": "a\x00b\ud800c"}})).encode()) == ["ab\ufffdc"]


@pytest.mark.parametrize(
    ("timestamp", "expected"),
    [
        ("1760000000", "2025-10-09T08:53:20Z"),
        (1760000000, "2025-10-09T08:53:20Z"),
        ("1760000000123", "2025-10-09T08:53:20Z"),
        ("1760000500", "2025-10-09T09:01:40Z"),
        ("1760000501", "2025-10-09T08:56:40Z"),  # more than five minutes ahead of the arrival
        ("99999999999999999", "2025-10-09T08:56:40Z"),
        ("-5", "2025-10-09T08:56:40Z"),
        ("0", "2025-10-09T08:56:40Z"),
        ("ontem", "2025-10-09T08:56:40Z"),
        (None, "2025-10-09T08:56:40Z"),
        ("1" * 5_000, "2025-10-09T08:56:40Z"),
    ],
)
def test_time_of_a_message(timestamp: Any, expected: str) -> None:
    [item] = split(hook({**GOOD, "timestamp": timestamp}))
    assert parse_item(item.body)[0]["occurred_at"] == expected


@pytest.mark.parametrize("body", [None, 5, [], "", "{", "\ud800", b"x", {}, {"entry": 5}, {"entry": [[], None]}])
def test_parse_item_never_raises(body: Any) -> None:
    assert [item["kind"] for item in parse_item(body)] == ["bad"]


# -- mutated samples --------------------------------------------------------------------------------------------------

_SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.sampled_from(["", "\x00", "\ud800"])
)
_ANYTHING = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, inner in children for found in _paths(inner, (*path, key)))]


@settings(max_examples=300)
@given(data=st.data())
def test_mutated_samples_never_raise_and_keep_neighbours(data: st.DataObject) -> None:
    body = json.loads(data.draw(st.sampled_from(SAMPLES)).read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        paths = [path for path in _paths(body) if path]
        if not paths:
            break
        path = data.draw(st.sampled_from(paths))
        parent = body
        for key in path[:-1]:
            parent = parent[key]
        if data.draw(st.booleans()):
            parent[path[-1]] = data.draw(_ANYTHING)
        else:
            del parent[path[-1]]
    good = hook(GOOD)["entry"][0]
    raw = json.dumps({"entry": [body.get("entry") if isinstance(body, dict) else body, good]}).encode()
    assert "estou aqui" in survivors(raw)
    split_webhook(json.dumps(body).encode())


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_any_bytes(raw: bytes) -> None:
    result = split_webhook(raw)
    assert isinstance(result, (BadBody, list))


# -- signature, handshake, imports ------------------------------------------------------------------------------------

BODY = '{"text":"\\u00e9 \\ud83d\\ude00 é"}'.encode()


def sign(secret: str, raw: bytes = BODY) -> str:
    return "sha256=" + hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()


@pytest.mark.parametrize(
    ("header", "secrets", "valid"),
    [
        (sign("one"), ["one"], True),
        (sign("one").replace("sha256=", "sha256=").upper().replace("SHA256=", "sha256="), ["one"], True),
        (sign("old"), ["new", "old"], True),
        (sign("new"), ["new", "old"], True),
        (sign("other tenant"), ["one"], False),
        (sign("one", BODY + b" "), ["one"], False),
        (sign("one", json.dumps(json.loads(BODY)).encode()), ["one"], False),
        (sign(""), [""], False),
        (sign("one"), [], False),
        (None, ["one"], False),
        ("", ["one"], False),
        ("sha256=", ["one"], False),
        ("sha256=" + "0" * 64, ["one"], False),
        ("sha256=" + "zz" * 32, ["one"], False),
        (sign("one")[:-1], ["one"], False),
        (sign("one") + "0", ["one"], False),
        (sign("one") + "\n", ["one"], False),
        (sign("one").removeprefix("sha256="), ["one"], False),
        (sign("one").replace("sha256", "sha1"), ["one"], False),
        (sign("one").replace("sha256", "SHA256"), ["one"], False),
        (f"{sign('one')},{sign('one')}", ["one"], False),
        ([sign("one")], ["one"], False),
        (sign("one").encode(), ["one"], False),
        ("sha256=" + "é" * 64, ["one"], False),
        ("sha256=" + "\ud800" * 64, ["one"], False),
        (sign("one"), ["\ud800"], False),
    ],
)
def test_signature(header: object, secrets: list[str], valid: bool) -> None:
    assert verify_signature(BODY, header, secrets) is valid


def test_every_changed_byte_breaks_the_signature() -> None:
    header = sign("one")
    for position in range(len(BODY)):
        changed = BODY[:position] + bytes([BODY[position] ^ 1]) + BODY[position + 1 :]
        assert not verify_signature(changed, header, ["one"])


@pytest.mark.parametrize(
    ("parameters", "answer"),
    [
        ({"hub.mode": "subscribe", "hub.verify_token": "tok", "hub.challenge": "11 é<>"}, "11 é<>"),
        ({"hub.mode": "subscribe", "hub.verify_token": "no", "hub.challenge": "1"}, None),
        ({"hub.mode": "unsubscribe", "hub.verify_token": "tok", "hub.challenge": "1"}, None),
        ({"hub.mode": "subscribe", "hub.verify_token": "tok"}, None),
        ({"hub.mode": "subscribe", "hub.challenge": "1"}, None),
        ({"hub.mode": "subscribe", "hub.verify_token": "\ud800", "hub.challenge": "1"}, None),
        ({}, None),
        (None, None),
    ],
)
def test_handshake(parameters: dict[str, str] | None, answer: str | None) -> None:
    assert verify_handshake(parameters, "tok") == answer
    assert verify_handshake(parameters, "") is None


def test_the_webhook_half_imports_only_light_modules() -> None:
    script = "import sys; before = set(sys.modules); import central.platforms.whatsapp_inbound; " \
        "print(*sorted(set(sys.modules) - before))"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    heavy = {"dataclasses", "inspect", "datetime", "email", "http", "urllib", "ssl", "socket", "asyncio", "logging"}
    heavy |= {"httpx", "psycopg", "pydantic", "phonenumbers", "decimal", "uuid", "pathlib", "subprocess"}
    assert not heavy & {name.split(".")[0] for name in done.stdout.split()}


def test_printable_ids_stay_readable() -> None:
    [item] = split(hook({**GOOD, "id": "wamid." + string.ascii_letters + "+/="}))
    assert item.deduplication_id == "1122:wamid." + string.ascii_letters + "+/="
