"""Starting the telephones of a trial, each in a process of its own, and reading what they wrote."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.conf import settings

from marketplace.runtime.layout import PROJECT
from tests.databases import database_url


def shares(seeds: range, telephones: int) -> list[range]:
    """As even as they can be."""
    cut = [seeds.start + len(seeds) * number // telephones for number in range(telephones + 1)]
    return [range(first, last) for first, last in pairwise(cut)]


def run(folder: Path, *words: str, seeds: Sequence[range] = ()) -> list[dict[str, Any]]:
    """Run a telephone for each of `seeds`, or one that is only told `words`; what their seeds came to."""
    folder.mkdir(parents=True, exist_ok=True)
    asked = {folder / f"{each[0]}-{each[-1]}.jsonl": ("--seeds", f"{each[0]}:{each[-1]}") for each in seeds}
    asked = asked or {folder / "spoilt.jsonl": ()}
    running = {file: _start(file, *share, *words) for file, share in asked.items()}
    for file, telephone in running.items():
        assert telephone.wait() == 0, file.with_suffix(".log").read_text(errors="replace")[-4000:]
    return read(asked)


def read(files: Sequence[Path] | dict[Path, Any]) -> list[dict[str, Any]]:
    """The outcomes in the files."""
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


def _start(into: Path, *words: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "marketplace.settings",
        "MARKETPLACE_MODE": "test",
        # The shop's own, whichever clone this process is connected to.
        "DATABASE_URL": database_url("postgres"),
        "REDIS_URL": settings.REDIS_URL,
    }
    command = [sys.executable, "-m", "tests.soak.tills", *words, "--into", str(into)]
    with into.with_suffix(".log").open("ab") as log:
        return subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=log, stderr=log)
