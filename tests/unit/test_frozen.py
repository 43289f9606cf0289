"""Classes of fields that never change."""

import copy
import pickle
from types import new_class

import pytest

from central.frozen import Frozen, asdict, changed


class Point(Frozen):
    """Where something stands."""

    x: int
    y: int
    label: str = ""

    @property
    def sum(self) -> int:
        """Both."""
        return self.x + self.y


def test_it_is_made_by_position_and_by_name() -> None:
    assert (Point(1, 2).x, Point(1, y=2).y, Point(y=2, x=1, label="a").label) == (1, 2, "a")
    assert (Point(1, 2).label, Point(1, 2).sum) == ("", 3)
    assert repr(Point(1, 2)) == "Point(x=1, y=2, label='')"


@pytest.mark.parametrize(
    ("positions", "named", "said"),
    [
        ((1,), {}, "was not given y"),
        ((1, 2, "a", 4), {}, "3 fields, 4 were given"),
        ((1, 2), {"x": 1}, "given x twice"),
        ((1, 2), {"z": 3}, "no field z"),
        ((), {"x": 1, "label": "a", "z": 3}, "no field z"),
    ],
)
def test_what_does_not_fit_is_refused(positions: tuple[int, ...], named: dict[str, int], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        Point(*positions, **named)  # type: ignore[arg-type]


def test_it_never_changes() -> None:
    point = Point(1, 2)
    with pytest.raises(AttributeError):
        point.x = 3  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del point.x
    with pytest.raises(AttributeError):
        point.other = 3  # type: ignore[attr-defined]
    assert not hasattr(point, "__dict__")


def test_it_is_compared_by_value_and_by_class() -> None:
    class Other(Frozen):
        x: int
        y: int
        label: str = ""

    assert Point(1, 2) == Point(1, 2)
    assert hash(Point(1, 2)) == hash(Point(1, 2))
    assert Point(1, 2) != Point(2, 1)
    assert Point(1, 2) != Other(1, 2)
    assert len({Point(1, 2), Point(1, 2), Point(1, 3)}) == 2


def test_copies_are_equal() -> None:
    point = Point(1, 2, "a")
    assert copy.deepcopy(point) == point
    assert pickle.loads(pickle.dumps(point)) == point


def test_they_are_sorted_by_value_and_not_among_others() -> None:
    class Other(Frozen):
        x: int

    assert sorted([Point(2, 1), Point(1, 3), Point(1, 2)]) == [Point(1, 2), Point(1, 3), Point(2, 1)]
    with pytest.raises(TypeError, match="not supported"):
        sorted([Point(1, 2), Other(1)])


def test_another_with_some_values_changed() -> None:
    point = Point(1, 2, "a")
    assert asdict(point) == {"x": 1, "y": 2, "label": "a"}
    assert (changed(point, y=3), point) == (Point(1, 3, "a"), Point(1, 2, "a"))
    with pytest.raises(TypeError, match="no field z"):
        changed(point, z=3)


def test_nobody_derives_from_one_with_fields() -> None:
    with pytest.raises(TypeError, match="derives"):
        new_class("Further", (Point,))
