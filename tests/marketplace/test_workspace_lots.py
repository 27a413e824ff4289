"""Lots in the workspace: written on a telephone, printed on labels, called back."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from catalogue.lots.models import Lot
from catalogue.models import Product
from cooperatives import clock
from cooperatives.enums import Role
from cooperatives.idempotency import new_token
from cooperatives.models import Cooperative
from marketplace.workspace.stock.labels import labels_given
from tests.factories import make_commune, make_cooperative, make_member, make_product
from tests.fairs.organisers import questions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


@pytest.fixture
def keeper(client: Client, cooperative: Cooperative) -> Client:
    client.force_login(make_member(cooperative, role=Role.CATALOGUE_KEEPER))
    return client


@pytest.fixture
def product(cooperative: Cooperative) -> Product:
    return make_product(cooperative=cooperative, stock="10", title_en="Argan oil", durability_months=12)


def given(product: Product, **changed: Any) -> dict[str, Any]:
    usual = {
        "code": "A-1",
        "made_on": clock.today().isoformat(),
        "quantity": "40",
        "best_before": (clock.today() + timedelta(days=365)).isoformat(),
        "commune": product.commune.code,
        "people": "The women of Tafraout",
    }
    return {"once": new_token()} | usual | changed


def address(name: str, *args: str) -> str:
    return reverse(f"workspace:{name}", args=args)


def write(client: Client, product: Product, **changed: Any) -> Any:
    return client.post(address("lot-new", product.public_id), given(product, **changed))


def words(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").select_one("main").get_text(" ").split())


def test_most_of_a_lot_is_filled_before_anything_is_typed(keeper: Client, product: Product) -> None:
    form = keeper.get(address("lot-new", product.public_id)).context["form"]

    today = clock.today()
    assert form.initial["code"] == f"{today:%y%m%d}-1"
    assert form.initial["made_on"] == today
    assert form.initial["best_before"].replace(day=1) == today.replace(year=today.year + 1, day=1)
    assert form.initial["commune"] == product.commune.code


def test_a_lot_is_written_once_and_leads_to_its_labels(keeper: Client, product: Product) -> None:
    token = new_token()
    first = write(keeper, product, once=token, into_stock="on")
    write(keeper, product, once=token, into_stock="on")

    lot = Lot.objects.get()
    assert first["Location"] == address("lot", lot.public_id)
    product.stockrecord.refresh_from_db()
    assert product.stockrecord.num_in_stock == 50
    page = keeper.get(first["Location"])
    assert "The women of Tafraout" in words(page)
    assert f"/p/{lot.public_id}" in page.context["address"]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("code", "رقم", "Digits and Latin letters only, such as 261122-1."),
        ("made_on", "2999-01-01", "This day has not come yet."),
        ("quantity", "2.5", "It is sold by the piece: write a whole number."),
        ("best_before", "2020-01-01", "This is not after the day on which it was made."),
        ("best_before", "", "It is food: say until when it keeps best."),
        ("commune", "999", "Choose the commune."),
        ("people", "Fatima 06 12 34 56 78", "Names only: everybody reads this"),
        ("people", "Fatima JB123456", "Names only: everybody reads this"),
    ],
)
def test_what_cannot_stand_on_a_label_is_refused_and_kept(
    keeper: Client, product: Product, field: str, typed: str, said: str
) -> None:
    response = write(keeper, product, **{field: typed})

    assert response.status_code == 422
    assert said in response.context["form"].errors[field][0]
    assert response.context["form"][field].value() == typed
    assert not Lot.objects.exists()


def test_a_number_that_is_taken_is_said_beside_it(keeper: Client, product: Product) -> None:
    write(keeper, product)

    response = write(keeper, product)

    assert response.context["form"].errors["code"] == ["Another lot of yours has this number."]


def test_a_lot_is_corrected_until_it_is_called_back(keeper: Client, product: Product) -> None:
    write(keeper, product)
    lot = Lot.objects.get()
    assert keeper.get(address("lot-correct", lot.public_id)).context["form"].initial["quantity"] == "40"
    keeper.post(address("lot-correct", lot.public_id), given(product, quantity="44"))
    lot.refresh_from_db()
    assert lot.quantity == 44

    empty = keeper.post(address("lot-call-back", lot.public_id), {"once": new_token()})
    assert empty.status_code == 422
    keeper.post(address("lot-call-back", lot.public_id), {"once": new_token(), "reason": "Glass"})
    keeper.post(address("lot-correct", lot.public_id), given(product, quantity="1"))

    lot.refresh_from_db()
    assert (lot.called_back_because, lot.quantity) == ("Glass", 44)
    assert keeper.get(address("lot-labels", lot.public_id)).status_code == 404
    assert "Called back" in words(keeper.get(address("lots")))


def test_labels_are_a_pdf_whose_code_leads_to_the_passport(keeper: Client, product: Product) -> None:
    write(keeper, product)
    lot = Lot.objects.get()

    response = keeper.get(address("lot-labels", lot.public_id), {"sheets": 2})

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert keeper.get(address("lot-labels", lot.public_id), {"sheets": 99}).status_code == 404
    said = labels_given(lot, sheets=2)
    assert said["count"] == 48
    assert said["address"] == f"{settings.BASE_URL.partition('://')[2]}/p/{lot.public_id}"
    assert said["facts"][0][1] == "A-1"


def test_the_places_are_those_around(keeper: Client, product: Product) -> None:
    far = make_commune(code="011", region="01", name_fr="Tanger")
    near = make_commune(code="092", name_fr="Ammelne")

    offered = keeper.get(address("lot-new", product.public_id)).context["form"].fields["commune"].queryset

    assert near in offered
    assert far not in offered


def test_another_cooperatives_lot_is_404_and_stays_as_it_was(keeper: Client, product: Product) -> None:
    theirs = make_product()
    other = Client()
    other.force_login(make_member(theirs.cooperative))
    write(other, theirs)
    lot = Lot.objects.get()

    for name in ("lot", "lot-correct", "lot-labels"):
        assert keeper.get(address(name, lot.public_id)).status_code == 404
    for name in ("lot-correct", "lot-call-back"):
        assert keeper.post(address(name, lot.public_id), given(theirs, reason="x")).status_code == 404
    assert write(keeper, theirs).status_code == 404
    assert keeper.get(address("lots-of-product", theirs.public_id)).status_code == 404
    assert Lot.objects.filter(called_back_at__isnull=True).get() == lot


def test_who_sells_writes_no_lots(client: Client, product: Product) -> None:
    client.force_login(make_member(product.cooperative, role=Role.SELLER))

    assert client.get(address("lots")).status_code == 404
    assert write(client, product).status_code == 404
    assert "Lots and labels" not in client.get(address("stock-product", product.public_id)).content.decode()


def test_a_page_of_lots_takes_the_same_queries_for_two_and_for_twenty(keeper: Client, product: Product) -> None:
    for number in range(2):
        write(keeper, product, code=f"A-{number}")
    few = questions(keeper, address("lots"))
    for number in range(2, 23):
        write(keeper, product, code=f"A-{number}")

    assert questions(keeper, address("lots")) == few
    assert keeper.get(address("lots")).context["page"].paginator.num_pages == 2
