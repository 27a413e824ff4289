"""PDF in the language of the page: a layout below templates/, and words and amounts as they are to be read."""

import base64
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language_bidi

from cooperatives.formats import typesetter
from cooperatives.formats.days import language
from cooperatives.formats.letters import in_our_letters

LAYOUTS = Path(settings.BASE_DIR) / "templates"
FONTS = Path(__file__).resolve().parent.parent / "data" / "fonts"
PATIENCE_SECONDS = 30


class NotTypeset(Exception):
    """The layout could not be set: what the typesetter said."""


def pdf(layout: str, given: Mapping[str, Any]) -> bytes:
    """The document that `layout` (a path below templates/) makes of `given`, which is only texts and lists of them."""
    (document,) = _typeset(layout, given, format="pdf", pdf_standards=["a-2b"], pdf_tags=False)
    return document


def pictures(layout: str, given: Mapping[str, Any]) -> list[bytes]:
    """The same document as one PNG for each page."""
    return _typeset(layout, given, format="png", ppi=110)


def _typeset(layout: str, given: Mapping[str, Any], **options: Any) -> list[bytes]:
    """Set the document in a process of its own.

    The typesetter remembers what it has set: after two dozen long statements a web worker held 1.3 GB.
    """
    page = {"language": language(), "direction": "rtl" if get_language_bidi() else "ltr"}
    order = {
        "root": str(LAYOUTS),
        "layout": str(LAYOUTS / layout),
        "fonts": str(FONTS),
        "data": json.dumps(in_our_letters({**given, **page}), ensure_ascii=False),
        "options": options,
    }
    command = [sys.executable, "-I", str(typesetter.__file__)]
    done = subprocess.run(
        command, input=json.dumps(order), capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False
    )
    if done.returncode:
        raise NotTypeset(done.stderr[-2000:])
    return [base64.b64decode(line) for line in done.stdout.splitlines()]
