"""Wood and metal: inlaid boxes of thuya and cedar, trays, spoons, copper of Fez."""

import math
import random

from marketplace.demo.pictures.colour import WHITE, Palette, dark, light
from marketplace.demo.pictures.lathe import Lathe, gleam, turned, veil
from marketplace.demo.pictures.niche import BASE, cast_shadow
from marketplace.demo.pictures.objects.boxes import grain
from marketplace.demo.pictures.svg import Drawing, Point, circles, ellipse, group, line, path, polygon, rectangle
from marketplace.demo.pictures.tilings import ring

THUYA = "#9a4f22"
CEDAR = "#b98250"
BRASS = "#c99a3f"


def thuya_box(drawing: Drawing, palette: Palette) -> None:
    """A box of thuya burl from Essaouira, inlaid with lemonwood and ebony."""
    _inlaid_box(drawing, palette, THUYA)


def cedar_box(drawing: Drawing, palette: Palette) -> None:
    """A box of cedar from Azrou."""
    _inlaid_box(drawing, palette, CEDAR)


def _inlaid_box(drawing: Drawing, palette: Palette, wood: str) -> None:
    cast_shadow(drawing, 400, BASE, 196, 22)
    front = rectangle(204, 540, 392, 148, 8)
    top = [(204, 540), (596, 540), (548, 424), (252, 424)]
    burl = drawing.slanted((0, light(wood, 0.3)), (0.5, wood), (1, dark(wood, 0.4)))
    drawing.add(
        path(front, burl),
        path(polygon(top), drawing.slanted((0, light(wood, 0.45)), (0.6, light(wood, 0.1)), (1, dark(wood, 0.15)))),
    )
    drawing.add(
        _burl(drawing, front, "front", 204, 540, 392, 148), _burl(drawing, polygon(top), "top", 252, 424, 300, 116)
    )
    drawing.add(_inlay(palette), _inlaid_front(palette))
    drawing.add(line("M204 566H596", "#2a160c", 3), line("M204 540H596", light(wood, 0.5), 2.5))
    drawing.add(
        path(rectangle(384, 556, 32, 40, 5), drawing.down((0, "#f1d68a"), (1, "#a87a22"))),
        ellipse(400, 572, 4, 4, "#3a2412"),
        path(rectangle(398, 572, 4, 12), "#3a2412"),
    )
    drawing.add(
        path(polygon([(226, 530), (330, 530), (352, 434), (270, 434)]), WHITE, opacity=0.16, filter=drawing.blur(5))
    )


def _burl(drawing: Drawing, outline: str, seed: str, x: float, y: float, width: float, height: float) -> str:
    """The eyes and flames of thuya burl, clipped to a face of the box."""
    rng = random.Random(seed)
    eyes = []
    for _ in range(34):
        cx, cy, size = rng.uniform(x, x + width), rng.uniform(y, y + height), rng.uniform(3, 12)
        eyes.append(
            ellipse(cx, cy, size * 1.6, size, "none", stroke="#4f220c", stroke_width=1.6, opacity=0.45)
            + ellipse(cx, cy, size * 0.5, size * 0.32, "#4f220c", opacity=0.6)
        )
    waves = line(grain(seed, x - 10, y, width + 20, height, 14), "#5f2b10", 2, opacity=0.4)
    return group(waves, *eyes, clip_path=drawing.clip(outline))


def _on_top(u: float, v: float) -> Point:
    """A point of the lid from fractions across (u) and from back to front (v)."""
    half = 148 + 48 * v
    return 400 + (2 * u - 1) * half, 424 + 116 * v


