"""Calls to the WhatsApp Cloud API for one number: send, receipts, media, templates, profile, subscription.

Blocking on purpose (one Lambda invocation does one thing at a time). `send` never raises for what the platform or the
network does: it returns `Accepted`, `Refused` or `Unknown`. All other calls may simply be repeated and raise
`PlatformFailure`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from typing import IO, Any, NamedTuple
from urllib.parse import quote, urlsplit

from central.frozen import changed
from central.platforms.base import PlatformFailure, Refused, SendResult
from central.platforms.http import Answer, CallFailed, OutboundHttp, Streamed
from central.platforms.media import INBOUND_LIMIT
from central.platforms.text_gate import as_dict, as_int, as_list, as_text
from central.platforms.whatsapp_errors import phrase
from central.platforms.whatsapp_outbound import build_read
from central.platforms.whatsapp_results import (
    error_in,
    read_failure,
    read_send,
    refused_by,
    refused_by_failure,
    refused_by_status,
)
from central.platforms.whatsapp_templates import Template, normalise_template

DEFAULT_BASE_URL = "https://graph.facebook.com"
DEFAULT_VERSION = "v24.0"
_MEDIA_HOSTS = ("lookaside.fbsbx.com", "graph.facebook.com")
_PROFILE_FIELDS = "about,address,description,email,profile_picture_url,websites,vertical"
_PROFILE_KEYS = ("about", "address", "description", "email", "websites", "vertical", "profile_picture_handle")
_NUMBER_FIELDS = (
    "id,display_phone_number,verified_name,quality_rating,code_verification_status,name_status,platform_type,"
    "throughput,status,whatsapp_business_manager_messaging_limit"
)
_TEMPLATE_FIELDS = "id,name,status,category,language,components,parameter_format,quality_score,rejected_reason"
_BAD_CURSOR = "131059"
_NO_SUCH_OBJECT = ("33", "100")
_TEMPLATE_PAGES = 70  # 6,000 templates are the most an account may have


class MediaAddress(NamedTuple):
    """Where a file can be fetched for the next 5 minutes. `sha256` in base64, as Meta writes it."""

    url: str
    mime_type: str | None
    sha256: str | None
    size: int | None


class Downloaded(NamedTuple):
    """A file that was written completely and, when the platform named a digest, verified. `sha256` in hex."""

    size: int
    sha256: str
    mime_type: str | None


class WhatsAppClient:
    """The Cloud API as one phone number.

    Args:
        phone_number_id: the number's id (not the number).
        token: access token; never shown by `repr` and sent only to the API's own host and to `media_hosts`.
        base_url, version: of the Graph API; the host of `base_url` is trusted as configured by the operator.
        app_secret: when given, every call carries `appsecret_proof`.
        http: a shared client; by default one of its own.
        media_hosts: hosts that get the token when a file is fetched (exact names), besides the API's own.
    """

    def __init__(
        self,
        *,
        phone_number_id: str,
        token: str,
        base_url: str = DEFAULT_BASE_URL,
        version: str = DEFAULT_VERSION,
        app_secret: str | None = None,
        http: OutboundHttp | None = None,
        media_hosts: Iterable[str] = _MEDIA_HOSTS,
    ) -> None:
        self.phone_number_id = phone_number_id
        self._token = token
        self._root = f"{base_url.rstrip('/')}/{version.strip('/')}"
        self._own_origin = urlsplit(base_url).netloc.lower()
        self._media_hosts = {host.lower() for host in media_hosts}
        self._proof = hmac.new(app_secret.encode(), token.encode(), hashlib.sha256).hexdigest() if app_secret else None
        self._http = http or OutboundHttp(trusted_bases=[base_url])

    def __repr__(self) -> str:
        return f"WhatsAppClient(phone_number_id={self.phone_number_id!r})"

    # -- messages -----------------------------------------------------------------------------------------------------

    def send(self, body: Mapping[str, Any], *, refused_before: int = 0, total_seconds: float = 20.0) -> SendResult:
        """Send a body of `build_request` once; the caller decides about another try.

        Args:
            refused_before: how often this message was refused already.
            total_seconds: longest whole call; must be shorter than the lease of the attempt.
        """
        try:
            answer = self._request(
                "POST",
                self._url(self.phone_number_id, "messages"),
                json_body=dict(body),
                total_seconds=total_seconds,
            )
        except CallFailed as failure:
            return read_failure(failure)
        return read_send(answer, refused_before=refused_before)

    def mark_read(self, external_id: str, *, typing: bool = False) -> None:
        """Mark a received message and all earlier ones as read; `typing` also shows that we type."""
        self._call(
            "POST", self._url(self.phone_number_id, "messages"), json_body=build_read(external_id, typing=typing)
        )

    # -- media --------------------------------------------------------------------------------------------------------

    def upload_media(
        self, content: IO[bytes] | bytes, mime_type: str, file_name: str, *, total_seconds: float = 120.0
    ) -> str:
        """Upload a file and return its id (kept 30 days by Meta)."""
        body = self._call(
            "POST",
            self._url(self.phone_number_id, "media"),
            data={"messaging_product": "whatsapp", "type": mime_type},
            files={"file": (file_name, content, mime_type)},
            total_seconds=total_seconds,
        )
        return self._required(body, "id")

    def media_url(self, media_id: str) -> MediaAddress:
        """Ask where a file can be fetched; the answer is valid for 5 minutes."""
        try:
            body = self._call("GET", self._url(media_id), params={"phone_number_id": self.phone_number_id})
        except PlatformFailure as failure:
            if failure.refused.code not in _NO_SUCH_OBJECT:
                raise
            raise PlatformFailure(
                changed(failure.refused, code="media_gone", sentence_pt=phrase("media_gone"))
            ) from None
        return MediaAddress(
            self._required(body, "url"),
            as_text(body.get("mime_type"), 200),
            as_text(body.get("sha256"), 128),
            as_int(body.get("file_size"), 0),
        )

    def download_media(
        self,
        media_id: str,
        sink: IO[bytes],
        *,
        url: str | None = None,
        sha256: str | None = None,
        max_bytes: int = INBOUND_LIMIT,
        total_seconds: float = 120.0,
    ) -> Downloaded:
        """Fetch a received file into `sink` (seekable, empty), at most `max_bytes`, and verify its digest.

        Args:
            url: the address that came with the webhook, tried first; when it has expired (401, 403, 404, 410) a new
                one is asked for once.
            sha256: digest named by the webhook (base64 or hex).
        Raises:
            PlatformFailure: codes media_gone, too_large, media_damaged, timeout, unreachable, blocked_address or
            Meta's.
        """
        address = MediaAddress(url, None, sha256, None) if url else self.media_url(media_id)
        for last_try in (False, True):
            digest = hashlib.sha256()
            try:
                done = self._http.download(
                    address.url,
                    sink,
                    max_bytes=max_bytes,
                    headers=self._media_headers(address.url),
                    on_chunk=digest.update,
                    total_seconds=total_seconds,
                )
            except CallFailed as failure:
                if last_try or failure.code != "blocked":
                    raise PlatformFailure(refused_by_failure(failure)) from failure
                done = Streamed(410, {}, 0)  # an address we do not call is as good as an expired one
            if done.status == 200:
                self._verify(done, digest.digest(), sha256 or address.sha256)
                mime_type = address.mime_type or done.headers.get("content-type")
                return Downloaded(done.size, digest.hexdigest(), mime_type)
            if last_try or done.status not in (401, 403, 404, 410):
                break
            sink.seek(0)
            sink.truncate()
            address = self.media_url(media_id)
        if done.status in (404, 410):
            raise PlatformFailure(Refused("media_gone", "never", phrase("media_gone"), http_status=done.status))
        raise PlatformFailure(refused_by_status(Answer(done.status, done.headers, b"")))

    # -- templates, profile, subscription -----------------------------------------------------------------------------

    def list_templates(self, waba_id: str) -> list[Template]:
        """All templates of the business account, page by page; a broken cursor starts over once."""
        try:
            return self._template_pages(waba_id)
        except PlatformFailure as failure:
            if failure.refused.code != _BAD_CURSOR:
                raise
            return self._template_pages(waba_id)

    def phone_number(self) -> dict[str, Any]:
        """What Meta says about the number: display number, verified name, quality, name status, limits."""
        return self._call("GET", self._url(self.phone_number_id), params={"fields": _NUMBER_FIELDS})

    def token_info(self) -> dict[str, Any]:
        """What the token is worth: `is_valid`, `expires_at` (0 = never), `scopes`, `type`. A temporary one expires."""
        body = self._call("GET", self._url("debug_token"), params={"input_token": self._token})
        return as_dict(body.get("data"))

    def business_profile(self) -> dict[str, Any]:
        """The public profile: about, address, description, e-mail, picture, websites, line of business."""
        url = self._url(self.phone_number_id, "whatsapp_business_profile")
        body = self._call("GET", url, params={"fields": _PROFILE_FIELDS})
        profile = as_dict(next(iter(as_list(body.get("data"))), None))
        return {key: value for key, value in profile.items() if key != "messaging_product"}

    def update_business_profile(self, changes: Mapping[str, Any]) -> None:
        """Change fields of the public profile; keys it does not have are left out."""
        known = {key: changes[key] for key in _PROFILE_KEYS if key in changes}
        url = self._url(self.phone_number_id, "whatsapp_business_profile")
        self._call("POST", url, json_body={"messaging_product": "whatsapp", **known})

    def subscribe_app(self, waba_id: str, *, callback_url: str | None = None, verify_token: str | None = None) -> None:
        """Subscribe our app to the account's webhooks, optionally to an address of this account's own."""
        body: dict[str, Any] = {}
        if callback_url and verify_token:
            body = {"override_callback_uri": callback_url, "verify_token": verify_token}
        self._call("POST", self._url(waba_id, "subscribed_apps"), json_body=body)

    def subscribed_apps(self, waba_id: str) -> list[dict[str, Any]]:
        """The apps that get this account's webhooks."""
        body = self._call("GET", self._url(waba_id, "subscribed_apps"))
        return [app for app in as_list(body.get("data")) if isinstance(app, dict)]

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    # -- inside -------------------------------------------------------------------------------------------------------

    def _template_pages(self, waba_id: str) -> list[Template]:
        found: list[Template] = []
        parameters = {"fields": _TEMPLATE_FIELDS, "limit": "100"}
        for _page in range(_TEMPLATE_PAGES):
            body = self._call("GET", self._url(waba_id, "message_templates"), params=parameters)
            found.extend(
                template
                for raw in as_list(body.get("data"))
                if isinstance(raw, dict) and (template := normalise_template(raw)) is not None
            )
            paging = as_dict(body.get("paging"))
            after = as_text(as_dict(paging.get("cursors")).get("after"), 2_000)
            # The cursor is used, never the ready-made `next` address: the token stays with our own host.
            if not after or not paging.get("next"):
                break
            parameters["after"] = after
        return found

    def _call(
        self, method: str, url: str, *, params: Mapping[str, str] | None = None, **options: Any
    ) -> dict[str, Any]:
        """One repeatable call: the JSON object of a success, else `PlatformFailure`."""
        try:
            answer = self._request(method, url, params, **options)
        except CallFailed as failure:
            raise PlatformFailure(refused_by_failure(failure)) from failure
        body = answer.json()
        error = error_in(body)
        if error is not None:
            raise PlatformFailure(refused_by(error, answer))
        if not 200 <= answer.status < 300:
            raise PlatformFailure(refused_by_status(answer))
        if not isinstance(body, dict):
            raise PlatformFailure(
                Refused("unreadable", "later", phrase("passing"), details="no JSON object", http_status=answer.status)
            )
        return body

    def _request(self, method: str, url: str, params: Mapping[str, str] | None = None, **options: Any) -> Answer:
        """Call with our token. What a platform or a proxy says of it is kept and shown: not the token itself."""
        answer = self._http.request(method, url, params=self._params(params), headers=self._headers(), **options)
        body = answer.body
        for secret in filter(None, (self._token, self._proof)):
            body = body.replace(secret.encode(), b"***")
        return answer if body == answer.body else changed(answer, body=body)

    def _url(self, *parts: str) -> str:
        return "/".join([self._root, *(quote(part, safe="") for part in parts)])

    def _params(self, extra: Mapping[str, str] | None = None) -> dict[str, str]:
        return {**(extra or {}), **({"appsecret_proof": self._proof} if self._proof else {})}

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"}

    def _media_headers(self, url: str) -> dict[str, str]:
        """The token goes only to the platform: a forged address gets a request without it."""
        parts = urlsplit(url)
        own = parts.netloc.lower() == self._own_origin
        known = parts.scheme == "https" and (parts.hostname or "").lower() in self._media_hosts
        return self._headers() if own or known else {}

    @staticmethod
    def _required(body: dict[str, Any], key: str) -> str:
        value = as_text(body.get(key), 4_096)
        if not value:
            raise PlatformFailure(Refused("unreadable", "later", phrase("passing"), details=f"no {key}"))
        return value

    @staticmethod
    def _verify(done: Streamed, digest: bytes, expected: str | None) -> None:
        announced = done.headers.get("content-length", "")
        if announced.isdigit() and int(announced[:18]) != done.size:
            raise PlatformFailure(Refused("media_damaged", "later", phrase("media_damaged"), details="cut short"))
        if expected and not _same_digest(digest, expected):
            raise PlatformFailure(Refused("media_damaged", "later", phrase("media_damaged"), details="sha256"))


def _same_digest(digest: bytes, expected: str) -> bool:
    """Whether a digest is the one named in base64 or in hex; a text that is neither counts as none at all."""
    for decode in (bytes.fromhex, base64.b64decode):
        try:
            named = decode(expected)
        except (ValueError, binascii.Error):
            continue
        if len(named) == len(digest):
            return hmac.compare_digest(named, digest)
    return True
