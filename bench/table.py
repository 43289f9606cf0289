"""A goal as measured, its verdict, and the one table they are printed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["target", "floor", "BELOW FLOOR", "shown", "not run"]
_HEADERS = ("goal", "ours", "against", "ratio", "floor", "target", "verdict")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table.

    Args:
        goal: what is measured.
        ours, against: both measurements with their units; ``against`` is empty for a count.
        value: what is judged: a ratio, a count, or an absolute; None when it could not be measured.
        floor, target: the limits of ``value``; None when the line is shown only.
        higher_is_better: which side of the limits is good.
        note: why it was not run, or what to know when reading it.
    """

    goal: str
    ours: str
    against: str = ""
    value: float | None = None
    floor: float | None = None
    target: float | None = None
    higher_is_better: bool = False
    note: str = ""

    @property
    def verdict(self) -> Verdict:
        """Where the value lies."""
        if self.value is None:
            return "not run"
        if self.floor is None or self.target is None:
            return "shown"
        if self._reaches(self.target):
            return "target"
        return "floor" if self._reaches(self.floor) else "BELOW FLOOR"

    def _reaches(self, limit: float) -> bool:
        assert self.value is not None
        return self.value >= limit if self.higher_is_better else self.value <= limit

    def cells(self) -> tuple[str, ...]:
        """The texts of the line's columns."""
        sign = "≥" if self.higher_is_better else "≤"
        return (
            self.goal,
            self.ours,
            self.against,
            _number(self.value),
            f"{sign} {_number(self.floor)}" if self.floor is not None else "",
            f"{sign} {_number(self.target)}" if self.target is not None else "",
            self.verdict,
        )


def _number(value: float | None) -> str:
    if value is None:
        return ""
    if value == 0:
        return "0"
    if abs(value) < 0.0995:
        return f"{value:.4f}".rstrip("0")
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def render(lines: Sequence[Line]) -> str:
    """Return the table as text, notes below it."""
    rows = [_HEADERS, *(line.cells() for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADERS))]
    texts = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    texts.insert(1, "  ".join("─" * width for width in widths))
    notes = [f"  {line.goal}: {line.note}" for line in lines if line.note]
    return "\n".join([*texts, *(["", *notes] if notes else [])])


def has_failed(lines: Sequence[Line]) -> bool:
    """Whether a floor is missed."""
    return any(line.verdict == "BELOW FLOOR" for line in lines)
