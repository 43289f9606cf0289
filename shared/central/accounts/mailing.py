"""Sending our own mail: what the worker does when its doorbell rings.

Rows are the work. A mail is claimed, then sent outside of any transaction, then its outcome is written down. What the
mail service surely did not take is tried again; what it may have taken never is, so that nobody has it twice.
"""

import random
import secrets
from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

from central.accounts import audit, mail_store
from central.accounts.links import LINK_BYTES, hash_link
from central.accounts.mail_store import ClaimedMail, Reader, ResetRequest
from central.accounts.mail_texts import Letter, LetterKind, write_letter
from central.accounts.model import NoticeKind
from central.call import Call, system_call
from central.clock import now
from central.db.database import Transaction
from central.errors import TryLater
from central.events import mail_doorbell, sweep_doorbell
from central.frozen import Frozen
from central.ids import new_id
from central.ports import Mailer, MailRefused, MailUnconfirmed, Ports

AT_ONCE = 20
# So many links for a new password somebody may have at once. More are not sent: those they have still work, so whoever
# asks in somebody's name fills no mailbox and keeps nobody out.
MOST_LIVE_LINKS = 5
_SHORTEST_SECONDS, _LONGEST_SECONDS = 10.0, 600.0
_PAGES = {"invite": "convite", "password_reset": "redefinir-senha", "email_change": "confirmar-email"}
# Where a notice leads whoever did not do it themselves.
_HELP_PAGE = "esqueci-minha-senha"
# Where nothing is to be undone by a link: the old mailbox opens nothing any more, nor does somebody else's.
_SIGN_IN_PAGE = "entrar"


class Mailed(Frozen):
    """How many mails went out, and how many did not."""

    sent: int
    waiting: int
    lost: int


def send_due_mails(
    ports: Ports,
    mailer: Mailer,
    *,
    public_url: str,
    checkpoint: Callable[[str], None] = lambda _name: None,
    chance: Callable[[], float] = random.random,
) -> Mailed:
    """Send everything that is due; a doorbell that rings twice, or for nothing, does nothing.

    Args:
        public_url: where links lead to.
        checkpoint: called between the steps, by name; tests kill the worker there.
        chance: 0 to 1, spreads what is tried again.

    Raises:
        TryLater: the database is away.
    """
    for request in mail_store.due_reset_requests(ports.database, AT_ONCE):
        _prepare_reset(ports, request)
        checkpoint("mail.prepared")
        mail_store.forget_reset_request(ports.database, request.id)
    due = mail_store.due_mails(ports.database, AT_ONCE)
    outcomes = [
        _send(ports, mailer, one.account_id, one.mail_id, public_url=public_url, checkpoint=checkpoint, chance=chance)
        for one in due
    ]
    if len(due) == AT_ONCE:
        ports.queues.ring([mail_doorbell()])
    return Mailed(
        outcomes.count("sent"), outcomes.count("pending"), outcomes.count("failed") + outcomes.count("unknown")
    )


def tell_owner(transaction: Transaction, kind: NoticeKind, user_id: UUID) -> None:
    """Let somebody know by mail what changed about getting into their account, once this commits."""
    mail_store.insert_notice(transaction, new_id(), kind, user_id)
    transaction.ring(mail_doorbell(), sweep_doorbell(now()))


def retry_seconds(attempts: int, chance: float) -> float:
    """Return how long a mail that could not be sent waits: 10 s, doubled each time to ten minutes, spread by a half."""
    doubled: float = _SHORTEST_SECONDS * 2.0 ** min(attempts - 1, 10)
    return min(doubled, _LONGEST_SECONDS) * (1 + chance / 2)


def _prepare_reset(ports: Ports, request: ResetRequest) -> None:
    """Write down the mail for a request; for an address that nobody has there is none."""
    if request.user_id is None or request.account_id is None:
        return
    with ports.database.transaction(system_call(request.account_id)) as transaction:
        if mail_store.count_live_links(transaction, request.user_id) >= MOST_LIVE_LINKS:
            return
        if mail_store.insert_mail(transaction, request.id, "password_reset", request.email, user_id=request.user_id):
            audit.record(transaction, "password.reset_asked", target=("user", request.user_id))


def _send(
    ports: Ports,
    mailer: Mailer,
    account_id: UUID,
    mail_id: UUID,
    *,
    public_url: str,
    checkpoint: Callable[[str], None],
    chance: Callable[[], float],
) -> str:
    call = system_call(account_id)
    token = secrets.token_urlsafe(LINK_BYTES)
    with ports.database.transaction(call) as transaction:
        mail = mail_store.claim_mail(transaction, mail_id, hash_link(token))
        if mail is None:
            return "nothing"
        letter = _letter(mail, mail_store.read_reader(transaction, mail), token, public_url)
        # Should this worker die, somebody has to find out.
        transaction.ring(sweep_doorbell(now()))
    checkpoint("mail.claimed")
    try:
        mailer.send(to=mail.address, subject=letter.subject, text=letter.text, html=letter.html)
    except TryLater:
        return _put_off(ports, call, mail, retry_seconds(mail.attempts, chance()))
    except MailRefused as refusal:
        return _end(ports, call, mail, "failed", refusal.code)
    except MailUnconfirmed:
        return _end(ports, call, mail, "unknown", "no_answer")
    checkpoint("mail.sent")
    return _end(ports, call, mail, "sent", None)


def _letter(mail: ClaimedMail, reader: Reader, token: str, public_url: str) -> Letter:
    kind: LetterKind = mail.kind
    page, opens, asked = _PAGES.get(mail.kind, _HELP_PAGE), mail.kind in _PAGES, dict[str, str]()
    if mail.kind == "password_reset" and not reader.has_password:
        # Whoever opened a company, or came by a provider: nothing of theirs is lost or changes.
        kind, asked = "first_password", {"primeira": "1"}
    elif mail.kind == "email_change" and reader.taken:
        kind, page, opens = "email_taken", _SIGN_IN_PAGE, False
    elif mail.kind == "email_changed":
        page = _SIGN_IN_PAGE
    if reader.locale != "pt-BR":
        # The page speaks as the mail does; Portuguese is what it begins with anyway.
        asked["idioma"] = reader.locale
    link = f"{public_url}/{page}" + (f"?{urlencode(asked)}" if asked else "") + (f"#token={token}" if opens else "")
    names = {"company": reader.company, "inviter": reader.inviter or reader.company, "name": reader.name or ""}
    return write_letter(kind, reader.locale, link=link, names=names)


def _put_off(ports: Ports, call: Call, mail: ClaimedMail, seconds: float) -> str:
    with ports.database.transaction(call) as transaction:
        mail_store.finish_mail(transaction, mail, "pending", error="unavailable", seconds=seconds)
        transaction.ring(mail_doorbell(delay_seconds=int(seconds) + 1))
    return "pending"


def _end(ports: Ports, call: Call, mail: ClaimedMail, state: mail_store.Ending, error: str | None) -> str:
    with ports.database.transaction(call) as transaction:
        mail_store.finish_mail(transaction, mail, state, error=error)
        mail_store.forget_old_mails(transaction)
    return state
