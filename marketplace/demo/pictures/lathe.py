"""Surfaces of revolution: bottles, jars, bowls, pots.

A lathe has a vertical axis and a profile of half-widths by height. It is seen a little from above, so a
circle of radius r is an ellipse of r by r * tilt. Phi is the angle around the axis in radians, 0 in front.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence

from marketplace.demo.pictures.colour import WHITE, dark, light
from marketplace.demo.pictures.svg import Drawing, Point, ellipse, line, number, path, polygon

STEP = 3.0


def _rounded(profile: Sequence[Point]) -> list[Point]:
    """Return the profile as a dense Catmull-Rom curve; a point given twice is a corner."""
    ends = [profile[0], *profile, profile[-1]]
    dense: list[Point] = []
    for p, q, r, s in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        steps = max(2, math.ceil(math.dist(q, r) / STEP))
        dense.extend(_spline(p, q, r, s, i / steps) for i in range(steps))
    return [*dense, profile[-1]]


def _spline(p: Point, q: Point, r: Point, s: Point, t: float) -> Point:
    def axis(k: int) -> float:
        slope, end = (r[k] - p[k]) / 2, (s[k] - q[k]) / 2
        rise = r[k] - q[k]
        return q[k] + t * (slope + t * (3 * rise - 2 * slope - end + t * (slope + end - 2 * rise)))

    return axis(0), axis(1)


class Lathe:
    """A turned body around the vertical line x = `cx`; the profile runs downwards as (y, half-width)."""

    def __init__(self, cx: float, profile: Sequence[Point], tilt: float = 0.13) -> None:
        self.cx = cx
        self.tilt = tilt
        self.curve = _rounded(profile)
        self._heights = [y for y, _ in self.curve]
        self.top, self.foot = self._heights[0], self._heights[-1]

    def radius(self, y: float) -> float:
        """Half-width at height y."""
        at = min(max(bisect_right(self._heights, y), 1), len(self.curve) - 1)
        (y0, r0), (y1, r1) = self.curve[at - 1], self.curve[at]
        share = (y - y0) / (y1 - y0) if y1 > y0 else 0
        return r0 + (r1 - r0) * min(max(share, 0), 1)

    def at(self, phi: float, y: float) -> Point:
        """The point of the surface at angle phi on the circle whose centre has height y."""
        r = self.radius(y)
        return self.cx + r * math.sin(phi), y + r * self.tilt * math.cos(phi)

    def rim(self, y: float, fill: str, grow: float = 0, **extra: object) -> str:
        """The whole circle at height y, as an ellipse."""
        r = self.radius(y) + grow
        return ellipse(self.cx, y, r, r * self.tilt, fill, **extra)

    def _edges(self, y0: float, y1: float) -> list[tuple[float, float]]:
        """Heights with the angle at which the surface turns away from the eye, where it does so at all."""
        heights = [y0, *(y for y in self._heights if y0 < y < y1), y1]
        edges = []
        for y, after in zip(heights, [*heights[1:], heights[-2]], strict=True):
            turn = -self.tilt * (self.radius(after) - self.radius(y)) / (after - y) if after != y else 0.0
            if -1 < turn < 1:
                edges.append((y, math.acos(turn)))
        return edges

    def outline(self, top: float | None = None, foot: float | None = None) -> str:
        """The visible side between two heights: its true silhouette, closed by the front arcs of both circles."""
        edges = self._edges(self.top if top is None else top, self.foot if foot is None else foot)
        left = [self.at(-phi, y) for y, phi in edges]
        right = [self.at(phi, y) for y, phi in reversed(edges)]
        (y0, first), (y1, last) = edges[0], edges[-1]
        below = [self.at(-last + 2 * last * i / 32, y1) for i in range(33)]
        above = [self.at(first - 2 * first * i / 32, y0) for i in range(33)]
        return polygon([*left, *below, *right, *above])

    def patch(self, y0: float, y1: float, phi0: float, phi1: float) -> str:
        """A four-sided piece of the surface, as a label."""
        angles = [phi0 + (phi1 - phi0) * i / 16 for i in range(17)]
        top = [self.at(phi, y0) for phi in angles]
        heights = [y0 + (y1 - y0) * i / 8 for i in range(9)]
        right = [self.at(phi1, y) for y in heights]
        left = [self.at(phi0, y) for y in reversed(heights)]
        return polygon([*top, *right, *[self.at(phi, y1) for phi in reversed(angles)], *left])

    def streak(self, y0: float, y1: float, phi0: float, phi1: float) -> str:
        """A highlight that follows the profile, narrowing at both ends."""
        heights = [y0 + (y1 - y0) * i / 24 for i in range(25)]
        half = [(phi1 - phi0) / 2 * min(1, min(i, 24 - i) / 3) ** 0.5 for i in range(25)]
        middle = (phi0 + phi1) / 2
        right = [self.at(middle + h, y) for h, y in zip(half, heights, strict=True)]
        left = [self.at(middle - h, y) for h, y in zip(half, heights, strict=True)]
        return polygon([*right, *reversed(left)])

    def ring_line(self, y: float, stroke: str, width: float, **extra: object) -> str:
        """The visible half of the circle at height y, as a line."""
        r = self.radius(y)
        data = f"M{number(self.cx - r)} {number(y)}A{number(r)} {number(r * self.tilt)} 0 0 0 {number(self.cx + r)} {number(y)}"
        return line(data, stroke, width, **extra)

    def around(self, count: int, turn: float = 0) -> list[float]:
        """Angles of the motifs that can be seen when `count` of them go around."""
        step = 2 * math.pi / count
        angles = [turn + i * step for i in range(-count // 2, count // 2 + 1)]
        return [phi for phi in angles if -math.pi / 2 + 0.06 < phi < math.pi / 2 - 0.06]

    def diamonds(self, y: float, height: float, count: int, turn: float = 0, fill: float = 0.9) -> str:
        """A row of diamonds around the body, as one path."""
        half = math.pi / count * fill
        tall = height / 2
        return "".join(
            polygon([self.at(phi, y - tall), self.at(phi + half, y), self.at(phi, y + tall), self.at(phi - half, y)])
            for phi in self.around(count, turn)
        )

    def triangles(self, y0: float, y1: float, count: int, turn: float = 0) -> str:
        """A row of triangles whose bases lie at y0 and whose points lie at y1."""
        half = math.pi / count
        return "".join(
            polygon([self.at(phi - half, y0), self.at(phi + half, y0), self.at(phi, y1)])
            for phi in self.around(count, turn)
        )

    def dots(self, y: float, radius: float, count: int, turn: float = 0) -> str:
        """A row of dots, narrower towards the sides."""
        return "".join(
            polygon(
                [
                    self.at(
                        phi + radius / self.radius(y) * math.cos(k * math.pi / 5),
                        y + radius * math.sin(k * math.pi / 5),
                    )
                    for k in range(10)
                ]
            )
            for phi in self.around(count, turn)
        )


def turned(
    drawing: Drawing, lathe: Lathe, colour: str, top: float | None = None, foot: float | None = None, depth: float = 1
) -> str:
    """A lit, opaque body between two heights; `depth` (0 to 1) is how strongly it is shaded."""
    shade = drawing.across(
        (0, dark(colour, 0.36 * depth)),
        (0.12, dark(colour, 0.14 * depth)),
        (0.3, light(colour, 0.24 * depth)),
        (0.5, colour),
        (0.8, dark(colour, 0.2 * depth)),
        (0.95, dark(colour, 0.42 * depth)),
        (1, dark(colour, 0.34 * depth)),
    )
    return path(lathe.outline(top, foot), shade)


def veil(drawing: Drawing, lathe: Lathe, top: float | None = None, foot: float | None = None, depth: float = 1) -> str:
    """Light and shade laid over a decorated body."""
    shade = drawing.across(
        (0, "#1c1210", 0.42 * depth),
        (0.14, "#1c1210", 0.12 * depth),
        (0.24, WHITE, 0.16 * depth),
        (0.33, WHITE, 0.3 * depth),
        (0.46, WHITE, 0.05),
        (0.6, "#1c1210", 0.04 * depth),
        (0.85, "#1c1210", 0.28 * depth),
        (1, "#1c1210", 0.5 * depth),
    )
    return path(lathe.outline(top, foot), shade)


def gleam(drawing: Drawing, lathe: Lathe, top: float, foot: float, strength: float = 0.55) -> str:
    """The window's reflection on glass or glaze: one bright streak and a faint one opposite."""
    bright = path(lathe.streak(top, foot, -0.82, -0.56), WHITE, opacity=strength, filter=drawing.blur(2))
    edge = path(lathe.streak(top, foot, 1.12, 1.24), WHITE, opacity=strength * 0.5, filter=drawing.blur(1.5))
    return bright + edge
