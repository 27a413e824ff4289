"""Each figure of the money page, opened: the lines that it is made of."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cooperatives.models import Cooperative
from cooperatives.permissions import Area, cooperatives_where
from cooperatives.settlements.selectors import positions_of
from marketplace.basket.requests import SignedInRequest
from marketplace.statements.parts import (
    Parts,
    parts_available,
    parts_paid,
    parts_pending,
    parts_sent,
    parts_sold,
    sold_on,
    this_day,
    this_month,
)
from marketplace.statements.selectors import paid_this_year
from marketplace.workspace.frame import MONEY, frame_for
from marketplace.workspace.money import told

A_PAGE = 50
OPENED: dict[str, Callable[[Cooperative], Parts]] = {
    "today": lambda cooperative: parts_sold(cooperative, this_day(), sold_on(cooperative, *this_day())),
    "month": lambda cooperative: parts_sold(cooperative, this_month(), sold_on(cooperative, *this_month())),
    "pending": lambda cooperative: parts_pending(cooperative, positions_of(cooperative.pk)),
    "available": lambda cooperative: parts_available(cooperative, positions_of(cooperative.pk)),
    "sent": lambda cooperative: parts_sent(cooperative, positions_of(cooperative.pk)),
    "paid": lambda cooperative: parts_paid(cooperative, paid_this_year(cooperative)),
}


@never_cache
@login_required
@require_GET
def lines(request: SignedInRequest, figure: str) -> HttpResponse:
    """The lines of one figure, in pages; together they are the figure."""
    permitted = cooperatives_where(request.user, Area.MONEY).order_by("pk")
    asked = request.GET.get("cooperative", "")
    cooperative = (permitted.filter(public_id=asked) if asked else permitted).first()
    if cooperative is None or figure not in OPENED:
        raise Http404
    parts = OPENED[figure](cooperative)
    page = Paginator(parts.rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "cooperative": cooperative,
        "told": told(figure, parts.total),
        "opening": parts.opening,
        "page": page,
        "parts": parts.told(list(page.object_list)),
        "back": f"{reverse('workspace:money')}?cooperative={cooperative.public_id}",
    }
    return render(request, "marketplace/workspace/money/lines.html", frame_for(request, MONEY) | context)
