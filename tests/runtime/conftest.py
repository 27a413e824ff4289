from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.runtime.servers import Parent, stop_all


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    """A DATA_DIR whose servers end with the test."""
    folder = tmp_path / "data"
    yield folder
    stop_all(folder)


@pytest.fixture
def start() -> Iterator[Callable[..., Parent]]:
    """Starts parents and ends them with the test."""
    parents: list[Parent] = []

    def begin(folder: Path, *, fast: bool = True) -> Parent:
        parents.append(Parent(folder, fast=fast))
        return parents[-1]

    yield begin
    for parent in parents:
        parent.stop()
        assert parent.process.stdout is not None
        parent.process.stdout.close()
