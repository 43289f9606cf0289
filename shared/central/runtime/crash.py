"""Crash points: where the tests kill a worker. They do nothing unless the environment names them.

``CENTRAL_CRASH_AT=name`` kills the process (SIGKILL, no clean-up of any kind) when it comes to ``crash("name")``;
``name:3`` when it comes there for the third time.
"""

import os
import signal

_passed: dict[str, int] = {}


def crash(name: str) -> None:
    """Die here when the environment says so."""
    wanted = os.environ.get("CENTRAL_CRASH_AT")
    if not wanted:
        return
    place, _, times = wanted.partition(":")
    if place == name:
        _passed[name] = _passed.get(name, 0) + 1
        if _passed[name] >= int(times or 1):
            os.kill(os.getpid(), signal.SIGKILL)
