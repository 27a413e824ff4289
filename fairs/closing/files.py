"""Files that only a view which asks who may hand out: their place in the private storage."""

from typing import IO, Any, cast

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.http import HttpResponse


def _private() -> Storage:
    return storages["private"]


def keep(name: str, content: bytes) -> str:
    """Write a file under `name`, in the place of one that a broken attempt left there; answer its name."""
    _private().delete(name)
    return _private().save(name, ContentFile(content))


def opened(name: str) -> IO[Any] | None:
    """The file, or None where it was thrown away."""
    return cast(IO[Any], _private().open(name)) if name and _private().exists(name) else None


def throw_away(name: str) -> None:
    """Delete a file; that it is not there any more is no fault."""
    _private().delete(name)


def attached(content: bytes, name: str, content_type: str = "application/pdf") -> HttpResponse:
    """An answer that the browser saves under `name`."""
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
