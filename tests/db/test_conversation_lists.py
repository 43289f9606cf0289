"""Lists, filters, search and counts of conversations, as the application role."""

from itertools import product
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.fixtures.desk import Desk, make_desk, make_served
from tests.fixtures.factories import (
    Owner,
    Row,
    insert,
    make_account,
    make_channel,
    make_contact,
    make_conversation,
    make_message,
    make_ticket,
)

from central.call import Actor, Call, Sight
from central.conversations import service
from central.conversations.model import Filter, Sort, Standing, Viewer, can_see, read_search
from central.conversations.schemas import ConversationView, MessageView
from central.errors import Invalid, NotFound
from central.ports import Ports


@pytest.fixture
def desk(owner: Owner) -> Desk:
    return make_desk(owner)


def ids_of(ports: Ports, call: Call, wanted: Filter | None = None, **keywords: Any) -> list[str]:
    keywords = {"cursor": None, "limit": 200, **keywords}
    items, _ = service.list_conversations(ports, call, wanted or Filter(status=None), **keywords)
    return [item["id"] for item in items]


@pytest.mark.slow
def test_sql_and_python_agree_on_who_sees_what(ports: Ports, owner: Owner, desk: Desk) -> None:
    """Every standing there is: the list, the detail, the count, the search and can_see give one answer."""
    standings: dict[str, Standing] = {}
    other_channel = make_channel(owner, desk.account)
    choices = product(
        (None, desk.ana, desk.bia),
        (None, desk.queue, desk.other_queue),
        ("open", "snoozed", "closed"),
        ("bot", "waiting", "human"),
        (desk.channel, other_channel),
    )
    for assignee, queue, status, session, channel in choices:
        row = make_conversation(
            owner,
            channel,
            assignee_id=assignee and assignee["id"],
            queue_id=queue and queue["id"],
            status=status,
            session=session,
        )
        make_message(owner, row, text="procurada")
        standings[str(row["id"])] = Standing(
            str(assignee["id"]) if assignee else None,
            str(queue["id"]) if queue else None,
            status,
            session,
            str(channel["id"]),
        )
    queues = frozenset((str(desk.queue["id"]),))
    team = frozenset((str(desk.bia["id"]), str(desk.ana["id"])))
    here = frozenset((str(desk.channel["id"]),))
    custom = {
        Call(desk.account["id"], Actor("user", desk.ana["id"], "agent", sight=sight)): Viewer.of(
            str(desk.ana["id"]), sight
        )
        for sight in (
            Sight(frozenset(), None, None),
            Sight(frozenset(), queues, here),
            Sight(frozenset(), frozenset(), frozenset()),
            Sight(team, queues, None),
            Sight(team, None, here),
            Sight(None, queues, here),
        )
    }
    viewers = custom | {
        desk.call(desk.ana): Viewer(str(desk.ana["id"]), False, frozenset({str(desk.queue["id"])})),
        desk.call(desk.eva): Viewer(str(desk.eva["id"]), False, frozenset({str(desk.other_queue["id"])})),
        desk.call(desk.admin, "supervisor"): Viewer(str(desk.admin["id"]), True),
        desk.admin_call: Viewer(str(desk.admin["id"]), True),
    }
    for call, viewer in viewers.items():
        expected = {id_ for id_, standing in standings.items() if can_see(viewer, standing)}
        for sort in ("-last_activity_at", "last_activity_at", "-priority", "waiting_since"):
            assert set(ids_of(ports, call, sort=sort)) == expected, sort
        assert set(ids_of(ports, call, Filter(status=None, search=read_search("procurada")))) == expected
        # With a filter another statement chooses the page (migration 0062).
        filters = [Filter(status=None, channel_id=str(one["id"])) for one in (desk.channel, other_channel)]
        assert {id_ for wanted in filters for id_ in ids_of(ports, call, wanted)} == expected
        assert service.count_conversations(ports, call)["all"] == sum(standings[i].status == "open" for i in expected)
        for status in ("open", "snoozed", "closed"):
            found = ids_of(ports, call, Filter(status=status))  # type: ignore[arg-type]
            assert set(found) == {i for i in expected if standings[i].status == status}
        for id_ in standings:
            if id_ in expected:
                assert service.get_conversation(ports, call, UUID(id_))["id"] == id_
            else:
                with pytest.raises(NotFound):
                    service.get_conversation(ports, call, UUID(id_))
                with pytest.raises(NotFound):
                    service.list_messages(ports, call, UUID(id_), cursor=None, limit=5)


