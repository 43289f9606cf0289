"""A look-alike of Meta's Graph API for WhatsApp: what our adapter calls, and nothing else.

It knows only the customers' messages that its own simulator made. A webhook that a script signed and posted counts as
much, so a closed reply window is a switch here and no rule, and a reaction may be to a message it never saw.

Source of the shapes: Meta Cloud API (messages, media, message_templates, phone numbers, subscribed_apps, debug_token).
"""

import base64
import hashlib
import re
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from central.demo.faults import GRAPH_ERRORS, Faults, read_faults, spend
from central.demo.http import Request, Response, Router
from central.demo.store import DemoStore, Row
from central.demo.webhooks import new_wamid, status_doorbells
from central.ids import new_id
from central.ports import Queues

# Longer than our client waits, shorter than a function may run.
_HANG_SECONDS = 20


class Graph:
    """The API's routes below ``/demo/graph``.

    Args:
        store: the platform's memory.
        queues: where statuses wait for their moment.
        public_url: where media addresses point to.
        hang: how a time-out is made; replaced in tests.
    """

    def __init__(
        self, store: DemoStore, queues: Queues, public_url: str, hang: Callable[[float], None] = time.sleep
    ) -> None:
        self._store = store
        self._queues = queues
        self._public_url = public_url
        self._hang = hang

    def add_routes(self, router: Router) -> None:
        """Add the API to a router; the version in the path may be any."""
        root = "/demo/graph/{version}"
        router.add("POST", root + "/{number}/messages", self.post_message)
        router.add("POST", root + "/{number}/media", self.post_media)
        router.add("GET", root + "/{business}/message_templates", self.get_templates)
        router.add("GET", root + "/{business}/subscribed_apps", self.get_subscribed)
        router.add("POST", root + "/{business}/subscribed_apps", self.get_subscribed)
        router.add("GET", root + "/{number}/whatsapp_business_profile", self.get_profile)
        router.add("GET", "/demo/graph/files/{media}", self.download)
        router.add("GET", root + "/debug_token", self.debug_token)
        router.add("GET", root + "/{thing}", self.get_object)

    def post_message(self, request: Request, version: str, number: str) -> Response:
        """POST /<PHONE_ID>/messages: a message, a reaction, a read mark or typing."""
        known = self._store.find_number(number)
        if known is None:
            return _error(400, 100, f"Object with ID '{number}' does not exist", subcode=33)
        body, faults = request.json(), read_faults(known["faults"])
        refused = self._refuse_token(request, known) or self._break(known, faults, body)
        if refused is None:
            refused = self._accept(known, body, faults)
        self._store.one(
            "record_call",
            phone_number_id=number,
            operation="typing" if "typing_indicator" in body else str(body.get("type") or body.get("status") or "text"),
            answer=refused.status,
            callback_data=body.get("biz_opaque_callback_data"),
        )
        return refused

    def _refuse_token(self, request: Request, number: Row) -> Response | None:
        if request.headers.get("authorization") == f"Bearer {number['access_token']}":
            return None
        return _error(401, 190, "Invalid OAuth access token - Cannot parse access token")

    def _break(self, number: Row, faults: Faults, body: Mapping[str, Any]) -> Response | None:
        """Fail as the switches say, and count it; a closed window lets templates pass."""
        if faults.send == "none" or "status" in body or (faults.send == "window" and body.get("type") == "template"):
            return None
        self._store.one("save_faults", phone_number_id=number["phone_number_id"], faults=spend(faults))
        if faults.send == "timeout":
            self._hang(_HANG_SECONDS)
            return _error(500, 2, "Service temporarily unavailable")
        if faults.send == "lost_answer":
            self._accept(number, body, faults)
            self._hang(_HANG_SECONDS)
            return Response(502, b"<html>Bad Gateway</html>", "text/html")
        return _error(*GRAPH_ERRORS[faults.send])

    def _accept(self, number: Row, body: Mapping[str, Any], faults: Faults) -> Response:
        if body.get("messaging_product") != "whatsapp":
            return _error(400, 100, "(#100) The parameter messaging_product is required.")
        if body.get("status") == "read":
            self._store.one("mark_seen_by_business", wamid=body.get("message_id"))
            if "typing_indicator" in body:
                self._store.one("set_typing", wamid=body.get("message_id"))
            return Response(200, {"success": True})
        wa_id = str(body.get("to") or "").lstrip("+") or self._wa_id_of(body.get("recipient"))
        kind = str(body.get("type") or "text")
        content = body.get(kind)
        if not wa_id or content is None:
            return _error(400, 131009, "Parameter value is not valid")
        if kind == "template":
            template = self._find_template(number, content)
            if template is None:
                return _error(404, 132001, "Template name does not exist in the translation")
            content = {**content, "shown": shown_template(template["components"], content)}
        if kind == "reaction":
            self._store.one(
                "set_reaction", wamid=content.get("message_id"), emoji=content.get("emoji", ""), by="business"
            )
        customer = self._store.one("find_customer", wa_id=wa_id) or self._store.one(
            "save_customer", wa_id=wa_id, user_id=f"BR.{wa_id}", name=f"Cliente {wa_id[-4:]}"
        )
        message = self._store.one(
            "insert_message",
            wamid=new_wamid(),
            phone_number_id=number["phone_number_id"],
            wa_id=wa_id,
            direction="business",
            type=kind,
            content=content if isinstance(content, dict) else {"items": content},
            reply_to=(body.get("context") or {}).get("message_id"),
            status="accepted",
            callback_data=body.get("biz_opaque_callback_data"),
        )
        assert message is not None
        assert customer is not None
        self._store.one("stop_typing", phone_number_id=number["phone_number_id"], wa_id=wa_id)
        self._queues.ring(status_doorbells(number, message, faults))
        answer = {"id": message["wamid"]}
        if kind == "template":
            answer["message_status"] = "accepted"
        contact = {"input": str(body.get("to") or wa_id), "wa_id": wa_id, "user_id": customer["user_id"]}
        return Response(200, {"messaging_product": "whatsapp", "contacts": [contact], "messages": [answer]})

    def _wa_id_of(self, user_id: Any) -> str:
        return str(user_id).removeprefix("BR.") if user_id else ""

    def _find_template(self, number: Row, content: Mapping[str, Any]) -> Row | None:
        found = self._store.one(
            "find_template",
            business_id=number["business_id"],
            name=content.get("name"),
            language=(content.get("language") or {}).get("code"),
        )
        return found if found is not None and found["status"] == "APPROVED" else None

    def post_media(self, request: Request, version: str, number: str) -> Response:
        """POST /<PHONE_ID>/media: an upload."""
        known = self._store.find_number(number)
        if known is None:
            return _error(400, 100, "Unknown number")
        refused = self._refuse_token(request, known)
        if refused is not None:
            return refused
        part = request.form().get("file")
        if part is None or not part.content:
            return _error(400, 100, "(#100) The parameter file is required.")
        return Response(200, {"id": self.keep_media(part.content, part.mime_type, part.file_name)})

    def keep_media(self, content: bytes, mime_type: str, file_name: str | None) -> str:
        """Keep a file and return its id."""
        media_id = str(new_id().int % 10**15)
        digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
        self._store.one(
            "insert_media", id=media_id, mime_type=mime_type, file_name=file_name, sha256=digest, content=content
        )
        return media_id

    def get_object(self, request: Request, version: str, thing: str) -> Response:
        """GET /<MEDIA_ID> or /<PHONE_ID>."""
        number = self._store.find_number(thing)
        if number is not None:
            refused = self._refuse_token(request, number)
            if refused is not None:
                return refused
            return Response(
                200,
                {
                    "id": number["phone_number_id"],
                    "display_phone_number": number["display_number"],
                    "verified_name": number["verified_name"],
                    "quality_rating": "GREEN",
                    "code_verification_status": "VERIFIED",
                    "name_status": "APPROVED",
                    "platform_type": "CLOUD_API",
                    "throughput": {"level": "STANDARD"},
                },
            )
        media = self._store.one("find_media", id=thing)
        if media is None:
            return _error(404, 100, f"Object with ID '{thing}' does not exist")
        return Response(
            200,
            {
                "messaging_product": "whatsapp",
                "url": f"{self._public_url}/demo/graph/files/{media['id']}",
                "mime_type": media["mime_type"],
                "sha256": media["sha256"],
                "file_size": str(media["bytes"]),
                "id": media["id"],
            },
        )

    def debug_token(self, request: Request, version: str) -> Response:
        """GET /debug_token?input_token=…: what a token is worth. Ours never expire; the switch makes them invalid."""
        token = request.query.get("input_token", "")
        if request.headers.get("authorization") != f"Bearer {token}":
            return _error(401, 190, "Invalid OAuth access token - Cannot parse access token")
        number = self._store.one("find_number_of_token", access_token=token)
        if number is None or read_faults(number["faults"]).send == "bad_token":
            problem = {"code": 190, "message": "The access token could not be decrypted"}
            return Response(200, {"data": {"is_valid": False, "scopes": [], "error": problem}})
        scopes = ["whatsapp_business_management", "whatsapp_business_messaging"]
        data = {"app_id": "1", "application": "Central", "type": "SYSTEM_USER", "is_valid": True, "scopes": scopes}
        return Response(200, {"data": {**data, "expires_at": 0, "data_access_expires_at": 0}})

    def download(self, request: Request, media: str) -> Response:
        """GET the file itself; like Meta's, it wants the token."""
        found = self._store.one("find_media", id=media)
        if found is None or not request.headers.get("authorization", "").startswith("Bearer "):
            return Response(404 if found is None else 401, b"", "text/html")
        return Response(200, bytes(found["content"]), found["mime_type"])

    def get_templates(self, request: Request, version: str, business: str) -> Response:
        """GET /<WABA>/message_templates: one page."""
        rows = self._store.all("list_templates", business_id=business)
        return Response(
            200,
            {
                "data": [
                    {
                        **row,
                        "id": hashlib.sha256(f"{row['name']}{row['language']}".encode()).hexdigest()[:15],
                        "parameter_format": "POSITIONAL",
                        "quality_score": {"score": "GREEN"},
                        "rejected_reason": "NONE",
                    }
                    for row in rows
                ],
                "paging": {"cursors": {"before": "start", "after": "end"}},
            },
        )

    def get_subscribed(self, request: Request, version: str, business: str) -> Response:
        """GET or POST /<WABA>/subscribed_apps."""
        if request.method == "POST":
            return Response(200, {"success": True})
        app = {"link": "https://central.example", "name": "Central", "id": "1"}
        return Response(200, {"data": [{"whatsapp_business_api_data": app}]})

    def get_profile(self, request: Request, version: str, number: str) -> Response:
        """GET /<PHONE_ID>/whatsapp_business_profile."""
        profile = {"about": "Atendimento de segunda a sexta", "messaging_product": "whatsapp", "vertical": "RETAIL"}
        return Response(200, {"data": [profile]})


