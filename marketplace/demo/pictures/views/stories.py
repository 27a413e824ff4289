"""Pictures for the home page and the stories: 1600 by 700 units."""

import math
import random
from collections.abc import Callable

from marketplace.demo.pictures import nature
from marketplace.demo.pictures.colour import CREAM, PALETTES, Palette, dark, light
from marketplace.demo.pictures.objects.boxes import palm
from marketplace.demo.pictures.svg import (
    Drawing,
    Point,
    circles,
    ellipse,
    group,
    line,
    path,
    placed,
    polygon,
    rectangle,
)
from marketplace.demo.pictures.tilings import panel
from marketplace.demo.pictures.views import landmarks as lm
from marketplace.demo.pictures.views import people, terrain
from marketplace.demo.pictures.views.frame import border

WIDTH, HEIGHT = 1600, 700
Draw = Callable[[Drawing, Palette], None]
GOODS = ("#d98a2b", "#b92c36", "#8fa04a", "#e0a92f", "#8a4f22")


def paving(d: Drawing, top: float, colour: str) -> None:
    """A paved square in perspective: rows that widen towards the viewer."""
    terrain.ground(d, top, colour)
    rows = "".join(f"M0 {top + (d.height - top) * (k / 9) ** 1.7:.0f}H{d.width}" for k in range(1, 9))
    beams = "".join(f"M{d.width / 2 + k * 52} {top}L{d.width / 2 + k * 250} {d.height}" for k in range(-16, 17))
    d.add(line(rows + beams, dark(colour, 0.14), 2, opacity=0.45))


def market_square(d: Drawing, p: Palette) -> None:
    """A fair on a square: white tents before the town wall, stalls, people with baskets."""
    terrain.sky(d, "#b7d7e8", "#fdeccf")
    terrain.sun(d, 1270, 150, 50)
    terrain.mountains(d, 360, 210, "#9db0bf", "square", snow=True, step=90)
    d.add(
        placed(lm.houses(d, 1300, 170, ("#e6c9a0", "#d9b488", "#efdcb8"), "square town", door="#2f6f5a"), x=800, y=400)
    )
    d.add(
        placed(lm.minaret(d, 330, "#d9b488", p.main), x=372, y=400),
        placed(lm.wall(d, 1700, 96, "#cf9468"), x=800, y=420),
    )
    paving(d, 414, "#e3c79b")
    for k, x in enumerate((140, 380, 620, 980, 1220, 1460)):
        d.add(placed(lm.caidal_tent(d, 190, (p.main, p.second)[k % 2]), x=x, y=470))
    d.add(
        lm.flag_line(-20, 190, 820, 240, 70, (p.main, p.second, CREAM, p.third), 22, 26),
        lm.flag_line(780, 240, 1620, 180, 70, (p.second, p.third, p.main, CREAM), 22, 26),
    )
    for x, y, size, goods in ((250, 600, 250, GOODS), (800, 590, 230, GOODS[::-1]), (1350, 600, 250, GOODS)):
        d.add(
            placed(people.man(d, size * 0.5, "#7a5a3c", CREAM), x=x + 20, y=y - 26),
            placed(people.stall(d, p, size, goods), x=x, y=y),
        )
    _shoppers(d, p)


def _shoppers(d: Drawing, p: Palette) -> None:
    d.add(placed(people.woman(d, 178, p.third, "#fbf3e0", basket=True), x=520, y=640))
    d.add(
        placed(people.woman(d, 170, "#c9546c", "#e8c9a8", basket=True), x=1060, y=632),
        placed(people.woman(d, 108, p.second, "#5b1f3a"), x=1118, y=640),
    )
    d.add(placed(people.man(d, 180, "#d8c3a0", "#b5472c"), x=610, y=652))


def argan_grove(d: Drawing, p: Palette) -> None:
    """Women gathering argan nuts under old trees, the Anti-Atlas behind."""
    terrain.sky(d, "#bfe0ea", "#fdeac2")
    terrain.sun(d, 420, 150, 54)
    terrain.mountains(d, 380, 220, "#b59080", "argan", step=110)
    terrain.hills(d, 430, 130, "#c9aa68", "grove far")
    for x, y, size in (
        (90, 430, 110),
        (330, 412, 90),
        (640, 430, 116),
        (930, 414, 96),
        (1240, 430, 120),
        (1500, 414, 100),
    ):
        d.add(placed(lm.argan_tree(d, size, f"far{x}"), x=x, y=y))
    terrain.hills(d, 520, 70, "#d3b070", "grove near")
    terrain.ground(d, 520, "#cfa868")
    terrain.pebbles(d, 530, "#b08d52", "grove")
    d.add(placed(lm.argan_tree(d, 390, "left"), x=330, y=610), placed(lm.argan_tree(d, 360, "right"), x=1280, y=600))
    for x, y, size, robe, scarf, basket in (
        (560, 622, 176, p.main, "#e8b64a", True),
        (700, 640, 170, "#c9546c", CREAM, True),
        (1040, 626, 172, "#1f4fa8", "#e8c9a8", True),
        (180, 636, 168, "#d9822b", "#5b1f3a", False),
    ):
        d.add(placed(people.woman(d, size, robe, scarf, basket=basket), x=x, y=y))
    spots = [
        (random.Random(f"nut{k}").uniform(60, 1540), random.Random(f"fall{k}").uniform(600, 656)) for k in range(70)
    ]
    d.add(path(circles(spots, 5), "#d9b040"), path(circles([(x - 1.5, y - 1.5) for x, y in spots], 1.8), "#fff0c0"))


