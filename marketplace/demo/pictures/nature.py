"""Leaves, fruits, nuts and flowers, each drawn around the origin about 60 units across unless it says otherwise."""

import math
import random

from marketplace.demo.pictures.colour import WHITE, dark, light
from marketplace.demo.pictures.svg import Drawing, Point, circles, ellipse, group, line, path, placed, polygon

LEAF = "#5f7f3a"


def ball(drawing: Drawing, colour: str, radius: float, squash: float = 1) -> str:
    """A round thing lit from the upper left; `squash` is its height over its width."""
    skin = drawing.round((0, light(colour, 0.42)), (0.4, colour), (1, dark(colour, 0.42)))
    return ellipse(0, 0, radius, radius * squash, skin)


def leaf(drawing: Drawing, length: float = 60, width: float = 20, colour: str = LEAF) -> str:
    """A leaf that grows from the origin to the right, with its rib."""
    half = width / 2
    blade = f"M0 0C{length * 0.25:.1f} {-half * 1.4:.1f} {length * 0.7:.1f} {-half * 1.3:.1f} {length} 0"
    blade += f"C{length * 0.7:.1f} {half * 1.3:.1f} {length * 0.25:.1f} {half * 1.4:.1f} 0 0Z"
    fill = drawing.down((0, light(colour, 0.25)), (0.49, colour), (0.51, dark(colour, 0.14)), (1, dark(colour, 0.3)))
    rib = line(f"M2 0L{length * 0.92:.1f} 0", light(colour, 0.4), max(1.0, width * 0.06), opacity=0.8)
    return path(blade, fill) + rib


def sprig(
    drawing: Drawing, length: float, pairs: int, *, leaf_size: Point = (34, 12), colour: str = LEAF, bend: float = 0.12
) -> str:
    """A stem that rises from the origin to -y with pairs of leaves; `bend` is how far it leans, over its length."""
    stem = line(
        f"M0 0Q{bend * length:.1f} {-length * 0.5:.1f} {bend * length * 1.6:.1f} {-length}", dark(colour, 0.2), 3
    )
    parts = [stem]
    for i in range(pairs):
        t = (i + 0.6) / pairs
        x, y = bend * length * (2 * t * (1 - t) + 1.6 * t * t), -length * t
        size = 1 - 0.45 * t
        blade = leaf(drawing, leaf_size[0], leaf_size[1], colour)
        parts.append(placed(blade, x=x, y=y, scale=size, turn=-38))
        parts.append(placed(blade, x=x, y=y, scale=size, turn=-142))
    return group(*parts)


def rosemary(drawing: Drawing, length: float = 150) -> str:
    """A stem thick with needles, and small blue flowers."""
    rng = random.Random("rosemary")
    needles: dict[str, list[str]] = {"#4d6b45": [], "#6f8f5d": [], "#8fa878": []}
    for i in range(46):
        y = -length * (0.1 + 0.88 * i / 46)
        side = 1 if i % 2 else -1
        reach, lift = rng.uniform(13, 20), rng.uniform(9, 15)
        needles[rng.choice(list(needles))].append(
            f"M0 {y:.1f}q{side * reach * 0.5:.1f} {-lift * 0.2:.1f} {side * reach:.1f} {-lift:.1f}"
        )
    flowers = [(rng.uniform(-12, 12), -length * rng.uniform(0.4, 0.95)) for _ in range(9)]
    return group(
        line(f"M0 0L0 {-length}", "#6b5638", 3.5),
        *(line("".join(parts), colour, 4.2) for colour, parts in needles.items()),
        path(circles(flowers, 3.4), "#8c94cf"),
    )


