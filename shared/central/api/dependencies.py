"""What routes ask for: the ports, the caller, and proof that the caller may do it."""

from collections.abc import Callable
from contextlib import suppress
from hmac import compare_digest
from ipaddress import ip_address
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from fastapi import Body, Depends, Request

from central.accounts import callers
from central.accounts.model import Visitor
from central.accounts.people_schemas import ProofBody
from central.accounts.permissions import Permission, check
from central.accounts.tokens import FOR_TOKENS, PREFIX
from central.api.errors import correlation_of
from central.api.settings import ApiSettings
from central.call import Call
from central.companies import operators
from central.errors import Conflict, Forbidden, Unauthenticated
from central.ports import Ports

if TYPE_CHECKING:
    from central.platforms.http import OutboundHttp

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])

_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
_MAX_TOKEN = 512
_MIN_DEVICE = 43  # 256 bits: what we gave, and nothing shorter


async def get_ports(request: Request) -> Ports:
    """Return the application's ports."""
    ports: Ports = request.app.state.ports
    return ports


async def get_settings(request: Request) -> ApiSettings:
    """Return the application's settings."""
    settings: ApiSettings = request.app.state.settings
    return settings


def outbound(request: Request, settings: ApiSettings) -> "OutboundHttp":
    """Return the one client for calls out; one per process, made when somebody first calls."""
    state = request.app.state
    if getattr(state, "http", None) is None:
        from central.platforms.http import OutboundHttp

        state.http = OutboundHttp(trusted_bases=[settings.graph_base_url])
    http: OutboundHttp = state.http
    return http


PortsHere = Annotated[Ports, Depends(get_ports)]
SettingsHere = Annotated[ApiSettings, Depends(get_settings)]


def address_of(request: Request, settings: ApiSettings) -> str:
    """Return the address a request comes from.

    It is what the gateway saw (``requestContext``). Behind CloudFront that is CloudFront, which tells the visitor's
    address and proves itself by a secret. Without the proof a header is anybody's word, as ``X-Forwarded-For`` is.
    """
    told = request.headers.get("x-viewer-address", "")
    proof = request.headers.get("x-origin-secret", "")
    if told and settings.origin_secret and compare_digest(proof.encode(), settings.origin_secret.encode()):
        with suppress(ValueError):
            return str(ip_address(told))
    return request.client.host if request.client is not None else ""


def visitor_of(request: Request, settings: ApiSettings) -> Visitor:
    """Return where a request comes from, for what happens before somebody is signed in."""
    device = request.cookies.get(settings.device_cookie, "")
    user_agent = "".join(char for char in request.headers.get("user-agent", "") if char.isprintable())
    return Visitor(
        address=address_of(request, settings),
        device=device if _MIN_DEVICE <= len(device) <= _MAX_TOKEN else None,
        user_agent=user_agent[:300] or None,
    )


async def authenticate(request: Request, ports: PortsHere, settings: SettingsHere) -> Call:
    """Return the call of whoever is signed in, or of whoever made the API token; one database round trip.

    A browser sends its cookie along with requests other sites made it send. So a change that is authenticated by the
    cookie must name our own origin; a token in the ``Authorization`` header is never sent by accident.

    All windows of a browser share one cookie, and one of them may have gone to another company of the same person. So
    the app says in ``X-Account-Id`` which company it shows: nothing of one is shown, or written, in the other.

    Raises:
        Unauthenticated: no session and no token, or one that ended.
        Forbidden: a change asked for by another site; or the company asks for a second factor the caller has not.
        Conflict: ``other_account``, the session is in another company than the caller believes.
        TooMany: asked too often.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        token = token.strip()
    else:
        token = request.cookies.get(settings.cookie_name, "")
        if token.startswith(PREFIX):  # never ours: a program has no cookies, and a browser is no program
            token = ""
        if token and request.method not in _SAFE:
            check_origin(request, settings, required=True)
    if not token or len(token) > _MAX_TOKEN:
        raise Unauthenticated("Entre para continuar.")
    address = address_of(request, settings)
    caller = callers.find_caller(ports, token, correlation_id=correlation_of(request), address=address)
    call = caller.call
    request.state.account_id = str(call.account_id)
    request.state.user_id = str(call.actor.user_id)
    request.state.budget = caller.budget
    if request.headers.get("x-account-id", str(call.account_id)) != str(call.account_id):
        raise Conflict("Você está em outra empresa agora.", code="other_account")
    callers.admit(caller, setting_up=getattr(request.scope.get("endpoint"), "without_second_factor", False))
    return call


def without_second_factor(endpoint: Endpoint) -> Endpoint:
    """Mark a route that also serves who owes the second factor their company asks for: how to get it, the way out."""
    endpoint.without_second_factor = True  # type: ignore[attr-defined]
    return endpoint


async def in_person(call: Annotated[Call, Depends(authenticate)]) -> Call:
    """Return the call of a person, not of an API token.

    Raises:
        Forbidden: ``people_only``.
    """
    callers.check_in_person(call)
    return call


def check_origin(request: Request, settings: ApiSettings, *, required: bool) -> None:
    """Refuse a request another site made.

    Args:
        required: a missing ``Origin`` is refused too. Browsers send it with every change.

    Raises:
        Forbidden: the origin is not ours.
    """
    origin = request.headers.get("origin")
    if (origin is None and required) or (origin is not None and not settings.is_own_origin(origin)):
        raise Forbidden("Este pedido veio de outro site.", code="foreign_origin")


class Allowed:
    """A dependency that returns the call when the caller has ``permission``; read by the OpenAPI document too.

    Args:
        in_person: API tokens are refused, whatever they may: for what proves who somebody is. Permissions that no token
            can have are always so.
    """

    def __init__(self, permission: Permission, *, in_person: bool = False) -> None:
        self.permission = permission
        self.in_person = in_person or permission not in FOR_TOKENS

    async def __call__(self, request: Request, call: Annotated[Call, Depends(authenticate)]) -> Call:
        """Return the call.

        Raises:
            Forbidden: the role does not have the permission, or this is for people only.
        """
        if self.in_person:
            callers.check_in_person(call)
        check(call, self.permission)
        return call


def allowed(permission: Permission, *, in_person: bool = False) -> Any:
    """Use as ``call: Annotated[Call, allowed("contacts.read")]``."""
    return Depends(Allowed(permission, in_person=in_person))


async def as_operator(call: Annotated[Call, Depends(in_person)], ports: PortsHere) -> Call:
    """Return the call of somebody who runs this installation.

    Raises:
        Forbidden: somebody else, or an operator who signed in without a second factor (``second_factor_needed``).
    """
    operators.check_operator(ports, call)
    return call


AsOperator = Annotated[Call, Depends(as_operator)]
"""Somebody who runs this installation; no role of any company is one."""

SignedIn = Annotated[Call, Depends(authenticate)]
"""Anybody who is signed in, or a token, whatever they may."""

InPerson = Annotated[Call, Depends(in_person)]
"""Anybody who is signed in, whatever the role: only for what concerns the caller alone."""

ProofHere = Annotated[ProofBody, Body(default_factory=ProofBody)]
"""One's own password, for what deletes people and roles; API tokens, which give none, may send no body at all."""
