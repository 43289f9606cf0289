"""The demo's mail service: takes what SES takes, sends nothing, and shows every mail to whoever tries the demo out."""

import html

from central.demo.http import Request, Response, Router
from central.demo.page import show_page
from central.demo.store import DemoStore, Row

_SHOWN = 50


class MailService:
    """SES's one operation below ``/demo/ses``, and the mailbox at ``/demo/mail``."""

    def __init__(self, store: DemoStore, public_url: str) -> None:
        self._store = store
        self._public_url = public_url

    def add_routes(self, router: Router) -> None:
        """Add its routes to a router."""
        router.add("POST", "/demo/ses/v2/email/outbound-emails", self.take)
        router.add("GET", "/demo/mail", self.show)

    def take(self, request: Request) -> Response:
        """Keep one mail as SES would take it."""
        try:
            body = request.json()
            (to,) = body["Destination"]["ToAddresses"]
            simple = body["Content"]["Simple"]
            kept = {
                "sender": str(body["FromEmailAddress"])[:300],
                "recipient": str(to)[:300],
                "subject": str(simple["Subject"]["Data"])[:300],
                "content": str(simple["Body"]["Text"]["Data"])[:20_000],
            }
        except (KeyError, TypeError, ValueError):
            return Response(400, {"__type": "BadRequestException", "message": "Not a mail."})
        if any("\0" in value for value in kept.values()):
            return Response(400, {"__type": "BadRequestException", "message": "Not a mail."})
        saved = self._store.one("save_mail", **kept)
        return Response(200, {"MessageId": str(saved["id"]) if saved else ""})

    def show(self, request: Request) -> Response:
        """The mailbox of everybody in the demo, as a page."""
        mails = self._store.all("list_mails", limit=_SHOWN)
        shown = "".join(self._article(mail) for mail in mails) or "<p>Ainda não há e-mails.</p>"
        nothing_leaves = (
            "Nada é enviado de verdade: os e-mails que a Central mandaria aparecem aqui, o mais novo primeiro."
        )
        return show_page("E-mails da demonstração", f"<p>{nothing_leaves}</p>{shown}")

    def _article(self, mail: Row) -> str:
        head = f"Para {html.escape(mail['recipient'])} · {mail['created_at']:%d/%m/%Y %H:%M} UTC"
        lines = "\n".join(self._line(line) for line in mail["content"].splitlines())
        return f"<article><h2>{html.escape(mail['subject'])}</h2><small>{head}</small><pre>{lines}</pre></article>"

    def _line(self, line: str) -> str:
        """A line that is a link of ours can be clicked; anybody may have written the others."""
        escaped = html.escape(line)
        ours = line.startswith(f"{self._public_url}/") and " " not in line
        return f'<a href="{escaped}">{escaped}</a>' if ours else escaped
