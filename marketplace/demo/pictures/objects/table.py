"""Things on the table: saffron, dried fruit, cheese, tinned fish."""

import math
import random
from collections.abc import Callable

from marketplace.demo.pictures import nature
from marketplace.demo.pictures.colour import CREAM, INK, WHITE, Palette, dark, light
from marketplace.demo.pictures.lathe import Lathe, turned, veil
from marketplace.demo.pictures.lettering import word
from marketplace.demo.pictures.niche import BASE, cast_shadow
from marketplace.demo.pictures.svg import Drawing, circles, ellipse, group, line, path, placed, polygon, rectangle
from marketplace.demo.pictures.ware import bowl, bowl_front, heap, label, lid, scattered


def _threads(count: int, cx: float, y: float, width: float, height: float, seed: str) -> dict[str, str]:
    """Curled saffron threads in a dome, gathered by colour."""
    rng = random.Random(seed)
    tones = {"#7f1712": "", "#a82314": "", "#cb3a17": "", "#e2601f": ""}
    for _ in range(count):
        across = rng.uniform(-1, 1)
        rise = rng.random() * math.sqrt(1 - across * across) * height
        x0, y0 = cx + across * width / 2, y - rise
        turn, reach = rng.uniform(0, math.tau), rng.uniform(20, 34)
        dx, dy = reach * math.cos(turn), reach * 0.6 * math.sin(turn)
        bow = rng.uniform(-12, 12)
        tones[rng.choice(list(tones))] += (
            f"M{x0 - dx:.1f} {y0 - dy:.1f}Q{x0 + bow:.1f} {y0 - bow:.1f} {x0 + dx:.1f} {y0 + dy:.1f}"
        )
    return tones


def saffron(drawing: Drawing, palette: Palette) -> None:
    """A bowl of saffron threads, the tin they are sold in, and crocuses."""
    tin = Lathe(532, [(488, 74), (488, 74), (692, 74), (692, 74)], 0.13)
    cast_shadow(drawing, 532, 692, 74)
    drawing.add(turned(drawing, tin, palette.second))
    label(drawing, palette, tin, "زعفران", top=520, foot=668, size=40, spread=1.25)
    lid(drawing, 532, 77, 462, 40, palette.deep)
    body = bowl(drawing, palette, cx=330, radius=156, top=566, foot=700)
    mound = "M186 568C210 520 250 470 300 462C330 444 352 444 374 466C420 476 454 524 474 568C420 596 240 596 186 568Z"
    drawing.add(path(mound, "#8c1d13"))
    for colour, data in _threads(320, 330, 572, 270, 104, "saffron").items():
        drawing.add(line(data, colour, 3.4))
    bowl_front(drawing, palette, body)
    drawing.add(
        placed(nature.crocus(drawing, 104), x=500, y=728, turn=14, scale=0.95),
        placed(nature.crocus(drawing, 86), x=566, y=726, turn=32),
    )
    for colour, data in _threads(9, 440, 724, 60, 10, "fallen").items():
        drawing.add(line(data, colour, 3.2))


def _nut_bowl(
    drawing: Drawing,
    palette: Palette,
    prop: Callable[[], str],
    seed: str,
    step: float,
    scale: float,
    loose: list[tuple[float, float, float]],
) -> None:
    """A painted bowl heaped with something, and a few of it on the floor."""
    body = bowl(drawing, palette, cx=392, radius=192, top=536)
    drawing.add(ellipse(392, 540, 178, 25, "#3a2416"))
    drawing.add(heap(prop, cx=392, y=548, width=330, height=116, rows=6, step=step, seed=seed, scale=scale))
    bowl_front(drawing, palette, body)
    scattered(drawing, prop, loose, scale)


def almond_bowl(drawing: Drawing, palette: Palette) -> None:
    """Tafraout almonds."""
    _nut_bowl(
        drawing,
        palette,
        lambda: nature.almond(drawing),
        "almonds",
        34,
        1.05,
        [(548, 712, 12), (596, 700, -24), (236, 716, 30)],
    )


def walnut_bowl(drawing: Drawing, palette: Palette) -> None:
    """Azilal walnuts, one of them cut open."""
    _nut_bowl(drawing, palette, lambda: nature.walnut(drawing), "walnuts", 46, 1.12, [(590, 704, 20)])
    cast_shadow(drawing, 544, 730, 28, 7)
    drawing.add(placed(nature.walnut_half(drawing), x=544, y=712, scale=1.12, turn=-10))