def test_one_shape_everywhere(ports: Ports, owner: Owner, desk: Desk) -> None:
    row = make_served(owner, desk, desk.ana, subject="Consulta", handoff_reason="asked")
    label = insert(owner, "labels", account_id=desk.account["id"], name="vip")
    insert(
        owner,
        "conversation_labels",
        account_id=desk.account["id"],
        conversation_id=row["id"],
        label_id=label["id"],
    )
    make_ticket(owner, row, assignee_id=desk.ana["id"])
    quoted = make_message(owner, row, text="Bom dia")
    answer = make_message(
        owner, row, direction="out", author_id=desk.ana["id"], text="Oi", reply_to_id=quoted["id"], status="sent"
    )
    insert(
        owner,
        "media",
        account_id=desk.account["id"],
        message_id=answer["id"],
        kind="image",
        state="stored",
        mime_type="image/png",
        bytes=9,
        object_key="a/b",
        duration_seconds=1.5,
    )
    call = desk.call(desk.ana)
    detail = service.get_conversation(ports, call, row["id"])
    items, _ = service.list_conversations(ports, call, Filter(), cursor=None, limit=5)
    assert items == [detail]
    shown = ConversationView.model_validate(detail)
    assert set(detail) == set(ConversationView.model_fields)
    assert shown.labels == ["vip"]
    assert shown.assignee is not None
    assert shown.assignee.name == "Ana Agente"
    assert shown.ticket is not None
    assert (shown.ticket.state, shown.ticket.position) == ("in_service", None)
    assert shown.preview is not None
    assert (shown.preview.text, shown.preview.author_type, shown.preview.status) == ("Oi", "agent", "sent")
    assert shown.window_expires_at is not None
    messages, older = service.list_messages(ports, call, row["id"], cursor=None, limit=1)
    assert set(messages[0]) == set(MessageView.model_fields)
    message = MessageView.model_validate(messages[0])
    assert message.author.name == "Ana Agente"
    assert message.reply_to is not None
    assert message.reply_to.text == "Bom dia"
    assert message.media[0].url is not None
    assert "object_key" not in messages[0]["media"][0]
    assert set(messages[0]["media"][0]) == set(type(message.media[0]).model_fields)
    first, end = service.list_messages(ports, call, row["id"], cursor=older, limit=1)
    assert (first[0]["text"], first[0]["author"]["name"], end) == ("Bom dia", "Ana Cliente", None)


def test_a_line_knows_what_kind_of_answer_it_stands_for(ports: Ports, owner: Owner, desk: Desk) -> None:
    row = make_served(owner, desk, desk.ana)
    call = desk.call(desk.ana)
    reply = {"kind": "call_permission_reply", "id": "accept", "data": {"response": "accept"}}
    answer = make_message(owner, row, type="interactive", text="", content={"interactive": reply})
    mark = {"kind": "call_permission_reply", "id": "accept"}
    assert service.get_conversation(ports, call, row["id"])["preview"]["interactive"] == mark
    quoting = make_message(owner, row, direction="out", text="Obrigada", reply_to_id=answer["id"])
    assert service.get_message(ports, call, quoting["id"])["reply_to"]["interactive"] == mark
    assert service.get_conversation(ports, call, row["id"])["preview"]["interactive"] is None
    make_message(owner, row, type="interactive", text="", content={"interactive": reply}, deleted_at="2026-01-01")
    assert service.get_conversation(ports, call, row["id"])["preview"]["interactive"] is None
    owner.execute("update messages set deleted_at = now() where id = %s", (answer["id"],))
    assert service.get_message(ports, call, quoting["id"])["reply_to"]["interactive"] is None


