"""Answers for the platforms of the demo and for the simulator's page.

Trigger: HTTP API, ``/demo/{proxy+}`` (only with DemoMode).
Writes: the schema ``demo``.
Emits: delayed webhooks and statuses on the DemoEvents queue.
Fails: answers in the platform's own error shape; an unexpected error is a 500.
"""

from typing import Any

from central.demo.http import read_request
from central.demo.service import answer_request
from central.runtime.entry import Event, entry, note
from central.runtime.settings import settings
from central.runtime.wiring import ports


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Answer one HTTP request (API Gateway payload 2.0)."""
    request = read_request(event)
    response = answer_request(ports(), request, public_url=settings.public_url)
    note(status=response.status)
    return response.to_gateway()
