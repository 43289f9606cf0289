"""Patch 5: threads are kept and used again.

The engine starts a thread for every call of a function, most of them from its event loop, and a start waits until the
new thread runs: with other threads at work that held the loop up for a quarter of its time at 100 messages a second.
A call may call the engine before it ends, so there are as many threads as are wanted at once, not a bounded pool.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from queue import SimpleQueue
from types import SimpleNamespace
from typing import Any

IDLE_KEPT = 32

_idle: list[_Kept] = []


class _Kept:
    """A thread that waits for its next work."""

    def __init__(self) -> None:
        self.given: SimpleQueue[ReusedThread] = SimpleQueue()
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        own = threading.current_thread()
        while True:
            work = self.given.get()
            own.name = work.name
            try:
                work.target()
            except BaseException:
                threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), own)))
            work.ended.set()
            del work
            if len(_idle) >= IDLE_KEPT:
                return
            _idle.append(self)


class ReusedThread:
    """What the engine uses of ``threading.Thread``."""

    def __init__(self, *, target: Callable[[], Any], daemon: bool, name: str) -> None:
        assert daemon, "whoever is waited for at the end is not kept"
        self.target, self.name = target, name
        self.ended = threading.Event()

    def start(self) -> None:
        """Run it in a thread that waits for work, or a new one."""
        try:
            kept = _idle.pop()
        except IndexError:
            kept = _Kept()
        kept.given.put(self)

    def join(self, timeout: float | None = None) -> None:
        """Wait until it ended."""
        self.ended.wait(timeout)

    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return not self.ended.is_set()


def apply() -> None:
    """Give the engine's two starters of threads this one."""
    from ministack.core import concurrency

    concurrency.threading = SimpleNamespace(Thread=ReusedThread, Lock=threading.Lock, Event=threading.Event)