def thyme(drawing: Drawing, length: float = 130) -> str:
    """A thin stem with tiny leaves and a head of lilac flowers."""
    blossom = [(random.Random(f"thyme{i}").uniform(-10, 10), -length + 8 * math.sin(i) - i) for i in range(14)]
    return group(
        sprig(drawing, length, 8, leaf_size=(15, 8), colour="#6d8651", bend=0.06),
        path(circles([(x + length * 0.09, y + 10) for x, y in blossom], 4.6), "#b391c9"),
        path(circles([(x * 0.7 + length * 0.09, y + 6) for x, y in blossom[::2]], 3.2), "#d9c3e6"),
    )


def daisy(drawing: Drawing, petals: str = "#fffdf5", heart: str = "#e5a823", radius: float = 24) -> str:
    """A field flower seen from the front."""
    petal = ellipse(0, -radius * 0.62, radius * 0.2, radius * 0.4, petals, stroke=dark(petals, 0.12), stroke_width=0.8)
    return group(*(group(petal, transform=f"rotate({k * 30})") for k in range(12)), ball(drawing, heart, radius * 0.32))


def poppy(drawing: Drawing, radius: float = 26) -> str:
    """A red poppy of the spring meadows."""
    petal = ellipse(0, -radius * 0.45, radius * 0.55, radius * 0.5, drawing.round((0, "#f0694f"), (1, "#b8281f")))
    return group(
        *(group(petal, transform=f"rotate({k * 90 + 20})") for k in range(4)), ball(drawing, "#2d2320", radius * 0.2)
    )


def rose(drawing: Drawing, radius: float = 40, colour: str = "#e0809b") -> str:
    """A Damask rose, its petals wound around the heart."""
    rng = random.Random("damask rose")
    petals = []
    for turns, count in ((1.0, 8), (0.76, 7), (0.54, 5), (0.33, 4)):
        tone = dark(colour, 0.3 * (1 - turns))
        fill = drawing.round((0, light(tone, 0.4)), (0.7, tone), (1, dark(tone, 0.16)), cx=0.5, cy=0.15, r=0.9)
        for k in range(count):
            angle = 360 * k / count + rng.uniform(-9, 9) + 50 * turns
            size = radius * turns
            petals.append(
                group(ellipse(0, -size * 0.52, size * 0.5, size * 0.46, fill), transform=f"rotate({angle:.0f})")
            )
    return group(*petals, ball(drawing, dark(colour, 0.3), radius * 0.12))


def crocus(drawing: Drawing, height: float = 110) -> str:
    """A saffron crocus in bloom, its foot at the origin."""
    top = -height
    petal = drawing.down((0, "#8d68b8"), (0.7, "#b79ad6"), (1, "#e6daf2"))
    inner = drawing.down((0, "#6f4a9e"), (1, "#cdb7e4"))
    shape = f"M0 {top * 0.42:.1f}C-26 {top * 0.62:.1f} -20 {top * 0.9:.1f} 0 {top}C20 {top * 0.9:.1f} 26 {top * 0.62:.1f} 0 {top * 0.42:.1f}Z"

    def blade(turn: int, fill: str) -> str:
        return group(
            path(shape, fill, stroke="#6f4a9e", stroke_width=0.8), transform=f"rotate({turn} 0 {top * 0.42:.1f})"
        )

    threads = f"M0 {top * 0.6:.1f}C-6 {top * 0.8:.1f} -12 {top * 0.9:.1f} -17 {top * 0.98:.1f}M0 {top * 0.6:.1f}C5 {top * 0.8:.1f} 9 {top * 0.92:.1f} 14 {top:.1f}"
    return group(
        line(
            f"M-3 0C-18 {top * 0.4:.1f} -30 {top * 0.5:.1f} -38 {top * 0.62:.1f}M4 0C16 {top * 0.3:.1f} 30 {top * 0.5:.1f} 40 {top * 0.5:.1f}",
            "#6d8651",
            3,
        ),
        line(f"M0 0L0 {top * 0.5:.1f}", "#d9cbe4", 7),
        blade(-26, inner),
        blade(26, inner),
        line(threads, "#c8391d", 3.6),
        blade(-52, petal),
        blade(52, petal),
        blade(0, petal),
    )


