"""Days in words. Arabic months are Morocco's own (غشت, not أغسطس), which Django's Arabic does not know."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.dateformat import DateFormat
from django.utils.translation import get_language

MONTHS_AR = ("يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر")
ONE_DAY = {"ar": "{day} {month} {year}", "fr": "{day} {month} {year}", "en": "{day} {month} {year}"}
# Arabic says "from 3 to 5": a dash between two numbers reads backwards in a right-to-left line.
WITHIN_A_MONTH = {"ar": "من {day} إلى {last}", "fr": "du {day} au {last}", "en": "{day}–{last}"}


def language() -> str:
    """The language of the page, without its country; Arabic when it is none of ours."""
    code = (get_language() or "ar").split("-")[0]
    return code if code in ONE_DAY else "ar"


def local_date(value: date | datetime) -> date:
    """The calendar date of a moment in the time zone of the page, or the date itself."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def month_name(value: date) -> str:
    """The month's name in the language of the page."""
    return MONTHS_AR[value.month - 1] if language() == "ar" else DateFormat(value).F()


def weekday_name(value: date) -> str:
    """The weekday's name in the language of the page."""
    return str(DateFormat(value).l())


def day_text(value: date | datetime, *, with_year: bool = True) -> str:
    """`21 غشت 2026`, `1er août 2026`, `21 August 2026`."""
    on = local_date(value)
    text = f"{day_number(on)} {month_name(on)}"
    return f"{text} {on.year}" if with_year else text


def day_number(value: date) -> str:
    """The day of the month; French says the first as an ordinal."""
    return "1er" if value.day == 1 and language() == "fr" else str(value.day)


def day_range_text(first: date | datetime, last: date | datetime) -> str:
    """Both ends of a period without saying twice what they share."""
    start, end = local_date(first), local_date(last)
    if start == end:
        return day_text(start)
    if (start.year, start.month) == (end.year, end.month):
        return WITHIN_A_MONTH[language()].format(day=day_number(start), last=day_text(end))
    same_year = start.year == end.year
    between = {"ar": "من {} إلى {}", "fr": "du {} au {}", "en": "{} – {}"}[language()]
    return between.format(day_text(start, with_year=not same_year), day_text(end))


def hour_text(value: datetime | time) -> str:
    """`14:30`, and `14 h 30` in French."""
    moment = timezone.localtime(value).time() if isinstance(value, datetime) and timezone.is_aware(value) else value
    if language() == "fr":
        return f"{moment.hour}\u00a0h\u00a0{moment.minute:02d}" if moment.minute else f"{moment.hour}\u00a0h"
    return f"{moment.hour:02d}:{moment.minute:02d}"
