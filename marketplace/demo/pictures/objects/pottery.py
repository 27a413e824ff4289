"""Earthenware: tagine, the green glaze of Tamegroute, the blue of Fez."""

import math
import random

from marketplace.demo.pictures.colour import WHITE, Palette, dark, light
from marketplace.demo.pictures.lathe import Lathe, gleam, turned, veil
from marketplace.demo.pictures.niche import BASE, cast_shadow
from marketplace.demo.pictures.svg import Drawing, circles, ellipse, group, line, path, placed, polygon, rectangle
from marketplace.demo.pictures.tilings import field_of_tiles, ring
from marketplace.demo.pictures.ware import bowl, bowl_front

GREEN = "#3f7d3a"
COBALT = "#1d4a9c"
# The colours of four potteries, in the places of a palette; Safi paints in the colours of the cooperative.
FEZ = Palette("fez", COBALT, "#d99a2b", "#7fa6d6", "#16356f", "", "", "", "#f8f4e9")
TAMEGROUTE = Palette("tamegroute", GREEN, "#86b052", "#5f9a48", "#2a5a2a", "", "", "", "#9cbf62")
OUED_LAOU = Palette("oued laou", "#b9683f", "#4a2a20", "#d39a72", "#7a3f24", "", "", "", "#ead2b0")
SALE = Palette("salé", "#8ba0ac", "#c2955c", "#b9c8cc", "#4b6270", "", "", "", "#ece7da")


def tagine(drawing: Drawing, palette: Palette) -> None:
    """A painted tagine of Safi: dish, cone and knob."""
    x = 400
    dish = Lathe(x, [(612, 204), (612, 204), (636, 200), (664, 172), (680, 138), (BASE, 132)], 0.13)
    cone = Lathe(
        x, [(282, 26), (300, 30), (320, 26), (348, 34), (420, 66), (500, 118), (570, 170), (606, 186), (606, 186)], 0.13
    )
    cast_shadow(drawing, x, BASE, 160, 26)
    drawing.add(dish.rim(612, dark(palette.main, 0.45)))
    _dish(drawing, palette, dish)
    drawing.add(ellipse(x, 612, 190, 24, "#1c1210", opacity=0.35))
    _cone(drawing, palette, cone)
    knob = Lathe(x, [(222, 4), (228, 22), (246, 34), (268, 33), (284, 24), (296, 30), (296, 30)], 0.13)
    drawing.add(turned(drawing, knob, palette.second), gleam(drawing, knob, 230, 280, 0.5))


def fez_tagine(drawing: Drawing, palette: Palette) -> None:
    tagine(drawing, FEZ)


def tamegroute_tagine(drawing: Drawing, palette: Palette) -> None:
    tagine(drawing, TAMEGROUTE)


def oued_laou_tagine(drawing: Drawing, palette: Palette) -> None:
    tagine(drawing, OUED_LAOU)


def sale_tagine(drawing: Drawing, palette: Palette) -> None:
    tagine(drawing, SALE)


def _dish(drawing: Drawing, palette: Palette, dish: Lathe) -> None:
    inside = drawing.clip(dish.outline())
    drawing.add(
        path(dish.outline(), palette.cream),
        group(
            path(dish.triangles(618, 652, 26), palette.main),
            path(dish.triangles(672, 640, 26, math.pi / 26), palette.second),
            path(dish.outline(670, BASE), palette.deep),
            clip_path=inside,
        ),
        veil(drawing, dish),
        dish.ring_line(613, palette.deep, 10),
        dish.ring_line(610, light(palette.deep, 0.45), 2.5),
    )


def _cone(drawing: Drawing, palette: Palette, cone: Lathe) -> None:
    """The lid, with a band of diamonds, arches and dots."""
    drawing.add(
        path(cone.outline(), palette.main),
        group(
            path(cone.outline(322, 388), palette.cream),
            path(cone.diamonds(356, 44, 12), palette.deep),
            path(cone.outline(402, 410), palette.second),
            path(cone.outline(418, 512), palette.cream),
            path(cone.diamonds(464, 82, 16), palette.deep),
            path(cone.diamonds(464, 54, 16), palette.second),
            path(cone.diamonds(464, 24, 16), palette.cream),
            path(cone.dots(436, 6, 16, math.pi / 16) + cone.dots(494, 6, 16, math.pi / 16), palette.main),
            path(cone.outline(520, 528), palette.second),
            path(cone.triangles(588, 540, 24), palette.third),
            path(cone.dots(562, 6, 24, math.pi / 24), palette.cream),
            path(cone.outline(590, 606), palette.deep),
            clip_path=drawing.clip(cone.outline()),
        ),
        veil(drawing, cone, depth=0.9),
        gleam(drawing, cone, 330, 585, 0.42),
    )


