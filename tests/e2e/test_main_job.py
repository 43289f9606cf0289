"""The main job on the running stack, from a signed webhook to blue ticks, through public doors only."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.e2e.stack import Agent, Stack, eventually, fresh_wa_id, running_stack

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def stack() -> Stack:
    return running_stack()


@pytest.fixture
def agent(stack: Stack) -> Iterator[Agent]:
    """The demo's admin, alone at work."""
    for role in ("agent", "supervisor"):
        stack.sign_in(role).be("offline")
    signed_in = stack.sign_in("admin")
    signed_in.be("online")
    stack.switch()
    yield signed_in
    stack.switch()
    signed_in.post("/conversations/bulk", {"ids": _mine(signed_in), "action": "resolve"})


def _mine(agent: Agent) -> list[str]:
    items = agent.get("/conversations", view="mine", limit=100)["items"]
    return [item["id"] for item in items if item["contact"]["name"].startswith("Prova")]


def texts(messages: list[dict[str, Any]], **wanted: Any) -> list[str]:
    return [
        message["text"]
        for message in messages
        if message["text"] and all(message["author"]["type"] == value for value in wanted.values())
    ]


def test_a_message_reaches_the_agent_and_the_answer_reaches_the_customer(stack: Stack, agent: Agent) -> None:
    wa_id = stack.make_customer("Prova Principal")
    with agent.socket() as socket:
        stack.customer_writes(wa_id, text="Oi, meu pedido não chegou")
        seen = socket.until(
            lambda e: e["type"] == "new_message" and wa_id in json.dumps(e["data"].get("conversation", {}))
        )
        conversation_id = seen["conversation_id"]

        def assigned() -> dict[str, Any] | None:
            conversation: dict[str, Any] = agent.get(f"/conversations/{conversation_id}")
            return conversation if conversation["assignee"] else None

        conversation = eventually(assigned)
        assert conversation["assignee"]["id"] == agent.user_id
        assert conversation["session"] == "human"
        assert conversation["unread_count"] == 1
        protocol = conversation["ticket"]["protocol"]

        eventually(lambda: len(texts(agent.thread(conversation_id), author="bot")) >= 2)
        from_bot = texts(agent.thread(conversation_id), author="bot")
        assert from_bot[0] == "Olá! Como posso ajudá-lo(a) hoje?"
        assert any(protocol in text for text in from_bot)

        answer = agent.post(
            f"/conversations/{conversation_id}/messages",
            {"text": "Vou ver agora!"},
            **{"Idempotency-Key": str(uuid4())},
        )
        assert answer.status_code == 201, answer.text
        message_id = answer.json()["id"]
        eventually(lambda: any(m["content"].get("body") == "Vou ver agora!" for m in stack.chat(wa_id)))

        def status() -> str:
            return str(next(m["status"] for m in agent.thread(conversation_id) if m["id"] == message_id))

        eventually(lambda: status() == "delivered")
        stack.chat(wa_id, opened=True)
        eventually(lambda: status() == "read")
        socket.until(
            lambda e: e["type"] == "message_status" and e.get("data", {}).get("message", {}).get("id") == message_id
        )
        for (_, until), (after, _) in zip(socket.frames, socket.frames[1:], strict=False):
            assert after == until, "frames must follow each other without a gap"


def test_a_burst_is_greeted_once_and_kept_in_order(stack: Stack, agent: Agent) -> None:
    wa_id, words = fresh_wa_id(), [f"mensagem {n}" for n in range(5)]
    for text in words:
        assert stack.deliver(stack.messages(wa_id, "Prova Rajada", text)).status_code == 200
    conversation = eventually(lambda: agent.conversation_of(wa_id))
    eventually(lambda: len(texts(agent.thread(conversation["id"]), author="bot")) >= 2)
    thread = agent.thread(conversation["id"])
    assert texts(thread, author="contact") == words
    assert texts(thread, author="bot").count("Olá! Como posso ajudá-lo(a) hoje?") == 1


