"""The demo's two entry points: HTTP requests to the look-alike and the simulator, and the events they delayed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from central.demo.graph import Graph
from central.demo.http import Request, Response, Router
from central.demo.issuer import Issuer
from central.demo.mail import MailService
from central.demo.simulator import Simulator
from central.demo.store import DemoStore
from central.demo.webhooks import deliver, status_webhook
from central.errors import Poison
from central.ports import Ports

SCHEMA = Path(__file__).with_name("schema.sql")


def answer_request(ports: Ports, request: Request, *, public_url: str) -> Response:
    """Answer one HTTP request below ``/demo``.

    Args:
        public_url: where media addresses of the look-alike, the links in our mails, and the way back from the
            look-alike provider point to.
    """
    store = DemoStore(ports.database)
    graph = Graph(store, ports.queues, public_url)
    router = Router()
    graph.add_routes(router)
    Simulator(store, ports.queues, graph).add_routes(router)
    MailService(store, public_url).add_routes(router)
    Issuer(store, public_url).add_routes(router)
    return router.answer(request)


def deliver_event(ports: Ports, item: Mapping[str, Any], *, public_url: str) -> None:
    """Deliver one delayed event: a webhook as it is, or a status of a message as it stands now.

    Raises:
        Poison: the item names a number or message that does not exist.
        TryLater: the webhook did not answer 200.
    """
    store = DemoStore(ports.database)
    number = store.find_number(str(item.get("phone_number_id")))
    if number is None:
        raise Poison("unknown number")
    if item.get("kind") == "status":
        status = str(item.get("status"))
        message = store.one("find_message", wamid=item.get("wamid"))
        if message is None:
            raise Poison("unknown message")
        store.one("advance_status", wamid=message["wamid"], status=status)
        body = status_webhook(number, message, status)
    else:
        body = dict(item["body"])
    secret = ports.secrets.webhook_secret("meta/app_secret")
    if secret is None:
        raise Poison("the look-alike has no app secret to sign with")
    deliver(f"{public_url}/webhooks/whatsapp", secret, body)
