"""Writes marketplace/runtime/structure.sql from a database that was really migrated: `python -m tools.structure`.

`--check` changes nothing: it migrates again and proves that the file, and a database restored from it, say the same.
"""

import difflib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from marketplace.runtime.account import server_account
from marketplace.runtime.addresses import service_urls
from marketplace.runtime.layout import PROJECT, layout
from marketplace.runtime.postgres import ROLE, Postgres, programs
from marketplace.runtime.structure import FILE, Structure, sources

HEAD = """\
-- A freshly migrated database. Made by `make structure`, never by hand; `make quality` says when it is stale.
"""
# What would differ from one migrated database to the next.
SAME_FACTS = (
    "UPDATE django_migrations SET applied = '2000-01-01 00:00Z'",
    "UPDATE wagtailcore_page SET translation_key = md5(url_path || depth)::uuid",
)
# Rows lie as they were written, and where others were updated; in the order of their keys they always lie the same.
TABLES_WITH_ROWS = """
    SELECT relation.relname, key.relname FROM pg_class relation
    JOIN pg_index ON indrelid = relation.oid AND indisprimary JOIN pg_class key ON key.oid = indexrelid
    WHERE relation.relnamespace = 'public'::regnamespace AND pg_relation_size(relation.oid) > 0
"""
DUMP = ("--no-owner", "--no-privileges", "--no-statistics", "--inserts", "--rows-per-insert=1000")
HEADINGS = re.compile(r"^--\n-- .*\n--\n", re.MULTILINE)
# Lines for psql, which is not needed here, and the versions of whoever wrote the file.
PASSING = re.compile(r"^(\\(un)?restrict .*|-- Dumped (from|by) .*)\n", re.MULTILINE)
STALE = "marketplace/runtime/structure.sql is not what the migrations make. Run:\n    make structure"
LINES_SHOWN = 40


@contextmanager
def made_database(name: str) -> Iterator[str]:
    """An empty database for the length of a block; gives its URL."""
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    make = sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(ROLE))
    # As the superuser, who alone may end an autovacuum that looks at a database which is dropped.
    with Postgres(layout=layout(), account=server_account()).connect(database="postgres") as connection:
        connection.execute(drop)
        connection.execute(make)
        try:
            yield urlsplit(service_urls()[0])._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(drop)


def migrated() -> str:
    """Migrate an empty database and tell what came of it, as a database restored from it would."""
    with made_database("structure_migrated") as url:
        environment = os.environ | {"DATABASE_URL": url}
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, cwd=PROJECT, env=environment, check=True)
        first = told(url)
    # PostgreSQL writes `status IN (…)` of a constraint in other words once it has read its own.
    return restored(first)


def restored(text: str) -> str:
    """Restore an empty database and tell what came of it."""
    with made_database("structure_restored") as url:
        if not Structure.of(text).restore(url):
            sys.exit("Migrations changed while they ran: begin again.")
        return told(url)


def told(url: str) -> str:
    """Tell everything in a database, in the same words for the same content."""
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in SAME_FACTS:
            connection.execute(statement)
        for names in connection.execute(TABLES_WITH_ROWS).fetchall():
            table, key = map(sql.Identifier, names)
            connection.execute(sql.SQL("CLUSTER {} USING {}").format(table, key))
            connection.execute(sql.SQL("ALTER TABLE {} SET WITHOUT CLUSTER").format(table))
    dump = subprocess.run([programs() / "pg_dump", *DUMP, url], check=True, capture_output=True, text=True)
    parts = HEADINGS.split(PASSING.sub("", dump.stdout))
    made_of = "".join(f"-- from {name} {value}\n" for name, value in sources().items())
    return "\n\n".join([HEAD + made_of.rstrip(), *(part.strip("\n") for part in parts if part.strip())]) + "\n"


def problem() -> str | None:
    """Say what is wrong with the file, the quick things first."""
    structure = Structure.read()
    if not structure.is_whole():
        changed = sorted(name for name, _value in structure.made_of.items() ^ sources().items())
        return f"{STALE}\nChanged since: {', '.join(dict.fromkeys(changed))}"
    for other in (restored(structure.sql), migrated()):
        if other != structure.sql:
            lines = difflib.unified_diff(
                structure.sql.splitlines(), other.splitlines(), "the file", "now", lineterm="", n=1
            )
            return "\n".join([STALE, *islice(lines, LINES_SHOWN)])
    return None


def main(words: list[str]) -> int:
    """Write the file, or check it."""
    if words != ["--check"]:
        FILE.write_text(migrated(), encoding="utf-8")
        return 0
    found = problem()
    print(found or "structure.sql is what the migrations make.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
