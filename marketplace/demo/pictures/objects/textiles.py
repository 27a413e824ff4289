"""Cloth: the djellaba, striped mendils of Jbala, wool of Chaouia, embroidery, silk buttons."""

from marketplace.demo.pictures.colour import CREAM, WHITE, Palette, dark, light
from marketplace.demo.pictures.niche import cast_shadow
from marketplace.demo.pictures.svg import Drawing, circles, ellipse, group, line, path, polygon, rectangle


def djellaba(drawing: Drawing, palette: Palette) -> None:
    """A striped wool djellaba on a hanger, its hood thrown back."""
    wool, stripe = "#ddcba6", "#8a6a45"
    body = "M352 236C320 246 300 256 286 274C256 330 222 430 196 520L262 546L296 452C296 540 288 620 276 706C340 722 460 722 524 706C512 620 504 540 504 452L538 546L604 520C578 430 544 330 514 274C500 256 480 246 448 236C430 262 370 262 352 236Z"
    cast_shadow(drawing, 404, 722, 130, 12)
    drawing.add(path(body, "#1c1210", opacity=0.32, filter=drawing.blur(10), transform="translate(10 10)"))
    inside = drawing.clip(body)
    cloth = drawing.across(
        (0, dark(wool, 0.3)), (0.3, light(wool, 0.2)), (0.5, wool), (0.75, dark(wool, 0.08)), (1, dark(wool, 0.36))
    )
    drawing.add(path(body, cloth))
    middle = "".join(
        f"M{400 + d} 240C{400 + d} 400 {400 + d * 1.15:.0f} 560 {400 + d * 1.3:.0f} 722"
        for d in range(-88, 100, 22)
        if d
    )
    sleeves = "".join(
        f"M{400 + s * (150 + 18 * k)} {240 + 6 * k}C{400 + s * (180 + 18 * k)} 330 {400 + s * (190 + 24 * k)} 440 {400 + s * (142 + 26 * k)} 560"
        for s in (-1, 1)
        for k in range(-2, 3)
    )
    drawing.add(group(line(middle, stripe, 4), line(sleeves, stripe, 4), clip_path=inside))
    folds = "M300 430C306 540 300 640 290 712M500 430C494 540 500 640 510 712M352 440C346 540 346 640 340 716M448 440C454 540 454 640 462 716M296 300C290 350 292 410 298 452M504 300C510 350 508 410 502 452"
    drawing.add(group(line(folds, "#1c1210", 10, opacity=0.2, filter=drawing.blur(5)), clip_path=inside))
    _hood(drawing, wool, stripe)
    _braid(drawing, palette)
    hook = "M405 158C405 146 416 142 416 130C416 116 396 114 394 128"
    drawing.add(line(hook, "#6b6b6b", 5))


def _hood(drawing: Drawing, wool: str, stripe: str) -> None:
    """The hood, and the dark of the neck inside it."""
    hood = "M330 262C332 216 366 196 398 152C404 148 410 152 412 160C424 204 468 216 470 262C448 284 424 296 400 300C376 296 352 284 330 262Z"
    drawing.add(
        path(hood, drawing.across((0, dark(wool, 0.26)), (0.35, light(wool, 0.3)), (0.6, wool), (1, dark(wool, 0.3))))
    )
    seams = "M352 262C356 228 380 210 398 178M448 262C444 228 420 210 406 178"
    drawing.add(line(seams, stripe, 3.5, opacity=0.9))
    face = "M364 250C366 222 384 206 400 206C416 206 434 222 436 250C430 274 416 290 400 296C384 290 370 274 364 250Z"
    drawing.add(path(face, dark(stripe, 0.5)), path(face, stroke=light(wool, 0.3), stroke_width=5))


