"""The register of product pictures: what can be drawn, and how it is told in words.

`shapes.csv` has a row for each thing that can stand in the niche: the function that draws it, the x of its
visual centre (`middle`, brought to the middle of the niche), how much it is enlarged about its foot (`zoom`),
and whether it is so low that a lantern hangs over it.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from marketplace.demo.pictures.colour import PALETTES, Palette
from marketplace.demo.pictures.lantern import hang_lantern
from marketplace.demo.pictures.niche import BASE, MIDDLE, scene
from marketplace.demo.pictures.objects import (
    bags,
    bottles,
    boxes,
    crafts,
    jars,
    pottery,
    rugs,
    table,
    textiles,
    woodwork,
)
from marketplace.demo.pictures.svg import Drawing

Draw = Callable[[Drawing, Palette], None]
MODULES = {
    module.__name__.rpartition(".")[2]: module
    for module in (bags, bottles, boxes, crafts, jars, pottery, rugs, table, textiles, woodwork)
}


@dataclass(frozen=True)
class Shape:
    """One thing that can stand in the niche; `middle` is in units, `zoom` a factor written as text."""

    draw: Draw
    middle: int
    zoom: str
    low: bool
    alt: dict[str, str]


def _shape(row: dict[str, str]) -> Shape:
    module, _, function = row["drawn_by"].partition(".")
    alt = {language: row[f"alt_{language}"] for language in ("ar", "fr", "en")}
    return Shape(getattr(MODULES[module], function), int(row["middle"]), row["zoom"], bool(row["low"]), alt)


def _read() -> dict[str, Shape]:
    with (Path(__file__).parent / "shapes.csv").open(encoding="utf-8", newline="") as file:
        return {row["shape"]: _shape(row) for row in csv.DictReader(file)}


SHAPES = _read()


def picture(shape_name: str, palette_name: str) -> str:
    """Return the SVG of one product picture."""
    shape, palette = SHAPES[shape_name], PALETTES[palette_name]
    drawing = scene(palette)
    if shape.low:
        hang_lantern(drawing, palette)
    foot = BASE + 8
    drawing.add(f'<g transform="translate({MIDDLE} {foot}) scale({shape.zoom}) translate({-shape.middle} {-foot})">')
    shape.draw(drawing, palette)
    drawing.add("</g>")
    return drawing.svg()
