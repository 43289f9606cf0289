"""The customer's side of the demo: the API behind the page that looks like WhatsApp.

A customer writes, edits, deletes, reacts, opens the chat; each becomes a webhook as Meta sends it. The shapes of what a
customer can write are ``events``' own: the page names a kind and its fields, :func:`platform_message` makes the object.
"""

import json
import secrets
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from central.demo.faults import SEND_FAULTS, read_faults
from central.demo.graph import Graph
from central.demo.http import Request, Response, Router
from central.demo.store import DemoStore, Row
from central.demo.webhooks import envelope, message_webhook, new_wamid, webhook_doorbells
from central.events import Doorbell
from central.ports import Queues

MEDIA_KINDS = ("image", "audio", "video", "document", "sticker")
CUSTOMER_KINDS = (
    "text",
    *MEDIA_KINDS,
    "location",
    "contacts",
    "button_reply",
    "list_reply",
    "template_button",
    "form_reply",
    "call_permission",
    "order",
    "unsupported",
)
_MAX_FILE = 16 * 1024 * 1024


class Simulator:
    """The routes below ``/demo/api``."""

    def __init__(self, store: DemoStore, queues: Queues, graph: Graph) -> None:
        self._store = store
        self._queues = queues
        self._graph = graph

    def add_routes(self, router: Router) -> None:
        """Add the simulator's API to a router."""
        root = "/demo/api"
        router.add("GET", root + "/numbers", self.get_numbers)
        router.add("POST", root + "/numbers", self.post_number)
        router.add("PUT", root + "/numbers/{number}/faults", self.put_faults)
        router.add("GET", root + "/numbers/{number}/customers", self.get_customers)
        router.add("POST", root + "/customers", self.post_customer)
        router.add("GET", root + "/numbers/{number}/chats/{wa_id}", self.get_chat)
        router.add("POST", root + "/numbers/{number}/chats/{wa_id}/messages", self.post_message)
        router.add("POST", root + "/numbers/{number}/chats/{wa_id}/number", self.change_number)
        router.add("POST", root + "/messages/{wamid}/edit", self.edit_message)
        router.add("POST", root + "/messages/{wamid}/delete", self.delete_message)
        router.add("POST", root + "/messages/{wamid}/reaction", self.react)
        router.add("POST", root + "/media", self.post_media)
        router.add("GET", root + "/media/{media}", self.get_media)

    def get_numbers(self, request: Request) -> Response:
        """The business numbers a customer can write to, with their switches."""
        return Response(200, {"items": self._store.all("list_numbers"), "send_faults": list(SEND_FAULTS)})

    def post_number(self, request: Request) -> Response:
        """Register a number, as Meta does for a company: with what the company then connects it by."""
        name = str(request.json().get("name") or "").strip()[:120]
        if not name:
            return _invalid("Informe o nome da empresa.")
        digits = f"{secrets.randbelow(10**12):012d}"
        number = self._store.one(
            "insert_number",
            phone_number_id=f"100{digits}",
            business_id=f"500{digits}",
            display_number=f"+55119{digits[:8]}",
            verified_name=name,
            access_token=f"demo-{secrets.token_urlsafe(24)}",
        )
        return Response(201, number)

    def put_faults(self, request: Request, number: str) -> Response:
        """Set the switches of a number."""
        faults = read_faults(request.json())
        saved = self._store.one(
            "save_faults",
            phone_number_id=number,
            faults={name: getattr(faults, name) for name in faults.__dataclass_fields__},
        )
        return Response(200, saved) if saved else _missing()

    def get_customers(self, request: Request, number: str) -> Response:
        """Customers, with the last message each exchanged with this number."""
        return Response(200, {"items": self._store.all("list_customers", phone_number_id=number)})

    def post_customer(self, request: Request) -> Response:
        """Make or rename a customer."""
        body = request.json()
        wa_id = "".join(c for c in str(body.get("wa_id", "")) if c.isdigit())
        name = str(body.get("name") or "").strip()[:200]
        if not 8 <= len(wa_id) <= 15 or not name:
            return _invalid("Informe o nome e o número com DDI e DDD.")
        return Response(201, self._store.one("save_customer", wa_id=wa_id, user_id=f"BR.{wa_id}", name=name))

    def get_chat(self, request: Request, number: str, wa_id: str) -> Response:
        """What changed since ``since``; with ``open=1`` the customer sees the chat and so reads it."""
        known = self._store.find_number(number)
        if known is None:
            return _missing()
        since = _moment(request.query.get("since"))
        messages = self._store.changed_messages(number, wa_id, since)
        if request.query.get("open") == "1":
            self._read(known, wa_id)
        last = max((message["changed_at"] for message in messages), default=since)
        typing = self._store.one("is_typing", phone_number_id=number, wa_id=wa_id)
        return Response(
            200,
            {
                "items": [_shown(message) for message in messages],
                "since": last.isoformat() if last else None,
                "typing": typing is not None,
            },
        )

    def _read(self, number: Row, wa_id: str) -> None:
        faults = read_faults(number["faults"])
        if faults.drop_statuses:
            return
        unread = self._store.all("list_unread_by_customer", phone_number_id=number["phone_number_id"], wa_id=wa_id)
        for row in unread:
            # Stored first, so that the next poll does not report the same message again.
            message = self._store.one("advance_status", wamid=row["wamid"], status="read")
            if message is not None:
                item = {
                    "kind": "status",
                    "phone_number_id": number["phone_number_id"],
                    "wamid": row["wamid"],
                    "status": "read",
                }
                self._queues.ring([Doorbell("demo_events", item, delay_seconds=faults.status_delay_seconds)])

    def post_message(self, request: Request, number: str, wa_id: str) -> Response:
        """A customer writes."""
        known, customer = self._store.find_number(number), self._store.one("find_customer", wa_id=wa_id)
        if known is None or customer is None:
            return _missing()
        body = request.json()
        kind = str(body.get("type") or "text")
        if kind not in CUSTOMER_KINDS:
            return _invalid("Tipo de mensagem desconhecido.")
        media = self._store.one("find_media", id=str(body.get("media_id"))) if kind in MEDIA_KINDS else None
        if kind in MEDIA_KINDS and media is None:
            return _invalid("Envie o arquivo primeiro.")
        message = platform_message(kind, body, wa_id, media)
        stored = self._store.one(
            "insert_message",
            wamid=message["id"],
            phone_number_id=number,
            wa_id=wa_id,
            direction="customer",
            type=message["type"],
            content=_content(message),
            reply_to=(message.get("context") or {}).get("id"),
            status="delivered",
            callback_data=None,
        )
        self._send(known, customer, message)
        assert stored is not None
        return Response(201, _shown(stored))

    def change_number(self, request: Request, number: str, wa_id: str) -> Response:
        """A customer goes on with another number: the platform tells every company, and they write from there."""
        known, customer = self._store.find_number(number), self._store.one("find_customer", wa_id=wa_id)
        if known is None or customer is None:
            return _missing()
        new = "".join(c for c in str(request.json().get("wa_id", "")) if c.isdigit())
        if not 8 <= len(new) <= 15 or new == wa_id:
            return _invalid("Informe o novo número com DDI e DDD.")
        moved = self._store.one("save_customer", wa_id=new, user_id=f"BR.{new}", name=customer["name"])
        change = {
            "type": "user_changed_number",
            "body": f"{customer['name']} mudou de {wa_id} para {new}",
            "wa_id": new,
            "user_id": f"BR.{new}",
            "previous_user_id": customer["user_id"],
        }
        notice = {**_head(wa_id), "from_user_id": customer["user_id"], "type": "system", "system": change}
        # A notice comes without a list of contacts: nobody wrote.
        body = envelope(known, {"messages": [notice]})
        self._queues.ring(webhook_doorbells(known, body, read_faults(known["faults"])))
        return Response(201, moved)

    def edit_message(self, request: Request, wamid: str) -> Response:
        """A customer corrects a text."""
        text = str(request.json().get("text") or "")[:4096]
        edited = self._store.one("edit_message", wamid=wamid, content={"body": text})
        if edited is None or not text:
            return _missing()
        inner = {"type": "text", "text": {"body": text}}
        return self._notify(edited, {"type": "edit", "edit": {"original_message_id": wamid, "message": inner}})

    def delete_message(self, request: Request, wamid: str) -> Response:
        """A customer deletes a message for everyone."""
        deleted = self._store.one("delete_message", wamid=wamid)
        if deleted is None:
            return _missing()
        return self._notify(deleted, {"type": "revoke", "revoke": {"original_message_id": wamid}})

    def react(self, request: Request, wamid: str) -> Response:
        """A customer reacts, or takes the reaction back (an empty emoji)."""
        emoji = str(request.json().get("emoji") or "")[:16]
        reacted = self._store.one("set_reaction", wamid=wamid, emoji=emoji, by="customer")
        if reacted is None:
            return _missing()
        return self._notify(reacted, {"type": "reaction", "reaction": {"message_id": wamid, "emoji": emoji}})

    def post_media(self, request: Request) -> Response:
        """Upload a file (the raw body; name and type in the query)."""
        mime_type = request.query.get("mime_type", "application/octet-stream")
        if not request.body or len(request.body) > _MAX_FILE:
            return _invalid("O arquivo deve ter até 16 MB.")
        media_id = self._graph.keep_media(request.body, mime_type, request.query.get("file_name"))
        return Response(201, {"id": media_id})

    def get_media(self, request: Request, media: str) -> Response:
        """Show a file in the chat."""
        found = self._store.one("find_media", id=media)
        return Response(200, bytes(found["content"]), found["mime_type"]) if found else _missing()

    def _notify(self, row: Row, change: Mapping[str, Any]) -> Response:
        number = self._store.find_number(row["phone_number_id"])
        customer = self._store.one("find_customer", wa_id=row["wa_id"])
        assert number is not None
        assert customer is not None
        self._send(number, customer, {**_head(row["wa_id"]), **change})
        return Response(200, _shown(row))

    def _send(self, number: Row, customer: Row, message: Mapping[str, Any]) -> None:
        body = message_webhook(number, customer, message)
        self._queues.ring(webhook_doorbells(number, body, read_faults(number["faults"])))


