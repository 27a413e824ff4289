"""Trees, houses, boats and beasts of the wide pictures; each stands on the origin and is about `size` units tall."""

import math
import random

from marketplace.demo.pictures.colour import WHITE, dark, light
from marketplace.demo.pictures.svg import Drawing, circles, ellipse, group, line, path, polygon, rectangle


def _crown(drawing: Drawing, blobs: list[tuple[float, float, float]], colour: str) -> str:
    """The leafy head of a tree out of round masses: (x, y, radius)."""
    fill = drawing.round((0, light(colour, 0.35)), (0.5, colour), (1, dark(colour, 0.34)))
    return "".join(ellipse(x, y, r, r * 0.78, fill) for x, y, r in sorted(blobs, key=lambda b: b[1]))


def argan_tree(drawing: Drawing, size: float, seed: str = "argan") -> str:
    """A gnarled argan: several twisted stems and a wide, flat, thorny crown with yellow fruit."""
    rng = random.Random(seed)
    s = size / 100
    bark = drawing.across((0, "#8a6b4a"), (0.5, "#6b4e33"), (1, "#4a3422"))
    stems = (
        f"M{-9 * s} 0C{-4 * s} {-20 * s} {-22 * s} {-30 * s} {-30 * s} {-56 * s}L{-22 * s} {-58 * s}C{-14 * s} {-38 * s} {-2 * s} {-32 * s} {2 * s} {-22 * s}"
        f"C{6 * s} {-36 * s} {18 * s} {-40 * s} {24 * s} {-60 * s}L{32 * s} {-56 * s}C{24 * s} {-34 * s} {8 * s} {-24 * s} {12 * s} 0Z"
    )
    blobs = [
        (x * s, y * s, r * s)
        for x, y, r in (
            (-46, -60, 20),
            (-22, -72, 26),
            (8, -78, 28),
            (36, -68, 24),
            (56, -58, 16),
            (-4, -60, 24),
            (26, -56, 20),
            (-60, -54, 13),
        )
    ]
    fruit = [(rng.uniform(-56, 56) * s, rng.uniform(-84, -48) * s) for _ in range(44)]
    return (
        ellipse(4 * s, 0, 62 * s, 6 * s, "#1c1210", opacity=0.2)
        + path(stems, bark)
        + _crown(drawing, blobs, "#6b8040")
        + path(circles(fruit, 1.2 * s), "#e2b84a")
    )


def olive_tree(drawing: Drawing, size: float) -> str:
    """An olive tree with a silver-green head."""
    s = size / 100
    trunk = f"M{-8 * s} 0C{-3 * s} {-16 * s} {-12 * s} {-28 * s} {-14 * s} {-44 * s}L{12 * s} {-44 * s}C{8 * s} {-28 * s} {5 * s} {-14 * s} {10 * s} 0Z"
    blobs = [
        (x * s, y * s, r * s)
        for x, y, r in ((-24, -52, 22), (0, -74, 28), (24, -54, 23), (0, -50, 24), (-14, -66, 20), (18, -70, 18))
    ]
    return (
        ellipse(3 * s, 0, 36 * s, 4 * s, "#1c1210", opacity=0.2)
        + path(trunk, "#75593c")
        + _crown(drawing, blobs, "#8a9a66")
    )


def orchard_tree(drawing: Drawing, size: float, fruit: str, seed: str) -> str:
    """A round fruit tree, dotted with its fruit."""
    rng = random.Random(seed)
    s = size / 100
    places = [(rng.uniform(-30, 30) * s, rng.uniform(-86, -30) * s) for _ in range(22)]
    inside = [(x, y) for x, y in places if math.hypot(x, y + 58 * s) < 34 * s]
    blobs = [(0, -58 * s, 40 * s), (-20 * s, -44 * s, 24 * s), (22 * s, -46 * s, 24 * s), (0, -76 * s, 26 * s)]
    trunk = path(rectangle(-5 * s, -26 * s, 10 * s, 26 * s), "#75593c")
    return (
        ellipse(3 * s, 0, 36 * s, 4 * s, "#1c1210", opacity=0.2)
        + trunk
        + _crown(drawing, blobs, "#4f7d3e")
        + path(circles(inside, 4.2 * s), fruit)
    )


