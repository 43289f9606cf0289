"""Calls of the client over a mocked transport, and what every kind of answer means for a message."""

import base64
import hashlib
import io
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from central.platforms.base import Accepted, PlatformFailure, Refused, SendResult, Unknown
from central.platforms.http import OutboundHttp
from central.platforms.whatsapp_client import WhatsAppClient
from central.platforms.whatsapp_errors import RULES, pair_wait, phrase, rule_for, sentence
from central.platforms.whatsapp_sentences import SENTENCES

Handler = Callable[[httpx.Request], httpx.Response]
BODY = {"type": "text", "text": {"body": "oi"}}


def client(handler: Handler, **options: Any) -> WhatsAppClient:
    http = OutboundHttp(trusted_bases=["http://127.0.0.1:9"], transport=httpx.MockTransport(handler))
    return WhatsAppClient(
        phone_number_id="1122",
        token="TOKEN",
        base_url="http://127.0.0.1:9/graph",
        version="v24.0",
        http=http,
        **options,
    )


def answering(*answers: httpx.Response | Exception) -> tuple[Handler, list[httpx.Request]]:
    requests: list[httpx.Request] = []
    queue = list(answers)

    def handle(request: httpx.Request) -> httpx.Response:
        request.read()
        requests.append(request)
        answer = queue.pop(0) if len(queue) > 1 else queue[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    return handle, requests


def send(answer: httpx.Response | Exception, **options: Any) -> SendResult:
    return client(answering(answer)[0]).send(BODY, **options)


def error(code: Any, status: int = 400, headers: dict[str, str] | None = None, **extra: Any) -> httpx.Response:
    inner = {"message": "no", "code": code, "error_data": {"details": "why"}, **extra}
    return httpx.Response(status, json={"error": inner}, headers=headers)


ACCEPTED = {
    "messaging_product": "whatsapp",
    "contacts": [{"input": "+5541988887777", "wa_id": "554188887777", "user_id": "BR.1"}],
    "messages": [{"id": "wamid.NEW"}],
}


def test_send_posts_to_the_number_with_the_token() -> None:
    handler, requests = answering(httpx.Response(200, json=ACCEPTED))
    assert client(handler).send(BODY) == Accepted("wamid.NEW", "554188887777", "BR.1", held=False)
    [request] = requests
    assert (request.method, str(request.url)) == ("POST", "http://127.0.0.1:9/graph/v24.0/1122/messages")
    assert request.headers["authorization"] == "Bearer TOKEN"
    assert json.loads(request.content) == BODY


def test_appsecret_proof_and_no_token_in_the_repr() -> None:
    handler, requests = answering(httpx.Response(200, json=ACCEPTED))
    made = client(handler, app_secret="secret")
    made.send(BODY)
    assert len(requests[0].url.params["appsecret_proof"]) == 64
    assert "TOKEN" not in repr(made)


def test_held_template_is_accepted_and_marked() -> None:
    result = send(
        httpx.Response(200, json={"messages": [{"id": "w", "message_status": "held_for_quality_assessment"}]})
    )
    assert result == Accepted("w", None, None, held=True)


HTML = b"<html><body>Bad Gateway</body></html>"


@pytest.mark.parametrize(
    "answer",
    [
        httpx.ReadTimeout("x"),
        httpx.WriteTimeout("x"),
        httpx.ReadError("reset"),
        httpx.WriteError("reset"),
        httpx.RemoteProtocolError("closed"),
        httpx.Response(200, content=b""),
        httpx.Response(200, content=b'{"messages":[{"id":"wam'),
        httpx.Response(200, content=HTML),
        httpx.Response(200, json={}),
        httpx.Response(200, json=[]),
        httpx.Response(200, json={"messages": []}),
        httpx.Response(200, json={"messages": [{"id": None}]}),
        httpx.Response(200, content=b"[" * 5_000),
        httpx.Response(200, content=b"9" * 5_000),
        httpx.Response(200, content=b"\xff\xfe"),
        httpx.Response(204),
        httpx.Response(504, content=HTML),
    ],
    ids=repr,
)
def test_what_may_have_been_accepted_is_unknown(answer: httpx.Response | Exception) -> None:
    assert isinstance(send(answer), Unknown)


@pytest.mark.parametrize(
    ("answer", "code", "retry", "seconds"),
    [
        (httpx.ConnectError("refused"), "unreachable", "later", None),
        (httpx.ConnectTimeout("slow"), "timeout", "later", None),
        (httpx.PoolTimeout("full"), "timeout", "later", None),
        (httpx.Response(500, content=HTML), "http_500", "later", None),
        (httpx.Response(502, content=HTML), "http_502", "later", None),
        (httpx.Response(503, headers={"Retry-After": "7"}), "http_503", "later", 7.0),
        (httpx.Response(429), "http_429", "wait", 30.0),
        (httpx.Response(429, headers={"Retry-After": "12"}), "http_429", "wait", 12.0),
        (httpx.Response(429, headers={"Retry-After": "99999999999"}), "http_429", "wait", 86400.0),
        (httpx.Response(429, headers={"Retry-After": "soon"}), "http_429", "wait", 30.0),
        (httpx.Response(401, content=HTML), "http_401", "stop_channel", None),
        (httpx.Response(403), "http_403", "stop_channel", None),
        (httpx.Response(404, content=HTML), "http_404", "never", None),
        (httpx.Response(408), "http_408", "later", None),
        (httpx.Response(302, headers={"Location": "http://169.254.169.254"}), "http_302", "never", None),
        (httpx.Response(200, json={"error": {"code": 131047, "message": "x"}}), "131047", "never", None),
        (httpx.Response(200, json={"error": "broken"}), "error", "never", None),
        (error(190, 401), "190", "stop_channel", None),
        (error("190", 401), "190", "stop_channel", None),
        (error(131047), "131047", "never", None),
        (error(131056), "131056", "wait", 4.0),
        (error(130429, 429), "130429", "wait", 30.0),
        (error(130429, 429, {"Retry-After": "90"}), "130429", "wait", 90.0),
        (error(131016, 500), "131016", "later", None),
        (error(131000, 500), "131000", "later", None),
        (error(131048), "131048", "wait", 14400.0),
        (error(131031), "131031", "stop_channel", None),
        (error(200, 403), "200", "stop_channel", None),
        (error(299, 403), "299", "stop_channel", None),
        (error(999999, 400), "999999", "never", None),
        (error(999999, 500), "999999", "later", None),
        (error(999999, 429), "999999", "wait", 30.0),
        (error(None, 400), "error", "never", None),
        (error({"a": 1}, 400), "error", "never", None),
        (error(10**400, 400), "error", "never", None),
        (error(131016, 504), "131016", "later", None),
    ],
    ids=repr,
)
def test_refusals(answer: httpx.Response | Exception, code: str, retry: str, seconds: float | None) -> None:
    result = send(answer)
    assert isinstance(result, Refused)
    assert (result.code, result.retry, result.retry_after_seconds) == (code, retry, seconds)
    assert result.sentence_pt.endswith(".")


def test_passing_faults_end_after_a_few_tries() -> None:
    tries = [send(error(131000, 500), refused_before=number) for number in range(4)]
    assert [result.retry for result in tries if isinstance(result, Refused)] == ["later", "later", "never", "never"]
    waits = [send(error(131056), refused_before=number) for number in range(3)]
    assert [result.retry_after_seconds for result in waits if isinstance(result, Refused)] == [4.0, 16.0, 64.0]
    assert pair_wait(50) == 3600.0


def test_scopes_tell_who_has_to_wait() -> None:
    scopes = {code: rule_for(code).scope for code in (131056, 130429, 131047)}
    assert scopes == {131056: "contact", 130429: "channel", 131047: "message"}


def test_every_rule_has_a_sentence_in_three_languages() -> None:
    for rule in RULES.values():
        assert rule.key in SENTENCES
    for texts in SENTENCES.values():
        assert len(set(texts)) == 3
        assert all(text.endswith(".") and len(text) < 200 for text in texts)
    assert sentence(131047, "en") != sentence(131047, "es") != sentence(131047)
    assert sentence("x") == sentence(None) == phrase("unknown")


def test_read_and_typing_raise_only_a_classified_failure() -> None:
    handler, requests = answering(httpx.Response(200, json={"success": True}))
    client(handler).mark_read("wamid.X", typing=True)
    assert json.loads(requests[0].content)["typing_indicator"] == {"type": "text"}
    for answer, retry in (
        (httpx.ReadTimeout("x"), "later"),
        (error(190, 401), "stop_channel"),
        (httpx.Response(200), "later"),
    ):
        with pytest.raises(PlatformFailure) as failure:
            client(answering(answer)[0]).mark_read("wamid.X")
        assert failure.value.refused.retry == retry


# -- media ------------------------------------------------------------------------------------------------------------

CONTENT = b"\xff\xd8\xff" + b"x" * 1_000
DIGEST = base64.b64encode(hashlib.sha256(CONTENT).digest()).decode()
OWN = "http://127.0.0.1:9/media/1"


def where(url: str = OWN, **extra: Any) -> httpx.Response:
    return httpx.Response(
        200, json={"url": url, "mime_type": "image/jpeg", "sha256": DIGEST, "file_size": "1003", **extra}
    )


def test_upload() -> None:
    handler, requests = answering(httpx.Response(200, json={"id": "900"}))
    assert client(handler).upload_media(io.BytesIO(CONTENT), "image/jpeg", "foto.jpg") == "900"
    assert b'name="messaging_product"' in requests[0].content
    assert b'filename="foto.jpg"' in requests[0].content
    assert CONTENT in requests[0].content


def test_download_asks_for_the_address_and_verifies() -> None:
    handler, requests = answering(where(), httpx.Response(200, content=CONTENT))
    sink = io.BytesIO()
    done = client(handler).download_media("77", sink)
    assert (done.size, done.mime_type, sink.getvalue()) == (1003, "image/jpeg", CONTENT)
    assert requests[0].url.params["phone_number_id"] == "1122"
    assert [request.headers.get("authorization") for request in requests] == ["Bearer TOKEN"] * 2


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_expired_address_is_renewed_once(status: int) -> None:
    handler, requests = answering(httpx.Response(status), where(), httpx.Response(200, content=CONTENT))
    sink = io.BytesIO()
    assert client(handler).download_media("77", sink, url=OWN, sha256=DIGEST).size == 1003
    assert len(requests) == 3
    handler, requests = answering(httpx.Response(status), where(), httpx.Response(status))
    with pytest.raises(PlatformFailure):
        client(handler).download_media("77", io.BytesIO(), url=OWN)
    assert len(requests) == 3


@pytest.mark.parametrize(
    ("url", "with_token"),
    [
        ("https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1", True),
        ("https://LOOKASIDE.fbsbx.com/x", True),
        ("https://lookaside.fbsbx.com.evil.example/x", False),
        ("https://evil.example/lookaside.fbsbx.com", False),
        ("https://cdn.example.com/x", False),
        (OWN, True),
    ],
)
def test_the_token_goes_only_to_the_platform(url: str, with_token: bool) -> None:
    handler, requests = answering(httpx.Response(200, content=CONTENT))
    client(handler).download_media("77", io.BytesIO(), url=url)
    assert ("authorization" in requests[0].headers) is with_token


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/x", "https://10.0.0.1/x", "http://127.0.0.1:10/x", "file:///etc/passwd"]
)
def test_forged_address_is_never_called(url: str) -> None:
    handler, requests = answering(where(), httpx.Response(200, content=CONTENT))
    assert client(handler).download_media("77", io.BytesIO(), url=url).size == 1003
    assert [request.url.host for request in requests] == ["127.0.0.1"] * 2
    handler, requests = answering(where(url))
    with pytest.raises(PlatformFailure) as failure:
        client(handler).download_media("77", io.BytesIO())
    assert failure.value.refused.code == "blocked_address"
    assert {request.url.path for request in requests} == {"/graph/v24.0/77"}


