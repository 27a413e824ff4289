"""One screen over all editions that the person may see: now, against before, and broken down."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cooperatives import clock
from fairs.enums import EditionStatus
from fairs.models import Edition
from fairs.organiser.best_sellers import best_sellers, sold_by, sold_by_all
from fairs.organiser.figures import Breakdown
from fairs.organiser.national import (
    Slow,
    average_basket,
    by_programme,
    compared,
    figures_now,
    slow_parts,
)
from fairs.organiser.national_forms import NationalFilterForm
from fairs.organiser.selectors import (
    NamedFigures,
    chosen,
    in_order,
    named_cooperatives,
    regions_of,
)
from fairs.organiser.summed import came_since, last_summed
from fairs.organiser.views.frame import organisers_page, page, visible

EDITIONS_A_PAGE = 10
COOPERATIVES_A_PAGE = 50
# How many bars a chart of cooperatives has: those that sold most.
BARS = 10
NATIONAL = "national"


@dataclass(frozen=True)
class Asked:
    """The editions of the person and those chosen of them."""

    filters: NationalFilterForm
    among: list[Edition]
    chosen: list[Edition]


@dataclass(frozen=True)
class Counted(Asked):
    """The same with what every edition came to, and what is kept for a minute."""

    slow: Slow
    figures: dict[int, Breakdown]

    @property
    def together(self) -> Breakdown:
        parts = (self.figures[edition.pk].parts for edition in self.chosen if edition.pk in self.figures)
        return Breakdown(tuple(part for of_one in parts for part in of_one))


@organisers_page()
def national(request: HttpRequest) -> HttpResponse:
    """Everything over the chosen editions."""
    asked = _counted(request)
    slow = asked.slow
    listed = Paginator(asked.chosen, EDITIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": asked.filters,
        "listed": listed,
        "rows": compared(listed.object_list, among=asked.among, figures=asked.figures, taking_part=slow.taking_part),
        "who": slow.who,
        "beside": slow.beside,
        "per_dirham": slow.beside.per_dirham({pk: figures.turnover for pk, figures in asked.figures.items()}),
        "readings": slow.readings,
        "sections": slow.sections,
        "sections_key": slow.key,
        "summed_at": slow.known.as_of,
        "since": came_since(asked.together, slow.known),
    }
    return page(request, "national.html", context | _now(request, asked), current=NATIONAL)


@organisers_page()
def national_figures(request: HttpRequest) -> HttpResponse:
    """The part of the screen that is asked for anew while something is open."""
    return render(request, "fairs/organiser/_national_now.html", _now(request, _counted(request)))


@organisers_page()
def cooperatives(request: HttpRequest) -> HttpResponse:
    """What each cooperative sold at the chosen editions, most first."""
    asked = _asked(request)
    ids = [edition.pk for edition in asked.chosen]
    order = best_sellers(ids)
    listed = Paginator(order, COOPERATIVES_A_PAGE).get_page(request.GET.get("page"))
    on_page = list(listed.object_list)
    most = on_page[:BARS] if listed.number == 1 else list(order[:BARS])
    names = named_cooperatives({*on_page, *most})
    by_cooperative = sold_by(ids, {*on_page, *most})
    context = {
        "filters": asked.filters,
        "listed": listed,
        "rows": [NamedFigures(*names[pk], by_cooperative[pk]) for pk in on_page],
        "most": [NamedFigures(*names[pk], by_cooperative[pk]) for pk in most],
        "figures": sold_by_all(ids),
        "summed_at": last_summed(ids),
        "query": request.GET.urlencode(),
    }
    return page(request, "national_cooperatives.html", context, current=NATIONAL)


def _asked(request: HttpRequest) -> Asked:
    """The filters choose editions; each of these is counted whole."""
    editions = visible(request)
    among = list(in_order(editions).select_related(None).select_related("programme", "region"))
    filters = NationalFilterForm(request.GET, editions=among, regions=regions_of(editions))
    wanted = filters.chosen()
    within = filters.editions_within(wanted)
    shown = set(chosen(editions, **within).values_list("pk", flat=True)) if within else {row.pk for row in among}
    period = filters.period(wanted)
    return Asked(
        filters,
        among,
        [edition for edition in among if edition.pk in shown and period.covers(edition)],
    )


def _counted(request: HttpRequest) -> Counted:
    asked = _asked(request)
    slow = slow_parts(asked.chosen, among=asked.among, visible=visible(request))
    figures = figures_now(asked.among, slow.of_editions)
    return Counted(asked.filters, asked.among, asked.chosen, slow, figures)


def _now(request: HttpRequest, asked: Counted) -> dict[str, Any]:
    together = asked.together
    return {
        "figures": together,
        "basket": average_basket(together),
        "by_programme": by_programme(asked.chosen, asked.figures),
        "edition_count": len(asked.chosen),
        "open_count": sum(edition.status == EditionStatus.LIVE for edition in asked.chosen),
        "is_growing": any(edition.status == EditionStatus.LIVE for edition in asked.chosen),
        "as_of": clock.now(),
        "query": request.GET.urlencode(),
    }
