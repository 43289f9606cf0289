"""Lanes of `make check` and `make test`: beside each other, each up to its first failure, and nothing said is lost."""

import os
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from central_local import lanes
from central_local.lanes import Step, run_lanes
from central_local.problem import Problem

# A pipe opens when somebody has come to each of its ends: one after the other, the first waits until the alarm ends it.
MEET = "import signal, sys; signal.alarm(30); open(*sys.argv[1:]).close()"
FAIL = "import sys; print('before'); sys.exit('the reason')"


def python(name: str, code: str, *arguments: str) -> Step:
    return Step(name, [sys.executable, "-c", code, *arguments])


def test_lanes_run_beside_each_other(tmp_path: Path) -> None:
    pipe = str(tmp_path / "pipe")
    os.mkfifo(pipe)
    assert run_lanes({"one": [python("reads", MEET, pipe, "r")], "two": [python("writes", MEET, pipe, "w")]}) == []


def test_a_lane_ends_with_its_first_failure_and_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    both = {
        "one": [python("fine", "print('first')"), python("broken", FAIL), python("next", "print('after')")],
        "two": [python("whole", "print('whole indeed')")],
    }
    assert run_lanes(both) == ["broken"]
    said = capsys.readouterr().out
    assert "   fine │ first\n" in said
    assert " broken │ before\n" in said
    assert "  whole │ whole indeed\n" in said
    assert "after" not in said
    assert said.partition("── broken failed\n")[2].startswith("before\nthe reason\n"), "once more, in one piece"


def test_a_lane_may_go_on_after_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    both = {"one": [python("broken", FAIL), python("next", "print('after')")], "two": [python("also", FAIL)]}
    assert sorted(run_lanes(both, go_on=True)) == ["also", "broken"]
    assert "   next │ after\n" in capsys.readouterr().out


def test_what_a_lane_has_open_ends_with_it_and_a_problem_fails_it_alone(capsys: pytest.CaptureFixture[str]) -> None:
    ended = []

    def steps() -> Iterator[Step]:
        try:
            yield python("broken", FAIL)
        finally:
            ended.append("one")

    def hindered() -> Iterator[Step]:
        yield python("fine", "")
        raise Problem("Node.js is missing.")

    held = steps()  # a generator that nobody holds ends by itself
    assert sorted(run_lanes({"one": held, "two": hindered()})) == ["broken", "two"]
    assert ended == ["one"]
    assert capsys.readouterr().out.count("✗ Node.js is missing.") == 2


def test_ctrl_c_ends_every_lane(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands get it from the terminal themselves; what would come next is not begun."""
    stopped: list[threading.Event] = []
    begin = lanes._Lanes.follow

    def watched(running: lanes._Lanes, lane: str, steps: Iterable[Step]) -> None:
        stopped.append(running.stopped)
        begin(running, lane, steps)

    monkeypatch.setattr(lanes._Lanes, "follow", watched)

    def interrupted() -> Iterator[Step]:
        yield python("first", "")
        raise KeyboardInterrupt

    def other() -> Iterator[Step]:
        yield python("also", "")
        assert stopped[0].wait(60)
        yield python("next", f"open({str(tmp_path / 'begun')!r}, 'w')")

    with pytest.raises(KeyboardInterrupt):
        run_lanes({"one": interrupted(), "two": other()}, go_on=True)
    assert stopped[0].is_set()
    assert not (tmp_path / "begun").exists()


def test_a_patient_step_takes_what_the_others_leave(capfd: pytest.CaptureFixture[str]) -> None:
    code = "import os; print('niceness', os.nice(0))"
    step = python("patient", code)._replace(patient=True)
    assert run_lanes({"one": [step, python("other", code)]}) == []
    assert capfd.readouterr().out.count(f"niceness {min(19, os.nice(0) + 10)}\n") == 1


def test_one_lane_has_the_terminal_for_itself(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code = "import os; print(os.getcwd(), os.environ['OURS'], 'PATH' in os.environ)"
    assert run_lanes({"one": [Step("own", [sys.executable, "-c", code], tmp_path, {"OURS": "value"})]}) == []
    assert f"\n── own\n{tmp_path} value True\n" in capfd.readouterr().out
