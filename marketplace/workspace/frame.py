"""What stands around every page of the workspace: its parts in a bar, the piles of orders, whose they are."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from cooperatives.accounts.models import User
from cooperatives.enums import CooperativeStatus, OrganisationKind
from cooperatives.joining.selectors import NOT_INSIDE
from cooperatives.models import Cooperative, CooperativeQuerySet
from cooperatives.permissions import Area, areas_of, cooperatives_for, cooperatives_where, roles_of
from marketplace.basket.requests import SignedInRequest
from marketplace.order.enums import OrderStatus, ParcelState
from marketplace.order.parcel_selectors import count_by_state
from marketplace.order.selectors import count_by_status
from marketplace.payment.enums import OPEN_RETURNS
from marketplace.payment.returns import returns_for
from marketplace.workspace.chosen import SESSION_KEY

# The parts of the workspace, as pages name the one that they belong to.
ORDERS, PARCELS, RETURNS, PRODUCTS = "orders", "parcels", "returns", "products"
FAIRS, MONEY, MORE, JOINING = "fairs", "money", "more", "joining"


@dataclass(frozen=True, slots=True)
class Pile:
    """Orders that ask for the same kind of work."""

    name: str
    title: str | Promise
    icon: str
    statuses: tuple[str, ...]
    # Whether somebody of the cooperative has to do something.
    is_work: bool = False


PILES = (
    Pile("new", pgettext_lazy("orders", "New"), "bell", (OrderStatus.CONFIRMED,), is_work=True),
    Pile("preparing", pgettext_lazy("orders", "To prepare"), "package-open", (OrderStatus.ACCEPTED,), is_work=True),
    Pile("ready", pgettext_lazy("orders", "Ready"), "package-check", (OrderStatus.PREPARED,), is_work=True),
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


def has_never_sold(own: list[Cooperative]) -> bool:
    """Whether all of a person's cooperatives are on their way in."""
    return bool(own) and all(each.status in NOT_INSIDE for each in own)


def areas_open_to(user: User, chosen: Cooperative | None = None) -> frozenset[str]:
    """What the person may do for the cooperative `chosen`; without it, for one of their cooperatives at least."""
    return frozenset().union(*map(areas_of, roles_of(user, chosen)))


def hubs_open_to(user: User) -> CooperativeQuerySet:
    """The unions that put parcels together, and whose orders the person works on."""
    return cooperatives_where(user, Area.ORDERS).filter(hub__isnull=False)


def frame_for(request: SignedInRequest, current: str) -> dict[str, Any]:
    """The frame of a page that belongs to the part `current`; 404 for who belongs to no cooperative."""
    own = own_cooperatives(request.user)
    chosen = _chosen(request, own)
    return frame_of_all(request, current, own=own) | ({"place_name": str(chosen)} if chosen else {})


def frame_of_all(
    request: SignedInRequest,
    current: str,
    *,
    own: list[Cooperative] | None = None,
    counts: dict[str, int] | None = None,
) -> dict[str, Any]:
    """The frame of a page about all of a person's cooperatives; its bar has the parts of the chosen one all the same.

    `counts` are the orders by status; None asks for them here.
    """
    own = own_cooperatives(request.user) if own is None else own
    areas = areas_open_to(request.user, _chosen(request, own))
    return _frame(request.user, own=own, counts=counts, current=current, areas=areas)


def areas_here(request: SignedInRequest) -> frozenset[str]:
    """What the person may do for the cooperative chosen in the switcher; without a choice, for any of their own."""
    return areas_open_to(request.user, _chosen(request, own_cooperatives(request.user)))


def _chosen(request: SignedInRequest, own: list[Cooperative]) -> Cooperative | None:
    """The one of several that was chosen in the switcher."""
    remembered = request.session.get(SESSION_KEY) if len(own) > 1 else None
    return next((each for each in own if each.public_id == remembered), None)


