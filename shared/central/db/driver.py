"""psycopg, imported without what only its asyncio half needs (docs/decisions/0019-cold-imports.md).

A cold start is mostly imports, and a third of psycopg's serves nothing here: the asyncio classes load asyncio, the
version number is read through importlib.metadata (csv, zip files, e-mail), and ctypes.util (subprocess, tempfile) would
look for a libpq that the binary package brings along; inspect (ast, dis) writes signatures into the documentation of
four dataclasses; typing_extensions is what typing lacks before Python 3.13, the default of a type variable, which only
type checkers read; and thirty regular expressions are compiled, which nobody needs. While psycopg is imported, small
stand-ins take their places; what is loaded already, as asyncio is in the API, is used. And the garbage collector rests,
and never again looks through what there is at the end: what an import makes stays. The product takes psycopg from here,
because whoever imports it first decides. psycopg's asyncio classes do not work afterwards; nothing uses them.
"""

import ctypes
import gc
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any, TypeVar


class _Unused:
    """Any class of asyncio: may be subscripted and derived from, and is never made."""

    def __class_getitem__(cls, _: Any) -> type:
        return cls


def _refuse(*_: Any, **__: Any) -> None:
    raise RuntimeError("psycopg was imported without asyncio, see central/db/driver.py")


def _asyncio() -> ModuleType:
    module = ModuleType("asyncio")
    cancelled = type("CancelledError", (BaseException,), {})
    names = {"CancelledError": cancelled, "get_running_loop": _refuse, "sleep": _refuse}
    module.__dict__.update(names, Future=_Unused, Lock=_Unused, Queue=_Unused, Task=_Unused)
    return module


def _metadata() -> ModuleType:
    module = ModuleType("importlib.metadata")
    module.__dict__.update(version=_version, PackageNotFoundError=ModuleNotFoundError)
    return module


def _ctypes_util() -> ModuleType:
    module = ModuleType("ctypes.util")
    module.__dict__.update(find_library=_find_library)
    ctypes.util = module  # ``import ctypes.util`` finds the module, not the attribute
    return module


def _inspect() -> ModuleType:
    """What dataclasses keeps for good: answers itself while psycopg is imported, then passes on what is asked."""
    module = ModuleType("inspect")
    # The annotations are asked for from Python 3.12 on.
    names = {"signature": lambda _: "", "get_annotations": lambda kind: vars(kind).get("__annotations__", {})}
    module.__dict__["__getattr__"] = lambda name: (
        names[name] if sys.modules.get("inspect") is module else getattr(import_module("inspect"), name)
    )
    return module


def _typing_extensions() -> ModuleType:
    module = ModuleType("typing_extensions")
    module.__dict__.update(TypeVar=lambda *given, default=None, **named: TypeVar(*given, **named))
    return module


def _find_library(name: str) -> str | None:
    """Do what the real one does: without the binary package psycopg does look for a libpq."""
    sys.modules.pop("ctypes.util", None)
    from ctypes.util import find_library

    return find_library(name)


def _version(name: str) -> str:
    """Return the version of an installed package by the name of its folder, ``<name>-<version>.dist-info``.

    Raises:
        ModuleNotFoundError: it is not installed.
    """
    start, end = f"{name.replace('-', '_')}-", ".dist-info"
    for folder in sys.path:
        try:
            entries = os.listdir(folder or ".")  # noqa: PTH208 pathlib is what this saves
        except OSError:
            continue
        for entry in entries:
            if entry.startswith(start) and entry.endswith(end):
                return entry[len(start) : -len(end)]
    raise ModuleNotFoundError(name)


class _Pattern:
    """A regular expression that is compiled when its first method is asked for."""

    def __init__(self, *given: Any) -> None:
        self._given = given

    def __getattr__(self, name: str) -> Any:
        found = self.__dict__[name] = getattr(re.compile(*self._given), name)
        return found


def _later(*given: Any) -> Any:
    """Stand in for ``re.compile``; for others than psycopg, who may rely on what they get, it does the same."""
    asker = sys._getframe(1).f_globals["__name__"]
    return _Pattern(*given) if asker.startswith("psycopg.") else _compile(*given)


_compile: Any = re.compile


@contextmanager
def _stood_in() -> Iterator[None]:
    makers = {
        "asyncio": _asyncio,
        "importlib.metadata": _metadata,
        "ctypes.util": _ctypes_util,
        "inspect": _inspect,
        "typing_extensions": _typing_extensions,
    }
    stand_ins = {name: make() for name, make in makers.items() if name not in sys.modules}
    sys.modules.update(stand_ins)
    re.__dict__.update(compile=_later)
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collects:
            gc.enable()
        re.__dict__.update(compile=_compile)
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


with _stood_in():
    import psycopg
    from psycopg import errors, sql
    from psycopg.rows import class_row, dict_row
    from psycopg.types.json import Jsonb

__all__ = ["Jsonb", "class_row", "dict_row", "errors", "psycopg", "sql"]
