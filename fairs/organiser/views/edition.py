"""One edition: its figures as they grow, and what waits for a person."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cooperatives import clock
from fairs.enums import SummaryDimension
from fairs.models import Edition
from fairs.organiser.attention import flagged_sales, open_shortages, quarantined_sales
from fairs.organiser.figures import Breakdown
from fairs.organiser.selectors import (
    CooperativeRow,
    OrderedSums,
    TakingPart,
    cooperatives_at,
    figures_by_day,
    ordered_at,
    taking_part_by_edition,
)
from fairs.organiser.summed import Section, came_since, sections, summed
from fairs.organiser.views.frame import edition_or_404, edition_page, organisers_page

COOPERATIVES_A_PAGE = 30
WAITING_A_PAGE = 50
# How many bars a chart of cooperatives has: those that sold most.
BARS = 10
# What an edition is broken down by besides days and cooperatives; by stop and region where it has several.
BROKEN_DOWN_BY = (SummaryDimension.HOUR, SummaryDimension.FAMILY, SummaryDimension.PAYMENT)
WHERE_SEVERAL = (SummaryDimension.REGION, SummaryDimension.STOP)
KINDS_OF_WAITING = {"flagged": flagged_sales, "quarantined": quarantined_sales, "shortages": open_shortages}


@organisers_page()
def edition(request: HttpRequest, code: str) -> HttpResponse:
    """The figures of an edition: now, by day, channel and evidence, and by cooperative."""
    shown = edition_or_404(request, code)
    ordered = ordered_at(shown)
    cooperatives = cooperatives_at(shown, ordered)
    by_turnover = request.GET.get("sort") == "turnover"
    wanted = _by_turnover(cooperatives) if by_turnover else cooperatives
    now = _now(shown, ordered)
    context = {
        "listed": Paginator(wanted, COOPERATIVES_A_PAGE).get_page(request.GET.get("page")),
        "most": [row for row in _by_turnover(cooperatives)[:BARS] if row.figures.turnover],
        "by_turnover": by_turnover,
        "silent": sum(row.is_silent for row in cooperatives),
        **_broken_down(shown, now["figures"]),
    }
    return edition_page(request, "edition.html", shown, "edition", context | now)


@organisers_page()
def figures(request: HttpRequest, code: str) -> HttpResponse:
    """The part of the edition's page that is asked for anew while the page is open."""
    shown = edition_or_404(request, code)
    return render(request, "fairs/organiser/_figures.html", {"edition": shown} | _now(shown, ordered_at(shown)))


@organisers_page()
def waiting(request: HttpRequest, code: str) -> HttpResponse:
    """The lists of what waits for a person, one kind at a time."""
    shown = edition_or_404(request, code)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS_OF_WAITING else "flagged"
    listed = Paginator(KINDS_OF_WAITING[kind](shown), WAITING_A_PAGE).get_page(request.GET.get("page"))
    has_several_stops = kind == "quarantined" and shown.stops.count() > 1
    context = {"kind": kind, "listed": listed, "has_several_stops": has_several_stops}
    return edition_page(request, "waiting.html", shown, "waiting", context)


def _now(shown: Edition, ordered: OrderedSums) -> dict[str, Any]:
    by_day = figures_by_day(shown)
    return {
        "figures": Breakdown(tuple(part for figures in by_day.values() for part in figures.parts)),
        "by_day": list(by_day.items()),
        "taking_part": taking_part_by_edition([shown.pk]).get(shown.pk, TakingPart()),
        "ordered": ordered,
        "as_of": clock.now(),
        "is_growing": not shown.is_settled,
    }


def _broken_down(shown: Edition, figures: Breakdown) -> dict[str, Any]:
    """The breakdowns as last summed, and what was sold since."""
    known = summed([shown.pk])
    several = [name for name in WHERE_SEVERAL if len(known.by.get(name, {})) > 1]
    parts: list[Section] = sections(known, of=(*several, *BROKEN_DOWN_BY))
    return {
        "sections": parts,
        "sections_key": f"{shown.pk}:{known.as_of}",
        "summed_at": known.as_of,
        "since": came_since(figures, known),
    }


def _by_turnover(rows: list[CooperativeRow]) -> list[CooperativeRow]:
    """Most first; the same amount keeps the order of names."""
    return sorted(rows, key=lambda row: -row.figures.turnover)
