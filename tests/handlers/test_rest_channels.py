"""Connecting a number through the function. The platform answers over a mock transport."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest

from central.channels import service
from central.channels.model import next_state
from central.platforms.http import OutboundHttp
from tests.fakes import FakeBus, FakeQueues, FakeSecrets
from tests.fixtures.factories import (
    Owner,
    Row,
    make_account,
    make_channel,
    make_conversation,
    make_message,
    make_queue,
    make_user,
)
from tests.handlers.rest_client import PUBLIC_URL, Client, token_of

TOKEN = "EAAG-access-token-0123456789-LAST"
APP_SECRET = "0123456789abcdef0123456789abcdef"  # pragma: allowlist secret
GRAPH = "https://graph.facebook.com"
NEW = {"name": "WhatsApp", "external_id": "106540352242922", "business_id": "102290129340398", "access_token": TOKEN}


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def admin(client: Client, owner: Owner, account: Row) -> Client:
    return client.by_token(token_of(owner, account, make_user(owner, account, role="admin")))


@pytest.fixture
def agent(client: Client, owner: Owner, account: Row) -> Client:
    return client.by_token(token_of(owner, account, make_user(owner, account)))


class Graph:
    """Meta, as a table of answers by the end of the path."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, Any]] = {
            "/106540352242922": (
                200,
                {"id": "106540352242922", "display_phone_number": "+55 11 3456-7890", "quality_rating": "GREEN"},
            ),
            "/debug_token": (
                200,
                {
                    "data": {
                        "is_valid": True,
                        "expires_at": 0,
                        "scopes": ["whatsapp_business_messaging", "whatsapp_business_management"],
                    }
                },
            ),
            "/subscribed_apps": (200, {"data": [{"whatsapp_business_api_data": {"id": "1"}}]}),
            "/message_templates": (200, {"data": []}),
        }
        self.calls: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        assert request.headers["authorization"] == f"Bearer {TOKEN}"
        self.calls.append(f"{request.method} {request.url.path.rsplit('/', 1)[-1]}")
        for ending, (status, body) in self.answers.items():
            if request.url.path.endswith(ending):
                return httpx.Response(status, json=body)
        return httpx.Response(404, json={"error": {"code": 100, "message": "no such object"}})


@pytest.fixture
def graph(client: Client) -> Graph:
    meta = Graph()
    client.app.state.http = OutboundHttp(trusted_bases=[GRAPH], transport=httpx.MockTransport(meta))
    return meta


def _create(admin: Client, **columns: Any) -> Any:
    answer = admin.post("/api/v1/channels", {**NEW, **columns})
    assert answer.status == 201, answer.text
    return answer.json


def test_connects_a_number(admin: Client, owner: Owner, account: Row, secrets: FakeSecrets, bus: FakeBus) -> None:
    channel = _create(admin)
    assert channel["state"] == "configuring"
    assert channel["is_default"] is True
    assert channel["credentials_hint"] == "LAST"
    assert channel["webhook"] == {
        "callback_url": f"{PUBLIC_URL}/webhooks/whatsapp",
        "verify_token": "verify-token",
    }
    row = owner.execute("select * from channels").fetchone()
    assert row is not None
    opened = secrets.open(row["credentials"], f"{account['id']}|channels|credentials|{channel['id']}")
    assert json.loads(opened) == {"access_token": TOKEN}
    assert bus.types == ["ChannelStateChanged"]


def test_an_app_of_ones_own_has_its_own_address_and_secrets(admin: Client, secrets: FakeSecrets) -> None:
    channel = _create(admin, app_secret=APP_SECRET)
    prefix = f"channels/{channel['id']}"
    assert secrets.webhook_secrets[f"{prefix}/app_secret"] == APP_SECRET
    token = secrets.webhook_secrets[f"{prefix}/verify_token"]
    assert len(token) >= 24
    assert channel["webhook"] == {
        "callback_url": f"{PUBLIC_URL}/webhooks/whatsapp/{channel['id']}",
        "verify_token": token,
    }
    changed = admin.patch(f"/api/v1/channels/{channel['id']}", {"access_token": TOKEN + "2"}).json
    assert (changed["webhook"]["verify_token"], changed["uses_own_app"]) == (token, True)
    shared = admin.patch(f"/api/v1/channels/{channel['id']}", {"app_secret": None}).json
    assert (shared["uses_own_app"], shared["webhook"]["callback_url"]) == (False, f"{PUBLIC_URL}/webhooks/whatsapp")


