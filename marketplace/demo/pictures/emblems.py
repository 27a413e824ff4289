"""Round emblems of cooperatives: a medallion of zellige in two rings. 400 units square, clear outside the circle."""

import math

from marketplace.demo.pictures.colour import PALETTES, dark, light
from marketplace.demo.pictures.svg import Drawing, circles, ellipse, path
from marketplace.demo.pictures.tilings import medallion

TILINGS = ("khatam", "rosette", "twelve")
SIDE = 400


def emblem(palette_name: str, tiling: str) -> str:
    """Return the SVG of the emblem of a palette and a tiling."""
    palette, middle = PALETTES[palette_name], SIDE / 2
    drawing = Drawing(SIDE, SIDE)
    gold = drawing.slanted((0, light(palette.second, 0.5)), (0.5, palette.second), (1, dark(palette.second, 0.25)))
    beads = [
        (middle + 178 * math.cos(math.tau * k / 40), middle + 178 * math.sin(math.tau * k / 40)) for k in range(40)
    ]
    drawing.add(
        ellipse(middle, middle, 198, 198, palette.deep),
        ellipse(middle, middle, 192, 192, "none", stroke=gold, stroke_width=5),
        path(circles(beads, 5), palette.cream),
        ellipse(middle, middle, 164, 164, gold),
        medallion(drawing, palette, centre=(middle, middle), radius=156, tiling=tiling),
        ellipse(
            middle, middle, 156, 156, drawing.slanted((0, "#ffffff", 0.22), (0.5, "#ffffff", 0), (1, "#1c1210", 0.22))
        ),
    )
    return drawing.svg()
