"""Photographed papers: drawn anew, upright, without what the camera wrote into them.

What a file is called or says of itself counts for nothing: it is what can be read of it.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

READABLE = ("JPEG", "PNG", "WEBP", "AVIF")
MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 60_000_000
# Too few to read a line of print on a page.
LEAST_SIDE = 300
# Enough to read small print; more would only fill the disk.
LONGEST_SIDE = 2200
QUALITY = 82
PAPER = (255, 255, 255)


class PhotographRefused(Exception):
    """The file cannot become a page."""


class Unreadable(PhotographRefused):
    """Not a picture, or of a kind that cannot be read."""


class TooLarge(PhotographRefused):
    """More bytes or pixels than a telephone's camera makes."""


class TooSmall(PhotographRefused):
    """Too few pixels to read anything."""


@dataclass(frozen=True, slots=True)
class Photograph:
    """A page as it is kept: a JPEG, its size, and a digest of what was uploaded."""

    content: bytes
    width: int
    height: int
    digest: str


def read_photograph(upload: BinaryIO) -> Photograph:
    """Draw `upload` anew: place, device and date do not come along. Raises `PhotographRefused`."""
    upload.seek(0)
    sent = upload.read(MOST_BYTES + 1)
    if len(sent) > MOST_BYTES:
        raise TooLarge
    bare = _drawn_anew(sent)
    drawn = BytesIO()
    bare.save(drawn, "JPEG", quality=QUALITY, optimize=True)
    return Photograph(drawn.getvalue(), bare.width, bare.height, hashlib.sha256(sent).hexdigest())


def _drawn_anew(sent: bytes) -> Image.Image:
    try:
        with Image.open(BytesIO(sent), formats=READABLE) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise TooLarge
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = _on_paper(ImageOps.exif_transpose(opened))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooLarge from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Unreadable from error
    if min(upright.size) < LEAST_SIDE:
        raise TooSmall
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    return bare


def _on_paper(picture: Image.Image) -> Image.Image:
    """`picture` in plain colours; what shows through is white."""
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    with_alpha = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", with_alpha.size, (*PAPER, 255)), with_alpha).convert("RGB")
