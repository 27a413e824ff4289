"""What the frame of an offline page is drawn with: its sprite of icons, and values inside its worker."""

import json
import re
from functools import cache
from typing import Any
from xml.etree import ElementTree

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

register = template.Library()
INSIDE = re.compile(r"<svg[^>]*>(?P<drawn>.*)</svg>", re.S)


@register.filter
def as_json(value: Any) -> SafeString:
    """A value as a script reads it; what could end a script is escaped."""
    return mark_safe(json.dumps(value).replace("<", "\\u003c"))  # noqa: S308 -- JSON of our own values


@register.simple_tag
def sprite(names: str) -> SafeString:
    """`{% sprite "plus minus" %}`: each icon once, to be used by `<use href="#i-plus">`."""
    symbols = format_html_join(
        "", '<symbol id="i-{}" viewBox="0 0 24 24">{}</symbol>', ((n, _drawn(n)) for n in names.split())
    )
    return format_html('<svg class="sprite" aria-hidden="true" hidden>{}</svg>', symbols)


@cache
def _drawn(name: str) -> SafeString:
    svg = str(lucide(name, size=None))
    ElementTree.fromstring(svg)  # noqa: S314 -- from our own package; a name that does not exist fails here
    found = INSIDE.search(svg)
    inside = found["drawn"] if found else ""
    return mark_safe("".join(line.strip() for line in inside.splitlines()))  # noqa: S308 -- from our own package
