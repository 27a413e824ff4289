"""Silver of Tiznit, leather, plaited dwarf palm, bars of soap."""

import math

from marketplace.demo.pictures import nature
from marketplace.demo.pictures.colour import CREAM, INK, WHITE, Palette, dark, light
from marketplace.demo.pictures.lathe import Lathe, turned, veil
from marketplace.demo.pictures.lettering import word
from marketplace.demo.pictures.niche import BASE, cast_shadow
from marketplace.demo.pictures.svg import Drawing, circles, ellipse, group, line, path, placed, polygon, rectangle
from marketplace.demo.pictures.tilings import ring
from marketplace.demo.pictures.ware import scattered

SILVER = "#b9bec4"
TAN = "#b06a34"
PALM = "#d3b878"


def _silver(drawing: Drawing) -> str:
    return drawing.slanted((0, "#ffffff"), (0.25, "#c9ced3"), (0.5, "#f2f4f5"), (0.75, "#9aa1a9"), (1, "#6f767e"))


def _fibula(drawing: Drawing, palette: Palette) -> str:
    """One triangular fibula with its ring and pin, about 180 units tall, hung from the origin."""
    metal = _silver(drawing)
    outer = [(0, 168), (-84, 26), (-58, 30), (-30, 12), (0, 22), (30, 12), (58, 30), (84, 26)]
    inner = [(0, 138), (-58, 44), (58, 44)]
    drops = [(-84, 26), (84, 26), (0, 172)]
    enamel = "".join(
        path(circles([c], 8), colour)
        for c, colour in (((-34, 56), "#2f8f5b"), ((34, 56), "#2f8f5b"), ((0, 116), "#e0a92f"))
    )
    rays = "".join(
        f"M0 78L{62 * math.cos(a):.1f} {78 + 62 * math.sin(a):.1f}" for a in [k * math.tau / 24 for k in range(24)]
    )
    return group(
        path(polygon(outer), "#1c1210", opacity=0.45, filter=drawing.blur(5), transform="translate(5 8)"),
        path(rectangle(-4, -34, 8, 236, 4), metal),
        ellipse(0, 0, 28, 28, "none", stroke=metal, stroke_width=10),
        path(polygon(outer), metal, stroke="#5f666e", stroke_width=2, stroke_linejoin="round"),
        path(polygon(inner), "#83898f", opacity=0.45),
        group(line(rays, "#5f666e", 1.6, opacity=0.7), clip_path=drawing.clip(polygon(inner))),
        line(polygon(inner), "#4d545c", 3),
        path(circles([(0, 78)], 24), metal, stroke="#4d545c", stroke_width=2),
        ellipse(0, 78, 17, 17, drawing.round((0, "#ff9a8a"), (0.4, "#c8202f"), (1, "#6b0a18"))),
        enamel,
        path(circles(drops, 9), metal, stroke="#5f666e", stroke_width=1.5),
        path(circles([(-22 + 14.7 * k, 34) for k in range(4)], 3.4), "#4d545c"),
    )


def fibula(drawing: Drawing, palette: Palette) -> None:
    """A pair of Amazigh fibulas joined by chains, pinned on a velvet panel."""
    cast_shadow(drawing, 400, BASE, 200, 20)
    panel = "M206 690L206 380C206 296 300 244 400 226C500 244 594 296 594 380L594 690Z"
    velvet = drawing.round((0, light(palette.deep, 0.16)), (0.7, palette.deep), (1, dark(palette.deep, 0.4)))
    drawing.add(
        path(panel, palette.second, transform="translate(0 4)"),
        path("M218 686L218 386C218 310 306 260 400 242C494 260 582 310 582 386L582 686Z", velvet),
    )
    for sag, drop in ((470, 0), (530, 12), (590, 24)):
        drawing.add(_chain(300, 480 + drop, sag + 60))
    drawing.add(_amulet(drawing))
    drawing.add(
        placed(_fibula(drawing, palette), x=304, y=372, scale=0.96),
        placed(_fibula(drawing, palette), x=496, y=372, scale=0.96),
    )
    drawing.add(path("M218 686L218 386C218 310 306 260 400 242L330 686Z", WHITE, opacity=0.06))


def _chain(left: float, top: float, sag: float) -> str:
    """A chain of round links hung between the two fibulas."""
    right = 800 - left
    links = []
    for k in range(27):
        t = k / 26
        links.append((left + (right - left) * t, top + (sag - top) * 4 * t * (1 - t) * 0.8))
    return path(circles(links, 5), "none", stroke="#e4e7ea", stroke_width=2.6)


