"""`make check`: formatting, lint, types and scanners of the Python code, beside those of the web project."""

from __future__ import annotations

import sys
from pathlib import Path

from central_local.lanes import Step, run_lanes
from central_local.web import WEB

_TOOLS = Path(sys.executable).parent
LANES = {
    "python": [
        Step([str(_TOOLS / "ruff"), "format", "--check", "."]),
        Step([str(_TOOLS / "ruff"), "check", "."]),
        Step([str(_TOOLS / "mypy")]),
        Step([sys.executable, "-m", "central_local.scanners"]),
    ],
    "web": [Step([sys.executable, "-m", "central_local.web"]), Step(["npm", "run", "check"], WEB)],
}

if __name__ == "__main__":
    sys.exit(1 if run_lanes(LANES) else 0)
