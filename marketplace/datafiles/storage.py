"""The private storage of data files."""

from typing import IO, Any, cast

from django.core.files.base import File
from django.core.files.storage import storages


def keep(name: str, content: IO[bytes]) -> str:
    """Write a file, in the place of one that a broken attempt left there."""
    throw_away(name)
    return storages["private"].save(name, File(content))


def opened(name: str) -> IO[Any] | None:
    """A file; None where it was thrown away."""
    storage = storages["private"]
    return cast(IO[Any], storage.open(name)) if name and storage.exists(name) else None


def throw_away(name: str) -> None:
    """Delete a file; that it is not there any more is no fault."""
    storages["private"].delete(name)