def cedar(drawing: Drawing, size: float) -> str:
    """A cedar of the Atlas with its level branches."""
    s = size / 100
    green = drawing.across((0, "#5d7f5a"), (0.5, "#3f6347"), (1, "#2b4935"))
    tiers = [
        polygon([(0, (top - 16) * s), (half * s, top * s + 8 * s), (0, top * s + 3 * s), (-half * s, top * s + 8 * s)])
        for top, half in ((-88, 12), (-74, 20), (-58, 29), (-42, 36), (-26, 42))
    ]
    return path(rectangle(-3.5 * s, -30 * s, 7 * s, 30 * s), "#5f452c") + "".join(
        path(t, green) for t in reversed(tiers)
    )


def cactus_clump(drawing: Drawing, size: float) -> str:
    """Prickly pears with red fruit."""
    s = size / 100
    pad = drawing.round((0, "#a7c07a"), (0.5, "#6f9150"), (1, "#3f5e33"))
    pads = (
        (0, -28, 0, 22, 32),
        (-24, -44, -34, 18, 26),
        (24, -46, 32, 18, 26),
        (-6, -74, -8, 18, 26),
        (30, -80, 18, 15, 22),
        (-38, -76, -20, 14, 21),
    )
    shapes = "".join(
        ellipse(x * s, y * s, rx * s, ry * s, pad, transform=f"rotate({turn} {x * s:.1f} {y * s:.1f})")
        for x, y, turn, rx, ry in pads
    )
    fruit = [(x * s, y * s) for x, y in ((-10, -100), (2, -102), (34, -102), (26, -100), (-44, -96), (-34, -97))]
    return shapes + path(circles(fruit, 4.6 * s), "#c2355a")


def minaret(drawing: Drawing, size: float, stone: str, accent: str) -> str:
    """A square minaret with arcaded panels, merlons, lantern and three balls."""
    s = size / 100
    side = drawing.across((0, light(stone, 0.25)), (0.62, stone), (0.63, dark(stone, 0.2)), (1, dark(stone, 0.25)))
    merlons = "".join(
        polygon([((x - 1.3) * s, -74 * s), (x * s, -78 * s), ((x + 1.3) * s, -74 * s)]) for x in (-10, -6, -2, 2, 6, 10)
    )
    windows = "".join(arched(x * s, y * s, 3.4 * s, 9 * s) for x, y in ((-5, -20), (4.6, -20), (-5, -42), (4.6, -42)))
    lantern = path(rectangle(-5.5 * s, -90 * s, 11 * s, 16 * s), side) + path(
        arched(0, -77 * s, 4 * s, 9 * s), dark(stone, 0.5)
    )
    balls = path(circles([(0, -94 * s), (0, -97.4 * s), (0, -99.6 * s)], 1.5 * s), "#d9a93a")
    bands = path(rectangle(-11.5 * s, -68 * s, 23 * s, 5 * s), accent) + line(
        f"M{-11.5 * s} {-58 * s}h{23 * s}M{-11.5 * s} {-35 * s}h{23 * s}", light(stone, 0.4), 1 * s
    )
    return (
        path(rectangle(-11.5 * s, -74 * s, 23 * s, 74 * s), side)
        + path(merlons, stone)
        + bands
        + path(windows, dark(stone, 0.5))
        + lantern
        + balls
    )


def arched(x: float, y: float, width: float, height: float) -> str:
    """A small round-headed opening whose foot is centred on (x, y)."""
    half = width / 2
    return f"M{x - half:.1f} {y:.1f}V{y - height + half:.1f}A{half:.1f} {half:.1f} 0 0 1 {x + half:.1f} {y - height + half:.1f}V{y:.1f}Z"


