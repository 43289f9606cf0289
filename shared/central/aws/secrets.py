"""Secrets: SSM parameters that webhooks verify with, and AES-256-GCM under KMS data keys for stored credentials."""

import base64
import os
import time
from collections.abc import Callable

from central.aws.signed import AwsError, SignedClient
from central.errors import Overrun, TryLater

_KEPT_SECONDS = 300.0
# A secret that does not exist may be saved any moment: ask again soon.
_MISSING_KEPT_SECONDS = 15.0
# What KMS says of a wrapped key that was changed, cut or bound to something else. The rest is about us, not the value.
_BAD_VALUE = frozenset(("InvalidCiphertextException", "IncorrectKeyException", "ValidationException"))
# Anybody may invent a channel: no more than so many that are not known are looked up within so many seconds. SSM
# answers 40 calls a second for the whole account, and whoever used them up would keep real secrets from being read.
_UNKNOWN_LOOK_UPS, _UNKNOWN_SECONDS = 20, 10.0
_FORMAT = 1
_NONCE_BYTES = 12


class AwsSecrets:
    """Webhook secrets in SSM Parameter Store and envelope encryption with KMS.

    Args:
        prefix: returns the path all parameters lie under, for example ``/central/production``.
        key_id: returns the KMS key that wraps data keys.
    """

    def __init__(self, prefix: Callable[[], str], key_id: Callable[[], str]) -> None:
        self._prefix = prefix
        self._key_id = key_id
        self._ssm = SignedClient("ssm", timeout=2.0)
        self._kms = SignedClient("kms")
        self._webhook_secrets: dict[str, tuple[float, str | None]] = {}
        self._looked_up: list[float] = []
        self._data_keys: dict[tuple[bytes, str], tuple[float, bytes]] = {}

    def webhook_secret(self, name: str) -> str | None:
        """Return the secret under ``name``, or None when there is none; kept for 5 minutes.

        Raises:
            TryLater: SSM does not answer and nothing is kept. A secret that went stale is better than none.
            Overrun: too many names nobody knows were asked for within seconds; SSM was not asked.
        """
        kept = self._webhook_secrets.get(name)
        if kept is not None and kept[0] > time.monotonic():
            return kept[1]
        if name.startswith("channels/") and (kept is None or kept[1] is None):
            self._count_unknown()
        value: str | None
        try:
            answer = self._ssm.call("AmazonSSM.GetParameter", {"Name": self._path(name), "WithDecryption": True})
            value = answer["Parameter"]["Value"]
        except (AwsError, TryLater) as error:
            if not isinstance(error, AwsError) or error.code != "ParameterNotFound":
                if kept is not None and kept[1] is not None:
                    return kept[1]
                raise TryLater(f"SSM did not answer: {error}") from error
            value = None
        moment = time.monotonic()
        # Anybody may ask for names that do not exist: those are not collected.
        self._webhook_secrets = {
            known: one for known, one in self._webhook_secrets.items() if one[1] is not None or one[0] > moment
        }
        self._webhook_secrets[name] = (moment + (_KEPT_SECONDS if value is not None else _MISSING_KEPT_SECONDS), value)
        return value

    def _count_unknown(self) -> None:
        """Note one look-up of a name that is not known to exist."""
        moment = time.monotonic()
        self._looked_up = [at for at in self._looked_up if at > moment - _UNKNOWN_SECONDS]
        if len(self._looked_up) >= _UNKNOWN_LOOK_UPS:
            raise Overrun("too many unknown names of secrets at once")
        self._looked_up.append(moment)

    def save_webhook_secret(self, name: str, value: str) -> None:
        """Store or replace the secret under ``name``.

        Raises:
            TryLater: SSM did not take it.
        """
        try:
            self._ssm.call(
                "AmazonSSM.PutParameter",
                {"Name": self._path(name), "Value": value, "Type": "SecureString", "Overwrite": True},
            )
        except AwsError as error:
            raise TryLater(f"SSM refused: {error.code}") from error
        self._webhook_secrets.pop(name, None)

    def seal(self, plaintext: bytes, context: str) -> bytes:
        """Encrypt under a fresh data key; ``context`` is bound to both the key and the ciphertext.

        Returns:
            format (1 byte), length of the wrapped key (2 bytes), wrapped key, nonce (12 bytes), ciphertext with tag.

        Raises:
            TryLater: KMS is out of reach, or refuses us.
        """
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            answer = self._kms.call(
                "TrentService.GenerateDataKey",
                {"KeyId": self._key_id(), "KeySpec": "AES_256", "EncryptionContext": {"row": context}},
            )
        except AwsError as error:
            raise TryLater(f"KMS refused: {error.code}") from error
        wrapped, nonce = base64.b64decode(answer["CiphertextBlob"]), os.urandom(_NONCE_BYTES)
        sealed = AESGCM(base64.b64decode(answer["Plaintext"])).encrypt(nonce, plaintext, context.encode())
        return _sealed(wrapped, nonce + sealed)

    def open(self, sealed: bytes, context: str) -> bytes:
        """Decrypt what :meth:`seal` made; the data key is kept in memory for 5 minutes.

        Raises:
            ValueError: changed, cut, or sealed for another row.
            TryLater: KMS is out of reach, or refuses us: that says nothing about the value.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        wrapped, rest = _parts(sealed)
        nonce, ciphertext = rest[:_NONCE_BYTES], rest[_NONCE_BYTES:]
        try:
            return AESGCM(self._data_key(wrapped, context)).decrypt(nonce, ciphertext, context.encode())
        except InvalidTag as error:
            raise ValueError("changed, or sealed for another row") from error

    def rewrap(self, sealed: bytes, context: str) -> bytes:
        """Return the same value with its data key wrapped under the current key; neither it nor the key is seen here.

        Raises:
            ValueError: changed, cut, or sealed for another row.
            TryLater: KMS is out of reach, or refuses us.
        """
        wrapped, rest = _parts(sealed)
        try:
            answer = self._kms.call(
                "TrentService.ReEncrypt",
                {
                    "CiphertextBlob": base64.b64encode(wrapped).decode(),
                    "SourceEncryptionContext": {"row": context},
                    "DestinationKeyId": self._key_id(),
                    "DestinationEncryptionContext": {"row": context},
                },
            )
        except AwsError as error:
            raise _refusal(error) from error
        return _sealed(base64.b64decode(answer["CiphertextBlob"]), rest)

    def _data_key(self, wrapped: bytes, context: str) -> bytes:
        kept = self._data_keys.get((wrapped, context))
        if kept is not None and kept[0] > time.monotonic():
            return kept[1]
        try:
            answer = self._kms.call(
                "TrentService.Decrypt",
                {"CiphertextBlob": base64.b64encode(wrapped).decode(), "EncryptionContext": {"row": context}},
            )
        except AwsError as error:
            raise _refusal(error) from error
        key, moment = base64.b64decode(answer["Plaintext"]), time.monotonic()
        self._data_keys = {known: value for known, value in self._data_keys.items() if value[0] > moment}
        self._data_keys[(wrapped, context)] = (moment + _KEPT_SECONDS, key)
        return key

    def _path(self, name: str) -> str:
        return f"{self._prefix().rstrip('/')}/{name}"


def _sealed(wrapped: bytes, rest: bytes) -> bytes:
    return bytes([_FORMAT]) + len(wrapped).to_bytes(2, "big") + wrapped + rest


def _parts(sealed: bytes) -> tuple[bytes, bytes]:
    """Return the wrapped key, and nonce with ciphertext."""
    if len(sealed) < 3 or sealed[0] != _FORMAT:
        raise ValueError("not a sealed value")
    end = 3 + int.from_bytes(sealed[1:3], "big")
    return sealed[3:end], sealed[end:]


def _refusal(error: AwsError) -> Exception:
    """What KMS said about the value, or about us."""
    if error.code in _BAD_VALUE:
        return ValueError(f"the key cannot be unwrapped: {error.code}")
    return TryLater(f"KMS refused: {error.code}")
