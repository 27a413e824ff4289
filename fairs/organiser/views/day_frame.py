"""What the screens of the day share: which day it is about, the way between them, what was refused."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cooperatives.formats.days import day_text
from fairs.attendance import exceptions as refused
from fairs.attendance.selectors import day_to_show, days_of, key_of, open_incidents
from fairs.models import Edition, EditionDay
from fairs.organiser.views.frame import edition_page
from fairs.organiser.views.writing import acted
from fairs.permissions import editions_on_the_day

REFUSED: Mapping[type[refused.DayRefused], Any] = {
    refused.BadgeUnknown: _("No badge has this number. Look at it again, or find the organisation in the list."),
    refused.BadgeElsewhere: _(
        "This badge is of another edition: it opens no gate here. Look at what is printed on it, or find the "
        "organisation in the list."
    ),
    refused.BadgeOfAnotherStop: _(
        "This badge is of another stop of this edition: choose its day above, or find the organisation in the list."
    ),
    refused.BadgeEnded: _("This badge was ended because it was lost. Look for the new one, or use the list."),
    refused.NotComing: _("This organisation gave up its place: it does not come."),
    refused.DayElsewhere: _("This organisation is not there on this day."),
    refused.DayNotCome: _("This day has not begun: nobody can have come. Choose today above."),
    refused.CameAlready: _("Somebody of this organisation came: it is not missing."),
    refused.NotMissing: _("It is not written down as missing any more: its place stays its own."),
    refused.NotCounted: _("That does not go any more: it was called off, or people were counted."),
    refused.StallNotFree: _("Another institution got this stall a moment ago."),
}
SCREENS = (
    ("day", pgettext_lazy("tab", "Arrivals"), "user-check"),
    ("incidents", pgettext_lazy("tab", "Incidents"), "triangle-alert"),
    ("visitors", pgettext_lazy("tab", "Visitors"), "users"),
    ("workshops", pgettext_lazy("tab", "Workshops"), "book-open"),
    ("stands", pgettext_lazy("tab", "Institutions"), "landmark"),
)
KEPT = ("q", "show", "page")


def edition_of_the_day_or_404(request: HttpRequest, code: str) -> Edition:
    """An edition where the person marks arrivals: to the others it is not there."""
    editions = editions_on_the_day(request.user)
    return get_object_or_404(editions.select_related("programme", "region", "commune"), code=code)


def day_or_404(request: HttpRequest, edition: Edition) -> EditionDay:
    """The day that a form is about."""
    named = next((row for row in days_of(edition) if key_of(row) == request.POST.get("on", "")), None)
    if named is None:
        raise Http404
    return named


def day_asked(request: HttpRequest, edition: Edition) -> tuple[list[EditionDay], EditionDay | None]:
    """The days of an edition, and the one to show: a refused form keeps its own."""
    days = days_of(edition)
    return days, day_to_show(days, edition, request.POST.get("on") or request.GET.get("on", ""))


def day_page(
    request: HttpRequest,
    screen: str,
    edition: Edition,
    days: list[EditionDay],
    day: EditionDay | None,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """One of the screens of the day, with the way to the others."""
    on = key_of(day) if day else ""
    counts = {"incidents": open_incidents(edition)}
    frame = {
        "day": day,
        "on": on,
        "choices": [(key_of(row), _text_of(row, days)) for row in days],
        "screens": [
            {
                "url": address(name, edition, on),
                "text": text,
                "icon": icon,
                "current": name == screen,
                "count": counts.get(name, 0),
            }
            for name, text, icon in SCREENS
        ],
    }
    template = f"day_{screen}.html" if day else "day_none.html"
    return edition_page(request, template, edition, "day", frame | context, status=status)


def _text_of(row: EditionDay, days: list[EditionDay]) -> str:
    several = len({each.stop_id for each in days}) > 1
    return f"{day_text(row.day)} · {row.stop}" if several else day_text(row.day)


def address(name: str, edition: Edition, on: str, **more: str) -> str:
    """Of a screen of the day."""
    query = {"on": on} if on else {}
    asked = urlencode(query | {key: value for key, value in more.items() if value})
    url = reverse(f"organiser:{name}", args=[edition.code])
    return f"{url}?{asked}" if asked else url


def back_to(request: HttpRequest, name: str, edition: Edition, day: EditionDay) -> HttpResponse:
    """The screen from which the form came, as it was searched."""
    before = QueryDict(request.POST.get("back", ""))
    return redirect(address(name, edition, key_of(day), **{key: before.get(key, "") for key in KEPT}))


def acted_or_told(request: HttpRequest, *, act: Callable[[], object], done: str | Callable[[], str]) -> bool:
    """As `acted`; what the day's own rules refuse is said above the page."""
    try:
        return acted(request, act=act, done=done)
    except refused.DayRefused as error:
        messages.error(request, str(REFUSED[type(error)]))
        return False
