"""The scene of every product picture: a wall of zellige, an arch niche, a shelf, soft light from the upper left.

The canvas is 800 units square. Things stand with their foot at `BASE` and fit in x 175-625, y 200-735.
"""

import itertools
import math

from marketplace.demo.pictures.colour import CREAM, WHITE, Palette, dark, light, mix
from marketplace.demo.pictures.svg import Drawing, Point, ellipse, group, line, number, path, polygon, rectangle
from marketplace.demo.pictures.tilings import field_of_tiles

SIDE = 800
MIDDLE = 400
BASE = 690
BACK = 612
SHELF = 744
JAMB = 246
SPRING = 382
IMPOST = 496
RADIUS = 320


def _arc(start: float, stop: float, steps: int, offset: float) -> list[Point]:
    """Points of the right-hand arc of the pointed horseshoe, from `start` to `stop` degrees below the horizontal."""
    angles = [math.radians(start + (stop - start) * i / steps) for i in range(steps + 1)]
    return [(MIDDLE - offset + RADIUS * math.cos(a), SPRING + RADIUS * math.sin(a)) for a in angles]


def _half(style: str) -> list[Point]:
    """Points of the right half of an arch, from the impost to the apex."""
    offset = 44
    foot = math.degrees(math.asin((IMPOST - SPRING) / RADIUS))
    apex = -math.degrees(math.acos(offset / RADIUS))
    if style != "ogee":
        return _arc(foot, apex, 40, offset)
    arc = _arc(foot, -58, 32, offset)
    x, y = arc[-1]
    return [*arc, (x - 50, y - 27), (x - 78, y - 39), (MIDDLE + 26, y - 49), (MIDDLE + 10, y - 60), (MIDDLE, y - 72)]


def _lobes(points: list[Point], count: int) -> str:
    """Join evenly spaced points of a curve by outward half circles: a polylobed arch."""
    picked = [points[round(i * (len(points) - 1) / count)] for i in range(count + 1)]
    data = ""
    for (x0, y0), (x1, y1) in itertools.pairwise(picked):
        radius = math.hypot(x1 - x0, y1 - y0) * 0.53
        data += f"A{number(radius)} {number(radius)} 0 0 0 {number(x1)} {number(y1)}"
    return data


def arch(style: str) -> str:
    """Return the outline of the niche, closed along the front of the shelf."""
    right = _half(style)
    left = [(2 * MIDDLE - x, y) for x, y in reversed(right)]
    x, y = right[0]
    start = f"M{number(MIDDLE + JAMB)} {SHELF}L{number(MIDDLE + JAMB)} {IMPOST}L{number(x)} {number(y)}"
    end = f"L{number(MIDDLE - JAMB)} {IMPOST}L{number(MIDDLE - JAMB)} {SHELF}Z"
    if style == "lobed":
        return start + _lobes(right, 8) + _lobes(left, 8) + end
    return start + "".join(f"L{number(x)} {number(y)}" for x, y in [*right, *left[1:]]) + end


def _wall(drawing: Drawing, palette: Palette) -> None:
    """Zellige, brighter towards the light and quieter in the far corner."""
    tiles = field_of_tiles(palette, width=SIDE, height=SIDE, cell=160, origin=(MIDDLE, 46))
    # A breath out of focus: it sets the wall behind the thing, and a tenth off the size of the file.
    drawing.add(group(tiles, filter=drawing.blur_of_all(0.7)))
    everything = rectangle(0, 0, SIDE, SIDE)
    veil = drawing.slanted((0, WHITE, 0.2), (0.45, WHITE, 0), (0.55, "#1c1210", 0), (1, "#1c1210", 0.3))
    drawing.add(path(everything, veil))


def _moulding(drawing: Drawing, palette: Palette, outline: str) -> None:
    """Plaster bands around the opening, standing off the wall by a soft shadow."""
    shadow = path(outline, stroke="#1c1210", stroke_width=74, stroke_opacity=0.42, filter=drawing.blur(9))
    drawing.add(group(shadow, transform="translate(5 9)"))
    bands = ((72, palette.deep), (64, palette.cream), (46, palette.second), (37, light(palette.second, 0.35)))
    for width, colour in (*bands, (31, palette.cream), (8, palette.deep)):
        drawing.add(path(outline, stroke=colour, stroke_width=width, stroke_linejoin="miter", stroke_miterlimit=3))


