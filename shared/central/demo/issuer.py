"""A look-alike of an OpenID Connect provider: discovery, keys, a page to choose an account, and the code's redemption.

Whoever tries the demo signs in as anybody of it, or as somebody they make up, so it proves nothing to anybody. Our
product talks to it as to Google: it knows neither that this is the demo nor anything of its tables.
"""

import base64
import hashlib
import hmac
import html
import json
import re
import secrets
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote_plus, urlencode

from central.demo.http import Request, Response, Router
from central.demo.page import show_page
from central.demo.store import DemoStore, Row

# Where it answers, below the installation's own address.
PATH = "/demo/oidc"
CLIENT_ID = "central"
CLIENT_SECRET = "demo-client-secret"  # noqa: S105 - of a provider that exists in the demo only  # pragma: allowlist secret
_TOKEN_SECONDS = 3600
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class Issuer:
    """The provider below :data:`PATH`; its one client is this installation.

    Args:
        store: its memory: people, codes and the key it signs with.
        public_url: where it answers, and where its client's way back is.
    """

    def __init__(self, store: DemoStore, public_url: str) -> None:
        self._store = store
        self._url = public_url + PATH
        self._way_back = f"{public_url}/entrar/retorno"

    def add_routes(self, router: Router) -> None:
        """Add its routes to a router."""
        router.add("GET", PATH + "/.well-known/openid-configuration", self.describe)
        router.add("GET", PATH + "/keys", self.keys)
        router.add("GET", PATH + "/authorize", self.ask)
        router.add("POST", PATH + "/authorize", self.agree)
        router.add("POST", PATH + "/token", self.redeem)

    def describe(self, request: Request) -> Response:
        """The discovery document."""
        return Response(
            200,
            {
                "issuer": self._url,
                "authorization_endpoint": f"{self._url}/authorize",
                "token_endpoint": f"{self._url}/token",
                "jwks_uri": f"{self._url}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "scopes_supported": ["openid", "email", "profile"],
                "code_challenge_methods_supported": ["S256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
                "authorization_response_iss_parameter_supported": True,
            },
        )

    def keys(self, request: Request) -> Response:
        """The key its tokens are signed with, as a JWK."""
        kid, key = self._key()
        numbers = key.public_key().public_numbers()
        jwk = {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": kid, "n": _number(numbers.n), "e": _number(numbers.e)}
        return Response(200, {"keys": [jwk]})

    def ask(self, request: Request) -> Response:
        """The page where somebody says who they are."""
        refused = self._refuse(request.query)
        if refused is not None:
            return refused
        return self._page(request.query)

    def agree(self, request: Request) -> Response:
        """Somebody chose an account: the browser goes back with a code, which is good once, for a minute."""
        refused = self._refuse(request.query)
        if refused is not None:
            return refused
        form = _form(request)
        if "cancel" in form:
            return self._back(request.query, error="access_denied")
        email, name = form.get("email", "").strip().lower(), " ".join(form.get("name", "").split())[:120]
        if len(email) > 254 or not _EMAIL.fullmatch(email):
            return self._page(request.query, "Escreva um e-mail, como maria@plataforma.com.")
        person = self._store.one("save_person", email=email, name=name if name.isprintable() else "")
        assert person is not None
        code = secrets.token_urlsafe(32)
        self._store.one(
            "save_code",
            code=code,
            email=person["email"],
            challenge=request.query["code_challenge"],
            nonce=request.query.get("nonce"),
        )
        return self._back(request.query, code=code)

    def redeem(self, request: Request) -> Response:
        """An ID token for a code: of this client, with the verifier its challenge was made from."""
        form = _form(request)
        client_id, secret = _credentials(request, form)
        if client_id != CLIENT_ID or not hmac.compare_digest(secret.encode(), CLIENT_SECRET.encode()):
            return Response(401, {"error": "invalid_client"})
        if form.get("grant_type") != "authorization_code":
            return Response(400, {"error": "unsupported_grant_type"})
        code = form.get("code", "")
        grant = self._store.one("take_code", code=code) if code.isprintable() else None
        challenge = _letters(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if grant is None or form.get("redirect_uri") != self._way_back or challenge != grant["challenge"]:
            return Response(400, {"error": "invalid_grant"})
        return Response(
            200,
            {
                "access_token": secrets.token_urlsafe(24),
                "token_type": "Bearer",
                "expires_in": _TOKEN_SECONDS,
                "scope": "openid email profile",
                "id_token": self._token(grant),
            },
        )

    def _refuse(self, query: Mapping[str, str]) -> Response | None:
        """A stranger's request is told here, and the browser goes nowhere; any other fault goes back to the client."""
        if query.get("client_id") != CLIENT_ID or query.get("redirect_uri") != self._way_back:
            text = f"Cadastre na Central o cliente <strong>{CLIENT_ID}</strong> e o emissor {html.escape(self._url)}."
            return show_page("Este pedido não é de um cliente conhecido", f"<p>{text}</p>", status=400, narrow=True)
        if query.get("response_type") != "code":
            return self._back(query, error="unsupported_response_type")
        if "openid" not in query.get("scope", "").split():
            return self._back(query, error="invalid_scope")
        challenge = query.get("code_challenge", "")
        nonce = query.get("nonce", "")
        good = re.fullmatch(r"[A-Za-z0-9_-]{43}", challenge) and nonce.isprintable() and len(nonce) <= 500
        if not good or query.get("code_challenge_method") != "S256":
            return self._back(query, error="invalid_request")
        return None

    def _back(self, query: Mapping[str, str], **answer: str) -> Response:
        """Send the browser back with an answer, the client's state and our own name (RFC 9207)."""
        told = {**answer, "state": query.get("state", ""), "iss": self._url}
        return Response(303, b"", "text/plain", {"location": f"{self._way_back}?{urlencode(told)}"})

    def _page(self, query: Mapping[str, str], problem: str = "") -> Response:
        address = html.escape(f"{PATH}/authorize?{urlencode(query)}")
        people = "".join(
            f'<button name="email" value="{html.escape(one["email"])}">{html.escape(one["name"])}'
            f"<small>{html.escape(one['email'])}</small></button>"
            for one in self._store.all("list_people")
        )
        form = f'<form method="post" action="{address}">'
        told = f'<p role="alert"><strong>{problem}</strong></p>' if problem else ""
        content = (
            '<p class="quiet">Provedor da demonstração, para continuar na Central. Aqui ninguém pede senha: escolha '
            f'quem você é.</p>{told}<div class="card">{form}{people}</form>'
            f"<details{' open' if problem else ''}><summary>Usar outra conta</summary>{form}"
            '<label>E-mail<input name="email" type="email" required maxlength="254" autocomplete="off"></label>'
            '<label>Nome<input name="name" maxlength="120" autocomplete="off"></label>'
            '<button class="main">Continuar</button></form></details></div>'
            f'{form}<button class="plain" name="cancel" value="1">Cancelar</button></form>'
        )
        return show_page("Escolha uma conta", content, narrow=True)

    def _token(self, grant: Row) -> str:
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import padding

        made = int(time.time())
        claims = {
            "iss": self._url,
            "aud": CLIENT_ID,
            "sub": str(grant["subject"]),
            "email": grant["email"],
            "email_verified": True,
            "name": grant["name"],
            "iat": made,
            "exp": made + _TOKEN_SECONDS,
            # Nobody stays signed in here: whoever has a code chose their account within its minute.
            "auth_time": made,
        }
        if grant["nonce"] is not None:
            claims["nonce"] = grant["nonce"]
        kid, key = self._key()
        head = {"alg": "RS256", "typ": "JWT", "kid": kid}
        signed = ".".join(_letters(json.dumps(part).encode()) for part in (head, claims))
        return f"{signed}.{_letters(key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256()))}"

    def _key(self) -> tuple[str, Any]:
        """The key's name and the key itself; made when somebody first asks, and kept."""
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import rsa

        kept = self._store.one("find_key")
        if kept is None:
            made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
            pem = made.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            # Two may come first at once: whoever was first made the key.
            self._store.all("save_key", id=secrets.token_hex(8), pem=pem.decode())
            kept = self._store.one("find_key")
        assert kept is not None
        return kept["id"], serialization.load_pem_private_key(kept["pem"].encode(), None)


def _form(request: Request) -> dict[str, str]:
    return dict(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True))


def _credentials(request: Request, form: Mapping[str, str]) -> tuple[str, str]:
    """The client's name and secret, from the header (RFC 6749, 2.3.1) or from the body."""
    kind, _, basic = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        return form.get("client_id", ""), form.get("client_secret", "")
    try:
        name, _, secret = base64.b64decode(basic, validate=True).decode().partition(":")
    except ValueError:
        return "", ""
    return unquote_plus(name), unquote_plus(secret)


def _letters(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _number(value: int) -> str:
    return _letters(value.to_bytes((value.bit_length() + 7) // 8, "big"))
