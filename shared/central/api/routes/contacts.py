"""Contacts."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from central.api.dependencies import PortsHere, allowed
from central.api.errors import error_responses
from central.api.examples import READS, TAKES_BODY, example, page_example
from central.api.idempotency import OnceHere
from central.api.paths import PREFIX
from central.api.routes.shown import CONVERSATION
from central.call import Call
from central.contacts import service
from central.contacts.schemas import ContactBody, ContactPatch, ContactView, contact_view
from central.conversations import service as conversations
from central.conversations.model import Filter
from central.conversations.schemas import ConversationView
from central.paging import Keyset, split_page
from central.schemas import Limit, Page, PathId

router = APIRouter(prefix=f"{PREFIX}/contacts", tags=["contacts"])

Reader = Annotated[Call, allowed("contacts.read")]
Writer = Annotated[Call, allowed("contacts.write")]
_KEYSET = Keyset("contacts", "time", "id")
_CONTACT = {
    "id": "9d1b6c1e-2f57-4d55-8a3a-1f6f1f1d7a10",
    "name": "Maria Silva",
    "email": "maria@exemplo.com.br",
    "phone": "+5511987654321",
    "phone_display": "+55 11 98765-4321",
    "avatar_url": None,
    "state": "customer",
    "attributes": {"cidade": "São Paulo"},
    "blocked": False,
    "marketing_opt_out_at": None,
    "identities": [
        {
            "id": "b4b1a4a6-3b0f-4d8e-9a51-6f1f7f0f2c22",
            "channel_type": "whatsapp",
            "kind": "wa_phone",
            "value": "5511987654321",
        }
    ],
    "created_at": "2026-11-20T14:03:11.000000Z",
    "updated_at": "2026-11-21T09:15:42.000000Z",
}


@router.get("", summary="List or search", responses={200: page_example(_CONTACT), **error_responses(*READS)})
def list_contacts(
    call: Reader,
    ports: PortsHere,
    q: Annotated[str | None, Query(max_length=200, description="Part of a name, e-mail or phone number.")] = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[ContactView]:
    """Return contacts, the most recently changed first."""
    found = service.list_contacts(ports, call, text=q, after=_KEYSET.decode(cursor), limit=limit + 1)
    rows, more = split_page(found, limit)
    following = _KEYSET.encode((rows[-1].updated_at, rows[-1].id)) if more else None
    return Page[ContactView](items=[contact_view(row) for row in rows], next_cursor=following)


@router.post(
    "",
    status_code=201,
    summary="Create",
    response_model=ContactView,
    responses={201: example(_CONTACT), **error_responses(409, *TAKES_BODY)},
)
def create_contact(body: ContactBody, call: Writer, once: OnceHere) -> Any:
    """Create a contact. 409 names whoever already has the phone number."""
    return once.run(
        lambda ports: contact_view(
            service.create_contact(
                ports,
                call,
                name=body.name,
                email=body.email,
                phone=body.phone,
                state=body.state,
                attributes=dict(body.attributes),
            )
        )
    )


@router.get("/{contact_id}", summary="Read", responses={200: example(_CONTACT), **error_responses(404, *READS)})
def read_contact(contact_id: PathId, call: Reader, ports: PortsHere) -> ContactView:
    """Return one contact."""
    return contact_view(service.get_contact(ports, call, contact_id))


@router.patch(
    "/{contact_id}",
    summary="Change",
    responses={200: example(_CONTACT), **error_responses(404, 409, *TAKES_BODY)},
)
def update_contact(contact_id: PathId, body: ContactPatch, call: Writer, ports: PortsHere) -> ContactView:
    """Change a contact; what is left out stays."""
    return contact_view(service.update_contact(ports, call, contact_id, body.model_dump(exclude_unset=True)))


@router.get(
    "/{contact_id}/conversations",
    summary="List a contact's conversations",
    responses={200: page_example(CONVERSATION), **error_responses(404, *READS)},
)
def list_conversations_of_contact(
    contact_id: PathId,
    call: Annotated[Call, allowed("conversations.read")],
    ports: PortsHere,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[ConversationView]:
    """Return the contact's conversations the caller may see, open and closed, the most recently active first."""
    service.get_contact(ports, call, contact_id)
    wanted = Filter(status=None, contact_id=str(contact_id))
    items, following = conversations.list_conversations(ports, call, wanted, cursor=cursor, limit=limit)
    return Page[ConversationView](
        items=[ConversationView.model_validate(item) for item in items], next_cursor=following
    )
