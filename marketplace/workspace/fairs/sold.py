"""One edition in the workspace: what one's own cooperative sold there, its reports, papers and deposits."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cooperatives.permissions import Area, user_can_keep_stock
from fairs.closing.selectors import certificates_of
from fairs.enums import PaymentKind
from marketplace.basket.requests import SignedInRequest
from marketplace.workspace.fairs.around import frame, own_of
from marketplace.workspace.fairs.figures import (
    days_sold,
    editions_of,
    on_deposit,
    own_cancelled,
    own_days,
    own_report_lines,
    total_of,
)

REPORTS_A_PAGE, CANCELLED_SHOWN = 50, 50


@never_cache
@login_required
@require_GET
def fair(request: SignedInRequest, cooperative: str, code: str) -> HttpResponse:
    """One edition: the cooperative's own days, its part of the cash reports, its certificate and its deposit."""
    chosen = own_of(request, cooperative, Area.MONEY)
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
        "may_carry": user_can_keep_stock(request.user, chosen),
    }
    return render(request, "marketplace/workspace/fairs/fair.html", frame(request) | context)