def raisin_bowl(drawing: Drawing, palette: Palette) -> None:
    """Doukkala raisins, dark and golden."""
    rng = random.Random("raisin tones")
    tones = ("#6b3d2a", "#7d4a2b", "#a8703a", "#c3904c")
    _nut_bowl(
        drawing,
        palette,
        lambda: nature.raisin(drawing, rng.choice(tones)),
        "raisins",
        23,
        1.0,
        [(546, 716, 12), (574, 706, -24), (598, 718, 40), (232, 716, 0), (206, 708, 30)],
    )


def trail_mix(drawing: Drawing, palette: Palette) -> None:
    """Raisins and almonds together."""
    rng = random.Random("mix")

    def either() -> str:
        return (
            nature.almond(drawing) if rng.random() < 0.4 else nature.raisin(drawing, rng.choice(("#6b3d2a", "#a8703a")))
        )

    _nut_bowl(drawing, palette, either, "mix", 29, 1.0, [(548, 712, 12), (586, 704, -24), (232, 716, 0)])


def ground_almonds(drawing: Drawing, palette: Palette) -> None:
    """Ground almonds, a pale mound, with whole ones."""
    body = bowl(drawing, palette, cx=392, radius=192, top=536)
    mound = "M212 542C250 494 320 440 388 432C456 440 530 494 572 542C500 574 284 574 212 542Z"
    rng = random.Random("ground almonds")
    grains = [(rng.uniform(230, 556), rng.uniform(446, 552)) for _ in range(240)]
    drawing.add(path(mound, drawing.round((0, "#fff6e0"), (0.6, "#efd9b0"), (1, "#c9a878"))))
    drawing.add(
        group(
            path(circles(grains[::2], 3.4), "#b98a5a", opacity=0.6),
            path(circles(grains[1::2], 3.2), "#fffaf0"),
            clip_path=drawing.clip(mound),
        )
    )
    bowl_front(drawing, palette, body)
    scattered(drawing, lambda: nature.almond(drawing), [(548, 712, 12), (596, 700, -24), (236, 716, 30)], 1.05)


def fig_plate(drawing: Drawing, palette: Palette) -> None:
    """Dried figs piled on a painted plate, one cut open."""
    plate = Lathe(400, [(628, 210), (628, 210), (652, 176), (676, 104), (BASE, 92), (BASE, 92)], 0.17)
    cast_shadow(drawing, 400, BASE, 150, 24)
    drawing.add(
        plate.rim(628, palette.main), plate.rim(628, palette.cream, -10), plate.rim(630, light(palette.third, 0.4), -34)
    )
    drawing.add(path(plate.outline(), palette.main), path(plate.dots(644, 6, 30), palette.cream), veil(drawing, plate))
    drawing.add(plate.ring_line(629, light(palette.second, 0.2), 7))
    rng = random.Random("fig tones")
    tones = ("#b08a56", "#a07a48", "#c19c66")
    drawing.add(ellipse(400, 640, 150, 22, "#3a2416", opacity=0.4, filter=drawing.blur(6)))
    drawing.add(
        heap(
            lambda: nature.fig(drawing, rng.choice(tones)),
            cx=400,
            y=624,
            width=320,
            height=128,
            rows=4,
            step=66,
            seed="figs",
            scale=1.3,
            spin=52,
        )
    )
    drawing.add(
        placed(nature.fig_half(drawing), x=330, y=604, scale=1.25, turn=-28),
        placed(nature.fig_half(drawing), x=446, y=560, scale=1.2, turn=20),
    )
    cast_shadow(drawing, 566, 724, 38, 8)
    drawing.add(placed(nature.fig_half(drawing), x=566, y=694, scale=1.15, turn=16))
    cast_shadow(drawing, 224, 726, 36, 8)
    drawing.add(placed(nature.fig(drawing), x=224, y=700, scale=1.15, turn=-24))


