"""One edition: its figures as they grow, and what waits for a person."""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cooperatives import clock
from fairs.enums import SummaryDimension
from fairs.models import Edition
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
from fairs.organiser.summed import Section, Summed, came_since, sections, summed
from fairs.organiser.views.frame import edition_or_404, edition_page, organisers_page

COOPERATIVES_A_PAGE = 30
# How many bars a chart of cooperatives has: those that sold most.
BARS = 10
# What an edition is broken down by besides days and cooperatives; by stop and region where it has several.
BROKEN_DOWN_BY = (SummaryDimension.HOUR, SummaryDimension.FAMILY, SummaryDimension.PAYMENT)
WHERE_SEVERAL = (SummaryDimension.REGION, SummaryDimension.STOP)


@organisers_page()
def edition(request: HttpRequest, code: str) -> HttpResponse:
    """The figures of an edition: now, by day, channel and evidence, and by cooperative.

    What changes only when the edition is summed again is read, and its text made, only where that text is not kept.
    """
    shown = edition_or_404(request, code)
    ordered = ordered_at(shown)
    by_turnover = request.GET.get("sort") == "turnover"
    now = _now(shown, ordered)
    known = summed([shown.pk], of=[SummaryDimension.WHOLE])
    context = {
        "cooperatives": CooperativeList(shown, ordered, by_turnover, request.GET.get("page")),
        "cooperatives_key": _cooperatives_key(request, now, known),
        "has_cooperatives": bool(known.by or ordered.by_cooperative or now["taking_part"].participations),
        "by_turnover": by_turnover,
        "sections": partial(_sections, shown),
        "sections_key": f"{shown.pk}:{_mark(known)}",
        "summed_at": known.as_of,
        "since": came_since(now["figures"], known),
    }
    return edition_page(request, "edition.html", shown, "edition", context | now)


@dataclass
class CooperativeList:
    """The cooperatives of an edition, as last summed: asked for when the first of them is wanted."""

    edition: Edition
    ordered: OrderedSums
    by_turnover: bool
    page: str | None

    @cached_property
    def by_name(self) -> list[CooperativeRow]:
        return cooperatives_at(self.edition, self.ordered)

    @cached_property
    def largest_first(self) -> list[CooperativeRow]:
        """Most first; the same amount keeps the order of names."""
        return sorted(self.by_name, key=lambda row: -row.figures.turnover)

    @cached_property
    def listed(self) -> Page:
        rows = self.largest_first if self.by_turnover else self.by_name
        return Paginator(rows, COOPERATIVES_A_PAGE).get_page(self.page)

    @property
    def most(self) -> list[CooperativeRow]:
        """Those of the chart."""
        return [row for row in self.largest_first[:BARS] if row.figures.turnover]

    @property
    def silent(self) -> int:
        return sum(row.is_silent for row in self.by_name)


def _mark(known: Summed) -> str:
    """Of the cells from which the edition was summed: another whenever a sum may be."""
    return ",".join(sorted(known.by.get(SummaryDimension.WHOLE, {})))


def _cooperatives_key(request: HttpRequest, now: dict[str, Any], known: Summed) -> str:
    """Another whenever the list of cooperatives is: it was summed again, somebody joined, something was ordered."""
    ordered: OrderedSums = now["ordered"]
    return repr(
        [
            *(request.path, request.GET.urlencode(), _mark(known), now["taking_part"]),
            *(bool(now["figures"].estimated.parts), sorted(ordered.by_cooperative.items())),
        ]
    )


@organisers_page()
def figures(request: HttpRequest, code: str) -> HttpResponse:
    """The part of the edition's page that is asked for anew while the page is open."""
    shown = edition_or_404(request, code)
    return render(request, "fairs/organiser/_figures.html", {"edition": shown} | _now(shown, ordered_at(shown)))


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


def _sections(shown: Edition) -> list[Section]:
    """The breakdowns as last summed."""
    known = summed([shown.pk])
    several = [name for name in WHERE_SEVERAL if len(known.by.get(name, {})) > 1]
    return sections(known, of=(*several, *BROKEN_DOWN_BY))
