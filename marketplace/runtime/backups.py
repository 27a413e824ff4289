"""Backup and restore of a demo: one tar file with a dump of the database and the files that people uploaded."""

import contextlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg import sql

from marketplace.runtime.account import server_account
from marketplace.runtime.errors import AlreadyRunning, RuntimeProblem
from marketplace.runtime.layout import Layout
from marketplace.runtime.postgres import DATABASE, ROLE, SUPERUSER, Postgres, programs, socket_folder
from marketplace.runtime.processes import held

DUMP = "database.dump"
UPLOADS = ("media", "private")
RESTORING = f"{DATABASE}_restoring"
REPLACED = f"{DATABASE}_replaced"


def make_backup(layout: Layout) -> Path:
    """Dump the running database and pack it with the uploads; readable by us alone, since it holds personal data."""
    layout.backups.mkdir(mode=0o700, exist_ok=True)
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar"
    archive = layout.backups / name
    with tempfile.TemporaryDirectory(dir=layout.backups) as folder:
        dump = Path(folder) / DUMP
        _run("pg_dump", layout, "--format=custom", f"--file={dump}", DATABASE)
        _run("pg_restore", layout, "--list", "--file=/dev/null", str(dump))  # a dump that cannot be read is none
        writing = Path(folder) / name
        with tarfile.open(writing, "w") as tar:
            tar.add(dump, DUMP)
            for uploads in UPLOADS:
                if (layout.root / uploads).is_dir():
                    tar.add(layout.root / uploads, uploads)
        writing.chmod(0o600)
        writing.replace(archive)
    return archive


def restore_backup(layout: Layout, archive: Path) -> None:
    """Load an archive beside the present data, then change places: a broken archive changes nothing.

    What stood there before stays as the database `marketplace_replaced` and the folders `*.replaced` until the
    next restore.
    """
    if not archive.is_file():
        message = f"There is no backup at {archive}."
        raise RuntimeProblem(message)
    with _no_demo(layout), tempfile.TemporaryDirectory(dir=layout.root) as folder:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        _load(layout, Path(folder) / DUMP)
        for uploads in UPLOADS:
            _exchange_folder(Path(folder) / uploads, layout.root / uploads)
    # The data may be of another version of the code: let the next start migrate it and list its accounts anew.
    for stamp in ("migrate", "accounts"):
        (layout.stamps / stamp).unlink(missing_ok=True)


@contextlib.contextmanager
def _no_demo(layout: Layout) -> Iterator[None]:
    """Keep demos away: nobody may write while the data changes places."""
    try:
        with held(layout.demo_lock):
            yield
    except AlreadyRunning as demo:
        message = f"Stop the demo first: {demo}"
        raise RuntimeProblem(message) from demo


def _load(layout: Layout, dump: Path) -> None:
    server = Postgres(layout=layout, account=server_account())
    with server.connect(database="postgres") as connection:
        _drop(connection, RESTORING)
        names = {"name": sql.Identifier(RESTORING), "role": sql.Identifier(ROLE)}
        connection.execute(sql.SQL("CREATE DATABASE {name} OWNER {role}").format(**names))
        _run("pg_restore", layout, "--exit-on-error", "--single-transaction", f"--dbname={RESTORING}", str(dump))
        _drop(connection, REPLACED)
        _end_sessions(connection, DATABASE)
        # Both renames or neither: nobody finds the name empty.
        with connection.transaction():
            _rename(connection, DATABASE, REPLACED)
            _rename(connection, RESTORING, DATABASE)


def _drop(connection: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _rename(connection: psycopg.Connection[tuple[object, ...]], old: str, new: str) -> None:
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(old), sql.Identifier(new))
    connection.execute(rename)


def _end_sessions(connection: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    connection.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [name])


def _exchange_folder(restored: Path, place: Path) -> None:
    replaced = place.with_name(f"{place.name}.replaced")
    shutil.rmtree(replaced, ignore_errors=True)
    if place.exists():
        place.rename(replaced)
    if restored.exists():
        restored.rename(place)


def _run(program: str, layout: Layout, *arguments: str) -> None:
    """Run one of the wheel's programs over the private socket."""
    env = {**os.environ, "PGHOST": str(socket_folder(layout)), "PGUSER": SUPERUSER}
    command = [str(programs() / program), *arguments]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"{program} failed with code {done.returncode}: {done.stderr.strip()[-2000:]}"
        raise RuntimeProblem(message)