def goat_cheese(drawing: Drawing, palette: Palette) -> None:
    """A round goat cheese on a board, with a wedge cut out, rosemary and olives."""
    wood = drawing.down((0, "#c99a63"), (1, "#8f6134"))
    cast_shadow(drawing, 400, 704, 208, 20)
    drawing.add(
        ellipse(400, 690, 214, 44, dark("#8f6134", 0.3)),
        ellipse(400, 680, 214, 44, wood),
        ellipse(400, 678, 196, 36, "none", stroke="#a8773f", stroke_width=3, opacity=0.6),
    )
    for angle in range(-84, 90, 14):
        drawing.add(
            placed(
                nature.leaf(drawing, 64, 22, "#7d9a4e"),
                x=384 + 126 * math.sin(math.radians(angle)),
                y=650 + 26 * math.cos(math.radians(angle)),
                turn=90 - angle,
            )
        )
    body = Lathe(380, [(500, 150), (500, 150), (524, 160), (640, 160), (668, 148)], 0.22)
    drawing.add(turned(drawing, body, "#f3ecd8", depth=0.7))
    weave = "".join(
        line(
            f"M{body.at(phi, 520)[0]:.0f} {body.at(phi, 520)[1]:.0f}L{body.at(phi + 0.12, 650)[0]:.0f} {body.at(phi + 0.12, 650)[1]:.0f}",
            "#cbbf9e",
            3,
            opacity=0.6,
        )
        for phi in body.around(44)
    )
    drawing.add(weave, *(body.ring_line(y, "#cbbf9e", 3, opacity=0.6) for y in range(536, 660, 18)))
    drawing.add(body.rim(501, drawing.round((0, "#fffdf6"), (1, "#e9dfc4")), 4))
    _wedge(drawing, body)
    drawing.add(placed(nature.rosemary(drawing, 150), x=330, y=520, turn=62, scale=0.9))
    scattered(drawing, lambda: nature.olive(drawing, "#43372f"), [(220, 706, 10), (250, 722, -20)])
    scattered(drawing, lambda: nature.olive(drawing), [(556, 722, 14)])


def _wedge(drawing: Drawing, body: Lathe) -> None:
    """Cut a wedge out of the front right of a cheese, showing its white paste, and lay it beside."""
    centre = (body.cx, 501.0)
    (ax, ay), (bx, by) = body.at(0.45, 505), body.at(1.25, 505)
    down = 148
    inner = (centre[0], centre[1] + 118)
    left = [centre, (ax, ay), (ax, ay + down), inner]
    right = [centre, (bx, by), (bx, by + down), inner]
    gap = [(ax, ay), (ax, ay + down), (bx, by + down + 8), (bx + 12, by + down), (bx + 12, by - 6), (bx, by)]
    drawing.add(path(polygon([centre, *gap]), "#6f5a35"))
    drawing.add(
        path(polygon(right), drawing.across((0, "#d9cfb4"), (1, "#f3ecd8"))),
        path(polygon(left), drawing.across((0, "#fffdf4"), (1, "#f0e7cd"))),
    )
    slice_ = [(500, 640), (604, 676), (604, 716), (500, 700)]
    cast_shadow(drawing, 556, 716, 52, 9)
    drawing.add(
        path(polygon(slice_), "#e4d9bb"),
        path(polygon([(500, 640), (604, 676), (566, 632)]), "#fffdf4"),
        path(polygon([(566, 632), (604, 676), (604, 716), (600, 676)]), "#d2c5a2"),
    )


def _fish(drawing: Drawing, length: float, tone: str = "#7f97a8") -> str:
    """A sardine along x, its head to the left, centred on the origin."""
    half, h = length / 2, length * 0.13
    body = f"M{-half} 0C{-half * 0.7:.1f} {-h * 1.2:.1f} {half * 0.3:.1f} {-h * 1.2:.1f} {half * 0.8:.1f} {-h * 0.2:.1f}L{half} {-h:.1f}L{half * 0.93:.1f} 0L{half} {h:.1f}L{half * 0.8:.1f} {h * 0.2:.1f}C{half * 0.3:.1f} {h * 1.2:.1f} {-half * 0.7:.1f} {h * 1.2:.1f} {-half} 0Z"
    skin = drawing.down((0, dark(tone, 0.45)), (0.35, tone), (0.6, "#e7eef0"), (1, "#b9c6cb"))
    spots = circles([(-half * 0.4 + i * length * 0.13, -h * 0.12) for i in range(5)], length * 0.016)
    gill = f"M{-half * 0.62:.1f} {-h * 0.8:.1f}Q{-half * 0.5:.1f} 0 {-half * 0.62:.1f} {h * 0.8:.1f}"
    return (
        path(body, skin)
        + line(gill, dark(tone, 0.3), 2)
        + path(spots, dark(tone, 0.5))
        + ellipse(-half * 0.8, -h * 0.2, h * 0.2, h * 0.2, INK)
    )


