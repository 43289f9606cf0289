"""What a company chose about surveys, who is told, and what came back."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from central.clock import now
from tests.fixtures.factories import Owner, insert, make_conversation, make_ticket
from tests.fixtures.surveys import QUESTION, Shop, link_of
from tests.handlers.rest_client import Client


def test_settings_are_read_and_saved(shop: Shop) -> None:
    path = "/api/v1/surveys/settings"
    first = shop.admin.call("GET", path).json
    assert (first["enabled"], first["ask_comment"], first["delay_seconds"], first["question"]) == (True, True, 0, None)
    assert first["alert_low_ratings"] is True
    assert first["defaults"]["question"] == QUESTION
    saved = shop.admin.call("PUT", path, {"enabled": True, "delay_seconds": 60, "question": "E aí, {name}?"})
    assert (saved.status, saved.json["question"], saved.json["delay_seconds"]) == (200, "E aí, {name}?", 60)
    assert shop.admin.call("GET", path).json == saved.json
    back = shop.admin.call("PUT", path, {"enabled": False})
    assert (back.json["question"], back.json["enabled"], back.json["delay_seconds"]) == (None, False, 0)
    unknown = {"enabled": True, "quiet_queue_ids": ["00000000-0000-4000-8000-000000000000"]}
    assert shop.admin.call("PUT", path, unknown).status == 404
    for body in ({}, {"enabled": True, "question": ""}, {"enabled": True, "delay_seconds": 90000}):
        assert shop.admin.call("PUT", path, body).status == 422
    assert shop.ana.call("GET", path).status == 403
    audited = shop.owner.execute("select action from audit_log where action = 'surveys.changed'").fetchall()
    assert len(audited) == 2


def test_the_question_is_said_in_the_companys_words(shop: Shop) -> None:
    body = {"enabled": True, "question": "{name}, como foi o {protocol}?"}
    assert shop.admin.call("PUT", "/api/v1/surveys/settings", body).status == 200
    shop.asked()
    (asked,) = shop.said()
    assert re.fullmatch(r"Ana, como foi o \d{8}-\d{6}\?", asked)


def test_answers_are_listed_filtered_and_summed_up(shop: Shop, owner: Owner) -> None:
    shop.asked()
    shop.chooses(4)
    for rating in (5, 2):
        _rated(owner, shop, rating)
    path = "/api/v1/surveys/answers"
    listed = shop.admin.call("GET", path).json["items"]
    assert [one["rating"] for one in listed] == [4, 2, 5]
    assert (listed[0]["agent"]["name"], listed[0]["answered_by"]) == ("Ana Agente", "chat")
    first = shop.admin.call("GET", path, query={"limit": 2}).json
    rest = shop.admin.call("GET", path, query={"limit": 2, "cursor": first["next_cursor"]}).json
    assert [one["rating"] for one in first["items"] + rest["items"]] == [4, 2, 5]
    assert rest["next_cursor"] is None

    def ratings(**query: Any) -> list[int]:
        answer = shop.admin.call("GET", path, query=query)
        assert answer.status == 200, answer.text
        return [one["rating"] for one in answer.json["items"]]

    assert ratings(rating=2) == [2]
    assert ratings(user_id=shop.desk.bia["id"]) == [2, 5]
    assert ratings(queue_id=shop.desk.other_queue["id"]) == []
    assert ratings(until="2020-01-01") == []
    assert ratings(since="2020-01-01", until="2100-01-01") == [4, 2, 5]
    assert shop.admin.call("GET", path, query={"since": "2026-02-01", "until": "2026-01-01"}).status == 422
    summary = shop.admin.call("GET", "/api/v1/surveys/summary").json
    assert (summary["asked"], summary["answered"], summary["by_rating"]) == (3, 3, [0, 1, 0, 1, 1])
    assert round(summary["mean"], 3) == 3.667
    empty = shop.admin.call("GET", "/api/v1/surveys/summary", query={"until": "2020-01-01"}).json
    assert empty == {"asked": 0, "answered": 0, "mean": None, "by_rating": [0, 0, 0, 0, 0]}
    assert shop.ana.call("GET", path).status == 403


def _rated(owner: Owner, shop: Shop, rating: int) -> None:
    conversation = make_conversation(owner, shop.desk.channel, status="closed")
    ticket = make_ticket(owner, conversation, state="finished", assignee_id=shop.desk.bia["id"])
    insert(
        owner, "survey_requests", account_id=shop.desk.account["id"], ticket_id=ticket["id"],
        conversation_id=conversation["id"], contact_id=conversation["contact_id"],
        channel_id=conversation["channel_id"], state="answered", rating=rating, answered_by="link",
        asked_at=now() - timedelta(days=rating), answered_at=now() - timedelta(hours=rating),
        expires_at=now() + timedelta(days=1),
    )  # fmt: skip


def told(shop: Shop) -> list[tuple[str, dict[str, Any]]]:
    """What was pushed about ratings."""
    rows = shop.owner.execute(
        "select type, data from account_events where type = 'ticket_rated' or data ->> 'kind' = 'low_rating'"
        " order by sequence"
    ).fetchall()
    return [(row["type"], row["data"]) for row in rows]


def alert(shop: Shop) -> tuple[str, dict[str, Any]]:
    data = {"text": "Ana", "kind": "low_rating", "severity": "warning", "audience": "leaders"}
    return "system_message", {**data, "conversation_id": str(shop.id)}


def test_who_leads_is_told_once_of_a_low_rating_and_who_watches_of_each(shop: Shop) -> None:
    shop.asked()
    shop.writes("2")
    assert told(shop) == []
    shop.rings(times=2)
    assert told(shop) == [("ticket_rated", {"rating": 2}), alert(shop)]
    shop.writes("Demorou muito")
    shop.rings(times=2)
    assert told(shop)[2:] == [("ticket_rated", {"rating": 2})]
    assert shop.lines() == ["Avaliação: 2 ★"]


def test_a_low_rating_is_told_once_where_nobody_is_thanked(shop: Shop) -> None:
    shop.owner.execute("""update accounts set texts = texts || '{"csat_comment": "", "csat_comment_thanks": ""}'""")
    shop.asked()
    shop.writes("1")
    shop.rings()
    shop.writes("Demorou muito")
    shop.rings()
    assert told(shop) == [("ticket_rated", {"rating": 1}), alert(shop), ("ticket_rated", {"rating": 1})]
    assert (shop.lines(), shop.said()) == (["Avaliação: 1 ★"], [QUESTION])


def test_nobody_is_alerted_of_a_three(shop: Shop) -> None:
    shop.asked()
    shop.writes("3")
    shop.rings()
    assert told(shop) == [("ticket_rated", {"rating": 3})]


def test_the_alert_can_be_switched_off(shop: Shop) -> None:
    body = {"enabled": True, "alert_low_ratings": False}
    assert shop.admin.call("PUT", "/api/v1/surveys/settings", body).json["alert_low_ratings"] is False
    shop.asked()
    shop.writes("1")
    shop.rings()
    assert told(shop) == [("ticket_rated", {"rating": 1})]


@pytest.mark.parametrize("alerts", [True, False])
def test_a_low_rating_by_a_link_is_told_too(shop: Shop, alerts: bool) -> None:
    body = {"enabled": True, "alert_low_ratings": alerts}
    assert shop.admin.call("PUT", "/api/v1/surveys/settings", body).status == 200
    shop.asked()
    page = link_of(shop)
    assert shop.anybody.call("POST", page, {"rating": 2}).status == 200
    assert shop.anybody.call("POST", page, {"rating": 2}).status == 200
    assert shop.anybody.call("POST", page, {"comment": "Demorou"}).status == 200
    rated = ("ticket_rated", {"rating": 2})
    assert told(shop) == [rated, *([alert(shop)] if alerts else []), rated]


def test_how_a_contact_rated_so_far(shop: Shop, client: Client) -> None:
    path = f"/api/v1/contacts/{shop.conversation['contact_id']}/satisfaction"
    never = {"answered": 0, "mean": None, "last_rating": None, "last_answered_at": None}
    assert shop.ana.call("GET", path).json == never
    shop.asked()
    assert shop.ana.call("GET", path).json == never
    shop.chooses(4)
    shop.writes("Preciso de outra coisa")
    shop.asked()
    shop.chooses(1)
    shown = shop.ana.call("GET", path).json
    assert (shown["answered"], shown["mean"], shown["last_rating"]) == (2, 2.5, 1)
    assert shown["last_answered_at"] is not None
    assert shop.ana.call("GET", path.replace(str(shop.conversation["contact_id"]), str(uuid4()))).status == 404
    assert client.call("GET", path).status == 401
