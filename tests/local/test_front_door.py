"""The front door: files, pages of the app, forwarding and sockets, against an upstream on loopback."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from aiohttp import web
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from central_local.files import free_port
from central_local.front_door import FrontDoor, Upstreams
from central_local.problem import Problem


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


@pytest.fixture(scope="module")
def upstream() -> Iterator[int]:
    loop, ready, port = asyncio.new_event_loop(), threading.Event(), free_port()

    def serve() -> None:
        asyncio.set_event_loop(loop)
        app = web.Application(client_max_size=20 * 1024 * 1024)
        app.router.add_get("/sockets", socket)
        app.router.add_route("*", "/{path:.*}", echo)
        runner = web.AppRunner(app)
        loop.run_until_complete(runner.setup())
        loop.run_until_complete(web.TCPSite(runner, "127.0.0.1", port).start())
        ready.set()
        loop.run_forever()

    threading.Thread(target=serve, daemon=True).start()
    ready.wait()
    yield port
    loop.call_soon_threadsafe(loop.stop)


@pytest.fixture
def door(tmp_path: Path, upstream: int) -> Iterator[FrontDoor]:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html>app")
    (tmp_path / "simulador.html").write_text("<!doctype html>simulator")
    (tmp_path / "assets" / "main-abc.js").write_text("run()")
    base = f"http://127.0.0.1:{upstream}"
    opened = FrontDoor(free_port(), tmp_path, Upstreams(f"{base}/stage", f"{base}/sockets", "http://127.0.0.1:1"))
    opened.start()
    yield opened
    opened.stop()


def get(door: FrontDoor, path: str) -> httpx.Response:
    return httpx.get(f"http://127.0.0.1:{door.port}{path}", timeout=5)


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
def test_addresses_are_pages(door: FrontDoor, path: str, text: str) -> None:
    answer = get(door, path)
    assert answer.text == f"<!doctype html>{text}"
    assert answer.headers["cache-control"] == "no-cache"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_hashed_files_are_kept_for_ever_and_packed(door: FrontDoor) -> None:
    answer = get(door, "/assets/main-abc.js")
    assert answer.text == "run()"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("path", ["/missing.js", "/../secret.txt", "/%2e%2e/%2e%2e/etc/passwd.txt"])
def test_a_file_that_is_not_there_is_not_a_page(door: FrontDoor, path: str) -> None:
    assert get(door, path).status_code == 404


@pytest.mark.parametrize("path", ["/api/v1/x?y=%2F1", "/webhooks/whatsapp/", "/health", "/demo/api/numbers"])
def test_the_rest_is_forwarded_as_it_came(door: FrontDoor, path: str) -> None:
    answer = httpx.post(
        f"http://127.0.0.1:{door.port}{path}", content=b"\xc3\xa9", headers={"cookie": "s=1"}, timeout=5
    )
    assert answer.status_code == 207
    assert answer.json() == {"method": "POST", "path": f"/stage{path}", "body": "é", "cookie": "s=1"}
    assert answer.headers.get_list("set-cookie") == ["a=1", "b=2"]


def test_a_body_that_is_too_big_is_said_so(door: FrontDoor) -> None:
    answer = httpx.post(f"http://127.0.0.1:{door.port}/api/v1/x", content=b"x" * (13 * 1024 * 1024), timeout=10)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")


def test_sockets_are_relayed_and_refusals_are_refusals(door: FrontDoor) -> None:
    with connect(f"ws://127.0.0.1:{door.port}/ws?ticket=good") as connection:
        connection.send("oi")
        assert connection.recv(timeout=5) == "heard oi"
    with pytest.raises(InvalidStatus, match="403"):
        connect(f"ws://127.0.0.1:{door.port}/ws?ticket=bad")


def test_an_upstream_that_is_away_is_a_503(door: FrontDoor) -> None:
    door.upstreams = Upstreams("http://127.0.0.1:1", "http://127.0.0.1:1", "http://127.0.0.1:1")
    assert get(door, "/api/v1/x").status_code == 503
    with pytest.raises(InvalidStatus, match="503"):
        connect(f"ws://127.0.0.1:{door.port}/ws?ticket=good")


def test_a_port_in_use_is_one_clear_sentence(door: FrontDoor) -> None:
    with pytest.raises(Problem, match=f"Port {door.port} is in use"):
        FrontDoor(door.port, door.files, door.upstreams).start()