def almond(drawing: Drawing, colour: str = "#a8683a") -> str:
    """A shelled almond, its point to the right."""
    skin = drawing.round((0, light(colour, 0.42)), (0.45, colour), (1, dark(colour, 0.45)))
    body = "M-24 0C-24 -15 -4 -18 12 -11C22 -6 28 -2 30 0C28 2 22 6 12 11C-4 18 -24 15 -24 0Z"
    grain = "M-18 -4C-6 -8 10 -6 22 -1M-19 3C-6 7 10 6 22 2M-20 0H18"
    return path(body, skin) + line(grain, dark(colour, 0.3), 1.2, opacity=0.55)


def walnut(drawing: Drawing) -> str:
    """A walnut in its shell."""
    shell = drawing.round((0, "#e6c594"), (0.5, "#b98a52"), (1, "#6d4a26"))
    folds = "M-16 -12C-8 -16 -6 -6 -14 -2C-20 2 -14 10 -8 8M6 -16C14 -16 18 -8 10 -5C2 -2 6 6 14 4C20 3 18 12 10 14M-4 16C-2 10 4 10 4 16"
    return (
        ellipse(0, 0, 27, 23, shell)
        + line("M0 -23C-4 -8 4 8 0 23", "#7a5228", 2.4)
        + line(folds, "#8a6034", 1.8, opacity=0.8)
    )


def walnut_half(drawing: Drawing) -> str:
    """A walnut cut open: the kernel in its shell."""
    kernel = "M-3 -15C-14 -18 -20 -8 -15 -4C-20 0 -18 12 -8 12C-6 16 -3 15 -2 12M3 -15C14 -18 20 -8 15 -4C20 0 18 12 8 12C6 16 3 15 2 12"
    return (
        ellipse(0, 0, 27, 23, "#8a6034")
        + ellipse(0, 0, 23, 19, "#d3a869")
        + path(kernel, "#e9cd98", stroke="#a9783f", stroke_width=2)
    )


def argan_nut(drawing: Drawing, colour: str = "#c79a4c") -> str:
    """The fruit of the argan tree, with its pale stripes."""
    return ball(drawing, colour, 25, 0.76) + line(
        "M-22 -3C-8 -13 10 -13 23 -3M-24 3C-8 0 10 0 24 3", light(colour, 0.5), 1.6, opacity=0.6
    )


def olive(drawing: Drawing, colour: str = "#5d6b2c") -> str:
    return ball(drawing, colour, 18, 0.78) + ellipse(-6, -5, 4.5, 2.5, WHITE, opacity=0.5)


def olive_branch(drawing: Drawing, length: float = 170) -> str:
    """A branch of narrow leaves with olives, rising from the origin."""
    leaves = sprig(drawing, length, 6, leaf_size=(52, 13), colour="#7c8c55", bend=0.2)
    fruit = ((14, -40, "#5d6b2c"), (4, -78, "#43372f"), (52, -96, "#6e7a35"))
    return group(leaves, *(placed(olive(drawing, c), x=x, y=y, turn=60, scale=0.85) for x, y, c in fruit))


def raisin(drawing: Drawing, colour: str = "#6b3d2a") -> str:
    return ball(drawing, colour, 15, 0.72) + line(
        "M-9 -3C-4 -6 2 1 8 -3M-8 4C-2 1 3 6 8 3", dark(colour, 0.35), 1.5, opacity=0.7
    )


def date(drawing: Drawing, colour: str = "#6e3517") -> str:
    """A ripe date lying along x, glossy and wrinkled."""
    skin = drawing.down((0, light(colour, 0.32)), (0.35, colour), (1, dark(colour, 0.5)))
    body = "M-36 0C-36 -16 -20 -19 0 -19C22 -19 36 -14 37 0C36 14 22 19 0 19C-20 19 -36 16 -36 0Z"
    folds = "M-26 -7C-10 -11 12 -11 27 -6M-28 1C-12 -3 14 -2 30 2M-24 9C-8 6 10 7 26 9"
    shine = path("M-24 -10C-10 -15 8 -15 20 -11C8 -9 -10 -8 -24 -10Z", WHITE, opacity=0.42)
    return (
        path(body, skin) + line(folds, dark(colour, 0.4), 1.6, opacity=0.6) + shine + ellipse(-35, 0, 4, 6, "#d8b072")
    )


