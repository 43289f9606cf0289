"""What our own mails say, whatever people are called."""

import pytest

from central.accounts.mail_texts import LetterKind, one_line, write_letter

LINK = "https://central.exemplo.com.br/convite#token=abc-_123"
NAMES = {"inviter": "Ana & Filhos", "company": "Loja <Sol>", "name": "Zé"}


@pytest.mark.parametrize(
    "kind",
    [
        "invite",
        "password_reset",
        "first_password",
        "password_changed",
        "second_factor_removed",
        "sign_in_changed",
        "email_change",
        "email_taken",
        "email_change_asked",
        "email_changed",
    ],
)
@pytest.mark.parametrize("locale", ["pt-BR", "en", "es"])
def test_every_mail_exists_in_every_language(kind: LetterKind, locale: str) -> None:
    letter = write_letter(kind, locale, link=LINK, names=NAMES)
    assert LINK in letter.text.splitlines(), "alone on its line, so that every program makes a link of it"
    assert letter.html.count(LINK) == 2
    assert f'lang="{locale}"' in letter.html
    for text in (letter.subject, letter.text, letter.html):
        assert "{" not in text.replace("{font", "")
    assert (
        write_letter(kind, "fr", link=LINK, names=NAMES).text
        == write_letter(kind, "pt-BR", link=LINK, names=NAMES).text
    )


def test_names_are_escaped_in_html_and_plain_elsewhere() -> None:
    letter = write_letter("invite", "pt-BR", link=LINK, names=NAMES)
    assert letter.subject == "Ana & Filhos convidou você para Loja <Sol>"
    assert "Ana &amp; Filhos" in letter.html
    assert "Loja &lt;Sol&gt;" in letter.html
    assert "Loja <Sol>" in letter.text


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Ana\r\nBcc: eu@mal.exemplo", "Ana Bcc: eu@mal.exemplo"),
        ("Ana\u2028\u0085\x00Lima", "Ana Lima"),
        ("\u202eanA", "anA"),
        ("  Ana \t Lima ", "Ana Lima"),
        ("https://mal.exemplo", "https: //mal.exemplo"),
        ("www.mal.exemplo", "www mal.exemplo"),
        ("x" * 500, "x" * 80),
        ("{company} {0.__class__}", "{company} {0.__class__}"),
    ],
)
def test_a_name_is_one_visible_line(name: str, line: str) -> None:
    assert one_line(name) == line
    letter = write_letter("password_reset", "en", link=LINK, names={"name": name})
    assert letter.text.splitlines()[0] == f"Hello, {line}!"
