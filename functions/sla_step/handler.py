"""Looks at one clock of a ticket when its execution's time has come: warns, breaches, escalates, or waits on.

Trigger: the state machine sla_escalation. Event: {account_id, ticket_id, target, version, at}.
Writes: sla_targets; priority, queue and agent of the ticket where the policy says so.
Emits: SlaWarned, SlaBreached, SlaEscalated; updates sla_warning and sla_breached.
Answers: the event with the next time to ask; without one nothing is left to do.
Fails: the state machine asks again; an execution that gives up is replaced by the sweep.
"""

from typing import Any

from central.runtime.entry import Event, entry, note
from central.runtime.wiring import ports
from central.sla.service import look, read_visit


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Answer one question."""
    visit = read_visit(event)
    at = look(ports(), visit, correlation_id=getattr(context, "aws_request_id", ""))
    note(account_id=str(visit.account_id), ticket_id=str(visit.ticket_id), target=visit.target, again=at)
    known = {name: event[name] for name in ("account_id", "ticket_id", "target", "version")}
    return {**known, "again": at is not None, **({} if at is None else {"at": at})}
