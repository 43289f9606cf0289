"""Build one layer: ``build.py central|runtime|api|media|calendars ARTIFACTS_DIR``.

Called by ``layers/Makefile`` from ``sam build`` (BuildMethod makefile), because SAM's own Python builder knows neither
hash-checked bytecode nor which architecture the template's parameters ask for:
- wheels are fetched for RUNTIME (python3.13 …) and ARCHITECTURE (arm64, x86_64), hash-checked, never built from source;
- the wheel tags of what arrived are checked again, or arm64 functions would get x86 binaries;
- everything is compiled with ``--invalidation-mode unchecked-hash``: packaging changes file times, and bytecode of the
  ordinary kind would then be ignored (imports are 2 to 3.6 times slower without);
- what the runtime layer has is left out of the others; tests and type stubs are left out of all.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MACHINES = {"arm64": "aarch64", "x86_64": "x86_64"}
# Lambda's Amazon Linux 2023 has glibc 2.34; wheels up to this tag run there and on this machine.
GLIBC = (2, 17, 28, 34)
UNNEEDED = ("tests", "test", "__pycache__", "bin", "include", "share")
NATIVE = re.compile(r"(manylinux|musllinux|linux|macosx|win)_?")


def local_machine() -> bool:
    """Layers for the local engine run on this very machine, whatever its system is."""
    return os.environ.get("CENTRAL_TARGET") == "local"


def target() -> tuple[str, str]:
    """Runtime version ("3.13") and machine ("aarch64") that are built for."""
    runtime = os.environ.get("RUNTIME") or f"python{sys.version_info[0]}.{sys.version_info[1]}"
    architecture = os.environ.get("ARCHITECTURE") or (
        "arm64" if platform.machine() in ("arm64", "aarch64") else "x86_64"
    )
    return runtime.removeprefix("python"), MACHINES[architecture]


def interpreter(version: str) -> str:
    """A Python of exactly this version: bytecode is made for one version only."""
    if f"{sys.version_info[0]}.{sys.version_info[1]}" == version:
        return sys.executable
    kept = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser() / "versions"
    candidates = [shutil.which(f"python{version}"), *(str(p) for p in sorted(kept.glob(f"{version}.*/bin/python")))]
    for found in candidates:
        # a version manager's stand-in may be on the PATH and only complain
        if found and not subprocess.run([found, "-c", ""], capture_output=True, check=False).returncode:
            return found
    uv = installer()
    if uv:  # a Python of its own, kept for the next time
        for command in (["install"], ["find", "--managed-python"]):
            done = subprocess.run([uv, "python", *command, version], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.strip()
    sys.exit(
        f"✗ There is no Python {version} here, and layers for it need one to compile: install it or set RUNTIME=…."
    )


def installer() -> str | None:
    """Where uv is, which the launcher fetched; everything works without."""
    uv = ROOT / ".central/tools/bin/uv"
    return str(uv) if uv.exists() else shutil.which("uv")


def requirements_without(layer: str, others: list[str]) -> list[str]:
    """The layer's pinned blocks, less the packages that the other layers already bring."""
    present = {name(block) for other in others for block in blocks(ROOT / f"layers/{other}/requirements.txt")}
    return [block for block in blocks(ROOT / f"layers/{layer}/requirements.txt") if name(block) not in present]


def blocks(path: Path) -> list[str]:
    """A requirement file as blocks: name, version, marker and hashes."""
    text = path.read_text().replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def name(block: str) -> str:
    return re.split(r"[=<>; ]", block, maxsplit=1)[0].lower()


def fetch(layer: str, folder: Path) -> None:
    version, machine = target()
    pinned = requirements_without(layer, [] if layer == "runtime" else ["runtime"])
    listing = folder.parent / f"{layer}-requirements.txt"
    listing.write_text("\n".join(pinned) + "\n")
    common = ["--require-hashes", "--only-binary", ":all:", "--no-deps", "--target", str(folder), "-r", str(listing)]
    program = installer()
    attempts = []
    if program:
        place = [] if local_machine() else ["--python-platform", f"{machine}-manylinux_2_28"]
        attempts.append([program, "pip", "install", "-q", "--python-version", version, *place, "-p", sys.executable])
    pip_place: list[str] = []
    if not local_machine():
        for minor in GLIBC:
            pip_place += ["--platform", f"manylinux_2_{minor}_{machine}"]
        pip_place += ["--platform", f"manylinux2014_{machine}", "--implementation", "cp", "--python-version", version]
    attempts.append([sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", *pip_place])
    for attempt in attempts:
        shutil.rmtree(folder, ignore_errors=True)
        done = subprocess.run([*attempt, *common], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            break
    else:
        sys.exit(f"✗ layer {layer} for python{version} on {machine} could not be fetched:\n{done.stderr[-2000:]}")
    listing.unlink()
    check_tags(folder, version, machine)
    for found in sorted(folder.rglob("*")):
        if found.is_dir() and (found.name in UNNEEDED) and keep_out(found, folder):
            shutil.rmtree(found)
    for found in folder.rglob("*.pyi"):
        found.unlink()


def keep_out(found: Path, folder: Path) -> bool:
    """``bin`` and the like only at the top (a package may have a module of that name), tests everywhere."""
    return found.parent == folder or found.name in ("tests", "test", "__pycache__")


def check_tags(folder: Path, version: str, machine: str) -> None:
    """Raise SystemExit when a wheel that arrived is for another Python or another machine."""
    short = version.replace(".", "")
    for wheel in folder.glob("*.dist-info/WHEEL"):
        tags = re.findall(r"^Tag: (\S+)$", wheel.read_text(), re.MULTILINE)
        fits = any(fits_tag(tag, short, machine) for tag in tags)
        if not fits:
            sys.exit(f"✗ {wheel.parent.name} is for {', '.join(tags)}, not for Python {version} on {machine}.")


def fits_tag(tag: str, short: str, machine: str) -> bool:
    python, abi, place = tag.split("-")
    if abi not in ("none", "abi3") and f"cp{short}" not in python:
        return False
    return place == "any" or local_machine() or ("linux" in place and place.endswith(machine))


def compile_all(folder: Path) -> None:
    """Bytecode that is trusted without looking at the source's time."""
    version, _ = target()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPYCACHEPREFIX"}
    subprocess.run(
        [interpreter(version), "-m", "compileall", "-q", "-j", "0", "--invalidation-mode", "unchecked-hash",
         # what tracebacks show: the place in Lambda, not on this machine
         "-s", str(folder), "-p", "/opt/python", str(folder)],
        check=True, env=environment,
    )  # fmt: skip


def main(layer: str, artifacts: Path) -> None:
    folder = artifacts / "python"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if layer == "central":
        shutil.copytree(
            ROOT / "shared/central", folder / "central", ignore=shutil.ignore_patterns("__pycache__", "*.pyc", "*.md")
        )
    else:
        fetch(layer, folder)
    compile_all(folder)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
