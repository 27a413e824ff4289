"""Pictures among the media that no row describes: banners of regions and programmes, an editor's picture.

A picture stands in several widths beside one another: `regions/09-800.webp`, `regions/09-1600.avif`.
"""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from PIL import Image

from catalogue.selectors import Picture, PictureSource

_NAMED = re.compile(r"(?P<stem>.+)-(?P<width>\d+)\.(?:webp|avif|jpe?g|png)\Z")
TYPES = ("avif", "webp")


def banner(folder: str, name: str) -> Picture | None:
    """The wide picture of a region or programme; None where none was put among the media."""
    return picture_at(f"{folder}/{name}-800.webp")


def picture_at(path: str) -> Picture | None:
    """The picture at a path below the media, with its siblings of other widths; decoration beside its text."""
    root = Path(settings.MEDIA_ROOT)
    file = (root / path.lstrip("/")).resolve()
    if not path or not file.is_relative_to(root.resolve()) or not file.is_file():
        return None
    return _read(root, file.relative_to(root.resolve()).as_posix())


@cache
def _read(root: Path, path: str) -> Picture:
    """Read once for each process: a file's name changes when its picture does."""
    with Image.open(root / path) as opened:
        width, height = opened.size
    sources = tuple(source for kind in TYPES if (source := _source(root, path, kind)))
    return Picture(src=settings.MEDIA_URL + path, width=width, height=height, alt="", sources=sources)


def _source(root: Path, path: str, kind: str) -> PictureSource | None:
    named = _NAMED.fullmatch(path)
    if named is None:
        return None
    widths = {}
    for sibling in (root / path).parent.glob(f"{Path(named['stem']).name}-*.{kind}"):
        found = _NAMED.fullmatch(sibling.relative_to(root).as_posix())
        if found and found["stem"] == named["stem"]:
            widths[int(found["width"])] = sibling.relative_to(root).as_posix()
    srcset = ", ".join(f"{settings.MEDIA_URL}{widths[width]} {width}w" for width in sorted(widths))
    return PictureSource(f"image/{kind}", srcset) if srcset else None
