"""Passwords: argon2id. The only module that knows argon2, imported when somebody signs in."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

# Parameters of OWASP's password storage cheat sheet: 19 MiB, two passes, one lane.
_MEMORY_KIB = 19_456
_PASSES = 2
_LANES = 1
# The hash, with the same parameters, of random bytes nobody kept: an unknown address costs the same time as a wrong
# password, also in a process that just started.
_NOBODYS_HASH = "$argon2id$v=19$m=19456,t=2,p=1$mYNDbbyX12l/SRR/YIcBUg$+cGr3BazxReQgYYMjYd/Tq8nPqis1HYTefrpwZ7xX9c"


@lru_cache(maxsize=1)
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=_PASSES, memory_cost=_MEMORY_KIB, parallelism=_LANES)


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password, with its parameters and salt."""
    return _hasher().hash(password)


def verify_password(password: str, stored: str | None) -> bool:
    """Whether a password fits the stored hash. Takes the same time when there is none."""
    from argon2.exceptions import InvalidHashError, VerificationError

    known = stored is not None
    try:
        fits = _hasher().verify(stored if stored is not None else _NOBODYS_HASH, password)
    except VerificationError:
        return False
    except InvalidHashError:
        return False
    return fits and known


def needs_rehash(stored: str) -> bool:
    """Whether a hash was made with parameters of the past."""
    return _hasher().check_needs_rehash(stored)


MIN_LENGTH = 12
# What long passwords people really choose are made of, without case, spaces, accents and the digits and marks around
# them. Our own list: collected from habits (Brazil's first), not from anybody's leak.
_WORDS = """
    senhasenha minhasenha senhasegura senhaforte senhapadrao senhamaster senhaadmin adminadmin administrador
    administrator password passwordpassword mypassword passw0rd p@ssw0rd p@ssword letmein letmeinplease welcome
    welcomeback iloveyou iloveyouforever teamo teamomuito teamopravida euteamo euteamomuito meuamor amordaminhavida
    minhavida minhafamilia deusefiel deuseamor deusnocomando jesuscristo jesusteama jesuseosenhor nossasenhora
    brasilbrasil brasilhexa flamengo corinthians palmeiras saopaulo vascodagama gremio internacional cruzeiro
    atleticomineiro botafogo fluminense santosfc mudar mudarsenha trocarsenha trocaragora alterarsenha primeiroacesso
    novasenha senhanova empresa minhaempresa suporte atendimento whatsapp central centraldeatendimento plataforma
    demonstracao qwertyuiop qwertyuiopasdf qwertyqwerty asdfghjkl asdfghjklzxcvbnm zxcvbnm qazwsxedc qazwsxedcrfv
    1q2w3e4r5t6y 1qaz2wsx3edc q1w2e3r4t5y6 abcdefghijkl abcabcabcabc superman batman superhomem dragonball pokemon
    princesa princesinha bonequinha gatinhalinda felicidade liberdade esperanca saudade coracao borboleta estrelinha
    computador internet notebook playstation chocolate computer football baseball basketball trustno1 changeme
    changemenow temppassword secretpassword supersecret correcthorsebatterystaple hello helloworld testtesttest
    testeteste testando defaultpassword segredo
"""
_COMMON = frozenset(_WORDS.split())
_ROWS = (
    "01234567890123456789", "98765432109876543210",
    "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm",  # pragma: allowlist secret
)  # fmt: skip


def weakness(password: str, *, email: str, name: str) -> str | None:
    """Return why a password is too easy to guess, as a sentence, or None. No rules about kinds of characters."""
    if len(password) < MIN_LENGTH:
        return f"Use pelo menos {MIN_LENGTH} caracteres."
    plain = _plain(password)
    if len(set(plain)) < 4 or _repeats(plain) or any(plain in row for row in _ROWS):
        return "Esta senha é fácil demais de adivinhar: ela se repete ou é uma sequência."
    # A year or "123!" at either end makes a common word no rarer.
    core = plain.strip("0123456789!@#$%&*?._-+=")
    if plain in _COMMON or core in _COMMON or not core:
        return "Esta senha é comum demais."
    own = [_plain(text) for text in (email, email.partition("@")[0], name)]
    if any(core == text or plain == text for text in own if text):
        return "A senha não pode ser o seu nome nem o seu e-mail."
    return None


def _plain(text: str) -> str:
    """Return a text without case, accents and spaces."""
    import unicodedata

    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char) and not char.isspace())


def _repeats(plain: str) -> bool:
    return any(plain == (plain[:size] * len(plain))[: len(plain)] for size in range(1, 7))