def houses(
    drawing: Drawing, width: float, height: float, walls: tuple[str, ...], seed: str, *, door: str = "#3a6ea5"
) -> str:
    """A hillside of flat-roofed houses, the nearer rows lower."""
    rng = random.Random(seed)
    parts = []
    for row in range(4):
        base = -height * (0.62 - 0.205 * row)
        reach = width * (0.3 + 0.068 * row)
        x = -reach
        while x < reach:
            w, h = rng.uniform(0.055, 0.1) * width, rng.uniform(0.16, 0.32) * height
            wall = rng.choice(walls)
            shade = drawing.across((0, light(wall, 0.2)), (0.68, wall), (0.7, dark(wall, 0.14)), (1, dark(wall, 0.18)))
            parts.append(path(rectangle(x, base - h, w, h + height * 0.24), shade))
            opening = arched(x + w * rng.uniform(0.24, 0.42), base - h * 0.35, w * 0.16, h * 0.34)
            parts.append(path(opening, door if rng.random() < 0.6 else dark(wall, 0.45)))
            x += w * rng.uniform(0.82, 1.02)
    return group(*parts)


def kasbah(drawing: Drawing, size: float, clay: str = "#c07a4a") -> str:
    """An earthen kasbah: tapering towers with pierced heads around a high house."""
    s = size / 100
    side = drawing.across((0, light(clay, 0.25)), (0.6, clay), (1, dark(clay, 0.28)))
    parts = []
    for x, half, top in ((-52, 17, -58), (-14, 26, -78), (28, 20, -62), (62, 15, -88), (-86, 15, -82)):
        body = [
            ((x - half) * s, 0),
            ((x - half * 0.82) * s, top * s),
            ((x + half * 0.82) * s, top * s),
            ((x + half) * s, 0),
        ]
        parts.append(path(polygon(body), side))
        teeth = "".join(
            polygon(
                [
                    ((x + k * half * 0.4 - 2.6) * s, top * s),
                    ((x + k * half * 0.4) * s, (top - 6) * s),
                    ((x + k * half * 0.4 + 2.6) * s, top * s),
                ]
            )
            for k in (-2, -1, 0, 1, 2)
        )
        marks = "".join(
            polygon(
                [
                    ((x + k * half * 0.36) * s, (top + 8) * s),
                    ((x + k * half * 0.36 + 2.4) * s, (top + 12) * s),
                    ((x + k * half * 0.36) * s, (top + 16) * s),
                    ((x + k * half * 0.36 - 2.4) * s, (top + 12) * s),
                ]
            )
            for k in (-1.5, -0.5, 0.5, 1.5)
        )
        holes = "".join(
            path(rectangle((x + k * half * 0.5 - 1.6) * s, (top + y) * s, 3.2 * s, 5 * s), dark(clay, 0.5))
            for k in (-1, 0, 1)
            for y in (24, 40)
        )
        parts.append(path(teeth, clay) + path(marks, dark(clay, 0.4)) + holes)
    gate = path(arched(-14 * s, 0, 13 * s, 26 * s), dark(clay, 0.55))
    return group(*parts, path(rectangle(-104 * s, -22 * s, 190 * s, 22 * s), side), gate)


def wall(drawing: Drawing, width: float, height: float, clay: str) -> str:
    """A town wall with merlons and a horseshoe gate, centred on the origin."""
    side = drawing.down((0, light(clay, 0.2)), (1, dark(clay, 0.16)))
    merlon = height * 0.16
    count = int(width / (merlon * 1.9))
    teeth = "".join(
        rectangle(-width / 2 + k * width / count, -height - merlon, merlon, merlon * 1.1) for k in range(count)
    )
    gate = height * 0.62
    frame = rectangle(-gate * 0.52, -gate * 1.28, gate * 1.04, gate * 1.28)
    opening = f"M{-gate * 0.28:.1f} 0V{-gate * 0.5:.1f}A{gate * 0.36:.1f} {gate * 0.36:.1f} 0 1 1 {gate * 0.28:.1f} {-gate * 0.5:.1f}V0Z"
    return (
        path(rectangle(-width / 2, -height, width, height), side)
        + path(teeth, light(clay, 0.12))
        + path(frame, light(clay, 0.3))
        + path(opening, dark(clay, 0.6))
    )


