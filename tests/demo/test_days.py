"""The demonstration's day: who came, who is missing, what went wrong, at the one fair that is open now."""

import pytest

from cooperatives import clock
from fairs.attendance.models import Absence, Arrival, Incident, InstitutionalStand, VisitorCount, Workshop
from fairs.business_days import business_day
from fairs.models import EditionDay
from marketplace.demo.load.days import load_day, load_institution
from tests.factories import make_edition, make_user
from tests.fairs.round_market import make_market

pytestmark = pytest.mark.django_db


def test_the_open_fair_has_arrivals_incidents_visitors_and_a_workshop() -> None:
    market, by = make_market(stalls=14), make_user(is_staff=True)
    editions = [make_edition(programme_kind="mobile_markets"), market.edition]

    load_institution(editions, by=by)
    load_day(editions, by=by)

    today = business_day(clock.now(), ends=market.edition.business_day_ends)
    day = EditionDay.objects.get(stop__edition=market.edition, day=today)
    # Two of fourteen are awaited or missing in each dozen: the fourth is missing, the eighth awaited.
    assert (Arrival.objects.filter(day=day).count(), Absence.objects.filter(day=day).count()) == (12, 1)
    assert not Arrival.objects.filter(arrived_at__gt=clock.now()).exists()
    assert list(Incident.objects.order_by("pk").values_list("status", flat=True)) == ["solved", "open"]
    assert VisitorCount.objects.filter(day=day).exists()
    assert Workshop.objects.filter(stop=day.stop).count() == 2
    assert InstitutionalStand.objects.get().stall.code == "I1"
