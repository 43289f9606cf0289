"""What may not stand in a row of the tables every conversation writes, and by which name it is refused."""

import psycopg
import pytest
from tests.db.test_row_level_security import fill
from tests.fixtures.factories import Owner, Row, make_account

_LATER = "now() + interval '1 hour'"
_REFUSED = [
    ("contacts", "name = repeat('a', 201)", "contacts_name_check"),
    ("contacts", "profile_name = repeat('a', 201)", "contacts_profile_name_check"),
    ("contacts", "phone = '11 98888-7777'", "contacts_phone_check"),
    ("contacts", "email = repeat('a', 255)", "contacts_email_check"),
    ("contacts", "state = 'friend'", "contacts_state_check"),
    ("contact_identities", "value = ''", "contact_identities_value_check"),
    ("contact_identities", "value = repeat('1', 201)", "contact_identities_value_check"),
    ("contact_identities", "match_key = ''", "contact_identities_match_key_check"),
    ("contact_identities", "match_key = repeat('1', 201)", "contact_identities_match_key_check"),
    ("conversations", "status = 'ended', closed_at = null", "conversations_status_check"),
    ("conversations", "session = 'ai'", "conversations_session_check"),
    ("conversations", "handoff_reason = 'chance'", "conversations_handoff_reason_check"),
    ("conversations", "priority = 0", "conversations_priority_check"),
    ("conversations", "priority = 11", "conversations_priority_check"),
    ("conversations", "subject = repeat('a', 201)", "conversations_subject_check"),
    ("conversations", "status = 'closed', closed_at = null", "conversations_closed_at_check"),
    ("conversations", "status = 'open', closed_at = now()", "conversations_closed_at_check"),
    ("conversations", "status = 'snoozed', snoozed_until = null", "conversations_snoozed_until_check"),
    ("conversations", f"status = 'open', snoozed_until = {_LATER}", "conversations_snoozed_until_check"),
    ("messages", "type = 'fax'", "messages_type_check"),
    ("messages", "direction = 'up'", "messages_direction_check"),
    ("messages", "author_type = 'owner'", "messages_author_type_check"),
    ("messages", "status = 'lost'", "messages_status_check"),
    ("messages", "text = repeat('a', 65537)", "messages_text_check"),
    ("messages", "external_id = repeat('a', 513)", "messages_external_id_check"),
    ("tickets", "state = 'lost'", "tickets_state_check"),
    ("tickets", "handoff_reason = 'chance'", "tickets_handoff_reason_check"),
    ("tickets", "priority = 0", "tickets_priority_check"),
    ("tickets", "priority = 11", "tickets_priority_check"),
    ("tickets", "state = 'in_service', assignee_id = null", "tickets_assignee_id_check"),
    ("tickets", "state = 'finished', finished_at = null", "tickets_finished_at_check"),
    ("tickets", "state = 'waiting', finished_at = now()", "tickets_finished_at_check"),
    ("tickets", "offered_to = gen_random_uuid()", "tickets_offered_to_check"),
    ("tickets", "offered_at = now()", "tickets_offered_to_check"),
    ("tickets", "offered_until = now()", "tickets_offered_to_check"),
    ("tickets", "continued_as = gen_random_uuid()", "tickets_continued_as_check"),
    ("tickets", "closing = '[]'", "tickets_closing_check"),
]


@pytest.mark.parametrize(("table", "change", "rule"), _REFUSED)
def test_a_row_is_refused_by_the_name_of_its_rule(owner: Owner, table: str, change: str, rule: str) -> None:
    account = make_account(owner)
    made: dict[str, Row] = {"accounts": account}
    fill(owner, table, account["id"], made)
    statement = f"update {table} set {change} where account_id = %s".encode()
    with pytest.raises(psycopg.errors.CheckViolation) as refused:
        owner.execute(statement, (account["id"],))
    assert (refused.value.diag.table_name, refused.value.diag.constraint_name) == (table, rule)


def test_who_waits_no_longer_is_offered_to_nobody(owner: Owner) -> None:
    account = make_account(owner)
    fill(owner, "tickets", account["id"], {"accounts": account})
    owner.execute("update tickets set state = 'finished', finished_at = now() where account_id = %s", (account["id"],))
    with pytest.raises(psycopg.errors.CheckViolation) as refused:
        owner.execute(
            "update tickets set offered_to = gen_random_uuid(), offered_at = now(), offered_until = now()"
            " where account_id = %s",
            (account["id"],),
        )
    assert refused.value.diag.constraint_name == "tickets_offered_to_check"


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("contacts", "name = repeat('a', 200), phone = '+551140040001', email = null, state = 'inactive'"),
        ("conversations", f"status = 'snoozed', snoozed_until = {_LATER}, priority = 10, handoff_reason = null"),
        ("messages", "status = null, text = repeat('a', 65536), external_id = null"),
        ("tickets", "state = 'abandoned', finished_at = now(), priority = 1"),
        ("tickets", "state = 'waiting', closing = '{}'"),
    ],
)
def test_a_row_at_the_edge_is_taken(owner: Owner, table: str, change: str) -> None:
    account = make_account(owner)
    fill(owner, table, account["id"], {"accounts": account})
    statement = f"update {table} set {change} where account_id = %s".encode()
    assert owner.execute(statement, (account["id"],)).rowcount == 1