def boat(drawing: Drawing, size: float, hull: str) -> str:
    """A fishing boat with a raised prow; the origin is on its waterline."""
    s = size / 100
    body = f"M{-70 * s} {-20 * s}C{-40 * s} {-12 * s} {30 * s} {-12 * s} {78 * s} {-38 * s}C{70 * s} {-8 * s} {52 * s} {8 * s} {30 * s} {8 * s}L{-46 * s} {8 * s}C{-58 * s} {2 * s} {-66 * s} {-8 * s} {-70 * s} {-20 * s}Z"
    rim = f"M{-70 * s} {-20 * s}C{-40 * s} {-12 * s} {30 * s} {-12 * s} {78 * s} {-38 * s}"
    mast = path(rectangle(-4 * s, -92 * s, 3.5 * s, 78 * s), "#6b4a2c") + path(
        polygon([(2 * s, -88 * s), (46 * s, -34 * s), (2 * s, -26 * s)]), "#fbf3e0"
    )
    glint = ellipse(0, 12 * s, 66 * s, 5 * s, WHITE, opacity=0.3)
    return (
        glint
        + mast
        + path(body, drawing.down((0, hull), (1, dark(hull, 0.3))))
        + line(rim, "#fbf3e0", 4 * s)
        + line(f"M{-56 * s} {-6 * s}H{58 * s}", "#e0a92f", 3 * s)
    )


def camel(drawing: Drawing, size: float, coat: str = "#b98a52") -> str:
    """A dromedary standing, facing left."""
    s = size / 100
    body = (
        f"M{-58 * s} {-84 * s}C{-66 * s} {-88 * s} {-78 * s} {-84 * s} {-78 * s} {-78 * s}C{-72 * s} {-74 * s} {-64 * s} {-76 * s} {-58 * s} {-76 * s}"
        f"C{-56 * s} {-58 * s} {-46 * s} {-44 * s} {-34 * s} {-42 * s}L{-34 * s} 0H{-27 * s}L{-25 * s} {-38 * s}C{-10 * s} {-34 * s} {14 * s} {-34 * s} {24 * s} {-38 * s}"
        f"L{26 * s} 0H{33 * s}L{36 * s} {-44 * s}C{42 * s} {-50 * s} {44 * s} {-60 * s} {38 * s} {-64 * s}C{28 * s} {-68 * s} {22 * s} {-68 * s} {16 * s} {-74 * s}"
        f"C{6 * s} {-88 * s} {-6 * s} {-88 * s} {-14 * s} {-72 * s}C{-22 * s} {-66 * s} {-34 * s} {-62 * s} {-40 * s} {-58 * s}C{-46 * s} {-62 * s} {-48 * s} {-78 * s} {-58 * s} {-84 * s}Z"
    )
    far = f"M{-22 * s} {-42 * s}L{-18 * s} 0H{-12 * s}L{-10 * s} {-40 * s}ZM{12 * s} {-42 * s}L{14 * s} 0H{20 * s}L{24 * s} {-40 * s}Z"
    return (
        ellipse(0, 0, 52 * s, 5 * s, "#1c1210", opacity=0.22)
        + path(far, dark(coat, 0.3))
        + path(body, drawing.slanted((0, light(coat, 0.3)), (1, dark(coat, 0.22))))
        + line(f"M{38 * s} {-60 * s}q{6 * s} {10 * s} {4 * s} {22 * s}", dark(coat, 0.2), 2 * s)
    )