def _glaze(drawing: Drawing, body: Lathe, seed: str) -> None:
    """The uneven green of Tamegroute: runs, darker pools, bare clay at the foot."""
    rng = random.Random(seed)
    drawing.add(turned(drawing, body, "#a9683c"))
    edge = body.foot - (body.foot - body.top) * 0.1
    runs = "".join(
        path(body.patch(body.top, edge + rng.uniform(-10, 14), phi, phi + 0.3), GREEN)
        for phi in [-1.56 + 0.26 * i for i in range(12)]
    )
    pools = []
    for _ in range(26):
        phi, y = rng.uniform(-1.3, 1.3), rng.uniform(body.top, edge)
        px, py = body.at(phi, y)
        pools.append(
            ellipse(
                px,
                py,
                rng.uniform(8, 26) * math.cos(phi),
                rng.uniform(6, 22),
                rng.choice(["#2c5f2c", "#5f9a48", "#86b052", "#34692f"]),
                opacity=0.5,
            )
        )
    drawing.add(group(runs, group(*pools, filter=drawing.blur(6)), clip_path=drawing.clip(body.outline())))
    drawing.add(veil(drawing, body), gleam(drawing, body, body.top + 20, edge - 10, 0.6))


def tamegroute(drawing: Drawing, palette: Palette) -> None:
    """A green-glazed jug with a bowl and a candlestick from Tamegroute."""
    jug = Lathe(
        344,
        [
            (262, 58),
            (262, 58),
            (280, 46),
            (330, 42),
            (376, 62),
            (440, 112),
            (520, 132),
            (600, 112),
            (660, 78),
            (676, 74),
            (BASE, 80),
        ],
        0.13,
    )
    handle = "M392 296C486 276 500 392 452 448"
    cast_shadow(drawing, 344, BASE, 104)
    drawing.add(
        line(handle, dark(GREEN, 0.4), 26),
        line(handle, GREEN, 19),
        line("M396 292C478 276 490 384 450 440", light(GREEN, 0.4), 5, opacity=0.7),
    )
    _glaze(drawing, jug, "jug")
    drawing.add(jug.rim(262, dark(GREEN, 0.5)), jug.rim(264, "#1e3a1c", -9), jug.ring_line(262, light(GREEN, 0.3), 5))
    cup = Lathe(520, [(590, 96), (590, 96), (620, 90), (660, 64), (682, 44), (682, 44), (704, 52)], 0.16)
    cast_shadow(drawing, 520, 704, 66)
    drawing.add(
        cup.rim(590, dark(GREEN, 0.35)), cup.rim(594, "#2f5f2d", -10), ellipse(508, 600, 66, 8, "#6ea352", opacity=0.5)
    )
    _glaze(drawing, cup, "cup")
    drawing.add(cup.ring_line(590, light(GREEN, 0.35), 6))


def _petals(count: int, inner: float, outer: float, width: float) -> str:
    """A ring of pointed petals around the origin, as one path."""
    data = ""
    for k in range(count):
        a = math.tau * k / count
        tip = (outer * math.cos(a), outer * math.sin(a))
        middle = (inner + outer) / 2
        sides = [
            (middle * math.cos(a + s * width / middle), middle * math.sin(a + s * width / middle)) for s in (-1, 1)
        ]
        root = (inner * math.cos(a), inner * math.sin(a))
        data += polygon([root, sides[0], tip, sides[1]])
    return data