def shown_template(components: Iterable[Mapping[str, Any]], content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the customer's phone shows of a template: header, body and footer with their values, and buttons."""
    values = {
        str(part.get("type", "")).upper(): [str(one.get("text") or "") for one in part.get("parameters") or ()]
        for part in content.get("components") or ()
    }
    shown: dict[str, Any] = {}
    for component in components:
        kind = component["type"]
        if component.get("text"):
            given = values.get(kind, [])

            def value(place: re.Match[str], given: list[str] = given) -> str:
                number = int(place[1])
                return given[number - 1] if 0 < number <= len(given) else place[0]

            shown[kind.lower()] = re.sub(r"\{\{(\d{1,3})\}\}", value, component["text"])
        if kind == "BUTTONS":
            shown["buttons"] = [button["text"] for button in component["buttons"] if button["type"] == "QUICK_REPLY"]
    return shown


def _error(status: int, code: int, message: str, *, subcode: int | None = None) -> Response:
    error: dict[str, Any] = {
        "message": f"(#{code}) {message}",
        "type": "OAuthException",
        "code": code,
        "error_data": {"messaging_product": "whatsapp", "details": message},
        "fbtrace_id": new_id().hex[:11],
    }
    if subcode is not None:
        error["error_subcode"] = subcode
    return Response(status, {"error": error})