def saffron_field(d: Drawing, p: Palette) -> None:
    """Crocuses in flower at dawn, and the women who pick them before the sun is high."""
    terrain.sky(d, "#b9b3d9", "#fcd9b6")
    terrain.sun(d, 1010, 250, 56, "#ffc873")
    terrain.mountains(d, 360, 210, "#8f86ae", "siroua far", snow=True, step=84)
    terrain.hills(d, 380, 100, "#9a8f78", "taliouine")
    d.add(placed(lm.kasbah(d, 110, "#b98a68"), x=430, y=372))
    terrain.haze(d, 300, 110, "#fbe3cf")
    terrain.ground(d, 384, "#8f6a48")
    terrain.furrows(d, 384, "#7a5638", 12, 820)
    terrain.field_of_flowers(d, 392, 820, 12, ("#8d68b8", "#a684cc", "#7650a6", "#bfa2dd"), "crocus field")
    for x, y, size, robe, scarf in (
        (590, 470, 110, "#c9546c", CREAM),
        (1000, 460, 104, p.second, "#8a2a3a"),
        (1230, 560, 168, "#2f7f6a", "#f0c878"),
        (330, 566, 172, "#b5472c", CREAM),
    ):
        d.add(placed(people.woman(d, size, robe, scarf, basket=True), x=x, y=y))


def palm_oasis(d: Drawing, p: Palette) -> None:
    """A ksar mirrored in the water of its palm grove."""
    terrain.sky(d, "#bcdbe8", "#fde0b8")
    terrain.sun(d, 300, 170, 56)
    terrain.mountains(d, 370, 170, "#bb9680", "oasis", step=120)
    terrain.dunes(d, 390, 110, "#dfa05e", "oasis dunes")
    d.add(placed(lm.kasbah(d, 290), x=860, y=436))
    rng = random.Random("oasis palms")
    for k in range(26):
        x = -20 + k * 66 + rng.uniform(-18, 18)
        near = abs(x - 830) / 800
        d.add(placed(palm(d, 120 + 130 * near + rng.uniform(-14, 14)), x=x, y=446 + 10 * near))
    terrain.ground(d, 444, "#b9a558")
    terrain.water(d, 474, 600, "#5fa9ae", "oasis")
    d.add(
        placed(lm.kasbah(d, 130, "#a9805f"), x=860, y=478, turn=180, mirror=True).replace(
            "<g ", '<g opacity="0.22" ', 1
        )
    )
    terrain_bank(d, 596, "#a99a4e")
    for x, size in ((90, 430), (230, 330), (1420, 440), (1540, 350)):
        d.add(placed(palm(d, size), x=x, y=650))
    d.add(
        placed(people.man(d, 150, "#e9dfc8", "#1f4fa8"), x=560, y=652),
        placed(people.woman(d, 146, p.main, "#e8b64a", basket=True), x=650, y=656),
    )
    d.add(*(placed(_date_basket(d), x=x, y=656) for x in (740, 830)))


def terrain_bank(d: Drawing, top: float, colour: str) -> None:
    """The grassy near bank of the water."""
    d.add(
        path(
            f"M0 {top + 14}C300 {top - 10} 620 {top + 16} 860 {top + 4}S1400 {top - 8} 1600 {top + 12}V{d.height}H0Z",
            d.down((0, light(colour, 0.2)), (1, dark(colour, 0.15))),
        )
    )
    terrain.pebbles(d, top + 24, colour, "bank")


def _date_basket(d: Drawing) -> str:
    dates = [(-26 + 13 * k, -44 - 6 * (k % 2)) for k in range(5)] + [(-14 + 14 * k, -56) for k in range(3)]
    return group(
        path(circles(dates, 9), "#7d3f1c"),
        path(circles([(x - 2, y - 3) for x, y in dates], 2.6), "#c98a5a"),
        path(polygon([(-40, -40), (40, -40), (30, 0), (-30, 0)]), "#c9a862"),
        line("M-38 -30H38M-35 -18H35M-32 -7H32", "#8f6f36", 3),
    )


