"""Columns of the staff's lists: amounts, days, codes and links, as the language of the page writes them."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils.html import format_html
from wagtail.admin.ui.tables import Column, TitleColumn

from cooperatives.formats.days import day_text, hour_text, language
from cooperatives.formats.numbers import money_text, number_text, quantity_text
from cooperatives.phones import masked_phone
from marketplace.staff.forms.base import Text

Read = Callable[[Any], Any] | str


def read(row: Any, how: Read) -> Any:
    """A value of a row: by a function, or by dotted names of which any may be None."""
    if callable(how):
        return how(row)
    for name in how.split("."):
        row = getattr(row, name, None) if row is not None else None
    return row() if callable(row) else row


def text(label: Text, how: Read, *, sort: str | None = None, width: str | None = None) -> Column:
    """A column of plain text."""
    return Column(str(how), label=label, accessor=lambda row: _or_nothing(read(row, how)), sort_key=sort, width=width)


def code(label: Text, how: Read, *, sort: str | None = None) -> Column:
    """A column of codes and numbers that read from left to right."""
    return Column(f"code-{how}", label=label, accessor=lambda row: as_code(read(row, how)), sort_key=sort)


def money(label: Text, how: Read, *, sort: str | None = None) -> Column:
    """A column of amounts in dirhams."""
    return Column(f"money-{how}", label=label, accessor=lambda row: as_money(read(row, how)), sort_key=sort)


def number(label: Text, how: Read, *, sort: str | None = None) -> Column:
    """A column of whole numbers."""
    return Column(f"number-{how}", label=label, accessor=lambda row: as_number(read(row, how)), sort_key=sort)


def quantity(label: Text, how: Read, *, sort: str | None = None) -> Column:
    """A column of quantities with the decimals that they have."""
    return Column(f"quantity-{how}", label=label, accessor=lambda row: as_quantity(read(row, how)), sort_key=sort)


def day(label: Text, how: Read, *, sort: str | None = None) -> Column:
    """A column of dates."""
    return Column(f"day-{how}", label=label, accessor=lambda row: as_day(read(row, how)), sort_key=sort)


def moment(label: Text, how: Read, *, sort: str | None = None) -> Column:
    """A column of moments: the day and the hour in Morocco."""
    return Column(f"moment-{how}", label=label, accessor=lambda row: as_moment(read(row, how)), sort_key=sort)


def phone(label: Text, how: Read) -> Column:
    """A column of telephone numbers with their middle hidden: a list is not where numbers are copied from."""
    return Column(f"phone-{how}", label=label, accessor=lambda row: as_masked(read(row, how)))


def link(label: Text, how: Read, to: Callable[[Any], str | None]) -> Column:
    """A column that leads to a page."""
    return TitleColumn(f"link-{how}", label=label, accessor=lambda row: _or_nothing(read(row, how)), get_url=to)


def link_column(column: Column, to: Callable[[Model], str | None]) -> Column:
    """`column`, leading to each row's page."""
    return TitleColumn(
        column.name,
        label=column.label,
        accessor=column.accessor,
        sort_key=column.sort_key,
        width=column.width,
        get_url=to,
    )


def listed(*parts: Any) -> str:
    """Parts in one line, with the comma of the language between; empty ones are left out."""
    return ("، " if language() == "ar" else ", ").join(str(part) for part in parts if part) or "–"


def as_code(value: Any) -> str:
    return format_html('<bdi dir="ltr">{}</bdi>', value) if value not in (None, "") else "–"


def as_money(value: Any) -> str:
    return money_text(value) if value is not None else "–"


def as_number(value: Any) -> str:
    return number_text(value, places=0) if value is not None else "–"


def as_quantity(value: Any) -> str:
    return quantity_text(value) if value is not None else "–"


def as_day(value: date | datetime | None) -> str:
    return day_text(value) if value else "–"


def as_moment(value: datetime | None) -> str:
    return f"{day_text(value)} · {hour_text(value)}" if value else "–"


def as_masked(value: str | None) -> str:
    return as_code(masked_phone(value) if value else "")


def _or_nothing(value: Any) -> Any:
    return "–" if value in (None, "") else value
