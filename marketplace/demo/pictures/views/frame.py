"""The strip of zellige along the foot of the wide pictures."""

from marketplace.demo.pictures.colour import CREAM, Palette, dark
from marketplace.demo.pictures.svg import Drawing, group, path, polygon, rectangle
from marketplace.demo.pictures.tilings import ring

STRIP = 36


def border(drawing: Drawing, palette: Palette) -> None:
    """Lay a row of stars and diamonds on the foot of the picture, `STRIP` units tall."""
    top, width = drawing.height - STRIP, drawing.width
    step = width / round(width / 46)
    middle = top + STRIP / 2 + 1
    count = round(width / step)
    stars = "".join(polygon(ring(((k + 0.5) * step, middle), (14, 10.6), 8)) for k in range(count))
    hearts = "".join(polygon(ring(((k + 0.5) * step, middle), (6.5, 4), 8)) for k in range(count))
    marks = "".join(
        polygon([(k * step - 5, middle), (k * step, middle - 8), (k * step + 5, middle), (k * step, middle + 8)])
        for k in range(count + 1)
    )
    drawing.add(
        path(rectangle(0, top - 8, width, 10), "#1c1210", opacity=0.2, filter=drawing.blur(4)),
        path(rectangle(0, top, width, STRIP), palette.deep),
        path(rectangle(0, top, width, 4), palette.second),
        group(path(stars, CREAM), path(hearts, palette.main), path(marks, palette.second)),
        path(rectangle(0, drawing.height - 3, width, 3), dark(palette.second, 0.2)),
    )
