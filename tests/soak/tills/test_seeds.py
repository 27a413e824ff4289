"""Fifty seeds of the long trial among the tests; all of them, and one alone, by `make soak`."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from marketplace.runtime.layout import PROJECT
from tests.soak.tills.report import read, write_report
from tests.soak.tills.seeds import Ground, Outcome, try_seeds

pytestmark = pytest.mark.browser
TELEPHONES = 2
SEEDS = int(os.environ.get("SOAK_TILL_SEEDS", "1000"))
# What was tried stands in this folder and is not tried again: a trial that was stopped is gone on with.
INTO = os.environ.get("SOAK_TILL_RESULTS", "")


def come_to(seeds: range, on: Ground) -> list[str]:
    wrong: list[Outcome] = []
    try_seeds(seeds, on, lambda outcome: wrong.append(outcome) if outcome.faults else None)
    return [str(outcome) for outcome in wrong]


@pytest.mark.parametrize("first", [1, 26])
def test_telephone_that_is_interrupted_loses_nothing_and_doubles_nothing(standing: Ground, first: int) -> None:
    assert come_to(range(first, first + 25), standing) == []


@pytest.mark.soak
@pytest.mark.skipif("SOAK_SEED" not in os.environ, reason="SOAK_SEED names it")
def test_one_seed_by_itself(standing: Ground) -> None:
    outcome = standing.try_seed(int(os.environ["SOAK_SEED"]))

    print(outcome)
    assert outcome.faults == []


@pytest.mark.soak
def test_thousand_interrupted_telephones_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    """Writes what it came to into docs/soak-tills.md."""
    folder = Path(INTO) if INTO else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    shares = [f"{SEEDS * n // TELEPHONES + 1}:{SEEDS * (n + 1) // TELEPHONES}" for n in range(TELEPHONES)]
    files = [folder / f"{share.replace(':', '-')}.jsonl" for share in shares]
    command = [sys.executable, "-m", "tests.soak.tills"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "marketplace.settings"}
    trials = [
        subprocess.Popen([*command, "--seeds", share, "--into", str(file)], cwd=PROJECT, env=environment)
        for share, file in zip(shares, files, strict=True)
    ]
    assert [trial.wait() for trial in trials] == [0] * TELEPHONES

    found = read(files)
    write_report(found, day=time.strftime("%Y-%m-%d"), telephones=TELEPHONES)
    assert len({row["seed"] for row in found if row["seed"]}) == SEEDS
    assert [f"seed {row['seed']}: {row['faults']}" for row in found if row["faults"]] == []
