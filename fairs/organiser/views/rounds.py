"""The evening round at the desk: who has a figure, who is missing, two figures to choose between, tablets."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.storage import storages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cooperatives.formats.numbers import money_text
from cooperatives.idempotency import FIELD
from fairs.enums import RoundStatus
from fairs.models import Edition
from fairs.organiser.round_acts import move_round_once, settle_once
from fairs.organiser.round_day import (
    ABSENT,
    KNOWN,
    MISSING,
    REFUSED,
    Evening,
    StallRow,
    conflicts_at,
    evenings_of,
    open_conflicts,
    round_of,
    rows_of_evening,
    sums_of,
    visit_with_photo,
)
from fairs.organiser.round_forms import ChooseForm, EveningForm
from fairs.organiser.views.frame import (
    edition_or_404,
    edition_page,
    edition_to_work_on_or_404,
    may_work_on,
    organisers_page,
    person,
)
from fairs.rounds.keeping import waiting_visits
from fairs.rounds.models import VisitConflict

ROWS_A_PAGE = 60
SETTLED_SHOWN = 50
Kept = list[tuple[str, str]]


@organisers_page()
def round_day(request: HttpRequest, code: str) -> HttpResponse:
    """The stalls of one business day, filtered by what is known of them."""
    edition = edition_or_404(request, code)
    evenings = evenings_of(edition)
    context: dict[str, Any] = {"evening": None}
    if evenings:
        evening = evening_or_404(request, evenings)
        context = evening_context(evenings, evening) | _stalls(request, evening)
    return round_page(request, "round.html", edition, "round", context)


def _stalls(request: HttpRequest, evening: Evening) -> dict[str, Any]:
    rows = rows_of_evening(evening)
    sums = sums_of(rows)
    piles: dict[str, tuple[str, list[StallRow]]] = {
        "all": (_("All stalls"), rows),
        "missing": (_("Still missing"), [row for row in rows if row.state == MISSING]),
        "vain": (_("Asked, without a figure"), [row for row in rows if row.state in (REFUSED, ABSENT)]),
        "both": (_("Till and word"), [row for row in rows if row.difference is not None]),
        "known": (_("Have a figure"), [row for row in rows if row.state == KNOWN]),
    }
    show = request.GET.get("show", "")
    show = show if show in piles else "all"
    return {
        "round": round_of(evening),
        "sums": sums,
        "counts": money_text(sums.counts),
        "asked_in_vain": sums.refused + sums.absent,
        "show": show,
        "shows": [{"value": value, "text": text, "count": len(pile)} for value, (text, pile) in piles.items()],
        "kept": [("show", show)] if show != "all" else [],
        "listed": Paginator(piles[show][1], ROWS_A_PAGE).get_page(request.GET.get("page")),
    }


@organisers_page()
def missing(request: HttpRequest, code: str) -> HttpResponse:
    """The stalls without a figure of their own, to print for the next walk round."""
    edition = edition_or_404(request, code)
    evenings = evenings_of(edition)
    evening = evening_or_404(request, evenings)
    rows = rows_of_evening(evening)
    context = evening_context(evenings, evening) | {
        "rows": [row for row in rows if row.has_no_figure_of_its_own],
        "taking_part": len(rows),
    }
    return round_page(request, "round_missing.html", edition, "round", context)


@organisers_page("POST")
def state(request: HttpRequest, code: str) -> HttpResponse:
    """Close the round of an evening, or open it again."""
    edition = edition_to_work_on_or_404(request, code)
    evening = evening_or_404(request, evenings_of(edition))
    wanted = request.POST.get("to", "")
    if wanted not in RoundStatus.values:
        raise Http404
    to = RoundStatus(wanted)
    if move_round_once(token=request.POST.get(FIELD, ""), evening=evening, to=to, by=person(request)):
        done = _("The round is closed.") if to == RoundStatus.CLOSED else _("The round is open again.")
        messages.success(request, done)
    else:
        messages.info(request, _("The round stands like that already: nothing was changed."))
    return redirect(f"{reverse('organiser:round', args=[code])}?on={evening.key}")


@organisers_page()
def photo(request: HttpRequest, code: str, visit: UUID) -> HttpResponseBase:
    """The exhibitor's notebook, for who may work on the edition alone."""
    edition = edition_to_work_on_or_404(request, code)
    shown = visit_with_photo(edition, visit)
    store = storages["private"]
    if shown is None or not store.exists(shown.photo.file):
        raise Http404
    return FileResponse(store.open(shown.photo.file), content_type="image/jpeg", filename=f"{shown.pk}.jpg")


