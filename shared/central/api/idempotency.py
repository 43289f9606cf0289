"""The ``Idempotency-Key`` header of routes that create something."""

import re
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Header, Request
from fastapi.responses import JSONResponse

from central.api.dependencies import PortsHere, SignedIn
from central.call import Call
from central.db.idempotency import run_once
from central.errors import Invalid
from central.ports import Ports
from central.schemas import View

_KEY = re.compile(r"[\x21-\x7e]{1,255}")
Shown = TypeVar("Shown", bound=View)


class Once:
    """Runs a use case at most once per key; without a key it simply runs it."""

    def __init__(self, ports: Ports, call: Call, key: str | None, request_hash: bytes) -> None:
        self._ports = ports
        self._call = call
        self._key = key
        self._request_hash = request_hash

    def run(self, work: Callable[[Ports], Shown], *, status: int = 201) -> Any:
        """Return the answer of ``work`` (called with the ports it must use), or the stored one of the same request.

        A use case that opens a transaction joins the one that stores the reply, so both happen or neither.
        """
        if self._key is None:
            return work(self._ports)
        reply = run_once(
            self._ports,
            self._call,
            self._key,
            self._request_hash,
            lambda ports: (status, work(ports).model_dump(mode="json")),
        )
        headers = {"Idempotent-Replayed": "true"} if reply.replayed else None
        return JSONResponse(reply.body, reply.status, headers=headers)


async def _once(
    request: Request,
    ports: PortsHere,
    call: SignedIn,
    idempotency_key: Annotated[
        str | None, Header(description="Any text of your own, 1 to 255 visible ASCII characters; kept for 24 hours.")
    ] = None,
) -> Once:
    if idempotency_key is not None and not _KEY.fullmatch(idempotency_key):
        raise Invalid("A chave deve ter de 1 a 255 caracteres.", fields={"Idempotency-Key": "Formato inválido."})
    return Once(ports, call, idempotency_key, request.state.request_hash)


OnceHere = Annotated[Once, Depends(_once)]
"""Use as ``once: OnceHere`` and ``return once.run(lambda ports: view(service.create(ports, call, …)))``."""
