"""Bodies about surveys."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from central.schemas import Body, KnownVersion, Time, View

Rating = Annotated[int, Field(strict=True, ge=1, le=5)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Thanks = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class SurveyTexts(View):
    """What is said in the account's language when nothing else was written."""

    question: str
    comment_request: str
    thanks: str
    comment_thanks: str


class SurveySettingsView(View):
    """How contacts are asked. A text that is null is the one of the account's language, which ``defaults`` has.

    ``alert_low_ratings``: whoever leads is told of a 1 or a 2. ``delay_seconds``: at least ten seconds pass.
    """

    enabled: bool
    ask_comment: bool
    alert_low_ratings: bool
    delay_seconds: int
    quiet_queue_ids: list[UUID]
    question: str | None
    comment_request: str | None
    thanks: str | None
    comment_thanks: str | None
    defaults: SurveyTexts
    version: str


class SurveySettingsBody(Body):
    """How contacts are asked. Empty thanks are not said.

    Variables of texts: {name}, {protocol}, {queue}, and {hours} and {opens} of its calendar.
    """

    enabled: bool
    ask_comment: bool = True
    alert_low_ratings: bool = True
    delay_seconds: Annotated[int, Field(strict=True, ge=0, le=86_400)] = 0
    quiet_queue_ids: Annotated[list[UUID], Field(default_factory=list, max_length=200)]
    question: Sentence | None = None
    comment_request: Thanks | None = None
    thanks: Thanks | None = None
    comment_thanks: Thanks | None = None
    version: KnownVersion = None


class NamedView(View):
    """Something with a name."""

    id: UUID
    name: str


class RatedChannelView(NamedView):
    """Where it was said."""

    type: str


class RatedTicketView(View):
    """What was rated."""

    id: UUID
    protocol: str


Way = Literal["chat", "link", "staff"]


class CsatView(View):
    """How the contact rated it, from 1 to 5.

    `answered_by`: in the chat, on the page of a link, or `staff`: said by telephone or in person, and entered by
    somebody.
    """

    rating: int
    comment: str | None
    answered_by: Way
    answered_at: Time
    entered_by: NamedView | None


class RatingBody(Body):
    """What the contact said by telephone or in person."""

    rating: Rating
    comment: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)] | None = None


class AnswerView(View):
    """How a contact rated what was done for them. ``agent`` is who served them, ``entered_by`` who wrote it down."""

    id: UUID
    rating: int
    comment: str | None
    answered_by: Way
    answered_at: AwareDatetime
    entered_by: NamedView | None
    conversation_id: UUID
    ticket: RatedTicketView
    contact: NamedView
    channel: RatedChannelView
    queue: NamedView
    agent: NamedView | None


class SurveySummaryView(View):
    """How many were asked and answered, the mean (null: nobody answered), and how many gave 1, 2, 3, 4 and 5."""

    asked: int
    answered: int
    mean: float | None
    by_rating: Annotated[list[int], Field(min_length=5, max_length=5)]


class SatisfactionView(View):
    """How one contact has rated the company so far; null: never."""

    answered: int
    mean: float | None
    last_rating: int | None
    last_answered_at: AwareDatetime | None


class SurveyLinkView(View):
    """A link for the contact, good for a week; it is shown once."""

    url: str


class SurveyPageView(View):
    """What the page of a survey shows; nothing of it is about the contact.

    ``state``: ``open`` may be rated, ``rated`` was (``comment_open``: a comment may follow), ``expired`` is over.
    """

    state: Literal["open", "rated", "expired"]
    rating: int | None
    comment_open: bool
    ask_comment: bool
    question: str
    company: str
    brand_color: str | None
    locale: str


class SurveyAnswerBody(Body):
    """A rating, a comment for one that was given, or both."""

    rating: Rating | None = None
    comment: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)] | None = None
