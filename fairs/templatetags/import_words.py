"""`{% load import_words %}`: what is wrong with a row of a list, in plain words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template

from fairs.imports.words import problem_texts

register = template.Library()
register.filter("import_problem_words", problem_texts)


@register.filter
def values_in(raw: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """The cells of a row under their heads, those that say something."""
    heads, cells = raw.get("heads", []), raw.get("cells", [])
    return [(head, cell) for head, cell in zip([*heads, *[""] * len(cells)], cells, strict=False) if cell]