def _braid(drawing: Drawing, palette: Palette) -> None:
    """Silk braid and its row of small knotted buttons, in the cooperative's colour."""
    drawing.add(line("M400 290L400 560", palette.main, 9), line("M400 290L400 560", light(palette.main, 0.45), 2.5))
    drawing.add(
        path(circles([(400, 306 + 19 * k) for k in range(14)], 6), palette.second),
        path(circles([(398.5, 304 + 19 * k) for k in range(14)], 2), light(palette.second, 0.6)),
    )
    drawing.add(
        line("M197 519L261 545M603 519L539 545", palette.main, 8),
        line("M276 703C340 719 460 719 524 703", palette.main, 7),
    )


def _folded(
    drawing: Drawing,
    x: float,
    y: float,
    width: float,
    height: float,
    base: str,
    stripes: list[tuple[float, float, str]],
) -> None:
    """A folded cloth seen from the front; stripes are (share of the width, thickness in units, colour)."""
    left = x - width / 2
    outline = rectangle(left, y - height, width, height, height * 0.42)
    cloth = drawing.down((0, light(base, 0.35)), (0.3, base), (0.75, dark(base, 0.08)), (1, dark(base, 0.36)))
    marks = "".join(
        path(rectangle(left + share * width, y - height, thick, height), colour) for share, thick, colour in stripes
    )
    layers = "".join(
        f"M{left + 6} {y - height * k:.1f}Q{x} {y - height * k + 5:.1f} {left + width - 6} {y - height * k:.1f}"
        for k in (0.33, 0.64)
    )
    shade = drawing.across(
        (0, "#1c1210", 0.3), (0.1, "#1c1210", 0), (0.3, WHITE, 0.16), (0.6, WHITE, 0), (1, "#1c1210", 0.34)
    )
    drawing.add(
        path(outline, "#1c1210", opacity=0.25, filter=drawing.blur(5), transform="translate(3 7)"), path(outline, cloth)
    )
    drawing.add(
        group(
            marks,
            line(layers, "#1c1210", 3, opacity=0.22),
            path(outline, drawing.down((0, WHITE, 0.25), (0.4, WHITE, 0), (1, "#1c1210", 0.3))),
            path(outline, shade),
            clip_path=drawing.clip(outline),
        )
    )


def jbala_cloth(drawing: Drawing, palette: Palette) -> None:
    """Striped cloths of the Jbala: a folded pile, one falling over the edge of it."""
    red, white, navy = "#b3202c", "#f7f1e4", "#22345c"
    cast_shadow(drawing, 400, 694, 190, 22)
    bars = [(0.08 + 0.105 * k, 22.0, red) for k in range(9)]
    pins = [(0.05 + 0.0525 * k, 6.0, white if k % 3 else palette.second) for k in range(18)]
    _folded(drawing, 400, 694, 372, 76, navy, pins)
    _folded(drawing, 396, 620, 356, 72, white, bars)
    _folded(drawing, 402, 550, 340, 68, red, [(0.06 + 0.11 * k, 9.0, white) for k in range(9)])
    _folded(drawing, 398, 484, 326, 64, palette.main, [(0.1 + 0.2 * k, 14.0, palette.cream) for k in range(5)])
    _draped(drawing, white, red, navy)


def _draped(drawing: Drawing, white: str, red: str, navy: str) -> None:
    """A mendil laid over the pile, hanging down the front with a fringe and tassels."""
    outline = "M318 424C330 408 448 408 462 422C470 470 466 560 474 650L322 654C316 560 316 480 318 424Z"
    drawing.add(
        path(outline, "#1c1210", opacity=0.35, filter=drawing.blur(7), transform="translate(6 8)"), path(outline, white)
    )
    bands = [(330, 12), (352, 28), (392, 8), (408, 8), (424, 28), (456, 8)]
    marks = "".join(
        path(f"M{x} 400C{x - 3} 480 {x - 3} 560 {x} 660L{x + w} 660C{x + w + 3} 560 {x + w + 3} 480 {x + w} 400Z", red)
        for x, w in bands
    )
    across = line("M310 606H490M310 622H490", navy, 6) + line("M310 634H490", "#d9a03a", 4)
    drawing.add(
        group(
            marks,
            across,
            path(
                rectangle(300, 400, 200, 270),
                drawing.across(
                    (0, "#1c1210", 0.25),
                    (0.2, WHITE, 0.2),
                    (0.5, "#1c1210", 0.05),
                    (0.8, WHITE, 0.12),
                    (1, "#1c1210", 0.3),
                ),
            ),
            path(rectangle(300, 400, 200, 80), drawing.down((0, WHITE, 0.5), (1, WHITE, 0))),
            clip_path=drawing.clip(outline),
        )
    )
    drawing.add(line("".join(f"M{326 + 8 * k} {653 - 0.2 * k:.1f}v18" for k in range(19)), white, 2.6))
    for x, colour in ((328, red), (374, navy), (422, red), (468, navy)):
        drawing.add(
            ellipse(x, 676, 8, 8, colour),
            path(polygon([(x - 8, 678), (x + 8, 678), (x + 11, 706), (x - 11, 706)]), colour),
        )


