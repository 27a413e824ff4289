"""Getting an edition ready: where each stop of it stands, what is missing, and opening its call."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cooperatives.territory.meant import place_meant
from fairs.calls.models import Call
from fairs.calls.readiness import missing_of, readiness_of
from fairs.calls.selectors import Applied, applied_at, call_of, stops_with_calls
from fairs.calls.services import open_call
from fairs.calls.timeline import Phase, phase_of, timeline_of
from fairs.models import Edition, Stop
from fairs.organiser.preparing_words import NextStep, lines_of, next_step_of, steps_of
from fairs.organiser.views.frame import edition_or_404, edition_page, hidden_from, organisers_page, person
from fairs.organiser.views.writing import acted
from fairs.permissions import editions_to_lead, editions_to_prepare, programmes_to_extend
from fairs.services import hide_edition, publish_edition


@organisers_page()
def prepare(request: HttpRequest, code: str) -> HttpResponse:
    """Where a stop of an edition stands, the next thing to do, and what its call still needs."""
    edition = edition_or_404(request, code)
    stops = stops_with_calls(edition)
    stop = chosen_stop(stops, request.GET.get("stop", ""))
    context = {"stops": stops, "stop": stop} | may(request, edition)
    if stop is not None:
        context |= _standing(stop, hidden_from(request, edition))
    return edition_page(request, "prepare.html", edition, "prepare", context)


@organisers_page("POST")
def open_for_applications(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Open the call of a stop."""
    edition = to_prepare_or_404(request, code)
    stop = stop_or_404(edition, number)
    call = get_object_or_404(Call, stop=stop)
    text = _("The call is open. The organisations of the region are being told.")
    acted(request, act=lambda: open_call(call_id=call.pk, by=person(request)), done=text)
    return back_to(edition, stop)


@organisers_page("POST")
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """Show an edition in the calendar."""
    edition = to_prepare_or_404(request, code)
    acted(
        request,
        act=lambda: publish_edition(edition_id=edition.pk, by=person(request)),
        done=_("Everybody sees the edition in the calendar now."),
    )
    return redirect("organiser:prepare", edition.code)


@organisers_page("POST")
def hide(request: HttpRequest, code: str) -> HttpResponse:
    """Take an edition off the calendar."""
    edition = to_prepare_or_404(request, code)
    acted(
        request,
        act=lambda: hide_edition(edition_id=edition.pk, by=person(request)),
        done=_("The edition is not in the calendar any more."),
    )
    return redirect("organiser:prepare", edition.code)


@organisers_page()
def places(request: HttpRequest) -> HttpResponse:
    """The places that a name may mean, as it is typed."""
    context = {"where": place_meant(request.GET), "form": None}
    return render(request, "fairs/organiser/_places.html", context)


def to_prepare_or_404(request: HttpRequest, code: str) -> Edition:
    """An edition whose dates and call the person may write: to the others it is not there."""
    editions = editions_to_prepare(request.user)
    return get_object_or_404(editions.select_related("programme", "region", "commune"), code=code)


def to_lead_or_404(request: HttpRequest, code: str) -> Edition:
    """An edition whose people and bodies the person may name: to the others it is not there."""
    editions = editions_to_lead(request.user)
    return get_object_or_404(editions.select_related("programme", "region", "commune"), code=code)


def stop_or_404(edition: Edition, number: int) -> Stop:
    rows = Stop.objects.select_related("commune__province__region", "region", "call")
    stop: Stop = get_object_or_404(rows, edition=edition, number=number)
    stop.edition = edition
    return stop


def back_to(edition: Edition, stop: Stop) -> HttpResponse:
    """The page of where the stop stands."""
    answer = redirect("organiser:prepare", edition.code)
    if stop.number > 1:
        answer["Location"] += f"?stop={stop.number}"
    return answer


def chosen_stop(stops: list[Stop], asked: str) -> Stop | None:
    """The stop that the address names, else the first that is not over."""
    named = next((stop for stop in stops if str(stop.number) == asked), None)
    coming = (stop for stop in stops if phase_of(stop) not in (Phase.OVER, Phase.CLOSED))
    return named or next(coming, stops[-1] if stops else None)


def may(request: HttpRequest, edition: Edition) -> dict[str, bool]:
    """What the person may do about getting the edition ready."""
    return {
        "may_prepare": editions_to_prepare(request.user).filter(pk=edition.pk).exists(),
        "may_lead": editions_to_lead(request.user).filter(pk=edition.pk).exists(),
        "may_copy": programmes_to_extend(request.user).filter(pk=edition.programme_id).exists(),
    }


def _standing(stop: Stop, hidden: frozenset[str]) -> dict[str, Any]:
    call = call_of(stop)
    lines = readiness_of(stop)
    missing = missing_of(lines)
    applied = applied_at([call.pk]).get(call.pk, Applied()) if call else Applied()
    step: NextStep | None = next_step_of(stop, phase_of(stop), missing, applied, hidden=hidden)
    return {
        "call": call,
        "steps": steps_of(stop, timeline_of(stop)),
        "next_step": step,
        "missing": missing,
        "lines": lines_of(stop, lines),
        "is_before_the_call": call is None or not call.opened_at,
        "may_open": call is not None and not call.opened_at and not missing,
        "applied": applied,
    }
