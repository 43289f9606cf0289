"""S07: tokens nobody should believe, each of them brought back from the issuer's own token endpoint, each 401.

One honest token beside them shows that nothing else is wrong with the journey.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from central.single_sign_on import service
from central.single_sign_on.id_tokens import MAX_TOKEN
from tests.fakes.issuer import CLIENT_ID, EC_KEY, SECRET, FakeIssuer, public_jwk
from tests.fixtures.factories import Owner, Row, make_account, make_user
from tests.fixtures.moving_clock import MovingClock
from tests.fixtures.single_sign_on import Browser, reach, trust
from tests.handlers.rest_client import Client

Claims = dict[str, Any]
Forge = Callable[[FakeIssuer, Claims], str]


def part(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def with_claims(**changes: Any) -> Forge:
    """An honest signature over other claims; None leaves one out."""

    def forge(issuer: FakeIssuer, claims: Claims) -> str:
        changed = {**claims, **{name: value(claims) if callable(value) else value for name, value in changes.items()}}
        return issuer.sign({name: value for name, value in changed.items() if value is not None})

    return forge


def with_header(algorithm: str = "RS256", **header: Any) -> Forge:
    """Honest claims signed honestly, under another header."""
    return lambda issuer, claims: issuer.sign(claims, algorithm=algorithm, **header)


def unsigned(algorithm: Any) -> Forge:
    return lambda issuer, claims: f"{part({'alg': algorithm, 'typ': 'JWT', 'kid': issuer.key_id})}.{part(claims)}."


def by_secret(secret: Callable[[FakeIssuer], bytes]) -> Forge:
    """HS256 with something both sides could know: the public key as a secret is the old trick."""

    def forge(issuer: FakeIssuer, claims: Claims) -> str:
        text = f"{part({'alg': 'HS256', 'typ': 'JWT', 'kid': issuer.key_id})}.{part(claims)}"
        return f"{text}.{part(hmac.new(secret(issuer), text.encode(), hashlib.sha256).digest())}"

    return forge


def public_pem(issuer: FakeIssuer) -> bytes:
    pem: bytes = issuer.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return pem


def by_stranger(**header: Any) -> Forge:
    """Signed by a key of nobody's, which the header offers as the one to use."""
    return lambda issuer, claims: issuer.sign(claims, key=issuer.stranger, **header)


def offered_key(issuer: FakeIssuer, claims: Claims) -> str:
    return issuer.sign(claims, key=issuer.stranger, jwk=public_jwk(issuer.stranger, kid="first"))


def tampered(issuer: FakeIssuer, claims: Claims) -> str:
    head, _, signature = issuer.sign(claims).split(".")
    return f"{head}.{part({**claims, 'sub': 'somebody-else'})}.{signature}"


def one_bit(issuer: FakeIssuer, claims: Claims) -> str:
    head, body, signature = issuer.sign(claims).split(".")
    raw = bytearray(base64.urlsafe_b64decode(signature + "=="))
    raw[10] ^= 1
    return f"{head}.{body}.{part(bytes(raw))}"


def by_short_key(issuer: FakeIssuer, claims: Claims) -> str:
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    issuer.published.append(public_jwk(short, kid="short", alg="RS256"))
    return issuer.sign(claims, key=short, kid="short")


def by_key_for_encryption(issuer: FakeIssuer, claims: Claims) -> str:
    issuer.published.append({**public_jwk(issuer.stranger, kid="enc", alg="RS256"), "use": "enc"})
    return issuer.sign(claims, key=issuer.stranger, kid="enc")


def by_published_secret(issuer: FakeIssuer, claims: Claims) -> str:
    issuer.published.append({"kty": "oct", "kid": "oct", "k": part(b"s" * 32), "alg": "HS256"})
    return jwt.encode(claims, b"s" * 32, algorithm="HS256", headers={"kid": "oct"})


