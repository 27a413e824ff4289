"""A shop and a telephone for the seeds of one test file."""

import os
from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.conftest import WORKER
from tests.soak.tills.seeds import Ground, ground


@pytest.fixture(scope="module")
def standing(
    template_database: str, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ground]:
    folder = tmp_path_factory.mktemp("tills")
    name = f"soak_tills_{WORKER}_{os.getpid()}"
    with django_db_blocker.unblock(), ground(template=template_database, name=name, folder=folder) as on:
        yield on
