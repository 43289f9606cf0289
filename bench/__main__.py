"""``python -m bench``: every goal, one table, exit code 1 when a floor is missed."""

import argparse
import sys
import time
import traceback
from collections.abc import Callable

from bench.goals import (
    assign,
    burst,
    cold_import,
    cost,
    inbox_page,
    initial_script,
    push,
    round_trips,
    stack,
    throughput,
    webhook_accept,
)
from bench.machine import Machine, running_machine
from bench.table import Line, has_failed, render

# In this order: counts first, what makes the database large last.
GOALS: dict[str, Callable[[Machine], list[Line]]] = {
    "trips": round_trips.measure_counts,
    "latency": round_trips.measure_time,
    "cost": cost.measure,
    "burst": burst.measure,
    "script": initial_script.measure,
    "throughput": throughput.measure,
    "accept": webhook_accept.measure,
    "cold": cold_import.measure,
    "push": push.measure,
    "assign": assign.measure,
    "inbox": inbox_page.measure,
    "stack": stack.measure,
}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument(
        "--only", metavar="NAME", action="append", choices=list(GOALS), help=f"one of {', '.join(GOALS)}"
    )
    wanted = parser.parse_args().only or list(GOALS)
    lines: list[Line] = []
    crashed = False
    begun = time.monotonic()
    with running_machine() as machine:
        print(f"prepared in {time.monotonic() - begun:.0f} s", file=sys.stderr)
        for name in wanted:
            started = time.monotonic()
            print(f"{name} … ", end="", file=sys.stderr, flush=True)
            try:
                lines += GOALS[name](machine)
            except Exception:
                crashed = True
                print("failed", file=sys.stderr)
                traceback.print_exc()
            else:
                print(f"{time.monotonic() - started:.0f} s", file=sys.stderr)
    print(render(lines))
    print(f"\n{time.monotonic() - begun:.0f} s in all; ratios are medians of rounds run in turns.")
    return 1 if crashed or has_failed(lines) else 0


if __name__ == "__main__":
    sys.exit(main())