def test_what_a_contact_deleted_is_shown_as_deleted_only(ports: Ports, owner: Owner, desk: Desk) -> None:
    row = make_served(owner, desk, desk.ana)
    message = make_message(owner, row, text="segredo", deleted_at="2026-01-01T00:00:00Z")
    call = desk.call(desk.ana)
    shown = service.get_message(ports, call, message["id"])
    assert (shown["text"], shown["media"], shown["deleted_at"]) == (None, [], "2026-01-01T00:00:00.000000Z")
    preview = service.get_conversation(ports, call, row["id"])["preview"]
    assert (preview["text"], preview["deleted"]) == (None, True)
    assert ids_of(ports, call, Filter(search=read_search("segredo"))) == []


def test_place_and_total_only_while_waiting(ports: Ports, owner: Owner, desk: Desk) -> None:
    rows = [make_conversation(owner, desk.channel, session="waiting", queue_id=desk.queue["id"]) for _ in range(4)]
    for place, row in enumerate(rows):
        make_ticket(owner, row, entered_at=f"2026-01-01T00:00:0{place}Z", priority=8 if place == 3 else 5)
    elsewhere = make_conversation(owner, desk.channel, session="waiting", queue_id=desk.other_queue["id"])
    make_ticket(owner, elsewhere, desk.other_queue)
    places = {}
    for row in [*rows, elsewhere]:
        ticket = service.get_conversation(ports, desk.admin_call, row["id"])["ticket"]
        places[row["id"]] = (ticket["position"], ticket["total"])
    assert [places[row["id"]] for row in rows] == [(2, 4), (3, 4), (4, 4), (1, 4)]
    assert places[elsewhere["id"]] == (1, 1)


@pytest.mark.parametrize("sort", ["-last_activity_at", "last_activity_at", "-priority", "waiting_since"])
@pytest.mark.parametrize("role", ["admin", "agent"])
def test_pages_neither_skip_nor_repeat_while_new_ones_arrive(
    ports: Ports, owner: Owner, desk: Desk, sort: Sort, role: Any
) -> None:
    rows = [
        make_served(
            owner,
            desk,
            desk.ana,
            last_activity_at=f"2026-01-01T00:00:{n // 3:02}Z",  # threes share a time: the id decides
            priority=1 + n % 3,
            waiting_since=None if n % 4 == 0 else f"2026-01-01T00:00:{n // 2:02}Z",
        )
        for n in range(25)
    ]
    call = desk.call(desk.ana, role)
    whole = ids_of(ports, call, sort=sort)
    assert set(whole) == {str(row["id"]) for row in rows}
    seen: list[str] = []
    cursor = None
    for page in range(9):
        items, cursor = service.list_conversations(ports, call, Filter(status=None), sort=sort, cursor=cursor, limit=4)
        seen += [item["id"] for item in items]
        newest = {"-last_activity_at": "2027-01-01T00:00:00Z"}.get(sort, "2026-01-01T00:00:00Z")
        make_served(owner, desk, desk.ana, last_activity_at=newest, priority=10)
        if cursor is None or page > 20:
            break
    old = [id_ for id_ in seen if id_ in set(whole)]
    assert len(seen) == len(set(seen)), "nothing is shown twice"
    assert old == [id_ for id_ in whole if id_ in set(seen)], "the order of the whole list"
    if sort != "last_activity_at":
        assert set(old) == set(whole), "nothing is skipped"


