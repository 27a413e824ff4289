"""The file from which an empty database is filled: what it gives, and when it is left alone."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from marketplace.runtime import structure
from marketplace.runtime.structure import Structure, sources
from tests.conftest import WORKER
from tests.databases import connected_to, database_url, drop, maintenance
from tools import structure as tool

SMALL = """
-- from jars/migrations/0001_initial.py aaaa
-- from Django 5.2

SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.jars (name text);
INSERT INTO public.jars VALUES
	('أملو -- with ; a quote '' and 50 %');
CREATE TABLE public.django_migrations (applied timestamptz);
INSERT INTO public.django_migrations VALUES ('2000-01-01');
CREATE TABLE public.wagtailcore_page (translation_key uuid);
INSERT INTO public.wagtailcore_page VALUES ('00000000-0000-0000-0000-000000000000');
"""
MADE_OF = {"jars/migrations/0001_initial.py": "aaaa", "Django": "5.2"}


@pytest.fixture
def empty_database() -> Iterator[str]:
    """The name of a database with nothing in it."""
    name = f"structure_{WORKER}_{os.getpid()}"
    with maintenance() as server:
        drop(server, name)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield name
        drop(server, name)


@pytest.fixture
def present(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What migrations and packages are now, to be changed by a test."""
    now = dict(MADE_OF)
    monkeypatch.setattr(structure, "sources", lambda: now)
    return now


def ask(name: str, question: str) -> list[tuple[object, ...]]:
    with psycopg.connect(database_url(name)) as asking:
        return asking.execute(question).fetchall()


def tables(name: str) -> int:
    return ask(name, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")[0][0]


def test_empty_database_is_filled_and_nothing_is_left_to_migrate(empty_database: str, present: dict[str, str]) -> None:
    assert Structure.of(SMALL).restore(database_url(empty_database))

    assert ask(empty_database, "SELECT name FROM jars") == [("أملو -- with ; a quote ' and 50 %",)]


def test_moments_and_random_keys_are_the_databases_own(empty_database: str, present: dict[str, str]) -> None:
    Structure.of(SMALL).restore(database_url(empty_database))

    assert ask(empty_database, "SELECT now() - applied < interval '1 hour' FROM django_migrations") == [(True,)]
    assert ask(empty_database, "SELECT uuid_extract_version(translation_key) FROM wagtailcore_page") == [(4,)]


def test_newer_migration_is_left_to_migrate(empty_database: str, present: dict[str, str]) -> None:
    present["jars/migrations/0002_lids.py"] = "bbbb"

    assert not Structure.of(SMALL).restore(database_url(empty_database))

    assert tables(empty_database) == 3


@pytest.mark.parametrize("name", MADE_OF)
def test_changed_migration_or_package_leaves_all_to_migrate(
    empty_database: str, present: dict[str, str], name: str
) -> None:
    present[name] = "cccc"

    assert not Structure.of(SMALL).restore(database_url(empty_database))

    assert tables(empty_database) == 0


def test_removed_migration_leaves_all_to_migrate(empty_database: str, present: dict[str, str]) -> None:
    del present["jars/migrations/0001_initial.py"]

    assert not Structure.of(SMALL).restore(database_url(empty_database))

    assert tables(empty_database) == 0


def test_database_with_a_table_is_not_touched(empty_database: str, present: dict[str, str]) -> None:
    with psycopg.connect(database_url(empty_database)) as there:
        there.execute("CREATE TABLE orders (number text)")

    assert not Structure.of(SMALL).restore(database_url(empty_database))

    assert tables(empty_database) == 1


def test_broken_file_leaves_the_database_empty(empty_database: str, present: dict[str, str]) -> None:
    with pytest.raises(psycopg.errors.UndefinedTable):
        Structure.of(SMALL + "DROP TABLE nowhere;").restore(database_url(empty_database))

    assert tables(empty_database) == 0


def test_missing_file_leaves_all_to_migrate(tmp_path: Path) -> None:
    assert not Structure.read(tmp_path / "none.sql").holds()


def test_sources_are_every_migration_of_ours_and_every_package_that_brings_some() -> None:
    found = sources()

    assert "marketplace/oscar_migrations/address/0001_initial.py" in found
    assert "catalogue/partner/migrations/0001_initial.py" in found
    assert not [name for name in found if name.endswith("__init__.py")]
    assert {"Django", "wagtail", "django-allauth", "django-taggit"} <= set(found)


@pytest.fixture
def written() -> Structure:
    """The file of the project, as long as no migration was changed under it; `make quality` proves that none was."""
    if not (found := Structure.read()).holds():
        pytest.skip("a migration was changed: run make structure")
    return found


def test_migrations_that_the_file_does_not_know_are_all_that_is_left(
    empty_database: str, written: Structure, django_db_blocker: DjangoDbBlocker
) -> None:
    written.restore(database_url(empty_database))

    with django_db_blocker.unblock(), connected_to(empty_database):
        executor = MigrationExecutor(connection)
        left = executor.migration_plan(executor.loader.graph.leaf_nodes())

    newer = {Path(name).stem for name in sources().keys() - written.made_of.keys()}
    assert {migration.name for migration, _backwards in left} == newer


def test_new_rows_go_on_counting_after_those_of_the_file(empty_database: str, written: Structure) -> None:
    written.restore(database_url(empty_database))

    highest = ask(empty_database, "SELECT max(id) FROM django_content_type")[0][0]
    with psycopg.connect(database_url(empty_database)) as there:
        new = there.execute("INSERT INTO django_content_type (app_label, model) VALUES ('a', 'b') RETURNING id")
        assert new.fetchone() == (highest + 1,)


def test_what_was_restored_is_told_in_the_words_of_the_file(empty_database: str, written: Structure) -> None:
    written.restore(database_url(empty_database))
    told = tool.told(database_url(empty_database))
    with psycopg.connect(database_url(empty_database)) as there:
        there.execute("UPDATE auth_group SET name = 'Others' WHERE name = 'Editors'")

    assert told.partition("\n\n")[2] == written.sql.partition("\n\n")[2]
    assert tool.told(database_url(empty_database)) != told


def test_stale_file_is_named_with_what_changed_and_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    old = replace(Structure.of(""), made_of={**sources(), "Django": "1.0", "jars/migrations/0009_gone.py": "aaaa"})
    monkeypatch.setattr(tool.Structure, "read", lambda: old)

    said = tool.problem()

    assert said is not None
    assert "make structure" in said
    assert said.endswith("Changed since: Django, jars/migrations/0009_gone.py")


def test_file_is_compared_with_what_it_gives_and_with_what_migrating_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Structure("CREATE TABLE jars\n", sources())
    monkeypatch.setattr(tool.Structure, "read", lambda: whole)
    monkeypatch.setattr(tool, "restored", lambda text: text)
    monkeypatch.setattr(tool, "migrated", lambda: "CREATE TABLE jars\n")
    assert tool.problem() is None

    monkeypatch.setattr(tool, "migrated", lambda: "CREATE TABLE jars\nCREATE TABLE lids\n")
    said = tool.problem()

    assert said is not None
    assert said.startswith(tool.STALE)
    assert said.endswith("+CREATE TABLE lids")
