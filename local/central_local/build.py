"""`sam build` and `sam deploy` of the one template, and the hash that says whether they are needed."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from central_local.engine import ENVIRONMENTS
from central_local.files import ROOT, content_hash
from central_local.problem import Problem

SOURCES = (
    "functions", "shared/central", "layers", "template.yaml", "samconfig.toml", "local/central_local/build.py",
)  # fmt: skip


@dataclass(frozen=True)
class Target:
    """What is built for: Lambda's runtime name ("python3.13") and architecture ("arm64", "x86_64")."""

    runtime: str
    architecture: str
    local: bool = False


def this_machine() -> Target:
    """The local engine runs functions with this very Python on this very processor."""
    architecture = "arm64" if platform.machine().lower() in ("arm64", "aarch64") else "x86_64"
    return Target(f"python{sys.version_info[0]}.{sys.version_info[1]}", architecture, local=True)


def build_hash(target: Target, parameters: dict[str, str]) -> str:
    """Hash of code, layers, template and parameters: it publishes new versions (AutoPublishCodeSha256)."""
    settings = [f"{name}={value}" for name, value in sorted(parameters.items())]
    return content_hash((ROOT / source for source in SOURCES), target.runtime, target.architecture, *settings)


def sam_build(target: Target, folder: Path, log: Path) -> None:
    """Build the code once and the layers. Raises Problem with the end of the output."""
    # SAM copies what lies there, also what tests and editors leave.
    for cache in (ROOT / "functions").rglob("__pycache__"):
        shutil.rmtree(cache, ignore_errors=True)
    environment = {
        **{name: value for name, value in os.environ.items() if name in ("HOME", "LANG") or _reaches_packages(name)},
        "PATH": f"{ENVIRONMENTS / 'sam/bin'}{os.pathsep}{os.environ.get('PATH', '')}",
        "CENTRAL_ROOT": str(ROOT),
        "RUNTIME": target.runtime,
        "ARCHITECTURE": target.architecture,
        "CENTRAL_TARGET": "local" if target.local else "aws",
        "AWS_DEFAULT_REGION": "sa-east-1",
        "SAM_CLI_TELEMETRY": "0",
    }
    _sam(
        ["build", "--parallel", "--build-dir", str(folder), "--parameter-overrides",
         f"Runtime={target.runtime}", f"Architecture={target.architecture}"],
        environment, log,
    )  # fmt: skip


def sam_deploy(
    arguments: list[str], parameters: dict[str, str], folder: Path, environment: dict[str, str], log: Path
) -> None:
    """Deploy what was built. Raises Problem with the end of the output."""
    overrides = [f'{name}="{value}"' for name, value in sorted(parameters.items())]
    _sam(
        [
            "deploy",
            "--config-file",
            str(ROOT / "samconfig.toml"),
            "--template-file",
            str(folder / "template.yaml"),
            *arguments,
            "--parameter-overrides",
            *overrides,
        ],
        {**environment, "SAM_CLI_TELEMETRY": "0", "SAM_CLI_POLL_DELAY": "1"},
        log,
    )


def _reaches_packages(name: str) -> bool:
    """Settings with which pip and uv find packages behind a company's proxy or mirror."""
    return name.lower().endswith("_proxy") or name.startswith(("PIP_", "UV_", "SSL_CERT"))


def _sam(arguments: list[str], environment: dict[str, str], log: Path) -> None:
    sam = ENVIRONMENTS / "sam/bin/sam"
    if not sam.exists():
        raise Problem("The SAM tools are not installed: run `make setup`.")
    log.parent.mkdir(parents=True, exist_ok=True)
    # Two thirds of what the tools need to start is compiling themselves. Not beside our sources: SAM copies them.
    compiled = os.environ.get("PYTHONPYCACHEPREFIX", str(ROOT / ".central/bytecode"))
    # `sam deploy` leaves an empty folder behind for every function.
    with log.open("w") as output, tempfile.TemporaryDirectory(prefix="central-sam-") as folder:
        environment = {**environment, "TMPDIR": folder, "PYTHONPYCACHEPREFIX": compiled}
        done = subprocess.run(
            [str(sam), *arguments, "--no-progressbar"] if arguments[0] == "deploy" else [str(sam), *arguments],
            cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
    if done.returncode:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
        raise Problem(f"`sam {arguments[0]}` failed; the end of {log}:\n{tail}")
