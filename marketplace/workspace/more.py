"""Everything of the workspace that has no place of its own in the bar."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cooperatives.accounts.models import User
from cooperatives.enums import OrganisationKind
from cooperatives.models import UnionMembership
from cooperatives.officers.selectors import is_field_agent
from cooperatives.permissions import Area, cooperatives_for, cooperatives_where
from marketplace.basket.requests import SignedInRequest
from marketplace.workspace.frame import MORE, areas_here, frame_for


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the page: where it leads, and for whom; without `area` and `is_for` it is for every member."""

    name: str
    icon: str
    text: str | Promise
    area: str | None = None
    is_for: Callable[[User], bool] | None = None


def _is_of_union(user: User) -> bool:
    return cooperatives_for(user).filter(kind=OrganisationKind.UNION).exists()


def _belongs_to_union(user: User) -> bool:
    own = cooperatives_where(user, Area.MEMBERS)
    return UnionMembership.objects.filter(cooperative__in=own, left_on__isnull=True).exists()


# In groups, as they stand on the page.
GROUPS: tuple[tuple[str | Promise, tuple[Part, ...]], ...] = (
    (
        _("Selling"),
        (
            Part("workspace:stock", "boxes", _("Stock"), Area.STOCK),
            Part("workspace:lots", "qr-code", _("Lots and labels"), Area.CATALOGUE),
            Part("workspace:returns", "undo-2", _("Returns"), Area.ORDERS),
            Part("workspace:conversations", "message-circle", _("Messages"), Area.ORDERS),
            Part("workspace:ring", "bell-ring", _("Ring on this phone"), Area.ORDERS),
            Part("workspace:fairs", "tent", _("Fairs")),
            Part("workspace:figures", "chart-column", _("Figures"), Area.MONEY),
            Part("workspace:sheets", "file-up", _("Many products at once"), Area.CATALOGUE),
            Part("workspace:data", "file-spreadsheet", _("Our data"), Area.MONEY),
        ),
    ),
    (
        _("Our cooperative"),
        (
            Part("workspace:signs", "badge-check", _("Certificates"), Area.PROFILE),
            Part("workspace:team", "users", _("Our team"), Area.MEMBERS),
            Part("workspace:officers", "shield-check", _("Officers"), Area.MEMBERS),
            Part("workspace:log", "history", _("What was done here"), Area.MEMBERS),
            Part("workspace:union", "network", _("Cooperatives of the union"), is_for=_is_of_union),
            Part("workspace:our-unions", "network", _("Our union"), Area.MEMBERS, is_for=_belongs_to_union),
            Part("workspace:bank", "landmark", _("Bank account"), Area.BANK),
            Part("workspace:join", "list-checks", _("Let a cooperative join"), Area.MEMBERS),
            Part("workspace:season", "calendar-off", _("Closed days and orders"), Area.PROFILE),
        ),
    ),
    (
        _("You"),
        (
            Part("workspace:me", "user", _("What I may do here")),
            Part("workspace:field", "map-pin", _("Field work"), is_for=is_field_agent),
            Part("workspace:settings", "settings", _("Languages and amounts")),
        ),
    ),
)


@never_cache
@login_required
@require_GET
def more(request: SignedInRequest) -> HttpResponse:
    """Lead to every other part that the person may open."""
    around = frame_for(request, MORE)
    areas, person = areas_here(request), request.user
    groups = [(title, [part for part in parts if _is_open(part, areas, person)]) for title, parts in GROUPS]
    context = {"groups": [(title, parts) for title, parts in groups if parts]}
    return render(request, "marketplace/workspace/more.html", around | context)


def _is_open(part: Part, areas: frozenset[str], person: User) -> bool:
    may = part.area is None or part.area in areas
    return may and (part.is_for is None or part.is_for(person))
