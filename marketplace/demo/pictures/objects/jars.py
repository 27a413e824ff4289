"""Jars: honey, amlou, preserves, black soap."""

import random

from marketplace.demo.pictures import nature
from marketplace.demo.pictures.colour import WHITE, Palette, dark, light, mix
from marketplace.demo.pictures.lathe import Lathe, gleam, turned, veil
from marketplace.demo.pictures.lettering import word
from marketplace.demo.pictures.niche import BASE, cast_shadow
from marketplace.demo.pictures.svg import Drawing, circles, ellipse, group, line, path, placed, polygon, rectangle
from marketplace.demo.pictures.tilings import ring
from marketplace.demo.pictures.ware import cloth_cap, glass, label, lid, scattered

WOOD = "#b58350"
GOLD = "#c9972f"


def _jar(drawing: Drawing, x: float, top: float, half: float, content: str) -> Lathe:
    """A straight jar with a rounded shoulder and foot, filled to the neck."""
    neck = half * 0.84
    body = Lathe(
        x,
        [
            (top, neck),
            (top, neck),
            (top + 14, neck),
            (top + 46, half),
            (top + 60, half),
            (top + 60, half),
            (670, half),
            (BASE, half * 0.95),
        ],
    )
    cast_shadow(drawing, x, BASE, half * 0.96)
    glass(drawing, body, content, top=top)
    drawing.add(path(body.outline(668, BASE), WHITE, opacity=0.16))
    return body


def _honey(drawing: Drawing, palette: Palette, x: float, colour: str, text: str = "عسل", size: int = 66) -> None:
    body = _jar(drawing, x, 366, 134, colour)
    comb = [(x + dx, y) for dx, y in ((-60, 446), (34, 436), (70, 462), (-20, 660), (52, 668), (-84, 650))]
    drawing.add(path(circles(comb, 4), WHITE, opacity=0.4))
    drawing.add(gleam(drawing, body, 416, 680))
    label(drawing, palette, body, text, top=464, foot=636, size=size)
    lid(drawing, x, 122, 306, 66, GOLD, ridges=44)


def _dipper(drawing: Drawing, x: float, y: float) -> None:
    """A wooden honey dipper lying on the floor, its head towards the viewer."""
    wood = drawing.down((0, light(WOOD, 0.3)), (0.5, WOOD), (1, dark(WOOD, 0.35)))
    head = "".join(rectangle(-34 + i * 13, -17 + abs(i - 2.5) * 2.4, 9, 34 - abs(i - 2.5) * 4.8, 4) for i in range(6))
    core = path(rectangle(-34, -9, 76, 18, 8), dark(WOOD, 0.25))
    stick = path(rectangle(38, -5, 92, 10, 5), wood)
    cast_shadow(drawing, x + 40, y + 14, 76, 8)
    drawing.add(placed(stick, core, path(head, wood), path(head, "#e8a21d", opacity=0.35), x=x, y=y, turn=-14))


def thyme_honey(drawing: Drawing, palette: Palette) -> None:
    """Thyme honey, with sprigs in flower."""
    for turn, length in ((14, 230), (26, 200), (38, 150)):
        drawing.add(placed(nature.thyme(drawing, length), x=496, y=704, turn=turn))
    _honey(drawing, palette, 376, "#d98a16", "عسل الزعتر", 45)
    _dipper(drawing, 484, 714)


def spurge_honey(drawing: Drawing, palette: Palette) -> None:
    """Euphorbia honey, with fingers of resin spurge."""
    for x, height in ((500, 176), (536, 222), (574, 150)):
        cast_shadow(drawing, x, 698, 18, 6)
        drawing.add(placed(nature.spurge(drawing, height), x=x, y=698))
    _honey(drawing, palette, 372, "#a85a12", "عسل الدغموس", 33)
    _dipper(drawing, 484, 718)


