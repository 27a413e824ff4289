"""The demonstration's applications: through the services, within the dates of each call, one to be tried left out."""

from datetime import timedelta

import pytest

from cooperatives import clock
from fairs.applications.models import Application
from marketplace.demo.load.applications import load_applications
from tests.factories import make_cooperative, make_member, make_product, make_user
from tests.fairs.calling import NOW, make_call

pytestmark = pytest.mark.django_db


def test_each_applies_at_its_hour_and_the_first_leaves_the_open_call_alone() -> None:
    sellers = [make_cooperative() for _ in range(4)]
    by = [make_member(seller) for seller in sellers]
    for seller in sellers:
        make_product(cooperative=seller)
    organisations = [make_cooperative(kind="association"), make_cooperative(status="applied"), make_cooperative()]
    ended = {"opens_at": -9, "closes_at": -2, "announces_at": 4, "confirm_by": 9}
    with clock.frozen_at(NOW):
        choosing = make_call(**{name: NOW + timedelta(days=days) for name, days in ended.items()})
        still_open = make_call(most_stalls_each=2)

        sent = load_applications(sellers, organisations, staff=make_user())

        assert sent_within(choosing, still_open) == sent
    assert Application.objects.filter(call=choosing, cooperative=sellers[0], begun_by=by[0]).exists()
    assert not Application.objects.filter(call=still_open, cooperative=sellers[0]).exists()
    assert not Application.objects.filter(cooperative=organisations[1]).exists()


def sent_within(*calls: object) -> int:
    """How many were sent within the dates of these calls."""
    rows = Application.objects.filter(call__in=calls, status="sent").select_related("call")
    return sum(row.sent_at is not None and row.call.opens_at <= row.sent_at < row.call.closes_at for row in rows)