def test_who_writes_by_a_webhook_a_script_signed_is_answered_too(stack: Stack, agent: Agent) -> None:
    wa_id = fresh_wa_id()
    assert stack.deliver(stack.messages(wa_id, "Prova Script", "oi")).status_code == 200
    conversation = eventually(lambda: agent.conversation_of(wa_id))
    eventually(lambda: len(texts(agent.thread(conversation["id"]), author="bot")) >= 2)
    assert agent.post(f"/conversations/{conversation['id']}/messages", {"text": "Olá!"}).status_code == 201

    def statuses() -> list[str]:
        return [m["status"] for m in agent.thread(conversation["id"]) if m["direction"] == "out"]

    eventually(lambda: statuses() == ["delivered"] * len(statuses()))
    assert [m["content"]["body"] for m in stack.chat(wa_id)][-1] == "Olá!"


def test_the_same_webhook_eight_times_at_once_is_one_message(stack: Stack, agent: Agent) -> None:
    wa_id = fresh_wa_id()
    body = stack.messages(wa_id, "Prova Repetida", "só uma vez")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: stack.deliver(body).status_code, range(8)))
    assert answers == [200] * 8
    conversation = eventually(lambda: agent.conversation_of(wa_id))
    assert stack.deliver(stack.messages(wa_id, "Prova Repetida", "fim")).status_code == 200
    eventually(lambda: "fim" in texts(agent.thread(conversation["id"]), author="contact"))
    assert texts(agent.thread(conversation["id"]), author="contact") == ["só uma vez", "fim"]


def test_ten_first_messages_at_once_open_one_conversation(stack: Stack, agent: Agent) -> None:
    wa_id = fresh_wa_id()
    bodies = [stack.messages(wa_id, "Prova Primeira", f"{n}") for n in range(10)]
    with ThreadPoolExecutor(10) as pool:
        assert list(pool.map(lambda body: stack.deliver(body).status_code, bodies)) == [200] * 10

    def complete() -> list[str] | None:
        conversation = agent.conversation_of(wa_id)
        found = texts(agent.thread(conversation["id"]), author="contact") if conversation else []
        return found if len(found) == 10 else None

    assert sorted(eventually(complete), key=int) == [str(n) for n in range(10)]
    assert len(agent.get("/conversations", view="all", status="any", q=wa_id)["items"]) == 1


def test_a_socket_that_was_cut_catches_up_without_a_gap(stack: Stack, agent: Agent) -> None:
    wa_id = fresh_wa_id()
    with agent.socket() as socket:
        stack.deliver(stack.messages(wa_id, "Prova Corte", "antes"))
        last = socket.until(lambda e: e["type"] == "new_message")["sequence"]
        last = max([last, *(event["sequence"] for event in socket.events)])
    for n in range(50):
        stack.deliver(stack.messages(wa_id, "Prova Corte", f"fora {n}"))

    def caught_up() -> list[dict[str, Any]] | None:
        events: list[dict[str, Any]] = []
        after = last
        while True:
            page = agent.get("/events", after=after)
            events += page["items"]
            if not page["items"] or page["items"][-1]["sequence"] >= page["last_sequence"]:
                break
            after = page["items"][-1]["sequence"]
        words = [
            e["data"]["message"]["text"]
            for e in events
            if e["type"] == "new_message" and (e["data"].get("message") or {}).get("text", "").startswith("fora")
        ]
        return events if len(words) == 50 else None

    sequences = [event["sequence"] for event in eventually(caught_up)]
    assert sequences == sorted(set(sequences))
    assert sequences[0] > last


def test_two_agents_accept_one_ticket_and_one_is_told_who_won(stack: Stack, agent: Agent) -> None:
    agent.be("pause")
    other = stack.sign_in("agent")
    wa_id = fresh_wa_id()
    stack.deliver(stack.messages(wa_id, "Prova Disputa", "quem me atende?"))
    conversation = eventually(lambda: agent.conversation_of(wa_id))
    path = f"/conversations/{conversation['id']}/accept"
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda one: one.post(path), [agent, other]))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    lost = next(answer for answer in answers if answer.status_code == 409).json()
    won = next(answer for answer in answers if answer.status_code == 200).json()
    assert won["assignee"]["name"] in lost["error"]["message"]
    other.be("offline")


