"""SES version 2: our own mail. Signed here, so the worker starts without boto3."""

import errno
import json
import os
import socket
import ssl
from collections.abc import Callable

from central.aws.signed import SignedClient, region
from central.errors import TryLater
from central.ports import MailRefused, MailUnconfirmed

_PATH = "/v2/email/outbound-emails"
_NAME = "Central"
# No byte of the mail was on its way yet.
_UNREACHED = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
_UNREACHED_NUMBERS = frozenset((errno.EHOSTUNREACH, errno.ENETUNREACH))


class SesMailer:
    """Our own mail through SES.

    Args:
        sender: returns the address our mail comes from; it must be verified in SES.
        reply_to: returns the address answers go to; empty: the sender's.
        base_url: returns the service's address; empty: SES of the function's region.
    """

    def __init__(self, sender: Callable[[], str], reply_to: Callable[[], str], base_url: Callable[[], str]) -> None:
        self._sender = sender
        self._reply_to = reply_to
        self._base_url = base_url

    def send(self, *, to: str, subject: str, text: str, html: str) -> None:
        """Send one mail to one address, once.

        Raises:
            TryLater: SES was not reached, is overloaded or does not let us in at the moment.
            MailRefused: SES will never take it.
            MailUnconfirmed: SES had it and gave no answer.
        """
        body = {
            "FromEmailAddress": f"{_NAME} <{self._sender()}>",
            "ReplyToAddresses": [self._reply_to() or self._sender()],
            "Destination": {"ToAddresses": [to]},
            "Content": {
                "Simple": {
                    "Subject": {"Data": subject, "Charset": "UTF-8"},
                    "Body": {
                        "Text": {"Data": text, "Charset": "UTF-8"},
                        "Html": {"Data": html, "Charset": "UTF-8"},
                    },
                }
            },
        }
        endpoint = self._base_url() or os.environ.get("AWS_ENDPOINT_URL") or f"https://email.{region()}.amazonaws.com"
        # A connection of its own for every mail: one that was kept alive is tried twice when it went stale, and the
        # first try may have arrived.
        client = SignedClient("ses", endpoint=endpoint, timeout=10.0)
        try:
            status, answer = client.request(
                "POST", _PATH, json.dumps(body).encode(), {"content-type": "application/json"}
            )
        except TryLater as error:
            cause = error.__cause__
            if isinstance(cause, _UNREACHED) or getattr(cause, "errno", None) in _UNREACHED_NUMBERS:
                raise
            raise MailUnconfirmed from error
        finally:
            client.close()
        if status == 200:
            return
        if status >= 500 or status in (403, 429):
            raise TryLater(f"SES answered {status}")
        raise MailRefused(_code(status, answer))


def _code(status: int, answer: bytes) -> str:
    """Return the service's own name for a refusal, without its text, which quotes addresses."""
    try:
        told = json.loads(answer)
        name = str(told.get("__type") or told.get("name") or told.get("code") or "").rsplit("#", 1)[-1]
    except (ValueError, AttributeError):
        name = ""
    return name if name.isalnum() else f"HTTP {status}"
