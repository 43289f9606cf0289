"""Which platforms there are. An adapter is imported when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from central.errors import NotFound
from central.platforms.base import Platform

# By the name that is stored in `channels.type`.
_ADAPTERS = {"whatsapp": ("central.platforms.whatsapp", "WhatsApp")}


def platform(name: str) -> Platform:
    """The adapter of a platform. Raises `NotFound` for a name nobody wrote an adapter for."""
    if name not in _ADAPTERS:
        raise NotFound("Este tipo de canal não existe.")
    module, class_name = _ADAPTERS[name]
    return cast(Platform, getattr(import_module(module), class_name)())


def limited_platforms() -> list[str]:
    """Return the platforms on which free text may be sent only for some time after the contact wrote."""
    return [name for name in _ADAPTERS if platform(name).capabilities.window_hours is not None]
