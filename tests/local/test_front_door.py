"""The front door: files, pages of the app, forwarding and sockets, against an upstream on loopback."""

import asyncio
import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from aiohttp import web
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from central_local.files import free_port
from central_local.front_door import Addresses, FrontDoor


async def echo(request: web.Request) -> web.Response:
    response = web.json_response(
        {
            "method": request.method,
            "path": request.raw_path,
            "body": (await request.read()).decode(errors="replace"),
            "cookie": request.headers.get("cookie"),
        },
        status=207,
    )
    response.headers.add("set-cookie", "a=1")
    response.headers.add("set-cookie", "b=2")
    return response


async def socket(request: web.Request) -> web.StreamResponse:
    if request.query.get("ticket") != "good":
        return web.Response(status=403)
    answer = web.WebSocketResponse()
    await answer.prepare(request)
    async for message in answer:
        await answer.send_str(f"heard {message.data}")
    return answer


def upstream_application() -> web.Application:
    app = web.Application(client_max_size=20 * 1024 * 1024)
    app.router.add_get("/sockets", socket)
    app.router.add_route("*", "/{path:.*}", echo)
    return app


@contextmanager
def served(application: Callable[[int], web.Application]) -> Iterator[int]:
    """Serve in a thread, on a free port; all that was open is closed at the end."""
    port, ready, done = free_port(), threading.Event(), threading.Event()

    async def serve() -> None:
        runner = web.AppRunner(application(port), shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        ready.set()
        await asyncio.to_thread(done.wait)
        await runner.cleanup()

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    try:
        assert ready.wait(60)
        yield port
    finally:
        done.set()
        thread.join(60)


@pytest.fixture(scope="module")
def upstream() -> Iterator[int]:
    with served(lambda _: upstream_application()) as port:
        yield port


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html>app")
    (tmp_path / "simulador.html").write_text("<!doctype html>simulator")
    (tmp_path / "assets/main-abc.js").write_text("run();" * 400)
    return tmp_path


@pytest.fixture
def door(pages: Path, upstream: int) -> Iterator[int]:
    base = f"127.0.0.1:{upstream}"
    addresses = Addresses(f"http://{base}/stage", f"ws://{base}/sockets", f"http://{base}")
    with served(lambda port: FrontDoor(pages, addresses, port).application()) as port:
        yield port


def get(door: int, path: str, **headers: str) -> httpx.Response:
    return httpx.get(f"http://127.0.0.1:{door}{path}", timeout=60, headers=headers)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/", "app"),
        ("/conversas", "app"),
        ("/conversas/7?x=1", "app"),
        ("/demonstracao", "simulator"),
        ("/simulador/", "simulator"),
    ],
)
def test_addresses_are_pages(door: int, path: str, text: str) -> None:
    answer = get(door, path)
    assert answer.text == f"<!doctype html>{text}"
    assert answer.headers["cache-control"] == "no-cache"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_hashed_files_are_kept_for_ever_and_packed(door: int) -> None:
    answer = get(door, "/assets/main-abc.js")
    assert answer.text == "run();" * 400
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    assert get(door, "/assets/main-abc.js", **{"if-none-match": answer.headers["etag"]}).status_code == 304


def raw_status(door: int, path: str) -> int:
    """Ask for exactly this path: clients take the dots out."""
    connection = http.client.HTTPConnection("127.0.0.1", door, timeout=60)
    connection.putrequest("GET", path, skip_host=False)
    connection.endheaders()
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.mark.parametrize("path", ["/missing.js", "/../secret.txt", "/%2e%2e/%2e%2e/etc/passwd.txt", "/..%2fsecret.txt"])
def test_a_file_that_is_not_there_is_not_a_page(door: int, pages: Path, path: str) -> None:
    (pages.parent / "secret.txt").write_text("secret")
    assert raw_status(door, path) == 404


def test_pages_that_are_not_built_say_so(door: int, pages: Path) -> None:
    (pages / "index.html").unlink()
    answer = get(door, "/")
    assert answer.status_code == 503
    assert "not built" in answer.text


@pytest.mark.parametrize("path", ["/api/v1/x?y=%2F1", "/webhooks/whatsapp/", "/health", "/demo/api/a%2Fb"])
def test_the_rest_is_forwarded_as_it_came(door: int, path: str) -> None:
    answer = httpx.post(f"http://127.0.0.1:{door}{path}", content=b"\xc3\xa9", headers={"cookie": "s=1"}, timeout=60)
    assert answer.status_code == 207
    assert answer.json() == {"method": "POST", "path": f"/stage{path}", "body": "é", "cookie": "s=1"}
    assert answer.headers.get_list("set-cookie") == ["a=1", "b=2"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_body_that_is_too_big_is_said_as_the_gateway_says_it(door: int) -> None:
    answer = httpx.post(f"http://127.0.0.1:{door}/api/v1/x", content=b"x" * (11 * 1024 * 1024), timeout=60)
    assert (answer.status_code, answer.json()) == (413, {"message": "Request Entity Too Large"})


def test_sockets_are_relayed_and_refusals_are_refusals(door: int) -> None:
    with connect(f"ws://127.0.0.1:{door}/ws?ticket=good") as connection:
        connection.send("oi")
        assert connection.recv(timeout=60) == "heard oi"
    with pytest.raises(InvalidStatus, match="403"):
        connect(f"ws://127.0.0.1:{door}/ws?ticket=bad")
    assert get(door, "/ws").status_code == 426


def test_an_engine_that_is_away_is_a_503(pages: Path) -> None:
    nobody = free_port()
    addresses = Addresses(f"http://127.0.0.1:{nobody}", f"ws://127.0.0.1:{nobody}", f"http://127.0.0.1:{nobody}")
    with served(lambda port: FrontDoor(pages, addresses, port).application()) as door:
        assert get(door, "/api/v1/x").status_code == 503
        with pytest.raises(InvalidStatus, match="503"):
            connect(f"ws://127.0.0.1:{door}/ws?ticket=good")
