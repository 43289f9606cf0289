"""How contacts rate what was done for them: what the company chose, the answers, and the page of a link."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request

from central.api.dependencies import PortsHere, SettingsHere, allowed, check_origin, visitor_of
from central.api.errors import correlation_of, error_responses
from central.api.examples import EXAMPLE_VERSION, READS, TAKES_BODY, example, page_example
from central.api.paths import PREFIX
from central.call import Call
from central.db.database import Row
from central.paging import Keyset, split_page
from central.schemas import Limit, Page, PathId
from central.surveys import links, service
from central.surveys.schemas import (
    AnswerView,
    SatisfactionView,
    SurveyAnswerBody,
    SurveyLinkView,
    SurveyPageView,
    SurveySettingsBody,
    SurveySettingsView,
    SurveySummaryView,
)

router = APIRouter(prefix=f"{PREFIX}/surveys", tags=["surveys"])
link_router = APIRouter(prefix=PREFIX + "/conversations/{conversation_id}/survey-link", tags=["surveys"])
contact_router = APIRouter(prefix=PREFIX + "/contacts/{contact_id}/satisfaction", tags=["surveys"])

Reader = Annotated[Call, allowed("supervision.read")]
Manager = Annotated[Call, allowed("queues.manage")]
Token = Annotated[str, Path(min_length=1, max_length=100)]
First = Annotated[date | None, Query(alias="since", description="First day, in the company's time zone.")]
Last = Annotated[date | None, Query(alias="until", description="Last day, in the company's time zone.")]
_KEYSET = Keyset("survey-answers", "time", "id")
_QUEUE = {"id": "2a7c9d10-6f4e-4f6c-9a55-0f7f2c8e1b66", "name": "Atendimento"}
_DEFAULTS = {
    "question": "De 1 a 5, como você avalia este atendimento?",
    "comment_request": "Obrigado pela sua avaliação! Se quiser, conte em uma mensagem o motivo da sua nota.",
    "thanks": "Obrigado pela sua avaliação!",
    "comment_thanks": "Obrigado pelo seu comentário! Se ainda precisar de ajuda, escreva novamente.",
}
_SETTINGS = {
    "enabled": True,
    "ask_comment": True,
    "alert_low_ratings": True,
    "delay_seconds": 0,
    "quiet_queue_ids": [],
    "question": "{name}, de 1 a 5, que nota você dá para este atendimento?",
    "comment_request": None,
    "thanks": None,
    "comment_thanks": None,
    "defaults": _DEFAULTS,
    "version": EXAMPLE_VERSION,
}
_ANSWER = {
    "id": "7f1e2d3c-4b5a-4968-8776-655443322110",
    "rating": 5,
    "comment": "Resolveram na hora.",
    "answered_by": "chat",
    "answered_at": "2026-11-21T15:04:05.000000Z",
    "entered_by": None,
    "conversation_id": "7c1d2e3f-4a5b-4c6d-8e7f-9a0b1c2d3e4f",
    "ticket": {"id": "5d0c7f0a-4a0e-4f43-8a57-0a5f6b7c8d90", "protocol": "20261121-000123"},
    "contact": {"id": "1f0e2d3c-4b5a-4968-8776-655443322111", "name": "Maria Silva"},
    "channel": {"id": "9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d", "name": "WhatsApp da loja", "type": "whatsapp"},
    "queue": _QUEUE,
    "agent": {"id": "0b7f2f0e-6f0c-4d52-9d1c-4c1f6f0a9b11", "name": "Ana Souza"},
}
_SUMMARY = {"asked": 120, "answered": 48, "mean": 4.6, "by_rating": [1, 1, 2, 9, 35]}
_SATISFACTION = {"answered": 3, "mean": 4.333, "last_rating": 5, "last_answered_at": "2026-11-21T15:04:05.000000Z"}
_PAGE = {
    "state": "open",
    "rating": None,
    "comment_open": False,
    "ask_comment": True,
    "question": _DEFAULTS["question"],
    "company": "Loja da Maria",
    "brand_color": "#0f766e",
    "locale": "pt-BR",
}


@router.get("/settings", summary="Read settings", responses={200: example(_SETTINGS), **error_responses(*READS)})
def read_survey_settings(call: Manager, ports: PortsHere) -> SurveySettingsView:
    """Return whether, when and with which words contacts are asked after a ticket is resolved."""
    return SurveySettingsView(**service.get_settings(ports, call))


@router.put(
    "/settings", summary="Save settings", responses={200: example(_SETTINGS), **error_responses(404, 409, *TAKES_BODY)}
)
def save_survey_settings(body: SurveySettingsBody, call: Manager, ports: PortsHere) -> SurveySettingsView:
    """Save all of it; what is left out is as it is without a choice. Of `quiet_queue_ids` nobody is asked."""
    return SurveySettingsView(**service.save_settings(ports, call, body.model_dump()))


@router.get("/answers", summary="List answers", responses={200: page_example(_ANSWER), **error_responses(404, *READS)})
def list_survey_answers(
    call: Reader,
    ports: PortsHere,
    queue_id: PathId | None = None,
    user_id: PathId | None = None,
    rating: Annotated[int | None, Query(ge=1, le=5)] = None,
    first: First = None,
    last: Last = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[AnswerView]:
    """Return how contacts rated what was done for them, the newest first."""
    found = service.list_answers(
        ports,
        call,
        queue_id=queue_id,
        user_id=user_id,
        rating=rating,
        since=first,
        until=last,
        after=_KEYSET.decode(cursor),
        limit=limit + 1,
    )
    rows, more = split_page(found, limit)
    following = _KEYSET.encode((rows[-1]["answered_at"], rows[-1]["id"])) if more else None
    return Page[AnswerView](items=[_answer(row) for row in rows], next_cursor=following)


@router.get("/summary", summary="Sum up", responses={200: example(_SUMMARY), **error_responses(404, *READS)})
def sum_up_surveys(
    call: Reader,
    ports: PortsHere,
    queue_id: PathId | None = None,
    user_id: PathId | None = None,
    first: First = None,
    last: Last = None,
) -> SurveySummaryView:
    """Return how many were asked and answered, and how. A survey counts on the day it was answered, else asked."""
    found = service.sum_up(ports, call, queue_id=queue_id, user_id=user_id, since=first, until=last)
    return SurveySummaryView(**found)


@router.get(
    "/pages/{token}", summary="Open by a link", responses={200: example(_PAGE), **error_responses(404, 422, 429, 503)}
)
def read_survey_page(token: Token, request: Request, ports: PortsHere, settings: SettingsHere) -> SurveyPageView:
    """Return what the page of a link shows, without signing in. 404 `link_ended`: it opens nothing."""
    return SurveyPageView(**links.read_page(ports, token, visitor_of(request, settings)))


@router.post(
    "/pages/{token}",
    summary="Answer by a link",
    responses={
        200: example({**_PAGE, "state": "rated", "rating": 5}),
        **error_responses(400, 403, 404, 409, 413, 415, 422, 429, 503),
    },
)
def answer_survey_page(
    token: Token, body: SurveyAnswerBody, request: Request, ports: PortsHere, settings: SettingsHere
) -> SurveyPageView:
    """Rate, comment, or both. The first rating counts; the same one again changes nothing.

    409 `already_rated`, `already_commented`, or `survey_expired` a week after it was asked.
    """
    check_origin(request, settings, required=False)
    found = links.answer_page(
        ports,
        token,
        visitor_of(request, settings),
        rating=body.rating,
        comment=body.comment,
        correlation_id=correlation_of(request),
    )
    return SurveyPageView(**found)


@link_router.post(
    "",
    status_code=201,
    summary="Make a link",
    responses={
        201: example({"url": "https://central.example.com/avaliacao/q7mX0v…"}),
        **error_responses(401, 403, 404, 409, 422, 503),
    },
)
def make_survey_link(
    conversation_id: PathId,
    call: Annotated[Call, allowed("conversations.reply")],
    ports: PortsHere,
    settings: SettingsHere,
) -> SurveyLinkView:
    """Return a link with which the contact rates the last resolved ticket, good for a week.

    409 `nothing_to_rate` (it is open, or nobody served it), or `already_rated`.
    """
    return SurveyLinkView(url=f"{settings.public_url}/avaliacao/{links.make_link(ports, call, conversation_id)}")


@contact_router.get(
    "", summary="Satisfaction of a contact", responses={200: example(_SATISFACTION), **error_responses(404, *READS)}
)
def read_satisfaction(
    contact_id: PathId, call: Annotated[Call, allowed("contacts.read")], ports: PortsHere
) -> SatisfactionView:
    """Return how often a contact rated what was done for them, the mean and the last rating."""
    return SatisfactionView(**service.satisfaction_of(ports, call, contact_id))


def _answer(row: Row) -> AnswerView:
    def named(name: str) -> dict[str, Any]:
        return {"id": row[f"{name}_id"], "name": row[f"{name}_name"]}

    known = {name: row[name] for name in AnswerView.model_fields if name in row}
    return AnswerView.model_validate(
        {
            **known,
            "ticket": {"id": row["ticket_id"], "protocol": row["protocol"]},
            "contact": named("contact"),
            "channel": {**named("channel"), "type": row["channel_type"]},
            "queue": named("queue"),
            "agent": named("agent") if row["agent_id"] else None,
        }
    )
