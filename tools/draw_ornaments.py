"""Draw the house's geometry: the zellige tile, the emblem, the arch where a picture is missing, the app's icons.

    .venv/bin/python tools/draw_ornaments.py

Everything is the same figure, the eight-fold star (khatam), computed rather than traced.
"""

import io
import tempfile
from math import cos, pi, sin
from pathlib import Path

import resvg_py
from fontTools.ttLib import TTFont
from PIL import Image

STATIC = Path(__file__).resolve().parent.parent / "static"
OUT = STATIC / "img"
INNER = cos(pi / 4) / cos(pi / 8)  # Where the two squares of an eight-fold star cross.
EIGHTH = pi / 8

NIGHT, GREEN, SAFFRON, TERRACOTTA, PAPER = "#0a3f35", "#0f5a4b", "#e6a823", "#b0432a", "#fffdf8"
ARCHES = {
    "green": ("#0f5a4b", "#e6a823", "#3c9c82", "#eef6f0"),
    "saffron": ("#b97a0a", "#0f5a4b", "#e6a823", "#fdf5e0"),
    "terracotta": ("#b0432a", "#e6a823", "#d9825f", "#fcf0ea"),
    "blue": ("#27479f", "#e6a823", "#6f8fd0", "#eef2fb"),
}
LEAF = "M32 45C20 43 15.5 33 17 22.5C27 23.5 33 32 32 45Z"
OTHER_LEAF = "M32 45C44 43 48.5 33 47 22.5C37 23.5 31 32 32 45Z"
VEINS = "M20 26C25 31 29 37 32 45C35 37 39 31 44 26"
FRUIT = "M32 13.5C36 17 37.2 21 35.6 24.2C34.4 26.6 29.6 26.6 28.4 24.2C26.8 21 28 17 32 13.5Z"
NICHE = "M86 400V196C70 176 66 152 78 130C96 92 158 66 200 34C242 66 304 92 322 130C334 152 330 176 314 196V400Z"


def star(x: float, y: float, radius: float, *, turn: float = 0.0, inner: float = INNER, points: int = 8) -> str:
    """The outline of a star."""
    corners = []
    for step in range(points * 2):
        reach = radius if step % 2 == 0 else radius * inner
        angle = turn + step * pi / points
        corners.append(f"{round(x + reach * cos(angle), 2):g} {round(y + reach * sin(angle), 2):g}")
    return "M" + "L".join(corners) + "Z"


def filled(outline: str, colour: str, *, opacity: str = "") -> str:
    faint = f' opacity="{opacity}"' if opacity else ""
    return f'<path d="{outline}" fill="{colour}"{faint}/>'


def drawn(outline: str, colour: str, width: float) -> str:
    line = f'stroke="{colour}" stroke-width="{width:g}" stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{outline}" fill="none" {line}/>'


def picture(size: int, *parts: str, sized: bool = False) -> str:
    frame = f' width="{size}" height="{size}"' if sized else ""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"{frame}>{"".join(parts)}</svg>'


def zellige() -> str:
    """One tile of stars and crosses in one colour: pages use it as a mask and give it theirs."""
    size, half, ink = 64, 32, "#000"
    lines = [drawn(star(half, half, half), ink, 1.6), drawn(star(half, half, half * 0.62), ink, 1.6)]
    heart = filled(star(half, half, half * 0.3, turn=EIGHTH, inner=0.45), ink)
    corners = [filled(star(x, y, 7.4, turn=pi / 4, inner=0.42, points=4), ink) for x in (0, size) for y in (0, size)]
    return picture(size, *lines, heart, *corners, sized=True)


def emblem(*, ground: str | None = None) -> str:
    """The star of the souk with a sprig of argan: two leaves and a fruit."""
    parts = [
        filled(star(32, 32, 31, turn=EIGHTH), GREEN),
        drawn(star(32, 32, 26.4, turn=EIGHTH), SAFFRON, 1.6),
        filled(LEAF, PAPER),
        filled(OTHER_LEAF, PAPER),
        drawn(VEINS, GREEN, 1.5),
        filled(FRUIT, SAFFRON),
        drawn("M32 45V50", PAPER, 2.4),
    ]
    if not ground:
        return picture(64, *parts)
    back = f'<rect width="64" height="64" rx="14" fill="{ground}"/>'
    return picture(64, back, '<g transform="translate(4.5 4.5) scale(.86)">', *parts, "</g>")


