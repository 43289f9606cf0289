"""Lanes of commands beside each other, one processor each: what needs nothing of another need not wait for it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

from central_local.files import ROOT


class Step(NamedTuple):
    """A command, where it runs, and what its environment has beyond ours."""

    command: Sequence[str]
    folder: Path = ROOT
    environment: Mapping[str, str] | None = None


def run_lanes(lanes: Mapping[str, Sequence[Step]]) -> list[str]:
    """Run every lane up to its first step that fails; return the names of those that did.

    What a lane says is printed when it is done, for two at once would speak into each other.
    """
    print(f"\n── {', '.join(lanes)}{' (beside each other)' if len(lanes) > 1 else ''}", flush=True)
    failed = []
    with ThreadPoolExecutor(len(lanes)) as pool:
        running = {pool.submit(_run, steps): name for name, steps in lanes.items()}
        for done in as_completed(running):
            name, (said, whole) = running[done], done.result()
            print(f"\n── {name}: {'done' if whole else 'failed'}\n{said}", flush=True)
            if not whole:
                failed.append(name)
    return failed


def _run(steps: Sequence[Step]) -> tuple[str, bool]:
    said = ""
    for step in steps:
        done = subprocess.run(
            step.command, cwd=step.folder, env={**os.environ, **(step.environment or {})},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        said += done.stdout
        if done.returncode:
            return f"{said}$ {' '.join(step.command)} → {done.returncode}", False
    return said, True