def _inlay(palette: Palette) -> str:
    """The star and the borders let into the lid."""

    def ringed(outer: float, inner: float) -> str:
        return polygon([_on_top(0.5 + x * 0.5, 0.5 + y) for x, y in ring((0, 0), (outer, inner), 8)])

    edge = [(0.05, 0.1), (0.95, 0.1), (0.95, 0.9), (0.05, 0.9)]
    corners = [(u, v) for u in (0.14, 0.86) for v in (0.24, 0.76)]
    small = "".join(
        polygon([_on_top(u + dx, v + dy) for dx, dy in ((-0.05, 0), (0, -0.1), (0.05, 0), (0, 0.1))])
        for u, v in corners
    )
    return group(
        line(polygon([_on_top(u, v) for u, v in edge]), "#2a160c", 9),
        line(polygon([_on_top(u, v) for u, v in edge]), "#f0d9a2", 4),
        path(ringed(0.42, 0.31), "#2a160c"),
        path(ringed(0.38, 0.28), "#f0d9a2"),
        path(ringed(0.3, 0.2), palette.main),
        path(ringed(0.2, 0.13), "#f7ecd0"),
        path(ringed(0.1, 0.06), "#2a160c"),
        path(small, "#f0d9a2"),
    )


def _inlaid_front(palette: Palette) -> str:
    marks = [(232 + 28 * i, 634) for i in range(13)]
    dark_row = "".join(polygon([(x - 14, y), (x, y - 18), (x + 14, y), (x, y + 18)]) for x, y in marks)
    pale = "".join(polygon([(x - 10, y), (x, y - 13), (x + 10, y), (x, y + 13)]) for x, y in marks)
    heart = "".join(polygon([(x - 5, y), (x, y - 7), (x + 5, y), (x, y + 7)]) for x, y in marks)
    return (
        path(dark_row, "#2a160c")
        + path(pale, "#f0d9a2")
        + path(heart, palette.main)
        + line("M214 610H586M214 658H586", "#f0d9a2", 3)
    )


def _tray(drawing: Drawing, palette: Palette, wood: str) -> None:
    """A round inlaid tray standing on its edge."""
    cast_shadow(drawing, 400, BASE, 150, 18)
    disc = drawing.slanted((0, light(wood, 0.4)), (0.5, wood), (1, dark(wood, 0.4)))
    drawing.add(
        ellipse(410, 482, 206, 206, "#1c1210", opacity=0.3, filter=drawing.blur(9)),
        ellipse(400, 484, 206, 206, dark(wood, 0.45)),
        ellipse(400, 478, 206, 206, disc),
    )
    drawing.add(_burl(drawing, circles([(400, 478)], 200), f"tray {wood}", 200, 278, 400, 400))
    drawing.add(
        ellipse(400, 478, 184, 184, "none", stroke=dark(wood, 0.6), stroke_width=16),
        ellipse(400, 478, 184, 184, "none", stroke="#f0d9a2", stroke_width=8, stroke_dasharray="12 8"),
    )
    stars = (
        (128, 98, dark(wood, 0.6)),
        (118, 88, "#f0d9a2"),
        (96, 70, palette.main),
        (72, 50, "#f7ecd0"),
        (46, 32, dark(wood, 0.6)),
        (36, 22, palette.second),
    )
    drawing.add(*(path(polygon(ring((400, 478), (a, b), 8)), colour) for a, b, colour in stars))
    marks = [
        (400 + 148 * math.cos(math.tau * (k + 0.5) / 16), 478 + 148 * math.sin(math.tau * (k + 0.5) / 16))
        for k in range(16)
    ]
    drawing.add(path("".join(polygon(ring(c, (13, 6), 4)) for c in marks), "#f0d9a2"))
    drawing.add(
        ellipse(330, 380, 100, 50, WHITE, opacity=0.2, transform="rotate(-36 330 380)", filter=drawing.blur(12))
    )
    drawing.add(path(rectangle(312, 668, 48, 22, 7), "#56361b"), path(rectangle(440, 668, 48, 22, 7), "#56361b"))


def thuya_tray(drawing: Drawing, palette: Palette) -> None:
    _tray(drawing, palette, THUYA)


