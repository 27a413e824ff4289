"""What a freshly migrated database holds, as one file: an empty database is filled from it in a second.

Migrating from nothing costs more than a minute of Django's own work on states of models. `make structure` writes the
file from a database that was really migrated, `make quality` proves that it still is one. A running shop only
migrates.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import psycopg

from marketplace.runtime.layout import PROJECT

FILE = Path(__file__).with_name("structure.sql")
PACKAGES = ("cooperatives", "catalogue", "fairs", "marketplace")
# Their migrations are not among our files.
OTHERS = ("Django", "wagtail", "django-allauth", "django-oscar", "django-taggit", "django-pgtrigger")
SOURCE = re.compile(r"^-- from (\S+) (\S+)$", re.MULTILINE)
# What each database has of its own: when its migrations ran, and the random keys of the first pages.
OWN_FACTS = (
    "UPDATE public.django_migrations SET applied = now()",
    "UPDATE public.wagtailcore_page SET translation_key = gen_random_uuid()",
)
IS_EMPTY = "SELECT NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace)"


def sources() -> dict[str, str]:
    """Give what a migrated database is made of: each migration of ours by its hash, each package by its version."""
    files = (path for name in PACKAGES for path in (PROJECT / name).rglob("*.py") if _is_migration(path))
    own = {path.relative_to(PROJECT).as_posix(): sha256(path.read_bytes()).hexdigest()[:16] for path in sorted(files)}
    return own | {name: version(name) for name in OTHERS}


def _is_migration(path: Path) -> bool:
    return path.name != "__init__.py" and bool({"migrations", "oscar_migrations"} & set(path.parts))


@dataclass(frozen=True)
class Structure:
    """The file as it was written."""

    sql: str
    made_of: Mapping[str, str]

    @classmethod
    def read(cls, file: Path = FILE) -> "Structure":
        """Read the file; one that is missing is made of nothing."""
        return cls.of(file.read_text(encoding="utf-8") if file.exists() else "")

    @classmethod
    def of(cls, sql: str) -> "Structure":
        """Read what a text says of itself."""
        return cls(sql=sql, made_of=dict(SOURCE.findall(sql)))

    def holds(self) -> bool:
        """Say whether all that the file is made of is still the same; newer migrations may have come."""
        return bool(self.made_of) and self.made_of.items() <= sources().items()

    def is_whole(self) -> bool:
        """Say whether the file knows every migration that there is."""
        return self.made_of == sources()

    def restore(self, url: str) -> bool:
        """Fill the database if it has no tables and the file holds; say whether nothing is left to migrate."""
        if not self.holds():
            return False
        with psycopg.connect(url) as connection:
            if connection.execute(IS_EMPTY).fetchone() != (True,):
                return False
            connection.execute(self.sql.encode())
            for statement in OWN_FACTS:
                connection.execute(statement)
        return self.is_whole()
