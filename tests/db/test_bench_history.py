"""What the bench writes fits the tables as they are now: else nothing could be measured any more."""

from bench.history import write_company
from tests.fixtures.factories import Owner


def test_the_bench_can_write_its_history(owner: Owner) -> None:
    account, _ = write_company(owner, 80, agents=2)
    row = owner.execute(
        "select count(*) as tickets, count(*) filter (where state = 'in_service') as open from tickets"
        " where account_id = %s",
        (account["id"],),
    ).fetchone()
    assert row == {"tickets": 80, "open": 2}
