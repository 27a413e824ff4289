"""Cooperatives on their way in, in the demonstration: what staff have to check, and what an applicant goes on with."""

import pytest

from cooperatives.enums import CooperativeStatus
from cooperatives.joining.models import Paper
from cooperatives.joining.selectors import what_is_missing
from cooperatives.models import Cooperative, check_ice
from marketplace.demo.load.joining import JOINING_PHONE, load_joining
from tests.factories import make_commune, make_user

pytestmark = pytest.mark.django_db


def test_one_is_half_told_one_waits_and_one_is_asked_again() -> None:
    for number in range(40):
        make_commune(code=f"09{number:03d}")

    load_joining(staff=make_user())

    half, waits, again = Cooperative.objects.order_by("pk")
    assert (half.status, half.phone) == (CooperativeStatus.JOINING, JOINING_PHONE)
    assert what_is_missing(half) == ["members", "numbers", "second_officer", "officers", "identity", "ice"]
    assert [waits.status, again.status] == [CooperativeStatus.APPLIED] * 2
    assert [what_is_missing(waits), what_is_missing(again)] == [[], ["identity"]]
    assert Paper.objects.filter(status="sent").count() == 7
    for cooperative in (waits, again):
        check_ice(cooperative.ice)
