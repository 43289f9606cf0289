"""The providers a company trusts, and whether there is another way in."""

from typing import Annotated

from fastapi import APIRouter, Response

from central.accounts.access_schemas import PasswordCheckBody
from central.api.dependencies import PortsHere, SettingsHere, allowed
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.paths import PREFIX
from central.api.routes.single_sign_on import IssuersHere
from central.api.settings import ApiSettings
from central.call import Call
from central.schemas import Page, PathId
from central.single_sign_on import providers
from central.single_sign_on.model import Settings
from central.single_sign_on.schemas import (
    ProviderBody,
    ProviderChangeBody,
    ProviderCheckView,
    ProviderView,
    SignInSettingsBody,
    SignInSettingsView,
)

router = APIRouter(prefix=f"{PREFIX}/account", tags=["account"])

Manages = Annotated[Call, allowed("account.manage", in_person=True)]
_SETTINGS = {
    # It names a company and opens nothing.
    "company_code": "4f5d3c2b1a094e8f",  # pragma: allowlist secret
    "sign_in_url": "https://central.exemplo.com.br/entrar?empresa=4f5d3c2b1a094e8f",
    "redirect_uri": "https://central.exemplo.com.br/entrar/retorno",
    "single_sign_on_only": False,
}
_PROVIDER = {
    "id": "2b7c1a90-4d5e-4f60-8a71-9b2c3d4e5f60",
    "name": "Google",
    "kind": "google",
    "issuer": "https://accounts.google.com",
    "client_id": "1234567890-abc.apps.googleusercontent.com",
    "domains": ["exemplo.com.br"],
    "admits_newcomers": False,
    "newcomer_role": "agent",
    "newcomer_custom_role": None,
    "trusts_second_factor": False,
    "active": True,
    "created_at": "2026-11-21T12:00:00.000000Z",
}


@router.get("/sign-in", summary="How people sign in", responses={200: example(_SETTINGS), **error_responses(*READS)})
def read_sign_in(call: Manages, ports: PortsHere, settings: SettingsHere) -> SignInSettingsView:
    """Return the company's own sign-in page, and the address every provider must be told to send people back to."""
    return _view(providers.get_settings(ports, call), settings)


@router.patch(
    "/sign-in",
    summary="Change how people sign in",
    responses={200: example(_SETTINGS), **error_responses(409, 429, *TAKES_BODY)},
)
def change_sign_in(
    body: SignInSettingsBody, call: Manages, ports: PortsHere, settings: SettingsHere
) -> SignInSettingsView:
    """Let passwords open nothing here but for admins, at once, or everything again.

    409 `no_provider`: there is no other way in yet.
    """
    changed = providers.require_single_sign_on(ports, call, required=body.single_sign_on_only, password=body.password)
    return _view(changed, settings)


@router.get(
    "/sign-in-providers",
    summary="List providers",
    responses={200: page_example(_PROVIDER), **error_responses(*READS)},
)
def list_providers(call: Manages, ports: PortsHere) -> Page[ProviderView]:
    """Return the company's providers by name; ten at most."""
    return Page[ProviderView](items=[ProviderView.of(one) for one in providers.list_providers(ports, call)])


@router.post(
    "/sign-in-providers",
    status_code=201,
    summary="Trust a provider",
    responses={201: example(_PROVIDER), **error_responses(409, 429, *TAKES_BODY)},
)
def create_provider(body: ProviderBody, call: Manages, ports: PortsHere, issuers: IssuersHere) -> ProviderView:
    """Let people sign in by a provider that vouches for addresses of `domains`. `password` is one's own.

    Only who may do everything may: a provider can say that anybody is anybody. 403 `role_too_high`.
    """
    values = body.model_dump(exclude={"password"})
    return ProviderView.of(providers.create_provider(ports, call, values, issuers, password=body.password))


@router.patch(
    "/sign-in-providers/{provider_id}",
    summary="Change a provider",
    responses={200: example(_PROVIDER), **error_responses(404, 409, 429, *TAKES_BODY)},
)
def change_provider(provider_id: PathId, body: ProviderChangeBody, call: Manages, ports: PortsHere) -> ProviderView:
    """Change what is given. Another `client_id` unbinds everybody from it; `active` false ends the sessions it opened.

    409 `last_provider`: passwords open nothing here, and it is the only one that is active.
    """
    values = body.model_dump(exclude_unset=True, exclude={"password"})
    return ProviderView.of(providers.change_provider(ports, call, provider_id, values, password=body.password))


@router.delete(
    "/sign-in-providers/{provider_id}",
    status_code=204,
    summary="Trust a provider no longer",
    responses=error_responses(404, 409, 429, *TAKES_BODY),
)
def delete_provider(provider_id: PathId, body: PasswordCheckBody, call: Manages, ports: PortsHere) -> Response:
    """End the sessions it opened and forget who is who there. 409 `last_provider`."""
    providers.delete_provider(ports, call, provider_id, password=body.password)
    return Response(status_code=204)


@router.post(
    "/sign-in-providers/{provider_id}/check",
    summary="Check a provider",
    responses={200: example({"ok": True, "code": None, "found": None}), **error_responses(404, *READS)},
)
def check_provider(provider_id: PathId, call: Manages, ports: PortsHere, issuers: IssuersHere) -> ProviderCheckView:
    """Ask the issuer for its document and keys, now. Nothing of it is kept but for an hour in memory."""
    return ProviderCheckView.of(providers.check_provider(ports, call, provider_id, issuers))


def _view(found: Settings, settings: ApiSettings) -> SignInSettingsView:
    return SignInSettingsView(
        company_code=found.sign_in_code,
        sign_in_url=f"{settings.public_url}/entrar?empresa={found.sign_in_code}",
        redirect_uri=settings.redirect_uri,
        single_sign_on_only=found.single_sign_on_only,
    )