def by_two_keys_of_one_name(issuer: FakeIssuer, claims: Claims) -> str:
    issuer.published.append(public_jwk(issuer.stranger, kid=issuer.key_id, alg="RS256"))
    return issuer.sign(claims)


def by_unreadable_key(issuer: FakeIssuer, claims: Claims) -> str:
    issuer.published = [{"kty": "RSA", "kid": "first", "n": "AQAB", "e": 5}]
    return issuer.sign(claims)


def raw(text: Any) -> Forge:
    return lambda issuer, claims: text if isinstance(text, str) else text(issuer, claims)


FORGED: dict[str, Forge] = {
    "alg none": unsigned("none"),
    "alg NONE": unsigned("NoNe"),
    "alg missing": unsigned(None),
    "alg a list": unsigned(["RS256"]),
    "alg HS256 with the public key as the secret": by_secret(public_pem),
    "alg HS256 with the client secret": by_secret(lambda issuer: SECRET.encode()),
    "alg HS256 with nothing": by_secret(lambda issuer: b""),
    "alg HS256 with a secret the issuer publishes": by_published_secret,
    "alg RS512 where the key is for RS256": with_header("RS512"),
    "alg ES256 where the key is RSA": lambda issuer, claims: jwt.encode(
        claims, EC_KEY, algorithm="ES256", headers={"kid": issuer.key_id}
    ),
    "alg EdDSA by nobody": lambda issuer, claims: jwt.encode(
        claims, ed25519.Ed25519PrivateKey.generate(), algorithm="EdDSA", headers={"kid": issuer.key_id}
    ),
    "a stranger's key": by_stranger(),
    "a stranger's key in the header": offered_key,
    "a stranger's key at an address in the header": by_stranger(jku="https://mal.example/keys"),
    "a stranger's certificate in the header": by_stranger(x5u="https://mal.example/c", x5c=["MIIB"]),
    "kid a path": with_header(kid="../../../../dev/null"),
    "kid a statement": with_header(kid="' or 1=1; --"),
    "kid unknown": with_header(kid="nobody"),
    "kid empty": with_header(kid=""),
    "two keys of one name": by_two_keys_of_one_name,
    "a key of 1024 bits": by_short_key,
    "a key for encryption": by_key_for_encryption,
    "a key that cannot be read": by_unreadable_key,
    "tampered claims": tampered,
    "one bit of the signature": one_bit,
    "no signature": lambda issuer, claims: issuer.sign(claims).rpartition(".")[0] + ".",
    "typ an access token": with_header(typ="at+jwt"),
    "typ a logout token": with_header(typ="logout+jwt"),
    "crit unknown": with_header(crit=["exp2"], exp2=1),
    "b64 false": with_header(b64=False, crit=["b64"]),
    "expired": with_claims(exp=lambda claims: claims["iat"] - 61),
    "exp missing": with_claims(exp=None),
    "exp a text": with_claims(exp="9999999999"),
    "exp true": with_claims(exp=True),
    "exp without an end": with_claims(exp=1e300),
    "nbf true": with_claims(nbf=True),
    "nbf ahead": with_claims(nbf=lambda claims: claims["iat"] + 120),
    "iat ahead": with_claims(iat=lambda claims: claims["iat"] + 120),
    "iat an hour ago": with_claims(iat=lambda claims: claims["iat"] - 3600),
    "iat missing": with_claims(iat=None),
    "aud of another client": with_claims(aud="another-client"),
    "aud missing": with_claims(aud=None),
    "aud several without azp": with_claims(aud=[CLIENT_ID, "another-client"]),
    "aud several with another's azp": with_claims(aud=[CLIENT_ID, "other"], azp="other"),
    "aud nested": with_claims(aud=[[CLIENT_ID]]),
    "azp of another client": with_claims(azp="another-client"),
    "iss of another": with_claims(iss="https://login.mal.example"),
    "iss with a slash": with_claims(iss=lambda claims: claims["iss"] + "/"),
    "iss missing": with_claims(iss=None),
    "iss a list": with_claims(iss=lambda claims: [claims["iss"]]),
    "nonce of another journey": with_claims(nonce="n" * 43),
    "nonce missing": with_claims(nonce=None),
    "nonce a list": with_claims(nonce=lambda claims: [claims["nonce"]]),
    "sub missing": with_claims(sub=None),
    "sub empty": with_claims(sub=""),
    "sub a number": with_claims(sub=7),
    "sub too long": with_claims(sub="s" * 256),
    "sub with a line": with_claims(sub="a\nb"),
    "claims a list": lambda issuer, claims: jwt.PyJWS().encode(
        b"[]", issuer.key, algorithm="RS256", headers={"kid": issuer.key_id}
    ),
    "claims no JSON": lambda issuer, claims: jwt.PyJWS().encode(
        b"\xff{", issuer.key, algorithm="RS256", headers={"kid": issuer.key_id}
    ),
    "too long": with_claims(name="x" * MAX_TOKEN),
    "no token": raw("nothing"),
    "encrypted": raw(lambda issuer, claims: part({"alg": "RSA-OAEP", "enc": "A256GCM"}) + ".a.b.c.d"),
    "dots": raw("..."),
}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    clock = MovingClock()
    monkeypatch.setattr(service, "now", clock)
    return clock


