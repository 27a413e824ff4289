"""One picture for each kind of fair programme: 1600 by 700 units."""

from marketplace.demo.pictures.colour import CREAM, PALETTES, Palette, dark, light
from marketplace.demo.pictures.objects.boxes import palm
from marketplace.demo.pictures.svg import Drawing, circles, group, line, path, placed, polygon, rectangle
from marketplace.demo.pictures.tilings import medallion, panel
from marketplace.demo.pictures.views import landmarks as lm
from marketplace.demo.pictures.views import people, terrain
from marketplace.demo.pictures.views.frame import border
from marketplace.demo.pictures.views.stories import GOODS, HEIGHT, WIDTH, Draw, paving


def regional_fairs(d: Drawing, p: Palette) -> None:
    """Tents in a ring before the town, a gate with bunting, visitors coming in."""
    terrain.sky(d, "#bcdcea", "#fdebcd")
    terrain.mountains(d, 350, 190, "#9fb0a8", "regional", step=96)
    terrain.hills(d, 390, 90, "#a9b06a", "regional near")
    paving(d, 400, "#e6cfa5")
    for x, size in ((130, 150), (330, 162), (530, 172), (1070, 172), (1270, 162), (1470, 150)):
        d.add(placed(lm.caidal_tent(d, size, p.second if x % 400 == 130 else p.main), x=x, y=450))
    for x, y, size in ((250, 590, 300), (1350, 590, 300)):
        d.add(
            placed(people.woman(d, 150, "#c9546c", CREAM), x=x, y=y - 30),
            placed(people.stall(d, p, size, GOODS), x=x, y=y),
        )
    _gate(d, p)
    d.add(
        placed(people.woman(d, 168, p.third, CREAM, basket=True), x=700, y=632),
        placed(people.man(d, 176, "#d8c3a0", "#b5472c"), x=900, y=640),
        placed(people.woman(d, 150, "#1f4fa8", "#e8c9a8", basket=True), x=990, y=626),
    )


def _gate(d: Drawing, p: Palette) -> None:
    """The arch at the entrance, its band faced with tiles."""
    tower = d.across((0, light(CREAM, 0.4)), (0.5, CREAM), (1, dark(CREAM, 0.2)))
    mass = "M590 570V190H1010V570H944V372A144 144 0 0 0 656 372V570Z"
    tiles = panel(d, p, x=606, y=206, width=388, height=180, cell=92)
    d.add(path(mass, tower), group(tiles, clip_path=d.clip("M606 206H994V386H950V372A150 150 0 0 0 650 372V386H606Z")))
    d.add(
        path("M656 570V372A144 144 0 0 1 944 372V570", stroke=p.second, stroke_width=14),
        path("M656 570V372A144 144 0 0 1 944 372V570", stroke=CREAM, stroke_width=5),
    )
    d.add(
        path("".join(rectangle(590 + 42 * k, 168, 24, 26) for k in range(10)), CREAM),
        path(rectangle(584, 188, 432, 12), p.main),
    )
    d.add(
        lm.flag_line(0, 200, 590, 210, 60, (p.main, p.second, CREAM, p.third), 16, 26),
        lm.flag_line(1010, 210, 1600, 200, 60, (p.second, p.third, p.main, CREAM), 16, 26),
    )


def national_fairs(d: Drawing, p: Palette) -> None:
    """A great pavilion with arcades and flags, stalls of every region in front."""
    terrain.sky(d, "#a9d3e8", "#fdf0d8")
    terrain.cloud(d, 240, 110, 280)
    terrain.cloud(d, 1330, 90, 320)
    _pavilion(d, p)
    paving(d, 452, "#e9dcc0")
    for k, x in enumerate((130, 390, 1210, 1470)):
        d.add(
            placed(people.man(d, 110, "#7a5a3c", CREAM) if k % 2 else people.woman(d, 110, p.third, CREAM), x=x, y=566),
            placed(
                people.stall(d, PALETTES[("atlas", "rose", "saffron", "lagoon")[k]], 220, GOODS[k:] + GOODS[:k]),
                x=x,
                y=590,
            ),
        )
    for x, y, robe, scarf in (
        (640, 640, "#c9546c", CREAM),
        (760, 600, p.second, "#5b1f3a"),
        (860, 646, "#1f4fa8", "#e8c9a8"),
        (990, 610, "#2f7f6a", "#f0c878"),
    ):
        d.add(placed(people.woman(d, 168 if y > 620 else 140, robe, scarf, basket=x != 760), x=x, y=y))
    d.add(placed(people.man(d, 172, "#d8c3a0", "#b5472c"), x=560, y=636))


