"""The outbound client: no address inside is ever called, in any notation, and nothing runs without end."""

import gzip
import io
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import httpx
import pytest

from central.platforms.addresses import BlockedAddress, check_address, check_url
from central.platforms.http import CallFailed, OutboundHttp

PUBLIC = "93.184.215.14"

BLOCKED_URLS = [
    # schemes, shapes
    "http://example.com:443/", "http://example.com:8443/",
    "http://example.com/", "ftp://example.com/", "file:///etc/passwd", "gopher://example.com/", "//example.com/",
    "javascript:alert(1)", "data:text/plain,x", "", "https://", "https:///path", "https://:443/", "not a url",
    "https://example.com:abc/", "https://example.com:99999/", "https://[::1", "https://exa mple.com/",
    "https://example.com/\r\nHost: x", "https://example.com\\@127.0.0.1/", "https://example.com\t.evil/",
    "https://example.com/" + "x" * 5_000, "https://example.com/\x7f", "https://example.com/a\\b",
    "https://" + "a." * 126 + "com/",
    # credentials and ports
    "https://user@example.com/", "https://user:pass@example.com/",  # pragma: allowlist secret
    "https://example.com@127.0.0.1/",
    "https://@example.com",
    "https://example.com:22/", "https://example.com:25/", "https://example.com:80/", "https://example.com:6379/",
    "https://example.com:5432/", "https://example.com:9200/",
    # this machine
    "https://localhost/", "https://LOCALHOST/", "https://localhost./", "https://api.localhost/", "https://127.0.0.1/",
    "https://127.1/", "https://127.0.1/", "https://2130706433/", "https://0x7f000001/", "https://0x7f.0.0.1/",
    "https://0177.0.0.1/", "https://017700000001/", "https://127.0.0.1./", "https://0/", "https://0.0.0.0/",
    "https://127.000.000.001/", "https://[::1]/", "https://[::]/", "https://[0:0:0:0:0:0:0:1]/", "https://127。0。0。1/",
    "https://①②⑦.⓪.⓪.①/",
    # private, link-local, metadata, carrier
    "https://10.0.0.1/", "https://172.16.0.1/", "https://172.31.255.255/", "https://192.168.1.1/",
    "https://169.254.169.254/latest/meta-data/", "https://169.254.170.2/", "https://100.64.0.1/",
    "https://100.100.100.200/",
    "https://198.18.0.1/", "https://192.0.0.192/", "https://192.0.2.1/", "https://203.0.113.5/", "https://224.0.0.1/",
    "https://240.0.0.1/", "https://255.255.255.255/", "https://0xa9fea9fe/", "https://2852039166/",
    "https://169.254.43518/",
    "https://[fd00:ec2::254]/", "https://[fe80::1]/", "https://[fe80::1%25eth0]/", "https://[fec0::1]/",
    "https://[ff02::1]/", "https://[4000::1]/", "https://[2606:4700:4700::1111%25eth0]/",
    # IPv4 inside IPv6
    "https://[::ffff:127.0.0.1]/", "https://[::ffff:a9fe:a9fe]/", "https://[::127.0.0.1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[64:ff9b:1::a00:1]/", "https://[2002:7f00:1::]/", "https://[2001:0:7f00:1::]/",
    "https://[::ffff:0:7f00:1]/",
    "https://[2001:db8::1]/", "https://[100::1]/", "https://[5f00::1]/", "https://[3fff::1]/",
    # names that lead inside by convention
    "https://metadata/", "https://intranet/", "https://metadata.google.internal/", "https://printer.local/",
    "https://db.corp/", "https://router.home.arpa/", "https://x.onion/", "https://-bad-.example.com/",
    "https://a..b.com/",
]  # fmt: skip

ALLOWED_URLS = [
    "https://example.com/", "https://graph.facebook.com/v24.0/1/messages", "https://EXAMPLE.com./x?y=1#z",
    "https://example.com:8443/", "https://1.1.1.1/", "https://[2606:4700:4700::1111]/", "https://ação.com.br/",
    "https://my_host.example.com/", "https://127.0.0.1.nip.example.com/", "https://10.example.com/",
]  # fmt: skip


