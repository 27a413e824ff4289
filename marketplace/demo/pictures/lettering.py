"""Arabic words on labels. resvg shapes them; it needs a font file and `text-anchor="middle"`."""

from pathlib import Path

from marketplace.demo.pictures.svg import attributes, number

FONT = Path(__file__).parent / "fonts" / "el-messiri-labels.ttf"
FAMILY = "El Messiri"


def word(text: str, x: float, y: float, size: float, fill: str, **extra: object) -> str:
    """Write an Arabic word centred on x with its baseline at y; `size` is in units."""
    where = f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}"'
    style = f'font-family="{FAMILY}" font-weight="700" text-anchor="middle" direction="rtl"'
    return f'<text {where} {style} fill="{fill}"{attributes(extra)}>{text}</text>'