def _amulet(drawing: Drawing) -> str:
    """The egg-shaped bead in the middle of the chain, with coins below it."""
    metal = _silver(drawing)
    coins = [(352 + 24 * k, 668 - 7 * abs(k - 2)) for k in range(5)]
    return group(
        *(ellipse(x, y, 12, 12, metal, stroke="#5f666e", stroke_width=1.5) for x, y in coins),
        ellipse(400, 606, 36, 42, metal, stroke="#5f666e", stroke_width=2),
        path(polygon(ring((400, 606), (26, 13), 8)), "#2f8f5b"),
        ellipse(400, 606, 10, 10, drawing.round((0, "#ff9a8a"), (0.4, "#c8202f"), (1, "#6b0a18"))),
    )


def leather_bag(drawing: Drawing, palette: Palette) -> None:
    """A hand-stitched satchel of tan leather with a stamped flap."""
    cast_shadow(drawing, 400, BASE + 4, 176, 22)
    strap = "M250 452C226 300 300 196 400 196C500 196 574 300 550 452"
    drawing.add(
        line(strap, dark(TAN, 0.5), 26),
        line(strap, TAN, 20),
        line(strap, light(TAN, 0.45), 2, stroke_dasharray="9 7", opacity=0.8),
    )
    body = "M226 446C240 420 560 420 574 446L592 660Q592 694 556 696Q400 706 244 696Q208 694 208 660Z"
    hide = drawing.round((0, light(TAN, 0.4)), (0.5, TAN), (1, dark(TAN, 0.48)), r=0.9)
    drawing.add(path(body, hide))
    seam = "M222 470L206 656Q208 686 246 688Q400 698 554 688Q592 686 594 656L578 470"
    drawing.add(line(seam, light(TAN, 0.55), 2.6, stroke_dasharray="10 7", transform="translate(40 46) scale(0.9)"))
    _flap(drawing, palette)


def _flap(drawing: Drawing, palette: Palette) -> None:
    """The flap, with a stamped star, a border and a brass clasp."""
    flap = "M220 436C240 404 560 404 580 436C590 500 566 566 510 588Q400 624 290 588C234 566 210 500 220 436Z"
    hide = drawing.down((0, light(TAN, 0.42)), (0.3, light(TAN, 0.1)), (1, dark(TAN, 0.3)))
    drawing.add(
        path(flap, "#1c1210", opacity=0.45, filter=drawing.blur(8), transform="translate(3 10)"), path(flap, hide)
    )
    within = "translate(400 500) scale(0.9) translate(-400 -500)"
    drawing.add(path(flap, stroke=light(TAN, 0.6), stroke_width=3, stroke_dasharray="10 7", transform=within))
    drawing.add(
        path(
            flap, stroke=dark(TAN, 0.45), stroke_width=4, transform="translate(400 500) scale(0.8) translate(-400 -500)"
        )
    )
    star = (
        (64, 49, dark(TAN, 0.5)),
        (56, 42, palette.main),
        (42, 30, light(TAN, 0.5)),
        (28, 19, palette.second),
        (14, 9, dark(TAN, 0.5)),
    )
    drawing.add(*(path(polygon(ring((400, 496), (a, b), 8)), colour) for a, b, colour in star))
    small = [(292, 480), (508, 480), (318, 530), (482, 530)]
    drawing.add(
        path("".join(polygon(ring(c, (19, 13), 8)) for c in small), dark(TAN, 0.45)),
        path("".join(polygon(ring(c, (11, 7), 8)) for c in small), palette.second),
    )
    brass = drawing.round((0, "#fff0c0"), (0.5, "#d2a03a"), (1, "#8a6217"))
    drawing.add(path(rectangle(386, 572, 28, 56, 8), dark(TAN, 0.3)), ellipse(400, 616, 15, 15, brass))
    drawing.add(*(ellipse(x, 448, 17, 17, "none", stroke=brass, stroke_width=7) for x in (248, 552)))


def basket(drawing: Drawing, palette: Palette) -> None:
    """A basket of dwarf palm with two handles and coloured bands."""
    x, top = 400, 436
    body = Lathe(x, [(top, 178), (top, 178), (520, 182), (610, 172), (672, 152), (BASE, 142)], 0.14)
    cast_shadow(drawing, x, BASE, 156, 24)
    behind = f"M{x - 96} {top + 6}C{x - 96} 226 {x + 96} 226 {x + 96} {top + 6}"
    drawing.add(line(behind, dark(PALM, 0.55), 20), line(behind, dark(PALM, 0.32), 14))
    drawing.add(body.rim(top, dark(PALM, 0.55)), ellipse(x, top + 6, 160, 18, dark(PALM, 0.68)))
    _weave(drawing, palette, body)
    arc = f"M{x - 104} {top + 56}C{x - 104} 196 {x + 104} 196 {x + 104} {top + 56}"
    drawing.add(
        line(arc, dark(PALM, 0.45), 22),
        line(arc, PALM, 16),
        line(arc, palette.main, 16, stroke_dasharray="9 26"),
        line(arc, light(PALM, 0.5), 3, opacity=0.6, transform="translate(-3 -4)"),
    )


