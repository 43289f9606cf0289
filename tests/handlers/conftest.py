"""The REST function over a test's ports."""

from collections.abc import Iterator
from typing import Any

import pytest

from central.ports import Ports
from tests.handlers.rest_client import Client, rest_client


@pytest.fixture
def reports() -> Iterator[list[dict[str, Any]]]:
    """Unexpected errors the API reported; a test that expects one empties the list."""
    found: list[dict[str, Any]] = []
    yield found
    assert found == [], "the API failed unexpectedly"


@pytest.fixture
def client(ports: Ports, reports: list[dict[str, Any]]) -> Iterator[Client]:
    """Somebody who is not signed in."""
    with rest_client(ports, reports) as anonymous:
        yield anonymous
