"""The menu Products: written, priced, counted, pictured, put on sale; what the law and the stock refuse is said."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from catalogue.keeping import throw_away
from catalogue.models import Category, Product, ProductImage
from catalogue.partner.models import Shortage, StockRecord
from catalogue.partner.stock import Item, allocate
from cooperatives.models import QualitySign, SignHeld
from marketplace.staff.forms.products import PAPERS
from tests.factories import make_category, make_cooperative, make_family, make_product, make_user
from tests.marketplace.staff import send, staff_client, told

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def staff() -> Client:
    return staff_client()


def given(**changed) -> dict:
    family = changed.pop("family", None) or make_family()
    cooperative = changed.pop("cooperative", None) or make_cooperative()
    return {
        "cooperative": cooperative.pk,
        "title_fr": "Huile d'argan",
        "product_class": family.pk,
        "commune": cooperative.commune_id,
        "price": "95.50",
        "unit": "piece",
        "weight_grams": 500,
        "shipping_class": "normal",
        "onssa_number": "DEMO-1",
        "ingredients_fr": "Huile d'argan",
        "durability_months": 12,
        "net_quantity": 500,
        "net_unit": "g",
    } | changed


def page_of(product: Product) -> str:
    return f"/cms/products/inspect/{product.pk}/"


def test_new_product_is_hidden_until_it_is_put_on_sale(staff: Client) -> None:
    shelf = make_category()

    send(staff, "/cms/products/new/", **given(categories=[shelf.pk]))

    product = Product.objects.get()
    assert (product.is_public, product.stockrecord.price) == (False, Decimal("95.50"))
    assert list(product.categories.all()) == [shelf]
    send(staff, f"{page_of(product)}publish/")
    assert Product.objects.get().is_public is True


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title_fr": ""}, "title_ar"),
        ({"price": "0"}, "price"),
        ({"net_quantity": "250", "net_unit": ""}, "net_quantity"),
        ({"unit": "kg", "is_unique": "on"}, "unit"),
        ({"product_class": ""}, "product_class"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(changed: dict, field: str, staff: Client) -> None:
    response = send(staff, "/cms/products/new/", **given(**changed))

    assert response.status_code == 200
    assert set(response.context["form"].errors) == {field}
    assert not Product.objects.exists()


def test_food_without_its_number_is_not_put_on_sale(staff: Client) -> None:
    product = make_product(onssa_number="", is_public=False)

    response = send(staff, f"{page_of(product)}publish/")

    assert str(PAPERS["onssa_number"]) in told(response)
    product.refresh_from_db()
    assert product.is_public is False


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"onssa_number": ""}, "onssa_number"),
        ({"ingredients_fr": ""}, "ingredients_ar"),
        ({"net_quantity": "", "net_unit": ""}, "net_quantity"),
        ({"durability_months": ""}, "durability_months"),
    ],
)
def test_what_the_law_asks_cannot_be_taken_from_food_on_sale(missing: dict, field: str, staff: Client) -> None:
    product = make_product()

    response = staff.post(f"/cms/products/edit/{product.pk}/", given(family=product.product_class, **missing))

    assert list(response.context["form"].errors) == [field]
    product.refresh_from_db()
    assert product.onssa_number == "DEMO-1"


def test_only_the_cooperatives_own_certificates_are_offered(staff: Client) -> None:
    product, other = make_product(), make_cooperative()
    sign = QualitySign.objects.create(kind="igp", code="igp-argane", name_fr="IGP Argane")
    foreign = SignHeld.objects.create(
        cooperative=other, sign=sign, certifier="Normacert", number="1", expires_on="2099-01-01"
    )

    response = staff.post(f"/cms/products/edit/{product.pk}/", given(family=product.product_class, sign=foreign.pk))

    assert list(response.context["form"].errors) == ["sign"]


def test_count_below_what_is_promised_is_refused_beside_the_field(staff: Client) -> None:
    product = make_product(stock="10")
    allocate(items=[Item(product.stockrecord.pk, Decimal(8), "order:1")])

    response = send(staff, f"{page_of(product)}count/", quantity="5")

    assert response.status_code == 422
    assert "8" in response.context["form"].errors["quantity"][0]
    assert StockRecord.objects.get().num_in_stock == 10
    send(staff, f"{page_of(product)}count/", quantity="9")
    assert StockRecord.objects.get().num_in_stock == 9


@pytest.mark.parametrize(("made", "quantity"), [({}, "1.5"), ({"is_unique": True}, "2")])
def test_count_fits_how_the_product_is_sold(made: dict, quantity: str, staff: Client) -> None:
    product = make_product(**made)

    response = send(staff, f"{page_of(product)}count/", quantity=quantity)

    assert list(response.context["form"].errors) == ["quantity"]


def test_price_is_changed_with_its_limits(staff: Client) -> None:
    product = make_product(price="120.00")
    url = f"{page_of(product)}price/"

    refused = send(staff, url, price="130", stall_price_min="140", stall_price_max="110")
    send(staff, url, price="130", stall_price_min="110", stall_price_max="140")

    assert list(refused.context["form"].errors) == ["stall_price_max"]
    record = StockRecord.objects.get()
    assert (record.price, record.stall_price_min, record.stall_price_max) == (130, 110, 140)


def picture(width: int = 400) -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (width, width), "orange").save(content, "PNG")
    return SimpleUploadedFile("a.png", content.getvalue(), "image/png")


def test_pictures_are_added_ordered_and_taken_off(staff: Client, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    product = make_product()
    page = page_of(product)

    for _ in range(2):
        send(staff, f"{page}add-picture/", picture=picture())
    first, second = ProductImage.objects.order_by("pk")
    send(staff, f"{page}first-picture/", picture=second.pk)
    product.refresh_from_db()
    assert product.picture["webp"] == second.renditions["webp"]
    send(staff, f"{page}picture-off/", picture=second.pk)

    product.refresh_from_db()
    assert list(product.images.all()) == [first]
    assert product.picture["webp"] == first.renditions["webp"]


@pytest.mark.parametrize("upload", [picture(50), SimpleUploadedFile("a.png", b"not a picture", "image/png")])
def test_file_that_is_no_picture_is_refused_beside_the_field(upload, staff: Client) -> None:
    product = make_product()

    response = send(staff, f"{page_of(product)}add-picture/", picture=upload)

    assert list(response.context["form"].errors) == ["picture"]
    assert not ProductImage.objects.exists()


def test_picture_of_another_product_is_not_touched(staff: Client, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    own, other = make_product(), make_product()
    for product in (own, other):
        send(staff, f"{page_of(product)}add-picture/", picture=picture())

    response = send(staff, f"{page_of(own)}picture-off/", picture=other.images.get().pk)

    assert list(response.context["form"].errors) == ["picture"]
    assert ProductImage.objects.count() == 2


def test_list_is_narrowed_and_searched(staff: Client) -> None:
    oil = make_product(title_fr="Huile", title_ar="زيت")
    rug = make_product(
        title_fr="Tapis", title_ar="زربية", family=make_family("rugs", legal_kind="craft"), is_public=False
    )
    url = "/cms/products/"

    def found(query: str) -> list[Product]:
        return list(staff.get(f"{url}?{query}").context["object_list"])

    assert found(f"product_class={rug.product_class_id}") == [rug]
    assert found(f"cooperative={oil.cooperative_id}") == [oil]
    assert found("is_public=false") == [rug]
    assert found("q=huiles") == [oil]


def test_what_its_keeper_threw_away_is_not_there(staff: Client) -> None:
    product = make_product(title_fr="Amlou perdu", is_public=False)
    throw_away(product_id=product.pk, by=make_user())

    assert "Amlou perdu" not in staff.get("/cms/products/").content.decode()
    send(staff, f"{page_of(product)}publish/")
    assert not Product.objects.get().is_public


def test_shelf_is_added_below_another(staff: Client) -> None:
    parent = make_category()

    send(staff, "/cms/shelves/new/", parent=parent.pk, name_fr="Argan", icon="leaf", is_public="on")

    child = Category.objects.get(name_fr="Argan")
    assert (child.get_parent(), child.slug) == (parent, "argan")


def test_tax_rate_of_a_family_is_a_share(staff: Client) -> None:
    family = make_family()
    data = {"name_fr": "Huiles", "icon": "leaf", "tax_rate": "1.5"}

    response = staff.post(f"/cms/families/edit/{family.pk}/", data)

    assert list(response.context["form"].errors) == ["tax_rate"]
    staff.post(f"/cms/families/edit/{family.pk}/", data | {"tax_rate": "0.100"})
    family.refresh_from_db()
    assert (family.tax_rate, family.code, family.legal_kind) == (Decimal("0.100"), "oils", "food")


def test_shortage_is_settled_with_words(staff: Client) -> None:
    shortage = Shortage.objects.create(stockrecord=make_product().stockrecord, quantity=2, key="sale:1")
    url = f"/cms/shortages/inspect/{shortage.pk}/settle/"

    assert send(staff, url, outcome="").status_code == 422
    send(staff, url, outcome="Commande annulée")

    shortage.refresh_from_db()
    assert shortage.outcome == "Commande annulée"
    assert list(staff.get("/cms/shortages/?open=true").context["object_list"]) == []
