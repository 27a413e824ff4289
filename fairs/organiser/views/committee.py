"""A committee's start page, the applications of a call, one of them whole, and the log of what was done."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from fairs.applications.models import Application
from fairs.calls.models import Call
from fairs.closing.files import attached
from fairs.organiser.committee_forms import ApplicationsFilter
from fairs.organiser.committee_words import act_words
from fairs.organiser.views.committee_frame import (
    Room,
    application_or_404,
    edition_to_choose_for_or_404,
    room_or_404,
)
from fairs.organiser.views.exports import XLSX
from fairs.organiser.views.frame import edition_page, organisers_page, person, visible
from fairs.selection.history import earlier_of
from fairs.selection.log import acts_of
from fairs.selection.minutes_paper import list_xlsx
from fairs.selection.selectors import (
    Standings,
    applications_of,
    calls_of,
    excluded_for,
    provinces_of,
    standings_of,
    wanted_applications,
    wholly_judged,
)

A_PAGE = 25


@organisers_page()
def committee(request: HttpRequest, code: str) -> HttpResponse:
    """The calls of an edition, with where each stands and what there is to do."""
    edition = edition_to_choose_for_or_404(request, code)
    rooms = [Room(request, edition, call) for call in calls_of(edition)]
    rows = [{"room": room, "call": room.call, "steps": _steps(room), "sent": _sent(room.call)} for room in rooms]
    return edition_page(request, "committee.html", edition, "committee", {"rows": rows})


@organisers_page()
def applications(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The applications of a call: by rank once points are compared, until then in the order in which they came."""
    room = room_or_404(request, code, number)
    form = ApplicationsFilter(request.GET or None, provinces=provinces_of(room.call))
    standings = standings_of(room.call) if room.is_compared else Standings()
    found = list(wanted_applications(room.call, form.wanted()).order_by("sent_at", "pk").values_list("pk", flat=True))
    rank = standings.rank
    found.sort(key=lambda pk: rank.get(pk, len(found) + 1))
    listed = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "listed": listed,
        "rows": _rows(room, listed.object_list, standings),
        "is_filtered": bool(request.GET),
        "is_narrowed": any(value for name, value in request.GET.items() if name not in ("q", "page")),
    }
    return room.page("committee_applications.html", "committee-applications", context)


@organisers_page()
def application(request: HttpRequest, code: str, number: int, public_id: str) -> HttpResponse:
    """One application: what, who, what it needs, and where the organisation came before."""
    room = room_or_404(request, code, number)
    row = application_or_404(room, public_id)
    context = {"application": row, "is_asked": room.may_decide} | facts_of(request, row)
    if room.is_compared:
        standings = standings_of(room.call)
        context |= {"score": standings.scores.get(row.pk), "rank": standings.rank.get(row.pk)}
    return room.page("committee_application.html", "committee-applications", context)


@organisers_page()
def log(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Everything that was done in the committee, by whom and when; nobody can rewrite it."""
    room = room_or_404(request, code, number)
    listed = Paginator(acts_of(room.call), A_PAGE).get_page(request.GET.get("page"))
    acts = list(listed.object_list)
    names = _names(room.call, acts)
    rows = [{"act": act, **act_words(act, names)} for act in acts]
    return room.page("committee_log.html", "committee-log", {"listed": listed, "rows": rows})


@organisers_page()
def list_file(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The list as it stands, as a workbook: once points are compared."""
    room = room_or_404(request, code, number)
    call = get_object_or_404(Call, pk=room.call.pk, scoring_ended_at__isnull=False)
    call.stop = room.call.stop
    with list_xlsx(call) as file:
        return attached(file.read(), f"{room.edition.code}-{number}-selection.xlsx", XLSX)


def facts_of(request: HttpRequest, row: Application) -> dict[str, Any]:
    """What the page of an application and the sheet of points both show."""
    products = row.products.select_related("product").order_by("pk")
    return {"products": list(products), "earlier": earlier_of(row, visible(request))}


def _rows(room: Room, pks: Iterable[int], standings: Standings) -> list[dict[str, Any]]:
    """The applications of one page in the order of `pks`, with what the person may know of each."""
    found = Application.objects.filter(pk__in=pks).select_related("cooperative__commune__province")
    by_key = {row.pk: row for row in found}
    judged, excluded = (set(), {})
    if room.sits and not room.is_compared:
        judged, excluded = wholly_judged(room.call, person(room.request)), excluded_for(room.call, person(room.request))
    rank = standings.rank
    return [
        {
            "application": by_key[pk],
            "rank": rank.get(pk),
            "score": standings.scores.get(pk),
            "is_judged": pk in judged,
            "is_excluded": pk in excluded,
        }
        for pk in pks
    ]


def _sent(call: Call) -> int:
    return applications_of(call).count()


def _steps(room: Room) -> list[dict[str, str]]:
    """Where a call stands, in the order in which things happen."""
    names = [_("Applications come in"), _("Points apart"), _("Decisions together"), _("Announced")]
    call = room.call
    at = 3 + 1 if room.is_announced else 2 if room.is_compared else 1 if room.is_choosing else 0
    states = ["done" if place < at else "now" if place == at else "next" for place in range(len(names))]
    if not call.opened_at:
        states = ["next"] * len(names)
    return [{"title": name, "state": state} for name, state in zip(names, states, strict=True)]


def _names(call: Call, acts: Iterable[Any]) -> dict[str, str]:
    """The applicants that acts are about, by the address of their application: one question."""
    wanted = {act.after.get("application") for act in acts}
    rows = applications_of(call).filter(public_id__in=[one for one in wanted if isinstance(one, str)])
    return {row.public_id: str(row.cooperative) for row in rows.select_related("cooperative")}
