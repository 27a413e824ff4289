"""The page that a label opens: public, plain, and there for as long as a jar may stand in a kitchen."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation

from catalogue.lots.models import Lot
from catalogue.models import Product
from cooperatives import clock
from cooperatives.models import Cooperative, SignHeld
from tests.catalogue.test_lots import MADE_ON, make_sign, write
from tests.factories import make_cooperative, make_member, make_product
from tests.fairs.organisers import questions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _french():
    with translation.override("fr"):
        yield


@pytest.fixture
def product() -> Product:
    cooperative = make_cooperative(name_fr="Coopérative Tifaouine")
    return make_product(cooperative=cooperative, title_fr="Huile d'argan", title_ar="زيت أركان", stock="10")


@pytest.fixture
def lot(product: Product) -> Lot:
    make_sign(product, number="IGP-77", expires_on=MADE_ON + timedelta(days=900))
    return write(product, make_member(product.cooperative), best_before=MADE_ON + timedelta(days=800))


def opened(lot: Lot, language: str = "fr") -> Any:
    return Client().get(f"/{language}/passport/{lot.public_id}/")


def words(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").select_one("main").get_text(" ").split())


def test_it_tells_of_the_lot_its_makers_its_place_and_its_certificate(lot: Lot) -> None:
    response = opened(lot, "en")

    said = words(response)
    assert response.status_code == 200
    for each in ("Lot 261102-1", "2 November 2026", "Fatima, Aïcha", "Tafraout", "Normacert", "IGP-77"):
        assert each in said
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one('a.button[href^="/en/products/"]').get_text(strip=True) == "Buy it again"
    assert page.select_one('meta[name="robots"]')["content"] == "noindex, follow"


def test_the_short_address_leads_to_the_language_of_who_scans(lot: Lot) -> None:
    arabic = Client().get(f"/p/{lot.public_id}", headers={"Accept-Language": "ar-MA"})
    french = Client().get(f"/p/{lot.public_id}/", headers={"Accept-Language": "fr-FR,fr;q=0.9"})

    assert arabic["Location"] == f"/ar/passport/{lot.public_id}/"
    assert french["Location"] == f"/fr/passport/{lot.public_id}/"
    assert "Accept-Language" in french["Vary"]
    assert "زيت أركان" in words(opened(lot, "ar"))


def test_a_lot_that_was_called_back_says_so_and_offers_nothing(lot: Lot) -> None:
    Lot.objects.filter(pk=lot.pk).update(called_back_at=clock.now(), called_back_because="Glass in a jar")

    response = opened(lot, "en")

    said = words(response)
    assert said.startswith("This lot was called back: do not eat it and do not use it. Glass in a jar")
    assert "Buy it again" not in said


@pytest.mark.parametrize(
    ("changed", "is_seen", "also"),
    [
        ({"expires_on": MADE_ON}, True, "has run out since"),
        ({"status": "refused", "refused_because": "x"}, False, ""),
        ({"status": "sent"}, False, ""),
    ],
    ids=["run out", "refused", "not looked at"],
)
def test_a_certificate_is_told_as_it_stands(lot: Lot, changed: dict[str, Any], is_seen: bool, also: str) -> None:
    SignHeld.objects.update(**changed)

    said = words(opened(lot, "en"))

    assert ("IGP-77" in said) is is_seen
    assert also in said


def test_what_has_passed_its_best_says_so(lot: Lot) -> None:
    Lot.objects.filter(pk=lot.pk).update(best_before=MADE_ON + timedelta(days=1))

    assert "This day has passed." in words(opened(lot, "en"))


@pytest.mark.parametrize("how", ["hidden", "suspended", "sold out"])
def test_the_page_stays_when_the_product_cannot_be_bought(lot: Lot, product: Product, how: str) -> None:
    if how == "hidden":
        Product.objects.update(is_public=False)
    elif how == "suspended":
        Cooperative.objects.filter(pk=product.cooperative_id).update(status="suspended", suspended_at=clock.now())
    else:
        product.stockrecord.num_in_stock = 0
        product.stockrecord.save()

    response = opened(lot, "en")

    assert response.status_code == 200
    assert "261102-1" in words(response)
    assert "Buy it again" not in words(response)


def test_a_label_that_nobody_wrote_is_not_trusted(client: Client) -> None:
    response = client.get("/en/passport/zzzzzzzzzzzz/")

    assert response.status_code == 404
    assert "do not trust the label" in words(response)
    assert client.get("/en/passport/nothing/").status_code == 404


def test_it_takes_few_queries(lot: Lot) -> None:
    assert questions(Client(), f"/fr/passport/{lot.public_id}/") <= 4
