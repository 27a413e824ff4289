"""What the components draw: icons, figures, QR codes, the map, the links to the same page in other languages."""

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import segno
from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import Context
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info
from lucide.templatetags.lucide import lucide

register = template.Library()

# Icons that point somewhere: mirrored in a right-to-left page by the one rule for `.flip`.
POINTING = frozenset(
    {"arrow-left", "arrow-right", "chevron-left", "chevron-right", "move-left", "move-right"}
    | {"undo-2", "redo-2", "truck", "log-in", "log-out", "send", "reply", "list"}
)
SHAPES = Path(__file__).resolve().parent.parent / "data" / "region_shapes.json"
WHOLE = Decimal(100)
# Below a chart at 360 pixels: letters in one line, and how few labels still tell where one is.
LETTERS_BESIDE, FEWEST_LABELS = 40, 3


@lru_cache(maxsize=512)
def _icon(name: str, css: str, label: str) -> SafeString:
    names = " ".join(filter(None, ("icon", "flip" if name in POINTING else "", css)))
    known_as = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    drawn = str(lucide(name, size=None, **{"class": names}, **known_as))
    return mark_safe("".join(line.strip() + " " for line in drawn.splitlines()).strip())  # noqa: S308 - from our own package


@register.simple_tag
def icon(name: str, css: str = "", label: str = "") -> SafeString:
    """`{% icon "store" %}`: decoration unless a label is given."""
    return _icon(name, css, str(label))


@register.simple_tag
def qr_code(text: str, label: str = "") -> SafeString:
    """A QR code as inline SVG, dark on white, with its quiet zone."""
    drawn = segno.make(str(text), error="m").svg_inline(
        border=4, omitsize=True, svgclass=None, lineclass=None, title=str(label) or None
    )
    return mark_safe(drawn.replace("<svg ", '<svg role="img" ', 1))  # noqa: S308 - segno escapes the title


def _page_of(request: HttpRequest) -> str:
    """The page that is looked at; of a form's answer the one where the form stood: many addresses only take forms."""
    before = f"{request.scheme}://{request.get_host()}"
    stood = request.headers.get("Referer", "")
    if request.method == "POST" and stood.startswith(f"{before}/"):
        return stood.removeprefix(before).partition("#")[0]
    return request.get_full_path()


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[dict[str, Any]]:
    """The same page in each language: from the page's `alternates`, else by translating the URL."""
    current = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    given = {alternate["language"]: alternate["url"] for alternate in context.get("alternates") or ()}
    request = context.get("request")
    here = _page_of(request) if request else "/"
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"],
            "url": given.get(code) or translate_url(here, code),
            "current": code == current,
            "usual": code == settings.LANGUAGE_CODE,
        }
        for code, _ in settings.LANGUAGES
    ]


@register.simple_tag(takes_context=True)
def absolute(context: Context, url: str = "") -> str:
    """A URL with its scheme and host; the page's own without its query when none is given."""
    request = context.get("request")
    return request.build_absolute_uri(url or request.path) if request else url


@register.simple_tag
def csrf_cookie() -> str:
    """The name under which the script finds the CSRF cookie: it differs per port."""
    return settings.CSRF_COOKIE_NAME


@register.simple_tag(takes_context=True)
def here_is(context: Context, url: str) -> bool:
    """Whether the page stands at or below `url`: the part of the shop to mark in the navigation."""
    request = context.get("request")
    return bool(url and request and request.path.startswith(url))


@register.filter
def tone(value: object) -> str:
    """One of the four colours of the house, always the same for the same cooperative."""
    return ("green", "terracotta", "blue", "saffron")[sum(str(value).encode()) % 4]


def _percentage(value: Decimal | int, whole: Decimal | int) -> Decimal:
    return (max(Decimal(value), Decimal(0)) * WHOLE / Decimal(whole)).quantize(Decimal("0.01")) if whole else Decimal(0)


def _is_rtl() -> bool:
    return bool(get_language_info((get_language() or "ar").split("-")[0])["bidi"])


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(
    rows: Iterable[Mapping[str, Any]], title: str = "", head: str = "", value_head: str = ""
) -> dict[str, Any]:
    """Bars in a table, which is the text of the figure.

    Each row is `{"label", "value", "text", "tone"?, "url"?, "note"?}`.
    """
    drawn = [dict(row) for row in rows]
    longest = max((Decimal(row["value"]) for row in drawn), default=Decimal(0))
    for row in drawn:
        row["percent"] = _percentage(row["value"], longest)
        row["start"] = WHOLE - row["percent"] if _is_rtl() else Decimal(0)
        row.setdefault("tone", 1)
    return {"rows": drawn, "title": title, "head": head, "value_head": value_head}


