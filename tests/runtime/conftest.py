from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.runtime.servers import Parent, copy_cluster, make_cluster, stop_all


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A DATA_DIR that was started once, to be copied: what a first start makes takes a second and a half each time."""
    folder = tmp_path_factory.mktemp("cluster")
    make_cluster(folder)
    return folder


@pytest.fixture
def data_dir(tmp_path: Path, cluster: Path) -> Iterator[Path]:
    """A DATA_DIR whose servers end with the test."""
    folder = tmp_path / "data"
    copy_cluster(cluster, folder)
    yield folder
    stop_all(folder)


@pytest.fixture
def new_data_dir(tmp_path: Path) -> Iterator[Path]:
    """The same, with nothing in it."""
    folder = tmp_path / "new"
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
