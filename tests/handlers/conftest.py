"""The REST function over a test's ports."""

import importlib
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

import pytest

from central.ports import Ports
from tests.fixtures.mail import mail_worker
from tests.fixtures.realtime import PUBLIC_URL, Handler
from tests.fixtures.surveys import shop
from tests.handlers.rest_client import Client, rest_client

__all__ = ["mail_worker", "shop"]


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


@pytest.fixture
def handler(ports: Ports, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Handler]]:
    """A deployed handler over the test's ports, by the name of its function."""
    monkeypatch.setenv("PUBLIC_URL", PUBLIC_URL)
    patches = []

    def load(name: str) -> Handler:
        module = importlib.import_module(f"{name}.handler")
        patched = patch.object(module, "ports", lambda: ports)
        patched.start()
        patches.append(patched)
        handler: Handler = module.lambda_handler
        return handler

    yield load
    for patched in patches:
        patched.stop()