def _recess(drawing: Drawing, palette: Palette, outline: str) -> None:
    """The plaster back of the niche, the floor, and light falling across both."""
    inside = drawing.clip(outline)
    plaster = drawing.round((0, "#fffdf8"), (0.55, palette.wall), (1, mix(palette.wall, palette.deep, 0.3)), r=0.85)
    floor = drawing.down((0, mix(palette.wall, palette.second, 0.34)), (1, mix(palette.wall, palette.second, 0.14)))
    beam = polygon([(150, 150), (330, 60), (640, BACK), (640, SHELF), (420, SHELF), (330, BACK)])
    edge = path(outline, stroke=dark(palette.deep, 0.4), stroke_width=40, stroke_opacity=0.34, filter=drawing.blur(15))
    drawing.add(
        group(
            path(rectangle(90, 40, 620, BACK), plaster),
            path(rectangle(90, BACK, 620, SHELF - BACK), floor),
            path(
                rectangle(90, BACK - 10, 620, 22),
                mix(palette.wall, palette.deep, 0.5),
                opacity=0.35,
                filter=drawing.blur(7),
            ),
            path(beam, WHITE, opacity=0.38, filter=drawing.blur(26)),
            group(edge, transform="translate(8 12)"),
            clip_path=inside,
        )
    )


def _column(drawing: Drawing, palette: Palette, x: float) -> str:
    """A slender engaged column whose axis is at x, from the impost to the shelf."""
    stone = drawing.across((0, dark(CREAM, 0.22)), (0.3, "#fffaf0"), (0.6, CREAM), (1, dark(CREAM, 0.34)))
    trim = drawing.across(
        (0, dark(palette.second, 0.25)), (0.35, light(palette.second, 0.3)), (1, dark(palette.second, 0.35))
    )
    top, foot = IMPOST - 6, SHELF
    capital = [(x - 25, top + 12), (x + 25, top + 12), (x + 15, top + 46), (x - 15, top + 46)]
    return group(
        path(rectangle(x - 13, top + 40, 26, foot - top - 60), stone),
        path(polygon(capital), stone),
        path(rectangle(x - 15, top + 44, 30, 9, 3), trim),
        path(rectangle(x - 29, top - 4, 58, 17, 3), trim),
        path(rectangle(x - 15, foot - 38, 30, 8, 3), trim),
        path(rectangle(x - 20, foot - 31, 40, 31, 3), stone),
    )


def _columns(drawing: Drawing, palette: Palette) -> None:
    for x in (MIDDLE - JAMB - 13, MIDDLE + JAMB + 13):
        shadow = rectangle(x - 10, IMPOST, 34, SHELF - IMPOST)
        drawing.add(path(shadow, "#1c1210", opacity=0.3, filter=drawing.blur(7)), _column(drawing, palette, x))


def _shelf(drawing: Drawing, palette: Palette) -> None:
    """The stone shelf in front, with a row of diamonds."""
    stone = drawing.down((0, "#fffaf0"), (0.2, CREAM), (1, dark(CREAM, 0.2)))
    middle = (SHELF + SIDE) / 2 + 5
    step = SIDE / 20
    large = [polygon(_diamond((i + 0.5) * step, middle, 16, 13)) for i in range(20)]
    small = [polygon(_diamond(i * step, middle, 7, 6)) for i in range(21)]
    drawing.add(
        path(rectangle(0, SHELF - 12, SIDE, 14), "#1c1210", opacity=0.22, filter=drawing.blur(5)),
        path(rectangle(0, SHELF, SIDE, SIDE - SHELF), stone),
        path(rectangle(0, SHELF, SIDE, 5), WHITE, opacity=0.8),
        line(f"M0 {SHELF + 12}H{SIDE}", palette.deep, 2, opacity=0.7),
        path("".join(large), palette.main),
        path("".join(small), palette.second),
    )


def _diamond(x: float, y: float, half_width: float, half_height: float) -> list[Point]:
    return [(x, y - half_height), (x + half_width, y), (x, y + half_height), (x - half_width, y)]


def scene(palette: Palette) -> Drawing:
    """Return the empty niche of a palette, ready for something to stand in it."""
    drawing = Drawing(SIDE, SIDE)
    outline = arch(palette.arch)
    _wall(drawing, palette)
    _moulding(drawing, palette, outline)
    _recess(drawing, palette, outline)
    _columns(drawing, palette)
    _shelf(drawing, palette)
    return drawing


def cast_shadow(drawing: Drawing, x: float, y: float, half_width: float, depth: float = 22) -> None:
    """Lay the soft shadow of a thing whose foot is centred on (x, y), away from the light."""
    tint = "#3a2a20"
    drawing.add(
        ellipse(x + half_width * 0.34, y + 3, half_width * 1.18, depth, tint, opacity=0.3, filter=drawing.blur(13)),
        ellipse(
            x + half_width * 0.06, y + 2, half_width * 1.02, depth * 0.62, tint, opacity=0.5, filter=drawing.blur(5)
        ),
    )
