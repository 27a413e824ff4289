"""The cooperative that a person works for now, of the several they may belong to."""

from django.http import Http404, HttpRequest

from cooperatives.models import Cooperative
from cooperatives.permissions import cooperatives_for, cooperatives_where
from marketplace.basket.requests import SignedInRequest

# Remembered for as long as the person stays signed in on this device.
SESSION_KEY = "workspace.cooperative"


def chosen_cooperative(request: SignedInRequest, area: str) -> Cooperative:
    """The one chosen in the switcher, else the person's first; 404 where they may not work in `area` for it.

    One that they have left, or where their mandate has ended, is chosen no more.
    """
    permitted = cooperatives_where(request.user, area).order_by("pk")
    remembered = request.session.get(SESSION_KEY)
    chosen = permitted.filter(public_id=remembered).first() if remembered else permitted.first()
    if chosen is None and remembered and not cooperatives_for(request.user).filter(public_id=remembered).exists():
        forget(request)
        chosen = permitted.first()
    if chosen is None:
        raise Http404
    return chosen


def remember(request: HttpRequest, cooperative: Cooperative) -> None:
    """Work for `cooperative` from the next page on; the caller has checked that the person belongs to it."""
    request.session[SESSION_KEY] = cooperative.public_id


def forget(request: HttpRequest) -> None:
    """Work for the person's first cooperative again."""
    request.session.pop(SESSION_KEY, None)