def _weave(drawing: Drawing, palette: Palette, body: Lathe) -> None:
    """Rows of plaited palm, every other one shifted; some rows dyed."""
    drawing.add(path(body.outline(), dark(PALM, 0.3)))
    height, count = 15, 56
    pale: list[str] = []
    dyed: dict[str, list[str]] = {palette.main: [], palette.second: [], palette.deep: []}
    bands = {
        4: palette.main,
        5: palette.second,
        6: palette.main,
        10: palette.deep,
        11: palette.second,
        12: palette.deep,
    }
    for row in range(17):
        y = body.top + 4 + row * height
        for k, phi in enumerate(body.around(count, (row % 2) * math.pi / count)):
            stitch = polygon(
                [
                    body.at(phi - 0.052, y),
                    body.at(phi + 0.04, y + 2),
                    body.at(phi + 0.052, y + height - 3),
                    body.at(phi - 0.04, y + height - 5),
                ]
            )
            colour = bands.get(row)
            if colour and (k + row) % 3:
                dyed[colour].append(stitch)
            else:
                pale.append(stitch)
    stitches = path("".join(pale), light(PALM, 0.12)) + "".join(
        path("".join(parts), colour) for colour, parts in dyed.items()
    )
    drawing.add(group(stitches, clip_path=drawing.clip(body.outline())), veil(drawing, body))
    drawing.add(
        body.ring_line(body.top + 3, dark(PALM, 0.35), 16),
        body.ring_line(body.top + 1, light(PALM, 0.2), 11),
        body.ring_line(body.top + 1, palette.main, 11, stroke_dasharray="12 20"),
    )


def palm_lamp(drawing: Drawing, palette: Palette) -> None:
    """A hanging lampshade plaited of dwarf palm."""
    drawing.add(
        line("M400 90V300", "#6b5a3c", 5),
        ellipse(400, 640, 240, 120, drawing.round((0, "#fff0bd", 0.9), (1, "#ffe3a0", 0), cx=0.5, cy=0.5, r=0.5)),
    )
    shade = Lathe(400, [(292, 34), (292, 34), (330, 96), (400, 158), (480, 190), (548, 196), (548, 196)], 0.14)
    drawing.add(shade.rim(548, "#ffe9b0"), ellipse(400, 556, 30, 26, "#fffbe6"))
    _weave(drawing, palette, shade)
    drawing.add(
        shade.ring_line(548, light(PALM, 0.2), 12), shade.ring_line(548, palette.main, 12, stroke_dasharray="12 20")
    )
    cast_shadow(drawing, 400, 716, 130, 14)


def pouf(drawing: Drawing, palette: Palette) -> None:
    """A round leather pouf, stitched in petals."""
    cast_shadow(drawing, 400, BASE, 196, 26)
    body = Lathe(400, [(470, 150), (486, 186), (540, 214), (600, 214), (660, 190), (BASE, 160)], 0.26)
    drawing.add(turned(drawing, body, TAN))
    seams = "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (body.at(phi, h) for h in range(478, BASE, 12)))
        for phi in body.around(16)
    )
    drawing.add(line(seams, dark(TAN, 0.45), 5, opacity=0.6), line(seams, light(TAN, 0.6), 2, stroke_dasharray="7 7"))
    hide = drawing.round((0, light(TAN, 0.5)), (0.6, light(TAN, 0.1)), (1, dark(TAN, 0.2)))
    drawing.add(ellipse(400, 484, 190, 54, hide))
    flat = "translate(400 484) scale(1 0.285)"
    petals = (
        (176, 120, dark(TAN, 0.35)),
        (160, 104, light(TAN, 0.35)),
        (112, 76, palette.main),
        (84, 54, light(TAN, 0.5)),
        (50, 30, palette.second),
    )
    drawing.add(group(*(path(polygon(ring((0, 0), (a, b), 8)), colour) for a, b, colour in petals), transform=flat))
    drawing.add(path(body.outline(), WHITE, opacity=0.02))


def babouches(drawing: Drawing, palette: Palette) -> None:
    """A pair of pointed leather slippers, one turned to the viewer's left."""
    cast_shadow(drawing, 400, 694, 200, 24)
    drawing.add(placed(_slipper(drawing, palette, "#e0ae3a"), x=470, y=560, turn=-10, scale=1.12, mirror=True))
    cast_shadow(drawing, 360, 700, 180, 18)
    drawing.add(placed(_slipper(drawing, palette, "#e8bb4a"), x=356, y=636, turn=4, scale=1.2))