def wool_weaving(drawing: Drawing, palette: Palette) -> None:
    """Wool of Chaouia: folded blankets, balls of yarn, a spindle."""
    natural, brown, ivory = "#d8c3a0", "#7a5a3c", "#f2e9d6"
    cast_shadow(drawing, 384, 694, 190, 22)
    _folded(drawing, 382, 694, 356, 84, brown, [(0.1 + 0.2 * k, 18.0, natural) for k in range(5)])
    _folded(drawing, 386, 612, 340, 78, natural, [(0.12 + 0.14 * k, 8.0, brown) for k in range(6)])
    _folded(drawing, 380, 536, 326, 74, palette.main, [(0.1 + 0.16 * k, 12.0, ivory) for k in range(6)])
    _folded(
        drawing,
        384,
        464,
        310,
        68,
        ivory,
        [(0.2, 26.0, brown), (0.42, 10.0, brown), (0.52, 10.0, brown), (0.7, 26.0, brown)],
    )
    _yarn(drawing, 330, 348, 52, ivory)
    _yarn(drawing, 428, 354, 46, palette.second)
    _yarn(drawing, 566, 668, 56, natural)
    drawing.add(line("M560 716C520 738 470 722 430 732", natural, 4))


def _yarn(drawing: Drawing, x: float, y: float, radius: float, colour: str) -> None:
    """A ball of yarn wound three ways."""
    cast_shadow(drawing, x, y + radius - 4, radius * 0.7, 8)
    ball = drawing.round((0, light(colour, 0.4)), (0.5, colour), (1, dark(colour, 0.45)))
    drawing.add(ellipse(x, y, radius, radius, ball))
    threads = []
    for turn, count in ((18, 7), (78, 6), (-40, 5)):
        arcs = "".join(
            f"M{-radius} {d}Q0 {d - radius * 0.55:.1f} {radius} {d}"
            for d in range(round(-radius * 0.5), round(radius * 0.9), max(6, round(radius * 1.4 / count)))
        )
        threads.append(group(line(arcs, dark(colour, 0.35), 2.4, opacity=0.45), transform=f"rotate({turn})"))
    where = drawing.clip(circles([(0, 0)], radius))
    drawing.add(group(group(*threads, clip_path=where), transform=f"translate({x} {y})"))


def embroidery(drawing: Drawing, palette: Palette) -> None:
    """Embroidered table linen: a folded pile and a cloth laid over it."""
    white = "#f8f3e6"
    cast_shadow(drawing, 400, 694, 186, 22)
    _folded(drawing, 400, 694, 364, 80, palette.main, [])
    _folded(drawing, 396, 614, 346, 74, white, [])
    _folded(drawing, 402, 542, 330, 70, palette.third, [])
    outline = "M270 466C286 452 512 450 530 464L556 640Q470 668 400 690Q330 666 246 642Z"
    drawing.add(
        path(outline, "#1c1210", opacity=0.35, filter=drawing.blur(8), transform="translate(4 10)"),
        path(outline, white),
    )
    inside = drawing.clip(outline)
    drawing.add(
        group(
            _stitches(palette.main),
            path(rectangle(240, 450, 330, 60), drawing.down((0, WHITE, 0.7), (1, WHITE, 0))),
            path(
                outline,
                drawing.across((0, "#1c1210", 0.2), (0.3, WHITE, 0.15), (0.6, "#1c1210", 0.02), (1, "#1c1210", 0.24)),
            ),
            clip_path=inside,
        )
    )
    drawing.add(path(outline, stroke=palette.main, stroke_width=4, stroke_dasharray="3 7"))


