"""Find a Chromium for the browser tests, or install one: the system's where we may, Playwright's elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess

from central_local.problem import Problem
from central_local.web import WEB

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_or_install() -> str:
    """Path of the program; empty for Playwright's own. Raises Problem when there is none and none can be had."""
    found = _find()
    if found is not None:
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("  installing Chromium with apt-get …", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["apt-get", "update", "-q"],
            ["apt-get", "install", "-qy", "--no-install-recommends", "chromium"],
        ):
            subprocess.run(command, env=environment, capture_output=True, check=False)
        found = _find()
        if found is not None:
            return found
    print("  installing Playwright's Chromium …", flush=True)
    done = subprocess.run(
        ["npx", "playwright", "install", "chromium"], cwd=WEB, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Problem("There is no Chromium for the browser tests and none could be installed: install one (chromium).")
    return ""


def _find() -> str | None:
    given = os.environ.get("CENTRAL_CHROMIUM")
    if given:
        return given
    return next((path for name in NAMES if (path := shutil.which(name))), None)