@pytest.mark.parametrize(
    ("answers", "code", "retry"),
    [
        ([where(), httpx.Response(200, content=CONTENT[:-1])], "media_damaged", "later"),
        ([where(sha256=None), httpx.Response(200, content=b"x" * 3_000)], "too_large", "never"),
        ([where(), httpx.Response(404), where(), httpx.Response(404)], "media_gone", "never"),
        ([error(100, 400, error_subcode=33)], "media_gone", "never"),
        ([where(), httpx.Response(500)], "http_500", "later"),
        ([where(), httpx.ReadTimeout("x")], "timeout", "later"),
        ([httpx.Response(200, json={"id": "77"})], "unreadable", "later"),
        ([error(190, 401)], "190", "stop_channel"),
    ],
    ids=repr,
)
def test_download_failures(answers: list[Any], code: str, retry: str) -> None:
    with pytest.raises(PlatformFailure) as failure:
        client(answering(*answers)[0]).download_media("77", io.BytesIO(), max_bytes=2_000)
    assert (failure.value.refused.code, failure.value.refused.retry) == (code, retry)


def test_digest_in_hex_or_nonsense() -> None:
    handler, _ = answering(httpx.Response(200, content=CONTENT))
    for digest in (hashlib.sha256(CONTENT).hexdigest(), "nonsense!", None):
        assert client(handler).download_media("77", io.BytesIO(), url=OWN, sha256=digest).size == 1003