def test_a_cursor_belongs_to_its_sort(ports: Ports, owner: Owner, desk: Desk) -> None:
    for _ in range(2):
        make_served(owner, desk, desk.ana)
    _, cursor = service.list_conversations(ports, desk.admin_call, Filter(), cursor=None, limit=1)
    with pytest.raises(Invalid):
        service.list_conversations(ports, desk.admin_call, Filter(), sort="-priority", cursor=cursor, limit=1)
    with pytest.raises(Invalid):
        service.list_conversations(ports, desk.admin_call, Filter(), cursor="rubbish", limit=1)


def test_views_and_filters(ports: Ports, owner: Owner, desk: Desk) -> None:
    mine = make_served(owner, desk, desk.ana, priority=9, unread_count=2)
    other = make_served(owner, desk, desk.bia)
    waiting = make_conversation(owner, desk.channel, session="waiting", queue_id=desk.queue["id"], priority=2)
    bot = make_conversation(owner, desk.channel, session="bot")
    closed = make_served(owner, desk, desk.ana, status="closed")
    second = make_channel(owner, desk.account)
    elsewhere = make_conversation(owner, second, assignee_id=desk.ana["id"])
    label = insert(owner, "labels", account_id=desk.account["id"], name="Orçamento")
    insert(
        owner,
        "conversation_labels",
        account_id=desk.account["id"],
        conversation_id=other["id"],
        label_id=label["id"],
    )
    call = desk.call(desk.ana)
    admin = desk.admin_call

    def expect(call: Call, wanted: Filter, *rows: Row) -> None:
        assert set(ids_of(ports, call, wanted)) == {str(row["id"]) for row in rows}

    expect(call, Filter(view="mine"), mine, elsewhere)
    expect(call, Filter(view="mine", status="closed"), closed)
    expect(call, Filter(view="unassigned"), waiting, bot)
    expect(call, Filter(view="waiting"), waiting)
    expect(call, Filter(view="bot"), bot)
    expect(call, Filter(), mine, waiting, bot, elsewhere)
    expect(admin, Filter(), mine, other, waiting, bot, elsewhere)
    expect(admin, Filter(view="mine"))
    expect(admin, Filter(assignee_id=str(desk.bia["id"])), other)
    expect(call, Filter(assignee_id=str(desk.bia["id"])))
    expect(admin, Filter(channel_id=str(second["id"])), elsewhere)
    expect(admin, Filter(queue_id=str(desk.queue["id"])), mine, other, waiting)
    expect(admin, Filter(label="orçamento"), other)
    expect(admin, Filter(label="ninguém"))
    expect(admin, Filter(priority="high"), mine)
    expect(admin, Filter(priority="low"), waiting)
    expect(admin, Filter(unread=True), mine)
    expect(admin, Filter(contact_id=str(other["contact_id"])), other)
    assert service.count_conversations(ports, call) == {
        "mine": 2,
        "unassigned": 2,
        "waiting": 1,
        "all": 4,
        "unread": 1,
    }


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("informacao", True),
        ("INFORMAÇÃO boleto", True),
        ("bole", True),
        ("info boleto", False),  # only the last word may be a beginning
        ("josé", True),
        ("jose da sil", True),
        ("da silva jose", True),
        ("jose silva pix", False),  # two of them would find him
        ("98877", True),
        ("(11) 98877-6655", True),
        ("20261121-000123", True),
        ("maria@exemplo", True),
        ("100%", False),
        ("_", False),
        ("’ŉ“&|!:*()<->", False),
        ("nada disso", False),
    ],
)
def test_search_ignores_accents_and_knows_people_and_protocols(
    ports: Ports, owner: Owner, desk: Desk, typed: str, found: bool
) -> None:
    contact = make_contact(
        owner, desk.account, wa_id="5511988776655", name="José da Silva", email="maria@exemplo.com.br"
    )
    row = make_conversation(owner, desk.channel, contact, assignee_id=desk.ana["id"], status="closed")
    make_message(owner, row, text="Preciso de informação sobre o Boleto")
    make_ticket(owner, row, protocol="20261121-000123", state="finished")
    wanted = Filter(status=None, search=read_search(typed))
    assert ids_of(ports, desk.call(desk.ana), wanted) == ([str(row["id"])] if found else [])
    assert ids_of(ports, desk.call(desk.eva), wanted) == [], "another team's is not found"


