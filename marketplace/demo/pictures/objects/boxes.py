"""Boxes and crates: dates, fresh fruit."""

import math
import random
from collections.abc import Callable

from marketplace.demo.pictures import nature
from marketplace.demo.pictures.colour import CREAM, INK, WHITE, Palette, dark, light
from marketplace.demo.pictures.lettering import word
from marketplace.demo.pictures.niche import BASE, cast_shadow
from marketplace.demo.pictures.svg import (
    Drawing,
    Point,
    circles,
    ellipse,
    group,
    line,
    path,
    placed,
    polygon,
    rectangle,
)
from marketplace.demo.pictures.tilings import ring
from marketplace.demo.pictures.ware import heap, scattered

PINE = "#d2a768"


def grain(seed: str, x: float, y: float, width: float, height: float, count: int) -> str:
    """Wavy lines of wood along x, as one path."""
    rng = random.Random(seed)
    rows = sorted(rng.uniform(y + 4, y + height - 4) for _ in range(count))
    return "".join(
        f"M{x} {row:.1f}q{width / 4:.1f} {rng.uniform(-5, 5):.1f} {width / 2:.1f} 0t{width / 2:.1f} {rng.uniform(-3, 3):.1f}"
        for row in rows
    )


def _slat(drawing: Drawing, x: float, y: float, width: float, height: float, seed: str) -> str:
    """One board of a crate, seen from the front."""
    wood = drawing.down((0, light(PINE, 0.4)), (0.12, PINE), (0.85, dark(PINE, 0.08)), (1, dark(PINE, 0.4)))
    board = path(rectangle(x, y, width, height, 3), wood)
    return board + line(grain(seed, x + 6, y, width - 12, height, 4), dark(PINE, 0.35), 1.4, opacity=0.5)


def _crate(
    drawing: Drawing,
    palette: Palette,
    prop: Callable[[], str],
    text: str,
    *,
    step: float,
    scale: float,
    seed: str,
    spin: int,
) -> None:
    """A slatted crate heaped with fruit; the name is on the middle board."""
    left, right, top = 208, 592, 520
    cast_shadow(drawing, 400, BASE + 4, 200, 20)
    drawing.add(
        path(polygon([(left + 12, top), (right - 12, top), (right - 34, top - 40), (left + 34, top - 40)]), "#4a3018")
    )
    drawing.add(
        heap(prop, cx=400, y=top + 4, width=356, height=112, rows=4, step=step, seed=seed, scale=scale, spin=spin)
    )
    for i, y in enumerate((top, top + 62, top + 124)):
        drawing.add(_slat(drawing, left, y, right - left, 50, f"{seed}{i}"))
    drawing.add(
        path(rectangle(left + 6, top + 50, right - left - 12, 12), "#3a2614"),
        path(rectangle(left + 6, top + 112, right - left - 12, 12), "#3a2614"),
    )
    for x in (left, right - 34):
        post = drawing.across((0, light(PINE, 0.3)), (0.5, PINE), (1, dark(PINE, 0.3)))
        drawing.add(
            path(rectangle(x, top - 12, 34, 184, 3), post),
            path(circles([(x + 17, top + 25), (x + 17, top + 87), (x + 17, top + 149)], 3.6), "#5f4524"),
        )
    _plate(drawing, palette, text, top + 40)
    drawing.add(
        path(
            rectangle(left, top, right - left, 174),
            drawing.across((0, WHITE, 0.16), (0.4, WHITE, 0), (1, "#1c1210", 0.28)),
        )
    )


def _plate(drawing: Drawing, palette: Palette, text: str, y: float) -> None:
    """The printed plate of a crate."""
    drawing.add(path(rectangle(296, y, 208, 94, 10), palette.main), path(rectangle(303, y + 7, 194, 80, 6), CREAM))
    marks = [(318 + 18.2 * i, y + 76) for i in range(10)]
    drawing.add(
        path("".join(polygon([(a - 7, b), (a, b - 6), (a + 7, b), (a, b + 6)]) for a, b in marks), palette.second)
    )
    drawing.add(word(text, 400, y + 54, 42, INK))


def apple_crate(drawing: Drawing, palette: Palette) -> None:
    """Apples of Midelt."""
    tones = iter(["#c5302b", "#d2442f", "#b5262b", "#cf5a32"] * 20)
    _crate(
        drawing,
        palette,
        lambda: nature.apple(drawing, next(tones)),
        "تفاح",
        step=74,
        scale=0.92,
        seed="apples",
        spin=22,
    )
    scattered(drawing, lambda: nature.apple(drawing), [(572, 696, 14)], 0.86)