def _plate(drawing: Drawing, colour: str, accent: str, radius: float, ground: str = "#f7f3e8") -> str:
    """A painted plate seen from the front, around the origin."""
    white = drawing.round((0, light(ground, 0.7)), (0.7, ground), (1, dark(ground, 0.2)))
    r = radius / 200
    scallops = circles(
        [(186 * r * math.cos(math.tau * k / 36), 186 * r * math.sin(math.tau * k / 36)) for k in range(36)], 9 * r
    )
    return group(
        ellipse(0, 0, radius, radius, white),
        ellipse(0, 0, radius - 4 * r, radius - 4 * r, "none", stroke=colour, stroke_width=8 * r),
        path(scallops, colour),
        ellipse(0, 0, 170 * r, 170 * r, white, stroke=colour, stroke_width=4 * r),
        path(_petals(16, 118 * r, 164 * r, 13 * r), colour),
        path(
            circles(
                [
                    (146 * r * math.cos(math.tau * (k + 0.5) / 16), 146 * r * math.sin(math.tau * (k + 0.5) / 16))
                    for k in range(16)
                ],
                6 * r,
            ),
            accent,
        ),
        ellipse(0, 0, 112 * r, 112 * r, "none", stroke=colour, stroke_width=5 * r),
        path(polygon(ring((0, 0), (106 * r, 72 * r), 8)), colour),
        path(polygon(ring((0, 0), (86 * r, 58 * r), 8)), ground),
        path(_petals(8, 12 * r, 78 * r, 15 * r), accent),
        path(_petals(8, 10 * r, 48 * r, 9 * r), colour),
        ellipse(0, 0, 11 * r, 11 * r, ground),
        ellipse(
            -60 * r,
            -92 * r,
            74 * r,
            34 * r,
            WHITE,
            opacity=0.5,
            transform=f"rotate(-34 {-60 * r:.0f} {-92 * r:.0f})",
            filter=drawing.blur(9),
        ),
    )


def _plate_on_stand(drawing: Drawing, style: Palette) -> None:
    """A plate of one pottery on a wooden stand."""
    cast_shadow(drawing, 400, BASE, 150, 20)
    wood = drawing.down((0, "#9a6a3c"), (1, "#56361b"))
    drawing.add(ellipse(410, 474, 202, 204, "#1c1210", opacity=0.3, filter=drawing.blur(9)))
    drawing.add(placed(_plate(drawing, style.main, style.second, 202, style.cream), x=400, y=466))
    drawing.add(path(rectangle(302, 660, 54, 30, 8), wood), path(rectangle(444, 660, 54, 30, 8), wood))


def fez_plate(drawing: Drawing, palette: Palette) -> None:
    """A blue plate of Fez on its stand, with a few cut tiles."""
    _plate_on_stand(drawing, FEZ)
    for x, y, colour in ((566, 706, COBALT), (560, 690, palette.second), (570, 674, "#2f7f6a"), (216, 712, COBALT)):
        _tile(drawing, x, y, colour)


def safi_plate(drawing: Drawing, palette: Palette) -> None:
    _plate_on_stand(drawing, palette)


def tamegroute_plate(drawing: Drawing, palette: Palette) -> None:
    _plate_on_stand(drawing, TAMEGROUTE)


def oued_laou_plate(drawing: Drawing, palette: Palette) -> None:
    _plate_on_stand(drawing, OUED_LAOU)


def sale_plate(drawing: Drawing, palette: Palette) -> None:
    _plate_on_stand(drawing, SALE)


def _bowl(drawing: Drawing, style: Palette) -> None:
    """A large empty bowl and a small one beside it."""
    for cx, radius, top, foot in ((368, 186, 508, 690), (546, 84, 640, 718)):
        body = bowl(drawing, style, cx=cx, radius=radius, top=top, foot=foot)
        inside = drawing.round(
            (0, dark(style.cream, 0.3)), (0.7, style.cream), (1, light(style.cream, 0.4)), cx=0.5, cy=0.2
        )
        drawing.add(body.rim(top, inside), body.rim(top + radius * 0.05, style.main, -radius * 0.42, opacity=0.35))
        bowl_front(drawing, style, body)


def safi_bowl(drawing: Drawing, palette: Palette) -> None:
    _bowl(drawing, palette)


def fez_bowl(drawing: Drawing, palette: Palette) -> None:
    _bowl(drawing, FEZ)


def tamegroute_bowl(drawing: Drawing, palette: Palette) -> None:
    _bowl(drawing, TAMEGROUTE)


