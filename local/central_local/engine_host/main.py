"""The engine's process: check the version, apply the patches, serve until SIGTERM, save the state.

Started by ``central_local.engine`` with a clean environment. SIGUSR1 writes the state to disk at once (the engine
itself writes it only at shutdown), so that a kill -9 does not cost the deployed stack. SIGUSR2 starts the workers.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import importlib.metadata
import os
import resource
import signal
import sys
import threading
from collections.abc import Iterator
from typing import Any

import uvicorn
import uvloop

VERSION = "1.5.33"


def check_version() -> None:
    """Raises SystemExit unless the installed engine is the one the patches were written for."""
    found = importlib.metadata.version("ministack")
    if found != VERSION:
        raise SystemExit(f"The local engine must be MiniStack {VERSION}, found {found}: run `make setup`.")


def apply_patches() -> None:
    """All patches; each module says what it changes and why."""
    from central_local.engine_host import (
        deduplication,
        fifo,
        idle_wake,
        parameters,
        polling,
        remembered,
        threads,
        unread,
        workers,
    )

    for patch in (workers, fifo, idle_wake, deduplication, threads, polling, parameters, remembered, unread):
        patch.apply()


class _Server(uvicorn.Server):
    """The server without its own signal handling: ours must save the state."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(engine: Any, port: int, save: Any) -> None:
    """Answer until SIGTERM or SIGINT.

    With uvloop and a parser written in C: every message passes this process five times, and with the engine's own
    server that alone filled a core at 100 messages a second.
    """
    from central_local.engine_host import answers, short_way, warm

    server = _Server(
        uvicorn.Config(
            short_way.shortened(engine),
            host="127.0.0.1",
            port=port,
            http=answers.Protocol,
            ws="websockets-sansio",
            ws_max_size=2**20,
            ws_ping_interval=None,
            lifespan="on",
            timeout_keep_alive=75,
            backlog=1024,
            timeout_graceful_shutdown=1,
            access_log=False,
            proxy_headers=False,  # the front door's headers are for the functions
            date_header=False,  # the engine sets both
            server_header=False,
            log_level=os.environ.get("LOG_LEVEL", "WARNING").lower(),
        )
    )
    loop = asyncio.get_running_loop()

    def stop() -> None:
        server.should_exit = True

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    saving = threading.Lock()

    def save_now() -> None:
        with saving:
            save()

    loop.add_signal_handler(signal.SIGUSR1, lambda: threading.Thread(target=save_now, daemon=True).start())
    loop.add_signal_handler(signal.SIGUSR2, lambda: threading.Thread(target=warm.warm_all, daemon=True).start())
    await server.serve()


def main() -> None:
    check_version()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    apply_patches()
    # Requests wait for the one thread of the event loop: the threads that wait for functions give way to it at once.
    sys.setswitchinterval(0.0005)
    # Of hundreds of thousands of objects all live as long as the engine; each full round of the collector held every
    # request up for a quarter of a second.
    gc.set_threshold(20_000, 20, 100)
    from ministack import app
    from ministack.core import lambda_runtime
    from ministack.core.persistence import save_all

    def save() -> None:
        # Other threads go on working: a dictionary that changed while it was read is read again.
        for attempt in range(5):
            try:
                save_all(app._build_persistence_save_dict())
                return
            except RuntimeError as error:
                if attempt == 4:
                    print(f"state not saved: {error}", file=sys.stderr, flush=True)

    try:
        uvloop.run(serve(app, int(os.environ["GATEWAY_PORT"]), save))
    finally:
        lambda_runtime.reset()
        # Its background threads are not all daemons, and some wait for minutes.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


if __name__ == "__main__":
    main()
