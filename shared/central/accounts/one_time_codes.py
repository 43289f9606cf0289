"""One-time codes and recovery codes. The only module that knows pyotp and segno, imported when a code is needed."""

import base64
import hmac
import secrets
from datetime import datetime

# RFC 6238, section 5.2: a code stands for 30 seconds, and one step either way is taken for clocks that are not alike.
STEP_SECONDS = 30
_STEPS_AROUND = (-1, 0, 1)
_DIGITS = 6
_ISSUER = "Central"

RECOVERY_CODES = 10
_RECOVERY_BYTES = 10  # 80 bits: 16 letters and digits
_SALT_BYTES = 16
# As for passwords (OWASP's cheat sheet), though random codes would do with less.
_MEMORY_KIB, _PASSES, _LANES, _HASH_BYTES = 19_456, 2, 1, 32


def new_secret() -> str:
    """Return a new secret as an app takes it: 160 random bits in base32."""
    import pyotp

    return pyotp.random_base32()


def address_of_secret(secret: str, email: str) -> str:
    """Return the ``otpauth://`` address an app reads a secret from, with whose it is."""
    import pyotp

    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=_ISSUER)


def square_of(text: str) -> str:
    """Return a text as a QR code: an SVG image of its own, dark on light in every theme."""
    import io

    import segno

    image = io.BytesIO()
    segno.make(text, error="m").save(image, kind="svg", xmldecl=False, scale=4, dark="#000", light="#fff")
    return image.getvalue().decode().strip()


def read_code(text: str) -> str | None:
    """Return the digits of what somebody typed as an app's code, or None when it is none."""
    digits = "".join(text.split())
    return digits if len(digits) == _DIGITS and digits.isascii() and digits.isdigit() else None


def matching_step(secret: str, code: str, *, at: datetime, after: int) -> int | None:
    """Return the time step a code belongs to, or None when it is wrong or used up.

    Args:
        at: the time now; codes of the step before and after are taken too.
        after: the step of the last code that was taken: it and all before it are used up.
    """
    import pyotp

    totp, now = pyotp.TOTP(secret), int(at.timestamp()) // STEP_SECONDS
    fitting = [now + around for around in _STEPS_AROUND if hmac.compare_digest(totp.generate_otp(now + around), code)]
    return next((step for step in fitting if step > after), None)


def new_recovery_codes() -> list[str]:
    """Return ten new codes as people read them: ``abcd-efgh-2345-jklm``."""
    return [_grouped(_random_letters()) for _ in range(RECOVERY_CODES)]


def _random_letters() -> str:
    return base64.b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode().lower()


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def read_recovery_code(text: str) -> str | None:
    """Return the letters and digits of what somebody typed as a recovery code, or None when it is none."""
    letters = "".join(text.replace("-", " ").split()).lower()
    known = set("abcdefghijklmnopqrstuvwxyz234567")
    return letters if len(letters) == _RECOVERY_BYTES * 8 // 5 and set(letters) <= known else None


def new_salt() -> bytes:
    """Return a new salt for one person's recovery codes."""
    return secrets.token_bytes(_SALT_BYTES)


def hash_recovery_code(letters: str, salt: bytes) -> bytes:
    """Return the argon2id hash of a recovery code, as :func:`read_recovery_code` returns it."""
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(letters.encode(), salt, _PASSES, _MEMORY_KIB, _LANES, _HASH_BYTES, Type.ID)
