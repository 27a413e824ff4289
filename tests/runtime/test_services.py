"""Database and cache under a parent of ours: data survives, processes do not."""

import os
import signal
import stat
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
import redis

from marketplace.runtime.addresses import NOT_STARTED, service_urls
from marketplace.runtime.layout import PROJECT, layout
from marketplace.runtime.postgres import LONGEST_SOCKET_PATH, socket_folder
from tests.runtime.servers import Parent, cache, call, query, servers_of, stop_all, wait_for_none

Start = Callable[..., Parent]


def test_stop_leaves_no_process_and_keeps_the_data(data_dir: Path, start: Start) -> None:
    parent = start(data_dir)
    query(data_dir, "CREATE TABLE jars (name text)")
    query(data_dir, "INSERT INTO jars VALUES ('أملو')")
    cache(data_dir, 0).set("waiting", "one task")
    before = service_urls(data_dir)

    assert parent.stop() == 0
    assert servers_of(data_dir) == []

    start(data_dir)
    assert service_urls(data_dir) == before
    assert query(data_dir, "SELECT name FROM jars") == [("أملو",)]
    assert cache(data_dir, 0).get("waiting") == "one task"


def test_killed_parent_takes_its_servers_along_and_the_next_one_finds_the_data(data_dir: Path, start: Start) -> None:
    parent = start(data_dir)
    query(data_dir, "CREATE TABLE jars (name text)")
    query(data_dir, "INSERT INTO jars VALUES ('argan')")

    parent.kill()
    assert wait_for_none(data_dir) == []

    start(data_dir)
    assert query(data_dir, "SELECT name FROM jars") == [("argan",)]


def test_servers_killed_in_the_middle_of_work_recover(data_dir: Path, start: Start) -> None:
    parent = start(data_dir, fast=False)
    query(data_dir, "CREATE TABLE jars (name text)")
    query(data_dir, "INSERT INTO jars VALUES ('safran')")
    cache(data_dir).set("stamp", "7")
    os.kill(parent.process.pid, signal.SIGSTOP)  # it must not be quicker than we are
    for server in servers_of(data_dir):
        server.kill()
    parent.kill()
    assert wait_for_none(data_dir) == []
    assert (data_dir / "postgres" / "postmaster.pid").exists()

    start(data_dir)

    assert query(data_dir, "SELECT name FROM jars") == [("safran",)]


def test_orphaned_servers_of_an_earlier_parent_are_replaced(data_dir: Path, start: Start, monkeypatch) -> None:
    untied = Path(__file__).parent / "untied"
    with monkeypatch.context() as patch:
        patch.setenv("PYTHONPATH", f"{untied}{os.pathsep}{PROJECT}")
        parent = start(data_dir)
    query(data_dir, "CREATE TABLE jars (name text)")
    orphans = {process.pid for process in servers_of(data_dir)}
    parent.kill()
    time.sleep(0.5)
    assert {process.pid for process in servers_of(data_dir)} & orphans

    start(data_dir)

    assert not {process.pid for process in servers_of(data_dir)} & orphans
    assert query(data_dir, "SELECT count(*) FROM jars") == [(0,)]


def test_server_that_dies_is_started_again(data_dir: Path, start: Start) -> None:
    start(data_dir)
    cache(data_dir).set("stamp", "7")
    time.sleep(1.2)  # appendfsync everysec
    killed = [process for process in servers_of(data_dir) if process.name() == "valkey-server"]
    for server in killed:
        server.kill()

    deadline = time.monotonic() + 15
    while time.monotonic() < deadline and not _answers(data_dir):
        time.sleep(0.1)

    assert cache(data_dir).get("stamp") == "7"


def _answers(data_dir: Path) -> bool:
    try:
        return bool(cache(data_dir).ping())
    except redis.RedisError:
        return False


def test_second_parent_shares_the_running_services(data_dir: Path, start: Start) -> None:
    first = start(data_dir)
    servers = {process.pid for process in servers_of(data_dir)}

    again = call(data_dir, "services")
    command = call(data_dir, "run", "--", "sh", "-c", "echo $DATA_DIR; exit 3")

    assert again.returncode == 0
    assert again.stdout == first.said
    assert (command.returncode, command.stdout) == (3, f"{data_dir}\n")
    assert {process.pid for process in servers_of(data_dir)} == servers


