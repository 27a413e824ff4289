"""Fairs and markets in the workspace: what one's own cooperative sold at each, its reports, papers and deposits."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cooperatives.models import Cooperative
from cooperatives.permissions import Area, cooperatives_where
from fairs.closing.selectors import certificates_of
from fairs.enums import PaymentKind
from marketplace.basket.requests import SignedInRequest
from marketplace.workspace.fair_figures import (
    days_sold,
    editions_of,
    fair_rows,
    on_deposit,
    own_cancelled,
    own_days,
    own_report_lines,
    total_of,
)
from marketplace.workspace.frame import FAIRS, frame_of_all

EDITIONS_A_PAGE, REPORTS_A_PAGE, CANCELLED_SHOWN = 20, 50, 50


@never_cache
@login_required
@require_GET
def fairs(request: SignedInRequest) -> HttpResponse:
    """The editions that one of the person's cooperatives takes part in, with what it sold there."""
    permitted = _permitted(request)
    chosen = _chosen(permitted, request.GET.get("cooperative", "") or permitted[0].public_id)
    listed = Paginator(editions_of(chosen), EDITIONS_A_PAGE).get_page(request.GET.get("page"))
    url = reverse("workspace:fairs")
    context = {
        "cooperative": chosen,
        "page": listed,
        "rows": fair_rows(chosen, list(listed.object_list)),
        "tabs": [
            {"url": f"{url}?cooperative={each.public_id}", "text": str(each), "current": each == chosen}
            for each in permitted
            if len(permitted) > 1
        ],
    }
    return render(request, "marketplace/workspace/fairs/home.html", _frame(request) | context)


@never_cache
@login_required
@require_GET
def fair(request: SignedInRequest, cooperative: str, code: str) -> HttpResponse:
    """One edition: the cooperative's own days, its part of the cash reports, its certificate and its deposit."""
    chosen = _chosen(_permitted(request), cooperative)
    edition = get_object_or_404(editions_of(chosen), code=code)
    days = days_sold(chosen, edition)
    listed = Paginator(own_report_lines(chosen, edition), REPORTS_A_PAGE).get_page(request.GET.get("page"))
    first, last = own_days(chosen, edition)
    context = {
        "cooperative": chosen,
        "edition": edition,
        "first_day": first,
        "last_day": last,
        "days": days,
        "total": total_of(days),
        "page": listed,
        "reports": [row | {"paid": PaymentKind(row["payment"]).label} for row in listed],
        "cancelled": own_cancelled(chosen, edition)[:CANCELLED_SHOWN],
        "certificates": certificates_of(chosen).filter(edition=edition),
        "deposit": on_deposit(chosen, edition),
    }
    return render(request, "marketplace/workspace/fairs/fair.html", _frame(request) | context)


def _permitted(request: SignedInRequest) -> list[Cooperative]:
    """The cooperatives whose figures the person may see; nobody else learns that the page exists."""
    permitted = list(cooperatives_where(request.user, Area.MONEY).order_by("pk"))
    if not permitted:
        raise Http404
    return permitted


def _chosen(permitted: list[Cooperative], public_id: str) -> Cooperative:
    chosen = next((each for each in permitted if each.public_id == public_id), None)
    if chosen is None:
        raise Http404
    return chosen


def _frame(request: SignedInRequest) -> dict[str, object]:
    return frame_of_all(request, FAIRS)
