"""Bags and sacks: henna, herbs, couscous, dried meat."""

import math
import random

from marketplace.demo.pictures import nature
from marketplace.demo.pictures.colour import INK, Palette, dark, light
from marketplace.demo.pictures.lathe import Lathe, gleam, turned
from marketplace.demo.pictures.lettering import word
from marketplace.demo.pictures.niche import BASE, cast_shadow
from marketplace.demo.pictures.svg import (
    Drawing,
    circles,
    ellipse,
    group,
    line,
    path,
    placed,
    polygon,
    rectangle,
    smooth,
)
from marketplace.demo.pictures.tilings import ring
from marketplace.demo.pictures.ware import Prop, bowl, bowl_front, heap

KRAFT = "#c89f68"
LINEN = "#e6d6b4"


def _pouch(drawing: Drawing, palette: Palette, x: float, text: str, size: float) -> None:
    """A standing paper pouch with a folded top, a string and a printed label."""
    cast_shadow(drawing, x, BASE, 134)
    body = f"M{x - 124} 330L{x + 124} 330C{x + 134} 440 {x + 140} 560 {x + 142} 672Q{x + 142} 690 {x + 120} 694C{x + 50} 704 {x - 50} 704 {x - 120} 694Q{x - 142} 690 {x - 142} 672C{x - 140} 560 {x - 134} 440 {x - 124} 330Z"
    paper = drawing.across(
        (0, dark(KRAFT, 0.3)), (0.14, KRAFT), (0.32, light(KRAFT, 0.32)), (0.6, KRAFT), (1, dark(KRAFT, 0.36))
    )
    drawing.add(path(body, paper))
    drawing.add(
        line(
            f"M{x - 118} 350C{x - 96} 480 {x - 112} 600 {x - 128} 680M{x + 116} 350C{x + 94} 480 {x + 110} 600 {x + 126} 680",
            dark(KRAFT, 0.4),
            2.5,
            opacity=0.4,
        )
    )
    flap = f"M{x - 128} 262L{x + 128} 262L{x + 126} 340Q{x} 352 {x - 126} 340Z"
    drawing.add(
        path(flap, "#1c1210", opacity=0.3, filter=drawing.blur(6), transform="translate(2 8)"),
        path(flap, drawing.down((0, light(KRAFT, 0.3)), (1, dark(KRAFT, 0.12)))),
    )
    drawing.add(
        line(f"M{x - 126} 306Q{x} 318 {x + 126} 306", palette.main, 7),
        line(f"M{x} 312C{x - 40} 286 {x - 52} 326 {x} 314C{x + 40} 286 {x + 52} 326 {x} 314", palette.main, 5),
        line(f"M{x - 2} 314L{x - 22} 352M{x + 2} 314L{x + 24} 350", palette.main, 5),
    )
    _stamp(drawing, palette, x, 500, text, size)


def _stamp(drawing: Drawing, palette: Palette, x: float, y: float, text: str, size: float) -> None:
    """A round star-edged label with the word."""
    points = ring((x, y), (108, 94), 16)
    drawing.add(
        path(polygon(points), palette.main),
        path(circles([(x, y)], 88), palette.cream),
        path(circles([(x, y)], 82), "none", stroke=palette.second, stroke_width=3),
    )
    drawing.add(
        path(
            "".join(
                polygon(
                    [(x + d * 18 - 8, y + 42), (x + d * 18, y + 33), (x + d * 18 + 8, y + 42), (x + d * 18, y + 51)]
                )
                for d in (-2, -1, 0, 1, 2)
            ),
            palette.second,
        )
    )
    drawing.add(word(text, x, y + size * 0.22, size, INK), path(circles([(x, y - 52)], 7), palette.main))


