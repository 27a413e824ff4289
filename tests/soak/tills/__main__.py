"""`python -m tests.soak.tills --seeds 1:500 --into results.jsonl`: one telephone's share of the long trial.

Each seed is a line of the file; those that stand there are not tried again, so that a trial can be gone on with.
"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import django

django.setup()

from tests.databases import ensure_template  # noqa: E402 -- the models want Django set up
from tests.soak.tills.seeds import Outcome, ground, try_seeds  # noqa: E402


def seeds_of(words: str) -> range:
    """`17` or `1:500`, both ends included."""
    first, _, last = words.partition(":")
    return range(int(first), int(last or first) + 1)


def done(into: Path) -> set[int]:
    """Seeds whose line is there."""
    if not into.exists():
        return set()
    return {json.loads(line)["seed"] for line in into.read_text().splitlines()}


def main() -> None:
    """Try what has not been tried."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=seeds_of, required=True)
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    known = done(given.into)
    left = [seed for seed in given.seeds if seed not in known]
    if not left:
        return

    def tell(outcome: Outcome) -> None:
        row = asdict(outcome) if outcome.faults else asdict(outcome) | {"log": []}
        with given.into.open("a") as file:
            file.write(json.dumps(row) + "\n")
        if outcome.faults:
            print(outcome, flush=True)

    name = f"soak_tills_{given.seeds[0]}"
    with ground(template=ensure_template(), name=name, folder=given.into.with_suffix(".data")) as on:
        try_seeds(left, on, tell)


main()
