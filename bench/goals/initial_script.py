"""JavaScript the agents' app loads before it shows anything, as the web project's own budget counts it."""

import re
import shutil
import subprocess

from bench.machine import Machine
from bench.table import Line
from central_local.files import ROOT

_WEB = ROOT / "web"


def measure(_: Machine) -> list[Line]:
    """Read the first line of the budget; the app must have been built."""
    name = "initial JavaScript of the agents' app"
    node = shutil.which("node")
    if node is None or not (_WEB / "dist/.vite/manifest.json").exists():
        return [Line(name, "–", note="web/dist is missing: run `make run` or `npm run build` in web/ first")]
    done = subprocess.run([node, "build/budget.mjs"], capture_output=True, text=True, check=False, cwd=_WEB)
    found = re.search(r"([\d.]+) kB /\s+(\d+)\s+initial JS \(agent\)", done.stdout)
    if found is None:
        return [Line(name, "–", note=f"the budget script said: {(done.stdout + done.stderr)[-200:]}")]
    size, limit = float(found.group(1)), float(found.group(2))
    return [Line(name, f"{size:.0f} kB gzip", f"budget {limit:.0f} kB", size / limit, 1.0, 1.0)]
