"""Cover bands of the twelve regions: 1600 by 420 units, each a land one knows at a glance."""

import random
from collections.abc import Callable

from marketplace.demo.pictures.colour import PALETTES
from marketplace.demo.pictures.objects.boxes import palm
from marketplace.demo.pictures.svg import Drawing, ellipse, line, path, placed, polygon, rectangle
from marketplace.demo.pictures.views import landmarks as lm
from marketplace.demo.pictures.views import terrain
from marketplace.demo.pictures.views.frame import border

WIDTH, HEIGHT = 1600, 420
Draw = Callable[[Drawing], None]


def _rif(d: Drawing) -> None:
    """Tanger-Tétouan-Al Hoceïma: the Rif, the sea, the blue town."""
    terrain.sky(d, "#bfdcec", "#fbeed8")
    terrain.mountains(d, 250, 200, "#7d9aa6", "rif far")
    terrain.hills(d, 270, 130, "#6f9468", "rif near")
    terrain.water(d, 286, 420, "#4d9cb8", "strait")
    d.add(
        placed(
            lm.houses(d, 620, 240, ("#8db8e0", "#a9cbe8", "#6f9fd2", "#e9f1f8"), "chaouen", door="#2f5fa0"),
            x=1130,
            y=340,
        )
    )
    d.add(ellipse(1130, 410, 520, 92, "#7f9f5f"))
    d.add(placed(lm.boat(d, 80, "#2f6fae"), x=360, y=322), placed(lm.boat(d, 52, "#b5472c"), x=610, y=306))


def _oriental(d: Drawing) -> None:
    """L'Oriental: clementine orchards under the Beni Snassen."""
    terrain.sky(d, "#cfe4ea", "#fdeccb")
    terrain.sun(d, 1240, 120, 44)
    terrain.mountains(d, 250, 170, "#a3937f", "snassen", step=90)
    terrain.hills(d, 300, 90, "#9aa85f", "oriental")
    terrain.ground(d, 280, "#a9884f")
    for y, size, step, shift in ((300, 66, 92, 10), (334, 88, 124, -40), (380, 116, 168, 30)):
        for k in range(20):
            d.add(placed(lm.orchard_tree(d, size, "#ef8420", f"berkane{k}"), x=shift + k * step, y=y))


def _fes(d: Drawing) -> None:
    """Fès-Meknès: the old town with its green-headed minarets, cedars on the hill."""
    terrain.sky(d, "#d6e5ea", "#fbe9cf")
    terrain.mountains(d, 240, 120, "#93a58f", "zalagh", step=110)
    terrain.hills(d, 270, 90, "#8a9a5c", "fes")
    d.add(
        placed(
            lm.houses(d, 1100, 230, ("#e6d2ae", "#d9bf94", "#efe0c2", "#cfae7f"), "medina", door="#2f6f5a"),
            x=800,
            y=372,
        )
    )
    for x, size in ((520, 230), (820, 270), (1090, 210)):
        d.add(placed(lm.minaret(d, size, "#dcc195", "#1f7a5c"), x=x, y=350))
    for x, size in ((90, 150), (190, 180), (286, 140), (1390, 170), (1480, 200), (1570, 150)):
        d.add(placed(lm.cedar(d, size), x=x, y=380))


def _rabat(d: Drawing) -> None:
    """Rabat-Salé-Kénitra: the kasbah over the river, blue boats, an unfinished tower."""
    terrain.sky(d, "#c7e0ec", "#fdf0dc")
    terrain.hills(d, 270, 80, "#a7b07a", "sale")
    d.add(
        placed(lm.wall(d, 620, 120, "#c98a5c"), x=1180, y=300),
        placed(lm.houses(d, 480, 150, ("#f6efe2", "#fffaf0", "#e7dcc8"), "oudaya", door="#2f5fa0"), x=1190, y=234),
    )
    _tower(d, 430, 306)
    terrain.water(d, 296, 420, "#4f8fa8", "bouregreg")
    for x, y, size, hull in (
        (250, 344, 84, "#2f6fae"),
        (640, 362, 100, "#1f4fa8"),
        (920, 330, 66, "#3f8fc9"),
        (1330, 366, 104, "#2f6fae"),
    ):
        d.add(placed(lm.boat(d, size, hull), x=x, y=y))


def _tower(d: Drawing, x: float, foot: float) -> None:
    """A broad square tower with a lattice of arches, and the stumps of columns."""
    stone = "#c48a5f"
    d.add(path(rectangle(x - 62, foot - 220, 124, 220), d.across((0, "#d9a579"), (0.6, stone), (1, "#935f3c"))))
    for row in range(3):
        for k in range(3):
            d.add(path(lm.arched(x - 36 + 36 * k, foot - 34 - 60 * row, 20, 40), "#8a5637"))
    d.add(
        line(
            f"M{x - 62} {foot - 22}H{x + 62}M{x - 62} {foot - 150}H{x + 62}M{x - 62} {foot - 206}H{x + 62}",
            "#e6bb92",
            5,
        )
    )
    d.add(*(path(rectangle(x + 110 + 44 * k, foot - 54 + (k % 2) * 8, 18, 54), "#e0c3a0") for k in range(7)))


