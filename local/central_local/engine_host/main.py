"""The engine's process: check the version, apply the patches, serve until SIGTERM, save the state.

Started by ``central_local.engine`` with a clean environment. SIGUSR1 writes the state to disk at once (the engine
itself writes it only at shutdown), so that a kill -9 does not cost the deployed stack. SIGUSR2 starts the workers.
"""

from __future__ import annotations

import asyncio
import importlib.metadata
import os
import resource
import signal
import sys
import threading
from typing import Any

VERSION = "1.5.33"


def check_version() -> None:
    """Raises SystemExit unless the installed engine is the one the patches were written for."""
    found = importlib.metadata.version("ministack")
    if found != VERSION:
        raise SystemExit(f"The local engine must be MiniStack {VERSION}, found {found}: run `make setup`.")


def apply_patches() -> None:
    """All patches; each module says what it changes and why."""
    from central_local.engine_host import deduplication, fifo, idle_wake, parameters, workers

    for patch in (workers, fifo, idle_wake, deduplication, parameters):
        patch.apply()


async def serve(application: Any, port: int, save: Any) -> None:
    from hypercorn.asyncio import serve as hypercorn_serve
    from hypercorn.config import Config

    from central_local.engine_host import warm

    config = Config()
    config.bind = [f"127.0.0.1:{port}"]
    config.keep_alive_timeout = 75
    config.backlog = 1024
    config.graceful_timeout = 0.3  # its default of 3 s is most of the engine's slow shutdown
    config.loglevel = os.environ.get("LOG_LEVEL", "WARNING")
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    saving = threading.Lock()

    def save_now() -> None:
        with saving:
            save()

    loop.add_signal_handler(signal.SIGUSR1, lambda: threading.Thread(target=save_now, daemon=True).start())
    loop.add_signal_handler(signal.SIGUSR2, lambda: threading.Thread(target=warm.warm_all, daemon=True).start())

    async def until_stopped() -> None:
        await stopped.wait()

    await hypercorn_serve(application, config, shutdown_trigger=until_stopped)


def main() -> None:
    check_version()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    apply_patches()
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
        asyncio.run(serve(app.app, int(os.environ["GATEWAY_PORT"]), save))
    finally:
        lambda_runtime.reset()
        # Its background threads are not all daemons, and some wait for minutes.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


if __name__ == "__main__":
    main()
