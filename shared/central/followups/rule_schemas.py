"""Bodies and views of rules about silence."""

from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from central.conversations.schemas import TemplateBody
from central.followups.rule_model import Action, FollowUpStep, Notify, Trigger
from central.schemas import Body, KnownVersion, OneLine, Time, View

_Name = Annotated[OneLine, StringConstraints(max_length=80)]
_Text = Annotated[str, StringConstraints(min_length=1, max_length=4096)]
_Reason = Annotated[OneLine, StringConstraints(max_length=80)]


class FollowUpStepBody(Body):
    """What is done after so many more minutes of silence.

    A `message` has a `text`, in which `{name}`, `{protocol}`, `{queue}`, `{agent}`, and `{hours}` and `{opens}` of the
    queue's calendar, are filled in, and may have a `template` for when free text may not be sent any more (without one
    it is left out then). `close` has a `reason`.
    """

    after_minutes: Annotated[int, Field(ge=1, le=43_200)]
    action: Action
    text: _Text | None = None
    template: TemplateBody | None = None
    reason: _Reason | None = None

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Self:
        if self.template is not None and self.template.header_media_id is not None:
            raise ValueError("a template of a rule has no file")
        wrong = (self.text, self.template) if self.action == "close" else (self.reason,)
        if any(value is not None for value in wrong):
            raise ValueError("the action and what is given with it do not match")
        return self

    def step(self) -> FollowUpStep:
        """Return what the use cases take."""
        template = None if self.template is None else self.template.model_dump(mode="json")
        return FollowUpStep(self.after_minutes, self.action, self.text, template, self.reason)


class FollowUpRuleBody(Body):
    """A rule, whole. `queue_id` and `channel_id` say what it is for; null is any. The most specific active one holds.

    `silence` counts from a person's last message to a contact who does not answer. `window` acts `minutes_before` the
    end of the time in which free text may be sent, while the contact waits for us: it tells somebody (`notify`), and
    may send one message.
    """

    name: _Name
    active: bool = True
    trigger: Trigger
    queue_id: UUID | None = None
    channel_id: UUID | None = None
    business_hours: bool = True
    minutes_before: Annotated[int, Field(ge=5, le=1200)] | None = None
    notify: Notify = "nobody"
    steps: Annotated[list[FollowUpStepBody], Field(default_factory=list, max_length=5)]

    @model_validator(mode="after")
    def _fits_its_trigger(self) -> Self:
        if (self.trigger == "window") != (self.minutes_before is not None):
            raise ValueError("minutes_before is given for window, and only then")
        if self.trigger == "silence" and self.notify != "nobody":
            raise ValueError("notify is for window")
        return self

    def values(self) -> dict[str, Any]:
        """Return what the use cases take."""
        return {**self.model_dump(exclude={"steps", "version"}), "steps": [step.step() for step in self.steps]}


class FollowUpRuleReplacementBody(FollowUpRuleBody):
    """What a rule is from now on, whole."""

    version: KnownVersion = None


class FollowUpStepView(View):
    """A step of a rule."""

    after_minutes: int
    action: Action
    text: str | None
    template: dict[str, Any] | None
    reason: str | None


class FollowUpRuleView(View):
    """A rule. Minutes are of the queue's hours with `business_hours`, else of the clock."""

    id: UUID
    name: str
    active: bool
    trigger: Trigger
    queue_id: UUID | None
    channel_id: UUID | None
    business_hours: bool
    minutes_before: int | None
    notify: Notify
    steps: list[FollowUpStepView]
    version: str


class FollowUpSwitchBody(Body):
    """Whether rules about silence hold in a conversation."""

    enabled: bool


class FollowUpView(View):
    """What a rule is about to do in a conversation.

    `waiting`: `action` at `due_at`. `paused`: the conversation is snoozed. `off`: somebody switched it off here.
    `idle`: nothing, until a person writes.
    """

    state: Literal["idle", "waiting", "paused", "off"]
    due_at: Time | None
    action: Action | None
    rule_id: UUID | None
    rule_name: str | None
