"""The calendar of fairs and markets, and the page of each edition."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue import selectors as products
from cooperatives import clock
from fairs.enums import EditionStatus
from fairs.models import Edition, Stop
from fairs.places import map_url
from marketplace.storefront import structured_data
from marketplace.storefront.addresses import KnownPaginator, Pairs, addressed, with_query
from marketplace.storefront.forms import Chosen, page_number
from marketplace.storefront.selectors import choices, editions
from marketplace.storefront.selectors.banners import banner

TEMPLATES = "marketplace/storefront/fairs"
EXHIBITORS = 48
PRODUCTS = 8


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """What is open now, what is coming, and what was, year by year."""
    programmes, regions = choices.programmes(), choices.regions()
    programme = Chosen(request.GET, "programme", {choice.slug: choice for choice in programmes})
    region = Chosen(request.GET, "region", {choice.slug: choice for choice in regions})
    published = editions.of_programme(Edition.objects.published(), programmes=programme.keys, regions=region.keys)
    years = editions.past_years(published)
    year = _year(request.GET.get("year"), years)
    coming = editions.cards(published.filter(ends_at__gt=clock.now()).order_by("starts_at", "id"))
    past = published.filter(ends_at__lte=clock.now(), starts_at__year=year or 0)
    kept: Pairs = [("programme", slug) for slug in programme.slugs] + [("region", slug) for slug in region.slugs]
    base = reverse("fairs:calendar")
    context = {
        "live": [card for card in coming if card.status == EditionStatus.LIVE],
        "upcoming": [card for card in coming if card.status == EditionStatus.UPCOMING],
        "past": editions.cards(past.order_by("-starts_at", "id")) if year else [],
        "year": year,
        "years": [
            {"url": with_query(base, [*kept, ("year", str(other))]), "text": str(other), "current": other == year}
            for other in years
        ],
        "programmes": programmes,
        "regions": regions,
        "programme": programme,
        "region": region,
        "unknown": bool(programme.unknown or region.unknown),
        "base": base,
        "crumbs": [{"text": _("Fairs and markets")}],
        "indexed": not region.slugs and len(programme.slugs) <= 1,
        **addressed(request, pairs=[*kept, *([("year", str(year))] if year and years[0] != year else [])]),
    }
    return render(request, f"{TEMPLATES}/calendar.html", context)


def _year(typed: str | None, years: list[int]) -> int | None:
    """The year asked for where editions began in it, else the latest."""
    named = {str(year): year for year in years}
    return named.get(typed or "", years[0] if years else None)


@require_safe
def edition(request: HttpRequest, code: str) -> HttpResponse:
    """Where and when, who comes and what they bring."""
    found = editions.published_edition(code)
    if found is None:
        coming = editions.now_and_next(limit=3)
        return render(request, f"{TEMPLATES}/gone.html", {"cards": coming, "indexed": False}, status=404)
    route = editions.route_of(found)
    crumbs = [{"text": _("Fairs and markets"), "url": reverse("fairs:calendar")}, {"text": str(found)}]
    stops = [_stop(stop) for stop in route]
    people = _exhibitors(request, found, route)
    context = {
        "edition": found,
        "status": found.status,
        "banner": banner("programmes", found.programme.kind.replace("_", "-")),
        "starts_on": editions.first_day(found.starts_at),
        "ends_on": editions.last_day(found.ends_at),
        "route": stops,
        # Who comes when it is over finds nobody at a stall.
        "has_stalls": found.status != EditionStatus.CLOSED and bool(route) and people["exhibitor_count"] > 0,
        "collection": [row for row in stops if row["stop"].accepts_collection and row["state"] != "done"],
        "crumbs": crumbs,
        "data_blocks": [structured_data.of_edition(request, found), structured_data.of_crumbs(request, crumbs)],
        **_online(found),
        **_products(found),
        **people,
        **addressed(request, pairs=people["exhibitor_pairs"]),
    }
    return render(request, f"{TEMPLATES}/edition.html", context, status=200 if people["page"] is not None else 404)


def _stop(stop: Stop) -> dict[str, Any]:
    """A stop on the route: past, under way or ahead, and its days with their hours."""
    moment = clock.now()
    state = "done" if stop.ends_at <= moment else "now" if stop.starts_at <= moment else "next"
    days = list(stop.days.all())
    hours = {(day.opens_at, day.closes_at) for day in days}
    return {
        "stop": stop,
        "state": state,
        "starts_on": editions.first_day(stop.starts_at),
        "ends_on": editions.last_day(stop.ends_at),
        "days": days,
        "hours": next(iter(hours)) if len(hours) == 1 else None,
        "map_url": map_url(stop),
    }


def _online(found: Edition) -> dict[str, Any]:
    moment = clock.now()
    opens, closes = found.online_opens_at, found.online_closes_at
    return {
        "online_open": editions.window_is_open(opens, closes, moment),
        "online_coming": bool(opens and moment < opens),
    }


def _products(found: Edition) -> dict[str, Any]:
    listed = products.for_sale().filter(pk__in=editions.listed_at(found))
    return {
        "products": products.cards(listed.order_by("-id")[:PRODUCTS], suffix=f"?edition={found.code}"),
        "product_count": listed.count(),
        "more_products": with_query(reverse("catalogue:index"), [("edition", found.code)]),
    }


def _exhibitors(request: HttpRequest, found: Edition, route: list[Stop]) -> dict[str, Any]:
    """One page of who takes part, in the whole edition or at one stop."""
    asked = request.GET.get("stop", "")
    stop = next((stop for stop in route if str(stop.number) == asked), None)
    people = editions.exhibitors(found, stop=stop)
    paginator = KnownPaginator(people.count(), EXHIBITORS)
    number = page_number(request.GET.get("page"))
    page = paginator.page(number) if number and number <= paginator.num_pages else None
    first = page.start_index() - 1 if page and paginator.count else 0
    pairs = [("stop", asked)] if stop else []
    return {
        "exhibitors": editions.exhibitor_rows(found, people[first : first + EXHIBITORS]) if paginator.count else [],
        "exhibitor_count": paginator.count,
        "page": page,
        "chosen_stop": stop,
        "exhibitor_pairs": [*pairs, *([("page", str(number))] if page and number != 1 else [])],
    }