def fig(drawing: Drawing, colour: str = "#b08a56") -> str:
    """A dried fig, pressed flat, with its stalk."""
    skin = drawing.round((0, light(colour, 0.42)), (0.5, colour), (1, dark(colour, 0.45)))
    body = "M-4 -27C-2 -30 3 -30 5 -27C12 -16 31 -10 31 8C31 24 14 29 0 29C-15 29 -31 24 -31 8C-31 -10 -12 -16 -4 -27Z"
    folds = "M-1 -22C-12 -8 -21 2 -21 14M1 -22C-3 -6 -6 6 -5 22M3 -22C10 -8 20 2 20 14M2 -22C5 -6 9 8 8 22"
    return path(body, skin) + line(folds, dark(colour, 0.35), 1.8, opacity=0.55)


def fig_half(drawing: Drawing) -> str:
    """A fig cut open, full of seeds."""
    rng = random.Random("fig seeds")
    body = "M0 -28C10 -16 30 -10 30 8C30 24 14 28 0 28C-15 28 -30 24 -30 8C-30 -10 -10 -16 0 -28Z"
    angles = [math.tau * k / 17 for k in range(17)]
    seeds = [(rng.uniform(8, 17) * math.cos(a), 7 + rng.uniform(6, 13) * math.sin(a)) for a in angles]
    return (
        path(body, "#e8d3a4", stroke="#9a7440", stroke_width=3)
        + ellipse(0, 7, 21, 17, "#a8482f")
        + ellipse(0, 7, 5, 4, "#c9704a")
        + path(circles(seeds, 1.5), "#f3d08a")
    )


def apple(drawing: Drawing, colour: str = "#c5302b") -> str:
    """An apple about 90 units across."""
    skin = drawing.round((0, "#f2c36b"), (0.28, light(colour, 0.22)), (0.6, colour), (1, dark(colour, 0.42)))
    body = "M0 -34C16 -48 46 -42 45 -4C44 28 22 46 0 40C-22 46 -44 28 -45 -4C-46 -42 -16 -48 0 -34Z"
    streaks = (
        "M-30 -24C-32 -4 -26 18 -16 30M-14 -34C-16 -10 -12 16 -5 34M16 -34C20 -10 16 16 8 34M32 -22C34 -4 28 16 18 30"
    )
    return (
        path(body, skin) + line(streaks, light(colour, 0.45), 2, opacity=0.22) + _stalk(drawing, -34) + _shine(-18, -18)
    )


def _stalk(drawing: Drawing, y: float) -> str:
    return line(f"M0 {y + 4}C1 {y - 6} 5 {y - 12} 9 {y - 16}", "#6b4a25", 4) + placed(
        leaf(drawing, 36, 17), x=5, y=y - 9, turn=-18
    )


def _shine(x: float, y: float) -> str:
    return ellipse(x, y, 10, 6, WHITE, opacity=0.45, transform=f"rotate(-38 {x} {y})")


def clementine(drawing: Drawing, leafy: bool = True) -> str:
    """A clementine about 84 units across, with the pores of its skin."""
    rng = random.Random("clementine")
    pores = [(rng.uniform(-28, 30), rng.uniform(-22, 28)) for _ in range(26)]
    top = _stalk(drawing, -30) if leafy else polygon_star(0, -26, 5)
    return (
        ball(drawing, "#ef8420", 42, 0.9) + path(circles(pores, 1.3), "#b85c0c", opacity=0.5) + top + _shine(-16, -16)
    )


