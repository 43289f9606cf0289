"""Start one worker of every function's live version, and end those of versions that are served no more.

Not a patch of behaviour: the engine starts workers at the first call, which would make the first message of a day slow.
Asked for by SIGUSR2 (after a start and after a deployment). Handlers are imported, not called.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

ALIAS = "live"


def warm_all() -> None:
    from ministack.core import lambda_runtime as runtime
    from ministack.services import lambda_svc

    wanted: dict[str, tuple[str, dict[str, Any], bytes]] = {}
    for function in list(lambda_svc._functions._data.values()):
        record, config = lambda_svc._effective_func_record_for_qualifier(function, ALIAS)
        code = (record or {}).get("code_zip")
        if config is None or not code:
            continue
        name = config["FunctionName"]
        wanted[runtime._worker_key(name, config, config.get("Version", "$LATEST"))] = (name, config, code)
    with runtime._lock:
        outdated = [key for key in runtime._workers if key not in wanted]
        ended = [
            w for key in outdated if not any(w.in_use for w in runtime._workers[key]) for w in runtime._workers.pop(key)
        ]
    runtime.kill_workers(ended)

    def warm(entry: tuple[str, dict[str, Any], bytes]) -> None:
        name, config, code = entry
        worker, _ = lambda_svc.acquire_worker(name, config, code, qualifier=config.get("Version", "$LATEST"))
        try:
            lambda_svc.ensure_spawned(worker)
        except Exception as error:  # the function's log has the trace; its callers will get the error
            print(f"{name} does not start: {error}", file=sys.stderr, flush=True)
        finally:
            lambda_svc.release_worker(worker)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(warm, wanted.values()))