def test_two_admins_do_not_undo_each_others_credentials(
    admin: Client, owner: Owner, account: Row, secrets: FakeSecrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = _create(admin)
    path = f"/api/v1/channels/{channel['id']}"
    seal, context = service._new_secrets, f"{account['id']}|channels|credentials|{channel['id']}"
    newer = secrets.seal(json.dumps({"access_token": "another-token-NEWER"}).encode(), context)

    def after_somebody_else(*arguments: Any) -> dict[str, Any]:
        owner.execute("update channels set credentials = %s", (newer,))
        return seal(*arguments)

    monkeypatch.setattr(service, "_new_secrets", after_somebody_else)
    answer = admin.patch(path, {"app_secret": APP_SECRET})
    assert (answer.status, answer.code) == (409, "credentials_changed")
    row = owner.execute("select credentials from channels").fetchone()
    assert row is not None
    assert row["credentials"] == newer
    assert admin.patch(path, {"app_secret": APP_SECRET}).status == 200


def test_credentials_never_come_back(admin: Client, agent: Client, graph: Graph) -> None:
    channel = _create(admin, app_secret=APP_SECRET)
    path = f"/api/v1/channels/{channel['id']}"
    texts = [
        admin.get(path).text,
        admin.get("/api/v1/channels").text,
        admin.patch(path, {"name": "Outro"}).text,
        admin.post(f"{path}/validate").text,
        admin.patch(path, {"access_token": "\u00e9" + TOKEN}).text,
        agent.get(path).text,
    ]
    for text in texts:
        assert TOKEN[:-4] not in text
        assert APP_SECRET not in text
    assert agent.get(path).json["webhook"] is None


def test_a_number_belongs_to_one_company(admin: Client, owner: Owner) -> None:
    make_channel(owner, make_account(owner), external_id=NEW["external_id"])
    answer = admin.post("/api/v1/channels", NEW)
    assert (answer.status, answer.code) == (409, "channel_exists")
    assert set(answer.json["error"]["fields"]) == {"external_id"}


def test_there_is_one_default(admin: Client) -> None:
    first, second = _create(admin), _create(admin, external_id="2222222", is_default=True)
    assert second["is_default"] is True
    assert admin.get(f"/api/v1/channels/{first['id']}").json["is_default"] is False
    assert admin.patch(f"/api/v1/channels/{second['id']}", {"is_default": False}).status == 422
    assert admin.patch(f"/api/v1/channels/{first['id']}", {"is_default": True}).json["is_default"] is True


def test_a_foreign_queue_is_like_a_missing_one(admin: Client, owner: Owner, account: Row) -> None:
    channel = _create(admin)
    path = f"/api/v1/channels/{channel['id']}"
    foreign = make_queue(owner, make_account(owner))["id"]
    for queue_id in (foreign, uuid4()):
        answer = admin.patch(path, {"queue_id": str(queue_id)})
        assert (answer.status, answer.code) == (404, "not_found")
    own = str(make_queue(owner, account)["id"])
    assert admin.patch(path, {"queue_id": own}).json["queue_id"] == own


def test_only_admins_connect(agent: Client, owner: Owner) -> None:
    assert agent.post("/api/v1/channels", NEW).status == 403
    assert owner.execute("select count(*) from channels").fetchone() == {"count": 0}


def test_a_key_store_that_is_away_changes_nothing(
    admin: Client, owner: Owner, secrets: FakeSecrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    from central.errors import TryLater

    def away(_plaintext: bytes, _context: str) -> bytes:
        raise TryLater("KMS away", retry_after=7)

    monkeypatch.setattr(secrets, "seal", away)
    answer = admin.post("/api/v1/channels", NEW)
    assert (answer.status, answer.code, answer.headers["retry-after"]) == (503, "unavailable", "7")
    assert owner.execute("select count(*) from channels").fetchone() == {"count": 0}


# -- the check ------------------------------------------------------------------------------------


def test_a_good_channel_becomes_active(admin: Client, graph: Graph, bus: FakeBus) -> None:
    channel = _create(admin)
    answer = admin.post(f"/api/v1/channels/{channel['id']}/validate")
    assert answer.status == 200, answer.text
    assert answer.json["ok"] is True
    assert [(c["name"], c["result"]) for c in answer.json["checks"]] == [
        ("token", "ok"),
        ("permissions", "ok"),
        ("number", "ok"),
        ("webhook", "ok"),
    ]
    assert answer.json["channel"]["state"] == "active"
    assert answer.json["channel"]["display_address"] == "+55 11 3456-7890"
    assert bus.types == ["ChannelStateChanged"] * 2
    assert admin.patch(f"/api/v1/channels/{channel['id']}", {"active": False}).json["state"] == "inactive"
    assert admin.post(f"/api/v1/channels/{channel['id']}/validate").json["channel"]["state"] == "inactive"
    assert admin.patch(f"/api/v1/channels/{channel['id']}", {"active": True}).json["state"] == "configuring"


def test_what_waited_for_a_channel_leaves_when_it_works_again(
    admin: Client, graph: Graph, owner: Owner, account: Row, queues: FakeQueues
) -> None:
    channel = _create(admin)
    row = owner.execute("update channels set state = 'error' returning *").fetchone()
    assert row is not None
    lanes = [make_conversation(owner, row) for _ in range(3)]
    for conversation in lanes[:2]:
        for _ in range(2):
            make_message(owner, conversation, direction="out")
    make_message(owner, lanes[2], direction="out", status="sent")
    path = f"/api/v1/channels/{channel['id']}"
    admin.patch(path, {"access_token": TOKEN})
    assert queues.of("outbound") == [], "it was not checked yet"
    graph.answers["/106540352242922"] = (401, {"error": {"code": 190, "message": "expired"}})
    admin.post(f"{path}/validate")
    assert queues.of("outbound") == [], "it does not work yet"
    graph.answers["/106540352242922"] = (200, {"id": "106540352242922"})
    assert admin.post(f"{path}/validate").json["channel"]["state"] == "active"
    rung = [doorbell.body["conversation_id"] for doorbell in queues.of("outbound")]
    assert rung == [str(conversation["id"]) for conversation in lanes[:2]]
    assert len(queues.of("sweep")) == 1
    queues.doorbells.clear()
    admin.patch(path, {"access_token": TOKEN})
    assert len(queues.of("outbound")) == 2, "another token may be what they waited for"


@pytest.mark.parametrize(
    ("path", "answer", "name", "result", "state"),
    [
        ("/106540352242922", (401, {"error": {"code": 190, "message": "expired"}}), "number", "failed", "error"),
        ("/106540352242922", (503, {}), "platform", "failed", "configuring"),
        ("/debug_token", (200, {"data": {"is_valid": False}}), "token", "failed", "error"),
        (
            "/debug_token",
            (200, {"data": {"is_valid": True, "expires_at": 0, "scopes": ["whatsapp_business_messaging"]}}),
            "permissions",
            "failed",
            "error",
        ),
        (
            "/debug_token",
            (
                200,
                {
                    "data": {
                        "is_valid": True,
                        "expires_at": 4_000_000_000,
                        "scopes": ["whatsapp_business_messaging", "whatsapp_business_management"],
                    }
                },
            ),
            "token",
            "warning",
            "active",
        ),
        ("/debug_token", (400, {"error": {"code": 100}}), "token", "warning", "active"),
        ("/subscribed_apps", (403, {"error": {"code": 200, "message": "no"}}), "webhook", "failed", "error"),
    ],
)
def test_a_check_says_what_is_wrong(
    admin: Client, graph: Graph, path: str, answer: Any, name: str, result: str, state: str
) -> None:
    graph.answers[path] = answer
    channel = _create(admin)
    done = admin.post(f"/api/v1/channels/{channel['id']}/validate").json
    (line,) = [check for check in done["checks"] if check["name"] == name]
    assert line["result"] == result
    assert line["message"].endswith(".")
    assert done["channel"]["state"] == state
    assert done["ok"] is (result != "failed")


def test_the_check_subscribes_us_to_the_account(admin: Client, graph: Graph) -> None:
    graph.answers["/subscribed_apps"] = (200, {"data": [], "success": True})
    channel = _create(admin)
    assert admin.post(f"/api/v1/channels/{channel['id']}/validate").json["ok"] is True
    assert graph.calls[-2:] == ["GET subscribed_apps", "POST subscribed_apps"]


def test_without_credentials_nothing_can_be_switched_on(admin: Client, graph: Graph) -> None:
    channel = _create(admin, access_token=None)
    path = f"/api/v1/channels/{channel['id']}"
    assert channel["has_credentials"] is False
    assert admin.patch(path, {"active": True}).code == "no_credentials"
    assert admin.post(f"{path}/validate").json["checks"][0]["name"] == "credentials"
    assert admin.post(f"{path}/templates/sync").code == "no_credentials"
    assert graph.calls == []


def test_states_move_as_the_model_says() -> None:
    assert next_state("error", "credentials_saved", has_credentials=True) == "configuring"
    assert next_state("active", "credentials_saved", has_credentials=True) == "active"
    assert next_state("error", "activated", has_credentials=True) == "error"
    for event in ("checked", "check_failed", "credentials_saved"):
        assert next_state("inactive", event, has_credentials=True) == "inactive"


# -- templates ------------------------------------------------------------------------------------


def _template(name: str, **fields: Any) -> dict[str, Any]:
    body = {"type": "BODY", "text": "Olá {{1}}, até {{2}}.", "example": {"body_text": [["Maria", "amanhã"]]}}
    return {"id": "1", "name": name, "language": "pt_BR", "status": "APPROVED", "components": [body], **fields}


def test_templates_become_equal_to_the_platforms(admin: Client, agent: Client, graph: Graph) -> None:
    channel = _create(admin)
    path = f"/api/v1/channels/{channel['id']}/templates"
    graph.answers["/message_templates"] = (
        200,
        {
            "data": [
                _template("lembrete"),
                _template("aviso"),
                _template("aviso"),
                _template("velho", status="REJECTED"),
            ]
        },
    )
    assert admin.post(f"{path}/sync").json == {"stored": 3, "removed": 0}
    first = agent.get(path, query={"limit": 2}).json
    rest = agent.get(path, query={"limit": 2, "cursor": first["next_cursor"]}).json
    assert [item["name"] for item in first["items"] + rest["items"]] == ["aviso", "lembrete", "velho"]
    assert first["items"][0]["variables"] == [
        {"key": "1", "place": "body", "example": "Maria"},
        {"key": "2", "place": "body", "example": "amanhã"},
    ]
    approved = agent.get(path, query={"status": "APPROVED"}).json["items"]
    assert [item["name"] for item in approved] == ["aviso", "lembrete"]
    graph.answers["/message_templates"] = (200, {"data": [_template("lembrete", status="PAUSED")]})
    assert admin.post(f"{path}/sync").json == {"stored": 1, "removed": 2}
    assert [item["status"] for item in agent.get(path).json["items"]] == ["PAUSED"]


@pytest.mark.parametrize(("answer", "status"), [((401, {"error": {"code": 190}}), 409), ((500, {}), 503)])
def test_a_failed_sync_keeps_what_is_stored(admin: Client, graph: Graph, answer: Any, status: int) -> None:
    channel = _create(admin)
    path = f"/api/v1/channels/{channel['id']}/templates"
    graph.answers["/message_templates"] = (200, {"data": [_template("lembrete")]})
    admin.post(f"{path}/sync")
    graph.answers["/message_templates"] = answer
    assert admin.post(f"{path}/sync").status == status
    assert len(admin.get(path).json["items"]) == 1


def test_our_token_goes_to_the_platform_only(admin: Client, graph: Graph, client: Client) -> None:
    seen: list[str] = []

    def meta(request: httpx.Request) -> httpx.Response:
        seen.append(str(request.url.host))
        return graph(request)

    transport: Callable[[httpx.Request], httpx.Response] = meta
    client.app.state.http = OutboundHttp(trusted_bases=[GRAPH], transport=httpx.MockTransport(transport))
    channel = _create(admin)
    admin.post(f"/api/v1/channels/{channel['id']}/validate")
    assert set(seen) == {"graph.facebook.com"}
