"""Classes of fields that never change, made in a twentieth of the time a frozen dataclass takes (docs/decisions/0030).

    class Doorbell(Frozen):
        queue: str
        delay_seconds: int = 0

Like ``@dataclass(frozen=True, slots=True)``: made by position or by name, compared and hashed by value. Sorted by
value too. For what a worker loads when it starts; what changes or needs a field with a factory stays a dataclass.
"""

from typing import TYPE_CHECKING, Any, Self, TypeVar, dataclass_transform


@dataclass_transform(frozen_default=True)
class _Fields(type):
    """Turns the annotations of a class into slots, and values beside them into defaults."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
        if any(base.__dict__["__slots__"] for base in bases):
            raise TypeError(f"{name} derives from a class with fields")
        # From Python 3.14 on annotations are a function; 1 asks for their values.
        annotate = body.get("__annotate_func__")
        fields = tuple(body.get("__annotations__") or (annotate(1) if annotate else ()))
        defaults = {field: body.pop(field) for field in fields if field in body}
        body["__slots__"] = fields
        made: Any = super().__new__(cls, name, bases, body)
        made._defaults = defaults
        made._setters = {field: made.__dict__[field].__set__ for field in fields}
        return made

    __slots__: tuple[str, ...]
    _defaults: dict[str, Any]
    _setters: dict[str, Any]


class Frozen(metaclass=_Fields):
    """Derive from it directly."""

    def __init__(self, *args: Any, **named: Any) -> None:
        kind = type(self)
        fields = kind.__slots__
        if not named and len(args) == len(fields):
            for setter, value in zip(kind._setters.values(), args, strict=True):
                setter(self, value)
            return
        if args:
            if len(args) > len(fields):
                raise TypeError(f"{kind.__name__} has {len(fields)} fields, {len(args)} were given")
            for field, value in zip(fields, args, strict=False):
                if field in named:
                    raise TypeError(f"{kind.__name__} was given {field} twice")
                named[field] = value
        if len(named) < len(fields):
            named = {**kind._defaults, **named}
        setters = kind._setters
        try:
            for field, value in named.items():
                setters[field](self, value)
        except KeyError:
            raise TypeError(f"{kind.__name__} has no field {field}") from None
        if len(named) < len(fields):
            missing = ", ".join(field for field in fields if field not in named)
            raise TypeError(f"{kind.__name__} was not given {missing}")

    def _values(self) -> tuple[Any, ...]:
        return tuple([getattr(self, field) for field in type(self).__slots__])

    if not TYPE_CHECKING:  # mypy knows it of the decorator, and would let any name be set

        def __setattr__(self, name: str, value: Any) -> None:
            raise AttributeError(f"{type(self).__name__}.{name} never changes")

        def __delattr__(self, name: str) -> None:
            raise AttributeError(f"{type(self).__name__}.{name} never changes")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __lt__(self, other: Self) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() < other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        shown = ", ".join(f"{field}={getattr(self, field)!r}" for field in type(self).__slots__)
        return f"{type(self).__qualname__}({shown})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._values()


_Kind = TypeVar("_Kind", bound=Frozen)


def asdict(one: Frozen) -> dict[str, Any]:
    """Return the values by their fields, as they are."""
    return {field: getattr(one, field) for field in type(one).__slots__}


def changed(one: _Kind, **changes: Any) -> _Kind:
    """Return the same with other values in the fields that are named."""
    return type(one)(**{**asdict(one), **changes})
