"""What a platform delivers a day late (it tries for a week) opens no window, and nothing answers it freely."""

import json
from datetime import timedelta
from typing import Any

import pytest

import answer_conversation.handler
from central.clock import now
from tests.fixtures.desk import make_template
from tests.fixtures.hours import Hours
from tests.fixtures.surveys import GOODBYE, QUESTION, Shop
from tests.handlers.test_out_of_hours import FRIDAY_NIGHT, OFFICE

PHONE = "5511977776666"
LATE = timedelta(hours=24, minutes=1)
AT_ONCE = timedelta()


@pytest.fixture(autouse=True)
def _wired(monkeypatch: pytest.MonkeyPatch, shop: Shop) -> None:
    monkeypatch.setattr(answer_conversation.handler, "ports", lambda: shop.ports)


def writes(shop: Shop, text: str, age: timedelta) -> None:
    """Somebody's message arrives that they wrote so long ago."""
    shop.queues.doorbells.clear()
    shop.writes(text, wa_id=PHONE, timestamp=str(int((now() - age).timestamp())))


def rings(shop: Shop) -> None:
    """Their burst is over, and the bell of the bot rings."""
    shop.owner.execute("update conversations set answer_due_at = now() where answer_due_at is not null")
    (bell,) = shop.queues.of("answer")
    record = {"messageId": "a", "receiptHandle": "h", "body": json.dumps(bell.body)}
    assert answer_conversation.handler.lambda_handler({"Records": [record]}, None) == {"batchItemFailures": []}


def opened(shop: Shop, age: timedelta) -> dict[str, Any]:
    """They wrote for the first time, and the bell of the bot rang; return what the inbox shows of it."""
    writes(shop, "Estou sem luz", age)
    rings(shop)
    shown = shop.admin.call("GET", "/api/v1/conversations").json["items"]
    (found,) = [one for one in shown if one["contact"]["phone"] == f"+{PHONE}"]
    return dict(found)


def said(shop: Shop, conversation: dict[str, Any]) -> list[str]:
    """What the bot has said in it."""
    rows = shop.owner.execute(
        "select text from messages where conversation_id = %s and author_type = 'bot' order by sequence",
        (conversation["id"],),
    ).fetchall()
    return [row["text"] for row in rows]


def test_who_is_heard_a_day_late_waits_in_line_and_is_not_greeted(shop: Shop) -> None:
    shown = opened(shop, LATE)
    assert said(shop, shown) == []
    assert (shown["status"], shown["session"], shown["preview"]["text"]) == ("open", "waiting", "Estou sem luz")
    assert shown["ticket"]["state"] == "waiting"
    row = shop.owner.execute("select * from conversations where id = %s", (shown["id"],)).fetchone()
    assert row is not None
    assert (row["answer_due_at"], row["unread_count"]) == (None, 1)
    told = shop.owner.execute("select told_at from tickets where conversation_id = %s", (shown["id"],)).fetchone()
    assert told == {"told_at": None}


def test_who_is_heard_at_once_is_greeted(shop: Shop) -> None:
    greeting, standing = said(shop, opened(shop, timedelta(hours=23, minutes=50)))
    assert greeting.startswith("Olá!")
    assert "protocolo" in standing


def test_the_agent_may_send_a_template_only_until_they_write_again(shop: Shop) -> None:
    make_template(shop.owner, shop.desk)
    shown = opened(shop, LATE)
    path = f"/api/v1/conversations/{shown['id']}"
    assert shop.ana.call("POST", f"{path}/accept").status == 200
    assert shop.ana.call("GET", path).json["window_expires_at"] < now().isoformat()
    refused = shop.ana.call("POST", f"{path}/messages", {"text": "Pois não?"})
    assert (refused.status, refused.code) == (409, "window_closed")
    template = {"name": "retorno", "language": "pt-BR", "variables": {"1": "Ana"}}
    assert shop.ana.call("POST", f"{path}/messages", {"type": "template", "template": template}).status == 201
    writes(shop, "Ainda estou sem luz", AT_ONCE)
    writes(shop, "Isto foi antes", LATE)  # what comes out of order closes nothing
    assert shop.ana.call("POST", f"{path}/messages", {"text": "Pois não?"}).status == 201


def test_whose_queue_is_closed_is_told_so_only_while_they_may_be_written_to(shop: Shop) -> None:
    Hours(shop.owner, shop.desk.account, OFFICE, FRIDAY_NIGHT)
    shown = opened(shop, LATE)
    assert said(shop, shown) == []
    assert shop.owner.execute("select told_until from handoff_wishes").fetchall() == [{"told_until": None}]
    writes(shop, "Alô?", AT_ONCE)
    rings(shop)
    greeting, closed = said(shop, shown)
    assert greeting.startswith("Olá!")
    assert closed.startswith("Nosso atendimento funciona")


def test_a_stop_that_comes_late_is_obeyed_without_a_word(shop: Shop) -> None:
    shown = opened(shop, LATE)
    writes(shop, "SAIR", LATE)
    assert shop.owner.execute("select granted from contact_consents").fetchall() == [{"granted": False}]
    assert said(shop, shown) == []


def test_a_rating_that_comes_late_counts_and_is_not_thanked_for(shop: Shop) -> None:
    shop.asked()
    shop.owner.execute("delete from reply_windows")
    shop.writes("5", timestamp=str(int((now() - LATE).timestamp())))
    shop.rings()
    assert (shop.state, shop.said()) == (("answered", 5, None), [QUESTION])
    # Whoever writes again in time is thanked as ever.
    shop.writes("Foi ótimo")
    shop.rings()
    assert shop.said() == [QUESTION, GOODBYE]
