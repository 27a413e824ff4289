"""What stands around every page of the workspace: the piles of orders, the money, whose they are."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from cooperatives.accounts.models import User
from cooperatives.enums import CooperativeStatus, OrganisationKind
from cooperatives.models import Cooperative, CooperativeQuerySet, Membership
from cooperatives.permissions import Area, areas_of, cooperatives_for, cooperatives_where
from marketplace.order.enums import OrderStatus, ParcelState
from marketplace.order.parcel_selectors import count_by_state
from marketplace.order.selectors import count_by_status

MONEY = "money"
PARCELS = "parcels"


@dataclass(frozen=True, slots=True)
class Pile:
    """Orders that ask for the same kind of work."""

    name: str
    title: str | Promise
    icon: str
    statuses: tuple[str, ...]


PILES = (
    Pile("new", pgettext_lazy("orders", "New"), "bell", (OrderStatus.CONFIRMED,)),
    Pile("preparing", pgettext_lazy("orders", "To prepare"), "package-open", (OrderStatus.ACCEPTED,)),
    Pile("ready", pgettext_lazy("orders", "Ready"), "package-check", (OrderStatus.PREPARED,)),
    Pile("away", pgettext_lazy("orders", "On the way"), "truck", (OrderStatus.SHIPPED,)),
    Pile(
        "past",
        pgettext_lazy("orders", "Done"),
        "archive",
        (OrderStatus.DELIVERED, OrderStatus.REFUSED, OrderStatus.CANCELLED),
    ),
)


def own_cooperatives(user: User) -> list[Cooperative]:
    """The person's cooperatives; nobody else learns that the workspace exists."""
    own = list(cooperatives_for(user))
    if not own:
        raise Http404
    return own


def areas_open_to(user: User) -> frozenset[str]:
    """What the person may do for one of their cooperatives at least."""
    roles = set(Membership.objects.current().filter(user=user).values_list("role", flat=True))
    return frozenset().union(*map(areas_of, roles))


def hubs_open_to(user: User) -> CooperativeQuerySet:
    """The unions that put parcels together, and whose orders the person works on."""
    return cooperatives_where(user, Area.ORDERS).filter(hub__isnull=False)


def frame(user: User, *, own: list[Cooperative], counts: dict[str, int] | None, current: str) -> dict[str, Any]:
    """The frame of a page; `current` names the pile, or the part of the workspace, that it belongs to.

    `counts` are the orders by status; None asks for them here.
    """
    areas = areas_open_to(user)
    items = []
    if Area.ORDERS in areas:
        known = count_by_status(cooperatives_where(user, Area.ORDERS)) if counts is None else counts
        items += [_pile_item(pile, known, current) for pile in PILES]
        # Asked of unions alone: nobody else is a hub.
        if any(each.kind == OrganisationKind.UNION for each in own):
            items += _parcels_item(user, current)
    if Area.MONEY in areas:
        money = {"url": reverse("workspace:money"), "icon": "wallet", "text": _("Money"), "current": current == MONEY}
        items.append(money)
    return {
        "nav_items": items,
        "place_name": str(own[0]) if len(own) == 1 else _("Your cooperatives"),
        "suspended": [each for each in own if each.status == CooperativeStatus.SUSPENDED],
        "may_see_orders": Area.ORDERS in areas,
    }


def _parcels_item(user: User, current: str) -> list[dict[str, Any]]:
    """The parcels of a union that is a hub, with how many can be sent."""
    unions = hubs_open_to(user)
    if not unions.exists():
        return []
    return [
        {
            "url": reverse("workspace:parcels"),
            "icon": "boxes",
            "text": _("Parcels"),
            "current": current == PARCELS,
            "count": count_by_state(unions).get(ParcelState.READY, 0),
        }
    ]


def _pile_item(pile: Pile, counts: dict[str, int], current: str) -> dict[str, Any]:
    return {
        "url": f"{reverse('workspace:home')}?pile={pile.name}",
        "icon": pile.icon,
        "text": pile.title,
        "current": pile.name == current,
        # What is done asks for nothing.
        "count": 0 if pile is PILES[-1] else sum(counts.get(status, 0) for status in pile.statuses),
    }
