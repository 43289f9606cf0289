"""The audit of the walls between companies, read from the database's own catalogue (reliability: isolation generators).

A table, function or view added later is judged by the same queries without a new test.
"""

import pytest
from tests.fixtures.factories import Owner, Row

# Without account_id: a company itself, and people, who may work for several.
ACCOUNTLESS = {"accounts", "users"}
# May look across accounts; each answers one question and was read by a person.
DEFINERS = {
    "find_login",
    "begin_sign_in",
    "sign_in_succeeded",
    "prune_gate",
    "companies_of",
    "begin_password_check",
    "password_check_succeeded",
    "pass_code_check",
    "use_proof",
    "save_proof",
    "ways_to_confirm",
    "end_challenges",
    "accounts_with_secrets",
    "sealed_factors",
    "replace_sealed_factor",
    "find_session",
    "rights_of",
    "has_password",
    "address_is_taken",
    "count_email_change",
    "has_second_factor",
    "session_state",
    "second_factor_of",
    "start_second_factor",
    "confirm_second_factor",
    "replace_recovery_codes",
    "remove_second_factor",
    "begin_challenge",
    "begin_second_factor",
    "pass_second_factor",
    "people_without_second_factor",
    "prune_challenges",
    "count_request",
    "find_token",
    "prune_budgets",
    "find_channels_of_items",
    "find_channel_of_key",
    "is_password",
    "password_proof",
    "count_signal",
    "companies_of_person",
    "is_operator",
    "operator_state",
    "operator_companies",
    "operator_change_status",
    "operator_first_admin",
    "operator_emails",
    "account_ids",
    "ask_sign_up",
    "count_setup_try",
    "finish_sign_up",
    "person_of_email",
    "search_contacts",
    "search_conversations",
    "use_socket_ticket",
    "find_socket_connection",
    "lanes_ahead",
    "wishes_ahead",
    "due_sla",
    "sla_ahead",
    "due_routing",
    "routing_ahead",
    "work_ahead",
    "business_metrics",
    "ask_password_reset",
    "forget_reset_request",
    "mail_work",
    "find_link",
    "find_survey_link",
    "begin_invite_password",
    "count_invite_mail",
    "find_sign_in_page",
    "find_sign_in_provider",
    "begin_journey",
    "end_journey",
    "prune_journeys",
    "who_comes",
    "closed_to_passwords",
}
# Unique on purpose across accounts: what the outside world names without naming a company.
GLOBAL_UNIQUE = {
    "sessions_token_hash_key",
    "mails_token_hash_key",
    "api_tokens_token_hash_key",
    "survey_links_token",
    "channels_external",
    "socket_connections_id",
}


def rows(owner: Owner, query: str) -> list[Row]:
    return owner.execute(query).fetchall()


def names(owner: Owner, query: str) -> set[str]:
    return {next(iter(row.values())) for row in rows(owner, query)}


TABLES = "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"


def test_every_table_belongs_to_an_account(owner: Owner) -> None:
    owned = names(
        owner,
        "select c.relname from pg_class c"
        " join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id' and a.attnotnull"
        " where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace",
    )
    assert names(owner, TABLES) - owned == ACCOUNTLESS


def test_row_level_security_is_on_and_forced_everywhere(owner: Owner) -> None:
    assert names(owner, TABLES + " and not (relrowsecurity and relforcerowsecurity)") == set()


def test_every_policy_for_the_application_names_the_account_in_both_directions(owner: Owner) -> None:
    policies = rows(
        owner,
        "select tablename, policyname, cmd, qual, with_check, roles::text[] as roles"
        " from pg_policies where schemaname = 'public'",
    )
    assert {p["tablename"] for p in policies if "central_lookup" not in p["roles"]} == names(owner, TABLES)
    for policy in policies:
        if policy["roles"] == ["central_lookup"]:
            assert policy["cmd"] in ("SELECT", "UPDATE"), policy
            continue
        for side in ("qual", "with_check"):
            assert "current_account()" in (policy[side] or ""), policy
            assert " OR " not in (policy[side] or ""), policy


def test_views_run_as_whoever_asks(owner: Owner) -> None:
    careless = (
        "select relname from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace"
        " and (relkind = 'm'"
        "   or not coalesce(reloptions, '{}') && array['security_invoker=true', 'security_invoker=on'])"
    )
    assert names(owner, careless) == set()


def test_only_known_functions_look_across_accounts(owner: Owner) -> None:
    definers = rows(
        owner,
        "select proname, pg_get_userbyid(proowner) as owner, proconfig,"
        " has_function_privilege('public', oid, 'execute') as open"
        " from pg_proc where prosecdef and pronamespace = 'public'::regnamespace",
    )
    known = DEFINERS | {row["proname"] for row in definers if row["proname"].startswith("due_")}
    assert {row["proname"] for row in definers} <= known
    assert {row["proname"] for row in definers} >= DEFINERS, "what is gone stands on the list no longer"
    for row in definers:
        assert row["owner"] == "central_lookup", row
        assert not row["open"], row
        assert any(setting.startswith("search_path=") for setting in row["proconfig"] or ()), row


