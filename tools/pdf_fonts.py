"""Unpack the faces of the web pages for PDF, which is set from TrueType; run after tools/subset_fonts.py.

    .venv/bin/python tools/pdf_fonts.py

The typesetter takes one face for each family and weight, so the Arabic and the Latin cut get names of their own.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

PROJECT = Path(__file__).resolve().parent.parent
FROM, TO = PROJECT / "static" / "fonts", PROJECT / "cooperatives" / "data" / "fonts"
FAMILIES = {"souk-arabic": "Souk Sans Arabic", "souk-latin": "Souk Sans"}


def unpack(cut: str, weight: str, family: str) -> Path:
    font = TTFont(FROM / f"{cut}-{weight}.woff2")
    style = "Bold" if weight == "700" else "Regular"
    names = {
        1: family,
        2: style,
        4: f"{family} {style}",
        6: f"{family}-{style}".replace(" ", ""),
        16: family,
        17: style,
    }
    for record in list(font["name"].names):
        if record.nameID in names:
            record.string = names[record.nameID]
    font.flavor = None
    target = TO / f"{cut}-{weight}.ttf"
    font.save(target)
    return target


def main() -> None:
    TO.mkdir(exist_ok=True)
    for cut, family in FAMILIES.items():
        for weight in ("400", "700"):
            target = unpack(cut, weight, family)
            sys.stdout.write(f"{target.name}: {target.stat().st_size} bytes\n")
    licence = "LICENSE-souk-sans.txt"
    (TO / licence).write_bytes((FROM / licence).read_bytes())


if __name__ == "__main__":
    main()