def _beni_mellal(d: Drawing) -> None:
    """Béni Mellal-Khénifra: falls among red cliffs, pomegranates, cedars."""
    terrain.sky(d, "#cce1ea", "#fae8d2")
    terrain.mountains(d, 260, 210, "#8f9fae", "atlas", snow=True, step=84)
    terrain.hills(d, 290, 120, "#7f9a58", "khenifra")
    cliff = polygon([(560, 420), (590, 190), (660, 150), (820, 132), (960, 150), (1020, 196), (1060, 420)])
    d.add(path(cliff, d.down((0, "#c98f66"), (1, "#8f5c3e"))))
    for x, width in ((690, 26), (770, 40), (860, 30), (930, 20)):
        d.add(path(rectangle(x - width / 2, 146, width, 200, 8), d.down((0, "#f3fafc"), (1, "#bfe0ea")), opacity=0.95))
    terrain.water(d, 336, 420, "#6fb3b8", "ouzoud")
    for x, size in ((60, 130), (330, 140), (480, 120), (1120, 130), (1270, 150), (1530, 136)):
        d.add(placed(lm.orchard_tree(d, size, "#c5303a", f"tree{x}"), x=x, y=382))
    for x, size in ((180, 180), (1410, 190)):
        d.add(placed(lm.cedar(d, size), x=x, y=376))


def _casablanca(d: Drawing) -> None:
    """Casablanca-Settat: wheat to the horizon, the white town by the sea."""
    terrain.sky(d, "#bfdff0", "#fff1d6")
    terrain.sun(d, 330, 110, 40)
    terrain.water(d, 214, 262, "#5b9fc0", "atlantic")
    d.add(
        placed(lm.houses(d, 620, 120, ("#fffdf6", "#f2ede2", "#e4ddcf"), "casa", door="#7d8f9a"), x=1160, y=264),
        placed(lm.minaret(d, 190, "#ded3b6", "#1f7a6c"), x=940, y=262),
    )
    terrain.ground(d, 256, "#d9b253")
    terrain.furrows(d, 256, "#e8ca78", 14, 760)
    _wheat(d)


def _wheat(d: Drawing) -> None:
    """Ears of wheat in the foreground."""
    rng = random.Random("wheat")
    stalks, ears = "", []
    for _ in range(150):
        x, foot, tall = rng.uniform(0, WIDTH), rng.uniform(396, 424), rng.uniform(44, 84)
        lean = rng.uniform(-6, 14)
        stalks += f"M{x:.0f} {foot:.0f}q{lean * 0.3:.1f} {-tall * 0.6:.1f} {lean:.1f} {-tall:.1f}"
        ears.append((x + lean, foot - tall))
    heads = "".join(
        polygon([(x, y - 16), (x + 5, y - 2), (x + 3, y + 10), (x - 3, y + 10), (x - 5, y - 2)]) for x, y in ears
    )
    d.add(line(stalks, "#b98f35", 2.4), path(heads, "#f0d58a"))


def _marrakech(d: Drawing) -> None:
    """Marrakech-Safi: the red town before the snow, palms."""
    terrain.sky(d, "#bcd8ea", "#fde3cb")
    terrain.mountains(d, 280, 230, "#8c9fb8", "toubkal", snow=True, step=76)
    terrain.hills(d, 300, 50, "#b98a5f", "haouz")
    d.add(
        placed(lm.houses(d, 900, 150, ("#cf7f56", "#c06f48", "#dc9670"), "marrakech", door="#5a2d1c"), x=720, y=330),
        placed(lm.minaret(d, 280, "#cf8f62", "#2f8f8a"), x=760, y=330),
    )
    d.add(placed(lm.wall(d, 1500, 76, "#c9774d"), x=800, y=372))
    terrain.ground(d, 368, "#d39b6c")
    for x, size in ((80, 250), (170, 200), (330, 230), (1160, 240), (1300, 210), (1390, 270), (1520, 220)):
        d.add(placed(palm(d, size), x=x, y=384))


