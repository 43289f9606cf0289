"""An OpenID Connect issuer at the edge of the network: an httpx transport that is as strict as a good one.

Keys can be rotated, answers broken, and tokens forged: ``issuer.tokens.append(text)`` is what the next code is for.
"""

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, unquote_plus
from uuid import uuid4

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

GOOGLE = "https://accounts.google.com"
CLIENT_ID = "client-of-central"
SECRET = "client-secret"  # pragma: allowlist secret

_RSA = [rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(3)]
EC_KEY = ec.generate_private_key(ec.SECP256R1())


def public_jwk(key: Any, **columns: str) -> dict[str, Any]:
    """A public key as an issuer publishes it."""
    algorithm = ECAlgorithm if isinstance(key, ec.EllipticCurvePrivateKey) else RSAAlgorithm
    return {**json.loads(algorithm.to_jwk(key.public_key())), "use": "sig", **columns}


@dataclass
class Grant:
    """What one code is good for."""

    asked: dict[str, str]
    claims: dict[str, Any]


@dataclass
class FakeIssuer:
    """The issuer ``url``; ``now`` is its clock."""

    now: Callable[[], datetime]
    url: str = GOOGLE
    secret: str = SECRET
    grants: dict[str, Grant] = field(default_factory=dict)
    tokens: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    answers: dict[str, httpx.Response | Exception] = field(default_factory=dict)
    document: dict[str, Any] = field(default_factory=dict)
    key: Any = _RSA[0]
    key_id: str = "first"
    published: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.published = [public_jwk(self.key, kid=self.key_id, alg="RS256")]

    def rotate(self) -> None:
        """Sign with another key from now on, and publish it beside the old one."""
        self.key, self.key_id = _RSA[1], "second"
        self.published.append(public_jwk(self.key, kid=self.key_id, alg="RS256"))

    @property
    def stranger(self) -> Any:
        """A key of nobody's."""
        return _RSA[2]

    def authorize(self, asked: dict[str, str], **claims: Any) -> str:
        """Somebody agreed on the issuer's page: return the code the browser is sent back with."""
        assert asked["response_type"] == "code"
        assert asked["scope"].split()[0] == "openid"
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{uuid4()}"
        self.grants[code] = Grant(asked, claims)
        return code

    def claims(self, grant: Grant) -> dict[str, Any]:
        """The claims of an honest token; None leaves one out."""
        made = int(self.now().timestamp())
        honest = {
            "iss": self.url,
            "aud": grant.asked["client_id"],
            "sub": "subject-of-ana",
            "email": "ana@exemplo.com.br",
            "email_verified": True,
            "hd": "exemplo.com.br",
            "name": "Ana Souza",
            "nonce": grant.asked["nonce"],
            "iat": made,
            "exp": made + 3600,
            # OpenID Connect Core, 2: when max_age was asked for.
            "auth_time": made if "max_age" in grant.asked else None,
            **grant.claims,
        }
        return {name: value for name, value in honest.items() if value is not None}

    def sign(self, claims: dict[str, Any], *, key: Any = None, algorithm: str = "RS256", **header: Any) -> str:
        """A token as this issuer makes it."""
        headers = {"kid": self.key_id, **header}
        # As bytes: the library's own encoder refuses some of what must be refused when it is read.
        return jwt.PyJWS().encode(
            json.dumps(claims).encode(),
            key or self.key,
            algorithm=algorithm,
            headers={name: value for name, value in headers.items() if value is not None},
        )

    def __call__(self, request: httpx.Request) -> httpx.Response:
        place = str(request.url).removeprefix(self.url)
        self.calls.append(f"{request.method} {place}")
        answer = self.answers.get(place)
        if isinstance(answer, Exception):
            raise answer
        if answer is not None:
            return answer
        if place == "/.well-known/openid-configuration":
            return httpx.Response(
                200,
                json={
                    "issuer": self.url,
                    "authorization_endpoint": f"{self.url}/authorize?tenant=1",
                    "token_endpoint": f"{self.url}/token",
                    "jwks_uri": f"{self.url}/keys",
                    **self.document,
                },
            )
        if place == "/keys":
            return httpx.Response(200, json={"keys": self.published})
        if place == "/token":
            return self._token(request)
        return httpx.Response(404)

    def _token(self, request: httpx.Request) -> httpx.Response:
        form = dict(parse_qsl(request.content.decode()))
        kind, _, basic = request.headers.get("authorization", "").partition(" ")
        if kind == "Basic":
            client_id, secret = (unquote_plus(part) for part in base64.b64decode(basic).decode().split(":"))
        else:
            client_id, secret = form.get("client_id", ""), form.get("client_secret", "")
        grant = self.grants.pop(form.get("code", ""), None)
        if secret != self.secret:
            return httpx.Response(401, json={"error": "invalid_client"})
        challenge = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if (
            grant is None
            or form.get("grant_type") != "authorization_code"
            or grant.asked["client_id"] != client_id
            or grant.asked["redirect_uri"] != form.get("redirect_uri")
            or grant.asked["code_challenge"] != base64.urlsafe_b64encode(challenge).decode().rstrip("=")
        ):
            return httpx.Response(400, json={"error": "invalid_grant"})
        token = self.tokens.pop(0) if self.tokens else self.sign(self.claims(grant))
        return httpx.Response(200, json={"access_token": "a", "token_type": "Bearer", "id_token": token})
