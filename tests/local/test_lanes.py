"""Lanes of `make check` and `make test`: beside each other, each up to its first failure, and nothing said is lost."""

import os
import sys
from pathlib import Path

import pytest

from central_local.lanes import Step, run_lanes

# A pipe opens when somebody has come to each of its ends: one after the other, the first waits until the alarm ends it.
MEET = "import signal, sys; signal.alarm(30); open(*sys.argv[1:]).close()"


def python(code: str, *arguments: str) -> Step:
    return Step([sys.executable, "-c", code, *arguments])


def test_lanes_run_beside_each_other(tmp_path: Path) -> None:
    pipe = str(tmp_path / "pipe")
    os.mkfifo(pipe)
    assert run_lanes({"reads": [python(MEET, pipe, "r")], "writes": [python(MEET, pipe, "w")]}) == []


def test_a_lane_ends_with_its_first_failure_and_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    lanes = {
        "broken": [python("print('before')"), python("import sys; sys.exit('the reason')"), python("print('after')")],
        "whole": [python("print('whole indeed')")],
    }
    assert run_lanes(lanes) == ["broken"]
    said = capsys.readouterr().out
    assert "broken: failed" in said
    assert "whole: done" in said
    assert "before" in said
    assert "the reason" in said
    assert "whole indeed" in said
    assert "after" not in said


def test_a_step_has_its_own_folder_and_environment(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = "import os; print(os.getcwd(), os.environ['OURS'], 'PATH' in os.environ)"
    assert run_lanes({"one": [Step([sys.executable, "-c", code], tmp_path, {"OURS": "value"})]}) == []
    assert f"{tmp_path} value True" in capsys.readouterr().out
