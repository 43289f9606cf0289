"""What the launcher says when something is in the way (one sentence each), and when it builds anew."""

from __future__ import annotations

import errno
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections import namedtuple
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from types import ModuleType

import boto3
import pytest

from central_local import build, chromium, cli, run, web
from central_local.files import ROOT, free_port, remembered_port
from central_local.problem import Problem
from central_local.stack import queue_environment

Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def _signals_as_before() -> Iterator[None]:
    """The launcher takes SIGTERM for itself; the test's process must still be stoppable."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


@pytest.fixture
def bootstrap() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "local/bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def program(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{text}\n")
    (folder / name).chmod(0o755)


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """The one sentence on stderr, without a traceback."""
    text = capsys.readouterr().err
    lines = [line for line in text.splitlines() if line]
    assert len(lines) == 1, text
    return lines[0]


def test_a_port_in_use_names_its_holder(tmp_path: Path, taken_port: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--port", str(taken_port), "--state", str(tmp_path), "--no-web"]) == 1
    sentence = said(capsys)
    assert f"Port {taken_port} is in use by" in sentence
    assert f"process {os.getpid()}" in sentence
    assert "make run PORT=" in sentence


@pytest.mark.parametrize("port", ["abc", "0", "-1", "99999", "8080.0", "00080801", "9" * 5000, "²"])
def test_what_is_no_port_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str], port: str) -> None:
    assert run.main([f"--port={port}", "--state", str(tmp_path), "--no-web"]) == 1
    assert "choose a number from 1 to 65535" in said(capsys)


def test_a_full_disk_is_said_before_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 10**12, 5 * 1024**2))
    assert run.main(["--port", str(free_port()), "--state", str(tmp_path), "--no-web"]) == 1
    assert "Only 5 MB are free on this disk" in said(capsys)


def test_a_disk_that_fills_up_is_said_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(run, "start_stack", full)
    assert run.main(["--port", str(free_port()), "--state", str(tmp_path), "--no-web"]) == 1
    assert "The disk is full" in said(capsys)


def test_a_missing_node_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run.main(["--port", str(free_port()), "--state", str(tmp_path / "state")]) == 1
    assert "Node.js is missing" in said(capsys)


def test_an_old_node_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "bin", "node", "echo v18.19.0")
    program(tmp_path / "bin", "npm", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(Problem, match=r"Node\.js 20 or newer is needed; this is v18\.19\.0"):
        web.check_node()


def test_two_launchers_of_one_folder_are_one_too_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with run.only_one(tmp_path, 8080):
        assert run.main(["--port", str(free_port()), "--state", str(tmp_path), "--no-web"]) == 1
    assert "already runs from this folder" in said(capsys)


def test_two_checkouts_take_ports_of_their_own(tmp_path: Path) -> None:
    first = remembered_port(tmp_path / "a/port")
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", first))
        second = remembered_port(tmp_path / "b/port")
        assert second != first
        assert remembered_port(tmp_path / "a/port") != first  # somebody else took it meanwhile
    assert remembered_port(tmp_path / "b/port") == second  # kept, so that a restart deploys nothing


def test_python_that_is_too_old_or_missing_is_said(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(bootstrap.Problem, match=r"Python 3\.11 or newer is needed"):
        bootstrap.check_machine()
    make = shutil.which("make")
    assert make is not None
    done = subprocess.run([make, "setup", "PYTHON="], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "Python 3.11 or newer is missing" in done.stderr


def test_too_little_room_for_the_tools_is_said(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bootstrap, "STATE", tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 10**12, 10**9))
    with pytest.raises(bootstrap.Problem, match=r"Only 0\.9 GB are free on this disk"):
        bootstrap.check_machine()


def test_commands_for_a_running_stack_say_that_none_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CENTRAL_LOCAL_JSON", str(tmp_path / "local.json"))
    for command in (["seed"], ["redrive", "inbound"]):
        assert cli.main(command) == 1
        assert "Nothing runs here: start it with `make run`" in said(capsys)


@pytest.mark.parametrize("command", ["deploy", "rotate-secrets"])
def test_what_needs_aws_says_that_credentials_are_missing_before_it_builds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.setattr(boto3.Session, "get_credentials", lambda _: None)
    monkeypatch.setattr(build, "_sam", lambda *_: pytest.fail("it was built"))
    assert cli.main([command, "--stage", "staging"]) == 1
    assert "There are no AWS credentials here" in said(capsys)


@pytest.mark.parametrize("result", [0, 1])
def test_what_sam_leaves_behind_goes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, result: int) -> None:
    (tmp_path / "sam").mkdir()
    left = 'mktemp -d "$TMPDIR/XXXXXX" && mktemp -d "$TMPDIR/XXXXXX" && dirname "$(mktemp "$TMPDIR/XXXXXX")"'
    program(tmp_path / "sam/bin", "sam", f"{left}\nexit {result}")
    monkeypatch.setattr(build, "ENVIRONMENTS", tmp_path)
    with pytest.raises(Problem, match="sam deploy") if result else nullcontext():
        build.sam_deploy([], {}, tmp_path, {"PATH": os.environ["PATH"]}, tmp_path / "log")
    *_, folder = (tmp_path / "log").read_text().splitlines()
    assert Path(folder).is_relative_to(tempfile.gettempdir())
    assert not Path(folder).exists()


def test_a_chromium_that_is_given_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CENTRAL_CHROMIUM", "/opt/chromium")
    assert chromium.find_or_install() == "/opt/chromium"
    monkeypatch.delenv("CENTRAL_CHROMIUM")
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("chromium", "chromium-headless-shell"):  # each before what was there already
        program(tmp_path, name, "exit 0")
        assert chromium.find_or_install() == str(tmp_path / name)


@pytest.mark.parametrize(("user", "offered", "taken"), [(0, 1, "-headless-shell"), (0, 0, ""), (1000, 1, "")])
def test_a_chromium_without_windows_is_installed_where_we_may(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, user: int, offered: int, taken: str
) -> None:
    program(tmp_path, "chromium", "exit 0")
    made = tmp_path / "chromium-headless-shell"
    installing = f'case "$*" in "install "*) echo > {made} && /bin/chmod +x {made};; esac'
    program(tmp_path, "apt-get", installing if offered else "exit 100")
    monkeypatch.delenv("CENTRAL_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: user)
    assert chromium.find_or_install() == str(tmp_path / f"chromium{taken}")


def test_queues_get_the_names_that_functions_know() -> None:
    found = queue_environment(
        {"InboundQueueUrl": "a", "DemoEventsQueueUrl": "b", "DemoEventsDeadLettersUrl": "c", "HttpApiId": "d"}
    )
    assert found == {"INBOUND_QUEUE_URL": "a", "DEMO_EVENTS_QUEUE_URL": "b", "DEMO_EVENTS_DEAD_LETTER_URL": "c"}


def test_a_change_of_code_layers_parameters_or_target_is_a_new_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "ROOT", tmp_path)
    for source in build.SOURCES:
        path = tmp_path / source
        if path.suffix:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("1")
        else:
            path.mkdir(parents=True)
            (path / "file.py").write_text("1")
    target = build.Target("python3.13", "arm64")
    first = build.build_hash(target, {"A": "1"})
    assert build.build_hash(target, {"A": "1"}) == first
    (tmp_path / "shared/central/file.pyc").write_text("x")
    assert build.build_hash(target, {"A": "1"}) == first
    others = [build.build_hash(target, {"A": "2"}), build.build_hash(build.Target("python3.13", "x86_64"), {"A": "1"})]
    for changed in ("shared/central/file.py", "layers/file.py", "template.yaml"):
        (tmp_path / changed).write_text("2")
        others.append(build.build_hash(target, {"A": "1"}))
    assert len({first, *others}) == 6


def test_a_deployment_names_stage_target_build_and_further_parameters(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    calls: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setattr(cli, "STATE", tmp_path)
    monkeypatch.setattr(build, "_sam", lambda arguments, environment, log: calls.append((arguments, environment)))
    monkeypatch.setattr(cli, "check_credentials", lambda: None)
    monkeypatch.setattr(cli, "_publish_pages", lambda stack: calls.append(([stack], {})))
    monkeypatch.setenv("PARAMETERS", "AlarmEmail=ops@example.com DatabaseProxy=on")
    assert cli.main(["deploy", "--stage", "production", "--runtime", "python3.13", "--architecture", "arm64"]) == 0
    (built, environment), (deployed, _), (published, _) = calls
    assert built[0] == "build"
    assert (environment["RUNTIME"], environment["ARCHITECTURE"], environment["CENTRAL_TARGET"]) == (
        "python3.13", "arm64", "aws",
    )  # fmt: skip
    assert deployed[0] == "deploy"
    assert deployed[deployed.index("--config-env") + 1] == "production"
    overrides = deployed[deployed.index("--parameter-overrides") + 1 :]
    assert {'Environment="production"', 'Runtime="python3.13"', 'Architecture="arm64"'} <= set(overrides)
    assert {'AlarmEmail="ops@example.com"', 'DatabaseProxy="on"'} <= set(overrides)
    assert any(value.startswith('BuildHash="') and len(value) == len('BuildHash=""') + 64 for value in overrides)
    assert published == ["central-production"]
    with pytest.raises(SystemExit):
        cli.main(["deploy", "--stage", "nowhere"])


def test_reset_forgets_data_and_keeps_tools(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cli, "STATE", tmp_path)
    for name in ("engine/state", "postgres/data", "envs/sam", "stamps"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "deployed").write_text("x")
    with run.only_one(tmp_path, 8080):
        assert cli.main(["reset"]) == 1
    assert (tmp_path / "postgres").exists()
    assert cli.main(["reset"]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"envs", "stamps", "run.lock"}
