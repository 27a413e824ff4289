"""Reads every migration of ours for what would break a running shop: `python -m tools.lint_migrations`."""

import os
import sys

import django
from django_migration_linter import MigrationLinter

OURS = ("cooperatives", "catalogue", "fairs", "marketplace")


def main() -> int:
    """Lint the SQL of each migration and give 1 when one is unsafe."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
    django.setup()
    apps = [config.label for config in django.apps.apps.get_app_configs() if config.name.split(".")[0] in OURS]
    # The first migrations only create: nothing runs on tables that do not exist yet.
    linter = MigrationLinter(
        ".", include_apps=apps, no_cache=True, quiet=["ok", "ignore"], ignore_initial_migrations=True
    )
    linter.lint_all_migrations()
    linter.print_summary()
    return 1 if linter.has_errors else 0


if __name__ == "__main__":
    sys.exit(main())