def _draa(d: Drawing) -> None:
    """Drâa-Tafilalet: a ksar, its palm grove, the dunes."""
    terrain.sky(d, "#bfd9e6", "#fde2bd")
    terrain.sun(d, 250, 130, 46)
    terrain.mountains(d, 280, 130, "#b58f78", "saghro", step=120)
    terrain.dunes(d, 310, 150, "#dd9a56", "merzouga")
    d.add(placed(lm.kasbah(d, 250), x=1130, y=344))
    terrain.ground(d, 340, "#c9a05e")
    rng = random.Random("grove")
    for k in range(20):
        x = 560 + k * 58 + rng.uniform(-16, 16)
        d.add(placed(palm(d, rng.uniform(86, 140) + (40 if k < 5 or k > 14 else 0)), x=x, y=352 + rng.uniform(0, 34)))
    terrain.water(d, 388, 404, "#6fb3b0", "seguia")


def _souss(d: Drawing) -> None:
    """Souss-Massa: argan trees on the slopes of the Anti-Atlas, the ocean."""
    terrain.sky(d, "#c3e0ea", "#fdebc8")
    terrain.mountains(d, 250, 150, "#b08a7a", "anti", step=100)
    terrain.hills(d, 280, 90, "#c2a065", "souss")
    terrain.ground(d, 290, "#cfa868")
    for x, y, size in (
        (120, 320, 130),
        (420, 306, 104),
        (700, 330, 140),
        (1010, 308, 108),
        (1260, 326, 136),
        (1500, 310, 110),
        (280, 378, 190),
        (880, 382, 200),
        (1400, 380, 190),
    ):
        d.add(placed(lm.argan_tree(d, size, f"argan{x}"), x=x, y=y))
    terrain.pebbles(d, 340, "#b08d52", "souss")


def _guelmim(d: Drawing) -> None:
    """Guelmim-Oued Noun: hills of prickly pear, camels, the gate of the desert."""
    terrain.sky(d, "#c7e1e8", "#fbe6c4")
    terrain.mountains(d, 270, 110, "#b9957c", "bani", step=130)
    terrain.hills(d, 310, 80, "#c9a56a", "noun")
    d.add(placed(lm.kasbah(d, 120, "#cf9468"), x=1200, y=300))
    for k, x in enumerate((470, 590, 720)):
        d.add(placed(lm.camel(d, 96 + 6 * (k % 2)), x=x, y=330))
    terrain.ground(d, 326, "#cfa964")
    for x, y, size in (
        (90, 380, 150),
        (230, 390, 120),
        (360, 376, 96),
        (880, 386, 120),
        (1010, 376, 160),
        (1330, 384, 140),
        (1470, 376, 170),
        (1570, 390, 120),
    ):
        d.add(placed(lm.cactus_clump(d, size), x=x, y=y))


def _laayoune(d: Drawing) -> None:
    """Laâyoune-Sakia El Hamra: a nomad tent, camels, dunes at evening."""
    terrain.sky(d, "#b9cfe2", "#fbd3a8")
    terrain.sun(d, 1130, 180, 60, "#ffc05a")
    terrain.dunes(d, 290, 130, "#e0a566", "sakia far")
    terrain.dunes(d, 350, 110, "#d08f50", "sakia near")
    d.add(placed(lm.nomad_tent(d, 150), x=430, y=376))
    for k, x in enumerate((720, 880, 1040)):
        d.add(placed(lm.camel(d, 130 - 8 * k), x=x, y=372 - 6 * k))


def _dakhla(d: Drawing) -> None:
    """Dakhla-Oued Ed-Dahab: the lagoon, its white dune, fishing boats."""
    terrain.sky(d, "#a9dbe8", "#fff0d8")
    terrain.dunes(d, 250, 120, "#f3dcae", "white dune")
    terrain.water(d, 246, 420, "#2f9fb0", "lagoon")
    for x, y, size, hull in (
        (220, 312, 90, "#b5472c"),
        (560, 344, 120, "#1f6fae"),
        (960, 306, 84, "#d9822b"),
        (1330, 350, 126, "#0f7f6f"),
    ):
        d.add(placed(lm.boat(d, size, hull), x=x, y=y))
    terrain.cloud(d, 380, 90, 260)
    terrain.cloud(d, 1180, 70, 320)


REGIONS: dict[str, tuple[Draw, str]] = {
    "01": (_rif, "majorelle"),
    "02": (_oriental, "saffron"),
    "03": (_fes, "atlas"),
    "04": (_rabat, "lagoon"),
    "05": (_beni_mellal, "olive"),
    "06": (_casablanca, "iris"),
    "07": (_marrakech, "terracotta"),
    "08": (_draa, "rose"),
    "09": (_souss, "atlas"),
    "10": (_guelmim, "olive"),
    "11": (_laayoune, "terracotta"),
    "12": (_dakhla, "lagoon"),
}


def region(code: str) -> str:
    """Return the SVG of the cover band of a region, by its two-digit code."""
    draw, palette = REGIONS[code]
    drawing = Drawing(WIDTH, HEIGHT)
    draw(drawing)
    border(drawing, PALETTES[palette])
    return drawing.svg()
