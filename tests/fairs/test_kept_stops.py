"""What was kept aside keeps back the closing of the stop where it would count, and of no other."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from cooperatives import clock
from fairs.closing.exceptions import NotReady
from fairs.closing.services import settle_stop
from fairs.enrolment import revoke_device
from fairs.models import Participation, Stop
from fairs.rounds.models import QuarantinedVisit
from fairs.services.kept_aside import post_kept_aside
from fairs.tills.models import QuarantinedRecord, Sale
from fairs.tills.services import enrol_till, revoke_till
from tests.factories import make_product, make_stall, make_user
from tests.fairs.closing_world import AFTER, declare_all, make_at, make_market
from tests.fairs.organisers import make_organiser, signed_in
from tests.fairs.rounds import make_enumerator, slip, visit
from tests.fairs.tills import NOON, Stand, event

pytestmark = pytest.mark.django_db
NEXT_NOON = NOON + timedelta(days=1)


@pytest.fixture(autouse=True)
def _after() -> Iterator[None]:
    with clock.frozen_at(AFTER):
        yield


@pytest.fixture
def stops() -> list[Stop]:
    return make_market()[1]


def stand_at(*participations: Participation) -> Stand:
    first = participations[0]
    products = [make_product(cooperative=first.cooperative, price="120.00", stock="10")]
    stall = make_stall(first.stop.edition, *participations)
    till, token = enrol_till(stall=stall, label="Till", by=None)
    return Stand(first.stop.edition, first, stall, till, token, products)


def kept_at() -> list[int | None]:
    return list(QuarantinedRecord.objects.order_by("pk").values_list("stop__number", flat=True))


def keep_one(stand: Stand, sale: dict[str, Any]) -> None:
    (result,) = stand.send(sale)
    assert result["status"] == "invalid"


def test_a_sale_of_one_stop_lets_the_other_be_closed(stops: list[Stop]) -> None:
    first, second = map(make_at, stops)
    declare_all(first)
    declare_all(second)
    stand = stand_at(first)
    keep_one(stand, stand.sale(total="much"))

    settle_stop(stop_id=stops[1].pk, reasons={}, by=make_user())

    assert kept_at() == [1]
    with pytest.raises(NotReady) as refused:
        settle_stop(stop_id=stops[0].pk, reasons={}, by=make_user())
    assert refused.value.readiness.blockers == ["kept_aside"]


def test_organisers_see_of_which_stop_it_is(stops: list[Stop]) -> None:
    Stop.objects.filter(pk=stops[0].pk).update(name_fr="Tafraout, premier arrêt")
    stand = stand_at(make_at(stops[0]), make_at(stops[1]))
    keep_one(stand, stand.sale(total="much"))

    client = signed_in(make_organiser(stops[0].edition))
    page = client.get(f"/fr/organiser/editions/{stops[0].edition.code}/waiting/?kind=quarantined").content.decode()

    assert "Tafraout, premier arrêt" in page


def test_it_counts_there_when_a_person_lets_it_count(stops: list[Stop]) -> None:
    stand = stand_at(make_at(stops[0]), make_at(stops[1]))
    revoke_till(till=stand.till, by=None)
    keep_one(stand, stand.sale(sold_at=NEXT_NOON.isoformat()))
    # Outside all days it is the nearest stop in time.
    keep_one(stand, stand.sale(sold_at=(NOON - timedelta(days=30)).isoformat(), session=str(uuid4())))

    by = make_user()
    for row in QuarantinedRecord.objects.order_by("pk"):
        post_kept_aside(quarantined_id=row.pk, by=by)

    assert kept_at() == [2, 1]
    assert [sale.stop.number for sale in Sale.objects.order_by("-sold_at")] == [2, 1]


def test_a_cancelled_sale_has_its_stop_whatever_day_it_is(stops: list[Stop]) -> None:
    stand = stand_at(make_at(stops[0]), make_at(stops[1]))
    sold = stand.sale()
    stand.send(sold, stand.void(sold))

    keep_one(stand, stand.void(sold, sold_at=NEXT_NOON.isoformat()))

    assert kept_at() == [1]


@pytest.mark.parametrize(
    ("said", "number"),
    [({"sold_at": "noon"}, None), ({"sold_at": (AFTER + timedelta(days=1)).isoformat()}, None), ({"sold_at": 5}, None)],
)
def test_without_a_day_it_may_be_of_any_stop(stops: list[Stop], said: dict[str, Any], number: int | None) -> None:
    stand = stand_at(make_at(stops[0]), make_at(stops[1]))

    keep_one(stand, stand.sale(total="much", **said))

    assert kept_at() == [number]


def test_without_a_day_it_is_of_the_only_stop_at_which_its_stall_stood(stops: list[Stop]) -> None:
    stand = stand_at(make_at(stops[1]))

    keep_one(stand, stand.sale(sold_at="noon"))

    assert kept_at() == [2]


def test_events_have_the_stop_of_their_day(stops: list[Stop]) -> None:
    stand = stand_at(make_at(stops[0]), make_at(stops[1]))

    (told,) = stand.tell(event("opened", amount="much", at=NEXT_NOON.isoformat()))

    assert (told["status"], kept_at()) == ("invalid", [2])


@pytest.mark.parametrize(
    ("sent", "number"),
    [
        (lambda place: visit(place, amount="much"), 2),
        (lambda place: visit("nobody"), None),
        (lambda place: slip(place, day="2026-08-04"), 2),
        # A slip counts on its day: this one is not of whom it names.
        (lambda place: slip(place), None),
    ],
)
def test_a_tablets_record_has_the_stop_of_whom_it_names(stops: list[Stop], sent: Any, number: int | None) -> None:
    place = make_at(stops[1])
    enumerator = make_enumerator(stops[1].edition)
    record = sent(place)
    revoke_device(device=enumerator.tablet, by=None)
    enumerator.send_slips(record) if "number" in record else enumerator.send(record)

    assert [row.stop and row.stop.number for row in QuarantinedVisit.objects.all()] == [number]
