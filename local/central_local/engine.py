"""The local AWS engine as a process: start, wait, save, stop; its environments and addresses."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import psutil

from central_local.files import ROOT, locked, port_is_free, remembered_port, write
from central_local.problem import Problem

ENVIRONMENTS = ROOT / ".central/envs"
REGION = "sa-east-1"
# The engine takes any key pair; these never leave this machine.
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
START_SECONDS = 60.0
STOP_SECONDS = 20.0


@dataclass(frozen=True)
class Engine:
    """A running engine. ``folder`` holds ``state/ files/ unpacked/ logs/ port pid log``."""

    folder: Path
    port: int
    pid: int

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client_environment(self) -> dict[str, str]:
        """Variables with which a program (sam, boto3) talks to this engine and to nothing else."""
        return {
            "PATH": os.environ.get("PATH", ""),
            "HOME": os.environ.get("HOME", "/tmp"),
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            **CREDENTIALS,
        }

    def save(self) -> None:
        """Ask the engine to write its state now; without it a kill -9 loses what was deployed since the start."""
        os.kill(self.pid, signal.SIGUSR1)

    def warm(self) -> None:
        """Ask the engine to start a worker of every function, in the background."""
        os.kill(self.pid, signal.SIGUSR2)

    def is_running(self) -> bool:
        return psutil.pid_exists(self.pid) and psutil.Process(self.pid).status() != psutil.STATUS_ZOMBIE

    def stop(self) -> None:
        with locked(self.folder / "lock"):
            stop(self.folder)


def start_engine(folder: Path) -> Engine:
    """Start the engine on this folder's state. One that a killed launcher left behind is stopped first.

    Raises Problem when it does not answer within a minute.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / "lock"):
        stop(folder)
        port = remembered_port(folder / "port")
        log = folder / "log"
        environment = {
            "PATH": os.environ.get("PATH", ""), "HOME": os.environ.get("HOME", "/tmp"), "LANG": "C.UTF-8",
            "TMPDIR": str(_made(folder / "tmp")), **CREDENTIALS,
            "GATEWAY_PORT": str(port), "BIND_HOST": "127.0.0.1", "MINISTACK_HOST": "127.0.0.1", "IOT_MTLS_ENABLED": "0",
            "MINISTACK_REGION": REGION, "LOG_LEVEL": os.environ.get("CENTRAL_ENGINE_LOG", "WARNING"),
            "PERSIST_STATE": "1", "STATE_DIR": str(_made(folder / "state")),
            "S3_PERSIST": "1", "S3_DATA_DIR": str(_made(folder / "files")),
            "DOCKER_HOST": "unix:///nonexistent", "LAMBDA_WARM_TTL_SECONDS": "600",
            "CENTRAL_FUNCTIONS_PYTHON": str(ENVIRONMENTS / "functions/bin/python"),
            "CENTRAL_UNPACKED": str(_made(folder / "unpacked")), "CENTRAL_LOGS": str(_made(folder / "logs")),
            "CENTRAL_WORKER_CAP": os.environ.get("CENTRAL_WORKER_CAP", "8"),
        }  # fmt: skip
        code = (
            f"import sys; sys.path.insert(0, {str(ROOT / 'local')!r})\n"
            "from central_local.engine_host.main import main; main()"
        )
        with log.open("wb") as output:
            process = subprocess.Popen(
                [str(ENVIRONMENTS / "engine/bin/python"), "-P", "-c", code],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True, cwd=folder,
                env=environment,
            )  # fmt: skip
        write(folder / "pid", f"{process.pid} {psutil.Process(process.pid).create_time()}")
        engine = Engine(folder, port, process.pid)
        deadline = time.monotonic() + START_SECONDS
        while not _answers(engine.endpoint):
            if process.poll() is not None or time.monotonic() > deadline:
                tail = "\n".join(log.read_text(errors="replace").splitlines()[-8:])
                raise Problem(f"The local AWS engine did not start; the end of {log}:\n{tail}")
            time.sleep(0.05)
        return engine


def stop(folder: Path) -> None:
    """Stop the engine of this folder and every worker it started; silent when there is none."""
    process = _process(folder)
    if process is None:
        return
    workers = process.children(recursive=True)
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except psutil.TimeoutExpired:
        process.kill()
    for worker in workers:
        if worker.is_running():
            worker.kill()
    psutil.wait_procs([process, *workers], timeout=5)
    (folder / "pid").unlink(missing_ok=True)
    port_file = folder / "port"
    if port_file.exists():
        deadline = time.monotonic() + 3
        while not port_is_free(int(port_file.read_text())) and time.monotonic() < deadline:
            time.sleep(0.05)


def _process(folder: Path) -> psutil.Process | None:
    try:
        pid, created = (folder / "pid").read_text().split()
        process = psutil.Process(int(pid))
        # the same number may belong to another program after a restart of the machine
        return process if abs(process.create_time() - float(created)) < 1 else None
    except (OSError, ValueError, psutil.Error):
        return None


def _answers(endpoint: str) -> bool:
    try:
        with urllib.request.urlopen(f"{endpoint}/_ministack/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
