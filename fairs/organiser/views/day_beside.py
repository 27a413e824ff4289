"""The day beside the arrivals: incidents, visitors, workshops, institutions."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.storage import storages
from django.core.paginator import Paginator
from django.forms.models import model_to_dict
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cooperatives.audit.services import ForbiddenMove
from fairs.attendance.beside import (
    add_stand,
    cancel_workshop,
    change_workshop,
    count_visitors,
    count_workshop,
    end_stand,
    plan_workshop,
)
from fairs.attendance.exceptions import NotCounted, StallNotFree
from fairs.attendance.incidents import reopen_incident, report_incident, solve_incident
from fairs.attendance.models import Incident, InstitutionalStand, Workshop
from fairs.attendance.selectors import (
    incidents_of,
    stands_of,
    visitors_on,
    workshop_sums,
    workshops_of,
)
from fairs.models import Edition, EditionDay
from fairs.organiser.day_forms import CameForm, IncidentForm, SolvedForm, StandForm, VisitorsForm, WorkshopForm
from fairs.organiser.views.day_frame import (
    REFUSED,
    acted_or_told,
    back_to,
    day_asked,
    day_or_404,
    day_page,
    edition_of_the_day_or_404,
)
from fairs.organiser.views.frame import organisers_page, person
from fairs.organiser.views.writing import written

ROWS_A_PAGE = 20


@organisers_page("GET", "HEAD", "POST")
def incidents(request: HttpRequest, code: str) -> HttpResponse:
    """What went wrong on a day, and the form for what just did."""
    edition = edition_of_the_day_or_404(request, code)
    days, day = day_asked(request, edition)
    if day is None:
        return day_page(request, "incidents", edition, days, day, {})
    form = IncidentForm(request.POST or None, request.FILES or None, edition=edition, day=day)
    if request.method == "POST" and written(
        request,
        form,
        act=lambda: report_incident(
            day=day,
            values=form.values(),
            key=uuid4(),
            by=person(request),
            picture=form.cleaned_data["picture"],
            at=form.cleaned_data["at"],
        ),
        done=_("The incident is written down."),
    ):
        return back_to(request, "incidents", edition, day)
    context = {"form": form, "listed": _listed(request, day)}
    return day_page(request, "incidents", edition, days, day, context, status=_status(request))


def _listed(request: HttpRequest, day: EditionDay) -> Any:
    return Paginator(incidents_of(day), ROWS_A_PAGE).get_page(request.GET.get("page"))


@organisers_page("POST")
def solve(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Write down what was done about an incident."""
    edition, incident = _incident_or_404(request, code, public_id)
    form = SolvedForm(request.POST)
    try:
        is_written = written(
            request,
            form,
            act=lambda: solve_incident(
                incident_id=incident.pk, solution=form.cleaned_data["solution"], by=person(request)
            ),
            done=_("The incident is solved."),
        )
    except ForbiddenMove:
        # Somebody solved it a moment ago: the list says how.
        is_written = True
    if is_written:
        return back_to(request, "incidents", edition, incident.day)
    days, _day = day_asked(request, edition)
    context = {
        "form": IncidentForm(edition=edition, day=incident.day),
        "listed": _listed(request, incident.day),
        "solving": incident.pk,
        "solved_form": form,
    }
    return day_page(request, "incidents", edition, days, incident.day, context, status=422)


