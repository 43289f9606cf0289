"""A small AWS client: Signature Version 4 over a connection that is kept alive.

The functions on the per-message path make one or two AWS calls each. Importing boto3 and building one client costs a
cold start about 200 ms and each call half a millisecond of CPU; this costs 15 ms and a few microseconds
(docs/decisions/0002). Everything else that AWS offers stays with boto3.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from central.aws.wire import Wire
from central.errors import TryLater
from central.frozen import Frozen

_EMPTY_HASH = hashlib.sha256(b"").hexdigest()
_RETRYABLE = {"ThrottlingException", "RequestThrottled", "InternalFailure", "InternalError", "ServiceUnavailable"}


class AwsError(Exception):
    """AWS refused the call: ``code`` is the service's own name for it."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code


class Credentials(Frozen):
    """Keys of the function's role."""

    access_key: str
    secret_key: str
    token: str | None
    expires_at: float | None = None


_container_credentials: Credentials | None = None


def credentials() -> Credentials:
    """Return the role's keys: from the environment, or (functions restored by SnapStart) from the local endpoint."""
    environment = os.environ
    if "AWS_ACCESS_KEY_ID" in environment:
        return Credentials(
            environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"], environment.get("AWS_SESSION_TOKEN")
        )
    global _container_credentials
    known = _container_credentials
    if known is None or (known.expires_at or 0) - datetime.now(UTC).timestamp() < 300:
        address = urlsplit(environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"])
        path = address.path + (f"?{address.query}" if address.query else "")
        wire = Wire(address.scheme, address.hostname or "", address.port, 5)
        try:
            token = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"]
            _, content = wire.exchange("GET", path, {"host": address.netloc, "authorization": token}, b"")
        finally:
            wire.close()
        answer = json.loads(content)
        expires = datetime.fromisoformat(answer["Expiration"]).timestamp()
        known = Credentials(answer["AccessKeyId"], answer["SecretAccessKey"], answer["Token"], expires)
        _container_credentials = known
    return known


def region() -> str:
    """Return the region the function runs in."""
    return os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "sa-east-1"


@lru_cache(maxsize=32)
def _signing_key(secret: str, day: str, region_name: str, service: str) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in (day, region_name, service, "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key


def _signature(keys: Credentials, moment: datetime, service: str, canonical_request: str) -> tuple[str, str]:
    """Return (scope, hex signature) as AWS documents it under "Create a signed AWS API request"."""
    day = f"{moment:%Y%m%d}"
    scope = f"{day}/{region()}/{service}/aws4_request"
    hashed = hashlib.sha256(canonical_request.encode()).hexdigest()
    text = f"AWS4-HMAC-SHA256\n{moment:%Y%m%dT%H%M%SZ}\n{scope}\n{hashed}"
    key = _signing_key(keys.secret_key, day, region(), service)
    return scope, hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def presign(
    method: str, url: str, *, service: str, expires_seconds: int, headers: Mapping[str, str], query: Mapping[str, str]
) -> str:
    """Return ``url`` with a signature in its query; ``headers`` must be sent exactly as signed."""
    keys, moment, parts = credentials(), datetime.now(UTC), urlsplit(url)
    signed = {"host": parts.netloc, **{name.lower(): value for name, value in headers.items()}}
    names = ";".join(sorted(signed))
    parameters = {
        **query,
        "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
        "X-Amz-Credential": f"{keys.access_key}/{moment:%Y%m%d}/{region()}/{service}/aws4_request",
        "X-Amz-Date": f"{moment:%Y%m%dT%H%M%SZ}",
        "X-Amz-Expires": str(expires_seconds),
        "X-Amz-SignedHeaders": names,
        **({"X-Amz-Security-Token": keys.token} if keys.token else {}),
    }
    canonical_query = urlencode(sorted(parameters.items()), quote_via=quote, safe="-_.~")
    lines = "".join(f"{name}:{signed[name]}\n" for name in sorted(signed))
    request = f"{method}\n{parts.path}\n{canonical_query}\n{lines}\n{names}\nUNSIGNED-PAYLOAD"
    _, signature = _signature(keys, moment, service, request)
    return f"{parts.scheme}://{parts.netloc}{parts.path}?{canonical_query}&X-Amz-Signature={signature}"


class SignedClient:
    """Calls one AWS service.

    Args:
        service: its signing name, for example ``sqs``.
        endpoint: overrides the regional address; defaults to ``AWS_ENDPOINT_URL`` when that is set.
        timeout: seconds to wait for one answer.
    """

    def __init__(self, service: str, *, endpoint: str | None = None, timeout: float = 5.0) -> None:
        self.service = service
        self._endpoint = endpoint
        self._timeout = timeout
        self._wire: Wire | None = None

    def call(self, target: str, body: Mapping[str, Any], *, version: str = "1.1") -> dict[str, Any]:
        """Call an operation of a JSON protocol and return its answer.

        Args:
            target: the ``X-Amz-Target`` header, for example ``AmazonSQS.SendMessageBatch``.
            body: the operation's parameters.
            version: of the JSON protocol (SQS 1.0, others 1.1).

        Raises:
            AwsError: the service refused the call.
            TryLater: it could not be reached, failed or throttled.
        """
        headers = {"content-type": f"application/x-amz-json-{version}", "x-amz-target": target}
        status, content = self.request("POST", "", json.dumps(body).encode(), headers)
        answer: dict[str, Any] = json.loads(content) if content else {}
        if status == 200:
            return answer
        code = str(answer.get("__type", "")).rsplit("#", 1)[-1]
        if status >= 500 or code in _RETRYABLE:
            raise TryLater(f"{self.service} answered {status} {code}")
        raise AwsError(status, code, str(answer.get("message") or answer.get("Message") or ""))

    def request(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        """Send one signed request and return its status and body; ``path`` is appended to the endpoint's.

        Raises:
            TryLater: no answer. A connection that was kept alive and has gone stale is replaced once.
        """
        for attempt in (1, 2):
            reused = self._wire is not None
            try:
                return self._exchange(method, path, body, headers)
            except OSError as error:
                self.close()
                if attempt == 2 or not reused:
                    raise TryLater(f"{self.service} cannot be reached") from error
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Drop the connection."""
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    def _exchange(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        endpoint = urlsplit(self._endpoint or os.environ.get("AWS_ENDPOINT_URL") or self._regional())
        if self._wire is None:
            self._wire = Wire(endpoint.scheme, endpoint.hostname or "", endpoint.port, self._timeout)
        keys, moment = credentials(), datetime.now(UTC)
        uri = quote(endpoint.path.rstrip("/") + path, safe="/-_.~@%=") or "/"
        digest = hashlib.sha256(body).hexdigest() if body else _EMPTY_HASH
        signed = {
            **headers,
            "host": endpoint.netloc,
            "x-amz-date": f"{moment:%Y%m%dT%H%M%SZ}",
            **({"x-amz-security-token": keys.token} if keys.token else {}),
        }
        names = ";".join(sorted(signed))
        lines = "".join(f"{name}:{signed[name]}\n" for name in sorted(signed))
        # The canonical path is encoded once more than the one on the wire (every service but S3).
        canonical_uri = quote(uri, safe="/-_.~")
        scope, signature = _signature(
            keys, moment, self.service, f"{method}\n{canonical_uri}\n\n{lines}\n{names}\n{digest}"
        )
        authorization = (
            f"AWS4-HMAC-SHA256 Credential={keys.access_key}/{scope}, SignedHeaders={names}, Signature={signature}"
        )
        return self._wire.exchange(method, uri, {**signed, "authorization": authorization}, body)

    def _regional(self) -> str:
        return f"https://{self.service}.{region()}.amazonaws.com"
