"""The tests generated from the routes fail on a planted hole; one that stays green with it would prove nothing."""

import pytest

from central.api.openapi import Operation
from tests.fixtures.factories import Owner
from tests.handlers import test_rest_generated as generated
from tests.handlers.rest_client import Client

PLANTED = "/api/v1/labels"


@pytest.mark.parametrize(
    ("name", "value"), [("permission", None), ("permission", "invented"), ("needs_session", False)]
)
def test_a_route_without_permission_or_session_is_found(
    owner: Owner, client: Client, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    real = getattr(Operation, name).fget
    planted = property(lambda operation: value if operation.path == PLANTED else real(operation))
    monkeypatch.setattr(Operation, name, planted)
    with pytest.raises(AssertionError, match=PLANTED):
        generated.test_every_route_needs_a_session_and_a_known_permission(generated.World(owner, client))
