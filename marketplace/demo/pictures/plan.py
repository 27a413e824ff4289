"""What is drawn and what the index says of it.

There are more pairs of a shape and a palette than the repository should carry, so each shape is drawn in the
palette of the first cooperative that sells it, and in another only where `ENOUGH` products show it; every other
palette borrows the nearest of those.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marketplace.demo.pictures.choice import palette_for, shape_for
from marketplace.demo.pictures.colour import PALETTES
from marketplace.demo.pictures.emblems import TILINGS
from marketplace.demo.pictures.shapes import SHAPES
from marketplace.demo.pictures.views.programmes import PROGRAMMES
from marketplace.demo.pictures.views.regions import REGIONS
from marketplace.demo.pictures.views.stories import STORIES

PRODUCTS = Path(__file__).resolve().parents[1] / "content" / "products.csv"
ENOUGH = 3
# Widths in pixels and qualities of the encoders, tuned by eye against the size of the whole folder.
SQUARE = {"avif": {112: 35, 320: 35, 640: 31}, "webp": {320: 28}}
ROUND = {"avif": {192: 45}, "webp": {192: 50}}
WIDE = {"avif": {800: 42, 1600: 36}, "webp": {800: 45}}
# The palettes that look most like each, best first.
NEAREST = {
    "majorelle": ("lagoon", "iris", "atlas", "saffron", "terracotta", "rose", "olive"),
    "atlas": ("olive", "lagoon", "majorelle", "saffron", "terracotta", "iris", "rose"),
    "saffron": ("olive", "terracotta", "atlas", "lagoon", "rose", "majorelle", "iris"),
    "terracotta": ("saffron", "rose", "olive", "lagoon", "atlas", "iris", "majorelle"),
    "rose": ("iris", "terracotta", "saffron", "majorelle", "olive", "lagoon", "atlas"),
    "iris": ("rose", "majorelle", "lagoon", "terracotta", "saffron", "atlas", "olive"),
    "lagoon": ("majorelle", "atlas", "iris", "olive", "saffron", "terracotta", "rose"),
    "olive": ("saffron", "atlas", "terracotta", "lagoon", "rose", "majorelle", "iris"),
}
Sizes = dict[str, dict[int, int]]


def drawn() -> dict[str, list[str]]:
    """The palettes in which each shape is drawn."""
    palettes: dict[str, list[str]] = {shape: [] for shape in SHAPES}
    for (shape, palette), products in Counter(_sold()).items():
        if not palettes[shape] or products >= ENOUGH:
            palettes[shape].append(palette)
    return {shape: found or ["atlas"] for shape, found in palettes.items()}


def _sold() -> Iterator[tuple[str, str]]:
    """Shape and palette of every product of the demonstration."""
    with PRODUCTS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            shape = shape_for(row["family"], row["shape"], row["kind_en"])
            yield shape, palette_for(int(row["cooperative_number"]))


def lender(palette: str, available: list[str]) -> str:
    """Return the palette itself when it is drawn, else the drawn one nearest to it."""
    return next(each for each in (palette, *NEAREST[palette]) if each in available)


def files(stem: str, sizes: Sizes) -> dict[str, dict[str, str]]:
    """Paths below the media folder by format and width."""
    return {kind: {str(width): f"{stem}-{width}.{kind}" for width in widths} for kind, widths in sizes.items()}


def index() -> dict[str, list[dict[str, Any]]]:
    """Everything that pages and loaders need to know of the pictures."""
    return {
        "products": list(_products()),
        "emblems": [
            {"palette": palette, "tiling": tiling, "files": files(f"emblems/{palette}-{tiling}", ROUND)}
            for palette in PALETTES
            for tiling in TILINGS
        ],
        "heroes": [
            {"name": name, "files": files(f"heroes/{name}", WIDE), "alt": alt} for name, (_, _, alt) in STORIES.items()
        ],
        "programmes": [
            {"kind": kind, "files": files(f"programmes/{kind}", WIDE), "alt": alt}
            for kind, (_, _, alt) in PROGRAMMES.items()
        ],
        "regions": [{"code": code, "files": files(f"regions/{code}", WIDE)} for code in REGIONS],
    }


def _products() -> Iterator[dict[str, Any]]:
    for shape, available in drawn().items():
        for palette in PALETTES:
            stem = f"products/{shape}-{lender(palette, available)}"
            yield {"shape": shape, "palette": palette, "files": files(stem, SQUARE), "alt": SHAPES[shape].alt}
