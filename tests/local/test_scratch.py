"""What programs leave behind while checks and tests run stays in the checkout, and goes."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from central_local import scratch

# A program that is killed tidies nothing up.
KILLED = "import os, signal, tempfile; made = tempfile.TemporaryDirectory(); os.kill(os.getpid(), signal.SIGKILL)"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(scratch, "_LONGEST", 10_000)
    return tmp_path / ".central"


def test_what_is_killed_leaves_nothing_outside_and_nothing_for_long(state: Path) -> None:
    before = os.environ.get("TMPDIR")
    with scratch.own_scratch(state):
        folder = state / "tmp" / str(os.getpid())
        subprocess.run([sys.executable, "-c", KILLED], check=False)
        assert len(list(folder.iterdir())) == 1
        assert tempfile.gettempdir() == str(folder)
    assert list((state / "tmp").iterdir()) == []
    assert os.environ.get("TMPDIR") == before
    assert tempfile.gettempdir() != str(folder)


def test_what_a_killed_run_left_goes_with_the_next_and_who_runs_beside_keeps_theirs(state: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for process in (ended.pid, os.getppid()):
        (state / "tmp" / str(process) / "left").mkdir(parents=True)
    with scratch.own_scratch(state):
        assert {path.name for path in (state / "tmp").iterdir()} == {str(os.getppid()), str(os.getpid())}
    assert (state / "tmp" / str(os.getppid()) / "left").exists()


def test_a_path_too_long_for_a_browsers_socket_is_not_taken(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 50)
    with scratch.own_scratch(deep):
        folder = Path(os.environ["TMPDIR"])
        assert deep not in folder.parents
        assert folder.exists()
    assert not folder.exists()


def test_programs_find_compiled_what_others_have_read(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    with scratch.own_scratch(state):
        subprocess.run([sys.executable, "-c", "import central.ids"], check=True)
        assert list((state / "bytecode").rglob("ids.*.pyc"))
    assert os.environ["PYTHONDONTWRITEBYTECODE"] == "1"


def test_what_tests_start_leaves_its_folders_with_theirs(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Also without `make test`: workers that are killed would fill the machine's own folder."""
    said = subprocess.run(
        [sys.executable, "-c", "import tempfile; print(tempfile.gettempdir())"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(said.stdout.strip()).is_relative_to(tmp_path_factory.getbasetemp())