def test_an_image_arrives_as_a_file_the_agent_can_see(stack: Stack, agent: Agent) -> None:
    wa_id = stack.make_customer("Prova Imagem")
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100"
        "18dd8db00000000049454e44ae426082"  # pragma: allowlist secret
    )
    media = httpx.post(
        f"{stack.base_url}/demo/api/media",
        params={"mime_type": "image/png", "file_name": "a.png"},
        content=png,
        timeout=60,
    ).json()
    stack.customer_writes(wa_id, type="image", media_id=media["id"], text="veja")
    conversation = eventually(lambda: agent.conversation_of(wa_id))

    def stored() -> dict[str, Any] | None:
        found = [m for m in agent.thread(conversation["id"]) if m["media"]]
        return found[0]["media"][0] if found and found[0]["media"][0]["state"] == "stored" else None

    file = eventually(stored)
    assert httpx.get(file["url"], timeout=60).content == png


def test_a_platform_that_fails_twice_gets_the_message_once(stack: Stack, agent: Agent) -> None:
    wa_id = stack.make_customer("Prova Falha")
    stack.customer_writes(wa_id, text="oi")
    conversation = eventually(lambda: agent.conversation_of(wa_id))
    eventually(lambda: len(texts(agent.thread(conversation["id"]), author="bot")) >= 2)
    eventually(lambda: all(m["status"] != "pending" for m in agent.thread(conversation["id"])))
    stack.switch(send="server_error", remaining=2)
    agent.post(f"/conversations/{conversation['id']}/messages", {"text": "insisto"})
    eventually(lambda: [m for m in stack.chat(wa_id) if m["content"].get("body") == "insisto"], seconds=60)
    assert len([m for m in stack.chat(wa_id) if m["content"].get("body") == "insisto"]) == 1


@pytest.mark.parametrize("secret", ["wrong", ""])
def test_a_forged_webhook_is_refused(stack: Stack, secret: str) -> None:
    assert stack.deliver(stack.messages(fresh_wa_id(), "x", "y"), secret=secret or "x").status_code == 401


@pytest.mark.parametrize(
    "raw",
    [
        b"not json",
        b"[]",
        b'{"entry": "\\u0000"}',
        b'{"object":"whatsapp_business_account","entry":[{"changes":[{"value":NaN}]}]}',
        b'{"a":' + b"9" * 5000 + b"}",
        b"[" * 2000 + b"]" * 2000,
        b'{"x":"\\ud83d"}',
        "é".encode("utf-16"),
    ],
)
def test_a_hostile_body_is_never_a_server_error(stack: Stack, raw: bytes) -> None:
    assert stack.deliver(raw).status_code < 500


def test_the_handshake_echoes_the_challenge(stack: Stack) -> None:
    query = {"hub.mode": "subscribe", "hub.verify_token": stack.verify_token, "hub.challenge": "12345"}
    for path in ("/webhooks/whatsapp", "/webhooks/whatsapp/"):
        answer = httpx.get(stack.base_url + path, params=query, timeout=60)
        assert (answer.status_code, answer.text) == (200, "12345")
    query["hub.verify_token"] = "wrong"
    assert httpx.get(f"{stack.base_url}/webhooks/whatsapp", params=query, timeout=60).status_code == 403


def test_health_names_version_and_dependencies(stack: Stack) -> None:
    answer = httpx.get(f"{stack.base_url}/health", timeout=60)
    assert answer.status_code == 200
    assert answer.json()["version"]


def test_pages_and_documents_are_served(stack: Stack) -> None:
    for path in ("/", "/conversas", "/demonstracao", "/simulador"):
        answer = httpx.get(stack.base_url + path, timeout=60)
        assert answer.status_code == 200
        assert "<!doctype html>" in answer.text.lower()
        policy = answer.headers["content-security-policy"]
        assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"} <= set(policy.split("; "))
    assert httpx.get(f"{stack.base_url}/api/v1/openapi.json", timeout=60).json()["openapi"].startswith("3.")