def test_no_foreign_key_forgets_the_account(owner: Owner) -> None:
    """A single-column key accepts another company's id."""
    careless = (
        "select c.conname from pg_constraint c"
        " where c.contype = 'f' and c.connamespace = 'public'::regnamespace"
        " and c.confrelid not in ('accounts'::regclass, 'users'::regclass)"
        " and not exists (select 1 from pg_attribute a"
        "   join pg_attribute f on f.attrelid = c.confrelid and f.attnum = c.confkey[1] and f.attname = 'account_id'"
        "   where a.attrelid = c.conrelid and a.attnum = c.conkey[1] and a.attname = 'account_id')"
    )
    assert names(owner, careless) == set()


def test_every_unique_index_begins_with_the_account(owner: Owner) -> None:
    careless = names(
        owner,
        "select i.indexrelid::regclass::text from pg_index i join pg_class t on t.oid = i.indrelid"
        " where i.indisunique and t.relnamespace = 'public'::regnamespace and t.relname not in ('accounts', 'users')"
        " and not exists (select 1 from pg_attribute a"
        "   where a.attrelid = i.indrelid and a.attnum = i.indkey[0] and a.attname = 'account_id')",
    )
    assert careless == GLOBAL_UNIQUE


def test_the_application_owns_nothing_and_cannot_step_over_the_walls(owner: Owner) -> None:
    for catalogue, column in (("pg_class", "relowner"), ("pg_proc", "proowner"), ("pg_namespace", "nspowner")):
        found = f"select 1 from {catalogue} where {column} in ('central_app'::regrole)"
        assert rows(owner, found) == [], catalogue
    role = rows(owner, "select * from pg_roles where rolname = 'central_app'")[0]
    powers = ("rolsuper", "rolbypassrls", "rolcreaterole", "rolcreatedb", "rolreplication")
    assert [name for name in powers if role[name]] == []
    assert (
        names(owner, "select m.roleid::regrole::text from pg_auth_members m where m.member = 'central_app'::regrole")
        == set()
    )
    privileges = rows(
        owner,
        "select table_name, privilege_type from information_schema.role_table_grants"
        " where grantee in ('central_app', 'PUBLIC') and table_schema = 'public'"
        " and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')",
    )
    assert privileges == []
    assert rows(owner, "select has_schema_privilege('central_app', 'public', 'create') as yes") == [{"yes": False}]


def test_what_belongs_to_no_account_is_out_of_the_applications_reach(owner: Owner) -> None:
    """Counters that come before the account: the functions on the list above are the only way to them.

    The look-alike platforms' tables belong to no company either; only DemoMode makes them, and they are open.
    """
    other = "n.nspname not in ('public', 'demo', 'information_schema') and n.nspname !~ '^pg_'"
    beside = f"c.relnamespace = n.oid and {other}"
    tables = f"select c.relname from pg_class c, pg_namespace n where c.relkind in ('r', 'p', 'v', 'm') and {beside}"
    assert names(owner, tables) >= {"attempts", "known"}
    reachable = (
        " and (has_schema_privilege('central_app', n.oid, 'usage') or has_table_privilege('central_app', c.oid, '{}'))"
    )
    for privilege in ("select", "insert", "update", "delete"):
        assert names(owner, tables + reachable.format(privilege)) == set()


def test_nobody_but_a_superuser_passes_row_level_security(owner: Owner) -> None:
    roles = "select rolname from pg_roles where rolbypassrls and not rolsuper and rolname not like 'pg\\_%'"
    assert names(owner, roles) == set()


@pytest.mark.parametrize(
    "hole",
    [
        "create table hole (id integer); grant select on hole to central_app",
        "alter table labels no force row level security",
        "drop policy account_isolation on labels",
        "create policy wide on labels using (true)",
        "create view hole as select * from labels",
        "create function hole() returns bigint language sql security definer as 'select count(*) from labels'",
        "create unique index hole on labels (name)",
        "alter table conversations add column label uuid unique; alter table labels add unique (id);"
        " alter table conversations add foreign key (label) references labels (id)",
        "grant truncate on labels to central_app",
        "alter role central_app bypassrls",
        "grant usage on schema gate to central_app",
        "grant select on gate.known to public",
        "grant central_owner to central_app",
    ],
)
def test_the_audit_finds_a_planted_hole(owner: Owner, hole: str) -> None:
    """Each hole turns at least one of the queries above red."""
    audits = [
        test_every_table_belongs_to_an_account,
        test_row_level_security_is_on_and_forced_everywhere,
        test_every_policy_for_the_application_names_the_account_in_both_directions,
        test_views_run_as_whoever_asks,
        test_only_known_functions_look_across_accounts,
        test_no_foreign_key_forgets_the_account,
        test_every_unique_index_begins_with_the_account,
        test_the_application_owns_nothing_and_cannot_step_over_the_walls,
        test_what_belongs_to_no_account_is_out_of_the_applications_reach,
    ]
    with owner.transaction(force_rollback=True):
        owner.execute(hole.encode())
        found = [audit.__name__ for audit in audits if _complains(audit, owner)]
    assert found != []


def _complains(audit: object, owner: Owner) -> bool:
    try:
        audit(owner)  # type: ignore[operator]
    except AssertionError:
        return True
    return False
