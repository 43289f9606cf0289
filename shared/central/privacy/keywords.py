"""Words with which a contact stops marketing, or wants it again. Pure."""

import unicodedata
from typing import Literal

Wish = Literal["stop", "resume"]

# Twilio's default words (its Advanced Opt-Out documentation) and the Portuguese and Spanish ones people really send.
_STOP = frozenset(
    (
        "sair",
        "parar",
        "pare",
        "cancelar",
        "descadastrar",
        "remover",
        "stop",
        "stopall",
        "unsubscribe",
        "cancel",
        "end",
        "quit",
        "revoke",
        "optout",
        "baja",
        "salir",
    )
)
_RESUME = frozenset(("start", "unstop", "voltar", "alta"))
_LONGEST = 40


def wish_of(text: str | None) -> Wish | None:
    """Return what a message asks for, when it is nothing but one of the words.

    Case, accents, blanks, punctuation and emoji around or inside do not matter; a word within a sentence does not count
    ("quero sair mais cedo" is no opt-out). "voltar" and the like mean something only from somebody who had stopped:
    that is for the caller to know.
    """
    if not text or len(text) > _LONGEST:
        return None
    plain = unicodedata.normalize("NFKD", text).casefold()
    # Letters and digits make words; accents, joiners and variation marks vanish; everything else separates.
    words = "".join(
        char if char.isalnum() else "" if unicodedata.category(char) in ("Mn", "Me", "Cf") else " " for char in plain
    ).split()
    if len(words) != 1:
        return None
    if words[0] in _STOP:
        return "stop"
    return "resume" if words[0] in _RESUME else None