def nomad_tent(drawing: Drawing, size: float) -> str:
    """A low black tent of hair cloth with pale stripes."""
    s = size / 100
    roof = f"M{-110 * s} 0C{-80 * s} {-30 * s} {-58 * s} {-52 * s} {-40 * s} {-70 * s}C{-12 * s} {-60 * s} {12 * s} {-60 * s} {40 * s} {-70 * s}C{58 * s} {-52 * s} {80 * s} {-30 * s} {110 * s} 0Z"
    stripes = f"M{-72 * s} {-36 * s}C{-30 * s} {-26 * s} {30 * s} {-26 * s} {72 * s} {-36 * s}M{-92 * s} {-16 * s}C{-40 * s} {-4 * s} {40 * s} {-4 * s} {92 * s} {-16 * s}"
    door = f"M{-22 * s} 0L{-8 * s} {-44 * s}H{8 * s}L{22 * s} 0Z"
    poles = line(
        f"M{-40 * s} {-70 * s}V{-82 * s}M{40 * s} {-70 * s}V{-82 * s}M{-110 * s} 0l{-26 * s} {4 * s}M{110 * s} 0l{26 * s} {4 * s}",
        "#5f452c",
        2.4 * s,
    )
    return (
        poles
        + path(roof, drawing.down((0, "#4d3c33"), (1, "#2d221d")))
        + line(stripes, "#c9a978", 3.4 * s)
        + path(door, "#8a3a2c")
    )


def caidal_tent(drawing: Drawing, size: float, accent: str) -> str:
    """A white fair tent with a pointed roof, a scalloped edge and painted motifs."""
    s = size / 100
    roof = f"M{-62 * s} {-46 * s}C{-30 * s} {-58 * s} {-8 * s} {-76 * s} 0 {-100 * s}C{8 * s} {-76 * s} {30 * s} {-58 * s} {62 * s} {-46 * s}Z"
    cloth = drawing.across((0, "#e9dfca"), (0.3, "#fffdf7"), (0.6, "#f7efdd"), (1, "#cfc2a6"))
    ribs = f"M0 {-100 * s}C{-5 * s} {-76 * s} {-14 * s} {-58 * s} {-24 * s} {-46 * s}M0 {-100 * s}C{5 * s} {-76 * s} {14 * s} {-58 * s} {24 * s} {-46 * s}"
    scallop = "".join(
        f"M{(-62 + 15.5 * k) * s:.1f} {-46 * s:.1f}a{7.75 * s:.1f} {8 * s:.1f} 0 0 0 {15.5 * s:.1f} 0Z"
        for k in range(8)
    )
    curtains = path(polygon([(-56 * s, -46 * s), (-30 * s, -46 * s), (-50 * s, 0), (-60 * s, 0)]), cloth) + path(
        polygon([(56 * s, -46 * s), (30 * s, -46 * s), (50 * s, 0), (60 * s, 0)]), cloth
    )
    motifs = "".join(
        polygon([((x - 4) * s, y * s), (x * s, (y - 6) * s), ((x + 4) * s, y * s), (x * s, (y + 6) * s)])
        for x, y in ((-40, -56), (-18, -62), (0, -70), (18, -62), (40, -56))
    )
    inside = path(
        rectangle(-56 * s, -46 * s, 112 * s, 46 * s), drawing.down((0, dark(accent, 0.5)), (1, dark(accent, 0.25)))
    )
    return (
        ellipse(0, 2 * s, 66 * s, 5 * s, "#1c1210", opacity=0.22)
        + inside
        + curtains
        + path(roof, cloth)
        + line(ribs, "#b9ab8d", 1 * s)
        + path(motifs, accent)
        + path(scallop, accent)
        + path(circles([(0, -101 * s)], 3 * s), "#d9a93a")
    )


def flag_line(
    x0: float, y0: float, x1: float, y1: float, sag: float, colours: tuple[str, ...], count: int, size: float
) -> str:
    """Bunting hung between two points."""
    parts = [line(f"M{x0} {y0}Q{(x0 + x1) / 2} {max(y0, y1) + 2 * sag} {x1} {y1}", "#7a6a55", 2)]
    for k in range(count):
        t = (k + 0.5) / count
        x = (1 - t) ** 2 * x0 + 2 * t * (1 - t) * (x0 + x1) / 2 + t * t * x1
        y = (1 - t) ** 2 * y0 + 2 * t * (1 - t) * (max(y0, y1) + 2 * sag) + t * t * y1
        parts.append(
            path(polygon([(x - size * 0.45, y), (x + size * 0.45, y), (x, y + size)]), colours[k % len(colours)])
        )
    return "".join(parts)