def polygon_star(x: float, y: float, radius: float) -> str:
    """The small dry star where a fruit left its stalk."""
    angles = [k * math.pi / 5 for k in range(10)]
    points = [
        (x + radius * (1 if k % 2 else 0.45) * math.cos(a), y + radius * 0.6 * (1 if k % 2 else 0.45) * math.sin(a))
        for k, a in enumerate(angles)
    ]
    return path(polygon(points), "#6c7a32")


def clementine_half(drawing: Drawing) -> str:
    """A clementine cut across, its segments like a wheel."""
    wedge = path("M0 -3L-10 -27C-5 -33 5 -33 10 -27Z", drawing.down((0, "#ffb347"), (1, "#f08a1c")))
    return (
        ellipse(0, 0, 41, 40, "#e67a17")
        + ellipse(0, 0, 37, 36, "#fde7bf")
        + "".join(group(wedge, transform=f"rotate({k * 40})") for k in range(9))
    )


def pomegranate(drawing: Drawing, colour: str = "#b92c36") -> str:
    """A pomegranate about 100 units across, with its crown."""
    skin = drawing.round((0, "#f3b07a"), (0.3, light(colour, 0.18)), (0.6, colour), (1, dark(colour, 0.45)))
    crown = path(
        "M-15 -38L-20 -62L-8 -52L0 -66L8 -52L20 -62L15 -38Z", drawing.down((0, "#d98a4a"), (1, dark(colour, 0.1)))
    )
    body = "M0 -46C30 -46 50 -26 49 2C48 32 26 48 0 48C-26 48 -48 32 -49 2C-50 -26 -30 -46 0 -46Z"
    return crown + path(body, skin) + _shine(-20, -20)


def pomegranate_half(drawing: Drawing) -> str:
    """A pomegranate broken open: red arils in pale cells."""
    rng = random.Random("arils")
    aril = drawing.round((0, "#f58a8a"), (0.5, "#cf1f3a"), (1, "#8c0f26"))
    grains = []
    for cell in range(6):
        angle = math.radians(cell * 60 + 30)
        for _ in range(11):
            reach, aside = rng.uniform(10, 34), rng.uniform(-0.36, 0.36)
            grains.append((reach * math.cos(angle + aside), reach * math.sin(angle + aside)))
    body = ellipse(0, 0, 47, 45, "#b92c36") + ellipse(0, 0, 42, 40, "#f8e3b8")
    return body + "".join(ellipse(x, y, 5.6, 5.2, aril) for x, y in grains)


def loquat(drawing: Drawing) -> str:
    """A loquat about 66 units tall, pear-shaped and orange."""
    skin = drawing.round((0, "#ffe08a"), (0.4, "#f2ad3c"), (1, "#b8741a"))
    body = "M0 -32C14 -32 28 -12 28 6C28 24 14 33 0 33C-14 33 -28 24 -28 6C-28 -12 -14 -32 0 -32Z"
    eye = path("M-5 29L0 24L5 29L2 33L-2 33Z", "#6b4a25")
    return line("M0 -30C0 -40 2 -44 4 -48", "#7a6a3a", 4) + path(body, skin) + eye + _shine(-11, -8)


def prickly_pear(drawing: Drawing, colour: str = "#b0305a") -> str:
    """A prickly pear about 80 units tall, with its tufts of spines."""
    skin = drawing.round((0, "#f0a45e"), (0.35, light(colour, 0.12)), (1, dark(colour, 0.42)))
    body = "M-15 -38C-6 -34 6 -34 15 -38C28 -26 31 6 24 24C18 38 -18 38 -24 24C-31 6 -28 -26 -15 -38Z"
    tufts = [(-14, -18), (2, -22), (15, -14), (-18, 4), (-3, 0), (12, 6), (-11, 20), (6, 24), (20, -2)]
    return (
        path(body, skin)
        + ellipse(0, -37, 15, 5, dark(colour, 0.3))
        + path(circles(tufts, 2.6), "#f7dfa2")
        + _shine(-14, -26)
    )


