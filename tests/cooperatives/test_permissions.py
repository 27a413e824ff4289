"""One table says what each role may do, and docs/access.md says the same."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

from cooperatives import clock, permissions
from cooperatives.enums import CooperativeStatus, Role
from cooperatives.models import Membership
from cooperatives.permissions import (
    AREAS_OF_MANDATE,
    BY_MANDATE,
    ROLES_OF_AREA,
    Area,
    areas_of,
    cooperatives_for,
    cooperatives_where,
    user_can,
)
from tests.factories import make_cooperative, make_member, make_user

pytestmark = pytest.mark.django_db

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "access.md"


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("area", Area.values)
def test_yes_and_list_say_the_same_for_each_role_and_area(role: str, area: str) -> None:
    cooperative = make_cooperative()
    member = make_member(cooperative, role=role)

    allowed = role in ROLES_OF_AREA[area]

    assert user_can(member, cooperative, area) is allowed
    assert cooperatives_where(member, area).filter(pk=cooperative.pk).exists() is allowed
    assert (area in areas_of(role)) is allowed


def test_questions_by_name_ask_the_table() -> None:
    cooperative = make_cooperative()
    seller = make_member(cooperative, role=Role.SELLER)

    assert permissions.user_can_manage_orders(seller, cooperative)
    assert permissions.user_can_keep_stock(seller, cooperative)
    assert permissions.user_can_sell_at_till(seller, cooperative)
    assert not permissions.user_can_edit_catalogue(seller, cooperative)
    assert not permissions.user_can_apply_to_fairs(seller, cooperative)
    assert not permissions.user_can_see_money(seller, cooperative)
    assert not permissions.user_can_manage_members(seller, cooperative)


@pytest.mark.parametrize("area", Area.values)
def test_nobody_works_for_a_cooperative_that_is_not_theirs(area: str) -> None:
    other = make_cooperative()
    member = make_member(make_cooperative())

    for person in (member, make_user(), AnonymousUser()):
        assert not user_can(person, other, area)
        assert not cooperatives_where(person, area).filter(pk=other.pk).exists()


def test_leaving_ends_access_and_keeps_the_row() -> None:
    cooperative = make_cooperative()
    member = make_member(cooperative)
    Membership.objects.update(left_at=clock.now())

    assert not cooperatives_for(member).exists()
    assert not user_can(member, cooperative, Area.ORDERS)
    assert Membership.objects.filter(user=member).exists()


def test_who_came_back_has_their_new_role() -> None:
    cooperative = make_cooperative()
    member = make_member(cooperative)
    Membership.objects.update(left_at=clock.now())
    Membership.objects.create(user=member, cooperative=cooperative, role=Role.ACCOUNTANT)

    assert permissions.role_in(member, cooperative) == Role.ACCOUNTANT
    assert cooperatives_for(member).count() == 1


def test_suspended_cooperative_stays_open_to_its_members() -> None:
    cooperative = make_cooperative(status=CooperativeStatus.SUSPENDED, suspended_at=clock.now())
    member = make_member(cooperative)

    assert list(cooperatives_for(member)) == [cooperative]
    assert user_can(member, cooperative, Area.MONEY)


def test_closed_account_may_do_nothing() -> None:
    cooperative = make_cooperative()
    member = make_member(cooperative, is_active=False)

    assert not cooperatives_for(member).exists()
    assert not user_can(member, cooperative, Area.ORDERS)


def test_document_says_what_the_table_says() -> None:
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|([^\n]*)\|$", DOCUMENT.read_text(), re.MULTILINE)
    columns = [Role.MANAGER, Role.CATALOGUE_KEEPER, Role.SELLER, Role.ACCOUNTANT, BY_MANDATE]

    written = {
        area: frozenset(role for role, cell in zip(columns, cells.split("|"), strict=True) if cell.strip() == "yes")
        for area, cells in rows
    }

    by_mandate = {area: {BY_MANDATE} if area in AREAS_OF_MANDATE else set() for area in ROLES_OF_AREA}
    assert written == {str(area): roles | by_mandate[area] for area, roles in ROLES_OF_AREA.items()}