@pytest.mark.parametrize("typed", ["+55 41 98888-7777", "(41) 8888-7777", "98888-7777", "8888-7777"])
@pytest.mark.parametrize("stored", ["5541988887777", "554188887777"])
def test_search_knows_a_number_with_and_without_its_ninth_digit(
    ports: Ports, owner: Owner, desk: Desk, stored: str, typed: str
) -> None:
    contact = make_contact(owner, desk.account, wa_id=stored)
    row = make_conversation(owner, desk.channel, contact, assignee_id=desk.ana["id"])
    wanted = Filter(search=read_search(typed))
    assert ids_of(ports, desk.call(desk.ana), wanted) == [str(row["id"])]


def test_search_is_not_drowned_by_what_others_see(ports: Ports, owner: Owner, desk: Desk) -> None:
    mine = make_served(owner, desk, desk.ana)
    make_message(owner, mine, text="boleto")
    for _ in range(30):
        make_message(owner, make_served(owner, desk, desk.bia), text="boleto")
    wanted = Filter(search=read_search("boleto"))
    items, cursor = service.list_conversations(ports, desk.call(desk.ana), wanted, cursor=None, limit=5)
    assert [item["id"] for item in items] == [str(mine["id"])]
    assert cursor is None
    first, cursor = service.list_conversations(ports, desk.admin_call, wanted, cursor=None, limit=20)
    rest, end = service.list_conversations(ports, desk.admin_call, wanted, cursor=cursor, limit=20)
    assert (len({item["id"] for item in [*first, *rest]}), end) == (31, None)


def test_another_company_does_not_exist(ports: Ports, owner: Owner, desk: Desk) -> None:
    foreign = make_conversation(owner, make_channel(owner, make_account(owner)))
    message = make_message(owner, foreign, text="segredo alheio")
    call = desk.admin_call
    missing = uuid4()
    for id_ in (foreign["id"], missing):
        for act in (
            lambda i: service.get_conversation(ports, call, i),
            lambda i: service.list_messages(ports, call, i, cursor=None, limit=5),
            lambda i: service.mark_read(ports, call, i),
            lambda i: service.mark_unread(ports, call, i),
            lambda i: service.update_conversation(ports, call, i, {"priority": 9}),
            lambda i: service.set_labels(ports, call, i, []),
        ):
            with pytest.raises(NotFound) as refused:
                act(id_)
            assert refused.value.message == "Conversa não encontrada."
    with pytest.raises(NotFound):
        service.get_message(ports, call, message["id"])
    assert ids_of(ports, call) == []
    assert ids_of(ports, call, Filter(status=None, search=read_search("segredo"))) == []
    for wanted in (Filter(channel_id=str(foreign["channel_id"])), Filter(contact_id=str(foreign["contact_id"]))):
        with pytest.raises(NotFound):
            ids_of(ports, call, wanted)
    untouched = owner.execute("select priority, version from conversations where id = %s", (foreign["id"],)).fetchone()
    assert untouched == {"priority": 5, "version": 1}


def test_a_label_that_many_have_is_found_in_all_of_them(
    ports: Ports, owner: Owner, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("central.conversations.store._RARE", 2)
    account = desk.account["id"]
    label = insert(owner, "labels", account_id=account, name="Comum")
    rows = [make_served(owner, desk, desk.ana) for _ in range(4)]
    for row in rows:
        insert(owner, "conversation_labels", account_id=account, conversation_id=row["id"], label_id=label["id"])
    assert set(ids_of(ports, desk.admin_call, Filter(label="comum"))) == {str(row["id"]) for row in rows}