@pytest.mark.parametrize("url", BLOCKED_URLS)
def test_url_is_refused_before_any_connection(url: str) -> None:
    with pytest.raises(BlockedAddress):
        check_url(url)
    touched: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        touched.append(str(request.url))
        return httpx.Response(200)

    with pytest.raises(CallFailed) as failure:
        OutboundHttp(transport=httpx.MockTransport(answer)).request("GET", url)
    assert (failure.value.code, failure.value.sent, touched) == ("blocked", False, [])


@pytest.mark.parametrize("url", ALLOWED_URLS)
def test_public_url_is_allowed(url: str) -> None:
    assert check_url(url).trusted is False


def test_more_than_sixty_notations_are_covered() -> None:
    assert len(set(BLOCKED_URLS)) >= 60


@pytest.mark.parametrize("address", ["8.8.8.8", PUBLIC, "2606:4700:4700::1111"])
def test_public_addresses(address: str) -> None:
    check_address(address)


@pytest.mark.parametrize("address", ["fe80::1%eth0", "x", "", "127.0.0.1", "::ffff:8.8.8.8", "2002:808:808::"])
def test_other_addresses(address: str) -> None:
    with pytest.raises(BlockedAddress):
        check_address(address)


def test_only_the_exact_configured_origin_is_trusted() -> None:
    trusted = [("http", "127.0.0.1", 8080)]
    assert check_url("http://127.0.0.1:8080/demo/v24.0/x", trusted).trusted
    for url in ("http://127.0.0.1:8081/", "https://127.0.0.1:8080/", "http://127.0.0.2:8080/", "http://u@127.0.0.1:8080/",
                "http://localhost:8080/", "http://127.1:8080/"):  # fmt: skip
        with pytest.raises(BlockedAddress):
            check_url(url, trusted)


# -- with real sockets on this machine --------------------------------------------------------------------------------


@contextmanager
def listener(serve: Callable[[socket.socket], None]) -> Iterator[tuple[int, list[int]]]:
    """A server on a free port; gives the port and a list that grows with every connection."""
    hits: list[int] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def loop() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                hits.append(1)
                with connection:
                    connection.settimeout(60)
                    try:
                        connection.recv(65_536)
                        serve(connection)
                    except OSError:
                        continue

        thread = threading.Thread(target=loop, daemon=True)
        thread.start()
        yield server.getsockname()[1], hits
        server.shutdown(socket.SHUT_RDWR)
    thread.join(60)


def reply(raw: bytes) -> Callable[[socket.socket], None]:
    return lambda connection: connection.sendall(raw)


OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"


@pytest.mark.usefixtures("socket_enabled")
def test_a_name_that_resolves_inside_is_never_connected_to() -> None:
    with listener(reply(OK)) as (port, hits):
        for answers in (["127.0.0.1"], [PUBLIC, "127.0.0.1"], ["::1"], ["169.254.169.254"], ["::ffff:127.0.0.1"]):
            http = OutboundHttp(resolver=lambda _host, _port, found=answers: found)  # type: ignore[misc]
            with pytest.raises(CallFailed) as failure:
                http.request("GET", "https://evil.example.com/")
            assert (failure.value.code, failure.value.sent) == ("blocked", False)
        assert hits == []
        assert port


@pytest.mark.usefixtures("socket_enabled")
def test_rebinding_the_checked_address_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    connected: list[str] = []

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr("socket.create_connection", connect)
    http = OutboundHttp(resolver=lambda _host, _port: next(answers))
    with pytest.raises(CallFailed) as failure:
        http.request("GET", "https://rebind.example.com/")
    assert connected == [PUBLIC]
    assert (failure.value.code, failure.value.sent) == ("unreachable", False)


@pytest.mark.usefixtures("socket_enabled")
def test_configured_base_on_this_machine_works_and_redirects_are_not_followed() -> None:
    redirect = (
        b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )
    with listener(reply(OK)) as (port, _), listener(reply(redirect)) as (other, hits):
        http = OutboundHttp(trusted_bases=[f"http://127.0.0.1:{port}/graph", f"http://127.0.0.1:{other}"])
        assert http.request("GET", f"http://127.0.0.1:{port}/graph/x").json() == {}
        answer = http.request("GET", f"http://127.0.0.1:{other}/")
        assert (answer.status, len(hits)) == (302, 1)
        with pytest.raises(CallFailed, match="blocked"):
            OutboundHttp().request("GET", f"http://127.0.0.1:{port}/")


