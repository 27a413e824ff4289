"""Sky, land and water of the wide pictures. Lengths are in units; x runs over the picture's width."""

import math
import random

from marketplace.demo.pictures.colour import WHITE, dark, light, mix
from marketplace.demo.pictures.svg import Drawing, circles, ellipse, group, line, path, polygon, rectangle, smooth


def sky(drawing: Drawing, top: str, bottom: str) -> None:
    """The sky over the whole picture."""
    fill = drawing.down((0, top), (0.75, bottom), (1, light(bottom, 0.4)))
    drawing.add(path(rectangle(0, 0, drawing.width, drawing.height), fill))


def sun(drawing: Drawing, x: float, y: float, radius: float, colour: str = "#ffd36b") -> None:
    """A low sun with its halo."""
    halo = drawing.round((0, light(colour, 0.5), 0.9), (0.3, colour, 0.4), (1, colour, 0), cx=0.5, cy=0.5, r=0.5)
    drawing.add(ellipse(x, y, radius * 4.2, radius * 4.2, halo), ellipse(x, y, radius, radius, light(colour, 0.55)))


def cloud(drawing: Drawing, x: float, y: float, width: float) -> None:
    """A long flat cloud."""
    puffs = ((-0.3, 0, 0.24), (-0.05, -0.05, 0.3), (0.24, 0.01, 0.24))
    drawing.add(
        *(
            ellipse(x + dx * width, y + dy * width, r * width, r * width * 0.24, WHITE, opacity=0.55)
            for dx, dy, r in puffs
        )
    )


def ridge(
    width: float, base: float, height: float, seed: str, step: float, rough: float = 1.0
) -> list[tuple[float, float]]:
    """Points of a mountain ridge over the width; `height` is its greatest rise over `base`."""
    rng = random.Random(seed)
    phase = [rng.uniform(0, math.tau) for _ in range(3)]
    points = []
    for i in range(math.ceil(width / step) + 3):
        x = (i - 1) * step
        wave = sum(math.sin(x / width * k * 4.2 + phase[n]) / k for n, k in enumerate((1, 2.3, 5.1)))
        jag = rng.uniform(0.05, 0.5) * rough * (1 if i % 2 else -1)
        points.append((x, base - height * max(0.05, 0.5 + 0.26 * wave + 0.22 * jag)))
    return points


def mountains(
    drawing: Drawing, base: float, height: float, colour: str, seed: str, *, snow: bool = False, step: float = 70
) -> None:
    """A jagged range, its right-hand faces in shade, with snow on its heads if asked."""
    points = ridge(drawing.width, base, height, seed, step, rough=1.5)
    body = polygon([(-200, drawing.height), *points, (drawing.width + 200, drawing.height)])
    fill = drawing.down((0, light(colour, 0.1)), (1, light(colour, 0.45)))
    drawing.add(path(body, fill))
    shade, caps = "", ""
    for before, peak, after in zip(points, points[1:], points[2:], strict=False):
        if peak[1] < before[1] and peak[1] < after[1]:
            fall = base - peak[1]
            shade += polygon(
                [
                    peak,
                    after,
                    (after[0] - step * 0.2, base),
                    (peak[0] - step * 0.25, base),
                    (peak[0] + step * 0.12, peak[1] + fall * 0.4),
                ]
            )
            caps += _snow(before, peak, after)
    drawing.add(path(shade, dark(colour, 0.25), opacity=0.3))
    if snow:
        drawing.add(path(caps, "#fdfcf8", opacity=0.95))


def _snow(before: tuple[float, float], peak: tuple[float, float], after: tuple[float, float]) -> str:
    """A ragged white cap between the two flanks of a peak."""

    def down(end: tuple[float, float], share: float) -> tuple[float, float]:
        return peak[0] + (end[0] - peak[0]) * share, peak[1] + (end[1] - peak[1]) * share

    left, right = down(before, 0.62), down(after, 0.62)
    sag = (left[1] + right[1]) / 2
    middle = [
        (peak[0] + (right[0] - peak[0]) * 0.45, sag - 6),
        (peak[0], sag + 8),
        (peak[0] + (left[0] - peak[0]) * 0.45, sag - 8),
    ]
    return polygon([peak, right, *middle, left])


