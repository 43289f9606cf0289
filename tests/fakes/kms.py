"""KMS in memory, at the signed client: wraps data keys under named keys, bound to the encryption context as in AWS."""

import base64
import json
import os
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from central.aws.secrets import AwsSecrets
from central.aws.signed import AwsError


class FakeKms:
    """GenerateDataKey, Decrypt and ReEncrypt. ``current`` names the key that wraps; ``deleted`` ones open nothing."""

    def __init__(self) -> None:
        self.keys = {"first": os.urandom(32)}
        self.current = "first"
        self.deleted: set[str] = set()
        self.calls: list[str] = []

    def call(self, target: str, body: Mapping[str, Any], *, version: str = "1.1") -> dict[str, Any]:
        """Answer one call, or refuse it with AWS's code."""
        operation = target.rpartition(".")[2]
        self.calls.append(operation)
        if operation == "GenerateDataKey":
            plain = os.urandom(32)
            return {
                "CiphertextBlob": self._wrap(plain, body["KeyId"], body["EncryptionContext"]),
                "Plaintext": base64.b64encode(plain).decode(),
                "KeyId": body["KeyId"],
            }
        if operation == "Decrypt":
            plain = self._unwrap(body["CiphertextBlob"], body["EncryptionContext"])
            return {"Plaintext": base64.b64encode(plain).decode()}
        assert operation == "ReEncrypt", operation
        plain = self._unwrap(body["CiphertextBlob"], body["SourceEncryptionContext"])
        wrapped = self._wrap(plain, body["DestinationKeyId"], body["DestinationEncryptionContext"])
        return {"CiphertextBlob": wrapped, "KeyId": body["DestinationKeyId"]}

    def store(self) -> AwsSecrets:
        """A secret store over this."""
        made = AwsSecrets(lambda: "/central/test", lambda: self.current)
        made._kms = self  # type: ignore[assignment]
        return made

    def _wrap(self, plain: bytes, key_id: str, context: Mapping[str, str]) -> str:
        nonce, name = os.urandom(12), key_id.encode()
        sealed = AESGCM(self.keys[key_id]).encrypt(nonce, plain, json.dumps(context, sort_keys=True).encode())
        return base64.b64encode(bytes([len(name)]) + name + nonce + sealed).decode()

    def _unwrap(self, blob: str, context: Mapping[str, str]) -> bytes:
        raw = base64.b64decode(blob)
        if not raw:
            raise AwsError(400, "ValidationException", "no")
        name, rest = raw[1 : 1 + raw[0]].decode("latin-1"), raw[1 + raw[0] :]
        if name not in self.keys or name in self.deleted:
            raise AwsError(400, "InvalidCiphertextException", "no")
        try:
            return AESGCM(self.keys[name]).decrypt(rest[:12], rest[12:], json.dumps(context, sort_keys=True).encode())
        except (InvalidTag, ValueError) as error:
            raise AwsError(400, "InvalidCiphertextException", "no") from error