def rosemary_bag(drawing: Drawing, palette: Palette) -> None:
    """Dried rosemary in a pouch, with a tied bunch."""
    _pouch(drawing, palette, 374, "أزير", 66)
    for turn, length in ((6, 230), (18, 250), (30, 220), (44, 180)):
        drawing.add(placed(nature.rosemary(drawing, length), x=520, y=716, turn=turn, scale=1.05))
    drawing.add(
        line("M514 672Q540 668 556 684", palette.main, 8),
        line("M514 666Q540 662 558 678", light(palette.main, 0.4), 2.5),
    )


def henna_bag(drawing: Drawing, palette: Palette) -> None:
    """Henna of Zagora: a pouch, a bowl of green powder, fresh leaves."""
    _pouch(drawing, palette, 352, "حناء", 66)
    drawing.add(placed(nature.sprig(drawing, 250, 8, leaf_size=(40, 17), colour="#6f8a3f"), x=552, y=716, turn=6))
    dish = bowl(drawing, palette, cx=528, radius=92, top=640, foot=722)
    powder = drawing.round((0, "#b9bd62"), (0.5, "#878c38"), (1, "#4f5420"))
    drawing.add(path("M438 644C462 612 496 588 526 580C560 588 594 612 618 644C570 664 486 664 438 644Z", powder))
    bowl_front(drawing, palette, dish)


def dried_meat_bag(drawing: Drawing, palette: Palette) -> None:
    """Tichtar: dried camel meat in a pouch, with strips on a plate."""
    _pouch(drawing, palette, 358, "تيشطار", 41)
    plate = Lathe(524, [(684, 104), (684, 104), (702, 78), (714, 56), (720, 56)], 0.2)
    cast_shadow(drawing, 524, 716, 84)
    drawing.add(
        plate.rim(684, palette.main),
        plate.rim(684, palette.cream, -7),
        turned(drawing, plate, palette.main),
        plate.ring_line(685, palette.second, 5),
    )
    rng = random.Random("strips")
    for i in range(13):
        tone = rng.choice(["#6b2a20", "#7f3526", "#5a241c"])
        meat = drawing.down((0, light(tone, 0.25)), (0.4, tone), (1, dark(tone, 0.4)))
        strip = path(
            "M-44 -8C-24 -15 -6 -6 12 -12C26 -16 40 -10 46 -4C40 8 22 6 8 11C-10 15 -30 6 -44 9C-50 4 -50 -4 -44 -8Z",
            meat,
        )
        marks = line("M-36 0C-16 -6 4 4 36 -3M-30 5C-12 1 6 8 26 3", "#c98a72", 1.6, opacity=0.6)
        drawing.add(
            placed(strip, marks, x=524 + rng.uniform(-34, 34), y=682 - i * 4.2, turn=rng.uniform(-24, 24), scale=1.0)
        )


def _sack(drawing: Drawing, palette: Palette, grain: str, text: str) -> None:
    """An open linen sack with a rolled edge, full of grain."""
    x, top = 376, 452
    cast_shadow(drawing, x, BASE, 168, 24)
    body = smooth(
        [
            (x - 134, top),
            (x - 134, top),
            (x - 164, 560),
            (x - 172, 650),
            (x - 150, 694),
            (x, 704),
            (x + 150, 694),
            (x + 172, 650),
            (x + 164, 560),
            (x + 134, top),
            (x + 134, top),
        ]
    )
    cloth = drawing.across(
        (0, dark(LINEN, 0.34)), (0.15, LINEN), (0.34, "#faf1da"), (0.6, LINEN), (1, dark(LINEN, 0.4))
    )
    drawing.add(path(body + "Z", cloth))
    creases = f"M{x - 110} {top + 20}C{x - 130} 560 {x - 136} 620 {x - 120} 690M{x + 112} {top + 20}C{x + 126} 560 {x + 134} 630 {x + 116} 690M{x - 70} {top + 16}C{x - 76} 490 {x - 80} 500 {x - 84} 520M{x + 66} {top + 16}C{x + 74} 490 {x + 80} 500 {x + 84} 520"
    drawing.add(line(creases, dark(LINEN, 0.45), 3, opacity=0.45, filter=drawing.blur(1)))
    drawing.add(ellipse(x, top, 142, 34, dark(LINEN, 0.5)))
    _grain_mound(drawing, grain, x, top)
    roll = f"M{x - 146} {top}C{x - 150} {top + 40} {x - 60} {top + 50} {x} {top + 50}C{x + 60} {top + 50} {x + 150} {top + 40} {x + 146} {top}"
    drawing.add(
        line(roll, dark(LINEN, 0.3), 32),
        line(roll, LINEN, 26),
        line(roll, palette.main, 6),
        line(roll, "#fffaf0", 5, opacity=0.7, transform="translate(0 -9)"),
    )
    _stamp(drawing, palette, x, 594, text, 42)


