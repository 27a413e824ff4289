"""People and their stalls in the wide pictures; each stands on the origin, people about `size` units tall."""

from marketplace.demo.pictures.colour import CREAM, WHITE, Palette, dark, light
from marketplace.demo.pictures.svg import Drawing, circles, ellipse, group, line, path, polygon, rectangle

SKIN = "#a8704a"


def woman(drawing: Drawing, size: float, robe: str, scarf: str, *, basket: bool = False) -> str:
    """A woman in a djellaba and a headscarf, perhaps with a basket on her arm."""
    s = size / 100
    cloth = drawing.across((0, dark(robe, 0.12)), (0.3, light(robe, 0.22)), (0.6, robe), (1, dark(robe, 0.3)))
    body = f"M{-9 * s} {-76 * s}C{-17 * s} {-72 * s} {-19 * s} {-50 * s} {-20 * s} {-30 * s}L{-24 * s} 0H{24 * s}L{20 * s} {-30 * s}C{19 * s} {-50 * s} {17 * s} {-72 * s} {9 * s} {-76 * s}Z"
    sleeves = f"M{-15 * s} {-68 * s}C{-22 * s} {-54 * s} {-20 * s} {-44 * s} {-8 * s} {-38 * s}M{15 * s} {-68 * s}C{22 * s} {-54 * s} {20 * s} {-44 * s} {8 * s} {-38 * s}"
    head = (
        ellipse(0, -88 * s, 10.5 * s, 12 * s, scarf)
        + ellipse(-1 * s, -87 * s, 6.6 * s, 8 * s, SKIN)
        + path(
            f"M{-10 * s} {-84 * s}C{-12 * s} {-74 * s} {12 * s} {-74 * s} {10 * s} {-84 * s}C{6 * s} {-76 * s} {-6 * s} {-76 * s} {-10 * s} {-84 * s}Z",
            dark(scarf, 0.15),
        )
    )
    held = ""
    if basket:
        held = (
            path(f"M{8 * s} {-40 * s}H{38 * s}L{33 * s} {-20 * s}H{13 * s}Z", "#c9a862")
            + line(f"M{12 * s} {-40 * s}C{14 * s} {-56 * s} {32 * s} {-56 * s} {34 * s} {-40 * s}", "#9a7a3c", 2.4 * s)
            + path(circles([(15 * s, -42 * s), (22 * s, -44 * s), (30 * s, -42 * s)], 4.4 * s), "#d98a2b")
        )
    shadow = ellipse(3 * s, 0, 27 * s, 4 * s, "#1c1210", opacity=0.25)
    return (
        shadow
        + path(body, cloth)
        + line(sleeves, dark(robe, 0.1), 7 * s)
        + path(circles([(-7 * s, -38 * s), (8 * s, -38 * s)], 3 * s), SKIN)
        + head
        + held
    )


def man(drawing: Drawing, size: float, robe: str, cap: str) -> str:
    """A man in a long djellaba and a knitted cap."""
    s = size / 100
    cloth = drawing.across((0, dark(robe, 0.12)), (0.3, light(robe, 0.22)), (0.6, robe), (1, dark(robe, 0.3)))
    body = f"M{-11 * s} {-78 * s}C{-18 * s} {-74 * s} {-20 * s} {-50 * s} {-19 * s} {-30 * s}L{-21 * s} {-2 * s}H{21 * s}L{19 * s} {-30 * s}C{20 * s} {-50 * s} {18 * s} {-74 * s} {11 * s} {-78 * s}Z"
    stripes = "".join(f"M{d * s} {-74 * s}L{d * 1.5 * s} {-3 * s}" for d in (-9, -3, 3, 9))
    head = ellipse(0, -88 * s, 7.6 * s, 9.4 * s, SKIN) + path(
        f"M{-8 * s} {-90 * s}C{-8 * s} {-104 * s} {8 * s} {-104 * s} {8 * s} {-90 * s}Z", cap
    )
    arms = f"M{-15 * s} {-70 * s}C{-22 * s} {-54 * s} {-22 * s} {-44 * s} {-18 * s} {-34 * s}M{15 * s} {-70 * s}C{22 * s} {-54 * s} {22 * s} {-44 * s} {18 * s} {-34 * s}"
    return (
        ellipse(3 * s, 0, 25 * s, 4 * s, "#1c1210", opacity=0.25)
        + path(body, cloth)
        + line(stripes, dark(robe, 0.22), 1.4 * s)
        + line(arms, dark(robe, 0.08), 7 * s)
        + head
    )


