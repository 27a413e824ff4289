"""Parts that several things share: labels, lids, bowls, heaps."""

import math
import random
from collections.abc import Callable

from marketplace.demo.pictures.colour import CREAM, INK, WHITE, Palette, dark, light
from marketplace.demo.pictures.lathe import Lathe, gleam, turned, veil
from marketplace.demo.pictures.lettering import word
from marketplace.demo.pictures.niche import BASE, cast_shadow
from marketplace.demo.pictures.svg import Drawing, circles, group, line, path, placed

Prop = Callable[[], str]


def label(
    drawing: Drawing,
    palette: Palette,
    lathe: Lathe,
    text: str,
    *,
    top: float,
    foot: float,
    size: float,
    spread: float = 0.98,
) -> None:
    """A paper label around a jar or bottle: the word, and a border of diamonds in the cooperative's colours."""
    height = foot - top
    paper = drawing.across((0, dark(CREAM, 0.24)), (0.3, "#fffdf6"), (0.65, CREAM), (1, dark(CREAM, 0.3)))
    row = foot - height * 0.21
    count = max(10, round(math.tau * lathe.radius(row) / (height * 0.24)))
    inside = drawing.clip(lathe.patch(top, foot, -spread, spread))
    baseline = top + height * 0.34 + size * 0.2 + lathe.tilt * lathe.radius(top)
    ribbon = lathe.patch(foot - height * 0.36, foot - height * 0.06, -spread, spread)
    drawing.add(
        path(lathe.patch(top, foot, -spread, spread), paper),
        path(ribbon, palette.deep),
        group(
            path(lathe.diamonds(row, height * 0.26, count), palette.second),
            path(lathe.diamonds(row, height * 0.13, count), palette.cream),
            path(lathe.dots(row, height * 0.035, count, math.pi / count), light(palette.third, 0.3)),
            clip_path=inside,
        ),
        word(text, lathe.cx, baseline, size, INK),
        path(lathe.patch(top, top + height * 0.045, -spread, spread), palette.main),
        path(lathe.patch(top, foot, -spread, spread), _paper_light(drawing)),
    )


def _paper_light(drawing: Drawing) -> str:
    return drawing.across(
        (0, "#1c1210", 0.34), (0.16, "#1c1210", 0.06), (0.3, WHITE, 0.12), (0.6, "#1c1210", 0), (1, "#1c1210", 0.36)
    )


def glass(drawing: Drawing, lathe: Lathe, colour: str, *, top: float, foot: float | None = None) -> None:
    """A filled glass body: deep at the edges, glowing where the light comes through."""
    shade = drawing.across(
        (0, dark(colour, 0.48)),
        (0.07, dark(colour, 0.12)),
        (0.16, light(colour, 0.16)),
        (0.4, colour),
        (0.66, light(colour, 0.2)),
        (0.9, dark(colour, 0.16)),
        (1, dark(colour, 0.52)),
    )
    glow = drawing.down((0, WHITE, 0.1), (0.5, WHITE, 0), (1, "#1c1210", 0.26))
    drawing.add(path(lathe.outline(top, foot), shade), path(lathe.outline(top, foot), glow))


def lid(drawing: Drawing, cx: float, radius: float, top: float, height: float, colour: str, ridges: int = 0) -> None:
    """A round screw lid with its top seen from above."""
    cap = Lathe(cx, [(top, radius), (top, radius), (top + height, radius), (top + height, radius)])
    drawing.add(turned(drawing, cap, colour))
    for phi in cap.around(ridges) if ridges else ():
        (x, y), (_, end) = cap.at(phi, top + 8), cap.at(phi, top + height - 4)
        drawing.add(line(f"M{x:.1f} {y:.1f}V{end:.1f}", dark(colour, 0.35), 2, opacity=0.35))
    drawing.add(
        cap.rim(top, drawing.across((0, light(colour, 0.1)), (0.3, light(colour, 0.55)), (1, dark(colour, 0.1))))
    )
    drawing.add(cap.ring_line(top, light(colour, 0.6), 2, opacity=0.6))


