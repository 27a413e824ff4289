"""What a member may do for a cooperative: one table, asked as a question or as a list.

The table of roles stands in docs/access.md too, and a test compares the two. A suspended
cooperative stays open to its members: they answer for orders already placed, and for their money.
A field agent whose mandate runs works beside them, but with neither the bank account nor the members.
"""

from typing import TypeGuard

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, Q, Subquery, TextChoices, Value

from cooperatives.accounts.models import User
from cooperatives.enums import Role
from cooperatives.models import Cooperative, CooperativeQuerySet, Membership
from cooperatives.officers.models import Mandate


class Area(TextChoices):
    """A part of the workspace."""

    ORDERS = "orders", "orders and parcels"
    CATALOGUE = "catalogue", "products, prices and pictures"
    STOCK = "stock", "counting and moving stock"
    TILL = "till", "selling at the stall"
    FAIRS = "fairs", "applying to editions, listings and stalls"
    MONEY = "money", "sales figures, settlements and payouts"
    BANK = "bank", "the account that payouts go to"
    MEMBERS = "members", "who belongs to the cooperative"
    PROFILE = "profile", "the cooperative's page and papers"


ROLES_OF_AREA: dict[str, frozenset[str]] = {
    Area.ORDERS: frozenset({Role.MANAGER, Role.SELLER}),
    Area.CATALOGUE: frozenset({Role.MANAGER, Role.CATALOGUE_KEEPER}),
    Area.STOCK: frozenset({Role.MANAGER, Role.CATALOGUE_KEEPER, Role.SELLER}),
    Area.TILL: frozenset({Role.MANAGER, Role.SELLER}),
    Area.FAIRS: frozenset({Role.MANAGER}),
    Area.MONEY: frozenset({Role.MANAGER, Role.ACCOUNTANT}),
    Area.BANK: frozenset({Role.MANAGER}),
    Area.MEMBERS: frozenset({Role.MANAGER}),
    Area.PROFILE: frozenset({Role.MANAGER, Role.CATALOGUE_KEEPER}),
}

# What a mandate opens to a field agent, for two hours.
AREAS_OF_MANDATE = frozenset(Area) - {Area.BANK, Area.MEMBERS}
BY_MANDATE = "mandate"

_OF_A_MANDATE = {"until": "ends_at", "id": "public_id"}

Person = User | AnonymousUser


def cooperatives_for(user: Person) -> CooperativeQuerySet:
    """The cooperatives that `user` works for now: as a member, or until `mandate_until` as a field agent."""
    running = Mandate.objects.running().filter(agent_id=user.pk, cooperative=OuterRef("pk"))
    until = {f"mandate_{name}": Subquery(running.values(column)[:1]) for name, column in _OF_A_MANDATE.items()}
    return _where(user, Q(), is_open_to_agents=True).annotate(**until)


def cooperatives_where(user: Person, area: str) -> CooperativeQuerySet:
    """The cooperatives for which `user` may work in `area`; detail views fetch from here."""
    return _where(user, Q(role__in=ROLES_OF_AREA[area]), is_open_to_agents=area in AREAS_OF_MANDATE)


def user_can(user: Person, cooperative: Cooperative, area: str) -> bool:
    """Whether `user` may work in `area` for `cooperative`."""
    if role_in(user, cooperative) in ROLES_OF_AREA[area]:
        return True
    return area in AREAS_OF_MANDATE and has_mandate(user, cooperative)


def has_mandate(user: Person, cooperative: Cooperative) -> bool:
    """Whether `user` works for `cooperative` now as a field agent."""
    return _may_act(user) and Mandate.objects.running().filter(agent_id=user.pk, cooperative=cooperative).exists()


def roles_of(user: Person, cooperative: Cooperative | None = None) -> set[str]:
    """The roles of `user` in all their cooperatives, or in one, with `BY_MANDATE` for a field agent's."""
    if not _may_act(user):
        return set()
    where = {"cooperative": cooperative} if cooperative else {}
    roles = Membership.objects.current().filter(user_id=user.pk, **where).order_by().values_list("role")
    mandates = Mandate.objects.running().filter(agent_id=user.pk, **where).order_by().values_list(Value(BY_MANDATE))
    return {role for (role,) in roles.union(mandates)}


def role_in(user: Person, cooperative: Cooperative) -> str | None:
    """The role of `user` in `cooperative`, or None for one who does not belong to it."""
    if not _may_act(user):
        return None
    current = Membership.objects.current().filter(user_id=user.pk, cooperative=cooperative)
    return current.values_list("role", flat=True).first()


def areas_of(role: str | None) -> frozenset[str]:
    """The areas that are open to a role: what the navigation shows."""
    if role == BY_MANDATE:
        return AREAS_OF_MANDATE
    return frozenset(area for area, roles in ROLES_OF_AREA.items() if role in roles)


def user_can_manage_orders(user: Person, cooperative: Cooperative) -> bool:
    """Whether `user` may confirm, pack and cancel orders of `cooperative`."""
    return user_can(user, cooperative, Area.ORDERS)


def user_can_edit_catalogue(user: Person, cooperative: Cooperative) -> bool:
    """Whether `user` may write products and prices of `cooperative`."""
    return user_can(user, cooperative, Area.CATALOGUE)


def user_can_keep_stock(user: Person, cooperative: Cooperative) -> bool:
    """Whether `user` may count and move stock of `cooperative`."""
    return user_can(user, cooperative, Area.STOCK)


def user_can_sell_at_till(user: Person, cooperative: Cooperative) -> bool:
    """Whether `user` may run a till for `cooperative`."""
    return user_can(user, cooperative, Area.TILL)


def user_can_apply_to_fairs(user: Person, cooperative: Cooperative) -> bool:
    """Whether `user` may apply to editions for `cooperative`."""
    return user_can(user, cooperative, Area.FAIRS)


def user_can_see_money(user: Person, cooperative: Cooperative) -> bool:
    """Whether `user` may read what `cooperative` is owed and was paid."""
    return user_can(user, cooperative, Area.MONEY)


def user_can_manage_members(user: Person, cooperative: Cooperative) -> bool:
    """Whether `user` may add and end memberships of `cooperative`."""
    return user_can(user, cooperative, Area.MEMBERS)


def _may_act(user: Person) -> TypeGuard[User]:
    return bool(user.is_authenticated and user.is_active)


def _where(user: Person, condition: Q, *, is_open_to_agents: bool) -> CooperativeQuerySet:
    if not _may_act(user):
        return Cooperative.objects.none()
    current = Membership.objects.current().filter(condition, user_id=user.pk).order_by().values("cooperative_id")
    if not is_open_to_agents:
        return Cooperative.objects.filter(pk__in=current)
    running = Mandate.objects.running().filter(agent_id=user.pk).order_by().values("cooperative_id")
    # One short list to begin from: two conditions joined by "or" would look at every cooperative.
    return Cooperative.objects.filter(pk__in=current.union(running))
