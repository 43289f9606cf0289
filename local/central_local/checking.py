"""`make check`: formatting, lint, types and scanners of the Python code, beside those of the web project."""

from __future__ import annotations

import sys
from pathlib import Path

from central_local.lanes import Step, run_lanes
from central_local.scratch import own_scratch
from central_local.web import WEB

_TOOLS = Path(sys.executable).parent
LANES = {
    "python": [
        Step("format", [str(_TOOLS / "ruff"), "format", "--check", "."]),
        Step("lint", [str(_TOOLS / "ruff"), "check", "."]),
        Step("types", [str(_TOOLS / "mypy")]),
        Step("scan", [sys.executable, "-m", "central_local.scanners"]),
    ],
    "web": [Step("build", [sys.executable, "-m", "central_local.web"]), Step("web", ["npm", "run", "check"], WEB)],
}

if __name__ == "__main__":
    with own_scratch():
        failed = run_lanes(LANES)
    print(f"\n{'✗ failed: ' + ', '.join(failed) if failed else '✓ all green'}", flush=True)
    sys.exit(1 if failed else 0)