def cloth_cap(drawing: Drawing, palette: Palette, cx: float, radius: float, top: float) -> None:
    """A cloth tied over a jar with a string, its edge hanging in folds."""
    skirt = Lathe(
        cx, [(top, radius * 0.98), (top + 26, radius * 1.0), (top + 30, radius * 0.97), (top + 66, radius * 1.22)]
    )
    drawing.add(turned(drawing, skirt, palette.cream))
    for row, turn in ((top + 12, 0.0), (top + 46, 0.13), (top + 58, 0.0)):
        drawing.add(path(skirt.dots(row, 4.6, 24, turn), palette.main))
    folds = "".join(_fold(skirt, phi, top + 32, top + 64) for phi in skirt.around(22, 0.07))
    drawing.add(line(folds, dark(palette.cream, 0.4), 2, opacity=0.4))
    drawing.add(veil(drawing, skirt, depth=0.6))
    drawing.add(
        skirt.rim(
            top, drawing.across((0, light(palette.cream, 0.2)), (0.35, "#fffdf8"), (1, dark(palette.cream, 0.14)))
        )
    )
    drawing.add(
        path(
            circles(
                [
                    (cx + radius * x, top + radius * y)
                    for x, y in ((-0.5, -0.03), (-0.1, 0.05), (0.3, -0.04), (0.62, 0.03))
                ],
                4,
            ),
            palette.main,
        )
    )
    drawing.add(
        skirt.ring_line(top + 29, dark(palette.second, 0.1), 5),
        skirt.ring_line(top + 28, light(palette.second, 0.35), 1.6),
    )


def _fold(lathe: Lathe, phi: float, y0: float, y1: float) -> str:
    (x0, a), (x1, b) = lathe.at(phi, y0), lathe.at(phi, y1)
    return f"M{x0:.1f} {a:.1f}L{x1:.1f} {b:.1f}"


def bowl(
    drawing: Drawing, palette: Palette, *, cx: float = 400, radius: float = 196, top: float = 520, foot: float = BASE
) -> Lathe:
    """A painted earthenware bowl; what fills it is drawn between its inside and its front by `heap`."""
    height = foot - top
    profile = [(top, radius), (top, radius), (top + height * 0.3, radius * 0.95), (top + height * 0.66, radius * 0.74)]
    body = Lathe(
        cx,
        [
            *profile,
            (foot - 14, radius * 0.44),
            (foot - 14, radius * 0.44),
            (foot, radius * 0.47),
            (foot, radius * 0.47),
        ],
        0.15,
    )
    cast_shadow(drawing, cx, foot, radius * 0.62)
    drawing.add(body.rim(top, dark(palette.main, 0.4)))
    return body


def bowl_front(drawing: Drawing, palette: Palette, body: Lathe) -> None:
    """The painted outside of a bowl: rim, diamonds, drops."""
    top, height = body.top, body.foot - body.top
    inside = drawing.clip(body.outline())
    row = top + height * 0.34
    drawing.add(path(body.outline(), palette.main))
    drawing.add(
        group(
            path(body.outline(top + height * 0.13, top + height * 0.57), palette.cream),
            path(body.diamonds(row, height * 0.4, 18), palette.deep),
            path(body.diamonds(row, height * 0.24, 18), palette.second),
            path(body.dots(row, height * 0.036, 18), palette.cream),
            path(
                body.dots(top + height * 0.22, 5, 18, math.pi / 18)
                + body.dots(top + height * 0.47, 5, 18, math.pi / 18),
                palette.main,
            ),
            path(body.triangles(top + height * 0.6, top + height * 0.78, 18), palette.third),
            clip_path=inside,
        ),
        veil(drawing, body),
        gleam(drawing, body, top + height * 0.1, top + height * 0.72, 0.45),
        body.ring_line(top + 1, light(palette.second, 0.3), 9),
        body.ring_line(top - 1, light(palette.second, 0.75), 2.5),
    )


def heap(
    prop: Prop,
    *,
    cx: float,
    y: float,
    width: float,
    height: float,
    rows: int,
    step: float,
    seed: str,
    scale: float = 1,
    spin: int = 180,
) -> str:
    """A dome of things from the back row to the front; `width` and `height` are of the dome, `step` between things."""
    rng = random.Random(seed)
    parts = []
    for row in range(rows):
        share = row / max(1, rows - 1)
        half = width / 2 * math.sqrt(max(0.06, 1 - (1 - share) ** 2))
        level = y - height * (1 - share)
        count = max(1, round(2 * half / step))
        for i in range(count):
            x = cx - half + 2 * half * (i + 0.5) / count + rng.uniform(-0.16, 0.16) * step
            sag = ((x - cx) / (width / 2)) ** 2 * height * 0.18
            thing = placed(
                prop(),
                x=x,
                y=level + sag + rng.uniform(-4, 4),
                scale=scale * rng.uniform(0.94, 1.06),
                turn=rng.uniform(-spin, spin),
            )
            parts.append(thing)
    return group(*parts)


def scattered(drawing: Drawing, prop: Prop, places: list[tuple[float, float, float]], scale: float = 1) -> None:
    """Things lying on the floor, each with a small shadow: places are (x, y, turn in degrees)."""
    for x, y, turn in places:
        cast_shadow(drawing, x, y + 14 * scale, 26 * scale, 7 * scale)
        drawing.add(placed(prop(), x=x, y=y, scale=scale, turn=turn))
