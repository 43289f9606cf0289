"""What the agents' browsers were told."""

import json
from collections.abc import Iterator

from bench.machine import Company, Machine


def read_given(machine: Machine, company: Company) -> Iterator[tuple[float, str, str]]:
    """Yield what came since the last look: when (monotonic clock) which contact was given to which agent.

    A conversation is told of more than once: whoever reads takes the first time.
    """
    for at, connection, frame in machine.cloud.ask("frames"):
        if '"assignee"' not in frame:  # most say to each colleague that something is not theirs: not worth reading
            continue
        user_id = company.connections[connection]
        for event in json.loads(frame)["events"]:
            conversation = event["data"].get("conversation") or {}
            if (conversation.get("assignee") or {}).get("id") == user_id:
                yield at, conversation["contact"]["name"], user_id
