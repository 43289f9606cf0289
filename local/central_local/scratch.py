"""A folder of this checkout for what programs leave behind, and for compiled Python, while checks and tests run."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from central_local.files import STATE

# A browser puts its socket into its temporary folder, under names of up to 50 characters; systems take 104 to 108.
_LONGEST = 50


@contextmanager
def own_scratch(state: Path = STATE) -> Iterator[None]:
    """For the time of the block, programs find a temporary folder of this run, which goes with all that is left in it.

    What a test kills tidies nothing up, and neither does every browser. Compiled Python is kept in this checkout, once
    for every program that is started here, also where the environment says that none shall be written: hundreds of
    short programs would each read their libraries' sources anew. It lies beside the sources' folders, not in them,
    because `sam build` copies those while tests run.
    """
    folder = _made(state / "tmp")
    own = {"TMPDIR": str(folder), "PYTHONPYCACHEPREFIX": str(state / "bytecode"), "PYTHONDONTWRITEBYTECODE": None}
    before = {name: os.environ.get(name) for name in own}
    _set(own)
    try:
        yield
    finally:
        _set(before)
        shutil.rmtree(folder, ignore_errors=True)


def _made(place: Path) -> Path:
    """A folder named after this process; those of runs that were killed are removed."""
    if len(str(place)) > _LONGEST:
        return Path(tempfile.mkdtemp(prefix="central-test-"))
    for left in place.iterdir() if place.exists() else ():
        if not (left.name.isdigit() and psutil.pid_exists(int(left.name))):
            shutil.rmtree(left, ignore_errors=True)
    folder = place / str(os.getpid())
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _set(values: dict[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    tempfile.tempdir = None  # this process looks again too
