"""Purchases by the hundred while servers are killed: afterwards not a centime, a jar or a message is wrong."""

import os
import time
from pathlib import Path

import pytest

from tests.databases import database_url
from tests.soak.report import write_report
from tests.soak.trial import run_trial

SEED = int(os.environ.get("SOAK_SEED", "20261122"))


def test_fifty_purchases_survive_the_death_of_every_server(template_database: str, tmp_path: Path) -> None:
    found = run_trial(folder=tmp_path, seed=SEED, purchases=50, rounds=1, template=database_url(template_database))

    assert found["faults"] == []
    assert sum(found["kills"].values()) == 4


@pytest.mark.soak
def test_five_hundred_purchases_survive_five_deaths_of_every_server(template_database: str, tmp_path: Path) -> None:
    """Writes what it came to into docs/soak.md."""
    found = run_trial(folder=tmp_path, seed=SEED, purchases=500, rounds=5, template=database_url(template_database))

    write_report(found, day=time.strftime("%Y-%m-%d"))
    assert found["faults"] == []
    assert sum(found["kills"].values()) == 20
    assert found["seconds"]["all"] < 20 * 60