def _slipper(drawing: Drawing, palette: Palette, hide: str) -> str:
    """One babouche from the side, pointing left, about 300 units long, around the origin."""
    leather = drawing.down((0, light(hide, 0.45)), (0.5, hide), (1, dark(hide, 0.32)))
    sole = path("M-160 34C-150 52 -60 58 20 54S140 52 148 36L150 44C140 66 60 66 10 66S-140 66 -164 42Z", "#7a4a22")
    inside = path("M-14 -18C30 -44 110 -52 146 -20C154 0 152 20 148 36L0 40Z", dark(hide, 0.55))
    lining = path("M-6 -14C34 -34 104 -40 138 -14C146 2 146 16 142 28L10 30Z", "#c9803a")
    upper = path(
        "M-166 36C-172 14 -130 -4 -84 -30C-56 -46 -24 -44 -6 -22C8 -4 14 20 20 44C-50 58 -140 54 -166 36Z", leather
    )
    heel = path("M20 46C26 18 60 4 96 6C128 8 150 18 150 40C140 54 60 56 20 46Z", leather)
    star = "".join(
        path(polygon(ring((-66, 2), (a, b), 8)), colour)
        for a, b, colour in ((34, 26, palette.main), (25, 18, "#fff3d0"), (15, 9, palette.second))
    )
    seam = line("M-150 30C-110 44 -30 46 10 38", light(hide, 0.65), 2.4, stroke_dasharray="8 6") + line(
        "M-88 -26C-58 -40 -28 -38 -12 -18", palette.main, 5
    )
    return sole + inside + lining + upper + heel + star + seam


def _soap(drawing: Drawing, palette: Palette, colour: str, text: str, size: int) -> None:
    """Three bars of soap: two stacked, one in its paper band standing before them."""
    cast_shadow(drawing, 390, 694, 180, 22)
    for x, y, tone in ((388, 690, colour), (404, 606, light(colour, 0.25))):
        _bar(drawing, x, y, tone)
    drawing.add(
        path(rectangle(330, 524, 138, 82), CREAM),
        path(rectangle(330, 524, 138, 12), palette.main),
        path(rectangle(330, 594, 138, 12), palette.main),
    )
    drawing.add(
        path(polygon([(342, 490), (458, 490), (468, 524), (330, 524)]), light(CREAM, 0.5)),
        word(text, 399, 580, size, INK),
    )


def _bar(drawing: Drawing, x: float, y: float, colour: str) -> None:
    """One rounded bar of soap, 300 units wide; (x, y) is the middle of its foot."""
    side = drawing.down((0, light(colour, 0.3)), (0.4, colour), (1, dark(colour, 0.28)))
    top = drawing.slanted((0, light(colour, 0.65)), (1, light(colour, 0.2)))
    drawing.add(
        path(rectangle(x - 150, y - 84, 300, 84, 20), side),
        path(
            polygon([(x - 142, y - 80), (x + 142, y - 80), (x + 112, y - 118), (x - 112, y - 118)]),
            top,
            stroke=light(colour, 0.4),
            stroke_width=10,
            stroke_linejoin="round",
        ),
    )


def argan_soap(drawing: Drawing, palette: Palette) -> None:
    """Argan soap, with nuts of the tree."""
    _soap(drawing, palette, "#d9b679", "أركان", 46)
    drawing.add(placed(nature.sprig(drawing, 110, 4, leaf_size=(32, 14)), x=560, y=704, turn=16))
    scattered(drawing, lambda: nature.argan_nut(drawing), [(560, 708, -12), (596, 716, 16)])


def rose_soap(drawing: Drawing, palette: Palette) -> None:
    """Rose soap, with Damask roses."""
    _soap(drawing, palette, "#e3a3b2", "ورد", 54)
    scattered(drawing, lambda: nature.rose(drawing, 40), [(570, 690, 0)])
    scattered(drawing, lambda: nature.rose(drawing, 30, "#f0a9b8"), [(222, 712, 50)])


def prickly_soap(drawing: Drawing, palette: Palette) -> None:
    """Prickly pear soap, with the fruit."""
    _soap(drawing, palette, "#a9bd82", "صبار", 50)
    scattered(drawing, lambda: nature.prickly_pear(drawing), [(570, 688, 18)])
    cast_shadow(drawing, 222, 728, 28, 8)
    drawing.add(placed(nature.prickly_pear_half(drawing), x=222, y=700, turn=-10, scale=0.85))
