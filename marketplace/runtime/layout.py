"""Where a demo keeps its files: one folder, DATA_DIR, holds everything that it wrote."""

import os
from dataclasses import dataclass
from pathlib import Path

LARGEST_LOG = 10 * 1024 * 1024
PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Layout:
    """The folders of one DATA_DIR."""

    root: Path

    @property
    def postgres(self) -> Path:
        return self.root / "postgres"

    @property
    def sockets(self) -> Path:
        return self.root / "sockets"

    @property
    def valkey(self) -> Path:
        return self.root / "valkey"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def stamps(self) -> Path:
        return self.root / "stamps"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def services_file(self) -> Path:
        return self.root / "services.json"

    @property
    def services_lock(self) -> Path:
        return self.root / "services.lock"

    @property
    def demo_lock(self) -> Path:
        return self.root / "demo.lock"

    def create(self) -> None:
        """Make the folders that every process expects."""
        for folder in (self.root, self.logs, self.stamps):
            folder.mkdir(parents=True, exist_ok=True)

    def turn_logs(self) -> None:
        """Put large logs aside, keeping one older file of each; only while nobody writes them."""
        for log in self.logs.glob("*.log"):
            if log.stat().st_size > LARGEST_LOG:
                log.replace(log.with_suffix(".log.1"))


def layout(data_dir: Path | str | None = None) -> Layout:
    """Give the layout of a DATA_DIR: the one given, else the environment's, else `.data` in the project."""
    chosen = data_dir or os.environ.get("DATA_DIR") or PROJECT / ".data"
    return Layout(Path(chosen).expanduser().resolve())