@pytest.fixture
def issuer(clock: MovingClock) -> FakeIssuer:
    return FakeIssuer(clock)


@pytest.fixture
def provider(client: Client, owner: Owner, issuer: FakeIssuer) -> Row:
    account = make_account(owner)
    make_user(owner, account, email="ana@exemplo.com.br")
    reach(client, issuer)
    return trust(owner, account, make_user(owner, account, role="admin"), issuer)


def bring(client: Client, provider: Row, issuer: FakeIssuer, forge: Forge) -> tuple[int, str]:
    client.app.state.issuers = None
    browser = Browser.depart(client, provider)
    code = issuer.authorize(browser.asked)
    issuer.tokens.append(forge(issuer, issuer.claims(issuer.grants[code])))
    answer = browser.arrive(code)
    return answer.status, answer.code if answer.status != 201 else ""


def test_the_honest_ones(client: Client, provider: Row, issuer: FakeIssuer) -> None:
    honest: list[Forge] = [
        with_claims(),
        with_claims(aud=[CLIENT_ID]),
        with_claims(aud=[CLIENT_ID, "other"], azp=CLIENT_ID),
        with_claims(nbf=lambda claims: claims["iat"]),
        with_claims(exp=lambda claims: claims["iat"] - 59),
        with_header(kid=None),
        with_header(typ="jwt"),
    ]
    for forge in honest:
        assert bring(client, provider, issuer, forge) == (201, "")
    issuer.published = [public_jwk(EC_KEY, kid="ec")]
    by_curve: Forge = lambda issuer, claims: issuer.sign(claims, key=EC_KEY, algorithm="ES256", kid="ec")  # noqa: E731
    assert bring(client, provider, issuer, by_curve) == (201, "")
    # One key of each kind: a token that names none is read by the one of its kind.
    issuer.published = [public_jwk(issuer.key, kid="rsa"), public_jwk(EC_KEY, kid="ec")]
    by_kind: Forge = lambda issuer, claims: issuer.sign(claims, key=EC_KEY, algorithm="ES256", kid=None)  # noqa: E731
    assert bring(client, provider, issuer, by_kind) == (201, "")


@pytest.mark.parametrize("name", FORGED)
def test_a_crafted_token_is_not_believed(
    client: Client, owner: Owner, provider: Row, issuer: FakeIssuer, name: str
) -> None:
    assert bring(client, provider, issuer, FORGED[name]) == (401, "token_refused")
    assert owner.execute("select 1 from sessions").fetchall() == []
    (row,) = owner.execute("select details from audit_log where action = 'session.refused'").fetchall()
    assert row["details"]["reason"].startswith("token_")


def test_there_are_enough_of_them() -> None:
    assert len(FORGED) >= 25
