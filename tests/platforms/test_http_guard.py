"""The guard of each connection: every address is checked, the name stays TLS's, and no step outlasts the whole call.

The clock and the sockets are made here, so that seconds pass only where a test says so.
"""

import ssl
from collections.abc import Callable
from threading import Thread
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from central.platforms.http import CallFailed, Deadline, OutboundHttp

PUBLIC = ["93.184.215.14", "93.184.215.15", "93.184.215.16", "93.184.215.17"]
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"


class Network:
    """What is called, how long each step was allowed to take, and how long it takes by this clock."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.connected: list[tuple[str, int]] = []
        self.secured: list[str] = []
        self.allowed: dict[str, list[float]] = {"connect": [], "secure": [], "read": [], "write": []}
        self.seconds = {"connect": 0.0, "secure": 0.0, "read": 0.0, "write": 0.0}
        self.silent: set[str] = set()
        self.answer = OK
        self.chunk = 65_536
        self.sent = b""

    def take(self, step: str, timeout: float) -> None:
        self.allowed[step].append(timeout)
        self.now += self.seconds[step]

    def create_connection(self, address: tuple[str, int], timeout: float, **_: object) -> "Socket":
        self.connected.append(address)
        self.take("connect", timeout)
        if address[0] in self.silent:
            raise TimeoutError
        return Socket(self)

    def tls(self, **_: object) -> Any:
        def wrap(socket: "Socket", *, server_hostname: str) -> "Socket":
            self.secured.append(server_hostname)
            self.take("secure", socket.timeout)
            return socket

        return SimpleNamespace(set_alpn_protocols=lambda _protocols: None, wrap_socket=wrap)


class Socket:
    def __init__(self, network: Network) -> None:
        self.network = network
        self.timeout = 0.0

    def settimeout(self, timeout: float) -> None:
        self.timeout = timeout

    def recv(self, most: int) -> bytes:
        self.network.take("read", self.timeout)
        size = min(most, self.network.chunk)
        given, self.network.answer = self.network.answer[:size], self.network.answer[size:]
        return given

    def send(self, data: bytes) -> int:
        self.network.take("write", self.timeout)
        self.network.sent += data
        return len(data)

    def setsockopt(self, *_: object) -> None: ...

    def close(self) -> None: ...


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    network = Network()
    monkeypatch.setattr("socket.create_connection", network.create_connection)
    monkeypatch.setattr("httpx.create_ssl_context", network.tls)
    monkeypatch.setattr("central.platforms.http.time", SimpleNamespace(monotonic=lambda: network.now))
    return network


def client(*addresses: str, **options: Any) -> OutboundHttp:
    return OutboundHttp(resolver=lambda _host, _port: list(addresses), **options)


def failure_of(call: Callable[[], object]) -> tuple[str, bool, str]:
    with pytest.raises(CallFailed) as failure:
        call()
    return failure.value.code, failure.value.sent, failure.value.details


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_each_address_of_a_name_is_checked_before_any_is_connected_to(network: Network, place: int) -> None:
    addresses = PUBLIC[:3]
    addresses.insert(place, "10.0.0.1")
    assert failure_of(lambda: client(*addresses).request("GET", "https://example.com/"))[:2] == ("blocked", False)
    assert network.connected == []


def test_the_next_address_is_tried_when_one_does_not_answer(network: Network) -> None:
    network.silent = {PUBLIC[0], PUBLIC[1]}
    network.seconds["connect"] = 5.0
    assert client(*PUBLIC).request("GET", "https://example.com/").json() == {}
    assert network.connected == [(address, 443) for address in PUBLIC[:3]]


def test_an_address_that_a_name_has_twice_is_tried_once(network: Network) -> None:
    network.silent = {PUBLIC[0]}
    client(*[PUBLIC[0]] * 3, PUBLIC[1]).request("GET", "https://example.com/")
    assert network.connected == [(PUBLIC[0], 443), (PUBLIC[1], 443)]


def test_three_addresses_are_tried_and_no_more(network: Network) -> None:
    network.silent = set(PUBLIC)
    failed = failure_of(lambda: client(*PUBLIC).request("GET", "https://example.com/"))
    assert failed == ("timeout", False, "ConnectTimeout")
    assert network.connected == [(address, 443) for address in PUBLIC[:3]]


@pytest.mark.parametrize("fault", [OSError, UnicodeError])
def test_a_name_that_cannot_be_resolved_is_called_by_nobody(network: Network, fault: type[Exception]) -> None:
    def resolver(_host: str, _port: int) -> list[str]:
        raise fault

    for http in (OutboundHttp(resolver=resolver), client()):
        assert failure_of(lambda http=http: http.request("GET", "https://example.com/")) == (  # type: ignore[misc]
            "unreachable",
            False,
            "ConnectError",
        )
    assert network.connected == []


def test_a_configured_name_is_trusted_at_its_own_port_only(network: Network) -> None:
    http = client("127.0.0.1", trusted_bases=["https://graph.example.com:8443/v24.0"])
    assert http.request("GET", "https://graph.example.com:8443/v24.0/x").json() == {}
    assert network.connected == [("graph.example.com", 8443)]
    assert failure_of(lambda: http.request("GET", "https://graph.example.com/v24.0/x"))[:2] == ("blocked", False)
    assert len(network.connected) == 1


def test_tls_asks_for_the_name_at_the_address_that_was_checked(network: Network) -> None:
    client(PUBLIC[0]).request("GET", "https://example.com/")
    assert (network.connected, network.secured) == ([(PUBLIC[0], 443)], ["example.com"])


def test_certificates_are_verified_and_none_of_the_environment_are_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[dict[str, Any], ssl.SSLContext]] = []
    create = httpx.create_ssl_context

    def remember(**how: Any) -> ssl.SSLContext:
        context = create(**how)
        made.append((how, context))
        return context

    monkeypatch.setattr("httpx.create_ssl_context", remember)
    OutboundHttp().close()
    # The other contexts are of httpx's own pools, which are replaced or never used.
    contexts = [context for how, context in made if how == {"trust_env": False}]
    assert [(context.verify_mode, context.check_hostname) for context in contexts] == [(ssl.CERT_REQUIRED, True)]


def test_a_trickled_head_ends_when_the_time_of_the_whole_call_is_over(network: Network) -> None:
    network.answer = b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100
    network.chunk = 1
    network.seconds["read"] = 1.0
    http = client(PUBLIC[0], read_seconds=3, total_seconds=5)
    assert failure_of(lambda: http.request("GET", "https://example.com/")) == ("timeout", True, "ReadTimeout")
    # Never longer than is left, though another read would be allowed three seconds.
    assert network.allowed["read"] == [3, 3, 3, 2, 1]


def test_a_body_is_not_sent_when_the_time_of_the_whole_call_is_over(network: Network) -> None:
    network.seconds["write"] = 5.0
    http = client(PUBLIC[0], read_seconds=30, total_seconds=5)
    failed = failure_of(lambda: http.request("POST", "https://example.com/", data={"a": "never sent"}))
    assert failed == ("timeout", True, "WriteTimeout")
    assert network.sent.startswith(b"POST / HTTP/1.1\r\n")
    assert b"never" not in network.sent
    assert network.allowed["write"] == [5]


def test_connecting_and_agreeing_on_keys_take_from_the_time_of_the_whole_call(network: Network) -> None:
    network.silent = {PUBLIC[0], PUBLIC[1]}
    network.seconds["connect"], network.seconds["secure"] = 3.0, 2.0
    http = client(*PUBLIC, connect_seconds=5, read_seconds=60, total_seconds=12)
    http.request("GET", "https://example.com/")
    assert (network.allowed["connect"], network.allowed["secure"]) == ([5, 5, 5], [3])
    assert (network.allowed["write"], network.allowed["read"]) == ([1], [1])


def test_a_connection_is_never_told_not_to_wait(network: Network) -> None:
    """Zero seconds would be a socket that answers at once, whatever there is to read."""
    network.silent = {PUBLIC[0]}
    network.seconds["connect"] = 5.0
    http = client(*PUBLIC[:2], total_seconds=5)
    assert failure_of(lambda: http.request("GET", "https://example.com/"))[0] == "timeout"
    assert network.allowed["connect"] == [5, 0.001]
    assert network.sent == b""


def test_each_thread_has_its_own_time(network: Network) -> None:
    deadline = Deadline()
    deadline.start(5)
    other = Thread(target=deadline.start, args=[60])
    other.start()
    other.join()
    assert deadline.remaining() == 5
    network.now += 7
    assert deadline.remaining() == -2


def test_no_compressed_answer_is_asked_for(network: Network) -> None:
    client(PUBLIC[0]).request("GET", "https://example.com/")
    head = network.sent.lower().split(b"\r\n")
    assert b"accept-encoding: identity" in head
    assert b"user-agent: central/1.0" in head


def test_each_call_has_its_own_time(network: Network) -> None:
    network.seconds["read"] = 4.0
    http = client(PUBLIC[0], total_seconds=5)
    for _ in range(3):
        network.answer = OK
        assert http.request("GET", "https://example.com/").json() == {}
    network.answer = OK
    assert failure_of(lambda: http.request("GET", "https://example.com/", total_seconds=4))[0] == "timeout"
