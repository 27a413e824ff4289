"""Processes of their own that a test lets go at one moment: they meet at a gate made of files.

Each is forked from one process that has imported everything and is connected to nothing: starting Django takes three
seconds of a processor, and rivals are many.
"""

import os
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path

from tests.conftest import CommittedDatabase
from tests.databases import connected_to

IMPORTED_ONCE = ["tests.concurrency.imported_once"]
SECONDS_TO_GATHER = SECONDS_TO_END = 90
Work = Callable[..., None]


def run_rivals(
    database: CommittedDatabase, folder: Path, work: Work, turns: Sequence[Sequence[object]], **more: str
) -> None:
    """Run `work` with each of `turns`, in processes of their own on the test's database, let go when all are ready.

    Each touches `ready-…` in `folder` (RIVAL_FOLDER) and waits for `go` there. `more` goes into their environment.
    """
    environment = {"RIVAL_FOLDER": str(folder), **more}
    context = _context()
    rivals = [context.Process(target=_live, args=(database.name, environment, work, turn)) for turn in turns]
    try:
        for rival in rivals:
            rival.start()
        until = time.monotonic() + SECONDS_TO_GATHER
        while len(list(folder.glob("ready-*"))) < len(rivals) and time.monotonic() < until:
            assert all(rival.exitcode in (None, 0) for rival in rivals), _last_words(folder)
            time.sleep(0.02)
        (folder / "go").touch()
        until = time.monotonic() + SECONDS_TO_END
        for rival in rivals:
            rival.join(max(0, until - time.monotonic()))
    finally:
        for rival in rivals:
            rival.kill()
            rival.join()
    assert [rival.exitcode for rival in rivals] == [0] * len(rivals), _last_words(folder)


def _context() -> ForkServerContext:
    context = get_context("forkserver")
    context.set_forkserver_preload(IMPORTED_ONCE)
    return context


def _live(database: str, environment: Mapping[str, str], work: Work, turn: Sequence[object]) -> None:
    """In a rival: work on the database of the test; what goes wrong is told in a file."""
    os.environ.update(environment)
    try:
        with connected_to(database):
            work(*turn)
    except BaseException:
        (folder() / f"failed-{os.getpid()}").write_text(traceback.format_exc())
        raise


def _last_words(of: Path) -> str:
    return "\n".join(file.read_text() for file in of.glob("failed-*"))


def folder() -> Path:
    """In a rival: where all of them meet."""
    return Path(os.environ["RIVAL_FOLDER"])


def wait_for(sign: str) -> None:
    """In a rival: until the file `sign` is there."""
    path = folder() / sign
    until = time.monotonic() + 60
    while not path.exists():
        if time.monotonic() > until:
            raise TimeoutError(sign)
        time.sleep(0.005)


def ready(name: str) -> None:
    """In a rival: stand at the gate until it opens."""
    (folder() / f"ready-{name}").touch()
    wait_for("go")
