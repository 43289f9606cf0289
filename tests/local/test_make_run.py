"""The whole launcher on a copy of this checkout: killed, changed, started again. One story, because starts are slow.

The copy has its own code and state and shares this checkout's tools (``.venv`` and ``.central/envs``).
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import psycopg
import pytest

from central_local import engine, postgres
from central_local.files import ROOT, free_port
from tests.e2e.stack import Stack, eventually

SECONDS = 280.0
COPIED = ("functions", "shared", "layers", "statemachines", "local", "events", "template.yaml", "samconfig.toml")


class Launcher:
    """``make run`` of the copy (without its pages)."""

    def __init__(self, checkout: Path, port: int) -> None:
        self.checkout, self.port = checkout, port
        self.state = checkout / ".central"
        self.output = checkout / "output"

    def start(self) -> dict[str, Any]:
        """Start and wait until it serves; return its description."""
        (self.state / "local.json").unlink(missing_ok=True)
        environment = {**os.environ, "PYTHONPATH": f"{self.checkout / 'local'}:{self.checkout / 'shared'}"}
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "central_local.run", "--port", str(self.port), "--no-web"],
                cwd=self.checkout, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + SECONDS
        while not (self.state / "local.json").exists():
            assert self.process.poll() is None, self.output.read_text()
            assert time.monotonic() < deadline, self.output.read_text()
            threading.Event().wait(0.1)
        found: dict[str, Any] = json.loads((self.state / "local.json").read_text())
        return found

    def stop(self) -> None:
        """Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)

    def clear(self) -> None:
        """Whatever the test left running."""
        if hasattr(self, "process") and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        engine.stop(self.state / "engine")
        postgres.stop(self.state / "postgres")


@pytest.fixture
def launcher(tmp_path: Path) -> Iterator[Launcher]:
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, checkout / name)
    (checkout / ".venv").symlink_to(ROOT / ".venv")
    (checkout / ".central").mkdir()
    for shared in ("envs", "tools"):
        if (ROOT / ".central" / shared).exists():
            (checkout / ".central" / shared).symlink_to(ROOT / ".central" / shared)
    made = Launcher(checkout, free_port())
    yield made
    made.clear()


def stack_of(known: dict[str, Any]) -> Stack:
    return Stack(
        known["base_url"].replace("localhost", "127.0.0.1"), known["meta_app_secret"], known["meta_verify_token"],
        known["phone_number_id"], known["database_url"], {login["role"]: login for login in known["logins"]},
    )  # fmt: skip


def stored(known: dict[str, Any], text: str) -> int:
    with psycopg.connect(known["database_url"]) as connection:
        row = connection.execute("select count(*) from messages where text = %s", (text,)).fetchone()
    assert row is not None
    return int(row[0])


def say(known: dict[str, Any], text: str) -> None:
    stack = stack_of(known)
    answer = stack.deliver(stack.messages("5511987654321", "Ana", text))
    assert answer.status_code == 200, answer.text
    eventually(lambda: stored(known, text))


def health(launcher: Launcher) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"http://127.0.0.1:{launcher.port}/health", timeout=60).json()
    return found


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_killed_and_changed_product_comes_back_with_everything_it_knew(launcher: Launcher) -> None:
    known = launcher.start()
    say(known, "before the kill")
    eventually(lambda: health(launcher).get("status") == "ok", seconds=90)

    # everything dies at once, nobody tidies up
    children = psutil.Process(launcher.process.pid).children(recursive=True)
    for process in [psutil.Process(known["engine_pid"]), *children, psutil.Process(launcher.process.pid)]:
        if process.is_running():
            process.kill()
    launcher.process.wait()

    # only central changes: no template, no function, no requirement
    settings = launcher.checkout / "shared/central/runtime/settings.py"
    text = settings.read_text()
    wanted = 'return os.environ.get("BUILD_HASH", "development")'
    assert wanted in text
    settings.write_text(text.replace(wanted, 'return "only central changed"'))
    known = launcher.start()
    eventually(lambda: health(launcher).get("version") == "only central changed", seconds=90)
    assert stored(known, "before the kill") == 1
    say(known, "after the kill")

    # Ctrl-C and again, nothing changed: no build, no deployment, every conversation is there
    launcher.stop()
    assert launcher.process.returncode == 0
    assert not (launcher.state / "local.json").exists()
    assert postgres._running(launcher.state / "postgres") is None
    again = launcher.start()
    assert "nothing to deploy" in launcher.output.read_text()
    assert (stored(again, "before the kill"), stored(again, "after the kill")) == (1, 1)
    assert again["outputs"] == known["outputs"]
    say(again, "and on")
