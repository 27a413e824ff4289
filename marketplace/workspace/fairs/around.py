"""For which of their organisations a person looks at fairs, and what they may do there."""

from typing import Any

from django.http import Http404

from cooperatives.models import Cooperative
from cooperatives.permissions import cooperatives_for, cooperatives_where
from marketplace.basket.requests import SignedInRequest
from marketplace.workspace.frame import FAIRS, frame_of_all


def own_of(request: SignedInRequest, public_id: str, area: str | None = None) -> Cooperative:
    """The person's organisation of that name, in `area`, or as any of its people; 404 for another's."""
    permitted = cooperatives_where(request.user, area) if area else cooperatives_for(request.user)
    found = permitted.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def frame(request: SignedInRequest) -> dict[str, Any]:
    """What stands around a page about fairs."""
    return frame_of_all(request, FAIRS)
