"""A small writer of SVG: paths, shapes and a drawing that shares its gradients.

Lengths are in user units of the drawing's view box; angles are in degrees unless a name says radians.
"""

from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Stop = tuple[float, str] | tuple[float, str, float]


def number(value: float) -> str:
    """Write a length with one decimal, and none where it is whole."""
    return f"{value:.1f}".removesuffix(".0")


def polygon(points: Iterable[Point]) -> str:
    """Return the path data of a closed polygon."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "Z"


def polyline(points: Iterable[Point]) -> str:
    """Return the path data of an open line through the points."""
    return polygon(points)[:-1]


def smooth(points: Sequence[Point], *, closed: bool = False) -> str:
    """Return a Catmull-Rom curve through the points, as cubic path data; a point given twice is a corner."""
    ring = [points[-1], *points, points[0], points[1]] if closed else [points[0], *points, points[-1]]
    data = [f"M{number(ring[1][0])} {number(ring[1][1])}"]
    for before, start, end, after in zip(ring, ring[1:], ring[2:], ring[3:], strict=False):
        a = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        b = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        data.append("C" + " ".join(f"{number(x)} {number(y)}" for x, y in (a, b, end)))
    return "".join(data) + ("Z" if closed else "")


def circles(centres: Iterable[Point], radius: float) -> str:
    """Return one path of many equal circles."""
    r = number(radius)
    arc = f"a{r} {r} 0 1 0"
    return "".join(
        f"M{number(x - radius)} {number(y)}{arc} {number(2 * radius)} 0{arc} {number(-2 * radius)} 0Z"
        for x, y in centres
    )


def rectangle(x: float, y: float, width: float, height: float, radius: float = 0) -> str:
    """Return the path data of a rectangle, its corners rounded by `radius`."""
    if not radius:
        return polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
    r = number(radius)
    w, h = number(width - 2 * radius), number(height - 2 * radius)
    return (
        f"M{number(x + radius)} {number(y)}h{w}a{r} {r} 0 0 1 {r} {r}v{h}a{r} {r} 0 0 1 -{r} {r}"
        f"h-{w}a{r} {r} 0 0 1 -{r} -{r}v-{h}a{r} {r} 0 0 1 {r} -{r}Z"
    )


def attributes(extra: dict[str, object]) -> str:
    """Write keyword arguments as attributes: `stroke_width=2` becomes `stroke-width="2"`."""
    pairs = ((k.replace("_", "-"), v) for k, v in extra.items() if v is not None)
    return "".join(f' {k}="{number(v) if isinstance(v, float) else v}"' for k, v in pairs)


def path(data: str, fill: str = "none", **extra: object) -> str:
    return f'<path d="{data}" fill="{fill}"{attributes(extra)}/>'


def line(data: str, stroke: str, width: float, **extra: object) -> str:
    """Return a stroked path with round joins."""
    pen = {"stroke": stroke, "stroke_width": width, "stroke_linejoin": "round", "stroke_linecap": "round"}
    return f'<path d="{data}" fill="none"{attributes({**pen, **extra})}/>'


def ellipse(cx: float, cy: float, rx: float, ry: float, fill: str, **extra: object) -> str:
    where = f'cx="{number(cx)}" cy="{number(cy)}" rx="{number(rx)}" ry="{number(ry)}"'
    return f'<ellipse {where} fill="{fill}"{attributes(extra)}/>'


def group(*parts: str, **extra: object) -> str:
    return f"<g{attributes(extra)}>{''.join(parts)}</g>"


def placed(*parts: str, x: float, y: float, scale: float = 1, turn: float = 0, mirror: bool = False) -> str:
    """Move a part drawn around the origin to (x, y), scaled, turned by `turn` degrees, mirrored if asked."""
    size = f"{-scale if mirror else scale:.3f} {scale:.3f}"
    return group(*parts, transform=f"translate({number(x)} {number(y)}) rotate({number(turn)}) scale({size})")


class Drawing:
    """The parts of one picture and the definitions that they share."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._definitions: dict[str, str] = {}
        self._parts: list[str] = []

    def add(self, *parts: str) -> None:
        self._parts.extend(parts)

    def _define(self, template: str) -> str:
        """Keep a definition once and return a reference to it; the template has `@` where the id goes."""
        return f"url(#{self._definitions.setdefault(template, f'd{len(self._definitions)}')})"

    def _gradient(self, tag: str, where: str, stops: Sequence[Stop]) -> str:
        body = "".join(
            f'<stop offset="{stop[0]}" stop-color="{stop[1]}" stop-opacity="{stop[2] if len(stop) > 2 else 1}"/>'
            for stop in stops
        )
        return self._define(f'<{tag} id="@" {where}>{body}</{tag}>')

    def across(self, *stops: Stop) -> str:
        """A gradient from the left edge of a shape to its right edge."""
        return self._gradient("linearGradient", 'x1="0" y1="0" x2="1" y2="0"', stops)

    def down(self, *stops: Stop) -> str:
        """A gradient from the top of a shape to its bottom."""
        return self._gradient("linearGradient", 'x1="0" y1="0" x2="0" y2="1"', stops)

    def slanted(self, *stops: Stop) -> str:
        """A gradient from the top left corner of a shape to its bottom right."""
        return self._gradient("linearGradient", 'x1="0" y1="0" x2="1" y2="1"', stops)

    def between(self, start: Point, end: Point, *stops: Stop) -> str:
        """A gradient between two points of the drawing."""
        where = f'gradientUnits="userSpaceOnUse" x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}"'
        return self._gradient("linearGradient", where, stops)

    def round(self, *stops: Stop, cx: float = 0.38, cy: float = 0.32, r: float = 0.75) -> str:
        """A radial gradient, lit from the upper left unless told otherwise (fractions of the shape's box)."""
        return self._gradient("radialGradient", f'cx="{cx}" cy="{cy}" r="{r}"', stops)

    def blur(self, sigma: float) -> str:
        """A Gaussian blur whose standard deviation is `sigma` units."""
        box = 'x="-50%" y="-50%" width="200%" height="200%"'
        return self._define(f'<filter id="@" {box}><feGaussianBlur stdDeviation="{sigma}"/></filter>')

    def blur_of_all(self, sigma: float) -> str:
        """A blur of the whole drawing and no more of it: a filter's own margins would be drawn for nothing."""
        box = f'filterUnits="userSpaceOnUse" x="0" y="0" width="{self.width}" height="{self.height}"'
        return self._define(f'<filter id="@" {box}><feGaussianBlur stdDeviation="{sigma}"/></filter>')

    def clip(self, data: str) -> str:
        """A clip to the inside of a path."""
        return self._define(f'<clipPath id="@"><path d="{data}"/></clipPath>')

    def svg(self) -> str:
        """Return the whole document."""
        definitions = "".join(text.replace('id="@"', f'id="{key}"', 1) for text, key in self._definitions.items())
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}">'
        return f"{head}<defs>{definitions}</defs>{''.join(self._parts)}</svg>"
