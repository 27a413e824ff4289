"""Bottles: oils, rose water."""

from marketplace.demo.pictures import nature
from marketplace.demo.pictures.colour import Palette, dark, light
from marketplace.demo.pictures.lathe import Lathe, gleam, turned
from marketplace.demo.pictures.niche import BASE, cast_shadow
from marketplace.demo.pictures.svg import Drawing, path, placed
from marketplace.demo.pictures.ware import glass, label, lid, scattered

GOLD = "#c9972f"


def _bottle(drawing: Drawing, palette: Palette, content: str, text: str, size: int) -> None:
    """A round-shouldered bottle with a dark cap."""
    x = 386
    body = Lathe(
        x, [(246, 35), (246, 35), (312, 36), (362, 58), (410, 98), (450, 106), (450, 106), (672, 106), (BASE, 100)]
    )
    cast_shadow(drawing, x, BASE, 100)
    glass(drawing, body, content, top=246)
    drawing.add(path(body.outline(246, 300), "#fff4d6", opacity=0.3), body.rim(300, light(content, 0.6), opacity=0.8))
    drawing.add(gleam(drawing, body, 356, 680), gleam(drawing, body, 252, 340, 0.4))
    label(drawing, palette, body, text, top=464, foot=630, size=size)
    lid(drawing, x, 43, 190, 66, palette.deep, ridges=30)
    drawing.add(turned(drawing, Lathe(x, [(256, 40), (256, 40), (268, 40), (268, 40)]), palette.second))


def argan_bottle(drawing: Drawing, palette: Palette) -> None:
    """Culinary argan oil, with nuts of the tree."""
    _bottle(drawing, palette, "#d9921f", "أركان", 62)
    drawing.add(placed(nature.sprig(drawing, 96, 4, leaf_size=(30, 13)), x=546, y=694, turn=28))
    scattered(drawing, lambda: nature.argan_nut(drawing), [(506, 700, -12), (560, 706, 18)])
    scattered(drawing, lambda: nature.argan_nut(drawing, "#8fa04a"), [(532, 722, 4)])


def olive_bottle(drawing: Drawing, palette: Palette) -> None:
    """A tall bottle of green glass, with a branch of olives."""
    x = 384
    body = Lathe(
        x, [(232, 29), (232, 29), (318, 30), (356, 44), (392, 80), (424, 88), (424, 88), (674, 88), (BASE, 83)]
    )
    cast_shadow(drawing, x, BASE, 84)
    glass(drawing, body, "#56682a", top=232)
    drawing.add(path(body.outline(232, 330), drawing.down((0, "#c8cf8a", 0.45), (1, "#c8cf8a", 0))))
    drawing.add(gleam(drawing, body, 380, 680), gleam(drawing, body, 246, 340, 0.45))
    label(drawing, palette, body, "زيت زيتون", top=448, foot=640, size=35)
    lid(drawing, x, 35, 178, 62, GOLD, ridges=24)
    drawing.add(turned(drawing, Lathe(x, [(240, 33), (240, 33), (256, 33), (256, 33)]), palette.main))
    drawing.add(placed(nature.olive_branch(drawing, 176), x=486, y=708, turn=22))
    scattered(drawing, lambda: nature.olive(drawing), [(500, 714, 10), (566, 716, -20)])
    scattered(drawing, lambda: nature.olive(drawing, "#43372f"), [(536, 708, -10)])


def _dropper(drawing: Drawing, palette: Palette, x: float, oil: str, text: str) -> None:
    """A small bottle with a rubber dropper, drawn large."""
    body = Lathe(
        x, [(392, 40), (392, 40), (412, 44), (440, 88), (462, 108), (474, 110), (474, 110), (672, 110), (BASE, 104)]
    )
    cast_shadow(drawing, x, BASE, 102)
    glass(drawing, body, oil, top=392)
    drawing.add(gleam(drawing, body, 432, 680))
    label(drawing, palette, body, text, top=502, foot=646, size=54)
    bulb = Lathe(x, [(196, 12), (204, 26), (232, 31), (292, 33), (310, 38), (310, 38)])
    drawing.add(turned(drawing, bulb, "#2b2523"), gleam(drawing, bulb, 206, 300, 0.4))
    lid(drawing, x, 50, 312, 86, GOLD, ridges=34)
    drawing.add(turned(drawing, Lathe(x, [(308, 36), (308, 36), (318, 36), (318, 36)]), dark(GOLD, 0.2)))


def dropper_bottle(drawing: Drawing, palette: Palette) -> None:
    """Cosmetic argan oil in a dropper bottle."""
    _dropper(drawing, palette, 386, "#c27a1c", "أركان")
    drawing.add(placed(nature.sprig(drawing, 130, 5, leaf_size=(34, 14)), x=530, y=700, turn=16))
    scattered(drawing, lambda: nature.argan_nut(drawing), [(522, 704, -14), (572, 712, 16)])
    scattered(drawing, lambda: nature.almond(drawing), [(540, 726, 12)], 0.8)


def prickly_dropper(drawing: Drawing, palette: Palette) -> None:
    """Prickly pear seed oil in a dropper bottle, with the fruit it comes from."""
    drawing.add(
        placed(nature.cactus_pad(drawing, 220), x=500, y=690, turn=12),
        placed(nature.cactus_pad(drawing, 130), x=556, y=698, turn=26),
    )
    drawing.add(placed(nature.prickly_pear(drawing), x=545, y=472, scale=0.62, turn=18))
    _dropper(drawing, palette, 372, "#d2a833", "أكناري")
    scattered(drawing, lambda: nature.prickly_pear(drawing), [(514, 684, 74)])
    cast_shadow(drawing, 580, 716, 30, 8)
    drawing.add(placed(nature.prickly_pear_half(drawing), x=580, y=688, turn=-14))