def prickly_pear_half(drawing: Drawing) -> str:
    """A prickly pear cut lengthwise, red with dark seeds."""
    rng = random.Random("prickly seeds")
    seeds = [(rng.uniform(-13, 13), rng.uniform(-20, 20)) for _ in range(26)]
    outside = ellipse(0, 0, 27, 37, "#c9874a") + ellipse(0, 0, 23, 33, "#f3b2b4")
    return (
        outside
        + ellipse(0, 0, 19, 28, drawing.round((0, "#e2557a"), (1, "#b0305a")))
        + path(circles(seeds, 1.8), "#3a1a20")
    )


def cactus_pad(drawing: Drawing, height: float = 150) -> str:
    """One pad of the prickly pear, rising from the origin."""
    pad = drawing.round((0, "#a7c07a"), (0.5, "#6f9150"), (1, "#3f5e33"))
    half = height * 0.33
    body = f"M0 0C{-half * 1.5:.1f} {-height * 0.25:.1f} {-half * 1.3:.1f} {-height} 0 {-height}C{half * 1.3:.1f} {-height} {half * 1.5:.1f} {-height * 0.25:.1f} 0 0Z"
    tufts = [
        (x * half, -height * y)
        for x, y in (
            (-0.5, 0.45),
            (0.1, 0.35),
            (0.55, 0.5),
            (-0.3, 0.68),
            (0.25, 0.66),
            (0, 0.86),
            (-0.6, 0.6),
            (0.6, 0.72),
        )
    ]
    return path(body, pad) + path(circles(tufts, 2.6), "#f3e6b8")


def barley(drawing: Drawing, height: float = 210) -> str:
    """An ear of barley with its long beard, rising from the origin."""
    grain = drawing.round((0, "#f6dd98"), (0.6, "#d3a64a"), (1, "#9b7027"))
    top = -height
    kernels, beard = [], []
    for i in range(8):
        y = top * (0.52 + 0.052 * i)
        for side in (-1, 1):
            kernels.append(placed(ellipse(0, 0, 5.6, 12, grain), x=side * 6.5, y=y, turn=side * 22))
            beard.append(f"M{side * 9} {y - 8:.1f}L{side * (24 - i)} {y - 62:.1f}")
    return group(line(f"M0 0L0 {top * 0.9:.1f}", "#c29a4b", 4), line("".join(beard), "#d9b463", 1.6), *kernels)


def eucalyptus(drawing: Drawing, length: float = 170) -> str:
    """A branch of round silver-green leaves."""
    return sprig(drawing, length, 6, leaf_size=(40, 27), colour="#7fa08c", bend=-0.12)


