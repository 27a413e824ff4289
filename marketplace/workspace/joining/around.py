"""What stands around the screens of joining, and whose cooperative they are about."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cooperatives.joining.selectors import ON_THE_WAY_IN
from cooperatives.models import Cooperative
from cooperatives.permissions import Area, cooperatives_where
from marketplace.basket.requests import SignedInRequest
from marketplace.workspace.frame import JOINING, frame_for


def own(request: SignedInRequest, public_id: str, area: str = Area.PROFILE) -> Cooperative:
    """The cooperative of the address; 404 for who may not work in `area` for it."""
    permitted = cooperatives_where(request.user, area).select_related("commune__province")
    found = permitted.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def on_the_way_in(request: SignedInRequest, public_id: str, area: str = Area.PROFILE) -> Cooperative:
    """As `own`, for one that has never sold; the others' papers are not sent here."""
    found = own(request, public_id, area)
    if found.status not in ON_THE_WAY_IN:
        raise Http404
    return found


def framed(request: SignedInRequest, cooperative: Cooperative, context: dict[str, Any]) -> dict[str, Any]:
    """A page of one cooperative, in the frame of the workspace."""
    around = frame_for(request, JOINING)
    return around | {"cooperative": cooperative} | context


def alone(context: dict[str, Any]) -> dict[str, Any]:
    """A page for who belongs to no cooperative yet: there is nothing to go to but forward."""
    return {"nav_items": [], "suspended": [], "place_name": _("Sell with us")} | context


def back_to_list(cooperative: Cooperative) -> HttpResponse:
    return redirect("workspace:join-list", cooperative=cooperative.public_id)


def say_done(request: HttpRequest, text: str, *, fresh: bool) -> None:
    messages.success(request, text if fresh else _("This was done already."))