def eucalyptus_honey(drawing: Drawing, palette: Palette) -> None:
    """Eucalyptus honey, with round-leaved branches."""
    drawing.add(placed(nature.eucalyptus(drawing, 250), x=512, y=706, turn=32))
    drawing.add(placed(nature.eucalyptus(drawing, 180), x=512, y=706, turn=54))
    _honey(drawing, palette, 372, "#c0700f")
    _dipper(drawing, 484, 718)


def blossom_honey(drawing: Drawing, palette: Palette) -> None:
    """Spring blossom honey, with daisies and a poppy."""
    for x, y, turn in ((500, 560, 8), (560, 600, 22), (540, 500, 14)):
        drawing.add(line(f"M506 712Q{x - 10} {(y + 712) / 2:.0f} {x} {y}", "#6d8651", 4))
        drawing.add(placed(nature.leaf(drawing, 44, 16), x=(x + 506) / 2, y=(y + 712) / 2, turn=-20 + turn))
    drawing.add(
        placed(nature.daisy(drawing), x=500, y=560),
        placed(nature.daisy(drawing, "#f7d24a", "#c77a1a"), x=562, y=600),
        placed(nature.poppy(drawing, 34), x=542, y=498),
    )
    _honey(drawing, palette, 372, "#eab02f")
    _dipper(drawing, 484, 716)
    scattered(drawing, lambda: nature.daisy(drawing, radius=20), [(604, 690, 0)])


def rosemary_honey(drawing: Drawing, palette: Palette) -> None:
    """Rosemary honey, with rosemary in flower."""
    for turn, length in ((14, 210), (28, 190), (42, 150)):
        drawing.add(placed(nature.rosemary(drawing, length), x=500, y=706, turn=turn))
    _honey(drawing, palette, 374, "#e2ae4a", "عسل أزير", 48)
    _dipper(drawing, 484, 716)


def carob_honey(drawing: Drawing, palette: Palette) -> None:
    """Carob honey, with pods of the tree."""
    _honey(drawing, palette, 374, "#8f4a14", "عسل الخروب", 38)
    scattered(drawing, lambda: nature.carob(drawing), [(556, 690, -24), (566, 714, 10)])


def almond_honey(drawing: Drawing, palette: Palette) -> None:
    """Almonds in honey."""
    x = 374
    _honey(drawing, palette, x, "#dc9420", "عسل باللوز", 44)
    for k in range(9):
        drawing.add(placed(nature.almond(drawing), x=x - 96 + 24 * k, y=436 + 9 * (k % 3), turn=37 * k, scale=0.8))
    scattered(drawing, lambda: nature.almond(drawing), [(530, 694, -20), (582, 704, 24), (546, 722, 4)])


def amlou_jar(drawing: Drawing, palette: Palette) -> None:
    """Amlou: a brown almond spread under a wooden lid, with almonds and argan nuts."""
    x = 376
    body = _jar(drawing, x, 402, 142, "#8a4f22")
    swirl = "".join(f"M{x - 118} {452 + 12 * i}q60 14 118 0t118 0" for i in (0, 1, 17, 18))
    drawing.add(line(swirl, "#5f3212", 3, opacity=0.35))
    drawing.add(gleam(drawing, body, 452, 682))
    label(drawing, palette, body, "أملو", top=484, foot=644, size=70)
    lid(drawing, x, 130, 350, 56, WOOD)
    drawing.add(
        *(
            ellipse(x, 350, r, r * 0.13, "none", stroke=dark(WOOD, 0.25), stroke_width=2, opacity=0.6)
            for r in (100, 72, 40)
        )
    )
    scattered(
        drawing, lambda: nature.almond(drawing), [(528, 690, -20), (580, 702, 24), (546, 722, 4), (606, 722, -30)]
    )
    scattered(drawing, lambda: nature.argan_nut(drawing), [(502, 712, 10)], 0.9)