def spurge(drawing: Drawing, height: float = 150) -> str:
    """A ribbed finger of resin spurge with yellow flowers at its tip, rising from the origin."""
    rib = drawing.across((0, "#46683c"), (0.3, "#8fae68"), (0.5, "#62854a"), (0.7, "#8fae68"), (1, "#3f5e33"))
    spikes = "".join(
        f"M{side * 17} {-12 - 16 * i}l{side * 7} -3" for i in range(int(height // 16) - 1) for side in (-1, 1)
    )
    crown = [(-11, -height - 1), (0, -height - 7), (11, -height - 1), (-5, -height + 4), (6, -height + 4)]
    body = f"M-17 0L-17 {-height + 16}Q-15 {-height} 0 {-height}Q15 {-height} 17 {-height + 16}L17 0Z"
    return (
        path(body, rib)
        + line(spikes, "#c9b98a", 1.8)
        + path(circles(crown, 6), "#e9bf2f")
        + path(circles(crown, 2.4), "#a8811a")
    )


def lavender(drawing: Drawing, length: float = 180) -> str:
    """A stem of lavender in flower, rising from the origin."""
    whorls = [(dx, -length + 9 * k) for k in range(9) for dx in (-5.5, 0.0, 5.5) if k or not dx]
    lit = [(x - 1.5, y - 1.5) for x, y in whorls]
    leaves = sprig(drawing, length * 0.5, 4, leaf_size=(42, 7), colour="#8a9a72", bend=0.02)
    stem = line(f"M0 0L0 {-length + 60}", "#7d8f63", 2.6)
    return group(leaves, stem, path(circles(whorls, 5.2), "#7a5fb0"), path(circles(lit, 2.6), "#b7a3dc"))


def mint(drawing: Drawing, length: float = 190) -> str:
    """A stem of mint with broad bright leaves, rising from the origin."""
    return sprig(drawing, length, 7, leaf_size=(46, 26), colour="#4f8f45", bend=0.08)


def verbena(drawing: Drawing, length: float = 220) -> str:
    """A stem of lemon verbena with long pale leaves, rising from the origin."""
    return sprig(drawing, length, 7, leaf_size=(58, 14), colour="#86a552", bend=0.14)


def rosebud(drawing: Drawing, colour: str = "#c9567a") -> str:
    """A dried rosebud about 44 units tall, on its green cup."""
    bud = drawing.round((0, light(colour, 0.4)), (0.5, colour), (1, dark(colour, 0.4)))
    petals = line(
        "M-5 -20C-12 -8 -9 4 -3 10M4 -21C12 -10 9 4 4 10M-1 -22C2 -10 2 0 0 8", dark(colour, 0.35), 1.6, opacity=0.6
    )
    cup = path("M-13 6C-8 14 8 14 13 6C10 20 4 22 0 24C-4 22 -10 20 -13 6Z", "#6d8651")
    return path("M0 -24C14 -18 18 0 11 10C6 16 -6 16 -11 10C-18 0 -14 -18 0 -24Z", bud) + petals + cup


def cactus_flower(drawing: Drawing) -> str:
    """A dried flower of the prickly pear, yellow to orange, about 50 units tall."""
    petal = drawing.down((0, "#f7cf5a"), (0.6, "#e89a3a"), (1, "#c9702f"))
    blades = "".join(
        group(ellipse(0, -15, 7, 13, petal), transform=f"rotate({turn})") for turn in (-50, 50, -25, 25, 0)
    )
    return blades + path("M-10 0C-12 14 -7 24 0 26C7 24 12 14 10 0Z", "#8a9a58") + ellipse(0, -3, 9, 4, "#b9812c")


def cherry(drawing: Drawing) -> str:
    """A pair of cherries on their stalks, about 60 units tall."""
    stalks = line("M-14 8C-10 -14 -2 -26 8 -34M16 12C16 -8 12 -24 8 -34", "#6d7a35", 2.6)
    return (
        stalks
        + placed(ball(drawing, "#b01f35", 15), x=-14, y=18)
        + placed(ball(drawing, "#a51a30", 15), x=17, y=22)
        + _shine(-19, 12)
        + placed(leaf(drawing, 34, 16), x=8, y=-34, turn=20)
    )


def carob(drawing: Drawing) -> str:
    """A carob pod about 110 units long."""
    pod = drawing.down((0, "#7d4f30"), (0.4, "#5a3420"), (1, "#34190f"))
    bumps = line("M-40 -1q8 -6 16 0t16 0t16 0t16 0t16 0", "#2d150c", 2, opacity=0.6)
    return path("M-54 2C-30 -16 20 -18 56 -8C40 8 -20 16 -54 2Z", pod) + bumps


def onion(drawing: Drawing) -> str:
    """A red onion about 80 units across."""
    ribs = line(
        "M0 -34C-26 -20 -28 14 -4 32M0 -34C26 -20 28 14 4 32M0 -34C-8 -10 -8 14 0 32", "#5a1738", 1.8, opacity=0.5
    )
    return (
        line("M0 -30C-2 -44 4 -50 2 -58", "#b98a52", 5) + ball(drawing, "#96345f", 38, 0.88) + ribs + _shine(-16, -12)
    )
