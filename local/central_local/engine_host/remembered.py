"""Patch 8: what is worked out again for every answer and at every look into the queues, and is always the same.

At 100 messages a second a tenth of the engine's time went into the address of its own queues, into taking apart the
names of their sources, into the date of an answer, into comparing a request with every route of an API, and into
looking for streams, which this product has none of.
"""

from __future__ import annotations

import time
from email.utils import formatdate
from functools import cache, lru_cache
from typing import Any


@lru_cache(maxsize=2)
def _date_in(second: int) -> str:
    return formatdate(second, usegmt=True)


def date_now(*, usegmt: bool) -> str:
    """The date for an answer's head, written once a second."""
    assert usegmt
    return _date_in(int(time.time()))


def apply() -> None:
    """Remember them where the engine asks."""
    from ministack import app
    from ministack.services import apigateway, lambda_svc, sqs

    parse = lambda_svc.parse_arn
    known = lru_cache(maxsize=1024)(parse)

    def parse_arn(value: Any) -> Any:
        return known(value) if isinstance(value, str) else parse(value)

    lambda_svc.parse_arn = parse_arn
    sqs.use_ssl_enabled = cache(sqs.use_ssl_enabled)
    app.formatdate = date_now
    apigateway._path_matches = lru_cache(maxsize=4096)(apigateway._path_matches)
    apigateway._route_specificity = lru_cache(maxsize=1024)(apigateway._route_specificity)
    lambda_svc._poll_kinesis = lambda_svc._poll_dynamodb_streams = lambda: False
