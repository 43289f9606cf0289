"""What the secret store makes of AWS's refusals. What it does when AWS is well stands in test_adapters."""

import base64
from collections.abc import Mapping
from typing import Any

import pytest

from central.aws.secrets import AwsSecrets
from central.aws.signed import AwsError
from central.errors import Overrun, TryLater


class Service:
    """Stands in for AWS at the signed client: answers, or refuses, in turn."""

    def __init__(self, *answers: dict[str, Any] | Exception) -> None:
        self.answers = list(answers)

    def call(self, target: str, body: Mapping[str, Any], *, version: str = "1.1") -> dict[str, Any]:
        """Give the next answer."""
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def store(*, kms: Service | None = None, ssm: Service | None = None) -> AwsSecrets:
    made = AwsSecrets(lambda: "/central/test", lambda: "key")
    made._kms, made._ssm = kms or Service(), ssm or Service()  # type: ignore[assignment]
    return made


DATA_KEY = {
    "CiphertextBlob": base64.b64encode(b"wrapped").decode(),
    "Plaintext": base64.b64encode(b"k" * 32).decode(),
}


def refusal(code: str) -> AwsError:
    return AwsError(400, code, "no")


@pytest.mark.parametrize("code", ["AccessDeniedException", "ExpiredTokenException", "KMSInvalidStateException"])
def test_a_key_service_that_refuses_us_says_nothing_about_the_value(code: str) -> None:
    """Else a hiccup of rights would stop every channel for want of credentials."""
    secrets = store(kms=Service(DATA_KEY, refusal(code), {"Plaintext": DATA_KEY["Plaintext"]}))
    sealed = secrets.seal(b"token", "row")
    with pytest.raises(TryLater):
        secrets.open(sealed, "row")
    assert secrets.open(sealed, "row") == b"token"


def test_what_was_changed_or_cut_cannot_be_opened() -> None:
    secrets = store(kms=Service(DATA_KEY, refusal("InvalidCiphertextException")))
    with pytest.raises(ValueError, match="unwrapped"):
        secrets.open(secrets.seal(b"token", "row"), "row")


def test_nothing_is_sealed_while_the_key_service_refuses() -> None:
    with pytest.raises(TryLater):
        store(kms=Service(refusal("AccessDeniedException"))).seal(b"token", "row")


def test_plain_keys_are_forgotten_after_their_time() -> None:
    secrets = store(kms=Service(DATA_KEY, DATA_KEY, DATA_KEY, DATA_KEY))
    first, second = secrets.seal(b"1", "one"), secrets.seal(b"2", "two")
    secrets.open(first, "one")
    secrets._data_keys = {key: (0.0, plain) for key, (_, plain) in secrets._data_keys.items()}
    secrets.open(second, "two")
    assert [context for _, context in secrets._data_keys] == ["two"]


def test_a_refusal_leaves_the_secret_that_is_known_and_never_makes_one_missing() -> None:
    found = {"Parameter": {"Value": "s3cret"}}
    gone, denied = refusal("ParameterNotFound"), refusal("AccessDeniedException")
    secrets = store(ssm=Service(found, denied, gone, denied))
    assert secrets.webhook_secret("known") == "s3cret"
    secrets._webhook_secrets["known"] = (0.0, "s3cret")
    assert secrets.webhook_secret("known") == "s3cret"
    assert secrets.webhook_secret("new") is None
    secrets._webhook_secrets["new"] = (0.0, None)
    with pytest.raises(TryLater):
        secrets.webhook_secret("new")


def test_names_that_do_not_exist_are_not_collected() -> None:
    secrets = store(ssm=Service(*[refusal("ParameterNotFound") for _ in range(3)]))
    for name in ("one", "two", "three"):
        assert secrets.webhook_secret(name) is None
        secrets._webhook_secrets[name] = (0.0, None)
    assert len(secrets._webhook_secrets) == 1


def test_invented_channels_are_not_looked_up_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = [1000.0]
    monkeypatch.setattr("central.aws.secrets.time.monotonic", lambda: moment[0])
    found = {"Parameter": {"Value": "s3cret"}}
    secrets = store(ssm=Service(found, *[refusal("ParameterNotFound") for _ in range(20)], found, found))
    assert secrets.webhook_secret("channels/real/app_secret") == "s3cret"
    for number in range(19):
        assert secrets.webhook_secret(f"channels/{number}/app_secret") is None
    with pytest.raises(Overrun):
        secrets.webhook_secret("channels/invented/app_secret")
    # What is known goes on being answered, and so does our own app's name.
    assert secrets.webhook_secret("channels/real/app_secret") == "s3cret"
    assert secrets.webhook_secret("meta/app_secret") is None
    moment[0] += 10.0
    assert secrets.webhook_secret("channels/new/app_secret") == "s3cret"
