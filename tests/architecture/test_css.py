"""One sheet serves both directions: nothing in it, nor in a template, names a physical side."""

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SIDES = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding|inset)-(?:left|right|top|bottom)[\w-]*\s*:"
    r"|border-(?:top|bottom)-(?:left|right)-radius\s*:"
    r"|(?:left|right|top|bottom)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
    r"|(?:min-|max-)?(?:width|height)\s*:(?!\s*[\d.]+em\)))"
)
INLINE = re.compile(
    r"<style\b|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")"
)
WORDY_DATE = re.compile(r"\|date:[\"'][^\"']*[FMNbE]")
LARGEST_STOREFRONT = 12 * 1024


def _without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.S)


def _relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_sheet_names_no_physical_side(sheet: Path) -> None:
    found = [match.group() for match in SIDES.finditer(_without_comments(sheet.read_text(encoding="utf-8")))]

    assert found == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_sheet_puts_every_rule_in_a_layer(sheet: Path) -> None:
    css = _without_comments(sheet.read_text(encoding="utf-8"))
    outside, depth, opened = [], 0, ""
    for piece in re.split(r"([{}])", css):
        if piece == "{":
            if depth == 0 and not opened.lstrip().split("\n")[-1].strip().startswith(("@layer", "@font-face")):
                outside.append(opened.strip())
            depth += 1
        elif piece == "}":
            depth -= 1
        else:
            opened = piece.split(";")[-1]

    assert outside == []


@pytest.mark.parametrize(
    "fault",
    [
        "margin-left: 1rem",
        "padding-top:0",
        "right: 0",
        "text-align: left",
        "width: 10px",
        "border-top-left-radius: 3px",
    ],
)
def test_the_guard_sees_a_physical_side(fault: str) -> None:
    assert SIDES.search(f".card {{ {fault}; }}")


@pytest.mark.parametrize(
    "right",
    [
        "margin-inline-start: 1rem",
        "inset-inline: 0",
        "text-align: start",
        "@media (min-width: 60em) {",
        "inline-size: 3rem",
    ],
)
def test_the_guard_lets_logical_sides_pass(right: str) -> None:
    assert not SIDES.search(right)


def test_templates_hold_no_style_nor_script_of_their_own() -> None:
    found = {_relative(path): INLINE.findall(path.read_text(encoding="utf-8")) for path in TEMPLATES}

    assert {path: lines for path, lines in found.items() if lines} == {}


def test_templates_name_months_by_our_filters() -> None:
    """Django's Arabic says أغسطس; Morocco says غشت (`{% load day_text %}`)."""
    found = [_relative(path) for path in TEMPLATES if WORDY_DATE.search(path.read_text(encoding="utf-8"))]

    assert found == []


def test_shop_window_loads_little_css() -> None:
    names = ("tokens", "base", "components", "storefront")
    sheets = b"".join((ROOT / "static" / "css" / f"{name}.css").read_bytes() for name in names)

    assert len(gzip.compress(sheets)) <= LARGEST_STOREFRONT