def _grain_mound(drawing: Drawing, colour: str, x: float, top: float) -> None:
    """A mound of grain above the edge of the sack."""
    rng = random.Random("grain")
    heap = f"M{x - 132} {top + 6}C{x - 100} {top - 50} {x - 50} {top - 84} {x} {top - 88}C{x + 50} {top - 84} {x + 100} {top - 50} {x + 132} {top + 6}C{x + 80} {top + 36} {x - 80} {top + 36} {x - 132} {top + 6}Z"
    drawing.add(path(heap, drawing.round((0, light(colour, 0.5)), (0.5, colour), (1, dark(colour, 0.35)))))
    places = [(x + rng.uniform(-122, 122), top + 20 - rng.uniform(0, 104)) for _ in range(420)]
    inside = [(px, py) for px, py in places if py > top - 84 * math.cos((px - x) / 132 * math.pi / 2) + 6]
    drawing.add(
        group(
            path(circles(inside[::2], 3.6), dark(colour, 0.22)),
            path(circles(inside[1::2], 3.4), light(colour, 0.45)),
            clip_path=drawing.clip(heap),
        )
    )


def _scoop(drawing: Drawing, colour: str) -> None:
    """A wooden scoop on the floor, full of grain."""
    wood = drawing.down((0, "#cf9d64"), (0.5, "#a8733c"), (1, "#6f4720"))
    cast_shadow(drawing, 566, 722, 50, 8)
    cup = (
        path("M-52 -16C-56 10 -40 22 -6 22C24 22 40 12 42 -10Z", wood)
        + ellipse(-5, -13, 47, 10, "#7d522a")
        + path("M-46 -14C-30 -38 20 -38 36 -13C20 -6 -30 -6 -46 -14Z", colour)
    )
    drawing.add(placed(path(rectangle(36, -12, 74, 13, 6), wood), cup, x=548, y=706, turn=-16))


def couscous_sack(drawing: Drawing, palette: Palette) -> None:
    """Couscous of five grains."""
    _sack(drawing, palette, "#d9a84e", "كسكس")
    _scoop(drawing, "#e2b661")


def barley_sack(drawing: Drawing, palette: Palette) -> None:
    """Barley couscous, with ears of barley."""
    for x, turn, height in ((530, 12, 300), (548, 22, 270), (560, 34, 230)):
        drawing.add(placed(nature.barley(drawing, height), x=x - 18, y=712, turn=turn))
    _sack(drawing, palette, "#c9b48a", "بلبولة")
    _scoop(drawing, "#d8c69d")


def lavender_bag(drawing: Drawing, palette: Palette) -> None:
    """Dried lavender in a pouch, with a bunch."""
    _pouch(drawing, palette, 374, "خزامى", 54)
    for turn, length in ((4, 250), (14, 280), (24, 260), (34, 220), (46, 180)):
        drawing.add(placed(nature.lavender(drawing, length), x=520, y=716, turn=turn))
    drawing.add(line("M512 662Q540 656 560 676", palette.main, 8))


def mint_bag(drawing: Drawing, palette: Palette) -> None:
    """Dried mint in a pouch, with fresh stems."""
    _pouch(drawing, palette, 374, "نعناع", 58)
    for turn, length in ((8, 240), (24, 220), (40, 170)):
        drawing.add(placed(nature.mint(drawing, length), x=520, y=714, turn=turn))


