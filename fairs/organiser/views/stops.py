"""The dates and places of an edition: its stops, their hours, the months of a platform."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from fairs.calls.edition_forms import HoursForm, MonthsForm, StopForm
from fairs.calls.selectors import call_of
from fairs.calls.stops import add_months, remove_stop, set_hours
from fairs.enums import ProgrammeKind
from fairs.models import Edition, Stop
from fairs.organiser.views.frame import edition_or_404, edition_page, organisers_page, person
from fairs.organiser.views.preparing import may, stop_or_404, to_prepare_or_404
from fairs.organiser.views.writing import acted, written
from fairs.services import add_stop, edit_stop

ACTING = ("GET", "HEAD", "POST")
# Where stops come one after the other; a fair has one.
WITH_STOPS = frozenset({ProgrammeKind.MOBILE_MARKETS, ProgrammeKind.PERMANENT_PLATFORMS})


@organisers_page()
def stops(request: HttpRequest, code: str) -> HttpResponse:
    """What an edition is, and its stops with their dates and places."""
    edition = edition_or_404(request, code)
    return _list(request, edition, MonthsForm())


@organisers_page(*ACTING)
def months(request: HttpRequest, code: str) -> HttpResponse:
    """Make the stops of a permanent platform, one for each month between two."""
    edition = to_prepare_or_404(request, code)
    if request.method != "POST":
        # The page of a refusal was loaded again, or in another language.
        return redirect("organiser:stops", edition.code)
    form = MonthsForm(request.POST)
    act = lambda: add_months(  # noqa: E731
        edition_id=edition.pk,
        first=form.cleaned_data["first"],
        last=form.cleaned_data["last"],
        by=person(request),
    )
    if written(request, form, act=act, done=_("The months are there.")):
        return redirect("organiser:stops", edition.code)
    return _list(request, edition, form, status=422)


@organisers_page(*ACTING)
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Add a stop to an edition."""
    edition = to_prepare_or_404(request, code)
    form = StopForm(request.POST or None, commune=edition.commune)
    act = lambda: add_stop(edition_id=edition.pk, values=form.values(), by=person(request))  # noqa: E731
    if request.method == "POST" and written(request, form, act=act, done=_("The stop is written.")):
        return redirect("organiser:stops", edition.code)
    return _form(request, edition, form, _("Another stop"))


@organisers_page(*ACTING)
def stop(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Write when and where a stop is."""
    edition = to_prepare_or_404(request, code)
    shown = stop_or_404(edition, number)
    form = StopForm(request.POST or None, stop=shown)
    act = lambda: edit_stop(stop_id=shown.pk, values=form.values(), by=person(request))  # noqa: E731
    if request.method == "POST" and written(request, form, act=act, done=_("Written.")):
        return redirect("organiser:stops", edition.code)
    return _form(request, edition, form, str(shown), shown=shown)


@organisers_page("POST")
def remove(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take a stop away that was written by mistake."""
    edition = to_prepare_or_404(request, code)
    shown = stop_or_404(edition, number)
    acted(request, act=lambda: remove_stop(stop_id=shown.pk, by=person(request)), done=_("The stop is taken away."))
    return redirect("organiser:stops", edition.code)


@organisers_page(*ACTING)
def hours(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Write when the doors open and shut on each day of a stop."""
    edition = to_prepare_or_404(request, code)
    shown = stop_or_404(edition, number)
    form = HoursForm(request.POST or None, days=list(shown.days.order_by("day")))
    act = lambda: set_hours(stop_id=shown.pk, hours=form.hours(), by=person(request))  # noqa: E731
    if request.method == "POST" and written(request, form, act=act, done=_("The hours are written.")):
        return redirect("organiser:stops", edition.code)
    context = {"form": form, "stop": shown}
    return edition_page(request, "hours.html", edition, "stops", context, status=_status(request))


def _list(request: HttpRequest, edition: Edition, form: MonthsForm, *, status: int = 200) -> HttpResponse:
    rows = Stop.objects.filter(edition=edition).select_related("commune__province", "region")
    found = list(rows.annotate(day_count=Count("days")).order_by("number"))
    kind = edition.programme.kind
    context = {
        "stops": found,
        "months_form": form if kind == ProgrammeKind.PERMANENT_PLATFORMS else None,
        "has_stops": kind in WITH_STOPS or len(found) > 1,
        "covers_all": kind == ProgrammeKind.MOBILE_MARKETS and len(found) == 1 and _is_as_long(found[0], edition),
    }
    return edition_page(request, "stops.html", edition, "stops", context | may(request, edition), status=status)


def _form(
    request: HttpRequest, edition: Edition, form: StopForm, title: str, *, shown: Stop | None = None
) -> HttpResponse:
    at = shown.commune if shown else edition.commune
    context: dict[str, Any] = {
        "form": form,
        "title": title,
        "button": _("Save"),
        "back_url": reverse("organiser:stops", args=[edition.code]),
        "map_region": (shown or edition).region,
        "map_near": at,
        "removes": shown if shown is not None and _may_go(shown) else None,
    }
    return edition_page(request, "stop_form.html", edition, "stops", context, status=_status(request))


def _is_as_long(stop: Stop, edition: Edition) -> bool:
    return (stop.starts_at, stop.ends_at) == (edition.starts_at, edition.ends_at)


def _may_go(stop: Stop) -> bool:
    """Whether a stop is one of several and nobody was asked to come to it; the service looks at the rest."""
    call = call_of(stop)
    is_asked = call is not None and call.opened_at is not None
    return not is_asked and Stop.objects.filter(edition=stop.edition_id).exclude(pk=stop.pk).exists()


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
