"""What the bench writes fits the tables as they are now: else nothing could be measured any more."""

import pytest
from bench.history import write_company
from tests.fixtures.factories import Owner

_INDEXES = "select indexdef from pg_indexes where schemaname = 'public' order by indexname"


@pytest.mark.parametrize("large", [False, True])
def test_the_bench_can_write_its_history(owner: Owner, owner_url: str, large: bool) -> None:
    indexes = owner.execute(_INDEXES).fetchall()
    account, _ = write_company(owner, owner_url, 80, agents=2, large=large)
    row = owner.execute(
        "select count(*) as tickets, count(*) filter (where state = 'in_service') as open from tickets"
        " where account_id = %s",
        (account["id"],),
    ).fetchone()
    assert row == {"tickets": 80, "open": 2}
    assert owner.execute(_INDEXES).fetchall() == indexes
