"""Cut the web fonts down to the letters of Morocco's languages; run by hand when a face or the repertoire changes.

    npm pack @ibm/plex-sans-arabic @fontsource/ibm-plex-sans @fontsource/el-messiri   # unpack each beside the others
    .venv/bin/python tools/subset_fonts.py FOLDER_WITH_THE_UNPACKED_PACKAGES

The faces are renamed because the Open Font License reserves the original names for unmodified files.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

OUT = Path(__file__).resolve().parent.parent / "static" / "fonts"

# Arabic letters and marks, the letters Moroccan names add (pe, tcheh, ve, gaf, ng), Arabic punctuation.
ARABIC = [
    *range(0x060C, 0x060D),
    0x061B,
    0x061F,
    *range(0x0621, 0x063B),
    *range(0x0640, 0x0656),
    0x066A,
    0x066B,
    0x066C,
]
ARABIC += [0x0670, 0x0671, 0x067E, 0x0686, 0x06A4, 0x06A9, 0x06AD, 0x06AF, 0xFDF2]
COMMON = [
    *range(0x20, 0x41),
    *range(0x5B, 0x61),
    *range(0x7B, 0x7F),
    0xA0,
    0xAB,
    0xB0,
    0xB7,
    0xBB,
    0xD7,
    0x2013,
    0x2014,
]
COMMON += [0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x202F, 0x2212, 0x200C, 0x200D, 0x200E, 0x200F]
BASIC_LATIN = [*range(0x41, 0x5B), *range(0x61, 0x7B)]
# Enough for the names of languages and institutions inside an Arabic page, so that it loads no Latin file at all.
INSIDE_ARABIC = [0xC9, 0xE0, 0xE2, 0xE7, 0xE8, 0xE9, 0xEA, 0xEE, 0xEF, 0xF4, 0xFB]
FRENCH = [
    *range(0xC0, 0x100),
    0x152,
    0x153,
    0x178,
    0x20AC,
    0x2032,
    0x2033,
    0x2039,
    0x203A,
    0x2070,
    0xB2,
    0xB3,
    0xBC,
    0xBD,
    0xBE,
    0xA9,
]

FACES = {
    "souk-arabic-400": ("ibm-plex-sans-arabic-1*/**/complete/woff2/IBMPlexSansArabic-Regular.woff2", "arabic"),
    "souk-arabic-700": ("ibm-plex-sans-arabic-1*/**/complete/woff2/IBMPlexSansArabic-Bold.woff2", "arabic"),
    "souk-latin-400": ("fontsource-ibm-plex-sans-5*/**/ibm-plex-sans-latin-400-normal.woff2", "latin"),
    "souk-latin-700": ("fontsource-ibm-plex-sans-5*/**/ibm-plex-sans-latin-700-normal.woff2", "latin"),
    "souk-heading-arabic": ("fontsource-el-messiri-5*/**/el-messiri-arabic-700-normal.woff2", "heading-arabic"),
    "souk-heading-latin": ("fontsource-el-messiri-5*/**/el-messiri-latin-700-normal.woff2", "heading-latin"),
}
REPERTOIRE = {
    "arabic": ARABIC + COMMON + BASIC_LATIN + INSIDE_ARABIC,
    "latin": COMMON + BASIC_LATIN + FRENCH,
    "heading-arabic": [letter for letter in ARABIC if letter < 0x0660] + [0x0670, 0x0671, 0x067E, 0x0686, 0x06A4],
    "heading-latin": COMMON + BASIC_LATIN + FRENCH,
}


def add_thin_space(font: TTFont) -> None:
    """Give the face the thin space that French sets between thousands; without it a foreign font would."""
    space = font.getBestCmap()[0x20]
    font.setGlyphOrder([*font.getGlyphOrder(), "thinspace"])
    font["glyf"].glyphs["thinspace"] = font["glyf"][space]
    font["hmtx"]["thinspace"] = (font["hmtx"][space][0] * 7 // 10, 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0x202F] = "thinspace"


def rename(font: TTFont, family: str) -> None:
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = family if record.nameID != 6 else family.replace(" ", "")


def cut(source: Path, repertoire: str, target: Path) -> None:
    options = subset.Options(
        flavor="woff2", layout_features=["*"], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], hinting=False
    )
    options.layout_features = [
        "ccmp",
        "locl",
        "isol",
        "init",
        "medi",
        "fina",
        "rlig",
        "liga",
        "calt",
        "kern",
        "mark",
        "mkmk",
        "tnum",
    ]
    font = subset.load_font(str(source), options)
    if 0x20 in font.getBestCmap() and 0x202F not in font.getBestCmap():
        add_thin_space(font)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=REPERTOIRE[repertoire])
    cutter.subset(font)
    rename(font, "Souk Heading" if repertoire.startswith("heading") else "Souk Sans")
    subset.save_font(font, str(target), options)


def main(folder: Path) -> None:
    for name, (pattern, repertoire) in FACES.items():
        source = next(iter(sorted(folder.glob(pattern))))
        target = OUT / f"{name}.woff2"
        cut(source, repertoire, target)
        sys.stdout.write(f"{target.name}: {target.stat().st_size} bytes from {source.name}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