def thyme_bag(drawing: Drawing, palette: Palette) -> None:
    """Dried thyme in a pouch, with sprigs in flower."""
    _pouch(drawing, palette, 374, "زعتر", 62)
    for turn, length in ((4, 240), (14, 260), (26, 240), (38, 200)):
        drawing.add(placed(nature.thyme(drawing, length), x=516, y=716, turn=turn))


def verbena_bag(drawing: Drawing, palette: Palette) -> None:
    """Dried verbena in a pouch, with its long leaves."""
    _pouch(drawing, palette, 374, "لويزة", 60)
    for turn, length in ((2, 260), (16, 250), (32, 200)):
        drawing.add(placed(nature.verbena(drawing, length), x=518, y=716, turn=turn))


def rosebud_bag(drawing: Drawing, palette: Palette) -> None:
    """Dried rosebuds in a pouch, and a bowl of them."""
    _pouch(drawing, palette, 352, "ورد", 66)
    _small_bowl(drawing, palette, lambda: nature.rosebud(drawing), "rosebuds")


def cactus_flower_bag(drawing: Drawing, palette: Palette) -> None:
    """Dried flowers of the prickly pear in a pouch, and a bowl of them."""
    _pouch(drawing, palette, 352, "زهر الصبار", 33)
    _small_bowl(drawing, palette, lambda: nature.cactus_flower(drawing), "cactus flowers")


def _small_bowl(drawing: Drawing, palette: Palette, prop: Prop, seed: str) -> None:
    dish = bowl(drawing, palette, cx=528, radius=92, top=640, foot=722)
    drawing.add(
        ellipse(528, 642, 84, 12, "#3a2416"),
        heap(prop, cx=528, y=640, width=160, height=56, rows=4, step=30, seed=seed, scale=0.8),
    )
    bowl_front(drawing, palette, dish)


def herbal_tea(drawing: Drawing, palette: Palette) -> None:
    """A blend of herbs in a pouch, and a glass of tea."""
    for turn, stem in (
        (-2, nature.mint(drawing, 240)),
        (10, nature.lavender(drawing, 250)),
        (22, nature.verbena(drawing, 230)),
    ):
        drawing.add(placed(stem, x=486, y=700, turn=turn))
    _pouch(drawing, palette, 352, "أعشاب", 56)
    glass_ = Lathe(538, [(600, 46), (600, 46), (640, 42), (716, 34), (716, 34)], 0.16)
    cast_shadow(drawing, 538, 716, 42, 9)
    tea = drawing.across((0, "#8a5a14"), (0.3, "#e6b54a"), (0.7, "#d39a2c"), (1, "#7a4d10"))
    drawing.add(
        path(glass_.outline(612, 716), tea), glass_.rim(612, "#f0cf7a"), path(glass_.outline(), "#ffffff", opacity=0.12)
    )
    drawing.add(
        group(
            path(glass_.diamonds(664, 34, 10), palette.main),
            path(glass_.diamonds(664, 16, 10), palette.second),
            clip_path=drawing.clip(glass_.outline()),
        )
    )
    drawing.add(
        glass_.ring_line(632, "#e3b94f", 4),
        glass_.ring_line(698, "#e3b94f", 4),
        glass_.rim(600, "none", stroke="#f3f6f4", stroke_width=3),
        gleam(drawing, glass_, 606, 710, 0.6),
    )


def flour_sack(drawing: Drawing, palette: Palette) -> None:
    """Zemmita: roasted barley flour."""
    for x, turn, height in ((514, 14, 280), (532, 26, 240)):
        drawing.add(placed(nature.barley(drawing, height), x=x, y=712, turn=turn))
    _sack(drawing, palette, "#b98f5c", "زميطة")
    _scoop(drawing, "#c9a271")