def stall(drawing: Drawing, palette: Palette, width: float, goods: tuple[str, ...]) -> str:
    """A stall under a striped awning, goods in baskets on its table; the height is about its width."""
    w = width / 100
    awning = group(*(_strip(k, w, palette.main if k % 2 else CREAM) for k in range(10)))
    posts = path(rectangle(-46 * w, -78 * w, 3 * w, 78 * w), "#75593c") + path(
        rectangle(43 * w, -78 * w, 3 * w, 78 * w), "#75593c"
    )
    back = path(rectangle(-44 * w, -64 * w, 88 * w, 40 * w), "#3a2a20", opacity=0.28)
    table = path(
        rectangle(-50 * w, -28 * w, 100 * w, 28 * w, 2 * w),
        drawing.down((0, light(palette.deep, 0.12)), (1, palette.deep)),
    )
    row = "".join(
        polygon([((x - 4) * w, -13 * w), (x * w, -19 * w), ((x + 4) * w, -13 * w), (x * w, -7 * w)])
        for x in range(-44, 48, 11)
    )
    baskets = "".join(_basket(drawing, (-36 + 18 * k) * w, -28 * w, w, goods[k % len(goods)]) for k in range(5))
    return (
        ellipse(0, 1, 56 * w, 5 * w, "#1c1210", opacity=0.25)
        + back
        + posts
        + baskets
        + table
        + path(row, palette.second)
        + awning
    )


def _strip(k: int, w: float, colour: str) -> str:
    """One stripe of the awning with its rounded end."""
    top, foot = -40 + 8 * k, -55 + 11 * k
    data = f"M{top * w:.1f} {-94 * w:.1f}h{8 * w:.1f}L{(foot + 11) * w:.1f} {-72 * w:.1f}a{5.5 * w:.1f} {6 * w:.1f} 0 0 1 {-11 * w:.1f} 0Z"
    return path(data, colour) + path(
        f"M{foot * w:.1f} {-72 * w:.1f}h{11 * w:.1f}a{5.5 * w:.1f} {6 * w:.1f} 0 0 1 {-11 * w:.1f} 0Z",
        "#1c1210",
        opacity=0.16,
    )


def _basket(drawing: Drawing, x: float, y: float, w: float, colour: str) -> str:
    """A small basket heaped with one kind of goods."""
    fill = drawing.round((0, light(colour, 0.4)), (0.6, colour), (1, dark(colour, 0.3)))
    fruit = "".join(
        ellipse(x + dx * w, y + dy * w, 3.2 * w, 3 * w, fill)
        for dx, dy in ((-2.4, -11.5), (2.4, -11.5), (-4.8, -8.6), (0, -8.8), (4.8, -8.6))
    )
    return (
        fruit
        + path(polygon([(x - 8 * w, y - 8 * w), (x + 8 * w, y - 8 * w), (x + 6.4 * w, y), (x - 6.4 * w, y)]), "#c2a05e")
        + line(f"M{x - 7.6 * w:.1f} {y - 5 * w:.1f}h{15.2 * w:.1f}", "#8f6f36", 1.2 * w)
    )


def truck(drawing: Drawing, palette: Palette, size: float) -> str:
    """A market lorry facing left, its side let down as a counter under an awning."""
    s = size / 100
    box = path(
        rectangle(-60 * s, -88 * s, 160 * s, 74 * s, 5 * s),
        drawing.down((0, "#fffaf0"), (0.8, CREAM), (1, dark(CREAM, 0.15))),
    )
    band = path(rectangle(-60 * s, -30 * s, 160 * s, 16 * s), palette.main) + path(
        "".join(
            polygon([((x - 5) * s, -22 * s), (x * s, -28 * s), ((x + 5) * s, -22 * s), (x * s, -16 * s)])
            for x in range(-50, 100, 14)
        ),
        palette.second,
    )
    cab = path(
        f"M{-64 * s} {-14 * s}V{-70 * s}H{-92 * s}C{-102 * s} {-68 * s} {-108 * s} {-52 * s} {-112 * s} {-42 * s}L{-116 * s} {-14 * s}Z",
        drawing.across((0, dark(palette.main, 0.1)), (1, palette.main)),
    ) + path(
        f"M{-74 * s} {-44 * s}V{-64 * s}H{-90 * s}C{-96 * s} {-62 * s} {-100 * s} {-52 * s} {-103 * s} {-44 * s}Z",
        "#cfe3ea",
    )
    hatch = path(rectangle(-44 * s, -78 * s, 128 * s, 40 * s, 2 * s), "#4a3a30")
    goods = "".join(
        _basket(drawing, (-32 + 21 * k) * s, -38 * s, 1.05 * s, c)
        for k, c in enumerate(("#d98a2b", "#b92c36", "#8fa04a", "#e0a92f", "#8a4f22", "#c9546c"))
    )
    awning = group(
        *(
            path(
                polygon(
                    [
                        ((-48 + 13.6 * k) * s, -80 * s),
                        ((-34.4 + 13.6 * k) * s, -80 * s),
                        ((-36 + 14.4 * k) * s, -64 * s),
                        ((-50.4 + 14.4 * k) * s, -64 * s),
                    ]
                ),
                palette.second if k % 2 else WHITE,
            )
            for k in range(10)
        )
    )
    wheels = "".join(
        path(circles([(x * s, -8 * s)], 15 * s), "#2d2622") + path(circles([(x * s, -8 * s)], 7 * s), "#c9c3b8")
        for x in (-86, 56)
    )
    return (
        ellipse(0, 6 * s, 128 * s, 7 * s, "#1c1210", opacity=0.3)
        + box
        + band
        + hatch
        + goods
        + awning
        + cab
        + path(rectangle(-118 * s, -18 * s, 10 * s, 6 * s, 2 * s), "#ffe9a8")
        + wheels
    )
