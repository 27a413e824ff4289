"""Fifty interrupted telephones among the tests; the whole long trial, and one seed alone, by `make soak`."""

import os
import time
from pathlib import Path
from typing import Any

import pytest

from tests.soak.tills.plans import CLOSING, KINDS, plan
from tests.soak.tills.report import write_report
from tests.soak.tills.telephones import run, shares

pytestmark = pytest.mark.browser
TELEPHONES = int(os.environ.get("SOAK_TELEPHONES", "2"))
SEEDS = range(1, int(os.environ.get("SOAK_TILL_SEEDS", "1000")) + 1)
# What was tried stands in this folder and is not tried again: a trial that was stopped is gone on with.
INTO = os.environ.get("SOAK_TILL_RESULTS", "")


def wrong(rows: list[dict[str, Any]]) -> list[str]:
    """What is wrong with each seed, and what was done in it."""
    return ["\n".join([f"seed {row['seed']}:", *row["faults"], *row["log"]]) for row in rows if row["faults"]]


# The kinds take turns, so that these have every one, and some twice.
FIRST = range(1, 51)


def test_the_first_seeds_have_every_kind_of_interruption() -> None:
    assert {hazard for seed in FIRST for hazard in plan(seed).hazards} >= set(KINDS)
    assert {plan(seed).closing for seed in FIRST} >= set(CLOSING)


@pytest.mark.parametrize("seeds", [FIRST[:25], FIRST[25:]], ids=str)
def test_telephone_that_is_interrupted_loses_nothing_and_doubles_nothing(
    template_database: str, tmp_path: Path, seeds: range
) -> None:
    rows = run(tmp_path, "--in-shell", seeds=[seeds])

    assert wrong(rows) == []
    assert len(rows) == len(seeds) + 1  # and the roll-up


@pytest.mark.soak
@pytest.mark.skipif("SOAK_SEED" not in os.environ, reason="SOAK_SEED names it")
def test_one_seed_by_itself(template_database: str, tmp_path: Path) -> None:
    seed = int(os.environ["SOAK_SEED"])
    rows = run(tmp_path, seeds=[range(seed, seed + 1)])

    print(*rows, sep="\n")
    assert wrong(rows) == []


@pytest.mark.soak
def test_thousand_interrupted_telephones_lose_nothing_and_double_nothing(
    template_database: str, tmp_path: Path
) -> None:
    """Writes what it came to into docs/soak-tills.md."""
    rows = run(Path(INTO) if INTO else tmp_path, seeds=shares(SEEDS, TELEPHONES))

    write_report(rows, day=time.strftime("%Y-%m-%d"), telephones=TELEPHONES)
    assert sorted(row["seed"] for row in rows if row["seed"]) == [*SEEDS]
    assert wrong(rows) == []
