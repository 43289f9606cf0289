"""The running stack as tests see it: addresses and secrets from ``.central/local.json``, nothing from inside."""

import hashlib
import hmac
import json
import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import httpx
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Stack:
    """What ``make run`` left for scripts."""

    base_url: str
    app_secret: str
    verify_token: str
    phone_number_id: str
    database_url: str
    logins: dict[str, dict[str, str]]

    def sign_in(self, role: str = "admin") -> "Agent":
        """Sign in as the demo's person of a role."""
        login = self.logins[role]
        client = httpx.Client(base_url=f"{self.base_url}/api/v1", timeout=60)
        answer = client.post("/session", json={"email": login["email"], "password": login["password"]})
        answer.raise_for_status()
        client.headers["authorization"] = f"Bearer {answer.json()['token']}"
        client.cookies.clear()
        return Agent(self, client, answer.json())

    def deliver(self, body: Any, *, secret: str | None = None) -> httpx.Response:
        """POST a webhook, signed as Meta signs it."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        signature = hmac.new((secret or self.app_secret).encode(), raw, hashlib.sha256).hexdigest()
        headers = {"content-type": "application/json", "x-hub-signature-256": f"sha256={signature}"}
        return httpx.post(f"{self.base_url}/webhooks/whatsapp", content=raw, headers=headers, timeout=60)

    def messages(self, wa_id: str, name: str, *texts: str, ids: list[str] | None = None) -> dict[str, Any]:
        """Return a webhook body with text messages of one customer."""
        now = int(time.time())
        return {
            "object": "whatsapp_business_account",
            "entry": [
                {
                    "id": "500400300200100",
                    "changes": [
                        {
                            "field": "messages",
                            "value": {
                                "messaging_product": "whatsapp",
                                "metadata": {
                                    "display_phone_number": "551140028922",
                                    "phone_number_id": self.phone_number_id,
                                },
                                "contacts": [{"profile": {"name": name}, "wa_id": wa_id}],
                                "messages": [
                                    {
                                        "from": wa_id,
                                        "id": ids[position] if ids else f"wamid.{uuid4().hex}",
                                        "timestamp": str(now),
                                        "type": "text",
                                        "text": {"body": text},
                                    }
                                    for position, text in enumerate(texts)
                                ],
                            },
                        }
                    ],
                }
            ],
        }

    def chat(self, wa_id: str, *, opened: bool = False) -> list[dict[str, Any]]:
        """What the customer sees in the simulator."""
        path = f"{self.base_url}/demo/api/numbers/{self.phone_number_id}/chats/{wa_id}"
        answer = httpx.get(path, params={"open": "1" if opened else "0"}, timeout=60)
        answer.raise_for_status()
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    def make_customer(self, name: str) -> str:
        """Make a customer of the simulator with a fresh number and return the number."""
        wa_id = fresh_wa_id()
        answer = httpx.post(f"{self.base_url}/demo/api/customers", json={"name": name, "wa_id": wa_id}, timeout=60)
        answer.raise_for_status()
        return wa_id

    def customer_writes(self, wa_id: str, **message: Any) -> str:
        """Let a customer of the simulator write; return the platform's id of the message."""
        path = f"{self.base_url}/demo/api/numbers/{self.phone_number_id}/chats/{wa_id}/messages"
        answer = httpx.post(path, json={"type": "text", **message}, timeout=60)
        answer.raise_for_status()
        return str(answer.json()["wamid"])

    def switch(self, **faults: Any) -> None:
        """Set the platform's faults."""
        path = f"{self.base_url}/demo/api/numbers/{self.phone_number_id}/faults"
        httpx.put(path, json=faults, timeout=60).raise_for_status()


@dataclass
class Agent:
    """Somebody who signed in."""

    stack: Stack
    client: httpx.Client
    session: dict[str, Any]

    @property
    def user_id(self) -> str:
        return str(self.session["user"]["id"])

    def get(self, path: str, **query: Any) -> Any:
        """GET and return the body."""
        answer = self.client.get(path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: Any = None, **headers: str) -> httpx.Response:
        """POST and return the answer."""
        return self.client.post(path, json=body if body is not None else {}, headers=headers)

    def be(self, state: str) -> None:
        """Set one's presence."""
        assert self.client.put("/me/presence", json={"state": state}).status_code == 200

    def conversation_of(self, wa_id: str) -> dict[str, Any] | None:
        """Find the conversation with a number."""
        items = self.get("/conversations", view="all", status="any", q=wa_id)["items"]
        return items[0] if items else None

    def thread(self, conversation_id: str) -> list[dict[str, Any]]:
        """Return the newest page of messages, oldest first."""
        items: list[dict[str, Any]] = self.get(f"/conversations/{conversation_id}/messages")["items"]
        return items[::-1]

    @contextmanager
    def socket(self) -> Iterator["Socket"]:
        """Connect as the app does: a one-use ticket, then the socket."""
        ticket = self.post("/socket-tickets").json()
        with connect(ticket["url"], origin=Origin(self.stack.base_url), open_timeout=60) as connection:
            yield Socket(connection)


class Socket:
    """A connected browser that remembers the events it saw."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self.events: list[dict[str, Any]] = []
        self.frames: list[tuple[int, int]] = []

    def send(self, **message: Any) -> None:
        """Send one message."""
        self._connection.send(json.dumps(message))

    def until(self, wanted: Callable[[dict[str, Any]], bool], *, seconds: float = 60) -> dict[str, Any]:
        """Return the first event that is wanted, waiting for it."""
        deadline = time.monotonic() + seconds
        for event in self.events:
            if wanted(event):
                return event
        while True:
            frame = json.loads(self._connection.recv(timeout=max(0.05, deadline - time.monotonic())))
            if frame.get("type") != "events":
                continue
            self.frames.append((frame["after"], frame["until"]))
            self.events += frame["events"]
            for event in frame["events"]:
                if wanted(event):
                    return dict(event)


def eventually(look: Callable[[], T | None], *, seconds: float = 60) -> T:
    """Return what ``look`` finds, looking again until it finds something."""
    deadline = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"nothing within {seconds} s")
        threading.Event().wait(0.1)


def fresh_wa_id() -> str:
    """Return a Brazilian mobile number nobody used yet, most likely."""
    return f"55119{random.randrange(10**8):08d}".replace("55119", "551197", 1)[:13]


def running_stack() -> Stack:
    """Read the stack's own description."""
    path = Path(os.environ.get("CENTRAL_LOCAL_JSON", ROOT / ".central" / "local.json"))
    known = json.loads(path.read_text())
    return Stack(
        known["base_url"].rstrip("/"),
        known["meta_app_secret"],
        known["meta_verify_token"],
        known["phone_number_id"],
        known["database_url"],
        {login["role"]: login for login in known["logins"]},
    )