def _flask(drawing: Drawing, palette: Palette, water: str, text: str, size: int) -> None:
    """A long-necked flask with a glass stopper, for waters of flowers."""
    x = 388
    body = Lathe(
        x, [(268, 26), (268, 26), (366, 25), (420, 40), (470, 86), (540, 118), (606, 124), (660, 106), (BASE, 84)]
    )
    cast_shadow(drawing, x, BASE, 104)
    glass(drawing, body, water, top=268)
    drawing.add(path(body.outline(268, 384), "#fff6f4", opacity=0.5), body.rim(384, light(water, 0.45)))
    drawing.add(gleam(drawing, body, 430, 680), gleam(drawing, body, 274, 400, 0.5))
    label(drawing, palette, body, text, top=510, foot=640, size=size, spread=0.9)
    stopper = Lathe(x, [(176, 4), (184, 20), (208, 31), (232, 22), (244, 17), (262, 24), (276, 24)])
    drawing.add(turned(drawing, stopper, light(palette.second, 0.15)), gleam(drawing, stopper, 184, 240, 0.6))
    drawing.add(turned(drawing, Lathe(x, [(266, 31), (266, 31), (280, 31), (280, 31)]), GOLD))


def rosewater_bottle(drawing: Drawing, palette: Palette) -> None:
    """Rose water, and Damask roses."""
    _flask(drawing, palette, "#eb9db0", "ماء الورد", 42)
    for px, py, turn in ((506, 690, 168), (566, 676, 12), (566, 664, -40)):
        drawing.add(placed(nature.leaf(drawing, 58, 28), x=px, y=py, turn=turn))
    scattered(drawing, lambda: nature.rose(drawing, 44), [(548, 676, 0)], 1.05)
    scattered(drawing, lambda: nature.rose(drawing, 34, "#f0a9b8"), [(500, 696, 40), (596, 700, 80)])


def walnut_oil(drawing: Drawing, palette: Palette) -> None:
    """Walnut oil, with walnuts."""
    _bottle(drawing, palette, "#b9862c", "زيت الجوز", 42)
    scattered(drawing, lambda: nature.walnut(drawing), [(526, 690, 12), (590, 700, -30)], 1.1)
    cast_shadow(drawing, 556, 732, 28, 7)
    drawing.add(placed(nature.walnut_half(drawing), x=556, y=714, scale=1.1))


def date_syrup(drawing: Drawing, palette: Palette) -> None:
    """Date syrup, with dates."""
    _bottle(drawing, palette, "#4f2412", "دبس التمر", 37)
    scattered(drawing, lambda: nature.date(drawing), [(536, 692, -10), (588, 706, 20), (534, 720, 6)], 0.95)


def pomegranate_molasses(drawing: Drawing, palette: Palette) -> None:
    """Pomegranate molasses, with the fruit open."""
    _bottle(drawing, palette, "#6b1426", "دبس الرمان", 34)
    scattered(drawing, lambda: nature.pomegranate(drawing), [(536, 664, -6)], 0.9)
    cast_shadow(drawing, 590, 728, 40, 8)
    drawing.add(placed(nature.pomegranate_half(drawing), x=590, y=694, scale=0.8))


def rose_syrup(drawing: Drawing, palette: Palette) -> None:
    """Rose syrup, with Damask roses."""
    _bottle(drawing, palette, "#c2385c", "شراب الورد", 36)
    drawing.add(placed(nature.leaf(drawing, 58, 28), x=560, y=676, turn=20))
    scattered(drawing, lambda: nature.rose(drawing, 42), [(540, 684, 0)], 1.0)
    scattered(drawing, lambda: nature.rose(drawing, 34, "#f0a9b8"), [(592, 704, 50)])


def apple_vinegar(drawing: Drawing, palette: Palette) -> None:
    """Apple vinegar, with apples."""
    _bottle(drawing, palette, "#d9a441", "خل التفاح", 42)
    scattered(drawing, lambda: nature.apple(drawing), [(540, 672, -8)], 0.9)
    scattered(drawing, lambda: nature.apple(drawing, "#d9a02f"), [(596, 694, 14)], 0.72)


def lavender_water(drawing: Drawing, palette: Palette) -> None:
    """Lavender water, with lavender."""
    for turn, length in ((8, 190), (20, 220), (34, 180)):
        drawing.add(placed(nature.lavender(drawing, length), x=516, y=708, turn=turn))
    _flask(drawing, palette, "#b9a3d9", "ماء الخزامى", 36)


def rosemary_water(drawing: Drawing, palette: Palette) -> None:
    """Rosemary water, with rosemary."""
    for turn, length in ((8, 190), (22, 210), (38, 160)):
        drawing.add(placed(nature.rosemary(drawing, length), x=516, y=710, turn=turn))
    _flask(drawing, palette, "#a8c7a0", "ماء أزير", 44)


def rosemary_essence(drawing: Drawing, palette: Palette) -> None:
    """Essential oil of rosemary in a dropper bottle."""
    for turn, length in ((10, 190), (24, 210), (40, 160)):
        drawing.add(placed(nature.rosemary(drawing, length), x=516, y=710, turn=turn))
    _dropper(drawing, palette, 378, "#8a5a22", "أزير")
