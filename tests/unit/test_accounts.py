"""Passwords, permissions and sessions: rules without a database."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from central.accounts import passwords
from central.accounts.model import KnownSession, device_of
from central.accounts.permissions import PERMISSIONS, ROLES, is_allowed, may, permissions_of
from central.call import SYSTEM, Actor, CustomRole

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_a_password_fits_its_own_hash_only() -> None:
    stored = passwords.hash_password("uma senha comprida")
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in stored
    assert passwords.verify_password("uma senha comprida", stored)
    assert not passwords.verify_password("outra senha", stored)
    assert not passwords.verify_password("uma senha comprida", "not a hash")
    assert not passwords.needs_rehash(stored)


def test_an_unknown_person_costs_the_same_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Timed by what is computed: one verification of a hash with the same parameters, and no other work."""
    from argon2 import extract_parameters

    checked: list[str] = []
    hasher = passwords._hasher()

    class Watched:
        def verify(self, stored: str, password: str) -> bool:
            checked.append(stored)
            return hasher.verify(stored, password)

    monkeypatch.setattr(passwords, "_hasher", Watched)
    assert not passwords.verify_password("x", None)
    assert not passwords.verify_password("x", hasher.hash("y"))
    assert len(checked) == 2
    assert extract_parameters(checked[0]) == extract_parameters(checked[1])


def test_what_is_not_in_the_table_is_denied() -> None:
    unknown: Any = "everything.destroy"
    for role in ROLES:
        assert not is_allowed(role, unknown)
    assert not is_allowed(None, "conversations.read")
    assert not may(Actor("contact"), "conversations.read")
    assert may(SYSTEM, "users.manage")


def test_nobody_may_more_than_an_admin() -> None:
    admin = permissions_of(Actor("user", uuid4(), "admin"))
    for role in ROLES:
        assert set(permissions_of(Actor("user", uuid4(), role))) <= set(admin) == set(PERMISSIONS)
    assert "users.manage" not in permissions_of(Actor("user", uuid4(), "supervisor"))


def test_a_companys_own_role_may_what_its_row_says() -> None:
    given = frozenset(("contacts.read", "users.manage", "unknown.permission"))
    own = CustomRole(uuid4(), "Vendas", given, "own", sees_unassigned=False)
    actor = Actor("user", uuid4(), "agent", custom=own)
    assert permissions_of(actor) == ["contacts.read", "users.manage"]
    assert not may(actor, "conversations.read"), "what the built-in role underneath may counts for nothing"


def test_a_token_may_what_both_it_and_its_maker_may() -> None:
    token = Actor("user", uuid4(), "agent", limited_to=frozenset(("contacts.read", "users.manage")))
    assert permissions_of(token) == ["contacts.read"]
    assert permissions_of(Actor("user", uuid4(), "admin", limited_to=frozenset())) == []


@pytest.mark.parametrize(("hours", "idle"), [(0, False), (11.9, False), (12.1, True)])
def test_a_session_nobody_uses_ends(hours: float, idle: bool) -> None:
    used = NOW - timedelta(hours=hours)
    session = KnownSession(uuid4(), uuid4(), uuid4(), "agent", NOW + timedelta(days=1), used)
    assert session.is_idle(NOW) is idle
    assert session.wants_touch(NOW) is (hours > 0)


@pytest.mark.parametrize(
    ("password", "fine"),
    [
        ("doze letras!", True),
        ("correto cavalo bateria", True),
        ("ção ímpar éter", True),
        ("onze letras", False),
        ("aaaaaaaaaaaaaa", False),
        ("abcabcabcabcabc", False),
        ("123456789012", False),
        ("qwertyuiopas", False),
        ("SenhaSegura123!", False),
        ("Flamengo2026", False),
        ("Te Amo Muito 123", False),
        ("123456!!123456", False),
        ("ana.souza@exemplo.com.br", False),
        ("Ana Souza 1985", False),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused(password: str, fine: bool) -> None:
    assert (passwords.weakness(password, email="ana.souza@exemplo.com.br", name="Ana Souza") is None) is fine


@pytest.mark.parametrize(
    ("user_agent", "browser", "system"),
    [
        (None, None, None),
        ("curl/8.0", None, None),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/143.0 Safari/537.36 Edg/143.0", "Edge", "Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1", "Safari", "iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/143.0 Mobile Safari/537.36", "Chrome", "Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox", "Linux"),
    ],
)
def test_a_session_says_where_it_is(user_agent: str | None, browser: str | None, system: str | None) -> None:
    assert device_of(user_agent) == (browser, system)
