"""Drives `python -m marketplace.runtime` as a person would: as processes of their own."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg
import redis

from marketplace.runtime.account import server_account
from marketplace.runtime.addresses import service_urls
from marketplace.runtime.layout import PROJECT, layout
from marketplace.runtime.postgres import Postgres
from marketplace.runtime.processes import running_on
from marketplace.runtime.services import stop_everything

RUNTIME = (sys.executable, "-m", "marketplace.runtime")
SECONDS_TO_START = 60


def environment(data_dir: Path, **more: str) -> dict[str, str]:
    """Give the environment of a person who set DATA_DIR and nothing else of ours."""
    ours = {"DATABASE_URL", "REDIS_URL", "PORT", "HOST", "DEMO_SCALE", "MARKETPLACE_MODE"}
    return {name: value for name, value in os.environ.items() if name not in ours} | {"DATA_DIR": str(data_dir)} | more


def call(data_dir: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run one verb to its end."""
    env = environment(data_dir, **more)
    return subprocess.run(
        [*RUNTIME, *words], cwd=PROJECT, env=env, capture_output=True, text=True, timeout=90, check=False
    )


class Parent:
    """A running `services` of one DATA_DIR; `--fast` gives up what was committed in the last instant before a crash."""

    def __init__(self, data_dir: Path, *, fast: bool = True) -> None:
        self.data_dir = data_dir
        command = [*RUNTIME, "services", *(["--fast"] if fast else [])]
        self.process = subprocess.Popen(
            command, cwd=PROJECT, env=environment(data_dir), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.said = self._wait()

    def _wait(self) -> str:
        said = ""
        assert self.process.stdout is not None
        while "REDIS_URL=" not in said:
            line = self.process.stdout.readline()
            assert line, f"the services did not start: {said}"
            said += line
        return said

    def kill(self) -> None:
        """Kill the parent as nobody may be asked to expect."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """Ask the parent to stop and give its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)


def query(data_dir: Path, statement: str) -> list[tuple[object, ...]]:
    """Ask the database of a DATA_DIR, by the address that manage.py would use."""
    with psycopg.connect(service_urls(data_dir)[0], autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def cache(data_dir: Path, number: int = 1) -> redis.Redis:
    """Give a client of the cache of a DATA_DIR."""
    return redis.Redis.from_url(f"{service_urls(data_dir)[1]}/{number}", decode_responses=True)


def servers_of(data_dir: Path) -> list[psutil.Process]:
    """Find every server process that works on a DATA_DIR."""
    found = running_on("postgres", data_dir / "postgres")
    found += running_on("valkey-server", data_dir / "valkey" / "valkey.conf")
    return [process for process in found if process.is_running() and process.status() != psutil.STATUS_ZOMBIE]


def wait_for_none(data_dir: Path, seconds: float = 20) -> list[psutil.Process]:
    """Give the servers that still live when the time is up."""
    deadline = time.monotonic() + seconds
    while (left := servers_of(data_dir)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def make_cluster(data_dir: Path) -> None:
    """Make the database's files as a first start does, and stop."""
    data = layout(data_dir)
    data.create()
    postgres = Postgres(layout=data, account=server_account(), fast=True)
    try:
        postgres.start()
    finally:
        postgres.stop()


def copy_cluster(made: Path, data_dir: Path) -> None:
    """Give a DATA_DIR the files of one that was started and stopped, for whom the first start does not matter."""
    into = layout(data_dir)
    into.create()
    subprocess.run(["cp", "-a", layout(made).postgres, into.postgres], check=True)


def stop_all(data_dir: Path) -> None:
    """Leave nothing behind, whatever a test did."""
    stop_everything(layout(data_dir))
    for process in servers_of(data_dir):
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