def test_detached_services_answer_until_they_are_stopped(data_dir: Path) -> None:
    started = call(data_dir, "services", "--detach", "--fast")
    assert started.returncode == 0, started.stderr
    assert query(data_dir, "SELECT 1") == [(1,)]

    stopped = call(data_dir, "stop")

    assert (stopped.returncode, stopped.stdout) == (0, "Stopped.\n")
    assert servers_of(data_dir) == []
    assert call(data_dir, "stop").stdout == "Nothing was running.\n"


def test_two_demonstrations_stand_side_by_side(data_dir: Path, new_data_dir: Path, start: Start) -> None:
    one, two = data_dir, new_data_dir
    start(one)
    second = start(two)
    query(one, "CREATE TABLE jars (name text)")
    cache(one).set("stamp", "1")

    assert query(two, "SELECT to_regclass('jars')") == [(None,)]
    assert cache(two).get("stamp") is None
    second.stop()
    assert query(one, "SELECT count(*) FROM jars") == [(0,)]
    assert cache(one).get("stamp") == "1"


def test_long_data_dir_gets_a_short_private_socket_folder(tmp_path: Path, start: Start) -> None:
    long = tmp_path / ("a-folder-with-a-long-name" * 5) / "وبيانات"
    sockets = socket_folder(layout(long))
    assert len(os.fsencode(long / "sockets" / ".s.PGSQL.5432")) > LONGEST_SOCKET_PATH

    try:
        start(long)

        assert query(long, "SELECT 1") == [(1,)]
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    finally:
        stop_all(long)
        sockets.rmdir()


def test_planted_socket_folder_is_refused(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can make a folder of another user")
    long = tmp_path / ("a-folder-with-a-long-name" * 5)
    sockets = socket_folder(layout(long))
    sockets.mkdir()
    os.chown(sockets, 65534, 65534)

    try:
        refused = call(long, "services", "--fast")
    finally:
        sockets.rmdir()

    assert refused.returncode == 1
    assert "belongs to another user" in refused.stderr
    assert servers_of(long) == []


def test_database_folds_letters_and_cuts_arabic_into_trigrams(new_data_dir: Path, start: Start) -> None:
    os.environ["LANG"], kept = "C", os.environ.get("LANG")
    try:
        start(new_data_dir)
    finally:
        os.environ.pop("LANG")
        if kept is not None:
            os.environ["LANG"] = kept
    for extension in ("pg_trgm", "unaccent", "btree_gist", "citext"):
        query(new_data_dir, f"CREATE EXTENSION {extension}")

    assert query(new_data_dir, "SELECT lower('ÉPICES')") == [("épices",)]
    assert query(new_data_dir, "SELECT cardinality(show_trgm('زعفران')) > 3") == [(True,)]
    assert query(new_data_dir, "SELECT 'É'::citext = 'é', unaccent('é')") == [(True, "e")]
    assert query(
        new_data_dir, "SELECT current_setting('is_superuser'), current_setting('server_version_num')::int / 10000"
    ) == [("off", 18)]


def test_cluster_under_another_locale_is_refused(data_dir: Path, start: Start) -> None:
    start(data_dir).stop()
    data = layout(data_dir)
    start(data_dir)
    with psycopg.connect(host=str(socket_folder(data)), user="postgres", dbname="postgres", autocommit=True) as admin:
        admin.execute("ALTER DATABASE template1 IS_TEMPLATE false")
        admin.execute("DROP DATABASE template1")
        admin.execute("CREATE DATABASE template1 LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0 IS_TEMPLATE true")
    call(data_dir, "stop")

    refused = call(data_dir, "services", "--fast")

    assert refused.returncode == 1
    assert "locale" in refused.stderr
    assert servers_of(data_dir) == []


def test_addresses_without_services_are_refused_at_once(tmp_path: Path) -> None:
    assert service_urls(tmp_path / "nothing") == NOT_STARTED


def test_addresses_are_private(data_dir: Path, start: Start) -> None:
    start(data_dir)

    assert stat.S_IMODE((data_dir / "services.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((data_dir / "sockets").stat().st_mode) == 0o700
    assert stat.S_IMODE((data_dir / "valkey" / "valkey.conf").stat().st_mode) == 0o600
