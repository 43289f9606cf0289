"""`make test`: every suite, those without a stack beside those that need one; says at the end which have failed.

    python -m central_local.testing [python] [pooler] [app] [stack] [browser]

python   everything in tests/ that needs no running stack
pooler   what of tests/db asks as the application, once more: behind pgbouncer in transaction mode with one connection
app      the web project's unit tests
stack    tests/e2e against a stack of its own (state in .central/test-stack, a free port)
browser  the web project's Playwright tests in Chromium against the same stack
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from central_local.chromium import find_or_install
from central_local.engine import stop as stop_engine
from central_local.files import ROOT, STATE, free_port
from central_local.lanes import Step, run_lanes
from central_local.pooler import HOW, Pooler, find_or_fetch
from central_local.postgres import stop as stop_postgres
from central_local.problem import Problem
from central_local.scratch import own_scratch
from central_local.web import WEB, build_web, check_node

OWN = STATE / "test-stack"
START_SECONDS = 300.0
# One process: with one connection nothing is gained by more. Nor is there by rounds: hands that race take turns on it.
POOLED = (sys.executable, "-m", "pytest", "-q", "-m", "not own_connection and not slow")
SUITES = ("python", "pooler", "app", "stack", "browser")


def main(arguments: list[str]) -> int:
    unknown = set(arguments) - set(SUITES)
    if unknown:
        print(f"✗ There is no suite {', '.join(sorted(unknown))}; there are {', '.join(SUITES)}.", file=sys.stderr)
        return 2
    wanted = arguments or list(SUITES)
    try:
        pooler = _pooler(asked=bool(arguments)) if "pooler" in wanted else None
    except Problem as problem:
        print(f"\n✗ {problem}", file=sys.stderr)
        return 1
    if pooler is None:
        wanted = [name for name in wanted if name != "pooler"]
    if not (WEB / "package.json").exists():
        wanted = [name for name in wanted if name not in ("app", "browser")]
    with own_scratch():
        failed = run_lanes(_lanes(wanted, pooler), go_on=True)
    print(f"\n{'✗ failed: ' + ', '.join(failed) if failed else '✓ all green: ' + ', '.join(wanted)}", flush=True)
    return 1 if failed else 0


def _lanes(wanted: Sequence[str], pooler: Pooler | None) -> dict[str, Iterable[Step]]:
    """The browser mostly waits for pages: what needs no stack runs beside it and takes the processors it leaves."""
    with_stack, without = {"stack", "browser"} & set(wanted), {"python", "pooler", "app"} & set(wanted)
    lanes: dict[str, Iterable[Step]] = {}
    if with_stack:
        lanes[" and ".join(sorted(with_stack, reverse=True))] = _against_a_stack(wanted)
    if without:
        lanes["tests"] = _without_a_stack(wanted, pooler, patient=bool(with_stack))
    return lanes


def _without_a_stack(wanted: Sequence[str], pooler: Pooler | None, *, patient: bool) -> Iterator[Step]:
    # What has one process comes first: the last has the processors for itself when the browser is done.
    if pooler is not None:
        yield Step("pooler", [*POOLED, "tests/db"], environment=_with(pooler), patient=patient)
    if "app" in wanted:
        check_node()
        build_web()
        yield Step("app", ["npm", "test"], WEB, patient=patient)
    if "python" in wanted:
        # One more than processors: tests wait for the database, for processes they kill, and for each other.
        workers = str(min(4, (os.cpu_count() or 2) + 1))
        command = [sys.executable, "-m", "pytest", "-q", "-n", workers, "--ignore=tests/e2e", "tests"]
        yield Step("python", command, patient=patient)


def _against_a_stack(wanted: Sequence[str]) -> Iterator[Step]:
    with own_stack() as environment:
        if "stack" in wanted:
            yield Step("stack", [sys.executable, "-m", "pytest", "-q", "tests/e2e"], environment=environment)
        if "browser" in wanted:
            environment["CENTRAL_CHROMIUM"] = find_or_install()
            yield Step("browser", ["npm", "run", "e2e"], WEB, environment)


def _pooler(*, asked: bool) -> Pooler | None:
    """A pgbouncer, or a word about leaving its suite out. Raises Problem when somebody asked for it."""
    pooler = find_or_fetch(STATE / "pooler")
    if pooler is None and asked:
        raise Problem(f"There is no pgbouncer here: {HOW}.")
    if pooler is None:
        print(f"\n── pooler: left out, there is no pgbouncer here; {HOW}", flush=True)
    return pooler


def _with(pooler: Pooler) -> dict[str, str]:
    """What tests/fixtures/pooler.py needs in the environment to put this pooler before the database."""
    libraries = {"CENTRAL_TEST_POOLER_LIBRARIES": str(pooler.libraries)} if pooler.libraries else {}
    return {"CENTRAL_TEST_POOLER": str(pooler.binary), **libraries}


@contextmanager
def own_stack() -> Iterator[dict[str, str]]:
    """A stack with empty data on a free port, for the time of the block; yields the environment of its tests."""
    if OWN.exists():
        stop_engine(OWN / "engine")  # a run that was killed
        stop_postgres(OWN / "postgres")
        shutil.rmtree(OWN)
    OWN.mkdir(parents=True)
    log = OWN / "run.log"
    print("\n── starting a stack for the tests", flush=True)
    with log.open("w") as output:
        launcher = subprocess.Popen(
            [sys.executable, "-m", "central_local.run", "--port", str(free_port()), "--state", str(OWN)],
            stdout=output, stderr=subprocess.STDOUT, cwd=ROOT, start_new_session=True,
        )  # fmt: skip
    description = OWN / "local.json"
    try:
        deadline = time.monotonic() + START_SECONDS
        while not description.exists():
            if launcher.poll() is not None or time.monotonic() > deadline:
                raise Problem(f"The stack for the tests did not start:\n{log.read_text()[-3000:]}")
            time.sleep(0.2)
        known = json.loads(description.read_text())
        yield {**os.environ, "CENTRAL_LOCAL_JSON": str(description), "CENTRAL_BASE_URL": known["base_url"]}
    finally:
        launcher.send_signal(signal.SIGTERM)
        try:
            launcher.wait(60)
        except subprocess.TimeoutExpired:
            launcher.kill()
        _show_failures(OWN / "engine/logs")


def _show_failures(logs: Path) -> None:
    """Errors that functions logged, for a test run whose machine is gone afterwards."""
    for path in sorted(logs.glob("central-local-*.log")) if logs.exists() else ():
        lines = [line for line in path.read_text(errors="replace").splitlines() if '"level": "ERROR"' in line]
        for line in lines[-2:]:
            print(f"  {path.stem}: {line[:400]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