@organisers_page("POST")
def reopen(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Let an incident be open again."""
    edition, incident = _incident_or_404(request, code, public_id)
    try:
        done = _("The incident is open again.")
        acted_or_told(request, act=lambda: reopen_incident(incident_id=incident.pk, by=person(request)), done=done)
    except ForbiddenMove:
        # It is open: the list says so.
        pass
    return back_to(request, "incidents", edition, incident.day)


@organisers_page()
def picture(request: HttpRequest, code: str, public_id: str) -> HttpResponseBase:
    """The picture of an incident, for who works on the day alone."""
    _edition, incident = _incident_or_404(request, code, public_id)
    store = storages["private"]
    if not incident.picture or not store.exists(incident.picture):
        raise Http404
    name = f"{incident.public_id}.jpg"
    return FileResponse(store.open(incident.picture), content_type="image/jpeg", filename=name)


def _incident_or_404(request: HttpRequest, code: str, public_id: str) -> tuple[Edition, Incident]:
    edition = edition_of_the_day_or_404(request, code)
    rows = Incident.objects.filter(day__stop__edition=edition).select_related("day__stop")
    return edition, get_object_or_404(rows, public_id=public_id)


@organisers_page("GET", "HEAD", "POST")
def visitors(request: HttpRequest, code: str) -> HttpResponse:
    """How many visitors were counted, by zone and hour."""
    edition = edition_of_the_day_or_404(request, code)
    days, day = day_asked(request, edition)
    if day is None:
        return day_page(request, "visitors", edition, days, day, {})
    form = VisitorsForm(request.POST or None, day=day)
    if request.method == "POST" and written(
        request,
        form,
        act=lambda: count_visitors(day=day, by=person(request), **form.cleaned_data),
        done=_("The number is taken away.") if "is_wrong" in request.POST else _("The number is written down."),
    ):
        return back_to(request, "visitors", edition, day)
    tables = visitors_on(days)
    context = {
        "form": form,
        "table": tables[day.pk],
        "of_days": [(row, tables[row.pk].total) for row in days if tables[row.pk].hours],
        "of_edition": sum(table.total for table in tables.values()),
    }
    return day_page(request, "visitors", edition, days, day, context, status=_status(request))


@organisers_page("GET", "HEAD", "POST")
def workshops(request: HttpRequest, code: str) -> HttpResponse:
    """Trainings and workshops of a stop, and who came to them."""
    edition = edition_of_the_day_or_404(request, code)
    days, day = day_asked(request, edition)
    if day is None:
        return day_page(request, "workshops", edition, days, day, {})
    form = WorkshopForm(request.POST or None, stop=day.stop)
    if request.method == "POST" and written(
        request,
        form,
        act=lambda: plan_workshop(stop=day.stop, values=form.cleaned_data, by=person(request)),
        done=_("It is planned."),
    ):
        return back_to(request, "workshops", edition, day)
    context = _held(request, days, day) | {"form": form}
    return day_page(request, "workshops", edition, days, day, context, status=_status(request))


@organisers_page("GET", "HEAD", "POST")
def change(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Another hour, room or title of a workshop."""
    edition = edition_of_the_day_or_404(request, code)
    workshop = _workshop_or_404(edition, public_id)
    days, day = day_asked(request, edition)
    if day is None:
        raise Http404
    form = WorkshopForm(request.POST or None, stop=workshop.stop, initial=model_to_dict(workshop))
    try:
        is_written = request.method == "POST" and written(
            request,
            form,
            act=lambda: change_workshop(workshop_id=workshop.pk, values=form.cleaned_data, by=person(request)),
            done=_("It is changed."),
        )
    except NotCounted as error:
        form.add_error(None, REFUSED[type(error)])
        is_written = False
    if is_written:
        return back_to(request, "workshops", edition, day)
    context = _held(request, days, day) | {"form": form, "changing": workshop}
    return day_page(request, "workshops", edition, days, day, context, status=_status(request))


def _held(request: HttpRequest, days: list[EditionDay], day: EditionDay) -> dict[str, Any]:
    return {
        "listed": Paginator(workshops_of(day.stop), ROWS_A_PAGE).get_page(request.GET.get("page")),
        "of_stop": workshop_sums([day.stop_id]),
        "of_edition": workshop_sums({row.stop_id for row in days}),
        "several": len({row.stop_id for row in days}) > 1,
        "came_form": CameForm(),
        "changing": None,
    }


@organisers_page("POST")
def count(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Write down who came to a workshop."""
    edition = edition_of_the_day_or_404(request, code)
    workshop = _workshop_or_404(edition, public_id)
    days, day = day_asked(request, edition)
    if day is None:
        raise Http404
    form = CameForm(request.POST)
    is_written = form.is_valid() and acted_or_told(
        request,
        act=lambda: count_workshop(workshop_id=workshop.pk, by=person(request), **form.cleaned_data),
        done=_("Those who came are written down."),
    )
    if is_written or form.is_valid():
        return back_to(request, "workshops", edition, day)
    context = _held(request, days, day) | {
        "form": WorkshopForm(stop=day.stop),
        "counting": workshop.pk,
        "came_form": form,
    }
    return day_page(request, "workshops", edition, days, day, context, status=422)


@organisers_page("POST")
def cancel(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Call a workshop off."""
    edition = edition_of_the_day_or_404(request, code)
    day = day_or_404(request, edition)
    workshop = _workshop_or_404(edition, public_id)
    done = _("It was called off.")
    acted_or_told(request, act=lambda: cancel_workshop(workshop_id=workshop.pk, by=person(request)), done=done)
    return back_to(request, "workshops", edition, day)


def _workshop_or_404(edition: Edition, public_id: str) -> Workshop:
    rows = Workshop.objects.filter(stop__edition=edition).select_related("stop__edition")
    return get_object_or_404(rows, public_id=public_id)


@organisers_page("GET", "HEAD", "POST")
def stands(request: HttpRequest, code: str) -> HttpResponse:
    """Institutions that inform at a stop and do not sell."""
    edition = edition_of_the_day_or_404(request, code)
    days, day = day_asked(request, edition)
    if day is None:
        return day_page(request, "stands", edition, days, day, {})
    form = StandForm(request.POST or None, stop=day.stop)
    if request.method == "POST" and _stand_written(request, form, day):
        return back_to(request, "stands", edition, day)
    listed = Paginator(stands_of(day.stop), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "listed": listed}
    return day_page(request, "stands", edition, days, day, context, status=_status(request))


def _stand_written(request: HttpRequest, form: forms.Form, day: EditionDay) -> bool:
    try:
        return written(
            request,
            form,
            act=lambda: add_stand(stop=day.stop, values=form.cleaned_data, by=person(request)),
            done=_("The institution is written down."),
        )
    except StallNotFree:
        form.add_error("stall", REFUSED[StallNotFree])
        return False


@organisers_page("POST")
def end(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Let an institution stand there no more."""
    edition = edition_of_the_day_or_404(request, code)
    day = day_or_404(request, edition)
    stand = get_object_or_404(InstitutionalStand, stop__edition=edition, public_id=public_id)
    done = _("%(name)s stands there no more.") % {"name": stand.name}
    acted_or_told(request, act=lambda: end_stand(stand_id=stand.pk, by=person(request)), done=done)
    return back_to(request, "stands", edition, day)


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
