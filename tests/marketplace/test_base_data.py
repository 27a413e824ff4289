"""What every installation begins with is written once; what staff made of it since stays."""

from decimal import Decimal

import pytest

from catalogue.families import FAMILIES, load_families
from catalogue.models import Category, ProductClass
from cooperatives.models import SupportProgramme
from cooperatives.support import load_support_programmes
from fairs.load import PROGRAMMES, load_programmes
from fairs.models import Programme
from marketplace.delivery.load import load_default_rates
from marketplace.delivery.models import Carrier, DeliveryRate
from tests.factories import make_commune

pytestmark = pytest.mark.django_db


def test_names_and_tax_rates_that_staff_edited_stay() -> None:
    load_families()
    ProductClass.objects.filter(code="honey").update(name_fr="Miel", tax_rate=Decimal("0.100"))
    Category.objects.filter(slug="honey").update(name_fr="Miel de montagne")

    load_families()

    honey = ProductClass.objects.get(code="honey")
    assert (honey.name_fr, honey.tax_rate) == ("Miel", Decimal("0.100"))
    assert Category.objects.get(slug="honey").name_fr == "Miel de montagne"


def test_missing_families_are_written_with_their_shelf() -> None:
    load_families()
    ProductClass.objects.filter(code="honey").delete()
    Category.objects.get(slug="honey").delete()

    load_families()

    assert ProductClass.objects.count() == len(FAMILIES)
    assert Category.objects.get(slug="honey").name_fr == "Miels"


def test_shelf_that_staff_took_away_does_not_come_back() -> None:
    load_families()
    Category.objects.get(slug="honey").delete()

    load_families()

    assert not Category.objects.filter(slug="honey").exists()


def test_prices_and_carriers_that_staff_edited_stay_and_what_is_missing_is_added() -> None:
    for number in range(1, 13):
        make_commune(code=f"{number:02d}1", region=f"{number:02d}")
    load_default_rates()
    count = DeliveryRate.objects.count()
    edited, missing = DeliveryRate.objects.order_by("pk")[:2]
    DeliveryRate.objects.filter(pk=edited.pk).update(price=Decimal("7.00"), days_max=60)
    Carrier.objects.update(name_fr="Un autre nom", is_active=False)
    missing.delete()

    load_default_rates()

    edited.refresh_from_db()
    assert (edited.price, edited.days_max) == (Decimal("7.00"), 60)
    assert DeliveryRate.objects.count() == count
    assert set(Carrier.objects.values_list("name_fr", "is_active")) == {("Un autre nom", False)}


def test_names_of_programmes_that_staff_edited_stay() -> None:
    load_programmes()
    load_support_programmes()
    Programme.objects.filter(code="mobile_markets").update(name_fr="Marchés mobiles")
    SupportProgramme.objects.update(name_fr="Un autre nom")

    load_programmes()
    load_support_programmes()

    assert Programme.objects.get(code="mobile_markets").name_fr == "Marchés mobiles"
    assert Programme.objects.count() == len(PROGRAMMES)
    assert set(SupportProgramme.objects.values_list("name_fr", flat=True)) == {"Un autre nom"}