def _stitches(colour: str) -> str:
    """A large star flower and a border of small trees, in counted stitches of 7 units."""
    size, marks = 7.0, ""
    for j in range(36):
        for i in range(49):
            x, y = abs(i - 24), abs(j - 17)
            flower = x + y < 13 and (x * y) % 3 != 1 and (x + y) % 5 != 3
            border = j > 26 and (abs(i % 8 - 4) + abs(j - 31)) in (0, 2, 4)
            side = x > 17 and (abs(j % 8 - 4) + abs(x - 20)) in (0, 2)
            if flower or border or side:
                marks += rectangle(230 + i * size, 462 + j * size - 0.02 * x * x, size, size)
    return path(marks, colour)


def silk_buttons(drawing: Drawing, palette: Palette) -> None:
    """Silk buttons of Sefrou sewn in rows on a card, with spools of silk."""
    cast_shadow(drawing, 400, 692, 176, 18)
    drawing.add(path(rectangle(236, 292, 330, 400, 12), "#1c1210", opacity=0.3, filter=drawing.blur(8)))
    drawing.add(
        path(rectangle(228, 284, 330, 404, 12), drawing.slanted((0, "#fffaf0"), (1, dark(CREAM, 0.16)))),
        path(rectangle(242, 298, 302, 376, 8), stroke=palette.second, stroke_width=4),
    )
    tones = (palette.main, palette.second, "#c9546c", palette.third, palette.deep, "#d98a2b")
    for row in range(6):
        drawing.add(
            line(f"M262 {334 + 60 * row}H524", dark(tones[row], 0.2), 3, opacity=0.5),
            *(_button(drawing, 278 + 46 * k, 334 + 60 * row, tones[row]) for k in range(6)),
        )
    for x, colour in ((540, "#c9546c"), (598, palette.second)):
        _spool(drawing, x, 716, colour)


def _button(drawing: Drawing, x: float, y: float, colour: str) -> str:
    """One round button, knotted with the needle."""
    knots = "".join(f"M{x - 15} {y + d}q15 {-9} 30 0M{x + d} {y - 15}q9 15 0 30" for d in (-7, 0, 7))
    ball = drawing.round((0, light(colour, 0.45)), (0.5, colour), (1, dark(colour, 0.45)))
    return (
        ellipse(x + 2, y + 5, 18, 17, "#1c1210", opacity=0.25)
        + ellipse(x, y, 18, 18, ball)
        + line(knots, light(colour, 0.4), 1.8, opacity=0.55)
    )


def _spool(drawing: Drawing, x: float, foot: float, colour: str) -> None:
    """A wooden spool wound with silk, about 90 units tall."""
    wood = drawing.across((0, "#d9b07a"), (0.4, "#b58350"), (1, "#7a522a"))
    silk = drawing.across((0, dark(colour, 0.3)), (0.3, light(colour, 0.4)), (0.6, colour), (1, dark(colour, 0.4)))
    cast_shadow(drawing, x, foot, 28, 7)
    threads = "".join(f"M{x - 19} {foot - 18 - 6 * k}h38" for k in range(10))
    drawing.add(
        path(rectangle(x - 27, foot - 12, 54, 12, 4), wood),
        path(rectangle(x - 20, foot - 80, 40, 68, 6), silk),
        line(threads, dark(colour, 0.3), 1.2, opacity=0.4),
        path(rectangle(x - 27, foot - 92, 54, 13, 4), wood),
    )