def cedar_tray(drawing: Drawing, palette: Palette) -> None:
    _tray(drawing, palette, CEDAR)


def copper_tray(drawing: Drawing, palette: Palette) -> None:
    """An engraved brass tray of Fez standing on its edge, a teapot before it."""
    cast_shadow(drawing, 400, BASE, 150, 18)
    disc = drawing.slanted((0, "#fff3cf"), (0.3, BRASS), (0.55, "#f3dc9a"), (0.8, "#a8772a"), (1, "#7a5218"))
    drawing.add(
        ellipse(412, 470, 212, 212, "#1c1210", opacity=0.3, filter=drawing.blur(9)),
        ellipse(402, 466, 212, 212, "#7a5218"),
        ellipse(398, 462, 212, 212, disc),
    )
    for radius, count, size in ((190, 40, 9), (158, 24, 13), (116, 16, 14)):
        spots = [
            (398 + radius * math.cos(math.tau * k / count), 462 + radius * math.sin(math.tau * k / count))
            for k in range(count)
        ]
        drawing.add(
            line("".join(polygon(ring(c, (size, size * 0.55), 4)) for c in spots), "#6f4a14", 1.8, opacity=0.75)
        )
    drawing.add(
        *(ellipse(398, 462, r, r, "none", stroke="#6f4a14", stroke_width=2.4, opacity=0.7) for r in (204, 176, 138, 98))
    )
    drawing.add(
        *(
            line(polygon(ring((398, 462), (a, b), 12)), "#6f4a14", 2.4, opacity=0.75)
            for a, b in ((92, 66), (62, 40), (32, 18))
        )
    )
    _teapot(drawing, palette, 520, 716)


def _teapot(drawing: Drawing, palette: Palette, x: float, foot: float) -> None:
    """A silver teapot with its pointed lid, about 190 units tall."""
    silver = "#c3c8cc"
    body = Lathe(
        x,
        [
            (foot - 116, 24),
            (foot - 116, 24),
            (foot - 92, 50),
            (foot - 48, 70),
            (foot - 16, 52),
            (foot - 8, 40),
            (foot, 46),
            (foot, 46),
        ],
        0.16,
    )
    cast_shadow(drawing, x, foot, 62)
    spout = f"M{x - 52} {foot - 52}C{x - 96} {foot - 66} {x - 86} {foot - 108} {x - 112} {foot - 122}"
    handle = f"M{x + 44} {foot - 96}C{x + 112} {foot - 116} {x + 108} {foot - 34} {x + 58} {foot - 36}"
    drawing.add(
        line(spout, "#6f767e", 19), line(spout, "#d9dde0", 12), line(handle, "#6f767e", 14), line(handle, "#d9dde0", 8)
    )
    drawing.add(
        turned(drawing, body, silver),
        path(body.dots(foot - 60, 5, 20), "#7d848b"),
        path(body.diamonds(foot - 40, 22, 20), "#8b9299", opacity=0.7),
        gleam(drawing, body, foot - 104, foot - 16, 0.8),
    )
    top = Lathe(
        x,
        [(foot - 178, 3), (foot - 170, 9), (foot - 160, 5), (foot - 148, 14), (foot - 122, 30), (foot - 116, 30)],
        0.16,
    )
    drawing.add(turned(drawing, top, silver), body.ring_line(foot - 114, "#7d848b", 3))


