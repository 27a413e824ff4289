"""Stamps: what was done for which input, so that a later start does nothing twice."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from marketplace.runtime.layout import PROJECT, Layout

SKIPPED = {"__pycache__", ".venv", "node_modules"}


def fingerprint(files: Iterable[Path], *facts: str) -> str:
    """Give one hash of files, by name and content, and of other facts."""
    total = sha256("\0".join(facts).encode())
    for file in sorted(files):
        total.update(f"\0{file.relative_to(PROJECT)}\0".encode())
        total.update(sha256(file.read_bytes()).digest())
    return total.hexdigest()


def project_files(pattern: str) -> list[Path]:
    """Find files of the project's own packages."""
    packages = ("cooperatives", "catalogue", "fairs", "marketplace", "static", "templates")
    found = (path for name in packages for path in (PROJECT / name).glob(pattern))
    return [path for path in found if path.is_file() and not SKIPPED & set(path.parts)]


class Stamps:
    """The stamps of one DATA_DIR."""

    def __init__(self, layout: Layout) -> None:
        self.folder = layout.stamps

    def has(self, name: str, value: str) -> bool:
        """Say whether a step was finished for this very input."""
        try:
            return (self.folder / name).read_text(encoding="utf-8") == value
        except OSError:
            return False

    def put(self, name: str, value: str) -> None:
        """Record that a step is finished."""
        (self.folder / name).write_text(value, encoding="utf-8")