def small_star() -> str:
    """The ornament before a heading."""
    middle = star(32, 32, 15, turn=EIGHTH, inner=0.5)
    return picture(64, filled(star(32, 32, 32, turn=EIGHTH), TERRACOTTA), filled(middle, SAFFRON))


def arch(colours: tuple[str, str, str, str]) -> str:
    """An empty niche in a zellige wall, for a product or a cooperative that has no picture yet."""
    wall, trim, second, inside = colours
    tile = [filled(star(40, 40, 40), wall), filled(star(40, 40, 25), PAPER)]
    tile.append(filled(star(40, 40, 17, turn=EIGHTH, inner=0.55), trim))
    pattern = f'<pattern id="z" width="80" height="80" patternUnits="userSpaceOnUse">{"".join(tile)}</pattern>'
    square = '<rect width="400" height="400" fill="{}"/>'
    return picture(
        400,
        f"<defs>{pattern}</defs>",
        square.format(second),
        square.format("url(#z)"),
        filled(NICHE, inside),
        drawn(NICHE, PAPER, 14),
        drawn(NICHE, trim, 6),
        filled("M92 340H308V400H92Z", second, opacity=".22"),
        drawn(star(200, 236, 52, turn=EIGHTH), second, 5),
        filled(star(200, 236, 26, turn=EIGHTH, inner=0.55), trim),
        sized=True,
    )


def inside(drawing: str) -> str:
    return drawing.split(">", 1)[1].removesuffix("</svg>")


def sign(folder: Path) -> bytes:
    """The shop's sign, 1200 by 630, that a shared link shows."""
    faces = []
    for name in ("souk-heading-arabic", "souk-heading-latin"):
        font = TTFont(STATIC / "fonts" / f"{name}.woff2")
        font.flavor = None
        for record in font["name"].names:
            if record.nameID in (1, 16):
                record.string = name
        faces.append(str(folder / f"{name}.ttf"))
        font.save(faces[-1])
    word = '<text x="600" y="{}" font-family="{}" font-weight="700" font-size="{}" fill="{}" text-anchor="middle">{}</text>'
    pattern = f'<pattern id="z" width="64" height="64" patternUnits="userSpaceOnUse" patternTransform="scale(1.5)">{inside(zellige())}</pattern>'
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630">'
        f'<defs>{pattern.replace("#000", SAFFRON)}</defs><rect width="1200" height="630" fill="{NIGHT}"/>'
        '<rect width="1200" height="630" fill="url(#z)" opacity=".12"/>'
        f'<g transform="translate(480 60) scale(3.75)">{inside(emblem())}</g>'
        + word.format(430, "souk-heading-arabic", 92, PAPER, "سوق\u00a0التعاونيات")
        + word.format(520, "souk-heading-latin", 50, SAFFRON, "Souk des Coopératives")
        + "</svg>"
    )
    png = resvg_py.svg_to_bytes(svg_string=drawing, width=1200, skip_system_fonts=True, font_files=faces)
    small = io.BytesIO()
    Image.open(io.BytesIO(bytes(png))).convert("RGB").quantize(64).save(small, "PNG", optimize=True)
    return small.getvalue()


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    drawings = {"zellige": zellige(), "emblem": emblem(), "favicon": emblem(), "star": small_star()}
    drawings |= {f"arch-{name}": arch(colours) for name, colours in ARCHES.items()}
    drawings["missing"] = drawings["arch-green"]
    for name, drawing in drawings.items():
        (OUT / f"{name}.svg").write_text(drawing + "\n", encoding="utf-8")
    for name, size, ground in (
        ("favicon-48", 48, None),
        ("icon-180", 180, PAPER),
        ("icon-192", 192, PAPER),
        ("icon-512", 512, PAPER),
    ):
        png = resvg_py.svg_to_bytes(svg_string=emblem(ground=ground), width=size, height=size)
        (OUT / f"{name}.png").write_bytes(bytes(png))
    with tempfile.TemporaryDirectory() as folder:
        (OUT / "share.png").write_bytes(sign(Path(folder)))


if __name__ == "__main__":
    main()
