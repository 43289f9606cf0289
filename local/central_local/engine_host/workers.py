"""Patch 1: workers that start fast, in bounded numbers, in an environment of their own.

The engine starts a worker for every concurrent call and unzips all layers for each (a burst on cold workers made 589
folders and 9 GB). Here
- each zip is unpacked once, by content hash, and all workers read the same folder;
- at most SPAWNS workers start at once, a function has at most CAP of them, and a call waits for one to become free
  (a new one is started only when waiting PATIENCE seconds did not help);
- workers run in the functions' environment, with a clean process environment and AWS's search path;
- a handler that raises keeps its worker, as on AWS;
- a worker that serves a queue has a lower priority than one somebody waits for;
- a worker logs into ``<logs>/<function>.log`` itself: the engine read every line in a thread of its own and waited for
  the last one before it answered, and two more threads that wake are much of what a call costs.

Settings: CENTRAL_FUNCTIONS_PYTHON, CENTRAL_UNPACKED (folder), CENTRAL_LOGS (folder), CENTRAL_WORKER_CAP.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import select
import shutil
import subprocess
import threading
import time
import uuid
import zipfile
from pathlib import Path
from typing import Any, BinaryIO

CAP = int(os.environ.get("CENTRAL_WORKER_CAP", "8"))
SPAWNS = 2
PATIENCE = 0.025
# Who waits for an answer goes first: on AWS every function has a processor of its own, here they share few.
QUEUE_WORKER_NICENESS = 5
LOG_LIMIT_BYTES = 20_000_000
UNPACKED_KEPT_SECONDS = 3 * 86400

_spawning = threading.BoundedSemaphore(SPAWNS)
_unpacking = threading.Lock()
_hashes: dict[int, tuple[bytes, str]] = {}


def content_name(data: bytes) -> str:
    """SHA-256 of a zip; remembered by identity, because a layer is tens of megabytes and is asked for at each start."""
    known = _hashes.get(id(data))
    if known is not None and known[0] is data:
        return known[1]
    name = hashlib.sha256(data).hexdigest()
    _hashes[id(data)] = (data, name)
    return name


def unpacked(data: bytes, folder: Path) -> Path:
    """The folder that holds the content of this zip; unpacked when it is seen for the first time."""
    target = folder / content_name(data)
    with _unpacking:
        if target.exists():
            os.utime(target)
            return target
        temporary = folder / f"{target.name}.{os.getpid()}.tmp"
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir(parents=True)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            archive.extractall(temporary)  # refuses entries that lead outside
            for entry in archive.infolist():
                mode = entry.external_attr >> 16
                if mode & 0o100:  # layers carry programs (ffmpeg)
                    (temporary / entry.filename).chmod(mode & 0o777)
        temporary.rename(target)
    return target


def forget_old(folder: Path) -> None:
    """Remove what no worker has used for days."""
    for entry in folder.iterdir() if folder.exists() else ():
        if entry.suffix == ".tmp" or time.time() - entry.stat().st_mtime > UNPACKED_KEPT_SECONDS:
            shutil.rmtree(entry, ignore_errors=True)


def process_environment(config: dict[str, Any], code: Path, account: str, region: str) -> dict[str, str]:
    """What a function sees: its own variables and AWS's, nothing of the engine's."""
    name = config.get("FunctionName", "")
    environment = {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": os.environ.get("HOME", "/tmp"),
        "LANG": "C.UTF-8",
        "TZ": ":UTC",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{os.environ['GATEWAY_PORT']}",
        # modelled host prefixes would not resolve on one machine
        "AWS_DISABLE_HOST_PREFIX_INJECTION": "true",
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{config.get('Runtime', 'python3')}",
    }
    environment.update(config.get("Environment", {}).get("Variables", {}))
    environment.update(
        AWS_REGION=region,
        AWS_DEFAULT_REGION=region,
        AWS_ACCESS_KEY_ID=account,
        AWS_SECRET_ACCESS_KEY="test",
        LAMBDA_TASK_ROOT=str(code),
        AWS_LAMBDA_FUNCTION_NAME=name,
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE=str(config.get("MemorySize", 128)),
        AWS_LAMBDA_FUNCTION_VERSION=config.get("Version", "$LATEST"),
        AWS_LAMBDA_LOG_GROUP_NAME=f"/aws/lambda/{name}",
        AWS_LAMBDA_LOG_STREAM_NAME=str(uuid.uuid4()),
        _HANDLER=config.get("Handler", ""),
    )
    return environment


def apply() -> None:
    """Put FastWorker and the bounded pool in the place of the engine's."""
    from ministack.core import lambda_runtime
    from ministack.services import lambda_svc

    forget_old(Path(os.environ["CENTRAL_UNPACKED"]))
    fast = make_worker_class(lambda_runtime)
    original_class_for = lambda_runtime._worker_class_for

    def class_for(config: dict[str, Any]) -> Any:
        return fast if str(config.get("Runtime", "")).startswith("python") else original_class_for(config)

    lambda_runtime._worker_class_for = class_for
    acquire, release = make_pool(lambda_runtime)
    for module in (lambda_runtime, lambda_svc):
        module.acquire_worker = acquire
        module.release_worker = release