def _frame(
    user: User,
    *,
    own: list[Cooperative],
    counts: dict[str, int] | None,
    current: str,
    areas: frozenset[str],
) -> dict[str, Any]:
    """The frame of a page; `current` names the pile, or the part of the workspace, that it belongs to.

    The bar of a telephone holds five parts at most, so the piles of orders stand on their page, as tabs.
    """
    # Who has never sold begins with the list of what is missing, and has neither orders nor money yet.
    joins = has_never_sold(own)
    items, tabs, parcels, waiting = [], [], [], 0
    if joins:
        items = [_item("join", "list-checks", pgettext("part of the workspace", "Joining"), current == JOINING)]
    elif Area.ORDERS in areas:
        known = count_by_status(cooperatives_where(user, Area.ORDERS)) if counts is None else counts
        tabs = [_tab(pile, known, current) for pile in PILES]
        waiting = _returns_waiting(user)
        items = [_orders_item(known, current)]
        # Asked of unions alone: nobody else is a hub.
        if any(each.kind == OrganisationKind.UNION for each in own):
            parcels = _parcels_item(user, current)
    items += parcels
    if areas & {Area.CATALOGUE, Area.STOCK}:
        items.append(_item("products", "shopping-basket", _("Products"), current == PRODUCTS))
    if areas and not joins and not parcels:
        # Parcels are a hub's work of every day, fairs are not: then these stand on the page of all other parts.
        items.append(_item("fairs", "tent", _("Fairs"), current == FAIRS))
    if Area.MONEY in areas and not joins:
        items.append(_item("money", "wallet", _("Money"), current == MONEY))
    is_more = current in (MORE, RETURNS) or bool(parcels and current == FAIRS) or (current == JOINING and not joins)
    items.append(_item("more", "menu", _("More"), is_more, waiting))
    return {
        "nav_items": items,
        "pile_tabs": tabs,
        "returns_waiting": waiting,
        **_place(own),
        "suspended": [each for each in own if each.status == CooperativeStatus.SUSPENDED],
        "may_see_orders": Area.ORDERS in areas,
    }


def _place(own: list[Cooperative]) -> dict[str, Any]:
    """Where the person works, and the way to another place; a field agent reads on every page until when."""
    return {
        "place_name": str(own[0]) if len(own) == 1 else _("Your cooperatives"),
        "place_url": reverse("workspace:switch") if len(own) > 1 else "",
        "acting": next((each for each in own if getattr(each, "mandate_until", None)), None),
    }


def _item(name: str, icon: str, text: str, is_current: bool, count: int = 0) -> dict[str, Any]:
    """A part of the workspace in the bar, with how much waits there."""
    return {"url": reverse(f"workspace:{name}"), "icon": icon, "text": text, "current": is_current, "count": count}


def _orders_item(counts: dict[str, int], current: str) -> dict[str, Any]:
    """All orders, with how many the cooperative has to do something with."""
    waiting = sum(_count(pile, counts) for pile in PILES if pile.is_work)
    is_current = current in (ORDERS, *(pile.name for pile in PILES))
    return _item("home", "package", _("Orders"), is_current, waiting)


def _parcels_item(user: User, current: str) -> list[dict[str, Any]]:
    """The parcels of a union that is a hub, with how many can be sent."""
    unions = hubs_open_to(user)
    if not unions.exists():
        return []
    ready = count_by_state(unions).get(ParcelState.READY, 0)
    return [_item("parcels", "boxes", _("Parcels"), current == PARCELS, ready)]


def _returns_waiting(user: User) -> int:
    """How many returns wait for the person's cooperatives."""
    return returns_for(cooperatives_where(user, Area.ORDERS)).filter(status__in=OPEN_RETURNS).count()


def _tab(pile: Pile, counts: dict[str, int], current: str) -> dict[str, Any]:
    return {
        "url": f"{reverse('workspace:home')}?pile={pile.name}",
        "icon": pile.icon,
        "text": pile.title,
        "current": pile.name == current,
        # What is done asks for nothing.
        "count": 0 if pile is PILES[-1] else _count(pile, counts),
    }


def _count(pile: Pile, counts: dict[str, int]) -> int:
    return sum(counts.get(status, 0) for status in pile.statuses)
