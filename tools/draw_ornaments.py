"""Draw the house's geometry: the zellige tile, the emblem, the arch for products without a picture, the icons of the web app.

    .venv/bin/python tools/draw_ornaments.py

Everything is the same figure, the eight-fold star (khatam), computed rather than traced.
"""

from math import cos, pi, sin
from pathlib import Path

import resvg_py

OUT = Path(__file__).resolve().parent.parent / "static" / "img"
INNER = cos(pi / 4) / cos(pi / 8)  # Where the two squares of an eight-fold star cross.

GREEN, NIGHT, SAFFRON, PAPER = "#0f5a4b", "#072c26", "#e6a823", "#fffdf8"
ARCHES = {
    "green": ("#0f5a4b", "#e6a823", "#3c9c82", "#eef6f0"),
    "saffron": ("#b97a0a", "#0f5a4b", "#e6a823", "#fdf5e0"),
    "terracotta": ("#b0432a", "#e6a823", "#d9825f", "#fcf0ea"),
    "blue": ("#27479f", "#e6a823", "#6f8fd0", "#eef2fb"),
}


def star(x: float, y: float, radius: float, *, turn: float = 0.0, inner: float = INNER, points: int = 8) -> str:
    corners = []
    for step in range(points * 2):
        reach = radius if step % 2 == 0 else radius * inner
        angle = turn + step * pi / points
        corners.append(f"{round(x + reach * cos(angle), 2):g} {round(y + reach * sin(angle), 2):g}")
    return "M" + "L".join(corners) + "Z"


def zellige() -> str:
    """One tile of stars and crosses in one colour: pages use it as a mask and give it theirs."""
    size, half = 64, 32
    line = 'fill="none" stroke="#000" stroke-width="1.6" stroke-linejoin="round"'
    paths = [star(half, half, half), star(half, half, half * 0.62), star(half, half, half * 0.3, turn=pi / 8, inner=0.45)]
    corners = "".join(f'<path d="{star(x, y, 7.4, turn=pi / 4, inner=0.42, points=4)}"/>' for x in (0, size) for y in (0, size))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {size} {size}">'
        f'<g {line}><path d="{paths[0]}"/><path d="{paths[1]}"/></g><path d="{paths[2]}"/>{corners}</svg>'
    )


def emblem(*, ground: str | None = None) -> str:
    """The star of the souk with a sprig of argan: two leaves and a fruit."""
    back = f'<rect width="64" height="64" rx="14" fill="{ground}"/>' if ground else ""
    scale = ' transform="translate(32 32) scale(.86) translate(-32 -32)"' if ground else ""
    outer, ring = star(32, 32, 31, turn=pi / 8), star(32, 32, 26.4, turn=pi / 8)
    leaf = "M32 45C20 43 15.500 33 17 22.500C27 23.500 33 32 32 45Z"
    mirrored = "M32 45C44 43 48.500 33 47 22.500C37 23.500 31 32 32 45Z"
    vein = '<path d="M20 26C25 31 29 37 32 45C35 37 39 31 44 26" fill="none" stroke="{}" stroke-width="1.500" stroke-linecap="round"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">{back}<g{scale}>'
        f'<path d="{outer}" fill="{GREEN}"/><path d="{ring}" fill="none" stroke="{SAFFRON}" stroke-width="1.600" stroke-linejoin="round"/>'
        f'<path d="{leaf}" fill="{PAPER}"/><path d="{mirrored}" fill="{PAPER}"/>{vein.format(GREEN)}'
        f'<path d="M32 13.500C36 17 37.200 21 35.600 24.200C34.400 26.600 29.600 26.600 28.400 24.200C26.800 21 28 17 32 13.500Z" fill="{SAFFRON}"/>'
        f'<path d="M32 45V50" stroke="{PAPER}" stroke-width="2.400" stroke-linecap="round"/></g></svg>'
    )


def small_star() -> str:
    """The ornament before a heading."""
    outer, middle = star(32, 32, 32, turn=pi / 8), star(32, 32, 15, turn=pi / 8, inner=0.5)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><path d="{outer}" fill="#b0432a"/><path d="{middle}" fill="{SAFFRON}"/></svg>'


def arch(colours: tuple[str, str, str, str]) -> str:
    """An empty niche in a zellige wall, for a product or a cooperative that has no picture yet."""
    wall, trim, second, inside = colours
    tile = (
        f'<path d="{star(40, 40, 40)}" fill="{wall}"/><path d="{star(40, 40, 25)}" fill="{PAPER}"/>'
        f'<path d="{star(40, 40, 17, turn=pi / 8, inner=0.55)}" fill="{trim}"/>'
    )
    niche = "M86 400V196C70 176 66 152 78 130C96 92 158 66 200 34C242 66 304 92 322 130C334 152 330 176 314 196V400Z"
    plain = f'<path d="{star(200, 236, 52, turn=pi / 8)}" fill="none" stroke="{second}" stroke-width="5" stroke-linejoin="round"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400"><defs><pattern id="z" width="80" height="80" patternUnits="userSpaceOnUse">{tile}</pattern></defs>'
        f'<rect width="400" height="400" fill="{second}"/><rect width="400" height="400" fill="url(#z)"/>'
        f'<path d="{niche}" fill="{inside}" stroke="{PAPER}" stroke-width="14"/><path d="{niche}" fill="none" stroke="{trim}" stroke-width="6"/>'
        f'<path d="M92 340H308V400H92Z" fill="{second}" opacity=".22"/>{plain}<path d="{star(200, 236, 26, turn=pi / 8, inner=0.55)}" fill="{trim}"/></svg>'
    )


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "zellige.svg").write_text(zellige())
    (OUT / "emblem.svg").write_text(emblem())
    (OUT / "favicon.svg").write_text(emblem())
    (OUT / "star.svg").write_text(small_star())
    (OUT / "missing.svg").write_text(arch(ARCHES["green"]))
    for name, colours in ARCHES.items():
        (OUT / f"arch-{name}.svg").write_text(arch(colours))
    for name, size, ground in (("favicon-48", 48, None), ("icon-180", 180, PAPER), ("icon-192", 192, PAPER), ("icon-512", 512, PAPER)):
        png = resvg_py.svg_to_bytes(svg_string=emblem(ground=ground), width=size, height=size)
        (OUT / f"{name}.png").write_bytes(bytes(png))


if __name__ == "__main__":
    main()