def platform_message(kind: str, body: Mapping[str, Any], wa_id: str, media: Row | None) -> dict[str, Any]:
    """Return the platform's object of a message a customer writes.

    Args:
        kind: one of :data:`CUSTOMER_KINDS`.
        body: the page's fields (text, caption, latitude, contacts, id, title …).
        wa_id: the customer's number, digits only.
        media: the uploaded file for media kinds.
    """
    message = _head(wa_id)
    if body.get("reply_to"):
        message["context"] = {"from": wa_id, "id": str(body["reply_to"])}
    if body.get("forwarded"):
        message.setdefault("context", {})["forwarded"] = True
    if body.get("from_ad"):
        message["referral"] = {
            "source_url": "https://fb.me/anuncio",
            "source_id": "120210000000000001",
            "source_type": "ad",
            "headline": "Energia solar com 20% de desconto",
            "body": "Fale com a gente no WhatsApp",
            "media_type": "image",
            "ctwa_clid": "ARAkLkA8rmlFeiCktEJQ",
        }
    text = str(body.get("text") or "")
    if kind == "text":
        return {**message, "type": "text", "text": {"body": text[:4096]}}
    if kind in MEDIA_KINDS:
        assert media is not None
        item = {"id": media["id"], "mime_type": media["mime_type"], "sha256": media["sha256"]}
        if kind in ("image", "video", "document") and text:
            item["caption"] = text[:1024]
        if kind == "document":
            item["filename"] = media["file_name"] or "arquivo"
        if kind == "audio":
            item["voice"] = bool(body.get("voice", True))
        if kind == "sticker":
            item["animated"] = False
        return {**message, "type": kind, kind: item}
    if kind == "location":
        place = {
            name: body[name] for name in ("latitude", "longitude", "name", "address") if body.get(name) is not None
        }
        return {**message, "type": "location", "location": place}
    if kind == "contacts":
        name, phone = str(body.get("name") or "Contato"), str(body.get("phone") or "")
        card = {"name": {"formatted_name": name, "first_name": name}, "phones": [{"phone": phone, "type": "CELL"}]}
        return {**message, "type": "contacts", "contacts": [card]}
    if kind in ("button_reply", "list_reply"):
        reply = {"id": str(body.get("id") or ""), "title": str(body.get("title") or "")}
        return {**message, "type": "interactive", "interactive": {"type": kind, kind: reply}}
    if kind == "template_button":
        return {**message, "type": "button", "button": {"payload": text, "text": text}}
    if kind == "form_reply":
        answers = {
            "flow_token": "demo",
            "nome_completo": "Ana Souza",
            "cpf": "111.111.111-11",
            "dia_preferido": "Quinta",
        }
        form = {"name": "flow", "body": "Sent", "response_json": json.dumps(answers)}
        return {**message, "type": "interactive", "interactive": {"type": "nfm_reply", "nfm_reply": form}}
    if kind == "call_permission":
        answer = {"response": "accept", "response_source": "user_action"}
        inner = {"type": "call_permission_reply", "call_permission_reply": answer}
        return {**message, "type": "interactive", "interactive": inner}
    if kind == "order":
        item = {"product_retailer_id": "KIT-5KW", "quantity": "1", "item_price": "18990.00", "currency": "BRL"}
        return {**message, "type": "order", "order": {"catalog_id": "1", "text": text, "product_items": [item]}}
    error = {
        "code": 131051,
        "title": "Message type unknown",
        "error_data": {"details": "Message type is not supported"},
    }
    return {**message, "type": "unsupported", "errors": [error], "unsupported": {"type": "poll_creation"}}


def _head(wa_id: str) -> dict[str, Any]:
    return {"from": wa_id, "from_user_id": f"BR.{wa_id}", "id": new_wamid(), "timestamp": str(int(time.time()))}


def _content(message: Mapping[str, Any]) -> dict[str, Any]:
    content = message.get(message["type"]) or {}
    return content if isinstance(content, dict) else {"items": content}


def _shown(message: Row) -> dict[str, Any]:
    names = ("wamid", "direction", "type", "content", "reply_to", "status", "reactions")
    shown = {name: message[name] for name in names}
    for name in ("edited_at", "deleted_at", "created_at"):
        shown[name] = message[name].isoformat() if message[name] else None
    return shown


def _moment(value: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if value else None
    except ValueError:
        return None


def _missing() -> Response:
    return Response(404, {"error": {"code": "not_found", "message": "Não encontrado."}})


def _invalid(message: str) -> Response:
    return Response(422, {"error": {"code": "invalid", "message": message}})