def oued_laou_bowl(drawing: Drawing, palette: Palette) -> None:
    _bowl(drawing, OUED_LAOU)


def sale_bowl(drawing: Drawing, palette: Palette) -> None:
    _bowl(drawing, SALE)


def _vase(drawing: Drawing, style: Palette) -> None:
    """A tall vase with bands of diamonds and triangles."""
    body = Lathe(
        400,
        [
            (216, 62),
            (216, 62),
            (236, 50),
            (290, 46),
            (336, 66),
            (400, 122),
            (470, 146),
            (550, 130),
            (620, 92),
            (668, 70),
            (BASE, 76),
            (BASE, 76),
        ],
        0.13,
    )
    cast_shadow(drawing, 400, BASE, 100)
    drawing.add(
        path(body.outline(), style.main),
        group(
            path(body.outline(252, 276), style.cream),
            path(body.diamonds(264, 18, 14), style.deep),
            path(body.outline(336, 346), style.second),
            path(body.outline(378, 530), style.cream),
            path(body.diamonds(452, 140, 12), style.deep),
            path(body.diamonds(452, 98, 12), style.second),
            path(body.diamonds(452, 52, 12), style.cream),
            path(body.diamonds(452, 24, 12), style.main),
            path(body.dots(398, 8, 12, math.pi / 12) + body.dots(508, 8, 12, math.pi / 12), style.main),
            path(body.outline(540, 550), style.second),
            path(body.triangles(562, 614, 18), style.third),
            path(body.outline(650, BASE), style.deep),
            clip_path=drawing.clip(body.outline()),
        ),
        veil(drawing, body),
        gleam(drawing, body, 300, 640, 0.5),
        body.rim(216, dark(style.main, 0.45)),
        body.ring_line(217, light(style.second, 0.2), 8),
    )
    drawing.add(ellipse(400, 216, 62, 8, "none", stroke=light(style.second, 0.2), stroke_width=5))


def safi_vase(drawing: Drawing, palette: Palette) -> None:
    _vase(drawing, palette)


def oued_laou_vase(drawing: Drawing, palette: Palette) -> None:
    _vase(drawing, OUED_LAOU)


def sale_vase(drawing: Drawing, palette: Palette) -> None:
    _vase(drawing, SALE)


def zellige_panel(drawing: Drawing, palette: Palette) -> None:
    """A framed panel of cut tiles, leaning, with loose tiles before it."""
    cast_shadow(drawing, 400, BASE, 190, 20)
    panel, frame = rectangle(222, 286, 356, 400), drawing.down((0, "#b58350"), (1, "#6f4720"))
    tiles = field_of_tiles(FEZ, width=356, height=400, cell=128, origin=(178, 200), tiling="rosette")
    drawing.add(path(rectangle(206, 270, 400, 424, 6), "#1c1210", opacity=0.3, filter=drawing.blur(8)))
    drawing.add(
        path(rectangle(198, 262, 404, 430, 6), frame),
        group(group(tiles, transform="translate(222 286)"), clip_path=drawing.clip(panel)),
    )
    drawing.add(
        path(panel, drawing.slanted((0, WHITE, 0.32), (0.4, WHITE, 0), (1, "#1c1210", 0.25))),
        path(panel, stroke="#5f3c1c", stroke_width=5),
    )
    for x, y, colour in ((566, 716, COBALT), (562, 702, "#2f7f6a"), (236, 722, palette.second)):
        _tile(drawing, x, y, colour)


def _tile(drawing: Drawing, x: float, y: float, colour: str) -> None:
    """One square glazed tile lying on the floor, corner towards the viewer."""
    cast_shadow(drawing, x, y + 10, 36, 8)
    corners = [(x, y - 19), (x + 42, y), (x, y + 19), (x - 42, y)]
    side = [(x - 42, y), (x, y + 19), (x + 42, y), (x + 42, y + 9), (x, y + 28), (x - 42, y + 9)]
    glaze = drawing.slanted((0, light(colour, 0.5)), (0.45, colour), (1, dark(colour, 0.15)))
    drawing.add(
        path(polygon(side), drawing.across((0, "#c98a5e"), (0.5, "#a9683c"), (1, "#7a4526"))),
        path(polygon(corners), glaze),
    )
