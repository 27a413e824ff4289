"""What every organiser's screen shares: who may look, the way around, the edition it is about."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from cooperatives.accounts.models import User
from fairs.enums import ProgrammeKind
from fairs.models import Edition, Programme
from fairs.models.programmes import EditionQuerySet
from fairs.organiser.attention import waiting_at
from fairs.organiser.navigation import navigation_of
from fairs.organiser.selectors import programmes_of
from fairs.permissions import editions_for, editions_to_choose_for, editions_to_work_on

View = Callable[..., HttpResponseBase]
ICONS = {
    ProgrammeKind.REGIONAL_FAIRS: "tent",
    ProgrammeKind.NATIONAL_FAIRS: "flag",
    ProgrammeKind.MOBILE_MARKETS: "route",
    ProgrammeKind.PERMANENT_PLATFORMS: "store",
}


def organisers_page(*methods: str) -> Callable[[View], View]:
    """A page for who is signed in, never kept by a cache; it only reads unless it names other methods."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.user.is_authenticated:
                return view(request, *args, **kwargs)
            if request.headers.get("HX-Request"):
                # A fragment must not be replaced by the page to sign in.
                return HttpResponseClientRedirect(resolve_url(settings.LOGIN_URL))
            return redirect_to_login(request.get_full_path())

        return never_cache(require_http_methods(methods or ["GET", "HEAD"])(guarded))

    return decorate


def person(request: HttpRequest) -> User:
    """Whoever asks: `organisers_page` lets nobody in who is not signed in."""
    return cast(User, request.user)


def visible(request: HttpRequest) -> EditionQuerySet:
    """The editions that whoever asks may see."""
    return editions_for(request.user)


def edition_or_404(request: HttpRequest, code: str) -> Edition:
    return get_object_or_404(visible(request).select_related("programme", "region", "commune"), code=code)


def edition_to_work_on_or_404(request: HttpRequest, code: str) -> Edition:
    """An edition whose tills and totals the person may write: to the others it is not there."""
    editions = editions_to_work_on(request.user)
    return get_object_or_404(editions.select_related("programme", "region", "commune"), code=code)


def may_work_on(request: HttpRequest, edition: Edition) -> bool:
    return editions_to_work_on(request.user).filter(pk=edition.pk).exists()


def programme_or_404(request: HttpRequest, code: str) -> Programme:
    """A programme of which the person may see an edition."""
    return get_object_or_404(Programme, code=code, pk__in=visible(request).order_by().values("programme"))


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, current: str = "", status: int = 200
) -> HttpResponse:
    """A whole page with the organisers' navigation; `current` is a programme's code, or empty for the list."""
    frame = {"nav_items": _navigation(request, current), "place_name": _("Organisers' desk")}
    return render(request, f"fairs/organiser/{template}", frame | context, status=status)


def edition_page(
    request: HttpRequest, template: str, edition: Edition, tab: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of one edition, with the way to its others: fairs.organiser.navigation."""
    waiting = waiting_at(edition)
    around = navigation_of(edition, tab, waiting, hidden=hidden_from(request, edition))
    frame = {"edition": edition, "waiting": waiting, "desk_groups": around.groups, "desk_pages": around.pages}
    return page(request, template, frame | context, current=edition.programme.code, status=status)


def hidden_from(request: HttpRequest, edition: Edition) -> frozenset[str]:
    """What a role does not reach: the committee's work is kept from field staff, the day's work from a committee."""
    may_choose = editions_to_choose_for(request.user).filter(pk=edition.pk).exists()
    closed_to_field_staff = frozenset() if may_choose else frozenset({"committee"})
    return closed_to_field_staff if may_work_on(request, edition) else closed_to_field_staff | {"day", "papers"}


def _navigation(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    home = {
        "url": reverse("organiser:home"),
        "icon": "calendar-days",
        "text": _("Editions"),
        "current": not current,
    }
    together = {
        "url": reverse("organiser:national"),
        "icon": "chart-column",
        "text": _("All figures"),
        "current": current == "national",
    }
    return [home, together] + [
        {
            "url": reverse("organiser:programme", args=[programme.code]),
            "icon": ICONS[ProgrammeKind(programme.kind)],
            "text": ProgrammeKind(programme.kind).label,
            "current": programme.code == current,
        }
        for programme in programmes_of(visible(request))
    ]
