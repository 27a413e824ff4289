"""The list of editions, and the page of a programme."""

from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from fairs.enums import EditionStatus
from fairs.models import Programme
from fairs.models.programmes import EditionQuerySet
from fairs.organiser.figures import NOTHING
from fairs.organiser.forms import FilterForm
from fairs.organiser.readings import measured, readings
from fairs.organiser.selectors import (
    EditionRow,
    chosen,
    figures_by_programme,
    figures_by_region,
    figures_by_year,
    in_order,
    programmes_of,
    regions_of,
    rows_of,
    taking_part,
    years_of,
)
from fairs.organiser.views.frame import organisers_page, page, programme_or_404, visible
from fairs.permissions import may_add_programmes, programmes_to_extend

EDITIONS_A_PAGE = 12
ROWS_A_PAGE = 50


@organisers_page()
def home(request: HttpRequest) -> HttpResponse:
    """All editions the person may see, and the published figures that they are held against."""
    editions = visible(request)
    programmes = programmes_of(editions)
    filters = FilterForm(request.GET, programmes=programmes, regions=regions_of(editions), years=years_of(editions))
    wanted = filters.chosen()
    listed = Paginator(in_order(chosen(editions, **wanted)), EDITIONS_A_PAGE).get_page(request.GET.get("page"))
    by_programme = figures_by_programme(editions)
    context = {
        "filters": filters,
        "is_filtered": bool(wanted),
        "listed": listed,
        "groups": _groups(rows_of(listed.object_list)),
        "programmes": [(programme, by_programme.get(programme.pk, NOTHING)) for programme in programmes],
        "readings": readings(editions),
        "own_programmes": programmes_to_extend(request.user).order_by("pk"),
        "may_add_programmes": may_add_programmes(request.user),
    }
    return page(request, "home.html", context)


def _groups(rows: list[EditionRow]) -> list[tuple[EditionStatus, list[EditionRow]]]:
    """The rows of one page under what is open, coming and past; they come in that order."""
    groups = groupby(rows, lambda row: row.edition.status)
    return [(EditionStatus(status), list(of_one)) for status, of_one in groups]


@organisers_page()
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """A programme over its editions, by region and by year, beside what was published of it."""
    shown = programme_or_404(request, code)
    editions = visible(request).filter(programme=shown)
    listed = Paginator(in_order(editions), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "programme": shown,
        "figures": figures_by_programme(editions).get(shown.pk, NOTHING),
        "taking_part": taking_part(editions.order_by().values("pk")),
        "listed": listed,
        "rows": rows_of(listed.object_list),
        "may_extend": programmes_to_extend(request.user).filter(pk=shown.pk).exists(),
    }
    return page(request, "programme.html", context | _held_against(request, shown, editions), current=code)


def _held_against(request: HttpRequest, shown: Programme, editions: EditionQuerySet) -> dict[str, Any]:
    return {
        "by_region": figures_by_region(editions),
        "by_year": figures_by_year(editions),
        # A reading may join several programmes: it covers all that the person may see of them.
        "readings": readings(visible(request), of=shown.kind),
        "measured": measured(shown, editions),
    }
