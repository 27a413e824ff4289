"""Rugs of the regions, hung over a rail, and cushions woven with the same designs."""

import math
import random
from collections import defaultdict
from collections.abc import Callable

from marketplace.demo.pictures.colour import WHITE, Palette, dark, light
from marketplace.demo.pictures.niche import cast_shadow
from marketplace.demo.pictures.svg import Drawing, ellipse, group, line, path, polygon, rectangle, smooth

KNOT = 8
COLUMNS, ROWS = 42, 66
LEFT, TOP = 232, 176
FOLD = 628
Design = Callable[[int, int], str]


def _wave(value: int, period: int) -> int:
    """Distance from `value` to the middle of its period: a zigzag."""
    return abs(value % period - period // 2)


def _tazenakht(i: int, j: int) -> str:
    """Red and saffron bands: lozenges, zigzags, combs."""
    red, saffron, ink, cream, blue = "#a32a22", "#e0a030", "#2a1a22", "#f3e6c8", "#22597a"
    if i in (0, COLUMNS - 1):
        return ink
    band, k = divmod(j, 12)
    if k in (0, 11):
        return ink if (i // 2) % 2 else saffron
    if band % 3 == 0:
        d = _wave(i, 12) + abs(k - 5)
        return (cream, saffron, blue, cream, red, red, red)[min(d, 6)]
    if band % 3 == 1:
        z = (k + _wave(i, 10)) % 8
        return (saffron, saffron, ink, "#c4532a", "#c4532a", red, cream, blue)[z]
    d = _wave(i + 6, 18) + abs(k - 5)
    return (ink, saffron, saffron, red, cream, blue, blue, saffron, blue, blue, blue)[min(d, 10)]


def _boujad(i: int, j: int) -> str:
    """Rose and orange fields with free lozenges, no two alike."""
    rose, coral, plum, orange, cream = "#c9546c", "#e07a5a", "#6e2246", "#e8a04a", "#f6e2d0"
    drift = round(2 * math.sin(j / 5))
    d = _wave(i + drift, 21) + _wave(j, 22) * 0.85
    ring = int(d // 2)
    ground = rose if (j // 11 + (i > COLUMNS // 2)) % 2 else coral
    tones = (cream, plum, orange, ground, plum, ground, ground, ground, orange, plum)
    if i < 2 or i > COLUMNS - 3:
        return plum if (j // 3) % 2 else orange
    return tones[min(ring, 9)]


def _beni_ouarain(i: int, j: int) -> str:
    """Ivory wool with a dark net of lozenges."""
    ivory = ("#f4ecdb", "#f0e7d3", "#f6efe0")[(i * 5 + j * 3) % 3]
    a, b = (i + j) % 21, (i - j) % 21
    if a in (0, 20) or b in (0, 20):
        return "#3a2e28"
    d = _wave(i + 11 * ((j // 10) % 2), 21) + _wave(j, 21)
    return "#6b584a" if d in (2, 3) else ivory


def _rabat(i: int, j: int) -> str:
    """A central medallion on red, a border of flowers on blue."""
    red, blue, cream, gold, green = "#a8252c", "#1d3f73", "#f4e8cc", "#d9a03a", "#2f6b52"
    edge = min(i, COLUMNS - 1 - i, j, ROWS - 1 - j)
    if edge in (0, 6):
        return cream if (i + j) % 3 else gold
    if edge < 6:
        d = abs((i + j) % 6 - 3) + abs(edge - 3)
        return (gold, cream, red, blue, blue, blue, blue)[min(d, 6)]
    x, y = abs(i - (COLUMNS - 1) / 2), abs(j - (ROWS - 1) / 2)
    away = x * 1.36 + y * 0.78
    if away < 18:
        return (gold, cream, blue, blue, cream, green, gold, blue, cream, gold)[int(away // 2)]
    corner = (COLUMNS / 2 - 7 - x) + (ROWS / 2 - 7 - y) * 0.8
    if corner < 7:
        return (blue, blue, cream, green, gold, green, cream, blue)[int(corner)]
    return gold if _wave(i, 8) + _wave(j, 8) == 1 and away > 21 else red


def _hanbel(i: int, j: int) -> str:
    """Zayane flatweave: thin bands of dark red, each with its own fine pattern."""
    tones = ("#7a1f24", "#2a1a22", "#a8352a", "#e0a030", "#f0e2c4")
    band, k = divmod(j, 6)
    if k in (0, 5) or band % 3 == 0:
        return tones[band % 2 * 2 if k else 1]
    if band % 3 == 1:
        return tones[4] if (i + k) % 4 == 0 else tones[2] if (i - k) % 4 else tones[3]
    return tones[3] if _wave(i, 6) == k - 1 else tones[0]


def _palm_mat(i: int, j: int) -> str:
    """A mat of dwarf palm: straw with plaited green and red rows."""
    straw = ("#d8bf82", "#cdb174")[(i // 2 + j) % 2]
    if i < 2 or i > COLUMNS - 3 or j < 2 or j > ROWS - 3:
        return "#8a6a34"
    band, k = divmod(j, 13)
    if k < 5:
        return ("#a8352a", "#2f6b52")[band % 2] if (_wave(i, 10) + abs(k - 2)) % 4 == 0 else straw
    return straw


def _rug(drawing: Drawing, palette: Palette, design: Design) -> None:
    """A rug hung over a rail, its end lying on the floor towards the viewer."""
    cast_shadow(drawing, 404, 690, 196, 16)
    width = COLUMNS * KNOT
    drawing.add(
        path(rectangle(LEFT + 8, TOP + 10, width + 10, FOLD - TOP), "#1c1210", opacity=0.36, filter=drawing.blur(10))
    )
    flat = _knots(design)
    drawing.add(flat, _fringe(LEFT, width))
    folds = drawing.across(*((k / 8, WHITE if k % 2 else "#1c1210", 0.13 if k % 2 else 0.15) for k in range(9)))
    drawing.add(path(rectangle(LEFT, TOP, width, FOLD - TOP), folds))
    drawing.add(path(rectangle(LEFT, FOLD - 60, width, 60), drawing.down((0, "#1c1210", 0), (1, "#1c1210", 0.3))))
    drawing.add(path(_floor_part(0, ROWS * KNOT - (FOLD - TOP)), drawing.down((0, WHITE, 0.28), (1, WHITE, 0.02))))
    _rail(drawing, palette)


def _spot(column: float, depth: float) -> tuple[float, float]:
    """Where a knot falls: on the hanging part, or past the fold on the floor, which widens towards the viewer."""
    y = TOP + depth
    if y <= FOLD:
        return LEFT + column * KNOT, y
    out = y - FOLD
    centre = LEFT + COLUMNS * KNOT / 2
    return centre + (column - COLUMNS / 2) * KNOT * (1 + out / 190), FOLD + out * 0.95 - out * out * 0.0012


def _floor_part(start: float, length: float) -> str:
    depth = FOLD - TOP
    return polygon(
        [
            _spot(0, depth + start),
            _spot(COLUMNS, depth + start),
            _spot(COLUMNS, depth + length),
            _spot(0, depth + length),
        ]
    )


def _knots(design: Design) -> str:
    """Every run of equal knots in a row becomes one quadrilateral of its colour."""
    runs: dict[str, list[str]] = defaultdict(list)
    for j in range(ROWS):
        start = 0
        for i in range(1, COLUMNS + 1):
            if i == COLUMNS or design(i, j) != design(start, j):
                corners = [
                    _spot(start, j * KNOT),
                    _spot(i, j * KNOT),
                    _spot(i, (j + 1) * KNOT + 0.5),
                    _spot(start, (j + 1) * KNOT + 0.5),
                ]
                runs[design(start, j)].append(polygon(corners))
                start = i
    return "".join(path("".join(parts), colour) for colour, parts in runs.items())


def _fringe(left: float, width: float) -> str:
    rng = random.Random("fringe")
    end = ROWS * KNOT
    threads = ""
    for k in range(2 * COLUMNS):
        (x, y), (x2, y2) = _spot(k / 2 + 0.25, end), _spot(k / 2 + rng.uniform(-0.2, 0.6), end + rng.uniform(14, 20))
        threads += f"M{x:.1f} {y:.1f}L{x2:.1f} {y2:.1f}"
    return line(threads, "#efe3c8", 2.4)


def _rail(drawing: Drawing, palette: Palette) -> None:
    """The wooden rail on which cloth hangs, with round ends."""
    wood = drawing.down((0, "#c1894e"), (0.4, "#9a6532"), (1, "#56361b"))
    brass = drawing.round((0, light(palette.second, 0.6)), (0.6, palette.second), (1, dark(palette.second, 0.4)))
    drawing.add(
        path(rectangle(204, TOP - 13, 392, 18, 9), wood),
        ellipse(200, TOP - 4, 14, 14, brass),
        ellipse(600, TOP - 4, 14, 14, brass),
    )
    drawing.add(
        path(
            rectangle(LEFT, TOP - 15, COLUMNS * KNOT, 22, 10),
            drawing.down((0, WHITE, 0.5), (0.5, WHITE, 0.05), (1, "#1c1210", 0.3)),
        )
    )


def tazenakht_rug(drawing: Drawing, palette: Palette) -> None:
    _rug(drawing, palette, _tazenakht)


def boujad_rug(drawing: Drawing, palette: Palette) -> None:
    _rug(drawing, palette, _boujad)


def beni_ouarain_rug(drawing: Drawing, palette: Palette) -> None:
    _rug(drawing, palette, _beni_ouarain)


def rabat_rug(drawing: Drawing, palette: Palette) -> None:
    _rug(drawing, palette, _rabat)


def zayane_hanbel(drawing: Drawing, palette: Palette) -> None:
    _rug(drawing, palette, _hanbel)


def palm_mat(drawing: Drawing, palette: Palette) -> None:
    _rug(drawing, palette, _palm_mat)


def _cushion(drawing: Drawing, palette: Palette, face: str, cord: str) -> None:
    """A square cushion leaning in the niche; `face` fills the box x 218-582, y 312-676."""
    corners = [(222, 318), (400, 338), (578, 316), (560, 500), (582, 676), (400, 664), (218, 678), (240, 500)]
    outline = smooth(corners, closed=True)
    cast_shadow(drawing, 404, 690, 190, 18)
    drawing.add(path(outline, "#1c1210", opacity=0.35, filter=drawing.blur(10), transform="translate(8 12)"))
    puff = drawing.round((0, WHITE, 0.34), (0.5, WHITE, 0), (1, "#1c1210", 0.5), cx=0.42, cy=0.4, r=0.72)
    drawing.add(group(face, path(rectangle(200, 290, 400, 410), puff), clip_path=drawing.clip(outline)))
    drawing.add(path(outline, stroke=dark(cord, 0.3), stroke_width=9), path(outline, stroke=cord, stroke_width=5))
    for x, y in (corners[0], corners[2], corners[4], corners[6]):
        drawing.add(
            ellipse(x, y, 10, 10, cord), line(f"M{x - 6} {y + 6}l-3 22M{x} {y + 8}v24M{x + 6} {y + 6}l3 22", cord, 4)
        )


def _woven(design: Design) -> str:
    """The middle of a rug's design, 40 by 40 knots, as the face of a cushion."""
    size = 9.4
    runs: dict[str, list[str]] = defaultdict(list)
    for j in range(41):
        for i in range(41):
            runs[design(i, j + 12)].append(rectangle(210 + i * size, 306 + j * size, size + 0.5, size + 0.5))
    return "".join(path("".join(parts), colour) for colour, parts in runs.items())


def beni_ouarain_cushion(drawing: Drawing, palette: Palette) -> None:
    _cushion(drawing, palette, _woven(_beni_ouarain), "#f0e7d3")


def tazenakht_cushion(drawing: Drawing, palette: Palette) -> None:
    _cushion(drawing, palette, _woven(_tazenakht), "#e0a030")


def rabat_cushion(drawing: Drawing, palette: Palette) -> None:
    _cushion(drawing, palette, _woven(_rabat), "#d9a03a")


def embroidered_cushion(drawing: Drawing, palette: Palette) -> None:
    """White linen with the cross-stitch of Fez and Rabat in one colour."""
    linen = path(rectangle(200, 290, 400, 410), "#f8f3e6")
    size, marks = 6.6, ""
    for j in range(61):
        for i in range(61):
            x, y = abs(i - 30), abs(j - 30)
            edge = max(x, y)
            star = x + y < 15 and (x * y) % 3 != 1 and (x + y) % 5 != 3
            border = 20 <= edge <= 26 and (_wave(i, 8) + _wave(j, 8)) % 4 == (edge % 2)
            if star or border or edge == 28:
                marks += rectangle(199 + i * size, 296 + j * size, size, size)
    _cushion(drawing, palette, linen + path(marks, palette.main), palette.main)
