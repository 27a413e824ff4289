"""A pierced brass lantern, which hangs in the upper niche over low things."""

import math

from marketplace.demo.pictures.colour import Palette, dark, light, mix
from marketplace.demo.pictures.lathe import Lathe, turned, veil
from marketplace.demo.pictures.niche import MIDDLE
from marketplace.demo.pictures.svg import Drawing, ellipse, group, line, path

BRASS = "#c39a45"


def hang_lantern(drawing: Drawing, palette: Palette, x: float = MIDDLE, top: float = 78) -> None:
    """Hang a lit lantern about 190 units tall from the apex; `top` is where its chain begins."""
    glow = drawing.round((0, "#fff2c4", 0.95), (0.35, "#ffe6a0", 0.4), (1, "#ffe6a0", 0), cx=0.5, cy=0.5, r=0.5)
    drawing.add(ellipse(x, top + 132, 190, 170, glow))
    drawing.add(line(f"M{x} {top - 30}V{top + 40}", dark(BRASS, 0.2), 4, stroke_dasharray="7 5"))
    cap = Lathe(x, [(top + 34, 4), (top + 44, 12), (top + 56, 16), (top + 84, 48), (top + 84, 48)], 0.16)
    glass = Lathe(x, [(top + 86, 46), (top + 120, 54), (top + 152, 44), (top + 166, 32)], 0.16)
    foot = Lathe(x, [(top + 166, 33), (top + 166, 33), (top + 178, 26), (top + 190, 6)], 0.16)
    warm = mix(palette.second, "#ffd670", 0.55)
    drawing.add(
        path(
            glass.outline(), drawing.round((0, "#fffbe6"), (0.5, light(warm, 0.25)), (1, warm), cx=0.5, cy=0.5, r=0.65)
        )
    )
    panes = group(
        path(glass.diamonds(top + 124, 54, 8), palette.main, opacity=0.75),
        path(glass.diamonds(top + 124, 26, 8), "#fff3c9"),
        path(glass.triangles(top + 90, top + 110, 16, math.pi / 16), palette.second, opacity=0.8),
        clip_path=drawing.clip(glass.outline()),
    )
    ribs = "".join(
        "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in (glass.at(phi, top + y) for y in (88, 104, 120, 136, 152, 166)))
        for phi in (-1.18, -0.39, 0.39, 1.18)
    )
    drawing.add(panes, line(ribs, dark(BRASS, 0.15), 4))
    for part in (foot, cap):
        drawing.add(turned(drawing, part, BRASS), veil(drawing, part, depth=0.5))
    drawing.add(cap.ring_line(top + 84, light(BRASS, 0.4), 5), glass.ring_line(top + 166, light(BRASS, 0.3), 4))
    drawing.add(ellipse(x, top + 194, 5, 6, BRASS))
