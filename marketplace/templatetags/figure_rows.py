"""`{% load figure_rows %}`: rows of figures for the charts, with their amounts and days in words."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cooperatives.formats import days, numbers

register = template.Library()
# The same colour for the same evidence, whichever kinds there are.
TONES = {"itemised": 1, "declared": 2, "estimated": 3}


@register.filter
def turnover_rows(pairs: Iterable[tuple[Any, Any]]) -> list[dict[str, Any]]:
    """Rows for a chart from pairs of a name and its figures, by turnover; a date is written as a day."""
    return [amount_row(_words(name), figures.turnover) for name, figures in pairs]


@register.filter
def evidence_rows(known: Iterable[Any]) -> list[dict[str, Any]]:
    """Rows for `share_bar` from the parts of a turnover by how it is known, each with its share."""
    rows = [amount_row(part.label, part.turnover) for part in known]
    return [
        row | {"text": f"{row['text']} · {numbers.percent_text(part.share)}", "tone": TONES[part.evidence]}
        for row, part in zip(rows, known, strict=True)
    ]


@register.filter
def known_text(known: Iterable[Any]) -> str:
    """The parts of a turnover by how it is known, in words: `Item by item 30% · Estimated 70%`."""
    return " · ".join(f"{part.label} {numbers.percent_text(part.share)}" for part in known)


@register.filter
def cooperative_rows(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Rows for a chart from cooperatives' names and figures."""
    return [amount_row(row.name, row.figures.turnover) for row in rows]


def amount_row(label: str, amount: Decimal) -> dict[str, Any]:
    return {"label": label, "value": amount, "text": numbers.money_text(amount)}


def _words(name: Any) -> str:
    return days.day_text(name, with_year=False) if isinstance(name, date) else str(name)


@register.filter
def against_rows(reading: Any) -> list[dict[str, Any]]:
    """Rows for `share_bar`: what was sold at stalls by how it is known, and what is missing of the published figure."""
    recorded = [
        amount_row(part.label, part.turnover) | {"tone": TONES[part.evidence]}
        for part in reading.figures.at_stalls.known_with_corrections
    ]
    missing = reading.reference.value - reading.figures.at_stalls.with_corrections
    if missing <= 0:
        return recorded
    return [*recorded, amount_row(_("Not written down here"), missing) | {"tone": "rest"}]


@register.filter
def with_money(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows of a chart whose values are dirhams, each with its amount in words."""
    return [{**row, "text": numbers.money_text(row["value"])} for row in rows]


@register.filter
def with_number(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows of a chart whose values are counts, each with its number in words."""
    return [{**row, "text": numbers.number_text(row["value"], places=0)} for row in rows]


@register.filter
def count_rows(pairs: Iterable[tuple[str, int]]) -> list[dict[str, Any]]:
    """Rows for a chart from pairs of a name and a count."""
    return with_number([{"label": label, "value": count} for label, count in pairs])


@register.filter
def signed_percent(share: Decimal) -> str:
    """`+12%` or `-4%`: by how much something grew."""
    return ("+" if share > 0 else "") + numbers.percent_text(share)


@register.simple_tag
def figure_cells(figures: Any, estimated: Any) -> SafeString:
    """Cells of a row: turnover at stalls by the way it is known, online, and together.

    Written here and not in a template: a page has hundreds of them. Those of nothing are left out on
    a phone.
    """
    stalls = figures.at_stalls
    cells = [(_("Item by item"), stalls.itemised.turnover), (_("By word"), stalls.declared.turnover)]
    if estimated:
        cells.append((_("Estimated"), stalls.estimated.turnover))
    cells += [(_("At stalls"), stalls.turnover), (_("Online"), figures.online.turnover)]
    drawn = [(label, "" if amount else " zero", numbers.money_text(amount)) for label, amount in cells]
    return format_html(
        '{}<td data-label="{}" class="num strong">{}</td>',
        format_html_join("", '<td data-label="{}" class="num{}">{}</td>', drawn),
        _("Total"),
        numbers.money_text(figures.turnover),
    )
