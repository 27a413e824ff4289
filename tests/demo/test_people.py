"""The demonstration's team: two officers, a field agent, and a union that is shown some of its members."""

from datetime import timedelta

import pytest

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.models import Membership, UnionMembership
from cooperatives.officers.selectors import cooperatives_near, officers_of
from marketplace.demo.load.people import AGENT, SECOND_OFFICER, load_people
from tests.factories import make_cooperative, make_member, make_user
from tests.marketplace.hubs import make_union

pytestmark = pytest.mark.django_db


def test_first_cooperative_has_a_team_and_its_union_sees_what_members_show() -> None:
    first, union = make_cooperative(), make_union()
    manager = make_member(first)
    joined_on = clock.today() - timedelta(days=30)
    for cooperative in (first, make_cooperative()):
        UnionMembership.objects.create(union=union, cooperative=cooperative, joined_on=joined_on)

    load_people([first, union], staff=make_user(is_staff=True))

    officers = officers_of(first.pk)
    assert [officers[0], officers[1].phone] == [manager, SECOND_OFFICER]
    assert Membership.objects.current().filter(cooperative=first).count() == 5
    agent = User.objects.with_phone(AGENT)
    assert agent is not None
    assert first in cooperatives_near(agent)
    shown = UnionMembership.objects.order_by("pk").values_list("shows_catalogue", "shows_figures")
    assert list(shown) == [(True, True), (False, False)]
