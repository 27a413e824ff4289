"""From SVG to pixels to the files that pages use."""

import io
from pathlib import Path

import resvg_py
from PIL import Image

from marketplace.demo.pictures.lettering import FAMILY, FONT


def rasterise(svg: str, width: int) -> Image.Image:
    """Draw an SVG document `width` pixels wide."""
    data = resvg_py.svg_to_bytes(
        svg_string=svg, width=width, skip_system_fonts=True, font_files=[str(FONT)], font_family=FAMILY
    )
    return Image.open(io.BytesIO(bytes(data)))


def resized(image: Image.Image, width: int) -> Image.Image:
    """Scale a picture to `width` pixels, keeping its proportions."""
    if image.width == width:
        return image
    return image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)


def write(image: Image.Image, target: Path, *, quality: int) -> None:
    """Write a picture as AVIF or WebP, as its name says."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.suffix == ".avif":
        # One thread: with more, the encoder's output would depend on the machine.
        image.save(target, quality=quality, speed=6, subsampling="4:2:0", max_threads=1)
    else:
        image.save(target, quality=quality, method=6)
