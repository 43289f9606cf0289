"""HTTP as AWS speaks it, against a server that says exactly these bytes."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from central.aws import wire
from central.aws.wire import Wire
from tests.aws.scripted import Scripted, scripted

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"


@contextmanager
def connected(server: Scripted, scheme: str = "http") -> Iterator[Wire]:
    one = Wire(scheme, "127.0.0.1", server.port, 30)
    try:
        yield one
    finally:
        one.close()


def ask(one: Wire, body: bytes = b"") -> tuple[int, bytes]:
    return one.exchange("POST", "/a?b=c", {"host": "sqs", "x-amz-target": "T"}, body)


def test_a_request_is_what_was_asked_for_and_the_connection_is_kept() -> None:
    with scripted([OK, OK]) as server, connected(server) as one:
        assert [ask(one, b"\x00\xff"), ask(one)] == [(200, b"{}"), (200, b"{}")]
    head = b"POST /a?b=c HTTP/1.1\r\nhost: sqs\r\nx-amz-target: T\r\naccept-encoding: identity\r\ncontent-length: "
    assert server.heard == [head + b"2\r\n\r\n\x00\xff", head + b"0\r\n\r\n"]
    assert server.connections == 1


@pytest.mark.parametrize(
    ("answer", "read", "kept"),
    [
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\nX: y\r\n\r\nabc", (404, b"abc"), True),
        (b"HTTP/1.1 200\r\ncontent-length:0\r\n\r\n", (200, b""), True),
        (b"HTTP/1.1 204 No Content\r\n\r\n", (204, b""), True),
        (b"HTTP/1.1 304 Not Modified\r\ncontent-length: 9\r\n\r\n", (304, b""), True),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + OK, (200, b"{}"), True),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n"
            b"3;a=b\r\nabc\r\nA\r\ntenofthem!\r\n0\r\nx: y\r\n\r\n",
            (200, b"abctenofthem!"),
            True,
        ),
        (b"HTTP/1.1 200 OK\r\nconnection: Close\r\ncontent-length: 1\r\n\r\na", (200, b"a"), False),
        (b"HTTP/1.0 200 OK\r\ncontent-length: 1\r\n\r\na", (200, b"a"), False),
        (b"HTTP/1.1 200 OK\r\n\r\nto the end", (200, b"to the end"), False),
    ],
)
def test_an_answer_is_read_to_its_end_and_no_further(answer: bytes, read: tuple[int, bytes], kept: bool) -> None:
    with scripted([answer, *([OK] if kept else [])]) as server, connected(server) as one:
        assert ask(one) == read
        if kept:
            assert ask(one) == (200, b"{}")
        else:
            with pytest.raises(OSError):
                ask(one)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK",
        b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\ncontent-length: three\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nab",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n",
        b"HTTP/1.1 OK\r\n\r\n",
        b"HTTP/1.1\r\n\r\n",
        b"SSH-2.0 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 100 + b"content-length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\na: " + b"b" * 70_000 + b"\r\ncontent-length: 0\r\n\r\n",
    ],
)
def test_what_is_no_whole_answer_is_none(answer: bytes) -> None:
    with scripted([answer]) as server, connected(server) as one, pytest.raises(OSError):
        ask(one)


def test_whom_nobody_vouches_for_is_not_spoken_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = _certificate(tmp_path)
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(certificate)
    with scripted([OK], tls=server_side) as server, pytest.raises(ssl.SSLCertVerificationError):
        Wire("https", "127.0.0.1", server.port, 30)
    assert server.heard == []
    monkeypatch.setattr(wire, "_tls", lambda: ssl.create_default_context(cafile=str(certificate)))
    with scripted([OK], tls=server_side) as server, connected(server, "https") as one:
        assert ask(one) == (200, b"{}")


def _certificate(folder: Path) -> Path:
    """Write a certificate for 127.0.0.1 that is signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    moment = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(moment - timedelta(days=1))
        .not_valid_after(moment + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    encoding, none = serialization.Encoding.PEM, serialization.NoEncryption()
    path = folder / "server.pem"
    path.write_bytes(key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, none) + made.public_bytes(encoding))
    return path