# -- templates, profile, subscription ---------------------------------------------------------------------------------


def page(*names: str, after: str | None = None) -> httpx.Response:
    paging = {"cursors": {"after": after}, "next": "https://evil.example/?after=x"} if after else {}
    lines: list[Any] = [{"name": name, "language": "pt_BR"} for name in names]
    return httpx.Response(200, json={"data": [*lines, {}, None], "paging": paging})


def test_templates_page_by_page_on_our_own_host() -> None:
    handler, requests = answering(page("a", "b", after="c1"), page("c"))
    assert [template["name"] for template in client(handler).list_templates("W")] == ["a", "b", "c"]
    assert requests[1].url.params["after"] == "c1"
    assert {request.url.host for request in requests} == {"127.0.0.1"}


def test_broken_cursor_starts_over_once() -> None:
    handler, requests = answering(page("a", after="c1"), error(131059), page("a", after="c2"), page("b"))
    assert [template["name"] for template in client(handler).list_templates("W")] == ["a", "b"]
    assert len(requests) == 4
    with pytest.raises(PlatformFailure):
        client(answering(error(131059))[0]).list_templates("W")


def test_number_profile_token_and_subscription() -> None:
    handler, requests = answering(
        httpx.Response(200, json={"id": "1122", "verified_name": "Clínica"}),
        httpx.Response(200, json={"data": [{"about": "Oi", "messaging_product": "whatsapp"}]}),
        httpx.Response(200, json={"success": True}),
        httpx.Response(200, json={"data": {"is_valid": True, "expires_at": 0}}),
        httpx.Response(200, json={"success": True}),
        httpx.Response(200, json={"data": [{"whatsapp_business_api_data": {"id": "1"}}]}),
    )
    made = client(handler)
    assert made.phone_number()["verified_name"] == "Clínica"
    assert made.business_profile() == {"about": "Oi"}
    made.update_business_profile({"about": "Novo", "unknown": 1})
    assert made.token_info() == {"is_valid": True, "expires_at": 0}
    made.subscribe_app("W", callback_url="https://a.b/webhooks/whatsapp/1", verify_token="v")
    assert len(made.subscribed_apps("W")) == 1
    assert json.loads(requests[2].content) == {"messaging_product": "whatsapp", "about": "Novo"}
    assert json.loads(requests[4].content)["override_callback_uri"] == "https://a.b/webhooks/whatsapp/1"
    assert requests[4].url.path == "/graph/v24.0/W/subscribed_apps"


def test_ids_cannot_leave_their_place_in_the_path() -> None:
    handler, requests = answering(httpx.Response(200, json={"url": OWN}))
    client(handler).media_url("../me?x=1#")
    assert requests[0].url.raw_path.startswith(b"/graph/v24.0/..%2Fme%3Fx%3D1%23?")
