"""Processes of their own that a test lets go at one moment: they meet at a gate made of files."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.conftest import CommittedDatabase


def run_rivals(
    database: CommittedDatabase, folder: Path, module: str, works: Sequence[Sequence[str]], **more: str
) -> None:
    """Run `python -m module` once for each of `works` on the test's database, let go when all are ready.

    Each touches `ready-…` in `folder` (RIVAL_FOLDER) and waits for `go` there.
    """
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "marketplace.settings",
        "MARKETPLACE_MODE": "test",
        "DATABASE_URL": database.url,
        "RIVAL_FOLDER": str(folder),
        **more,
    }
    processes = [
        subprocess.Popen([sys.executable, "-m", module, *work], env=environment, stderr=subprocess.PIPE, text=True)
        for work in works
    ]
    try:
        until = time.monotonic() + 90
        while len(list(folder.glob("ready-*"))) < len(works) and time.monotonic() < until:
            assert all(process.poll() in (None, 0) for process in processes)
            time.sleep(0.05)
        (folder / "go").touch()
        told = [process.communicate(timeout=90)[1] for process in processes]
    finally:
        for process in processes:
            process.kill()
    assert [process.returncode for process in processes] == [0] * len(works), told


def wait_for(sign: str) -> None:
    """In a rival: until the file `sign` is there."""
    path = Path(os.environ["RIVAL_FOLDER"]) / sign
    until = time.monotonic() + 60
    while not path.exists():
        if time.monotonic() > until:
            raise TimeoutError(sign)
        time.sleep(0.005)


def ready(name: str) -> None:
    """In a rival: stand at the gate until it opens."""
    (Path(os.environ["RIVAL_FOLDER"]) / f"ready-{name}").touch()
    wait_for("go")