def _pickle(drawing: Drawing, palette: Palette, tones: tuple[str, str], text: str, size: int, grain: float) -> str:
    """A jar of small round things in brine, `grain` units in radius; returns one of them for the floor."""
    x = 386
    body = _jar(drawing, x, 366, 128, mix(tones[0], "#c9c98a", 0.5))
    rng = random.Random(f"{text} {grain}")
    balls = [drawing.round((0, light(tone, 0.45)), (0.5, tone), (1, dark(tone, 0.5))) for tone in tones]
    count = round(32000 / grain**2)
    places = sorted(((x + rng.uniform(-120, 120), rng.uniform(424, 684)) for _ in range(count)), key=lambda p: p[1])
    pieces = "".join(ellipse(px, py, grain, grain * 0.85, rng.choice(balls)) for px, py in places)
    drawing.add(group(pieces, clip_path=drawing.clip(body.outline(412, BASE))))
    shade = drawing.across(
        (0, "#1c1210", 0.5), (0.15, "#1c1210", 0.05), (0.5, WHITE, 0.06), (0.85, "#1c1210", 0.1), (1, "#1c1210", 0.5)
    )
    drawing.add(path(body.outline(), shade), gleam(drawing, body, 416, 680))
    label(drawing, palette, body, text, top=482, foot=630, size=size)
    lid(drawing, x, 117, 308, 64, palette.deep, ridges=40)
    return ellipse(0, 0, grain, grain * 0.85, balls[0])


def capers_jar(drawing: Drawing, palette: Palette) -> None:
    """Capers of Safi in brine."""
    bud = _pickle(drawing, palette, ("#73803a", "#626f30"), "كبّار", 64, 13)
    drawing.add(placed(nature.sprig(drawing, 150, 5, leaf_size=(40, 27), colour="#6f8a4a"), x=536, y=706, turn=18))
    scattered(drawing, lambda: bud, [(530, 712, 0), (562, 706, 0), (584, 722, 0), (548, 728, 0)])


def green_olives(drawing: Drawing, palette: Palette) -> None:
    """Green olives, with a branch."""
    _pickle(drawing, palette, ("#8a9440", "#77833a"), "زيتون", 60, 20)
    drawing.add(placed(nature.olive_branch(drawing, 170), x=524, y=706, turn=24))
    scattered(drawing, lambda: nature.olive(drawing, "#77833a"), [(536, 716, 10), (584, 718, -20)])


def black_olives(drawing: Drawing, palette: Palette) -> None:
    """Black olives, with a branch."""
    _pickle(drawing, palette, ("#3a2a30", "#4a3038"), "زيتون", 60, 20)
    drawing.add(placed(nature.olive_branch(drawing, 170), x=524, y=706, turn=24))
    scattered(drawing, lambda: nature.olive(drawing, "#43372f"), [(536, 716, 10), (584, 718, -20)])


def cheese_in_oil(drawing: Drawing, palette: Palette) -> None:
    """Little goat cheeses in olive oil with herbs."""
    _pickle(drawing, palette, ("#f4ecd6", "#efe4c6"), "جبن", 64, 27)
    drawing.add(
        placed(nature.thyme(drawing, 190), x=530, y=708, turn=16),
        placed(nature.rosemary(drawing, 150), x=540, y=708, turn=36),
    )
    scattered(drawing, lambda: nature.olive(drawing), [(530, 716, 10), (586, 718, -20)])


def fig_jam(drawing: Drawing, palette: Palette) -> None:
    """Fig jam, with figs."""
    _jam(drawing, palette, "#7d3a2c")
    scattered(drawing, lambda: nature.fig(drawing, "#6b4468"), [(536, 678, -8)], 1.1)
    cast_shadow(drawing, 592, 726, 32, 8)
    drawing.add(placed(nature.fig_half(drawing), x=592, y=698, turn=12))


def clementine_jam(drawing: Drawing, palette: Palette) -> None:
    """Clementine jam, with the fruit."""
    _jam(drawing, palette, "#e88a1c")
    scattered(drawing, lambda: nature.clementine(drawing), [(536, 676, -8)], 0.92)
    cast_shadow(drawing, 594, 728, 34, 8)
    drawing.add(placed(nature.clementine_half(drawing), x=594, y=698, scale=0.8))


