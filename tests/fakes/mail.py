"""A stand-in for SES: keeps what it is given; the next answers can be set."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SentMail:
    """One mail as it left."""

    to: str
    subject: str
    text: str
    html: str

    @property
    def link(self) -> str:
        """The link in it."""
        found = re.search(r"https://\S+", self.text)
        assert found is not None
        return found[0]

    @property
    def token(self) -> str:
        """The token of its link."""
        return self.link.partition("#token=")[2]


class FakeMailer:
    """Keeps mails. ``faults``: what the next calls raise; ``keeps_faulty``: the mail left, the answer was lost."""

    def __init__(self) -> None:
        self.sent: list[SentMail] = []
        self.faults: list[Exception] = []
        self.keeps_faulty = False

    def send(self, *, to: str, subject: str, text: str, html: str) -> None:
        mail = SentMail(to, subject, text, html)
        if self.faults:
            fault = self.faults.pop(0)
            if self.keeps_faulty:
                self.sent.append(mail)
            raise fault
        self.sent.append(mail)
