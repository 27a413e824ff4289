"""What a till's own clock said is kept beside the server's time, and shown where it was wrong."""

from datetime import timedelta

import pytest

from cooperatives import clock
from fairs.organiser.till_desk import clocks_off
from fairs.tills.models import Sale, TillEvent
from tests.fairs.tills import NOON, SESSION, Stand, event, make_stand

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_hour_after_the_sale():
    with clock.frozen_at(NOON + timedelta(hours=1)):
        yield


@pytest.fixture
def stand() -> Stand:
    return make_stand()


def test_what_the_device_said_is_kept_beside_the_moment(stand: Stand) -> None:
    stand.send(stand.sale(device_at=(NOON - timedelta(hours=3)).isoformat()))
    stand.tell(event("opened", amount="0.00", device_at=(NOON - timedelta(hours=4)).isoformat()))

    sale, told = Sale.objects.get(), TillEvent.objects.get()
    assert (sale.sold_at, sale.device_at) == (NOON, NOON - timedelta(hours=3))
    assert (told.happened_at, told.device_at) == (NOON, NOON - timedelta(hours=4))
    assert clocks_off([SESSION]) == {SESSION: -timedelta(hours=4)}


@pytest.mark.parametrize("said", [None, "yesterday", 5, "1969-01-01T00:00:00Z"])
def test_a_clock_that_says_nothing_readable_keeps_no_sale_aside(stand: Stand, said: object) -> None:
    (result,) = stand.send(stand.sale(device_at=said))

    assert result["status"] == "accepted"
    assert Sale.objects.get().device_at is None
    assert clocks_off([SESSION]) == {}


def test_few_minutes_are_no_wrong_clock(stand: Stand) -> None:
    stand.send(stand.sale(device_at=(NOON + timedelta(minutes=9)).isoformat()))

    assert clocks_off([SESSION]) == {}