def hills(drawing: Drawing, base: float, height: float, colour: str, seed: str) -> None:
    """Round hills down to the foot of the picture."""
    points = ridge(drawing.width, base, height, seed, drawing.width / 9, rough=0.5)
    data = (
        smooth([(-200, base), *points, (drawing.width + 300, base)])
        + f"L{drawing.width + 300} {drawing.height}L-200 {drawing.height}Z"
    )
    drawing.add(path(data, drawing.down((0, light(colour, 0.22)), (0.5, colour), (1, dark(colour, 0.18)))))


def dunes(drawing: Drawing, base: float, height: float, colour: str, seed: str) -> None:
    """Dunes with a lit side and a sharp shaded side."""
    rng = random.Random(seed)
    x = -rng.uniform(100, 260)
    drawing.add(
        path(
            rectangle(0, base, drawing.width, drawing.height - base), drawing.down((0, colour), (1, dark(colour, 0.1)))
        )
    )
    while x < drawing.width:
        span, rise = rng.uniform(420, 640), height * rng.uniform(0.55, 1)
        peak = (x + span * rng.uniform(0.42, 0.58), base - rise)
        end = x + span
        lit = f"M{x:.0f} {base + 4}C{x + span * 0.22:.0f} {base - rise * 0.2:.0f} {peak[0] - span * 0.14:.0f} {peak[1] + 6:.0f} {peak[0]:.0f} {peak[1]:.0f}C{peak[0] - 20:.0f} {base - rise * 0.5:.0f} {peak[0] + 50:.0f} {base - rise * 0.2:.0f} {peak[0] + 16:.0f} {base + 4}Z"
        shaded = f"M{peak[0]:.0f} {peak[1]:.0f}C{peak[0] + span * 0.14:.0f} {peak[1] + 4:.0f} {end - span * 0.2:.0f} {base - rise * 0.1:.0f} {end:.0f} {base + 4}L{peak[0] + 16:.0f} {base + 4}C{peak[0] + 50:.0f} {base - rise * 0.2:.0f} {peak[0] - 20:.0f} {base - rise * 0.5:.0f} {peak[0]:.0f} {peak[1]:.0f}Z"
        drawing.add(path(lit, light(colour, 0.3)), path(shaded, dark(colour, 0.2)))
        x += span * rng.uniform(0.5, 0.72)


def water(drawing: Drawing, top: float, bottom: float, colour: str, seed: str) -> None:
    """A sheet of water with glints."""
    rng = random.Random(seed)
    drawing.add(
        path(rectangle(0, top, drawing.width, bottom - top), drawing.down((0, light(colour, 0.4)), (1, colour)))
    )
    glints = ""
    for _ in range(int(drawing.width / 22)):
        y = rng.uniform(top + 6, bottom - 4)
        reach = 14 + 60 * (y - top) / (bottom - top)
        glints += f"M{rng.uniform(-20, drawing.width):.0f} {y:.0f}h{reach:.0f}"
    drawing.add(line(glints, WHITE, 2.2, opacity=0.4))


def ground(drawing: Drawing, top: float, colour: str) -> None:
    """Flat ground from `top` to the foot of the picture."""
    drawing.add(
        path(
            rectangle(0, top, drawing.width, drawing.height - top),
            drawing.down((0, light(colour, 0.25)), (1, dark(colour, 0.1))),
        )
    )


