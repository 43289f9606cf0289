"""What a handler's cold start imports and builds, beside ``boto3.client('sqs')``, each in a fresh interpreter.

CPU time: an import waits for nothing but the processor once the files are cached, and neighbours do not change it much.
"""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from bench.machine import Machine
from bench.measure import interleaved, median, ratio_of
from bench.table import Line
from central_local.files import ROOT

_STARTS = 2  # per round; the fastest counts, because nothing makes a start faster than it is
_ANCHOR = "import boto3; boto3.client('sqs', region_name='sa-east-1')"
_WEBHOOK = "from central.runtime.wiring import queues, secrets, blobs; queues(); secrets(); blobs()"
_WORKER = "from central.runtime.wiring import ports; ports()"
# function → (what its first call builds, floor, target)
_HANDLERS: dict[str, tuple[str, float | None, float | None]] = {
    "webhook_whatsapp": (_WEBHOOK, 0.35, 0.2),
    "process_inbound": (_WORKER, 0.7, 0.5),
    "push_updates": (_WORKER, 0.7, 0.5),
    "answer_conversation": (_WORKER, 0.7, 0.5),
    "send_outbound": (_WORKER, 0.7, 0.5),
    "process_media": (_WORKER, 0.7, 0.5),
    "route_tickets": (_WORKER, 0.7, 0.5),
    "sweep_work": (_WORKER, 0.7, 0.5),
    "ws_connect": (_WORKER, 0.7, 0.5),
    "ws_message": (_WORKER, 0.7, 0.5),
    "ws_disconnect": (_WORKER, 0.7, 0.5),
    # SnapStart restores it instead of starting it: shown, not judged.
    "rest_api": ("rest_api.handler._gateway()", None, None),
}


def measure(machine: Machine) -> list[Line]:
    """Time each, in turns."""
    environment = {**machine.environment(), "PATH": "", "PYTHONDONTWRITEBYTECODE": ""}
    present = {name: what for name, what in _HANDLERS.items() if (ROOT / f"functions/{name}/handler.py").exists()}
    code = {"boto3": _ANCHOR, **{name: f"import {name}.handler; {what[0]}" for name, what in present.items()}}
    with ThreadPoolExecutor(2) as pool:  # writes the bytecode
        list(pool.map(partial(_milliseconds, environment), code.values()))
    rounds = interleaved({name: _fastest(environment, one) for name, one in code.items()})
    anchor = rounds["boto3"]
    return [
        Line(
            f"cold import of {name}",
            f"{median(rounds[name]):.0f} ms",
            f"boto3.client {median(anchor):.0f} ms",
            ratio_of(rounds[name], anchor),
            floor,
            target,
        )
        for name, (_, floor, target) in present.items()
    ]


def _fastest(environment: dict[str, str], code: str) -> Callable[[int], float]:
    return lambda _: min(_milliseconds(environment, code) for _start in range(_STARTS))


def _milliseconds(environment: dict[str, str], code: str) -> float:
    script = f"import time; begun = time.process_time(); {code}; print((time.process_time() - begun) * 1000)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=ROOT, env=environment
    )
    if done.returncode:
        raise RuntimeError(f"{code}:\n{done.stderr[-2000:]}")
    return float(done.stdout)