def _pavilion(d: Drawing, p: Palette) -> None:
    """The hall: nine arches, a green roof, a medallion, pennants."""
    stone = d.down((0, "#fff8ea"), (1, "#e2cfab"))
    d.add(path(rectangle(180, 240, 1240, 230), stone), path(rectangle(560, 150, 480, 320), stone))
    arches = "".join(lm.arched(250 + 137.5 * k, 462, 88, 150) for k in range(9) if k != 4)
    d.add(
        path(arches, dark(p.main, 0.45)),
        path(arches, stroke=p.second, stroke_width=7),
        path(lm.arched(800, 464, 200, 210), dark(p.main, 0.5)),
        path(lm.arched(800, 464, 200, 210), stroke=p.second, stroke_width=11),
    )
    for left, right, y in ((160, 1440, 240), (540, 1060, 150)):
        width = right - left
        d.add(
            path(
                polygon([(left, y), (left + 40, y - 44), (right - 40, y - 44), (right, y)]),
                d.down((0, light("#1f7a5c", 0.2)), (1, "#125540")),
            )
        )
        d.add(
            line(
                "".join(
                    f"M{left + 44 + k * 20} {y - 44}L{left + 10 + k * (width - 20) / ((width - 88) / 20):.0f} {y}"
                    for k in range(int((width - 88) / 20) + 1)
                ),
                "#0b3f2f",
                3,
                opacity=0.5,
            ),
            path(rectangle(left, y - 2, width, 9), p.second),
        )
    d.add(medallion(d, p, centre=(800, 196), radius=42, tiling="khatam"))
    for k in range(10):
        x = 200 + 133 * k
        if not 540 < x < 1060:
            d.add(
                path(rectangle(x - 2, 110, 4, 90), "#7a6a55"),
                path(f"M{x + 2} 112c22 -10 34 10 58 0v34c-24 10 -36 -10 -58 0Z", (p.main, p.second, p.third)[k % 3]),
            )


def mobile_markets(d: Drawing, p: Palette) -> None:
    """A market lorry stopped on a mountain road, people coming to it."""
    terrain.sky(d, "#bfdcea", "#fdeacb")
    terrain.sun(d, 300, 130, 50)
    terrain.mountains(d, 400, 280, "#8fa0b2", "mobile", snow=True, step=92)
    terrain.hills(d, 430, 120, "#93a35e", "mobile far")
    d.add(placed(lm.houses(d, 380, 130, ("#cf9468", "#c08458", "#dcae82"), "douar", door="#3a6ea5"), x=1270, y=420))
    terrain.hills(d, 500, 80, "#a7a860", "mobile near")
    road = "M-20 640C300 600 520 640 800 610S1300 520 1620 500V640C1300 650 900 700 -20 720Z"
    d.add(
        path(road, "#b9ab94"),
        line("M-20 684C320 650 560 676 840 650S1320 586 1620 570", CREAM, 6, stroke_dasharray="46 34"),
    )
    for x, y, size in ((90, 560, 170), (1500, 486, 140), (1380, 500, 110)):
        d.add(placed(lm.olive_tree(d, size), x=x, y=y))
    d.add(placed(people.truck(d, p, 270), x=690, y=606))
    for x, y, size, robe, scarf in (
        (700, 652, 168, "#c9546c", CREAM),
        (830, 650, 160, "#2f7f6a", "#f0c878"),
        (1090, 632, 164, "#1f4fa8", "#e8c9a8"),
    ):
        d.add(placed(people.woman(d, size, robe, scarf, basket=True), x=x, y=y))
    d.add(
        placed(people.man(d, 172, "#7a5a3c", CREAM), x=960, y=646),
        placed(people.woman(d, 100, p.second, "#5b1f3a"), x=1150, y=634),
    )
    d.add(lm.flag_line(220, 340, 560, 400, 30, (p.main, p.second, CREAM, p.third), 10, 24))


