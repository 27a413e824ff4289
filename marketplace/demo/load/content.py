"""Reading the demonstration's files, and identifiers that are the same each time."""

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

from cooperatives.identifiers import PUBLIC_ID_ALPHABET, PUBLIC_ID_LENGTH

CONTENT = Path(__file__).resolve().parents[1] / "content"
MEDIA = Path(__file__).resolve().parents[1] / "media"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file among the demonstration's content."""
    with (CONTENT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def public_id(*parts: object) -> str:
    """A public identifier that depends on `parts` alone."""
    digest = hashlib.sha256(":".join(map(str, parts)).encode()).digest()
    return "".join(PUBLIC_ID_ALPHABET[byte % len(PUBLIC_ID_ALPHABET)] for byte in digest[:PUBLIC_ID_LENGTH])


def translated(row: dict[str, str], column: str, field: str | None = None) -> dict[str, str]:
    """The three languages of `column` as keyword arguments for `field`, bare one included."""
    field = field or column
    texts = {f"{field}_{language}": row.get(f"{column}_{language}", "") for language in ("ar", "fr", "en")}
    return texts | {field: texts[f"{field}_ar"]}


def media_index() -> dict[str, Any]:
    """What was drawn, and in which files."""
    index: dict[str, Any] = json.loads((MEDIA / "index.json").read_text(encoding="utf-8"))
    return index


def page_content() -> dict[str, Any]:
    """The texts of the editors' pages, in three languages."""
    content: dict[str, Any] = json.loads((CONTENT / "pages.json").read_text(encoding="utf-8"))
    return content
