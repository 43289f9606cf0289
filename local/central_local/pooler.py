"""pgbouncer for the tests: found on the machine, or unpacked from Debian's packages without rights of root.

Our code must work behind a pooler in transaction mode (RDS Proxy is one): no setting, prepared statement or lock may
outlive a transaction. With a pool of one server connection whatever does is the next client's at once.

    with pooled(find_or_fetch(STATE / "pooler"), server_port, {"central_app": "app"}, folder) as port: …
"""

from __future__ import annotations

import os
import platform
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from central_local.files import free_port, write
from central_local.postgres import as_ordinary_user
from central_local.problem import Problem

START_SECONDS = 20.0
# Its own package, and the two libraries that a server without it does not have. Names differ between releases.
_PACKAGES = (("pgbouncer",), ("libc-ares2", "libcares2"), ("libevent-2.1-7t64", "libevent-2.1-7"))
_PLACES = ("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin", "/opt/homebrew/opt/pgbouncer/bin", "/usr/local/bin")
HOW = "install it (Debian and Ubuntu: `sudo apt install pgbouncer`; macOS: `brew install pgbouncer`)"


@dataclass(frozen=True)
class Pooler:
    """A pgbouncer that starts: its file, and where libraries of its own lie."""

    binary: Path
    libraries: Path | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The environment it runs in."""
        return {**os.environ, **({"LD_LIBRARY_PATH": str(self.libraries)} if self.libraries else {})}

    def starts(self) -> bool:
        """Whether it runs on this machine at all."""
        try:
            done = subprocess.run(
                [str(self.binary), "--version"], capture_output=True, text=True, check=False, env=self.environment
            )
        except OSError:
            return False
        return done.returncode == 0 and "PgBouncer" in done.stdout


def find_or_fetch(folder: Path) -> Pooler | None:
    """A pgbouncer of this machine, or one unpacked into ``folder``; None when there is none to be had."""
    for candidate in (shutil.which("pgbouncer"), *(f"{place}/pgbouncer" for place in _PLACES)):
        if candidate and Path(candidate).is_file():
            # A program of this name from a package of Python is something else; ours says its name.
            found = Pooler(Path(candidate))
            if found.starts():
                return found
    libraries = folder / "root/usr/lib" / f"{platform.machine()}-linux-gnu"
    unpacked = Pooler(folder / "root/usr/sbin/pgbouncer", libraries)
    if not unpacked.starts() and shutil.which("apt-get") and shutil.which("dpkg-deb"):
        _fetch(folder)
    return unpacked if unpacked.starts() else None


def _fetch(folder: Path) -> None:
    """Download what the machine's own package sources offer, and unpack it; needs no rights."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for names in _PACKAGES:
        for name in names:
            done = subprocess.run(["apt-get", "download", name], cwd=folder, capture_output=True, check=False)
            if done.returncode == 0:
                break
    for package in folder.glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", str(package), str(folder / "root")], capture_output=True, check=False)


@contextmanager
def pooled(pooler: Pooler, server_port: int, users: Mapping[str, str], *, size: int = 1) -> Iterator[int]:
    """Run it before a server of this machine for the time of the block; yields its port.

    Args:
        pooler: which.
        server_port: PostgreSQL's, on 127.0.0.1.
        users: role → password; it connects as whoever connects to it.
        size: connections to the server per role and database.

    Raises:
        Problem: it does not start; with the end of its log.
    """
    with tempfile.TemporaryDirectory(prefix="central-pooler-") as made:
        folder = Path(made)
        port = free_port()
        write(folder / "users", "".join(f'"{name}" "{password}"\n' for name, password in users.items()), mode=0o600)
        settings = {
            "listen_addr": "127.0.0.1", "listen_port": port, "unix_socket_dir": "", "auth_type": "scram-sha-256",
            "auth_file": folder / "users", "pool_mode": "transaction", "default_pool_size": size,
            "reserve_pool_size": 0, "max_client_conn": 500, "query_wait_timeout": 30, "logfile": folder / "log",
            "ignore_startup_parameters": "extra_float_digits",
        }  # fmt: skip
        lines = [f"* = host=127.0.0.1 port={server_port}", "[pgbouncer]", *(f"{k} = {v}" for k, v in settings.items())]
        write(folder / "pgbouncer.ini", "\n".join(["[databases]", *lines, ""]))
        prefix, keywords = as_ordinary_user(folder)  # it too refuses to be root
        process = subprocess.Popen(
            [*prefix, str(pooler.binary), "-q", str(folder / "pgbouncer.ini")], env=pooler.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **keywords,
        )  # fmt: skip
        try:
            deadline = time.monotonic() + START_SECONDS
            while not _answers(port):
                if process.poll() is not None or time.monotonic() > deadline:
                    log = folder / "log"
                    raise Problem(f"pgbouncer did not start: {log.read_text()[-600:] if log.exists() else 'no log'}")
                time.sleep(0.02)
            yield port
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
