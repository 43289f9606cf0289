"""Lanes of commands beside each other: what needs nothing of another need not wait for it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from central_local.files import ROOT
from central_local.problem import Problem


class Step(NamedTuple):
    """A command, its name, where it runs, and what its environment has beyond ours.

    ``patient`` leaves the processors to the lanes beside it and takes what they do not use.
    """

    name: str
    command: Sequence[str]
    folder: Path = ROOT
    environment: Mapping[str, str] | None = None
    patient: bool = False


def run_lanes(lanes: Mapping[str, Iterable[Step]], *, go_on: bool = False) -> list[str]:
    """Run every lane, one step after the other; return the names of the steps that failed.

    One lane has the terminal for itself. Of several, each line is shown as it comes, behind the name of its step; what
    a step that failed has said is shown once more when all are done, in one piece.

    Args:
        lanes: name → its steps; what makes them one by one (a generator) may raise Problem, which fails the lane.
        go_on: run the steps that follow one that failed.
    """
    running = _Lanes(several=len(lanes) > 1, go_on=go_on)
    with ThreadPoolExecutor(max(1, len(lanes))) as pool:
        waiting = [pool.submit(running.follow, name, steps) for name, steps in lanes.items()]
        try:
            for lane in waiting:
                lane.result()
        except BaseException:
            running.stopped.set()  # Ctrl-C has ended the commands too: nobody begins with the next
            raise
    for name, said in running.failed.items():
        if running.several:
            print(f"\n── {name} failed\n{said}", flush=True)
    return list(running.failed)


class _Lanes:
    """What lanes beside each other have in common: the terminal, and whether anybody failed."""

    def __init__(self, *, several: bool, go_on: bool) -> None:
        self.several, self._go_on = several, go_on
        self.failed: dict[str, str] = {}
        self.stopped = threading.Event()
        self._terminal = threading.Lock()

    def follow(self, lane: str, steps: Iterable[Step]) -> None:
        """Run the steps of one lane."""
        steps = iter(steps)
        try:
            for step in steps:
                if self.stopped.is_set() or (not self._run(step) and not self._go_on):
                    break
        except Problem as problem:
            self._say(lane, f"✗ {problem}")
            self.failed[lane] = f"✗ {problem}"
        finally:
            close = getattr(steps, "close", None)
            if close:
                close()  # what a generator has open around its steps ends with its lane

    def _run(self, step: Step) -> bool:
        command = ["nice", "-n", "10", *step.command] if step.patient else [*step.command]
        environment = {**os.environ, **(step.environment or {})}
        if not self.several:
            print(f"\n── {step.name}", flush=True)
            returned, said = subprocess.run(command, cwd=step.folder, env=environment, check=False).returncode, ""
        else:
            self._say(step.name, "begins")
            returned, said = self._overheard(step.name, command, step.folder, environment)
            self._say(step.name, "failed" if returned else "done")
        if returned:
            self.failed[step.name] = f"{said}$ {' '.join(step.command)} → {returned}"
        return not returned

    def _overheard(self, name: str, command: list[str], folder: Path, environment: dict[str, str]) -> tuple[int, str]:
        with subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace",
        ) as process:  # fmt: skip
            said = []
            for line in process.stdout or ():
                said.append(line)
                if line.strip():
                    self._say(name, line)
        return process.returncode, "".join(said)

    def _say(self, name: str, line: str) -> None:
        with self._terminal:
            sys.stdout.write(f"{name:>7} │ {line.rstrip()}\n")
            sys.stdout.flush()