@pytest.mark.usefixtures("socket_enabled")
def test_proxies_of_the_environment_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    with listener(reply(OK)) as (port, _), listener(reply(OK)) as (proxy, hits):
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{proxy}")
        monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{proxy}")
        OutboundHttp(trusted_bases=[f"http://127.0.0.1:{port}"]).request("GET", f"http://127.0.0.1:{port}/")
        assert hits == []


def endless(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b"x" * 65_536)


def trickle(head: bytes) -> Callable[[socket.socket], None]:
    def serve(connection: socket.socket) -> None:
        connection.sendall(head)
        pause = threading.Event()
        while not pause.wait(0.05):
            connection.sendall(b"x")

    return serve


def silence(connection: socket.socket) -> None:
    while connection.recv(65_536):
        pass


GZIP = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"
FAULTS: dict[str, tuple[Callable[[socket.socket], None], str]] = {
    "closed without answer": (lambda _connection: None, "broken"),
    "cut body": (reply(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"), "broken"),
    "not http": (reply(b"hello there\r\n\r\n"), "broken"),
    "endless body": (endless, "too_large"),
    "announced too large": (reply(b"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n"), "too_large"),
    "announced absurd": (reply(b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999999999999\r\n\r\n"), "too_large"),
    "says gzip and is not": (reply(GZIP + b"{}"), "broken"),
    "gzip bomb": (reply(GZIP + gzip.compress(bytes(5_000_000))), "too_large"),
    "slow body": (trickle(b"HTTP/1.1 200 OK\r\n\r\n"), "timeout"),
    "slow headers": (trickle(b"HTTP/1.1 200 OK\r\nX: "), "timeout"),
    "silence": (silence, "timeout"),
}


@pytest.mark.usefixtures("socket_enabled")
@pytest.mark.parametrize("name", sorted(FAULTS))
def test_faults_end_at_the_caps_and_count_as_sent(name: str) -> None:
    serve, code = FAULTS[name]
    with listener(serve) as (port, _):
        base = f"http://127.0.0.1:{port}"
        http = OutboundHttp(trusted_bases=[base], read_seconds=60, total_seconds=0.3 if code == "timeout" else 60)
        with pytest.raises(CallFailed) as failure:
            http.request("POST", base + "/", json_body={"a": 1}, max_bytes=1_000_000)
        assert (failure.value.code, failure.value.sent) == (code, True)


@pytest.mark.usefixtures("socket_enabled")
def test_nobody_listening_means_nothing_was_sent() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        base = f"http://127.0.0.1:{server.getsockname()[1]}"
    with pytest.raises(CallFailed) as failure:
        OutboundHttp(trusted_bases=[base]).request("POST", base)
    assert (failure.value.code, failure.value.sent) == ("unreachable", False)


@pytest.mark.usefixtures("socket_enabled")
def test_download_writes_only_a_success_and_stops_at_the_cap() -> None:
    with listener(reply(OK)) as (port, _), listener(reply(OK.replace(b"200", b"404"))) as (missing, _hits):
        http = OutboundHttp(trusted_bases=[f"http://127.0.0.1:{port}", f"http://127.0.0.1:{missing}"])
        sink = io.BytesIO()
        assert http.download(f"http://127.0.0.1:{port}/", sink, max_bytes=10).size == 2
        assert http.download(f"http://127.0.0.1:{missing}/", sink, max_bytes=10).status == 404
        assert sink.getvalue() == b"{}"
        with pytest.raises(CallFailed, match="too_large"):
            http.download(f"http://127.0.0.1:{port}/", sink, max_bytes=1)
    with listener(reply(GZIP + gzip.compress(b"x"))) as (port, _):
        base = f"http://127.0.0.1:{port}/"
        with pytest.raises(CallFailed, match="compressed"):
            OutboundHttp(trusted_bases=[base]).download(base, io.BytesIO(), max_bytes=10)
        assert OutboundHttp(trusted_bases=[base]).request("GET", base).body == b"x"
