"""Connections that go to checked addresses only (httpx transport over httpcore's public network backend).

Checking a name and then letting the library resolve it again would leave room for a second answer (DNS rebinding): here
the address that was checked is the address that is connected to, while TLS still verifies the host's name.
"""

from __future__ import annotations

from collections.abc import Iterable

import httpcore
import httpx

from central.platforms.http import Deadline, Resolver, checked_addresses

SocketOptions = Iterable[httpcore.SOCKET_OPTION] | None


def guarded_transport(
    trusted_origins: frozenset[tuple[str, str, int]], resolver: Resolver, deadline: Deadline
) -> httpx.BaseTransport:
    """An httpx transport whose every connection is guarded; origins of `trusted_origins` connect freely."""
    transport = httpx.HTTPTransport(retries=0)
    transport._pool.close()
    # httpx has no parameter for httpcore's network backend; its pool is replaced by one of the same public class.
    transport._pool = httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(trust_env=False),
        max_connections=10,
        max_keepalive_connections=5,
        keepalive_expiry=20.0,
        retries=0,
        network_backend=_GuardedBackend(trusted_origins, resolver, deadline),
    )
    return transport


class _GuardedBackend(httpcore.NetworkBackend):
    def __init__(
        self, trusted_origins: frozenset[tuple[str, str, int]], resolver: Resolver, deadline: Deadline
    ) -> None:
        self._inner = httpcore.SyncBackend()
        self._trusted = {(host, port) for _scheme, host, port in trusted_origins}
        self._resolver = resolver
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: SocketOptions = None,
    ) -> httpcore.NetworkStream:
        if (host, port) in self._trusted:
            addresses = [host]
        else:
            try:
                addresses = checked_addresses(self._resolver, host, port)
            except (OSError, UnicodeError) as fault:
                raise httpcore.ConnectError(f"{host} cannot be resolved") from fault
        failure: Exception = httpcore.ConnectError("no address")
        for address in addresses[:3]:
            try:
                stream = self._inner.connect_tcp(
                    address, port, self._deadline.limit(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as fault:
                failure = fault
            else:
                return _TimedStream(stream, self._deadline)
        raise failure


class _TimedStream(httpcore.NetworkStream):
    """A connection that keeps the deadline of the whole call, so that trickled headers end too."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._deadline.remaining() <= 0:
            raise httpcore.ReadTimeout("total time is over")
        return self._inner.read(max_bytes, self._deadline.limit(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if self._deadline.remaining() <= 0:
            raise httpcore.WriteTimeout("total time is over")
        self._inner.write(buffer, self._deadline.limit(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: object, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _TimedStream(
            self._inner.start_tls(ssl_context, server_hostname, self._deadline.limit(timeout)),  # type: ignore[arg-type]
            self._deadline,
        )

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)
