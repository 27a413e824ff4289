"""`python -m tests.soak.tills --seeds 1:500 --into results.jsonl`: one telephone's share of the long trial.

Each seed is a line of the file; those that stand there are not tried again, so that a trial can be gone on with.
A process of its own: Playwright has one loop in a thread, and Django one database.
"""

import argparse
import json
import os
from dataclasses import asdict
from pathlib import Path

import django

django.setup()

from tests.databases import ensure_template  # noqa: E402 -- the models want Django set up
from tests.soak.tills.seeds import Outcome, ground, spoil_seeds, try_seeds  # noqa: E402


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
    parser.add_argument("--seeds", type=seeds_of, default=range(0))
    parser.add_argument("--spoilt", action="store_true")
    parser.add_argument("--in-shell", action="store_true")
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    known = done(given.into)
    left = [seed for seed in given.seeds if seed not in known]

    def tell(outcome: Outcome) -> None:
        with given.into.open("a") as file:
            file.write(json.dumps(asdict(outcome)) + "\n")

    if not left and not given.spoilt:
        return
    name = f"soak_tills_{os.getpid()}"
    folder = given.into.with_suffix(".data")
    with ground(template=ensure_template(), name=name, folder=folder, in_shell=given.in_shell) as on:
        try_seeds(left, on, tell)
        if given.spoilt:
            spoil_seeds(on, tell)


main()