def make_pool(runtime: Any) -> tuple[Any, Any]:
    """``acquire_worker`` and ``release_worker`` over the engine's own table of workers, with a ceiling that waits."""
    changed = threading.Condition(runtime._lock)

    def acquire_worker(
        name: str,
        config: dict[str, Any],
        code_zip: bytes,
        qualifier: str = "$LATEST",
        max_concurrency: int | None = None,
    ) -> tuple[Any, str]:
        key = runtime._worker_key(name, config, qualifier)
        patient_until = time.monotonic() + PATIENCE
        with changed:
            while True:
                entries = runtime._workers.setdefault(key, [])
                for worker in entries:
                    if not worker.in_use:
                        worker.in_use = True
                        worker.last_used = time.time()
                        return worker, "reused"
                wait = patient_until - time.monotonic()
                if len(entries) < (max_concurrency or CAP) and (not entries or wait <= 0):
                    worker = runtime._worker_class_for(config)(name, config, code_zip)
                    worker.in_use = True
                    worker.last_used = time.time()
                    entries.append(worker)
                    return worker, "spawn"
                changed.wait(wait if wait > 0 else 1.0)

    def release_worker(worker: Any) -> None:
        if worker is None:
            return
        with changed:
            worker.in_use = False
            worker.last_used = time.time()
            changed.notify_all()

    return acquire_worker, release_worker


def make_worker_class(runtime: Any) -> type:
    """The worker, as a subclass of the engine's (which reaps, kills and counts them)."""

    class FastWorker(runtime.Worker):  # type: ignore[misc]
        _proc: Any
        _patient: Any = None

        def _spawn(self) -> None:
            with _spawning:
                self._start()

        def _start(self) -> None:
            config = self.config
            folder = Path(os.environ["CENTRAL_UNPACKED"])
            code = unpacked(self.code_zip, folder)
            from ministack.services.lambda_svc import _resolve_layer_zip

            layers = [str(unpacked(data, folder)) for data in map(_resolve_layer_zip, config.get("Layers", [])) if data]
            account, region = runtime._account_region_from_function_config(config)
            module, handler = config.get("Handler", "handler.handler").replace("/", ".").rsplit(".", 1)
            with log_of(self.func_name) as log:
                self._proc = subprocess.Popen(
                    [os.environ["CENTRAL_FUNCTIONS_PYTHON"], "-P", "-s", str(Path(__file__).with_name("worker.py"))],
                    cwd=code, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, bufsize=0,
                    env=process_environment(config, code, account, region),
                )  # fmt: skip
            self._buffer = b""
            self._send(
                {
                    "code": str(code), "layers": layers, "module": module, "handler": handler,
                    "function_name": config.get("FunctionName", ""), "memory": config.get("MemorySize", 128),
                    "arn": config.get("FunctionArn", ""),
                }
            )  # fmt: skip
            ready = self._receive(60.0)
            if ready is None or ready.get("status") != "ready":
                process, self._proc = self._proc, None
                process.kill()
                process.wait()
                problem = (ready or {}).get("trace") or "it ended without a word"
                raise RuntimeError(f"{self.func_name} cannot be imported: {problem}")
            self._start_time = time.time()

        def _send(self, message: dict[str, Any]) -> None:
            data = memoryview(json.dumps(message).encode() + b"\n")
            while data:
                data = data[self._proc.stdin.write(data) :]

        def _receive(self, seconds: float) -> dict[str, Any] | None:
            """The next JSON line; None when the process ended. Raises TimeoutError."""
            deadline = time.monotonic() + seconds
            pieces = [self._buffer]
            waiter = select.poll()
            waiter.register(self._proc.stdout, select.POLLIN)
            while b"\n" not in pieces[-1]:
                if not waiter.poll(max(0.0, deadline - time.monotonic()) * 1000):
                    raise TimeoutError
                piece = os.read(self._proc.stdout.fileno(), 1 << 20)
                if not piece:
                    return None
                pieces.append(piece)
            line, _, self._buffer = b"".join(pieces).partition(b"\n")
            answer: dict[str, Any] = json.loads(line)
            return answer

        def invoke(
            self, event: Any, request_id: str, *, trace_id: str | None = None, depth: Any = None,
            durable: dict[str, Any] | None = None, invoked_function_arn: str | None = None,
        ) -> dict[str, Any]:  # fmt: skip
            with self._lock:
                cold = self._proc is None or self._proc.poll() is not None
                if cold:
                    self._spawn()
                    self._cold = False
                timeout = float(self.config.get("Timeout", 3))
                call = {
                    "request_id": request_id, "trace_id": trace_id, "timeout_ms": int(timeout * 1000),
                    "invoked_function_arn": invoked_function_arn,
                }  # fmt: skip
                process = self._proc
                if isinstance(event, dict) and "Records" in event and self._patient is not process:
                    os.setpriority(os.PRIO_PROCESS, process.pid, os.nice(0) + QUEUE_WORKER_NICENESS)
                    self._patient = process
                try:
                    self._send({"event": event, "ctx": call})
                    reply = self._receive(timeout) or {"status": "error", "error": "Worker process died"}
                except TimeoutError:
                    reply = {"status": "error", "error": f"Task timed out after {timeout:.2f} seconds"}
                except (OSError, ValueError, AttributeError) as error:  # killed by a new deployment
                    reply = {"status": "error", "error": f"Worker process died: {error}"}
                if reply["status"] == "error" and "trace" not in reply:
                    self._proc = None
                    if process is not None:
                        process.kill()
                        process.wait()
                reply["cold_start"] = cold
                return reply

        def _discard_tmpdir(self) -> None:
            """Nothing is this worker's own: code and layers are shared."""

    return FastWorker


def log_of(function: str) -> BinaryIO:
    """The file a function logs to, open to append; a long one is laid aside first."""
    path = Path(os.environ["CENTRAL_LOGS"]) / f"{function}.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LOG_LIMIT_BYTES:
        path.replace(path.with_suffix(".log.1"))
    return path.open("ab")