def pomegranate_crate(drawing: Drawing, palette: Palette) -> None:
    """Sefri pomegranates, one of them open."""
    _crate(
        drawing, palette, lambda: nature.pomegranate(drawing), "رمّان", step=82, scale=0.9, seed="pomegranates", spin=40
    )
    cast_shadow(drawing, 560, 728, 42, 9)
    drawing.add(placed(nature.pomegranate_half(drawing), x=560, y=690, scale=0.9))
    grain = drawing.round((0, "#f58a8a"), (0.5, "#cf1f3a"), (1, "#8c0f26"))
    drawing.add(*(ellipse(x, y, 6, 5.4, grain) for x, y in ((500, 724), (512, 731), (488, 732), (604, 730))))


def clementine_crate(drawing: Drawing, palette: Palette) -> None:
    """Clementines of Berkane with their leaves."""
    leafy = iter([True, False, True, True, False] * 20)
    _crate(
        drawing,
        palette,
        lambda: nature.clementine(drawing, next(leafy)),
        "كليمنتين",
        step=68,
        scale=0.94,
        seed="clementines",
        spin=30,
    )
    cast_shadow(drawing, 548, 730, 36, 8)
    drawing.add(placed(nature.clementine_half(drawing), x=548, y=698, scale=0.86))
    scattered(drawing, lambda: nature.clementine(drawing), [(232, 702, -8)], 0.8)


def loquat_crate(drawing: Drawing, palette: Palette) -> None:
    """Loquats of Zegzel with their long leaves."""
    drawing.add(
        *(placed(nature.leaf(drawing, 130, 40, "#3f6f3c"), x=400, y=470, turn=turn) for turn in (-150, -120, -64, -30))
    )
    _crate(drawing, palette, lambda: nature.loquat(drawing), "المزّاح", step=54, scale=1.02, seed="loquats", spin=50)
    scattered(drawing, lambda: nature.loquat(drawing), [(566, 698, 70), (232, 704, -64)], 0.95)


def dates_box(drawing: Drawing, palette: Palette) -> None:
    """An open box of dates in rows, its printed lid standing behind."""
    cast_shadow(drawing, 400, BASE + 8, 206, 20)
    _standing_lid(drawing, palette)
    left, right, back, front = 196, 604, 530, 626
    inner = [(left + 44, back), (right - 44, back), (right - 6, front), (left + 6, front)]
    drawing.add(
        path(
            polygon([(left + 34, back - 14), (right - 34, back - 14), (right, front), (left, front)]),
            dark(palette.main, 0.25),
        ),
        path(polygon(inner), "#f5e6c8"),
    )
    for row in range(4):
        share = (row + 0.5) / 4
        y = back + (front - back) * share - 8
        half = 152 + 38 * share
        count = 5
        for i in range(count):
            x = 400 - half + 2 * half * (i + 0.5) / count
            tone = ("#6e3517", "#7d3f1c", "#5f2c14")[(i + 2 * row) % 3]
            drawing.add(
                placed(
                    nature.date(drawing, tone), x=x, y=y, scale=0.92 + 0.14 * share, turn=-6 + 5 * ((i * 7 + row) % 3)
                )
            )
    _box_front(drawing, palette, left, right, front)
    scattered(drawing, lambda: nature.date(drawing), [(566, 722, -14)], 0.86)


def _standing_lid(drawing: Drawing, palette: Palette) -> None:
    """The lid of the box of dates: a palm and the word on cream paper."""
    card = drawing.slanted((0, light(palette.main, 0.25)), (0.5, palette.main), (1, dark(palette.main, 0.3)))
    drawing.add(path(rectangle(232, 300, 336, 240, 10), card), path(rectangle(248, 316, 304, 220, 4), CREAM))
    drawing.add(path(rectangle(256, 324, 288, 220, 2), "none", stroke=palette.second, stroke_width=4))
    drawing.add(placed(palm(drawing, 150), x=318, y=522), word("تمر", 448, 468, 96, palette.deep))
    drawing.add(
        path(rectangle(232, 300, 336, 240, 10), drawing.slanted((0, WHITE, 0.25), (0.4, WHITE, 0), (1, "#1c1210", 0.2)))
    )