def loom(d: Drawing, p: Palette) -> None:
    """A weaver's room: the upright loom, wool in every colour, a window on the hills."""
    d.add(path(rectangle(0, 0, WIDTH, HEIGHT), d.slanted((0, "#f6e6cc"), (0.6, "#e8cfa8"), (1, "#c9a679"))))
    d.add(
        panel(d, p, x=0, y=420, width=WIDTH, height=150, cell=96),
        path(rectangle(0, 416, WIDTH, 8), p.second),
        path(rectangle(0, 568, WIDTH, 8), p.second),
    )
    _window(d, p)
    d.add(
        path(rectangle(0, 576, WIDTH, 124), d.down((0, "#b97a54"), (1, "#8f5638"))),
        line("".join(f"M{k * 100 - 30} 576l-40 124" for k in range(18)) + "M0 622H1600", "#7a4529", 2, opacity=0.5),
    )
    _loom_frame(d, p)
    _shelves(d, p)
    d.add(placed(people.woman(d, 260, p.main, CREAM), x=1010, y=652))
    for x, y, r, colour in (
        (1180, 632, 30, p.second),
        (1240, 640, 26, "#c9546c"),
        (560, 640, 28, "#f2e9d6"),
        (520, 648, 22, p.third),
    ):
        d.add(placed(yarn(d, r, colour), x=x, y=y))


def _window(d: Drawing, p: Palette) -> None:
    """An arched window with the evening hills."""
    pane = "M96 400V230A110 110 0 0 1 316 230V400Z"
    d.add(path(pane, d.down((0, "#bfe0ea"), (1, "#fde6c2"))))
    d.add(
        group(
            path("M60 400C140 320 200 350 240 318S330 340 360 330V420H60Z", "#a9b07a"),
            path("M60 410C160 360 230 380 340 358V420H60Z", "#7f9458"),
            clip_path=d.clip(pane),
        )
    )
    d.add(
        path(pane, stroke=p.deep, stroke_width=18),
        path(pane, stroke=CREAM, stroke_width=9),
        line("M206 122V400M96 270H316", CREAM, 6),
    )
    d.add(path(polygon([(330, 180), (760, 480), (760, 700), (420, 700)]), "#fff6d8", opacity=0.22, filter=d.blur(24)))


