"""`{% load clock_words %}`: how wrong a device's clock was, in words that need no reckoning."""

from datetime import timedelta

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()
A_MINUTE, AN_HOUR, A_DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@register.filter
def clock_words(off: timedelta) -> str:
    """Which way and how far; before zero the clock was behind."""
    if off < timedelta(0):
        return _("The telephone's clock was %(span)s behind.") % {"span": _span(-off)}
    return _("The telephone's clock was %(span)s ahead.") % {"span": _span(off)}


def _span(off: timedelta) -> str:
    """In the largest unit of which there are two."""
    if off < 2 * AN_HOUR:
        count = off // A_MINUTE
        return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}
    if off < 2 * A_DAY:
        count = off // AN_HOUR
        return ngettext("%(count)s hour", "%(count)s hours", count) % {"count": count}
    count = off // A_DAY
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}
