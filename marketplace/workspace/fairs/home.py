"""The first page about fairs: what waits for an answer, where one goes, what one may apply to, what was sold."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cooperatives import clock
from cooperatives.models import Cooperative
from cooperatives.permissions import Area, areas_of, roles_of
from fairs.applications.selectors import applications_of, calls_ahead, calls_to_answer
from fairs.applications.services import may_apply
from fairs.consignment import editions_with_goods_of
from fairs.models import Edition, Participation
from marketplace.basket.requests import SignedInRequest
from marketplace.workspace.fairs.around import frame, own_of
from marketplace.workspace.fairs.figures import editions_of, fair_rows
from marketplace.workspace.fairs.words import standings_of
from marketplace.workspace.frame import own_cooperatives

EDITIONS_A_PAGE, APPLICATIONS_SHOWN, STALLS_SHOWN = 20, 12, 20


@never_cache
@login_required
@require_GET
def fairs(request: SignedInRequest) -> HttpResponse:
    """What one of the person's organisations has to do with fairs; each reads what their role opens."""
    own = own_cooperatives(request.user)
    chosen = own_of(request, request.GET.get("cooperative", "") or own[0].public_id)
    areas = frozenset().union(*map(areas_of, roles_of(request.user, chosen)))
    context = {
        "cooperative": chosen,
        "may_apply": Area.FAIRS in areas and may_apply(chosen),
        "may_carry": Area.STOCK in areas,
        "coming": _coming(chosen),
        "with_goods": _with_goods(chosen) if Area.STOCK in areas else [],
        **(_applying(chosen) if Area.FAIRS in areas else {"standings": [], "open": [], "ahead": [], "applies": False}),
        **(_sold(request, chosen) if Area.MONEY in areas else {"page": None, "rows": []}),
        "tabs": _tabs(own, chosen),
    }
    return render(request, "marketplace/workspace/fairs/home.html", frame(request) | context)


def _applying(chosen: Cooperative) -> dict[str, object]:
    """Applications whose stop is not over, and the calls that are open or come."""
    alive = applications_of([chosen]).filter(call__stop__ends_at__gt=clock.now())
    return {
        "applies": True,
        "standings": standings_of(list(alive[:APPLICATIONS_SHOWN])),
        "open": calls_to_answer(chosen),
        "ahead": calls_ahead(chosen),
    }


def _sold(request: SignedInRequest, chosen: Cooperative) -> dict[str, object]:
    """The editions that it took part in, with what it sold there."""
    page = Paginator(editions_of(chosen), EDITIONS_A_PAGE).get_page(request.GET.get("page"))
    return {"page": page, "rows": fair_rows(chosen, list(page.object_list))}


def _coming(chosen: Cooperative) -> QuerySet[Participation]:
    """The stops that it goes to and that are not over, the next one first."""
    ahead = Participation.objects.coming().filter(cooperative=chosen, stop__ends_at__gt=clock.now())
    return ahead.select_related("stop__edition", "stop__commune").order_by("stop__starts_at", "pk")[:STALLS_SHOWN]


def _with_goods(chosen: Cooperative) -> list[Edition]:
    """Where its goods lie though it goes there no more: over, or its place given up."""
    ahead = Participation.objects.coming().filter(cooperative=chosen, stop__ends_at__gt=clock.now())
    rows = editions_with_goods_of(chosen).exclude(pk__in=ahead.order_by().values("stop__edition"))
    return list(rows.select_related("commune").order_by("-starts_at", "-pk")[:STALLS_SHOWN])


def _tabs(own: list[Cooperative], chosen: Cooperative) -> list[dict[str, object]]:
    url = reverse("workspace:fairs")
    return [
        {"url": f"{url}?cooperative={each.public_id}", "text": str(each), "current": each == chosen}
        for each in own
        if len(own) > 1
    ]
