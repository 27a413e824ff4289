"""Asks the solver, which runs in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from fairs.solving.problem import Answer, Problem, as_answer

# Not imported: that would load it here.
PROGRAM = Path(__file__).with_name("solver.py")
# Far above what its own patience lets it take; only a broken machine comes near.
PATIENCE_SECONDS = 120


class NotSolved(Exception):
    """The solver ended without an answer: what it said last."""


def answers(problems: Sequence[Problem]) -> list[Answer]:
    """The answer to each problem.

    The solver needs 90 MB and half a second to load, which no web worker should carry, and where it stops at an
    inner error it ends the process it is in.
    """
    order = json.dumps([problem.as_order() for problem in problems])
    command = [sys.executable, "-I", str(PROGRAM)]
    try:
        done = subprocess.run(
            command, input=order, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise NotSolved(f"no answer after {PATIENCE_SECONDS} seconds") from late
    if done.returncode:
        raise NotSolved(done.stderr[-2000:])
    return [as_answer(told) for told in json.loads(done.stdout)]
