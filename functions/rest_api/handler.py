"""The REST API: everything under /api/v1, and /health.

Trigger: HTTP API, payload format 2.0.
Writes: what the use cases of the slices write. Emits: their events, facts and doorbells, after commit.
Fails: every error is answered in the shape of ``central.api.errors``; nothing is retried.
"""

import os
from functools import lru_cache
from typing import Any

from mangum import Mangum

from central.api.app import create_app
from central.api.settings import ApiSettings
from central.runtime.entry import Event, entry, logger, note
from central.runtime.settings import settings
from central.runtime.wiring import ports


def _report(**fields: Any) -> None:
    logger.error("unexpected", **fields)


@lru_cache(maxsize=1)
def _gateway() -> Mangum:
    api_settings = ApiSettings(
        public_url=settings.public_url,
        version=settings.version,
        graph_base_url=settings.graph_base_url,
        graph_version=settings.graph_version,
        origin_secret=settings.origin_secret,
        sign_up=settings.sign_up,
    )
    return Mangum(create_app(ports(worker=False), api_settings, note=note, report=_report), lifespan="off")


if os.environ.get("AWS_LAMBDA_FUNCTION_NAME"):
    _gateway()  # while the function initialises: with more CPU, and part of the snapshot where SnapStart is on


@entry
def lambda_handler(event: Event, context: Any) -> dict[str, Any]:
    """Answer one request."""
    return _gateway()(event, context)
