"""What a parcel costs, when it comes, and where it may be collected."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from catalogue.enums import ShippingClass
from cooperatives import clock
from marketplace.delivery.defaults import CARRIERS, default_rates
from marketplace.delivery.models import Carrier
from marketplace.delivery.selectors import Parcel, price_ranges, quotes, worst_class
from marketplace.order.enums import DeliveryKind
from tests.factories import make_commune, make_cooperative, make_delivery_rate, make_edition, make_participation

pytestmark = pytest.mark.django_db


def parcel(cooperative_id: int = 1, **given: object) -> Parcel:
    facts = {"from_region_id": "09", "grams": 800, "shipping_class": "normal"}
    return Parcel(cooperative_id=cooperative_id, **(facts | given))


@pytest.fixture
def _regions() -> None:
    make_commune()
    make_commune(code="041", region="04")


@pytest.mark.usefixtures("_regions")
def test_a_parcel_takes_the_first_step_that_carries_it() -> None:
    make_delivery_rate(up_to_grams=1000, price="25.00")
    make_delivery_rate(up_to_grams=5000, price="40.00")

    assert quotes([parcel(grams=1000)], "09")[1][0].price == Decimal("25.00")
    assert quotes([parcel(grams=1001)], "09")[1][0].price == Decimal("40.00")


@pytest.mark.usefixtures("_regions")
def test_what_is_heavier_than_the_heaviest_step_goes_as_several_parcels() -> None:
    make_delivery_rate(up_to_grams=1000, price="25.00")
    make_delivery_rate(up_to_grams=5000, price="40.00")

    assert quotes([parcel(grams=10_500)], "09")[1][0].price == Decimal("105.00")


@pytest.mark.usefixtures("_regions")
def test_a_quote_says_which_days_and_its_code_holds_the_price() -> None:
    make_delivery_rate(price="35.00", days_min=2, days_max=4)

    with clock.frozen_at(datetime(2026, 3, 30, 9, tzinfo=UTC)):
        quote = quotes([parcel()], "09")[1][0]

    assert (quote.promised_from, quote.promised_to) == (date(2026, 4, 1), date(2026, 4, 3))
    assert (quote.kind, quote.code) == (DeliveryKind.HOME, "home:poste:35.00")


@pytest.mark.usefixtures("_regions")
def test_every_carrier_is_offered_the_cheapest_first_and_a_stopped_one_is_not() -> None:
    other = Carrier.objects.create(code="express", name_fr="Express")
    stopped = Carrier.objects.create(code="stopped", name_fr="Stopped", is_active=False)
    make_delivery_rate(carrier=other, price="60.00")
    make_delivery_rate(price="35.00")
    make_delivery_rate(carrier=stopped, price="1.00")

    assert [quote.code for quote in quotes([parcel()], "09")[1]] == ["home:poste:35.00", "home:express:60.00"]


@pytest.mark.usefixtures("_regions")
def test_a_region_or_class_without_a_rate_has_no_way_to_the_door() -> None:
    make_delivery_rate()

    assert quotes([parcel()], "04") == {1: []}
    assert quotes([parcel(shipping_class="cold")], "09") == {1: []}
    assert quotes([parcel()], None) == {1: []}


@pytest.mark.usefixtures("_regions")
def test_many_parcels_are_quoted_in_three_queries(django_assert_num_queries) -> None:
    make_delivery_rate()
    make_delivery_rate(from_region="04")
    parcels = [parcel(1), parcel(2, from_region_id="04"), parcel(3, grams=29_000)]

    with django_assert_num_queries(3):
        found = quotes(parcels, "09")

    assert [len(found[number]) for number in (1, 2, 3)] == [1, 1, 1]


def test_a_parcel_travels_as_its_most_demanding_piece() -> None:
    assert worst_class(["normal", "fragile"]) == "fragile"
    assert worst_class(["normal", "cold", "bulky"]) == "cold"
    assert worst_class([]) == "normal"


def test_collection_is_free_at_a_coming_stop_where_the_cooperative_takes_part() -> None:
    cooperative, elsewhere = make_cooperative(), make_cooperative()
    edition = make_edition(starts_on=clock.today() + timedelta(days=5), days=3)
    make_participation(edition, cooperative)

    found = quotes([parcel(cooperative.pk), parcel(elsewhere.pk)], None)

    assert found[elsewhere.pk] == []
    (quote,) = found[cooperative.pk]
    assert (quote.kind, quote.price, quote.code) == ("collect", Decimal("0.00"), f"collect:{edition.code}:1")
    assert quote.promised_from == clock.today() + timedelta(days=5)
    assert quote.promised_to == clock.today() + timedelta(days=7)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda participation: setattr(participation.stop, "accepts_collection", False),
        lambda participation: setattr(participation.stop, "ends_at", clock.now() - timedelta(minutes=1)),
        lambda participation: setattr(participation.stop, "settled_at", clock.now()),
        lambda participation: setattr(participation, "status", "withdrawn"),
        lambda participation: setattr(participation.stop.edition, "is_published", False),
    ],
)
def test_nothing_is_collected_where_it_cannot_be(spoil) -> None:
    cooperative = make_cooperative()
    participation = make_participation(make_edition(starts_on=clock.today() - timedelta(days=1)), cooperative)
    assert len(quotes([parcel(cooperative.pk)], None)[cooperative.pk]) == 1

    spoil(participation)
    participation.save()
    participation.stop.save()
    participation.stop.edition.save()

    assert quotes([parcel(cooperative.pk)], None)[cooperative.pk] == []


@pytest.mark.usefixtures("_regions")
def test_the_range_runs_over_all_regions_and_carriers() -> None:
    make_delivery_rate(price="35.00")
    make_delivery_rate(to_region="04", price="50.00")

    assert price_ranges([parcel(), parcel(2, shipping_class="cold")]) == {1: (Decimal("35.00"), Decimal("50.00"))}


def test_default_rates_cover_the_country_once_and_are_the_same_each_time() -> None:
    rates = list(default_rates())
    keys = {(r.carrier, r.from_region, r.to_region, r.shipping_class, r.up_to_grams) for r in rates}

    assert len(rates) == len(keys) == 12 * 12 * 6 * (4 + 3)
    assert rates == list(default_rates())
    assert {r.carrier for r in rates} == {carrier.code for carrier in CARRIERS}
    assert all(r.price > 0 and r.days_min <= r.days_max for r in rates)
    near = next(r for r in rates if (r.from_region, r.to_region) == ("09", "09"))
    far = next(r for r in rates if (r.from_region, r.to_region) == ("02", "12"))
    assert near.price < far.price
    assert {r.shipping_class for r in rates} == set(ShippingClass.values)