@register.inclusion_tag("components/share_bar.html")
def share_bar(rows: Iterable[Mapping[str, Any]], title: str = "") -> dict[str, Any]:
    """One bar cut into shares with its key: each row is `{"label", "value", "text", "tone"?}`."""
    drawn = [dict(row) for row in rows]
    whole = sum((Decimal(row["value"]) for row in drawn), Decimal(0))
    reached = Decimal(0)
    for place, row in enumerate(drawn):
        row["percent"] = _percentage(row["value"], whole)
        row["start"] = WHOLE - reached - row["percent"] if _is_rtl() else reached
        row.setdefault("tone", place % 6 + 1)
        reached += row["percent"]
    return {"rows": drawn, "title": title}


@register.inclusion_tag("components/column_chart.html")
def column_chart(
    rows: Sequence[Mapping[str, Any]], title: str = "", head: str = "", value_head: str = ""
) -> dict[str, Any]:
    """Columns in time order from the page's starting side, a table below: rows are `{"label", "value", "text"}`."""
    drawn = [dict(row) for row in rows]
    tallest = max((Decimal(row["value"]) for row in drawn), default=Decimal(0))
    slot = WHOLE / max(len(drawn), 1)
    longest = max((len(str(row["label"])) for row in drawn), default=0)
    # As many as stand beside each other at the width of a telephone.
    every = max(1, -(-len(drawn) // max(FEWEST_LABELS, LETTERS_BESIDE // (longest + 1))))
    for place, row in enumerate(drawn):
        row["height"] = (_percentage(row["value"], tallest) * Decimal("1.6")).quantize(Decimal("0.1"))
        row["top"] = Decimal(170) - row["height"]
        begins = slot * place
        start = WHOLE - begins - slot if _is_rtl() else begins
        row["x"], row["width"] = (
            (start + slot * Decimal("0.14")).quantize(Decimal("0.01")),
            (slot * Decimal("0.72")).quantize(Decimal("0.01")),
        )
        row["middle"] = (start + slot / 2).quantize(Decimal("0.01"))
        row["labelled"] = place % every == 0
    return {"rows": drawn, "title": title, "head": head, "value_head": value_head}


@cache
def _shapes() -> dict[str, Any]:
    return json.loads(SHAPES.read_text(encoding="utf-8"))


@register.simple_tag
def region_shapes(regions: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each region with its outline and the place of its name.

    `regions` is `[{"code", "name", "url", "text"?, "level"?, "current"?}]`.
    """
    outlines = _shapes()["regions"]
    return [
        {**dict(region), **outlines[str(region["code"]).zfill(2)]}
        for region in regions
        if str(region["code"]).zfill(2) in outlines
    ]


@register.simple_tag
def region_outlines() -> list[dict[str, str]]:
    """The outline of each region by its code, for a map that shows where something lies."""
    return [{"code": code, "path": shape["path"]} for code, shape in _shapes()["regions"].items()]


@register.simple_tag
def map_projection() -> dict[str, Any]:
    """How a place on that map is one on the ground: tools/draw_region_shapes.py."""
    return dict(_shapes()["projection"])


@register.simple_tag
def map_view_box() -> str:
    """The frame of the map of the twelve regions."""
    return str(_shapes()["view_box"])


@register.simple_tag
def lang_attr(code: str | None) -> SafeString:
    """`lang="fr" dir="ltr"` on a text shown in another language than the page; nothing on the page's own."""
    page = (get_language() or "ar").split("-")[0]
    if not code or code == page:
        return mark_safe("")
    return format_html('lang="{}" dir="{}"', code, "rtl" if get_language_info(code)["bidi"] else "ltr")


@register.filter
def at(sequence: Sequence[Any], place: int) -> Any:
    """The item at a place, None beyond the end."""
    return sequence[place] if place < len(sequence) else None


@register.filter
def page_window(paginator: Any, number: int) -> list[int | None]:
    """The pages to name around one of them; None where some are left out."""
    return [
        page if isinstance(page, int) else None
        for page in paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
    ]


@register.filter
def name_lines(name: str) -> list[str]:
    """A region's long name in lines short enough for the map."""
    parts = [part.strip() for part in str(name).replace(" - ", "-").split("-") if part.strip()]
    return [part if place == len(parts) - 1 else f"{part}-" for place, part in enumerate(parts)]
