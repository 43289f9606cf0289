"""The embedded server: started once, found by others, recovered after a kill, kept apart by its password."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from central_local import postgres
from central_local.problem import Problem


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    target = tmp_path / "postgres"
    yield target
    if target.exists():
        pid = postgres._running(target)
        if pid:
            psutil.Process(pid).kill()


def test_data_survives_a_restart_and_a_kill(folder: Path) -> None:
    server = postgres.ensure_server(folder, durable=True)
    assert server.create_database("central")
    assert not server.create_database("central")
    with psycopg.connect(server.url("central"), autocommit=True) as connection:
        connection.execute("create table kept (id int)")
        connection.execute("insert into kept values (7)")
    pid = postgres._running(folder)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    psutil.wait_procs([psutil.Process(pid)] if psutil.pid_exists(pid) else [], timeout=60)

    again = postgres.ensure_server(folder, durable=True)
    with psycopg.connect(again.url("central")) as connection:
        assert connection.execute("select id from kept").fetchall() == [(7,)]
    again.stop()
    assert postgres._running(folder) is None


def test_it_waits_for_what_a_killed_server_left(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    postgres.ensure_server(folder, durable=False).stop()
    # As it ends while a process of the killed one is still there, and the next time as it is.
    refused, real = tmp_path / "refused", postgres._binaries() / "postgres"
    script = tmp_path / "binaries/postgres"
    script.parent.mkdir()
    script.write_text(
        f'#!/bin/sh\n[ "$1" != -D ] || [ -e {refused} ] && exec {real} "$@"\ntouch {refused}\n'
        "echo 'LOG:  starting PostgreSQL'\necho 'FATAL:  pre-existing shared memory block (key 1) is in use'\n"
        "exit 1\n"
    )
    script.chmod(0o755)
    monkeypatch.setattr(postgres, "_binaries", lambda: script.parent)
    postgres.ensure_server(folder, durable=False).stop()
    assert refused.exists()


def test_a_wrong_password_is_refused_and_only_loopback_is_bound(folder: Path) -> None:
    server = postgres.ensure_server(folder, durable=False)
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(server.url(password="wrong"))
    pid = postgres._running(folder)
    assert pid is not None
    assert {c.laddr.ip for c in psutil.Process(pid).net_connections() if c.status == "LISTEN"} == {"127.0.0.1"}
    server.stop()


def test_two_processes_share_one_server_and_the_last_stops_it(folder: Path) -> None:
    server = postgres.ensure_server(folder, durable=False)
    code = (
        "import sys; from pathlib import Path; from central_local.postgres import ensure_server\n"
        "s = ensure_server(Path(sys.argv[1]), durable=False); print(s.port); s.release()"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)
    assert int(done.stdout) == server.port
    assert postgres._running(folder) is not None
    server.release()
    assert postgres._running(folder) is None


def test_a_server_is_stopped_by_another_process_than_its_parent(folder: Path) -> None:
    server = postgres.ensure_server(folder, durable=False)  # our child; nobody here waits for it
    code = "import sys; from pathlib import Path; from central_local import postgres; postgres.stop(Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, timeout=60)
    assert postgres._running(folder) is None
    server.stop()


def test_a_pid_file_with_somebody_elses_number_does_not_stop_the_start(folder: Path) -> None:
    postgres.ensure_server(folder, durable=False).stop()
    (folder / "data/postmaster.pid").write_text(f"{os.getpid()}\n{folder / 'data'}\n0\n")
    server = postgres.ensure_server(folder, durable=False)
    with psycopg.connect(server.url()) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
    server.stop()


def test_data_of_another_version_are_refused_in_a_sentence(folder: Path) -> None:
    postgres.ensure_server(folder, durable=False).stop()
    (folder / "data/PG_VERSION").write_text("12\n")
    with pytest.raises(Problem, match="PostgreSQL 12"):
        postgres.ensure_server(folder, durable=False)


def test_needed_extensions_are_there(folder: Path) -> None:
    server = postgres.ensure_server(folder, durable=False)
    with psycopg.connect(server.url()) as connection:
        names = {row[0] for row in connection.execute("select name from pg_available_extensions")}
    server.stop()
    assert {"vector", "unaccent", "pg_trgm", "btree_gin"} <= names
