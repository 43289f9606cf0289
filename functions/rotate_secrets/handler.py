"""Wraps the data keys of every sealed value again, under the current key.

Trigger: invoked by hand with {} (`make rotate-secrets`).
Writes: sealed values of channels, people and privacy keys; audit log.
Emits: nothing.
Fails: the invocation fails when the database or the key service is away; running it again goes on.
"""

from typing import Any

from central.frozen import asdict
from central.runtime.entry import Event, entry, note
from central.runtime.wiring import ports
from central.upkeep.rotation import rotate_secrets


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Rotate once and say how many values there were."""
    done = asdict(rotate_secrets(ports()))
    note(**done)
    return done
