"""Rules about silence. Pure: the time is an argument, nothing here reads or writes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from central.conversations.outgoing import Outgoing
from central.errors import Invalid
from central.frozen import Frozen
from central.texts import fill
from central.versions import version_of

Trigger = Literal["silence", "window"]
Action = Literal["message", "close"]
Notify = Literal["nobody", "assignee", "leaders"]
Decision = Literal["drop", "wait", "act"]


class FollowUpStep(Frozen):
    """What is done after so many minutes of silence since what came before it.

    Attributes:
        text: of a message, with variables.
        template: sent instead where free text may not be sent; None: then the message is left out.
        reason: of closing; the ticket's finish reason.
    """

    after_minutes: int
    action: Action
    text: str | None = None
    template: Mapping[str, Any] | None = None
    reason: str | None = None


class FollowUpRule(Frozen):
    """What a company does about silence. A scope that is None is any.

    Attributes:
        minutes_before: of ``window``: so long before its end.
        notify: of ``window``: who is told.
    """

    id: UUID
    name: str
    active: bool
    trigger: Trigger
    queue_id: UUID | None
    channel_id: UUID | None
    business_hours: bool
    minutes_before: int | None
    notify: Notify
    steps: list[FollowUpStep]

    @property
    def version(self) -> str:
        """Which one this is; see :mod:`central.versions`."""
        return version_of(self)


class FollowUp(Frozen):
    """The timer of a conversation that is locked, with its rule and what decides whether the rule still holds.

    Attributes:
        due_at: None: nothing is to happen; so also where somebody switched it off.
        answered: the contact wrote since the timer was set.
        waits: the contact waits for an answer of ours.
        hours: the queue's, where a step asks for them.
        resumes_at: of a snoozed conversation: when it is due if nobody wakes it before.
    """

    trigger: Trigger
    rule_id: UUID | None
    rule_name: str | None
    active: bool
    notify: Notify
    steps: Sequence[FollowUpStep]
    step: int
    due_at: datetime | None
    status: str
    session: str
    ticket_state: str | None
    answered: bool
    waits: bool
    blocked: bool
    opted_out: bool
    queue_id: UUID | None
    assignee_id: UUID | None
    business_hours: bool
    locale: str
    variables: Mapping[str, Any]
    hours: Mapping[str, Any] | None
    resumes_at: datetime | None
    now: datetime


def decide(timer: FollowUp) -> Decision:
    """Return what a ring does: nothing any more, wait on, or the next step."""
    if timer.rule_id is None or not timer.active or timer.due_at is None:
        return "drop"
    if timer.trigger == "silence":
        if timer.answered or timer.session != "human" or timer.ticket_state != "in_service":
            return "drop"
        if timer.step >= len(timer.steps):
            return "drop"
        if timer.status == "snoozed":
            return "wait"
    elif timer.answered or not timer.waits or timer.session == "bot" or timer.status != "open":
        return "drop"
    return "act" if timer.due_at <= timer.now else "wait"


def check_steps(trigger: Trigger, steps: Sequence[FollowUpStep], notify: Notify) -> None:
    """Refuse steps that make no sense: none, something after closing, closing while the contact waits.

    Raises:
        Invalid: for ``steps``.
    """
    if trigger == "silence" and not steps:
        raise Invalid("Uma regra tem pelo menos um passo.", fields={"steps": "Obrigatório."})
    if trigger == "window":
        if len(steps) > 1 or any(step.action == "close" for step in steps):
            raise Invalid(
                "Antes do fim da janela só se envia uma mensagem.", fields={"steps": "No máximo uma mensagem."}
            )
        if not steps and notify == "nobody":
            raise Invalid("Escolha quem avisar ou escreva uma mensagem.", fields={"notify": "Obrigatório."})
    for number, step in enumerate(steps):
        if step.action == "close" and number < len(steps) - 1:
            raise Invalid("Depois de encerrar não há mais passos.", fields={f"steps.{number}.action": "Só no fim."})
        if step.action == "message" and not (step.text or "").strip():
            raise Invalid("Escreva a mensagem.", fields={f"steps.{number}.text": "Obrigatório."})


def outgoing_of(step: FollowUpStep, variables: Mapping[str, Any]) -> tuple[Outgoing, Outgoing | None]:
    """Return what is sent while free text may be, and what otherwise (None: nothing).

    Args:
        variables: what ``{name}`` and the like stand for, in the text and in the variables of the template.
    """
    template = None
    if step.template is not None:
        given = {
            key: fill(value, variables) if isinstance(value, str) else value
            for key, value in (step.template.get("variables") or {}).items()
        }
        template = Outgoing(type="template", template={**step.template, "variables": given})
    return Outgoing(type="text", text=fill(step.text or "", variables)), template


def read_steps(stored: Sequence[Mapping[str, Any]]) -> list[FollowUpStep]:
    """Return steps from their JSON."""
    return [FollowUpStep(**step) for step in stored]


def write_steps(steps: Sequence[FollowUpStep]) -> list[dict[str, Any]]:
    """Return steps as they are stored."""
    names = ("after_minutes", "action", "text", "template", "reason")
    return [{name: getattr(step, name) for name in names} for step in steps]
