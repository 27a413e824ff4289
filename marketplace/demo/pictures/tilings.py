"""Zellige: star patterns grown inside tilings of regular polygons, after Hankin's method.

Two rays leave the middle of every edge of a polygon at the contact angle; where the rays of neighbouring
edges meet is the inner corner of a star. Lengths are in user units.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from marketplace.demo.pictures.colour import Palette, dark, light, mix
from marketplace.demo.pictures.svg import Drawing, Point, circles, group, path, polygon


@dataclass
class Layers:
    """Polygons gathered by height above the ground, then by colour in the order of first use."""

    shapes: dict[tuple[int, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, fill: str, data: str, height: int = 0) -> None:
        self.shapes[height, fill].append(data)

    def svg(self, grout: str, width: float) -> str:
        """One path for each colour, edged by the pale joint between the tiles."""
        return "".join(
            path("".join(parts), fill, stroke=grout, stroke_width=width, stroke_linejoin="round")
            for (_, fill), parts in sorted(self.shapes.items(), key=lambda item: item[0][0])
        )


def ring(centre: Point, radii: tuple[float, float], points: int, turn: float = 0) -> list[Point]:
    """Return the corners of a star: `points` tips at radii[0] from the angle `turn` (radians), notches at radii[1]."""
    step = math.pi / points
    return [
        (
            centre[0] + radii[i % 2] * math.cos(turn + i * step),
            centre[1] + radii[i % 2] * math.sin(turn + i * step),
        )
        for i in range(2 * points)
    ]


def star(centre: Point, apothem: float, sides: int, contact: float, turn: float = 0) -> list[Point]:
    """Return the Hankin star of a regular polygon whose first edge middle lies at `turn` (radians)."""
    tangent = math.tan(math.pi / sides)
    angle = math.radians(contact)
    reach = apothem * tangent / (math.cos(angle) + tangent * math.sin(angle))
    inner = math.hypot(apothem - reach * math.sin(angle), reach * math.cos(angle))
    return ring(centre, (apothem, inner), sides, turn)


def flower(layers: Layers, centre: Point, radius: float, points: int, colours: tuple[str, str, str]) -> None:
    """Fill the heart of a star: a pale ring, petals and an eye."""
    pale, petal, eye = colours
    half = math.pi / points
    layers.add(pale, polygon(ring(centre, (radius, radius * 0.8), points, half)), 2)
    layers.add(petal, polygon(ring(centre, (radius * 0.72, radius * 0.34), points, 0)), 3)
    layers.add(eye, circles([centre], radius * 0.24), 4)


def lattice(width: float, height: float, first: Point, second: Point, origin: Point) -> Iterator[Point]:
    """Yield the points of a lattice that lie in the field or within one step of it."""
    reach = max(math.hypot(*first), math.hypot(*second))
    span = int(2 * max(width, height) / min(math.hypot(*first), math.hypot(*second))) + 2
    for i in range(-span, span + 1):
        for j in range(-span, span + 1):
            x = origin[0] + i * first[0] + j * second[0]
            y = origin[1] + i * first[1] + j * second[1]
            if -reach < x < width + reach and -reach < y < height + reach:
                yield x, y


def khatam(layers: Layers, width: float, height: float, cell: float, origin: Point, p: Palette) -> str:
    """The seal: eight-pointed stars that touch tip to tip, with crosses between them."""
    half = cell / 2
    for x, y in lattice(width, height, (cell, 0), (0, cell), origin):
        cross = (x + half, y + half)
        layers.add(p.third, polygon(ring(cross, (half * 0.5, half * 0.27), 4, math.pi / 4)))
        layers.add(p.second, circles([cross], half * 0.15), 1)
        layers.add(p.main, polygon(ring((x, y), (half, half * 0.7654), 8)))
        flower(layers, (x, y), half * 0.62, 8, (p.cream, p.deep, p.second))
    return light(p.cream, 0.2)


def rosette(layers: Layers, width: float, height: float, cell: float, origin: Point, p: Palette) -> str:
    """Octagons and squares: a rosette of eight in the one, a star of four in the other."""
    half = cell / 2
    small = half * math.tan(math.pi / 8)
    for x, y in lattice(width, height, (cell, 0), (0, cell), origin):
        layers.add(p.second, polygon(star((x + half, y + half), (cell / math.sqrt(2)) - half, 4, 68, math.pi / 4)))
        layers.add(p.third, circles([(x + half, y)], small * 0.28) + circles([(x, y + half)], small * 0.28), 1)
        layers.add(p.main, polygon(star((x, y), half, 8, 66)))
        flower(layers, (x, y), half * 0.62, 8, (p.cream, p.deep, p.second))
    return mix(p.third, p.cream, 0.25)


def hexagon(layers: Layers, width: float, height: float, cell: float, origin: Point, p: Palette) -> str:
    """Hexagons and triangles: stars of six with diamonds around them."""
    row = cell * math.sqrt(3)
    for x, y in lattice(width, height, (cell, 0), (cell / 2, row / 2), origin):
        for down in (1, -1):
            where = (x + cell / 2, y + down * cell / (2 * math.sqrt(3)))
            layers.add(p.second, polygon(ring(where, (cell * 0.2, cell * 0.1), 3, -down * math.pi / 2)))
        layers.add(p.main, polygon(star((x, y), cell / 2, 6, 60)))
        flower(layers, (x, y), cell * 0.235, 6, (p.cream, p.deep, p.second))
    return p.third


def twelve(layers: Layers, width: float, height: float, cell: float, origin: Point, p: Palette) -> str:
    """Dodecagons and triangles: suns of twelve with three-armed stars between them."""
    row = cell * math.sqrt(3)
    for x, y in lattice(width, height, (cell, 0), (cell / 2, row / 2), origin):
        for down in (1, -1):
            where = (x + cell / 2, y + down * cell / (2 * math.sqrt(3)))
            layers.add(p.second, polygon(ring(where, (cell * 0.15, cell * 0.06), 3, down * math.pi / 2)))
        layers.add(p.main, polygon(star((x, y), cell / 2, 12, 64)))
        flower(layers, (x, y), cell * 0.33, 12, (p.cream, p.deep, p.second))
    return p.third


Tiling = Callable[[Layers, float, float, float, Point, Palette], str]
TILINGS: dict[str, Tiling] = {"khatam": khatam, "rosette": rosette, "hexagon": hexagon, "twelve": twelve}
# The cell that makes each pattern look equally dense beside the others.
CELL = {"khatam": 1.0, "rosette": 1.0, "hexagon": 0.92, "twelve": 1.12}


def field_of_tiles(
    palette: Palette, *, width: float, height: float, cell: float, origin: Point, tiling: str | None = None
) -> str:
    """Return a field of zellige from (0, 0) to (width, height); `origin` is the centre of one star."""
    name = tiling or palette.tiling
    layers = Layers()
    ground = TILINGS[name](layers, width, height, cell * CELL[name], origin, palette)
    joint = light(palette.cream, 0.35)
    return path(polygon([(0, 0), (width, 0), (width, height), (0, height)]), ground) + layers.svg(joint, cell * 0.022)


def panel(drawing: Drawing, palette: Palette, *, x: float, y: float, width: float, height: float, cell: float) -> str:
    """Return a rectangle of zellige whose upper left corner is (x, y)."""
    tiles = field_of_tiles(palette, width=width, height=height, cell=cell, origin=(width / 2, height / 2))
    inside = drawing.clip(polygon([(0, 0), (width, 0), (width, height), (0, height)]))
    return group(group(tiles, clip_path=inside), transform=f"translate({x:.1f} {y:.1f})")


def medallion(drawing: Drawing, palette: Palette, *, centre: Point, radius: float, tiling: str) -> str:
    """Return a round cut of zellige with one star exactly in the middle."""
    tiles = field_of_tiles(
        palette, width=2 * radius, height=2 * radius, cell=radius * 0.86, origin=(radius, radius), tiling=tiling
    )
    inside = drawing.clip(circles([(radius, radius)], radius))
    moved = f"translate({centre[0] - radius:.1f} {centre[1] - radius:.1f})"
    edge = path(circles([centre], radius), stroke=dark(palette.deep, 0.1), stroke_width=radius * 0.02)
    return group(group(tiles, clip_path=inside), transform=moved) + edge
