"""Build the web project when its sources changed: npm ci, npm run build. Only that: `python -m central_local.web`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from central_local.files import ROOT, STATE, content_hash, locked, write
from central_local.problem import Problem

WEB = ROOT / "web"
PAGES = WEB / "dist"
NEEDED_NODE = 20
SOURCES = (
    "apps",
    "src",
    "shared",
    "build",
    "public",
    "package.json",
    "package-lock.json",
    "vite.config.ts",
    "tsconfig.json",
)


def check_node() -> None:
    """Raises Problem unless Node.js 20 or newer and npm are there."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise Problem("Node.js is missing: install Node.js 20 or newer (with npm) and run this again.")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    major = re.match(r"v(\d+)", version)
    if major is None or int(major[1]) < NEEDED_NODE:
        raise Problem(f"Node.js {NEEDED_NODE} or newer is needed; this is {version or 'unknown'}.")


def build_web() -> bool:
    """Build the pages unless they are up to date; answers whether it built. Without a web project nothing is done.

    Whoever comes while another process is at it waits, and finds it done.
    """
    if not (WEB / "package.json").exists():
        return False
    with locked(STATE / "stamps/web.lock"):
        return _build()


def _build() -> bool:
    packages = STATE / "stamps/web-packages"
    wanted = content_hash([WEB / "package-lock.json", WEB / "package.json"])
    if not (WEB / "node_modules").exists() or not packages.exists() or packages.read_text() != wanted:
        packages.unlink(missing_ok=True)
        _npm(["ci", "--no-audit", "--no-fund", "--prefer-offline"], STATE / "logs/npm-ci.log")
        write(packages, wanted)
    built = STATE / "stamps/web-build"
    wanted = content_hash(path for name in SOURCES if (path := WEB / name).exists())
    if (PAGES / "index.html").exists() and built.exists() and built.read_text() == wanted:
        return False
    built.unlink(missing_ok=True)
    _npm(["run", "build"], STATE / "logs/npm-build.log")
    write(built, wanted)
    return True


def _npm(arguments: list[str], log: Path) -> None:
    log.parent.mkdir(parents=True, exist_ok=True)
    npm = shutil.which("npm") or "npm"
    with log.open("w") as output:
        done = subprocess.run(
            [npm, *arguments], cwd=WEB, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, check=False,
            env={**os.environ, "CI": "true"},
        )  # fmt: skip
    if done.returncode:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-12:])
        raise Problem(f"`npm {' '.join(arguments[:2])}` failed in web/; the end of {log}:\n{tail}")


def main() -> int:
    try:
        check_node()
        build_web()
    except Problem as problem:
        print(f"✗ {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
