"""Runs the baseline (or the hello) as its own deployment would: one uvicorn worker with uvloop and httptools."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request

import psutil

from central_local.files import ROOT, free_port

_OPTIONS = ("--log-level", "warning", "--no-access-log", "--loop", "uvloop", "--http", "httptools")


class Uvicorn:
    """One server process.

    Args:
        app: ``module:name``.
        environment: what the app reads.
    """

    def __init__(self, app: str, environment: dict[str, str]) -> None:
        self.port = free_port()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", app, "--port", str(self.port), *_OPTIONS],
            cwd=ROOT,
            env={**os.environ, **environment},
            stderr=subprocess.DEVNULL,  # one trace for every answer 500
        )
        deadline = time.monotonic() + 60
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"{app} did not start")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=2)
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    @property
    def process(self) -> psutil.Process:
        """Its process."""
        return psutil.Process(self._process.pid)

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