def cherry_jam(drawing: Drawing, palette: Palette) -> None:
    """Cherry jam of Sefrou."""
    _jam(drawing, palette, "#8f1428")
    scattered(drawing, lambda: nature.cherry(drawing), [(532, 684, 0), (590, 700, 14)], 1.1)


def loquat_jam(drawing: Drawing, palette: Palette) -> None:
    """Loquat jam, with the fruit."""
    _jam(drawing, palette, "#d98a2b")
    scattered(drawing, lambda: nature.loquat(drawing), [(530, 682, -12), (590, 698, 70)], 1.0)


def apple_jelly(drawing: Drawing, palette: Palette) -> None:
    """Apple jelly of Midelt."""
    _jam(drawing, palette, "#d9642f", "هلام التفاح", 36)
    scattered(drawing, lambda: nature.apple(drawing), [(544, 674, -8)], 0.92)


def tfaya_jar(drawing: Drawing, palette: Palette) -> None:
    """Tfaya: onions and raisins, slowly cooked."""
    _jam(drawing, palette, "#8a4a1c", "تفاية", 60)
    scattered(drawing, lambda: nature.onion(drawing), [(548, 672, -6)], 0.95)
    scattered(drawing, lambda: nature.raisin(drawing), [(520, 716, 10), (546, 724, 40), (600, 716, 70)])


def caper_spread(drawing: Drawing, palette: Palette) -> None:
    """A spread of capers and olives."""
    _jam(drawing, palette, "#5d6630", "كبّار وزيتون", 34)
    scattered(drawing, lambda: nature.olive(drawing), [(524, 704, 10), (566, 696, -20)])
    scattered(drawing, lambda: nature.olive(drawing, "#43372f"), [(546, 720, 0)])
    drawing.add(placed(nature.sprig(drawing, 120, 4, leaf_size=(36, 25), colour="#6f8a4a"), x=580, y=706, turn=14))


def balm_tin(drawing: Drawing, palette: Palette) -> None:
    """Argan lip balm in a small round tin, open, its lid leaning behind."""
    x, top = 380, 592
    disc = drawing.round((0, light(palette.second, 0.5)), (0.6, palette.second), (1, dark(palette.second, 0.3)))
    cast_shadow(drawing, 420, 690, 150)
    drawing.add(
        ellipse(424, 512, 164, 160, dark(palette.second, 0.45)),
        ellipse(416, 508, 164, 160, disc),
        ellipse(416, 508, 140, 136, palette.cream),
    )
    drawing.add(
        path(polygon(ring((416, 508), (128, 98), 8)), palette.main),
        path(polygon(ring((416, 508), (104, 80), 8)), palette.cream),
        word("أركان", 416, 528, 62, "#2a211b"),
    )
    body = Lathe(x, [(top, 168), (top, 168), (BASE, 168), (BASE, 168)], 0.17)
    cast_shadow(drawing, x, BASE, 156)
    drawing.add(turned(drawing, body, "#c9ccce"), path(body.outline(top + 34, BASE - 22), palette.main))
    drawing.add(
        group(
            path(body.diamonds(656, 36, 30), palette.second),
            path(body.diamonds(656, 18, 30), palette.cream),
            clip_path=drawing.clip(body.outline(top + 34, BASE - 22)),
        )
    )
    drawing.add(
        veil(drawing, body),
        body.rim(top, "#dfe2e3"),
        body.rim(top, drawing.round((0, "#fff6d8"), (0.6, "#f3dfa0"), (1, "#cfae62")), -12),
    )
    drawing.add(line(f"M{x - 90} {top + 2}q46 -22 92 -2t92 -6", "#fffbe8", 6, opacity=0.8))
    scattered(drawing, lambda: nature.argan_nut(drawing), [(570, 700, -12), (556, 724, 14)])


