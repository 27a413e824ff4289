"""Draw every picture of the plan into the media folder, and write its index."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from marketplace.demo.pictures import plan
from marketplace.demo.pictures.colour import PALETTES
from marketplace.demo.pictures.emblems import TILINGS, emblem
from marketplace.demo.pictures.render import rasterise, resized, write
from marketplace.demo.pictures.shapes import picture
from marketplace.demo.pictures.views.programmes import PROGRAMMES, programme
from marketplace.demo.pictures.views.regions import REGIONS, region
from marketplace.demo.pictures.views.stories import STORIES, story

MEDIA = Path(__file__).resolve().parents[1] / "media"
Task = tuple[str, plan.Sizes, Callable[[], str]]


def tasks() -> Iterator[Task]:
    """Each picture: its path without ending, its sizes, and what draws it."""
    for shape, palettes in plan.drawn().items():
        for palette in palettes:
            yield f"products/{shape}-{palette}", plan.SQUARE, partial(picture, shape, palette)
    for palette in PALETTES:
        for tiling in TILINGS:
            yield f"emblems/{palette}-{tiling}", plan.ROUND, partial(emblem, palette, tiling)
    for name in STORIES:
        yield f"heroes/{name}", plan.WIDE, partial(story, name)
    for kind in PROGRAMMES:
        yield f"programmes/{kind}", plan.WIDE, partial(programme, kind)
    for code in REGIONS:
        yield f"regions/{code}", plan.WIDE, partial(region, code)


def build(words: list[str]) -> int:
    """Draw the pictures whose path has one of the words, or all of them; return how many."""
    wanted = [task for task in tasks() if not words or any(word in task[0] for word in words)]
    for stem, sizes, draw in wanted:
        _write(stem, sizes, draw())
    if not words:
        _remove_strangers()
    text = json.dumps(plan.index(), ensure_ascii=False, separators=(",", ":")).replace('{"shape"', '\n{"shape"')
    (MEDIA / "index.json").write_text(text + "\n", encoding="utf-8")
    return len(wanted)


def _write(stem: str, sizes: plan.Sizes, svg: str) -> None:
    """Draw once at the greatest width, then scale down for the others."""
    widest = max(width for widths in sizes.values() for width in widths)
    image = rasterise(svg, widest)
    if image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    for kind, widths in sizes.items():
        for width, quality in widths.items():
            write(resized(image, width), MEDIA / f"{stem}-{width}.{kind}", quality=quality)


def _remove_strangers() -> None:
    """Delete pictures that the plan no longer has."""
    known = {MEDIA / f"{stem}-{width}.{kind}" for stem, sizes, _ in tasks() for kind in sizes for width in sizes[kind]}
    for found in MEDIA.rglob("*.*"):
        if found.suffix in (".avif", ".webp") and found not in known:
            found.unlink()
