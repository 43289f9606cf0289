"""Medians, percentiles, interleaved rounds and CPU time."""

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import psutil

T = TypeVar("T")

ROUNDS = 3


def median(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which ``share`` (0 to 1) of the values lie; nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, math.ceil(share * len(ordered)) - 1))]


def interleaved(sides: Mapping[str, Callable[[int], T]], rounds: int = ROUNDS) -> dict[str, list[T]]:
    """Run every side once per round, in turns that change, and return the results of each.

    Args:
        sides: name → function of the round's number. Who goes first changes, so that no side always runs warm.
    """
    results: dict[str, list[T]] = {name: [] for name in sides}
    for number in range(rounds):
        names = list(sides) if number % 2 == 0 else list(sides)[::-1]
        for name in names:
            results[name].append(sides[name](number))
    return results


def ratio_of(ours: Sequence[float], against: Sequence[float]) -> float:
    """Return the median of the rounds' ratios: load that comes and goes hits both sides of one round."""
    return median([one / other for one, other in zip(ours, against, strict=True)])


def cpu_seconds(process: psutil.Process) -> float:
    """Return the CPU time a process has used, in seconds; nanosecond steps where the system tells them."""
    try:
        # Of all its threads; psutil's own figure moves in steps of 10 ms.
        return (
            sum(
                int(task.joinpath("schedstat").read_text().split()[0])
                for task in Path(f"/proc/{process.pid}/task").iterdir()
            )
            / 1e9
        )
    except (OSError, ValueError, IndexError):
        times = process.cpu_times()
        return float(times.user + times.system)


def cpu_of_tree(process: psutil.Process) -> float:
    """Return the CPU time of a process and of its living children."""
    total = 0.0
    for one in [process, *process.children(recursive=True)]:
        try:
            total += cpu_seconds(one)
        except psutil.Error:
            continue
    return total
