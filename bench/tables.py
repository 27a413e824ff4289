"""Tables for an empty database that is measured on."""

import os

from django.core.management import call_command

from marketplace.runtime.structure import Structure


def make_tables() -> None:
    """Fill the database from the dump of a migrated one, and migrate what came since."""
    if not Structure.read().restore(os.environ["DATABASE_URL"]):
        call_command("migrate", interactive=False, verbosity=0)
