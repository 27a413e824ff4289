"""The stall finder: who stands where at a stop, on one page that stays on the telephone."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cooperatives import clock
from cooperatives.texts import search_form
from fairs.models import Edition, Stop
from fairs.plan.drawing import drawing_of
from marketplace.storefront.addresses import addressed
from marketplace.storefront.selectors import editions
from marketplace.storefront.selectors.stalls import FoundStall, names_by_stall, stalls_at, workshops_at

TEMPLATES = "marketplace/storefront/fairs"
SCRIPT = "text/javascript"


@require_safe
def finder(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody who exhibits at a stop, with the plan; the page works without scripts, and later without a network."""
    found = editions.published_edition(code)
    if found is None:
        raise Http404
    route = editions.route_of(found)
    stop = _stop(route, request.GET.get("stop", ""))
    if stop is None:
        raise Http404
    everybody = stalls_at(stop)
    asked = request.GET.get("q", "").strip()[:80]
    # All of them are on the page: what is asked next is looked for among them without a network.
    rows = [(one, _fits(one, asked)) for one in everybody]
    url = reverse("fairs:finder", args=[found.code])
    context = {
        "edition": found,
        "stop": stop,
        "starts_on": editions.first_day(stop.starts_at),
        "ends_on": editions.last_day(stop.ends_at),
        "stops": _tabs(url, route, stop),
        "stalls": rows,
        "found_count": sum(fits for _one, fits in rows),
        "count": len(everybody),
        "asked": asked,
        "drawing": drawing_of(stop, labels=names_by_stall(everybody), url="#stall-{code}"),
        "workshops": workshops_at(stop),
        "made_at": clock.now(),
        "worker_url": reverse("fairs:finder-worker", args=[found.code]),
        "crumbs": _crumbs(found),
        "indexed": not asked,
        **addressed(request, pairs=[("stop", str(stop.number))] if len(route) > 1 and stop != route[0] else []),
    }
    return render(request, f"{TEMPLATES}/finder.html", context)


@require_safe
def worker(request: HttpRequest, code: str) -> HttpResponse:
    """The service worker of one edition's finder: its address is its scope."""
    if editions.published_edition(code) is None:
        raise Http404
    response = render(request, f"{TEMPLATES}/finder_worker.js", content_type=SCRIPT)
    response["Cache-Control"] = "no-cache"
    return response


def _stop(route: list[Stop], number: str) -> Stop | None:
    """The stop asked for, else the one that is open or comes next, else the last."""
    if number:
        return next((stop for stop in route if str(stop.number) == number), None)
    moment = clock.now()
    return next((stop for stop in route if stop.ends_at > moment), route[-1] if route else None)


def _fits(one: FoundStall, asked: str) -> bool:
    return all(word in one.words for word in search_form(asked).split())


def _tabs(url: str, route: list[Stop], stop: Stop) -> list[dict[str, Any]]:
    if len(route) < 2:
        return []
    return [
        {"url": f"{url}?stop={each.number}", "text": str(each.commune), "current": each.pk == stop.pk} for each in route
    ]


def _crumbs(found: Edition) -> list[dict[str, str]]:
    return [
        {"text": _("Fairs and markets"), "url": reverse("fairs:calendar")},
        {"text": str(found), "url": found.get_absolute_url()},
        {"text": _("Find a stall")},
    ]