def palm(drawing: Drawing, height: float) -> str:
    """A date palm rising from the origin."""
    trunk = drawing.across((0, "#5f4226"), (0.4, "#a57c4c"), (1, "#5b3d20"))
    w = height * 0.045
    top = -height * 0.68
    fronds = []
    for angle in (-172, -150, -126, -104, -80, -56, -32, -8):
        a = math.radians(angle)
        reach = height * 0.36
        tip = (reach * math.cos(a) * 1.1, top + reach * math.sin(a) * 0.85 + height * 0.1)
        bend = (reach * 0.7 * math.cos(a), top + reach * math.sin(a) * 0.95)
        fronds.append(_frond(bend, tip, top, height))
    clusters = circles(
        [
            (-w * 2, top + height * 0.1),
            (w * 1.8, top + height * 0.11),
            (-w * 1.2, top + height * 0.13),
            (w, top + height * 0.14),
        ],
        height * 0.026,
    )
    stem = polygon([(-w, 0), (w, 0), (w * 0.75, top), (-w * 0.75, top)])
    rings = "".join(
        f"M{-w * 0.9:.1f} {y:.1f}q{w * 0.9:.1f} {w * 0.7:.1f} {w * 1.8:.1f} 0"
        for y in [top * k / 9 for k in range(1, 9)]
    )
    return group(
        path(stem, trunk),
        line(rings, "#4a3018", 1.6, opacity=0.6),
        path("".join(fronds[::2]), "#3f6f3c"),
        path("".join(fronds[1::2]), "#57894a"),
        path(clusters, "#a3531c"),
    )


def _frond(bend: Point, tip: Point, top: float, height: float) -> str:
    """One drooping frond as a thin curved leaf."""
    thick = height * 0.05
    return (
        f"M0 {top:.1f}Q{bend[0]:.1f} {bend[1] - thick:.1f} {tip[0]:.1f} {tip[1]:.1f}"
        f"Q{bend[0]:.1f} {bend[1] + thick:.1f} 0 {top + 3:.1f}Z"
    )


def _box_front(drawing: Drawing, palette: Palette, left: float, right: float, top: float) -> None:
    card = drawing.across((0, dark(palette.main, 0.12)), (0.3, light(palette.main, 0.16)), (1, dark(palette.main, 0.3)))
    drawing.add(path(rectangle(left, top, right - left, 72, 4), card))
    marks = [(left + 20 + 28.3 * i, top + 37) for i in range(14)]
    drawing.add(
        path("".join(polygon(ring(c, (13, 10), 8)) for c in marks), palette.second),
        path("".join(polygon(ring(c, (7, 4), 8)) for c in marks), CREAM),
    )
    drawing.add(
        line(f"M{left + 6} {top + 14}H{right - 6}M{left + 6} {top + 60}H{right - 6}", CREAM, 3),
        line(f"M{left} {top + 1}H{right}", light(palette.main, 0.5), 3),
    )


def date_paste(drawing: Drawing, palette: Palette) -> None:
    """A block of date paste in printed paper, a slice cut from it, dates around."""
    cast_shadow(drawing, 400, 694, 196, 20)
    paste, left, right = "#5f2c14", 214, 560
    face = drawing.down((0, light(paste, 0.22)), (0.5, paste), (1, dark(paste, 0.35)))
    drawing.add(
        path(polygon([(left, 520), (right, 520), (right - 36, 448), (left + 44, 448)]), light(paste, 0.2)),
        path(rectangle(left, 520, right - left, 172, 10), face),
    )
    grains = [(left + 16 + 21 * k, 540 + (k * 53) % 136) for k in range(16)]
    drawing.add(path(circles(grains, 4), light(paste, 0.35), opacity=0.6))
    band = path(polygon([(268, 448), (476, 448), (492, 520), (492, 692), (258, 692), (258, 520)]), CREAM)
    stripes = (
        path(rectangle(258, 520, 234, 16), palette.main)
        + path(rectangle(258, 676, 234, 16), palette.main)
        + path(polygon([(268, 448), (476, 448), (479, 462), (266, 462)]), palette.main)
    )
    stars = "".join(polygon(ring((285 + 45 * k, 650), (13, 10), 8)) for k in range(5))
    drawing.add(band, stripes, path(stars, palette.second), word("عجوة", 375, 616, 66, palette.deep))
    drawing.add(
        path(
            rectangle(left, 520, right - left, 172, 8),
            drawing.across((0, WHITE, 0.16), (0.4, WHITE, 0), (1, "#1c1210", 0.3)),
            opacity=0.7,
        )
    )
    cast_shadow(drawing, 572, 712, 50, 9)
    drawing.add(
        path(polygon([(528, 648), (604, 664), (604, 716), (528, 704)]), face),
        path(polygon([(528, 648), (604, 664), (622, 650), (548, 636)]), light(paste, 0.25)),
    )
    scattered(drawing, lambda: nature.date(drawing), [(232, 716, -14), (300, 722, 10)], 0.85)
