"""An app of a test's worker: work that says where it stands and lingers there until it is killed."""

import os
import time
from pathlib import Path


def folder() -> Path:
    """Where worker and test leave each other signs."""
    return Path(os.environ["SLOW_WORK_FOLDER"])


def linger(sign: str) -> None:
    """Say that this point is reached, and stay there unless the test has said to be calm."""
    (folder() / sign).touch()
    until = time.monotonic() + 60
    while not (folder() / "calm").exists() and time.monotonic() < until:
        time.sleep(0.05)
