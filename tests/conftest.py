"""What every test may use. How to run: ``.venv/bin/python -m pytest tests/db -q`` (``-n 2`` for two processes).

Database tests run on a real PostgreSQL (``.central/test-postgres``, started by the first process that needs it,
stopped by the last) in a database of their own, as the application role:

    def test_takes_over(database, owner):
        account = make_account(owner)                      # tests/fixtures/factories.py: rows, written as the superuser
        ...
        with database.transaction(system_call(account["id"])) as transaction:   # the product's way, as central_app
            ...
        assert owner.execute("select …").fetchone()["…"] == …                  # look at anything

Fixtures
    database   the product's PostgresDatabase, connected as central_app; rings into ``queues`` and ``bus``
    owner      superuser connection to the same database, autocommit, rows as dicts
    ports      all ports: ``database`` and the fakes ``queues bus sockets blobs secrets`` (each also a fixture)
    owner_url  the superuser's address, for commands that connect by themselves
    postgres   the TestDatabase behind it: ``name``, ``owner_url``, ``app_url`` (second connections, child processes)
    server     the PostgreSQL server (``fresh_database(server, "label", migrated=False)`` gives an empty database)

Every test starts with empty tables. Tests in unit/ and platforms/ cannot open sockets.
"""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import pytest_socket
from hypothesis import HealthCheck, settings
from psycopg.rows import dict_row

from central.db.connection import Connection
from central.db.database import PostgresDatabase
from central.ports import Ports
from central_local.postgres import Server
from tests.fakes import FakeBlobs, FakeBus, FakeQueues, FakeSecrets, FakeSockets
from tests.fixtures.factories import Owner
from tests.fixtures.patient import patient_database
from tests.fixtures.pooler import behind_a_pooler, without_a_way_to_it
from tests.fixtures.server import TestDatabase, emptying, fresh_database, kept_warm, running_server

# A slow or busy machine is no defect: what an example takes by the wall's clock says nothing about the code.
settings.register_profile("central", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("central")

_HERE = Path(__file__).parent
_WITHOUT_SOCKETS = (_HERE / "unit", _HERE / "platforms")


@pytest.fixture(autouse=True)
def _no_sockets(request: pytest.FixtureRequest) -> Iterator[None]:
    """Pure tests stay pure: whoever opens a socket in unit/ or platforms/ fails."""
    if not any(folder in request.path.parents for folder in _WITHOUT_SOCKETS):
        yield
        return
    pytest_socket.disable_socket(allow_unix_socket=True)
    yield
    pytest_socket.enable_socket()


@pytest.fixture(scope="session", autouse=True)
def _kept_together(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Programs that tests start have pytest's folder for theirs: what is killed tidies nothing up."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(tmp_path_factory.mktemp("programs")))
        yield


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with running_server() as running:
        yield running


@pytest.fixture(scope="session")
def _created(server: Server) -> Iterator[TestDatabase]:
    with fresh_database(server, "main") as created:
        yield created


@pytest.fixture(scope="session")
def owner_url(_created: TestDatabase) -> str:
    return _created.owner_url


@pytest.fixture(scope="session")
def postgres(_created: TestDatabase) -> Iterator[TestDatabase]:
    with behind_a_pooler(_created) as reached:
        yield reached


@pytest.fixture(scope="session")
def _owner_connection(owner_url: str) -> Iterator[Owner]:
    with psycopg.connect(owner_url, autocommit=True, row_factory=dict_row) as connection:
        yield connection


@pytest.fixture(scope="session")
def _empty(owner_url: str) -> Iterator[Callable[[], None]]:
    with emptying(owner_url) as empty:
        yield empty


@pytest.fixture
def owner(_owner_connection: Owner, _empty: Callable[[], None]) -> Owner:
    _empty()
    return _owner_connection


@pytest.fixture
def queues() -> FakeQueues:
    return FakeQueues()


@pytest.fixture
def bus() -> FakeBus:
    return FakeBus()


@pytest.fixture
def sockets() -> FakeSockets:
    return FakeSockets()


@pytest.fixture
def blobs() -> FakeBlobs:
    return FakeBlobs()


@pytest.fixture
def secrets() -> FakeSecrets:
    return FakeSecrets({"meta/app_secret": "app-secret", "meta/verify_token": "verify-token"})


@pytest.fixture(scope="session")
def _kept(postgres: TestDatabase) -> Iterator[list[Connection]]:
    kept: list[Connection] = []
    yield kept
    for connection in kept:
        connection.close()


@pytest.fixture
def database(
    postgres: TestDatabase, owner: Owner, queues: FakeQueues, bus: FakeBus, _kept: list[Connection]
) -> Iterator[PostgresDatabase]:
    with kept_warm(patient_database(postgres.app_url, queues, bus), _kept) as connected:
        yield connected


@pytest.fixture
def ports(
    database: PostgresDatabase,
    queues: FakeQueues,
    bus: FakeBus,
    sockets: FakeSockets,
    blobs: FakeBlobs,
    secrets: FakeSecrets,
) -> Ports:
    return Ports(database, queues, bus, sockets, blobs, secrets)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes minutes: at the end one process would be at it while the others have nothing to do."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    if left := without_a_way_to_it(items):
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


def pytest_collection_finish() -> None:
    """What is there before the first test stays to the end: each full collection of garbage would look through it."""
    gc.freeze()
