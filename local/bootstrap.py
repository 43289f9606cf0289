"""Make the environments of this checkout, with nothing but a Python of 3.11 or newer.

Run by the Makefile as ``python3 local/bootstrap.py NAME…``; names are those of ENVIRONMENTS. Each environment is made
once and again only when its requirement file, the interpreter or the place of the checkout changes (a stamp file in
``.central/stamps`` remembers). Installs are hash-checked. ``uv`` is used because it is fast; where it cannot be had or
fails (it does not read pip's configuration), pip does the same work.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATE = ROOT / ".central"
# name → (folder, requirement file)
ENVIRONMENTS = {
    "product": (ROOT / ".venv", ROOT / "requirements/dev.txt"),
    "engine": (STATE / "envs/engine", ROOT / "requirements/engine.txt"),
    "functions": (STATE / "envs/functions", ROOT / "requirements/functions.txt"),
    "sam": (STATE / "envs/sam", ROOT / "requirements/sam.txt"),
    "scanners": (STATE / "envs/scanners", ROOT / "requirements/scanners.txt"),
    "checkov": (STATE / "envs/checkov", ROOT / "requirements/checkov.txt"),
}
# Without names: what running, testing and deploying need. The scanners (0.3 GB) are for `make check` only.
USUAL = ("product", "engine", "functions", "sam")
NEEDED_BYTES = 3 * 1024**3  # environments 0.8 GB, web packages 0.5 GB, build and data


class Problem(Exception):
    """What the person at the keyboard can mend, said in one sentence."""


def fingerprint(*parts: str | Path) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.read_bytes() if isinstance(part, Path) else part.encode())
    return digest.hexdigest()


def run(command: list[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write((done.stdout + done.stderr)[-4000:])
        raise Problem(f"`{' '.join(command[:4])} …` failed; its last lines are above.")


def check_machine() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what tells users of an older Python
        raise Problem(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]} (set PYTHON=…).")
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED_BYTES and not (STATE / "stamps/sam").exists():
        raise Problem(f"Only {free / 1024**3:.1f} GB are free on this disk; 3 GB are needed.")


def make_environment(folder: Path) -> None:
    """Create a virtual environment; one that this interpreter made before is kept and installed over."""
    own = folder / "bin/python"
    if own.exists() and os.path.realpath(own) == os.path.realpath(sys.executable):
        return
    if folder.exists():
        shutil.rmtree(folder)
    uv = find_uv()
    if uv:
        done = subprocess.run(
            [uv, "venv", "-q", "--no-project", "-p", sys.executable, str(folder)], capture_output=True, check=False
        )
        if done.returncode == 0:
            return
    if subprocess.run([sys.executable, "-m", "venv", str(folder)], capture_output=True, check=False).returncode:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Problem(
            f"Python cannot make virtual environments here: install its venv module "
            f"(Debian and Ubuntu: `sudo apt install python{version}-venv`) and run this again."
        )


def find_uv() -> str | None:
    own = STATE / "tools/bin/uv"
    if own.exists():
        return str(own)
    return shutil.which("uv")


def fetch_uv() -> None:
    """Put uv into ``.central/tools``. It needs neither venv nor rights; a failure only makes installs slower."""
    if find_uv():
        return
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes",
         "--target", str(STATE / "tools"), "-r", str(ROOT / "requirements/uv.txt")],
        capture_output=True, check=False,
    )  # fmt: skip


def install(python: Path, arguments: list[str]) -> None:
    uv = find_uv()
    if uv:
        done = subprocess.run(
            [uv, "pip", "install", "-q", "-p", str(python), *arguments], cwd=ROOT, capture_output=True, check=False
        )
        if done.returncode == 0:
            return
    if subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True, check=False).returncode:
        run([str(python), "-m", "ensurepip", "--upgrade"])
    run([str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", *arguments])


def ensure(name: str) -> None:
    folder, requirements = ENVIRONMENTS[name]
    stamp = STATE / "stamps" / name
    parts: list[str | Path] = [str(folder), sys.version, os.path.realpath(sys.executable), requirements]
    if name == "product":
        parts.append(ROOT / "pyproject.toml")
    wanted = fingerprint(*parts)
    if stamp.exists() and stamp.read_text() == wanted and (folder / "bin/python").exists():
        return
    print(f"  installing {name} tools …", flush=True)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)
    fetch_uv()
    make_environment(folder)
    python = folder / "bin/python"
    install(python, ["--require-hashes", "-r", str(requirements)])
    if name == "product":
        install(python, ["--no-deps", "--no-build-isolation", "-e", "."])
    stamp.write_text(wanted)


def main(names: list[str]) -> int:
    try:
        check_machine()
        for name in names or USUAL:
            ensure(name)
    except Problem as problem:
        print(f"\n✗ {problem}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"\n✗ {error.strerror or error}: {error.filename or ''}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
