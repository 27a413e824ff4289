"""PDF in the language of the page: a layout below templates/, and words and amounts as they are to be read."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import get_language_bidi

from marketplace.formats.days import language

LAYOUTS = Path(settings.BASE_DIR) / "templates"
FONTS = Path(__file__).resolve().parent.parent / "data" / "fonts"


def pdf(layout: str, given: Mapping[str, Any]) -> bytes:
    """The document that `layout` (a path below templates/) makes of `given`, which is only texts and lists of them."""
    return _set(layout, given, format="pdf", pdf_standards=["a-2b"], pdf_tags=False)


def pictures(layout: str, given: Mapping[str, Any]) -> list[bytes]:
    """The same document as one PNG for each page."""
    made = _set(layout, given, format="png", ppi=110)
    return made if isinstance(made, list) else [made]


def _set(layout: str, given: Mapping[str, Any], **options: Any) -> Any:
    page = {"language": language(), "direction": "rtl" if get_language_bidi() else "ltr"}
    data = json.dumps({**given, **page}, ensure_ascii=False)
    # A compiler each: it keeps its inputs, and threads must not share them.
    compiler = typst.Compiler(root=LAYOUTS, font_paths=_fonts())
    return compiler.compile(LAYOUTS / layout, sys_inputs={"data": data}, **options)


@cache
def _fonts() -> typst.Fonts:
    """The house's own faces and no others: the same page on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
