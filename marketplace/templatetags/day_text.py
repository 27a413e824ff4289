"""Days in words: `{% load day_text %}{{ first|day_range:last }}`; also day, day_short, hour, month, weekday, moment."""

from datetime import date, datetime, time

from django import template

from cooperatives.formats import days

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> str:
    """`21 غشت 2026`; nothing for None."""
    return days.day_text(value) if value else ""


@register.filter
def day_short(value: date | datetime | None) -> str:
    """`21 غشت`; nothing for None."""
    return days.day_text(value, with_year=False) if value else ""


@register.filter
def day_range(first: date | datetime | None, last: date | datetime | None) -> str:
    """`من 3 إلى 8 غشت 2026`; one day when the end is missing."""
    return days.day_range_text(first, last or first) if first else ""


@register.filter
def month(value: date | datetime | None) -> str:
    """The month's name; nothing for None."""
    return days.month_name(days.local_date(value)) if value else ""


@register.filter
def weekday(value: date | datetime | None) -> str:
    """The weekday's name; nothing for None."""
    return days.weekday_name(days.local_date(value)) if value else ""


@register.filter
def hour(value: datetime | time | None) -> str:
    """`14:30`, `14 h 30` in French; nothing for None."""
    return days.hour_text(value) if value is not None else ""


@register.filter
def moment(value: datetime | None) -> str:
    """The day and the hour; nothing for None."""
    comma = "، " if days.language() == "ar" else ", "
    return f"{days.day_text(value)}{comma}{days.hour_text(value)}" if value else ""
