"""`{% load figure_rows %}`: rows of figures for the charts, with their amounts and days in words."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import get_language_bidi

from marketplace.formats import days, numbers

register = template.Library()


@register.filter
def turnover_rows(pairs: Iterable[tuple[Any, Any]]) -> list[dict[str, Any]]:
    """Rows for a chart from pairs of a name and its figures, by turnover; a date is written as a day."""
    return [amount_row(_words(name), figures.turnover) for name, figures in pairs]


@register.filter
def evidence_rows(known: Iterable[Any]) -> list[dict[str, Any]]:
    """Rows for `share_bar` from the parts of a turnover by how it is known, each with its share."""
    rows = [amount_row(part.label, part.turnover) for part in known]
    return [
        row | {"text": f"{row['text']} · {numbers.percent_text(part.share)}"}
        for row, part in zip(rows, known, strict=True)
    ]


@register.filter
def cooperative_rows(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Rows for a chart from cooperatives' names and figures."""
    return [amount_row(row.name, row.figures.turnover) for row in rows]


def amount_row(label: str, amount: Decimal) -> dict[str, Any]:
    return {"label": label, "value": amount, "text": numbers.money_text(amount)}


def _words(name: Any) -> str:
    return days.day_text(name, with_year=False) if isinstance(name, date) else str(name)


@register.filter
def bar_percent(share: Decimal) -> str:
    """How long the bar of a share is, in hundredths of the whole; never longer than the whole."""
    return str((min(max(share, Decimal(0)), Decimal(1)) * 100).quantize(Decimal("0.01")))


@register.filter
def bar_start(share: Decimal) -> str:
    """Where the bar of a share begins, in hundredths: at the far end where the page runs from right to left."""
    return str(100 - Decimal(bar_percent(share))) if get_language_bidi() else "0"


@register.filter
def with_money(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows of a chart whose values are dirhams, each with its amount in words."""
    return [{**row, "text": numbers.money_text(row["value"])} for row in rows]


@register.filter
def with_number(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows of a chart whose values are counts, each with its number in words."""
    return [{**row, "text": numbers.number_text(row["value"], places=0)} for row in rows]