def permanent_platforms(d: Drawing, p: Palette) -> None:
    """A market house with arcades: shelves of produce behind each arch, palms and tiles."""
    terrain.sky(d, "#b4d8ea", "#fdf0da")
    wall = d.down((0, "#fbf0da"), (1, "#ecd6ae"))
    d.add(path(rectangle(100, 110, 1400, 470), wall), path(rectangle(84, 96, 1432, 22, 4), p.deep))
    d.add(path("".join(rectangle(100 + 56 * k, 66, 30, 32) for k in range(26)), "#f3e2bd"))
    d.add(panel(d, p, x=100, y=122, width=1400, height=84, cell=84), path(rectangle(100, 204, 1400, 7), p.second))
    for k in range(5):
        _bay(d, p, 240 + 280 * k, k)
    paving(d, 578, "#e3cfa8")
    for x in (48, 1552):
        d.add(placed(palm(d, 460), x=x, y=620))
    for x, y, size, robe, scarf in (
        (380, 650, 172, "#c9546c", CREAM),
        (960, 654, 176, "#1f4fa8", "#e8c9a8"),
        (1230, 644, 164, p.second, "#5b1f3a"),
    ):
        d.add(placed(people.woman(d, size, robe, scarf, basket=True), x=x, y=y))
    d.add(placed(people.man(d, 178, "#d8c3a0", "#b5472c"), x=660, y=652))


def _bay(d: Drawing, p: Palette, x: float, k: int) -> None:
    """One arch of the market house, with shelves of jars, pots and bottles lit from inside."""
    opening = f"M{x - 92} 580V372A106 106 0 1 1 {x + 92} 372V580Z"
    inside = d.clip(opening)
    shelves = "".join(path(rectangle(x - 110, y, 220, 9), "#7a4f28") for y in (392, 462, 532))
    jars = []
    tones = ("#d98a16", "#b52a4e", "#6b7430", "#8a4f22", "#e0a92f", "#0f7f8f", "#a03a5e")
    for row, y in enumerate((392, 462, 532)):
        for i in range(5):
            tone = tones[(i * 3 + row * 2 + k) % 7]
            body = d.across((0, dark(tone, 0.25)), (0.3, light(tone, 0.3)), (1, dark(tone, 0.3)))
            left = x - 84 + i * 35
            jars.append(
                path(rectangle(left, y - 38, 27, 38, 5), body)
                + path(rectangle(left + 3, y - 47, 21, 10, 3), p.deep)
                + path(rectangle(left + 3, y - 26, 21, 14), CREAM)
            )
    glow = d.round((0, "#fff3cf"), (0.6, "#f0cf94"), (1, "#a9743f"), cx=0.5, cy=0.3, r=0.8)
    d.add(
        group(
            path(opening, glow),
            shelves,
            *jars,
            path(circles([(x, 312)], 13), "#fff8dc"),
            line(f"M{x} 260V300", "#7a4f28", 3),
            clip_path=inside,
        )
    )
    d.add(
        path(opening, stroke=p.deep, stroke_width=15),
        path(opening, stroke=p.second, stroke_width=9),
        path(opening, stroke=CREAM, stroke_width=3),
    )


PROGRAMMES: dict[str, tuple[Draw, str, dict[str, str]]] = {
    "regional-fairs": (
        regional_fairs,
        "lagoon",
        {
            "ar": "رسم لمعرض جهوي بخيامه وبوابته",
            "fr": "Dessin d'une foire régionale, ses tentes et sa porte",
            "en": "Drawing of a regional fair with its tents and gate",
        },
    ),
    "national-fairs": (
        national_fairs,
        "majorelle",
        {
            "ar": "رسم لمعرض وطني أمام جناح كبير",
            "fr": "Dessin d'une foire nationale devant un grand pavillon",
            "en": "Drawing of a national fair before a great pavilion",
        },
    ),
    "mobile-markets": (
        mobile_markets,
        "terracotta",
        {
            "ar": "رسم لسوق متنقل في طريق جبلية",
            "fr": "Dessin d'un marché itinérant sur une route de montagne",
            "en": "Drawing of a mobile market on a mountain road",
        },
    ),
    "permanent-platforms": (
        permanent_platforms,
        "atlas",
        {
            "ar": "رسم لمنصة تسويق دائمة بأقواسها ورفوفها",
            "fr": "Dessin d'une plateforme permanente, ses arcades et ses rayons",
            "en": "Drawing of a permanent market house with its arcades and shelves",
        },
    ),
}


def programme(name: str) -> str:
    """Return the SVG of the picture of one kind of programme."""
    draw, palette, _ = PROGRAMMES[name]
    drawing = Drawing(WIDTH, HEIGHT)
    draw(drawing, PALETTES[palette])
    border(drawing, PALETTES[palette])
    return drawing.svg()