def furrows(drawing: Drawing, top: float, colour: str, count: int, vanish: float, thickness: float = 0.3) -> None:
    """Ploughed rows that meet at x = `vanish` on the line `top`."""
    width, bottom = drawing.width, drawing.height
    rows = ""
    for k in range(-count, count + 1):
        foot = vanish + k * width / count * 1.25
        half = width / count * thickness
        head = vanish + k * width / count * 0.16
        rows += polygon(
            [(head - half * 0.12, top), (head + half * 0.12, top), (foot + half, bottom), (foot - half, bottom)]
        )
    drawing.add(path(rows, colour))


def field_of_flowers(
    drawing: Drawing, top: float, vanish: float, count: int, tones: tuple[str, ...], seed: str
) -> None:
    """Flowers along the furrows, larger towards the viewer."""
    rng = random.Random(seed)
    spots: dict[tuple[str, int], list[tuple[float, float]]] = {}
    width, bottom = drawing.width, drawing.height
    for k in range(-count, count + 1):
        head, foot = vanish + k * width / count * 0.16, vanish + k * width / count * 1.25
        depth = 0.03
        while depth < 1:
            x, y = head + (foot - head) * depth, top + (bottom - top) * depth
            radius = round(2 + 14 * depth)
            if -20 < x < width + 20:
                spots.setdefault((rng.choice(tones), radius), []).append(
                    (x + rng.uniform(-1, 1) * radius * 1.4, y - radius + rng.uniform(-3, 3))
                )
            depth += 0.008 + 0.02 * depth
    for (tone, radius), places in sorted(spots.items(), key=lambda item: item[0][1]):
        drawing.add(_blossoms(places, tone, radius))


def _blossoms(places: list[tuple[float, float]], tone: str, radius: float) -> str:
    """Little cups of three petals on green, with a red thread once large enough to show."""
    cups, leaves, threads = "", "", ""
    for x, y in places:
        r = radius
        cups += f"M{x - r:.1f} {y - r * 0.9:.1f}Q{x - r * 0.6:.1f} {y + r:.1f} {x:.1f} {y + r:.1f}Q{x + r * 0.6:.1f} {y + r:.1f} {x + r:.1f} {y - r * 0.9:.1f}L{x + r * 0.4:.1f} {y - r * 0.1:.1f}L{x:.1f} {y - r * 1.2:.1f}L{x - r * 0.4:.1f} {y - r * 0.1:.1f}Z"
        leaves += f"M{x:.1f} {y + r * 1.7:.1f}L{x - r * 1.1:.1f} {y + r * 0.4:.1f}M{x:.1f} {y + r * 1.7:.1f}L{x + r * 1.1:.1f} {y + r * 0.4:.1f}"
        threads += (
            f"M{x:.1f} {y:.1f}L{x + r * 0.4:.1f} {y - r * 1.1:.1f}M{x:.1f} {y:.1f}L{x - r * 0.3:.1f} {y - r * 1.05:.1f}"
        )
    stems = line(leaves, "#6d8651", max(1.0, radius * 0.25))
    return stems + path(cups, tone) + (line(threads, "#d2481f", radius * 0.22) if radius > 4 else "")


def haze(drawing: Drawing, y: float, height: float, colour: str) -> None:
    """A band of light mist that sets the far land back."""
    drawing.add(
        path(rectangle(0, y, drawing.width, height), drawing.down((0, colour, 0), (0.6, colour, 0.6), (1, colour, 0)))
    )


def pebbles(drawing: Drawing, top: float, colour: str, seed: str) -> None:
    """Loose tufts and stones in the foreground."""
    rng = random.Random(seed)
    stones = [(rng.uniform(0, drawing.width), rng.uniform(top, drawing.height)) for _ in range(50)]
    tufts = "".join(f"M{x:.0f} {y:.0f}l-6 -10M{x:.0f} {y:.0f}l1 -13M{x:.0f} {y:.0f}l7 -9" for x, y in stones[::2])
    drawing.add(
        group(
            path(circles(stones[1::2], 3.5), dark(colour, 0.25), opacity=0.5),
            line(tufts, mix(colour, "#5f7f3a", 0.6), 2.4, opacity=0.8),
        )
    )
