"""Everything of the workspace that has no place of its own in the bar."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cooperatives.permissions import Area
from marketplace.basket.requests import SignedInRequest
from marketplace.workspace.frame import MORE, areas_open_to, frame_for


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the page: where it leads, and for whom; `area` None means for every member."""

    name: str
    icon: str
    text: str | Promise
    area: str | None = None


# In groups, as they stand on the page.
GROUPS: tuple[tuple[str | Promise, tuple[Part, ...]], ...] = (
    (
        _("Selling"),
        (
            Part("workspace:returns", "undo-2", _("Returns"), Area.ORDERS),
            Part("workspace:fairs", "tent", _("Fairs"), Area.MONEY),
        ),
    ),
    (
        _("Our cooperative"),
        (Part("workspace:bank", "landmark", _("Bank account"), Area.BANK),),
    ),
)


@never_cache
@login_required
@require_GET
def more(request: SignedInRequest) -> HttpResponse:
    """Lead to every other part that the person may open."""
    around = frame_for(request, MORE)
    areas = areas_open_to(request.user)
    groups = [(title, [part for part in parts if part.area is None or part.area in areas]) for title, parts in GROUPS]
    context = {"groups": [(title, parts) for title, parts in groups if parts]}
    return render(request, "marketplace/workspace/more.html", around | context)