def _tin_front(drawing: Drawing, palette: Palette, x: float, y: float, width: float, height: float) -> None:
    """A closed tin lying flat: its printed side and its lid in perspective."""
    side = drawing.across(
        (0, dark(palette.main, 0.35)),
        (0.15, palette.main),
        (0.35, light(palette.main, 0.25)),
        (0.7, palette.main),
        (1, dark(palette.main, 0.45)),
    )
    drawing.add(path(rectangle(x - width / 2, y - height, width, height, 16), side))
    row = y - height * 0.5
    count = int(width / 26)
    marks = [(x - width / 2 + (i + 0.5) * width / count, row) for i in range(count)]
    drawing.add(
        path("".join(polygon([(a, b - 13), (a + 10, b), (a, b + 13), (a - 10, b)]) for a, b in marks), palette.second)
    )
    drawing.add(
        path("".join(polygon([(a, b - 6), (a + 5, b), (a, b + 6), (a - 5, b)]) for a, b in marks), palette.cream)
    )
    metal = drawing.across((0, "#8d8f90"), (0.3, "#f5f5f2"), (0.6, "#c3c5c5"), (1, "#7b7d7e"))
    drawing.add(
        path(rectangle(x - width / 2 - 3, y - height - 6, width + 6, 12, 6), metal),
        path(rectangle(x - width / 2 - 3, y - 9, width + 6, 10, 5), metal),
    )


def _tins(drawing: Drawing, palette: Palette, text: str, size: int, catch: str, flesh: str = "") -> None:
    """An open tin on a closed one, a third standing to show its paper; `catch` is its emblem.

    The open tin holds fish, or pieces of the colour `flesh`.
    """
    cast_shadow(drawing, 400, BASE, 150)
    cast_shadow(drawing, 400, 648, 120)
    _upright_tin(drawing, palette, text, size, catch)
    _tin_front(drawing, palette, 400, 694, 330, 74)
    _open_tin(drawing, 400, 624, flesh)


def fish_tin(drawing: Drawing, palette: Palette) -> None:
    """Artisan tinned sardines."""
    _tins(drawing, palette, "سردين", 58, _fish(drawing, 250))


def mackerel_tin(drawing: Drawing, palette: Palette) -> None:
    """Tinned mackerel."""
    _tins(drawing, palette, "إسقمري", 56, _fish(drawing, 270, "#3f7f8a"))


def anchovy_tin(drawing: Drawing, palette: Palette) -> None:
    """Anchovy fillets."""
    pair = placed(_fish(drawing, 200, "#5f7f9f"), x=-18, y=-18) + placed(_fish(drawing, 200, "#6f8fa8"), x=22, y=24)
    _tins(drawing, palette, "أنشوبة", 56, pair)


def octopus_tin(drawing: Drawing, palette: Palette) -> None:
    """Tinned octopus."""
    _tins(drawing, palette, "أخطبوط", 54, _octopus(drawing), "#b9604f")


def oyster_tin(drawing: Drawing, palette: Palette) -> None:
    """Smoked oysters."""
    shells = "".join(
        placed(_oyster(drawing), x=x, y=y, turn=turn) for x, y, turn in ((-70, 4, -14), (70, 4, 16), (0, -4, 0))
    )
    _tins(drawing, palette, "محار", 58, shells, "#a98458")


def _octopus(drawing: Drawing) -> str:
    """An octopus, its arms curled to both sides, around the origin."""
    skin = drawing.round((0, "#e59a86"), (0.5, "#b9503f"), (1, "#6e2a24"))
    arms = "".join(
        f"M{s * 8 * k} 14C{s * (20 + 26 * k)} {40 - 8 * k} {s * (34 + 28 * k)} {34 - 4 * k} {s * (30 + 26 * k)} {12 - 4 * k}"
        for s in (-1, 1)
        for k in (1, 2, 3)
    )
    head = path("M0 -56C30 -56 36 -26 26 -4C22 12 -22 12 -26 -4C-36 -26 -30 -56 0 -56Z", skin)
    eyes = (
        ellipse(-11, -10, 5, 6, "#fff6e0")
        + ellipse(11, -10, 5, 6, "#fff6e0")
        + ellipse(-10, -9, 2.4, 3, INK)
        + ellipse(10, -9, 2.4, 3, INK)
    )
    return line(arms, "#a3463a", 12) + line(arms, "#cf7a68", 4, opacity=0.7) + head + eyes


