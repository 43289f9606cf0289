"""Which pages may change something or connect."""

import pytest

from central.origin import is_own_origin

PUBLIC = "https://central.exemplo.com.br"


@pytest.mark.parametrize(
    "origin",
    [PUBLIC, f"{PUBLIC}:443", f"{PUBLIC}/", "HTTPS://Central.Exemplo.com.br"],
)
def test_ours(origin: str) -> None:
    assert is_own_origin(origin, PUBLIC)


@pytest.mark.parametrize(
    "origin",
    [
        "",
        "null",
        "central.exemplo.com.br",
        "http://central.exemplo.com.br",
        "http://central.exemplo.com.br:443",
        "ftp://central.exemplo.com.br",
        "chrome-extension://central.exemplo.com.br",
        "https://exemplo.net@central.exemplo.com.br",
        f"{PUBLIC}:8443",
        f"{PUBLIC}:x",
        f"{PUBLIC}.exemplo.net",
        "https://exemplo.com.br",
        "https://central.exemplo.com.br@exemplo.net",
        "https://[::1",
    ],
)
def test_somebody_elses(origin: str) -> None:
    assert not is_own_origin(origin, PUBLIC)


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]"])
def test_one_machine_has_several_names(name: str) -> None:
    assert is_own_origin(f"http://{name}:8080", "http://localhost:8080")
    assert not is_own_origin(f"http://{name}:8081", "http://localhost:8080")
    assert not is_own_origin(f"http://{name}:x@exemplo.net:8080", "http://localhost:8080")


def test_without_a_public_address_nothing_is_ours() -> None:
    assert not is_own_origin("", "")
