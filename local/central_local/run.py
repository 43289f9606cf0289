"""`make run`: the whole product behind one address, until Ctrl-C.

python -m central_local.run [--port 8080] [--state .central] [--no-web]
"""

from __future__ import annotations

import argparse
import asyncio
import errno
import fcntl
import json
import os
import re
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psutil
from aiohttp import web

from central_local.files import STATE, port_is_free, write
from central_local.front_door import Addresses, FrontDoor
from central_local.problem import Problem
from central_local.stack import Stack, start_stack
from central_local.web import PAGES, build_web, check_node

NEEDED_BYTES = 1024**3


class Progress:
    """One line per step, with the seconds since the start."""

    def __init__(self) -> None:
        self._started = time.monotonic()

    def __call__(self, text: str) -> None:
        print(f"  {time.monotonic() - self._started:5.1f} s  {text}", flush=True)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._started


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="make run")
    parser.add_argument("--port", default="8080")
    parser.add_argument("--state", type=Path, default=STATE)
    parser.add_argument("--no-web", action="store_true", help="do not build the pages (tests of the APIs)")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        port = read_port(options.port)
        with only_one(options.state.resolve(), port):
            run(options.state.resolve(), port, with_web=not options.no_web)
    except Problem as problem:
        print(f"\n✗ {problem}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        print("\n  stopped", flush=True)
        return 0
    except OSError as error:
        if error.errno == errno.ENOSPC:
            print("\n✗ The disk is full: free some space and run this again.", file=sys.stderr, flush=True)
            return 1
        raise
    return 0


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def read_port(text: str) -> int:
    """The port somebody typed. Raises Problem when there is none like it."""
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= 65_535:
        raise Problem(f"There is no port {text}: choose a number from 1 to 65535, for example make run PORT=8090")
    return int(text)


def run(state: Path, port: int, *, with_web: bool) -> None:
    """Start, serve, stop. Returns after Ctrl-C or SIGTERM."""
    progress = Progress()
    print("Central on this machine", flush=True)
    check_machine(state, port, with_web=with_web)
    base_url = f"http://localhost:{port}"
    with ThreadPoolExecutor(1) as pool:
        pages: Future[bool] | None = None
        if with_web:
            progress("building the pages, beside the rest")
            pages = pool.submit(build_web)
        stack = start_stack(state, base_url, progress)
        try:
            if pages is not None and pages.result():
                progress("pages are built")
            asyncio.run(serve(stack, port, progress))
        finally:
            (state / "local.json").unlink(missing_ok=True)
            stop_patiently(stack)


def check_machine(state: Path, port: int, *, with_web: bool) -> None:
    """Raises Problem with one sentence about what is missing."""
    if sys.version_info < (3, 11):  # noqa: UP036
        raise Problem(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    if with_web:
        check_node()
    state.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(state).free
    if free < NEEDED_BYTES:
        raise Problem(f"Only {free / 1024**2:.0f} MB are free on this disk; 1 GB is needed.")
    if not port_is_free(port):
        raise Problem(f"Port {port} is in use{_by_whom(port)}: stop it, or choose another: make run PORT={port + 10}")


def _by_whom(port: int) -> str:
    try:
        for connection in psutil.net_connections("tcp"):
            if connection.laddr and connection.laddr.port == port and connection.status == "LISTEN" and connection.pid:
                return f" by {psutil.Process(connection.pid).name()} (process {connection.pid})"
    except psutil.Error:
        pass  # not allowed to look
    return ""


@contextmanager
def only_one(state: Path, port: int) -> Iterator[None]:
    """One launcher per state folder: a second one would stop the first one's engine."""
    state.mkdir(parents=True, exist_ok=True)
    with (state / "run.lock").open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            where = handle.read().strip() or "another terminal"
            raise Problem(f"Central already runs from this folder ({where}); stop it there first.") from None
        handle.truncate(0)
        handle.write(f"process {os.getpid()}, http://localhost:{port}")
        handle.flush()
        yield


async def serve(stack: Stack, port: int, progress: Progress) -> None:
    """Open the front door and wait for a signal, or for the engine's end."""
    addresses = Addresses(stack.http_address, stack.websocket_address, stack.engine.endpoint)
    runner = web.AppRunner(FrontDoor(PAGES, addresses, port).application(), access_log=None, shutdown_timeout=1)
    await runner.setup()
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    try:
        # Browsers may take "localhost" for ::1 first; where the machine has no IPv6 they fall back by themselves.
        await web.TCPSite(runner, "127.0.0.1", port, backlog=1024).start()
        try:
            await web.TCPSite(runner, "::1", port, backlog=1024).start()
        except OSError:
            pass
        write(stack.state / "local.json", json.dumps(stack.description(), indent=2) + "\n", mode=0o600)
        stack.engine.warm()
        print(
            f"\n  {stack.base_url}   (ready after {progress.seconds:.1f} s)\n"
            f"  sign in as demo@plataforma.com / demo123; the customer's phone is at {stack.base_url}/demonstracao\n"
            f"  by a provider: {stack.base_url}/entrar?empresa=lojasoldemo; mails: {stack.base_url}/demo/mail\n"
            f"  scripts find everything in {stack.state / 'local.json'}; Ctrl-C stops\n",
            flush=True,
        )
        while not stopped.is_set():
            try:
                await asyncio.wait_for(stopped.wait(), 1)
            except TimeoutError:
                if not stack.engine.is_running():
                    raise Problem(f"The local AWS engine ended; see {stack.engine.folder / 'log'}.") from None
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
        await runner.cleanup()


def stop_patiently(stack: Stack) -> None:
    """Stop everything; a second Ctrl-C does not leave half of it running."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    print("\n  stopping (what is queued is kept) …", flush=True)
    stack.stop()


if __name__ == "__main__":
    sys.exit(main())
