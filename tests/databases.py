"""A template database for each state of the migrations, and clones of it in a fifth of a second.

It is restored from the file that `make structure` writes, then migrated if newer migrations came since: from nothing
that takes more than a minute. Nobody may be connected to a template while it is cloned.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from marketplace.runtime.structure import Structure, sources

BUILD_LOCK, FILL_LOCK = 7_420_001, 7_420_002
DROP_TRIES = 50


@contextmanager
def maintenance() -> Iterator[psycopg.Connection]:
    """A connection from which databases are made and dropped."""
    at = settings.DATABASES["default"]
    with psycopg.connect(
        dbname="postgres",
        user=at["USER"],
        password=at["PASSWORD"],
        host=at["HOST"],
        port=at["PORT"] or None,
        autocommit=True,
    ) as connection:
        yield connection


def template_name() -> str:
    """The template's name: a hash of every migration that would run."""
    return f"template_{sha256(repr(sources()).encode()).hexdigest()[:16]}"


def ensure_template() -> str:
    """Build the template if it is not there; parallel test processes wait for the one that builds."""
    name = template_name()
    with maintenance() as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [BUILD_LOCK])
        if not _exists(connection, name):
            _build(connection, name)
    return name


def _build(connection: psycopg.Connection, name: str) -> None:
    half_built = f"{name}_building"
    drop(connection, half_built)
    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(half_built)))
    if not Structure.read().restore(database_url(half_built)):
        with connected_to(half_built):
            call_command("migrate", verbosity=0)
    _rename(connection, half_built, name)


def _rename(connection: psycopg.Connection, name: str, to: str) -> None:
    connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(to)))


def _copy(connection: psycopg.Connection, template: str, name: str) -> None:
    """Copy the files rather than write each page to the log too: a third of the work in memory, no more on a disk."""
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
    connection.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))


def ensure_filled(kind: str, *, run: str, template: str, fill: Callable[[], object]) -> str:
    """A database for all test processes of a run: the first that asks clones and fills it, to be cloned by all.

    What earlier runs left of its kind goes.
    """
    name = f"{kind}_{run}"
    with maintenance() as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [FILL_LOCK])
        if not _exists(connection, name):
            for (old,) in connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{kind}\\_%"]):
                drop(connection, old)
            filling = f"{kind}_filling"
            _copy(connection, template, filling)
            with connected_to(filling):
                fill()
            _rename(connection, filling, name)
    return name


@contextmanager
def clone(template: str, name: str) -> Iterator[str]:
    """A database `name` made from the template, dropped at the end whoever is still connected."""
    with maintenance() as connection:
        drop(connection, name)
        _copy(connection, template, name)
    try:
        yield name
    finally:
        with maintenance() as connection:
            drop(connection, name)


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Point Django's default connection at database `name`, in this thread and those it starts."""
    handler = connections["default"]
    handler.close()
    before = handler.settings_dict["NAME"]
    _point_at(name)
    try:
        yield
    finally:
        connections["default"].close()
        _point_at(before)


def _point_at(name: str) -> None:
    settings.DATABASES["default"]["NAME"] = name
    connections.settings["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name


def database_url(name: str) -> str:
    """The URL of database `name`, for processes that a test starts."""
    at = settings.DATABASES["default"]
    return f"postgresql://{at['USER']}@/{name}?host={at['HOST']}" + (f"&port={at['PORT']}" if at["PORT"] else "")


def drop(connection: psycopg.Connection, name: str) -> None:
    """Drop a database, whoever is connected.

    An autovacuum worker that looks at it at this moment is the server's own, which we may not end: it is waited for.
    """
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    for _try in range(DROP_TRIES):
        with suppress(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)
            return
        time.sleep(0.2)
    connection.execute(statement)


def _exists(connection: psycopg.Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None