def _loom_frame(d: Drawing, p: Palette) -> None:
    """The loom: two uprights, two beams, warp threads, a rug half made."""
    wood = d.across((0, "#a8733c"), (0.5, "#8a5a2c"), (1, "#5f3c1c"))
    left, right, top, foot = 470, 960, 90, 640
    warp = "".join(f"M{left + 36 + 6.2 * k:.1f} {top + 30}V{foot - 40}" for k in range(69))
    d.add(
        path(rectangle(left + 30, top + 20, right - left - 60, foot - top - 60), "#fff8e6", opacity=0.35),
        line(warp, "#f7ecd4", 2.2),
    )
    knot = 10
    tones = (p.main, p.second, CREAM, p.deep, p.third)
    cells: dict[str, str] = {}
    for j in range(26):
        for i in range(42):
            edge = j + (3 if (i // 5) % 2 else 0) < 3
            d_ = abs(i % 14 - 7) + abs(j % 13 - 6)
            if not edge:
                tone = tones[(d_ // 2 + j // 13) % 5]
                cells[tone] = cells.get(tone, "") + rectangle(
                    left + 35 + i * knot, 330 + j * knot, knot + 0.4, knot + 0.4
                )
    d.add(*(path(data, colour) for colour, data in cells.items()))
    d.add(
        path(rectangle(left, top - 20, 26, foot - top + 40, 8), wood),
        path(rectangle(right - 26, top - 20, 26, foot - top + 40, 8), wood),
    )
    beam = d.down((0, "#c1894e"), (0.5, "#9a6532"), (1, "#56361b"))
    d.add(
        path(rectangle(left - 30, top, right - left + 60, 34, 14), beam),
        path(rectangle(left - 30, foot - 56, right - left + 60, 36, 14), beam),
        path(rectangle(left + 20, 306, right - left - 40, 10, 5), beam),
    )


def _shelves(d: Drawing, p: Palette) -> None:
    """Shelves of wool beside the loom."""
    colours = (p.main, p.second, "#c9546c", CREAM, p.third, "#8a4f22", "#d98a2b", "#2f7f8f", "#6b7430")
    for row, y in enumerate((180, 290, 400)):
        d.add(
            path(rectangle(1150, y, 400, 14, 4), "#8a5a2c"),
            path(rectangle(1150, y + 14, 400, 8), "#1c1210", opacity=0.2),
        )
        for k in range(6):
            d.add(placed(yarn(d, 31, colours[(k + row * 4) % 9]), x=1186 + 66 * k, y=y - 29))


def yarn(d: Drawing, radius: float, colour: str) -> str:
    """A small ball of wool around the origin."""
    ball = d.round((0, light(colour, 0.4)), (0.5, colour), (1, dark(colour, 0.42)))
    threads = "".join(
        f"M{-radius * 0.9:.1f} {k * radius * 0.3:.1f}Q0 {(k - 1.6) * radius * 0.3:.1f} {radius * 0.9:.1f} {k * radius * 0.3:.1f}"
        for k in (-1, 0, 1, 2)
    )
    return ellipse(0, 0, radius, radius, ball) + line(threads, dark(colour, 0.3), 1.8, opacity=0.5)


def olive_terraces(d: Drawing, p: Palette) -> None:
    """The olive harvest on terraces: nets under the trees, baskets filled."""
    terrain.sky(d, "#c3dfe8", "#fbecc9")
    terrain.mountains(d, 340, 190, "#93a79a", "rif olives", step=96)
    for base, tone, seed in ((390, "#9aa868", "t1"), (470, "#8a9a58", "t2")):
        terrain.hills(d, base, 90, tone, seed)
    for x, y, size in [(40 + 130 * k, 408 + 10 * math.sin(k * 2), 96) for k in range(13)]:
        d.add(placed(lm.olive_tree(d, size), x=x, y=y))
    terrain.ground(d, 500, "#b9a45e")
    for x, y, size in ((180, 600, 290), (640, 584, 250), (1060, 596, 270), (1450, 600, 300)):
        d.add(
            ellipse(x, y + 8, size * 0.62, 34, "#3f6f5a", opacity=0.55),
            path(circles(_windfall(x, y + 8, size * 0.55), 4.4), "#43372f"),
            placed(lm.olive_tree(d, size), x=x, y=y),
        )
    for x, y, size, robe, scarf, basket in (
        (400, 640, 176, p.main, "#e8b64a", True),
        (840, 630, 170, "#c9546c", CREAM, True),
        (1270, 640, 174, "#1f4fa8", "#e8c9a8", False),
    ):
        d.add(placed(people.woman(d, size, robe, scarf, basket=basket), x=x, y=y))
    d.add(
        placed(people.man(d, 182, "#d8c3a0", "#b5472c"), x=500, y=648),
        placed(nature.olive_branch(d, 150), x=950, y=656, turn=50),
    )


def _windfall(x: float, y: float, reach: float) -> list[Point]:
    rng = random.Random(f"windfall {x}")
    return [(x + rng.uniform(-reach, reach), y + rng.uniform(-20, 20)) for _ in range(60)]


STORIES: dict[str, tuple[Draw, str, dict[str, str]]] = {
    "market-square": (
        market_square,
        "atlas",
        {
            "ar": "رسم لساحة معرض: خيام بيضاء وأروقة ومتسوقون",
            "fr": "Dessin d'une place de foire : tentes blanches, stands et visiteurs",
            "en": "Drawing of a fair on a square: white tents, stalls and visitors",
        },
    ),
    "argan-grove": (
        argan_grove,
        "atlas",
        {
            "ar": "رسم لنساء يجمعن ثمار الأركان",
            "fr": "Dessin de femmes ramassant les fruits de l'arganier",
            "en": "Drawing of women gathering argan fruit",
        },
    ),
    "saffron-field": (
        saffron_field,
        "iris",
        {
            "ar": "رسم لحقل زعفران مزهر عند الفجر",
            "fr": "Dessin d'un champ de safran en fleur à l'aube",
            "en": "Drawing of a saffron field in flower at dawn",
        },
    ),
    "palm-oasis": (
        palm_oasis,
        "saffron",
        {
            "ar": "رسم لواحة نخيل وقصر من الطين",
            "fr": "Dessin d'une palmeraie et d'un ksar",
            "en": "Drawing of a palm oasis and a ksar",
        },
    ),
    "loom": (
        loom,
        "terracotta",
        {
            "ar": "رسم لنسّاجة أمام منسجها",
            "fr": "Dessin d'une tisserande à son métier",
            "en": "Drawing of a weaver at her loom",
        },
    ),
    "olive-terraces": (
        olive_terraces,
        "olive",
        {"ar": "رسم لجني الزيتون", "fr": "Dessin de la récolte des olives", "en": "Drawing of the olive harvest"},
    ),
}


def story(name: str) -> str:
    """Return the SVG of one picture of the home page and the stories."""
    draw, palette, _ = STORIES[name]
    drawing = Drawing(WIDTH, HEIGHT)
    draw(drawing, PALETTES[palette])
    border(drawing, PALETTES[palette])
    return drawing.svg()
