"""How a route shows an example answer in the OpenAPI document."""

from typing import Any

from central.versions import version_of

EXAMPLE_VERSION = version_of("example")
"""The version that examples of settings have."""


def example(value: Any) -> dict[str, Any]:
    """Return the ``responses`` entry of a route that shows ``value``."""
    return {"content": {"application/json": {"example": value}}}


def page_example(item: Any) -> dict[str, Any]:
    """Return the ``responses`` entry of a list that shows one item."""
    return example({"items": [item], "next_cursor": None})


TAKES_BODY = (400, 401, 403, 413, 415, 422, 503)
"""Error statuses every route with a body may answer."""

READS = (401, 403, 422, 503)
"""Error statuses every reading route may answer."""
