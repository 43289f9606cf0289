"""Our signatures are AWS's: compared with botocore's for every kind of request we sign."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import botocore.auth
import botocore.awsrequest
import botocore.credentials
import pytest

from central.aws import signed

MOMENT = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)


class FixedTime(datetime):
    """A clock that stands."""

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return MOMENT


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret/+key")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "token==")
    monkeypatch.setenv("AWS_REGION", "sa-east-1")
    monkeypatch.setattr(signed, "datetime", FixedTime)
    monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda *_, **__: MOMENT.replace(tzinfo=None))


class Wire:
    """Records what would be sent."""

    def __init__(self) -> None:
        self.headers: dict[str, str] = {}

    def exchange(self, _method: str, _path: str, headers: dict[str, str], _body: bytes) -> tuple[int, bytes]:
        self.headers = headers
        return 200, b"{}"

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("service", "endpoint", "path", "headers"),
    [
        (
            "sqs",
            "https://sqs.sa-east-1.amazonaws.com",
            "",
            {"content-type": "application/x-amz-json-1.0", "x-amz-target": "AmazonSQS.SendMessageBatch"},
        ),
        (
            "events",
            "https://events.sa-east-1.amazonaws.com",
            "",
            {"content-type": "application/x-amz-json-1.1", "x-amz-target": "AWSEvents.PutEvents"},
        ),
        (
            "execute-api",
            "https://abc.execute-api.sa-east-1.amazonaws.com/production",
            "/@connections/L0SM9cOFvHcCIhw%3D",
            {"content-type": "application/json"},
        ),
    ],
)
def test_a_request_is_signed_as_botocore_signs_it(
    service: str, endpoint: str, path: str, headers: dict[str, str]
) -> None:
    client, wire = signed.SignedClient(service, endpoint=endpoint), Wire()
    client._wire = wire  # type: ignore[assignment]
    client.request("POST", path, b'{"a": "\xc3\xa9"}', headers)
    expected = botocore.awsrequest.AWSRequest(
        method="POST", url=endpoint + (path or "/"), data=b'{"a": "\xc3\xa9"}', headers=headers
    )
    keys = botocore.credentials.Credentials("AKIDEXAMPLE", "secret/+key", "token==")
    botocore.auth.SigV4Auth(keys, service, "sa-east-1").add_auth(expected)
    assert wire.headers["authorization"] == expected.headers["Authorization"]


@pytest.mark.parametrize("query", [{}, {"response-content-disposition": "inline; filename*=UTF-8''a%20b.pdf"}])
def test_an_address_is_signed_as_botocore_signs_it(query: dict[str, str]) -> None:
    url = "https://media.s3.sa-east-1.amazonaws.com/accounts/a%20b/%C3%A9.pdf"
    ours = signed.presign("GET", url, service="s3", expires_seconds=300, headers={}, query=query)
    expected = botocore.awsrequest.AWSRequest(method="GET", url=url, params=query)
    keys = botocore.credentials.Credentials("AKIDEXAMPLE", "secret/+key", "token==")
    botocore.auth.S3SigV4QueryAuth(keys, "s3", "sa-east-1", expires=300).add_auth(expected)
    signature = parse_qs(urlsplit(ours).query)["X-Amz-Signature"]
    assert signature == parse_qs(urlsplit(str(expected.url)).query)["X-Amz-Signature"]