def copper_lamp(drawing: Drawing, palette: Palette) -> None:
    """A great pierced lamp of Fez, lit, hung on its chain."""
    drawing.add(
        ellipse(
            400,
            470,
            250,
            230,
            drawing.round((0, "#fff0bd", 0.95), (0.5, "#ffe3a0", 0.4), (1, "#ffe3a0", 0), cx=0.5, cy=0.5, r=0.5),
        )
    )
    drawing.add(line("M400 100V250", dark(BRASS, 0.2), 6, stroke_dasharray="10 7"))
    cap = Lathe(400, [(232, 8), (244, 22), (268, 30), (330, 96), (330, 96)], 0.15)
    globe = Lathe(400, [(332, 92), (390, 140), (460, 158), (530, 132), (592, 80), (592, 80)], 0.15)
    foot = Lathe(400, [(592, 82), (592, 82), (616, 60), (650, 18), (664, 6)], 0.15)
    drawing.add(path(globe.outline(), "#7d531a"))
    holes = []
    for row, count in ((362, 26), (398, 22), (438, 22), (482, 22), (524, 22), (560, 24)):
        shift = math.pi / count * ((row // 2) % 2)
        holes.append(globe.diamonds(row, 30, count, shift, 0.62))
    drawing.add(
        path("".join(holes), drawing.round((0, "#fffbe2"), (0.6, "#ffd874"), (1, "#f0a63a"), cx=0.5, cy=0.5, r=0.6))
    )
    drawing.add(
        path(globe.diamonds(460, 96, 8), "#8a5c1e"),
        path(globe.diamonds(460, 70, 8), "#ffdf8a"),
        path(globe.diamonds(460, 40, 8), palette.main),
    )
    drawing.add(
        veil(drawing, globe, depth=0.55),
        turned(drawing, foot, BRASS),
        turned(drawing, cap, BRASS),
        path(cap.dots(308, 6, 24), "#ffe9a8"),
    )
    drawing.add(
        globe.ring_line(334, light(BRASS, 0.4), 8),
        globe.ring_line(592, light(BRASS, 0.3), 7),
        ellipse(400, 672, 8, 10, BRASS),
    )
    cast_shadow(drawing, 400, 716, 110, 12)


def cedar_spoons(drawing: Drawing, palette: Palette) -> None:
    """Carved spoons of cedar in a painted pot."""
    wood = drawing.across((0, light(CEDAR, 0.35)), (0.5, CEDAR), (1, dark(CEDAR, 0.35)))
    for turn, length, kind in ((-24, 330, 0), (-9, 380, 1), (7, 350, 2), (24, 320, 0)):
        bowls = (
            "M-34 0C-38 -46 -20 -74 0 -76C20 -74 38 -46 34 0C26 26 -26 26 -34 0Z",
            "M-30 8L-34 -70Q0 -90 34 -70L30 8Q0 24 -30 8Z",
            "M-24 4C-30 -40 -16 -88 0 -96C16 -88 30 -40 24 4C16 22 -16 22 -24 4Z",
        )
        hollow = (
            ellipse(0, -26, 20, 30, dark(CEDAR, 0.28), opacity=0.55)
            if kind != 1
            else line("M-12 -64V-6M0 -68V-4M12 -64V-6", dark(CEDAR, 0.35), 5)
        )
        spoon = (
            path(rectangle(-9, 0, 18, length - 60, 8), wood)
            + path(bowls[kind], wood)
            + hollow
            + line("M-5 40l10 10l-10 10l10 10", dark(CEDAR, 0.4), 2.4)
        )
        drawing.add(
            group(
                group(spoon, transform=f"translate(0 {-length})"),
                transform=f"translate({400 + turn * 1.6:.0f} 640) rotate({turn})",
            )
        )
    pot = Lathe(400, [(516, 108), (516, 108), (560, 124), (630, 118), (BASE, 92), (BASE, 92)], 0.14)
    cast_shadow(drawing, 400, BASE, 110)
    drawing.add(
        path(pot.outline(), palette.main),
        group(
            path(pot.outline(546, 640), palette.cream),
            path(pot.diamonds(592, 80, 14), palette.deep),
            path(pot.diamonds(592, 50, 14), palette.second),
            path(pot.diamonds(592, 22, 14), palette.cream),
            clip_path=drawing.clip(pot.outline()),
        ),
        veil(drawing, pot),
        gleam(drawing, pot, 530, 676, 0.45),
        pot.ring_line(518, light(palette.second, 0.2), 8),
    )
