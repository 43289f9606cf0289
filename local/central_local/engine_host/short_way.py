"""The engine's way in, shorter for what comes by the hundred.

Before the engine knows whom a request is for, it compares it with every service, console and page that it offers.
The path of an API, and the target of a queue or a bus, say it at once: such a request is handed to the engine's
own functions, with the account and the region they look for; everything else goes the long way.
"""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import parse_qs

APIS = "/_aws/execute-api/"
# What stands before the point in the header X-Amz-Target, and the engine's name of that service.
SERVICES = {"AmazonSQS": "sqs", "AWSEvents": "events"}
# A body that is packed, or comes in frames of AWS's own.
WRAPPED = {"content-encoding", "x-amz-content-sha256", "x-amz-decoded-content-length"}


def shortened(engine: Any) -> Any:
    """The application of the engine's module ``app``, with the short way before it."""
    from ministack.core import responses, router, sigv4

    def headers_of(scope: dict[str, Any]) -> dict[str, str] | None:
        found: dict[str, str] = {}
        for raw, value in scope["headers"]:
            name = raw.decode("latin-1")
            if name in found:
                return None  # joined by rules that the engine knows
            found[name] = sigv4.decode_header_value(value)
        return found

    async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
        headers = headers_of(scope) if scope["type"] == "http" else None
        if headers is None or not WRAPPED.isdisjoint(headers):
            await engine.app(scope, receive, send)
            return
        path: str = scope["path"]
        service = SERVICES.get(headers.get("x-amz-target", "").partition(".")[0]) if path == "/" else None
        if service is None and not path.startswith(APIS):
            await engine.app(scope, receive, send)
            return

        responses.set_request_client_ip(scope["client"][0])
        responses.set_request_account_id(router.extract_access_key_id(headers))
        responses.set_request_region(router.extract_region(headers))
        try:
            body = await engine._read_request_body(receive, scope["method"], headers)
        except engine._RequestBodyDisconnected:
            return
        if service is not None:
            answer = await engine.SERVICE_HANDLERS[service](scope["method"], path, headers, body, {})
            answer[1]["x-amzn-requestid"] = str(uuid.uuid4())
        else:
            query: str = scope["query_string"].decode()
            answer = await engine._handle_execute_api_request(
                headers.get("host", ""), path, scope["method"], headers, body,
                parse_qs(query, keep_blank_values=True),
                raw_path=scope["raw_path"].decode("ascii"), raw_query_string=query,
            )  # fmt: skip
        await engine._send_if_handled(engine._with_date_header(send), answer, receive)

    return application