def _jam(drawing: Drawing, palette: Palette, colour: str, text: str = "مربى", size: int = 66) -> None:
    """A jar of jam under a cloth cap."""
    x = 370
    body = _jar(drawing, x, 372, 130, colour)
    seeds = [
        (x + 110 * random.Random(f"seed{i}").uniform(-1, 1), 430 + 250 * random.Random(f"row{i}").random())
        for i in range(70)
    ]
    drawing.add(path(circles(seeds, 2.4), dark(colour, 0.6), opacity=0.5))
    drawing.add(gleam(drawing, body, 424, 680))
    label(drawing, palette, body, text, top=476, foot=630, size=size)
    cloth_cap(drawing, palette, x, 124, 314)


def jam_jar(drawing: Drawing, palette: Palette) -> None:
    """Prickly pear jam."""
    drawing.add(placed(nature.cactus_pad(drawing, 190), x=528, y=696, turn=20))
    _jam(drawing, palette, "#b52a4e")
    scattered(drawing, lambda: nature.prickly_pear(drawing), [(520, 684, 78)])
    cast_shadow(drawing, 588, 722, 30, 8)
    drawing.add(placed(nature.prickly_pear_half(drawing), x=588, y=692, turn=16))


def soap_jar(drawing: Drawing, palette: Palette) -> None:
    """Beldi black soap: a dark olive paste in an open jar, its lid leaning, a wooden spoon."""
    x, top = 376, 494
    cast_shadow(drawing, 556, 690, 70)
    disc = drawing.round((0, light(GOLD, 0.5)), (0.6, GOLD), (1, dark(GOLD, 0.3)))
    drawing.add(
        ellipse(556, 612, 66, 78, dark(GOLD, 0.35), transform="rotate(12 556 612)"),
        ellipse(551, 610, 62, 76, disc, transform="rotate(12 551 610)"),
    )
    drawing.add(
        ellipse(551, 610, 46, 58, "none", stroke=dark(GOLD, 0.2), stroke_width=3, transform="rotate(12 551 610)")
    )
    body = Lathe(x, [(top, 146), (top, 146), (top + 20, 146), (top + 34, 156), (670, 156), (BASE, 148)], 0.15)
    cast_shadow(drawing, x, BASE, 150)
    drawing.add(body.rim(top, "#d9d9b8"), body.rim(top, "#3d3a1a", -7))
    drawing.add(_paste(drawing, x, top))
    glass(drawing, body, "#4f4a1f", top=top)
    drawing.add(gleam(drawing, body, top + 20, 682), body.ring_line(top + 1, "#e6e3c2", 6, opacity=0.85))
    label(drawing, palette, body, "صابون بلدي", top=540, foot=660, size=44)
    scattered(drawing, lambda: nature.olive(drawing), [(528, 716, 10), (604, 712, -16)])
    scattered(drawing, lambda: nature.olive(drawing, "#43372f"), [(566, 722, -10)])


def _paste(drawing: Drawing, x: float, top: float) -> str:
    """The swirl of soap above the rim, with a spoon standing in it."""
    paste = drawing.round((0, "#8d8744"), (0.45, "#575221"), (1, "#2c290e"))
    wood = drawing.across((0, light(WOOD, 0.3)), (1, dark(WOOD, 0.3)))
    swirl = f"M{x - 134} {top + 2}C{x - 120} {top - 46} {x - 60} {top - 40} {x - 40} {top - 62}C{x - 22} {top - 84} {x + 16} {top - 80} {x + 10} {top - 62}"
    swirl += f"C{x + 60} {top - 60} {x + 112} {top - 40} {x + 134} {top + 2}C{x + 90} {top + 22} {x - 90} {top + 22} {x - 134} {top + 2}Z"
    ridges = f"M{x - 96} {top - 12}C{x - 40} {top - 2} {x + 50} {top - 8} {x + 84} {top - 30}M{x - 52} {top - 40}C{x - 20} {top - 32} {x + 20} {top - 36} {x + 40} {top - 48}"
    handle = placed(path(rectangle(-9, -190, 18, 200, 9), wood), x=x + 56, y=top - 16, turn=24)
    return handle + path(swirl, paste) + line(ridges, "#a59f5c", 4, opacity=0.5)
