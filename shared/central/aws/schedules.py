"""EventBridge Scheduler: doorbells that are due later than SQS can delay. One-shot schedules that delete themselves."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from central.aws.signed import AwsError, SignedClient, region
from central.clock import rfc3339
from central.errors import TryLater

# Scheduler invokes within a minute after the time it was given: so it is given the minute before, and whoever receives
# the message early holds it back until ``due_at`` (central/runtime/batch.py).
_GRACE = timedelta(minutes=1)


class Schedules:
    """One-shot schedules in one group, each of which sends one message to a queue.

    Args:
        group: returns the name of the schedule group.
        role: returns the ARN of the role that may send to the queues.
    """

    def __init__(self, group: Callable[[], str], role: Callable[[], str]) -> None:
        self._group = group
        self._role = role
        self._client = SignedClient("scheduler")

    def create(self, due_at: datetime, queue_name: str, body: Mapping[str, Any]) -> None:
        """Let a message arrive in a standard queue at ``due_at``; asked for the same again, it exists already.

        The message is ``body`` with ``due_at`` (RFC 3339) added.

        Raises:
            AwsError: Scheduler refused.
            TryLater: it could not be reached, failed or throttled.
        """
        message = json.dumps({**body, "due_at": rfc3339(due_at)}, separators=(",", ":"), sort_keys=True)
        name = hashlib.sha256(f"{queue_name} {message}".encode()).hexdigest()[:60]
        role = self._role()
        _, partition, _, _, account, _ = role.split(":", 5)
        schedule = {
            "GroupName": self._group(),
            "ScheduleExpression": f"at({due_at.astimezone(UTC) - _GRACE:%Y-%m-%dT%H:%M:%S})",
            "ScheduleExpressionTimezone": "UTC",
            "FlexibleTimeWindow": {"Mode": "OFF"},
            "ActionAfterCompletion": "DELETE",
            "Target": {
                "Arn": f"arn:{partition}:sqs:{region()}:{account}:{queue_name}",
                "RoleArn": role,
                "Input": message,
            },
        }
        status, answer = self._client.request(
            "POST", f"/schedules/{name}", json.dumps(schedule).encode(), {"content-type": "application/json"}
        )
        if status in (200, 409) or b"ConflictException" in answer:  # it exists already
            return
        if status >= 500 or status == 429:
            raise TryLater(f"scheduler answered {status}")
        raise AwsError(status, "refused", answer[:200].decode(errors="replace"))
