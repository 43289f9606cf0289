"""What an ID token must be to be believed (OpenID Connect Core, 3.1.3.7).

The only module that knows PyJWT, imported when a token is there.
"""

import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

MAX_TOKEN = 16_384
LEEWAY = timedelta(seconds=60)
# A token is made for this sign-in, so it cannot be older than the sign-in may take.
MAX_AGE = timedelta(minutes=10)
# Signatures anybody can check and only the issuer can make, and the kind of key each needs. No secret both know (HS*):
# what it signs, we could have signed; and no "none".
ALGORITHMS: Mapping[str, str] = {
    **dict.fromkeys(("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"), "RSA"),
    **dict.fromkeys(("ES256", "ES384", "ES512"), "EC"),
    "EdDSA": "OKP",
}
_MIN_RSA_BITS = 2048


class BadToken(Exception):
    """A token that must not be believed; ``code`` says why, for the company's log. ``unknown_key``: none of the keys is
    the one it names, so other keys may help.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_id_token(
    token: str, keys: Sequence[Mapping[str, Any]], *, issuer: str, client_id: str, nonce: str, now: datetime
) -> dict[str, Any]:
    """Return the claims of a token that may be believed.

    Args:
        keys: the issuer's published keys (JWKS); what a token's own header offers as a key is never looked at.
        now: with a minute of leeway for clocks that are not alike.

    Raises:
        BadToken: anything about it is not as it must be.
    """
    import jwt

    if len(token) > MAX_TOKEN:
        raise BadToken("too_long")
    try:
        header = jwt.get_unverified_header(token)
    except jwt.PyJWTError as error:
        raise BadToken("unreadable") from error
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in ALGORITHMS:
        raise BadToken("algorithm")
    if str(header.get("typ", "JWT")).upper() != "JWT":
        raise BadToken("type")
    key = _key_for(header.get("kid"), algorithm, keys)
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[algorithm],
            options={
                "require": ["iss", "sub", "aud", "exp", "iat"],
                # By our own clock, below.
                "verify_exp": False,
                "verify_nbf": False,
                "verify_iat": False,
                "verify_aud": False,
                "verify_iss": False,
            },
        )
    except jwt.InvalidSignatureError as error:
        raise BadToken("signature") from error
    except jwt.MissingRequiredClaimError as error:
        raise BadToken(f"no_{error.claim}") from error
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise BadToken("unreadable") from error
    _check(claims, issuer=issuer, client_id=client_id, nonce=nonce, now=now)
    return claims


def _check(claims: Mapping[str, Any], *, issuer: str, client_id: str, nonce: str, now: datetime) -> None:
    if claims["iss"] != issuer:
        raise BadToken("issuer")
    audience = claims["aud"]
    audiences = [audience] if isinstance(audience, str) else audience
    if not isinstance(audiences, list) or client_id not in audiences:
        raise BadToken("audience")
    party = claims.get("azp")
    if (len(audiences) > 1 or party is not None) and party != client_id:
        raise BadToken("party")
    subject = claims["sub"]
    if not isinstance(subject, str) or not 1 <= len(subject) <= 255 or not subject.isprintable():
        raise BadToken("subject")
    told = claims.get("nonce")
    if not isinstance(told, str) or not hmac.compare_digest(told.encode("utf-8", "replace"), nonce.encode()):
        raise BadToken("nonce")
    time, leeway = now.timestamp(), LEEWAY.total_seconds()
    if _moment(claims, "exp") <= time - leeway:
        raise BadToken("expired")
    made = _moment(claims, "iat")
    if made > time + leeway or made < time - MAX_AGE.total_seconds() - leeway:
        raise BadToken("made_when")
    if "nbf" in claims and _moment(claims, "nbf") > time + leeway:
        raise BadToken("not_yet")


def _moment(claims: Mapping[str, Any], name: str) -> float:
    value = claims[name]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1e11:
        raise BadToken(f"no_{name}")
    return float(value)


def _key_for(key_id: Any, algorithm: str, keys: Sequence[Mapping[str, Any]]) -> Any:
    """Return the one key that fits; a token that names none is read by the only one there is."""
    import jwt

    usable = [
        key
        for key in keys
        if key.get("kty") == ALGORITHMS[algorithm]
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
        and (key_id is None or key.get("kid") == key_id)
    ]
    if len(usable) != 1:
        raise BadToken("unknown_key")
    try:
        key = jwt.PyJWK.from_dict(dict(usable[0]), algorithm)
    except (jwt.PyJWTError, ValueError, TypeError, KeyError) as error:
        raise BadToken("bad_key") from error
    if getattr(key.key, "key_size", _MIN_RSA_BITS) < _MIN_RSA_BITS and ALGORITHMS[algorithm] == "RSA":
        raise BadToken("short_key")
    return key
