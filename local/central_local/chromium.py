"""Find a Chromium for the browser tests, or install one: the system's where we may, Playwright's elsewhere.

The one that has no windows is asked for first: the pages are the same, and windows that nobody sees cost as much again
to draw.
"""

from __future__ import annotations

import os
import shutil
import subprocess

from central_local.problem import Problem
from central_local.web import WEB

SHELL = "chromium-headless-shell"
WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_or_install() -> str:
    """Path of the program; empty for Playwright's own. Raises Problem when there is none and none can be had."""
    found = os.environ.get("CENTRAL_CHROMIUM") or shutil.which(SHELL) or _installed() or _whole()
    if found is not None:
        return found
    print("  installing Playwright's Chromium …", flush=True)
    done = subprocess.run(
        ["npx", "playwright", "install", "chromium"], cwd=WEB, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Problem("There is no Chromium for the browser tests and none could be installed: install one (chromium).")
    return ""


def _installed() -> str | None:
    """The one without windows from the system's packages, where we may install them and there is one."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    print(f"  installing {SHELL} with apt-get …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-qy", "--no-install-recommends", SHELL]):
        subprocess.run(command, env=environment, capture_output=True, check=False)
    return shutil.which(SHELL)


def _whole() -> str | None:
    return next((path for name in WHOLE if (path := shutil.which(name))), None)
