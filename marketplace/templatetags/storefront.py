"""`{% load storefront %}`: texts with the language they are in, and data blocks for search engines."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from django import template
from django.db.models import Model
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from cooperatives.texts import language_of, texts_of

register = template.Library()
_ESCAPED = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


class Shown(NamedTuple):
    """A text as it is shown, which may be in another language than the page."""

    text: str
    lang: str


@register.simple_tag
def shown(row: Model, field: str) -> Shown:
    """`{% shown product "description" as words %}`, then `{{ words.text }}` inside `{% lang_attr words.lang %}`."""
    language = language_of(row, field)
    return Shown(texts_of(row, field)[language], language)


@register.simple_tag(takes_context=True)
def json_ld(context: Context) -> SafeString:
    """The page's `data_blocks`, where it has any: no script runs in them, so the page's policy lets them stand."""
    facts: Sequence[Any] = context.get("data_blocks") or ()
    blocks = (json.dumps(fact, ensure_ascii=False).translate(_ESCAPED) for fact in facts)
    return mark_safe("".join(f'<script type="application/ld+json">{block}</script>' for block in blocks))  # noqa: S308