def _oyster(drawing: Drawing) -> str:
    """An open oyster shell, about 80 units tall."""
    shell = "M0 -44C26 -40 38 -10 30 18C24 38 -20 42 -32 20C-42 -8 -24 -42 0 -44Z"
    meat = "M0 -26C16 -24 22 -6 18 10C12 24 -12 26 -20 12C-24 -4 -14 -24 0 -26Z"
    return (
        path(shell, drawing.round((0, "#f4f1ea"), (0.6, "#b9b4ac"), (1, "#6f6a66")), stroke="#7d7770", stroke_width=3)
        + path(meat, drawing.round((0, "#f3e3c6"), (1, "#a98a6a")))
        + ellipse(8, -16, 7, 6, WHITE)
    )


def _upright_tin(drawing: Drawing, palette: Palette, text: str, size: int, catch: str) -> None:
    """The tin behind, standing on its long side, in printed paper with a fish."""
    frame = rectangle(214, 300, 372, 250, 46)
    paper = drawing.slanted((0, "#fffaf0"), (0.5, CREAM), (1, dark(CREAM, 0.2)))
    drawing.add(
        path(rectangle(222, 306, 372, 330, 46), dark(palette.main, 0.5)),
        path(rectangle(214, 300, 372, 330, 46), drawing.slanted((0, "#f5f5f2"), (0.5, "#bfc1c2"), (1, "#77797a"))),
    )
    drawing.add(path(rectangle(224, 310, 352, 310, 38), palette.main), path(rectangle(240, 326, 320, 186, 26), paper))
    dots = [(256 + 24 * i, 528) for i in range(13)]
    drawing.add(
        path(circles(dots, 6), palette.second),
        path(rectangle(240, 326, 320, 186, 26), "none", stroke=palette.second, stroke_width=4),
    )
    drawing.add(placed(catch, x=400, y=388, turn=-4), word(text, 400, 488, size, palette.deep))
    drawing.add(path(frame, drawing.slanted((0, WHITE, 0.3), (0.35, WHITE, 0), (1, "#1c1210", 0.18))))


def _open_tin(drawing: Drawing, x: float, y: float, flesh: str) -> None:
    """An open tin seen from above its front edge, its fish or pieces lying in oil."""
    metal = drawing.across((0, "#85878a"), (0.25, "#f7f7f4"), (0.55, "#c6c8c8"), (1, "#737577"))
    drawing.add(path(rectangle(x - 150, y - 34, 300, 34, 14), metal))
    drawing.add(
        path(
            polygon([(x - 148, y - 30), (x - 116, y - 76), (x + 116, y - 76), (x + 148, y - 30)]),
            metal,
            stroke="#8d8f90",
            stroke_width=6,
            stroke_linejoin="round",
        )
    )
    drawing.add(path(polygon([(x - 134, y - 35), (x - 108, y - 70), (x + 108, y - 70), (x + 134, y - 35)]), "#c98f2a"))
    drawing.add(_pieces(drawing, x, y, flesh) if flesh else _fillets(drawing, x, y))
    drawing.add(
        path(
            polygon([(x - 134, y - 35), (x - 108, y - 70), (x + 108, y - 70), (x + 134, y - 35)]),
            "#e8b649",
            opacity=0.22,
        )
    )


def _fillets(drawing: Drawing, x: float, y: float) -> str:
    """Three fish, head to tail."""
    return "".join(
        placed(_fish(drawing, 214 + 14 * i), x=x - 2 + 5 * i, y=y + shift, mirror=bool(i % 2), scale=0.98)
        for i, shift in enumerate((-62, -52, -42))
    )


def _pieces(drawing: Drawing, x: float, y: float, flesh: str) -> str:
    """Rounded pieces in three rows."""
    fill = drawing.round((0, light(flesh, 0.5)), (0.5, flesh), (1, dark(flesh, 0.4)))
    return "".join(
        ellipse(x + (k - 4) * (22 + 2 * row) + 6 * (row % 2), y - 62 + 10 * row, 15, 10, fill)
        for row in range(3)
        for k in range(9)
    )