@organisers_page()
def conflicts(request: HttpRequest, code: str) -> HttpResponse:
    """Where two people heard two figures, and what was chosen."""
    return _conflicts(request, edition_or_404(request, code))


@organisers_page("POST")
def settle(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Say which of two figures counts."""
    edition = edition_to_work_on_or_404(request, code)
    conflict = get_object_or_404(conflicts_at(edition), public_id=public_id)
    form = ChooseForm(request.POST, conflict=conflict)
    if not form.is_valid():
        return _conflicts(request, edition, form, conflict, status=422)
    chosen = conflict.other if form.cleaned_data["visit"] == str(conflict.other_id) else conflict.counting
    if settle_once(token=request.POST.get(FIELD, ""), conflict=conflict, chosen=chosen, by=person(request)):
        messages.success(request, _("Chosen. The other figure stays in the history."))
    else:
        messages.info(request, _("This was chosen before: nothing was changed."))
    return redirect("organiser:round-conflicts", code)


def _conflicts(
    request: HttpRequest,
    edition: Edition,
    form: ChooseForm | None = None,
    refused: VisitConflict | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    waiting = [
        _choice(conflict, form.errors.get("visit") if form and refused and refused.pk == conflict.pk else None)
        for conflict in open_conflicts(edition)
    ]
    settled = conflicts_at(edition).filter(settled_at__isnull=False).order_by("-settled_at")[:SETTLED_SHOWN]
    context = {"waiting_conflicts": waiting, "settled": settled}
    return round_page(request, "round_conflicts.html", edition, "round-conflicts", context, status=status)


def _choice(conflict: VisitConflict, errors: Any) -> dict[str, Any]:
    both = (conflict.counting, conflict.other)
    return {
        "conflict": conflict,
        "difference": abs((both[0].amount or 0) - (both[1].amount or 0)),
        "photographed": [visit for visit in both if getattr(visit, "photo", None)],
        "errors": errors,
    }


def evening_or_404(request: HttpRequest, evenings: list[Evening]) -> Evening:
    """The evening that is asked for, else the latest."""
    given = request.POST if request.method == "POST" else request.GET
    evening = EveningForm(given, evenings=evenings).chosen()
    if evening is None:
        raise Http404
    return evening


def evening_context(evenings: list[Evening], evening: Evening) -> dict[str, Any]:
    stops = len({one.stop.pk for one in evenings}) > 1
    return {"evenings": evenings, "evening": evening, "stops": stops, "kept": []}


def round_page(
    request: HttpRequest, template: str, edition: Edition, part: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the tab "Round", with the way to its other parts."""
    frame = {"parts": _parts(edition, part), "may_work": may_work_on(request, edition)}
    return edition_page(request, template, edition, "round", frame | context, status=status)


def _parts(edition: Edition, current: str) -> list[dict[str, Any]]:
    named = [
        ("round", _("Stalls"), 0),
        ("round-conflicts", _("Two figures"), open_conflicts(edition).order_by().count()),
        ("declared", _("Totals of the day"), 0),
        ("round-estimates", _("Estimates"), 0),
        ("round-slips", _("Paper slips"), 0),
        ("round-tablets", _("Tablets"), 0),
        ("round-kept", _("Kept aside"), waiting_visits(edition).order_by().count()),
    ]
    return [
        {
            "url": reverse(f"organiser:{name}", args=[edition.code]),
            "text": text,
            "count": count,
            "current": name == current,
        }
        for name, text, count in named
    ]
