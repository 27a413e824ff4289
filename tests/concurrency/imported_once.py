"""Imported by the process from which rivals are forked: Django, and all that they do."""

import django

django.setup()

from tests.concurrency import closing_rival, drawing_rival, visiting_rival  # noqa: E402, F401
