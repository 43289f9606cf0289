"""Small file helpers shared by the launcher's parts: locks, free ports, content hashes, atomic writes."""

from __future__ import annotations

import fcntl
import hashlib
import os
import random
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# What is installed, built and kept of this checkout; a stack of its own has a folder like it.
STATE = ROOT / ".central"
_SKIPPED = {"__pycache__", "node_modules", ".pytest_cache", ".mypy_cache", "build", "dist"}


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold an exclusive lock between processes for the time of the block (released by the system when we die)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(handle, fcntl.LOCK_UN)


def port_is_free(port: int) -> bool:
    """Whether this TCP port of the loopback interface can be bound now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A TCP port of the loopback interface that nobody listens on at this moment.

    It is below those from which systems take the ports of connections: one of these may be taken at any moment until
    whoever asked listens, and tests beside each other make thousands of connections.
    """
    while not port_is_free(port := random.randrange(20_000, 32_000)):
        pass
    return port


def remembered_port(path: Path) -> int:
    """The port kept in this file while it is still free, else a new free one, kept there from now on.

    Addresses that stay the same from start to start save a deployment: they are parameters of the stack.
    """
    if path.exists():
        port = int(path.read_text())
        if port_is_free(port):
            return port
    port = free_port()
    write(path, str(port))
    return port


def write(path: Path, text: str, mode: int = 0o644) -> None:
    """Replace a file at once, so that a reader never sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(text)
    temporary.replace(path)


def source_files(folders: Iterable[Path]) -> Iterator[Path]:
    """Every file below these folders (or the files themselves) that belongs to the source, in a stable order."""
    for folder in folders:
        if folder.is_file():
            yield folder
            continue
        for current, directories, names in os.walk(folder):
            directories[:] = sorted(name for name in directories if name not in _SKIPPED)
            for name in sorted(names):
                if not name.endswith((".pyc", ".tmp", ".swp")):
                    yield Path(current) / name


def content_hash(folders: Iterable[Path], *extra: str) -> str:
    """SHA-256 over the names and bytes of all source files below these folders, and over the extra texts."""
    digest = hashlib.sha256()
    for path in source_files(folders):
        digest.update(f"{path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    for text in extra:
        digest.update(f"\0{text}".encode())
    return digest.hexdigest()
