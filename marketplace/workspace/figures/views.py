"""What sold, where, and how much more or less than before: pictures first, and the same in numbers."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.formats.days import month_name
from cooperatives.formats.numbers import money_text, percent_text, quantity_text
from cooperatives.money import ZERO
from cooperatives.permissions import Area
from cooperatives.territory.models import Region
from fairs.business_days import business_day
from fairs.enums import Channel, Evidence
from marketplace.basket.requests import SignedInRequest
from marketplace.workspace.amounts import amount_text
from marketplace.workspace.chosen import chosen_cooperative
from marketplace.workspace.figures.periods import Days, months_until, names, period_of
from marketplace.workspace.figures.sums import Figures, RegionSold, Sold, figures_of
from marketplace.workspace.frame import MONEY, frame_for

MONTHS_TO_CHOOSE = 24
# How dark a region is: from this share of the best one on.
LEVELS = (Decimal("0.75"), Decimal("0.5"), Decimal("0.25"), ZERO)


@never_cache
@login_required
@require_GET
def figures(request: SignedInRequest) -> HttpResponse:
    """The figures of one period of the cooperative that the person works for."""
    cooperative = chosen_cooperative(request, Area.MONEY)
    today = business_day(clock.now())
    period = period_of(request.GET.get("period", ""), today)
    found = figures_of(cooperative, period)
    by = request.user
    context = {
        "cooperative": cooperative,
        "figures": found,
        "period": period,
        "tabs": _tabs(period.name),
        "other_months": _other_months(today),
        "comparisons": _comparisons(found, by),
        "months": _months(found),
        "products": _products(found),
        "places": _places(found.places),
        "known": _known(found.places),
        "regions": [_region(each) for each in found.regions],
        "map_regions": _map(found.regions),
    }
    return render(request, "marketplace/workspace/figures/home.html", frame_for(request, MONEY) | context)


def _tabs(current: str) -> list[dict[str, Any]]:
    url = reverse("workspace:figures")
    return [{"url": f"{url}?period={name}", "text": text, "current": name == current} for name, text in names()]


def _other_months(today: date) -> list[tuple[str, str]]:
    """The months before the last one, the newest first."""
    months = months_until(today, MONTHS_TO_CHOOSE)[:-2]
    return [(f"{month:%Y-%m}", f"{month_name(month)} {month.year}") for month in reversed(months)]


def _row(label: str, amount: Decimal, **more: Any) -> dict[str, Any]:
    return {"label": label, "value": amount, "text": money_text(amount), **more}


def _comparisons(found: Figures, by: User) -> list[dict[str, str]]:
    """How much more or less than before, in words with both amounts."""
    period = found.period
    told = [(period.before, found.before)]
    if period.year_ago is not None and found.year_ago is not None:
        told.append((period.year_ago, found.year_ago))
    return [_comparison(found.total, then, days, by) for days, then in told]


def _comparison(now: Decimal, then: Decimal, days: Days, by: User) -> dict[str, str]:
    return {"when": days.text, "amount": amount_text(then, by), **_difference(now, then)}


def _difference(now: Decimal, then: Decimal) -> Mapping[str, str]:
    if not then:
        return {"icon": "minus", "text": _("Nothing was sold then.") if now else _("Nothing was sold then either.")}
    share = percent_text(abs(now - then) / then)
    if now > then:
        return {"icon": "trending-up", "text": _("%(share)s more now") % {"share": share}}
    if now < then:
        return {"icon": "trending-down", "text": _("%(share)s less now") % {"share": share}}
    return {"icon": "minus", "text": _("As much now")}


def _months(found: Figures) -> list[dict[str, Any]]:
    """A column for each month; January says the year."""
    return [
        _row(f"{month_name(month)} {month.year}" if month.month == 1 else month_name(month), amount)
        for month, amount in found.months
    ]


def _products(found: Figures) -> list[dict[str, Any]]:
    rows = []
    for each in found.products:
        label = each.product.get_title() if each.product else _("Told as a total, not by product")
        note = f"× {quantity_text(each.units)}" if each.product and each.units else ""
        rows.append(_row(str(label), each.amount, note=note))
    if found.other_products:
        rows.append(_row(_("All other products"), found.other_products, tone="rest"))
    return rows


def _places(places: Sequence[Sold]) -> list[dict[str, Any]]:
    """Online, and each edition by its stalls and by what was ordered for it, the best first."""
    sums: dict[str, Decimal] = {}
    for sold in places:
        sums[_place(sold)] = sums.get(_place(sold), ZERO) + sold.amount
    return [_row(label, amount) for label, amount in sorted(sums.items(), key=lambda pair: -pair[1])]


def _place(sold: Sold) -> str:
    if sold.edition is None:
        return _("Online")
    if sold.channel == Channel.ONLINE:
        return _("Online, for %(edition)s") % {"edition": sold.edition}
    return str(sold.edition)


def _known(places: Sequence[Sold]) -> list[dict[str, Any]]:
    """How the turnover is known."""
    sums = dict.fromkeys(Evidence, ZERO)
    for sold in places:
        sums[Evidence(sold.evidence)] += sold.amount
    return [
        _row(str(evidence.label), amount, tone=place)
        for place, (evidence, amount) in enumerate(sums.items(), 1)
        if amount
    ]


def _region(each: RegionSold) -> dict[str, Any]:
    orders = ngettext("%(count)d order", "%(count)d orders", each.orders) % {"count": each.orders}
    return _row(str(each.region), each.amount, note=orders)


def _map(found: Sequence[RegionSold]) -> list[dict[str, Any]]:
    """All regions, the darker the more went there."""
    sold = {each.region.pk: each for each in found}
    best = max((each.amount for each in found), default=ZERO)
    return [
        {
            "code": region.pk,
            "name": str(region),
            "text": money_text(sold[region.pk].amount) if region.pk in sold else _("nothing"),
            "level": _level(sold[region.pk].amount, best) if region.pk in sold else 0,
        }
        for region in Region.objects.order_by("pk")
    ]


def _level(amount: Decimal, best: Decimal) -> int:
    share = amount / best if best else ZERO
    return next((4 - place for place, least in enumerate(LEVELS) if share >= least), 1)
