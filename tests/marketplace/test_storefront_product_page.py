"""The page of a product: everything the law and a careful shopper ask, said honestly."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from catalogue.models import Product, ProductCategory
from cooperatives import clock
from cooperatives.models import Cooperative, QualitySign, SignHeld
from fairs.models import Edition
from tests.factories import (
    make_category,
    make_commune,
    make_cooperative,
    make_delivery_rate,
    make_edition,
    make_family,
    make_product,
)
from tests.marketplace.storefront import ALTERNATES, MOST_QUERIES, alternates, canonical, facts, page

pytestmark = pytest.mark.django_db

PICTURE = {
    "avif": {"320": "products/x-320.avif", "640": "products/x-640.avif"},
    "webp": {"320": "products/x-320.webp", "640": "products/x-640.webp"},
    "width": 640,
    "height": 640,
    "alt_ar": "قنينة",
    "alt_fr": "Une bouteille",
    "alt_en": "A bottle",
    "illustration": True,
}


@pytest.fixture
def maker() -> Cooperative:
    return make_cooperative(
        name_fr="Coopérative Tifawin", name_en="Tifawin Cooperative", member_count=42, women_count=9
    )


@pytest.fixture
def oil(maker: Cooperative) -> Product:
    product = make_product(
        cooperative=maker,
        price="120.00",
        stock="40",
        title_fr="Huile d'argan",
        title_en="Argan oil",
        title_ar="زيت أركان",
        description_ar="تعصر على البارد",
        ingredients_fr="100 % argan",
        net_quantity=Decimal(250),
        net_unit="ml",
        allergens=["nuts"],
        durability_months=18,
        onssa_number="HV.14.52.23",
        picture=PICTURE,
    )
    ProductCategory.objects.create(product=product, category=make_category("oils"))
    return product


def test_it_says_what_it_is_where_it_comes_from_and_what_it_costs(client: Client, oil: Product) -> None:
    text = page(client.get(f"/en/products/{oil.slug}-{oil.public_id}/")).main.get_text(" ", strip=True)

    assert "Argan oil" in text
    assert "120.00\xa0DH" in text
    assert "480.00\xa0DH / l" in text
    assert "Tafraout" in text
    assert "Region 09" in text
    assert "250 ml" in text
    assert "nuts" in text
    assert "18 months after it was made" in text
    assert "HV.14.52.23" in text
    assert "Checked cooperative" in text
    assert "Illustration" in text


def test_it_is_found_under_its_present_name_only(client: Client, oil: Product) -> None:
    response = client.get(f"/fr/products/ancien-nom-{oil.public_id}/?edition=x")

    assert response.status_code == 301
    assert response["Location"] == f"/fr/products/{oil.slug}-{oil.public_id}/?edition=x"


def test_it_takes_few_queries(client: Client, oil: Product, django_assert_max_num_queries) -> None:
    edition = make_edition()
    for _ in range(6):
        make_product(cooperative=oil.cooperative)
    make_delivery_rate()

    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(f"{oil.get_absolute_url()}?edition={edition.code}")


def test_a_text_in_another_language_says_so(client: Client, oil: Product) -> None:
    html = page(client.get(f"/fr/products/{oil.slug}-{oil.public_id}/"))

    assert (html.html["lang"], html.html["dir"]) == ("fr", "ltr")
    assert html.select_one("h1").get("lang") is None
    assert html.select_one('main div.rich[lang="ar"][dir="rtl"]').get_text(strip=True) == "تعصر على البارد"


def test_it_has_one_address_and_one_for_each_language(client: Client, oil: Product) -> None:
    response = client.get(f"/fr/products/{oil.slug}-{oil.public_id}/?edition=whatever&utm_source=x")

    assert canonical(response) == f"http://testserver/fr/products/{oil.slug}-{oil.public_id}/"
    assert alternates(response) == {
        code: f"http://testserver/{language}/products/{oil.slug}-{oil.public_id}/"
        for code, language in ALTERNATES.items()
    }


def test_search_engines_are_told_the_same(client: Client, oil: Product) -> None:
    product, crumbs = facts(client.get(f"/fr/products/{oil.slug}-{oil.public_id}/"))

    assert product["@type"] == "Product"
    assert product["name"] == "Huile d'argan"
    assert product["image"] == ["http://testserver/media/products/x-640.webp"]
    assert product["offers"]["price"] == "120.00"
    assert product["offers"]["priceCurrency"] == "MAD"
    assert product["offers"]["availability"] == "https://schema.org/InStock"
    assert product["offers"]["seller"]["name"] == "Coopérative Tifawin"
    assert [item["position"] for item in crumbs["itemListElement"]] == [1, 2, 3]


def test_markup_in_a_text_ends_no_data_block(client: Client, oil: Product) -> None:
    oil.description_fr = "</script><script>alert(1)</script>"
    oil.save()

    response = client.get(f"/fr/products/{oil.slug}-{oil.public_id}/")

    assert "<script>alert" not in response.content.decode()
    assert facts(response)[0]["description"] == "</script><script>alert(1)</script>"


def test_it_goes_into_the_basket_by_a_form_that_acts_once(client: Client, oil: Product) -> None:
    address = f"/fr/products/{oil.slug}-{oil.public_id}/"
    form = page(client.get(address)).select_one("form.buy")
    fields = {field["name"]: field.get("value") for field in form.select("input")}

    assert form["method"] == "post"
    assert form["action"] == "/fr/basket/add/"
    assert fields["product"] == oil.public_id
    assert fields["quantity"] == "1"
    assert len(fields["once"]) >= 16
    assert "csrfmiddlewaretoken" in fields
    again = page(client.get(address)).select_one('form.buy input[name="once"]')["value"]
    assert again != fields["once"]


@pytest.mark.parametrize(
    ("stock", "given", "words", "buyable"),
    [
        ("40", {}, "In stock", True),
        ("5", {}, "Only 5 left", True),
        ("6", {}, "In stock", True),
        ("1", {}, "Only 1 left", True),
        ("1", {"is_unique": True}, "There is only this one", True),
        ("0", {}, "Sold out for now", False),
        ("2.500", {"unit": "kg"}, "Only 2.5 kg left", True),
        ("0.400", {"unit": "kg"}, "Sold out for now", False),
    ],
)
def test_stock_is_said_as_it_is(
    client: Client, maker: Cooperative, stock: str, given: dict[str, object], words: str, buyable: bool
) -> None:
    product = make_product(cooperative=maker, stock=stock, **given)

    html = page(client.get(f"/en/products/{product.slug}-{product.public_id}/"))

    assert words in html.select_one("form.buy").get_text(" ", strip=True)
    assert bool(html.select_one('form.buy button[type="submit"]')) is buyable


def test_no_more_can_be_asked_than_there_is(client: Client, maker: Cooperative) -> None:
    product = make_product(cooperative=maker, stock="7")

    html = page(client.get(f"/en/products/{product.slug}-{product.public_id}/"))

    assert html.select_one('input[name="quantity"]')["max"] == "7"


def test_a_sign_shows_its_certificate_until_it_expires(client: Client, oil: Product) -> None:
    sign = QualitySign.objects.create(kind="igp", code="igp-argane", name_fr="IGP Argane", name_ar="", name_en="")
    held = SignHeld.objects.create(
        cooperative=oil.cooperative, sign=sign, certifier="Normacert", number="N-77", expires_on=clock.today()
    )
    Product.objects.filter(pk=oil.pk).update(sign=held)
    address = f"/en/products/{oil.slug}-{oil.public_id}/"

    valid = page(client.get(address))
    assert "N-77" in valid.select_one("#sign").get_text()
    assert valid.select_one('#sign strong[lang="fr"]').get_text() == "IGP Argane"

    SignHeld.objects.update(expires_on=clock.today() - timedelta(days=1))
    assert not page(client.get(address)).select_one("#sign")
    assert "IGP Argane" not in client.get("/en/products/").content.decode()


def test_delivery_says_days_and_least_price_for_each_region(client: Client, oil: Product) -> None:
    make_commune(code="051", region="05")
    make_delivery_rate(to_region="09", price="25.00", days_min=1, days_max=2)
    make_delivery_rate(to_region="05", price="45.00", days_min=3, days_max=6)
    make_delivery_rate(to_region="05", price="30.00", days_min=3, days_max=6, up_to_grams=100)

    html = page(client.get(f"/en/products/{oil.slug}-{oil.public_id}/"))

    assert "Delivered in 1 to 6 days, from 25.00\xa0DH" in html.select_one(".promises").get_text(" ", strip=True)
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in html.select(".disclosure tbody tr")]
    assert rows == [["Region 05", "3 to 6", "45.00\xa0DH"], ["Region 09", "1 to 2", "25.00\xa0DH"]]


def test_without_a_carrier_it_promises_no_days(client: Client, oil: Product) -> None:
    text = page(client.get(f"/en/products/{oil.slug}-{oil.public_id}/")).select_one(".promises").get_text()

    assert "shown before you order" in text


@pytest.mark.parametrize(("may", "words"), [(True, "within 7 days"), (False, "cannot be sent back")])
def test_the_right_to_send_it_back_is_one_tap_away(client: Client, maker: Cooperative, may: bool, words: str) -> None:
    family = make_family("family-of-goods", may_be_withdrawn=may)
    product = make_product(cooperative=maker, family=family)

    details = page(client.get(f"/en/products/{product.slug}-{product.public_id}/")).select_one("details.quiet")

    assert words in details.summary.get_text()
    assert "31-08" in details.p.get_text()


def test_several_pictures_can_be_slid_through(client: Client, oil: Product) -> None:
    for number in range(2):
        oil.images.create(original=f"p{number}.webp", display_order=number, renditions=PICTURE, is_illustration=False)

    html = page(client.get(f"/en/products/{oil.slug}-{oil.public_id}/"))

    assert [link["href"] for link in html.select(".gallery ul a")] == ["#picture-1", "#picture-2"]
    assert len(html.select(".gallery .strip picture")) == 2
    assert "Illustration" not in html.select_one(".gallery").get_text()


@pytest.mark.parametrize("how", ["hidden", "suspended", "offline", "unknown"])
def test_what_is_gone_is_not_found_and_shows_what_is_near(client: Client, oil: Product, how: str) -> None:
    near = make_product(cooperative=make_cooperative(), title_fr="Huile d'olive")
    address = f"/fr/products/{oil.slug}-{oil.public_id}/"
    if how == "hidden":
        Product.objects.filter(pk=oil.pk).update(is_public=False)
    elif how == "suspended":
        Cooperative.objects.filter(pk=oil.cooperative_id).update(status="suspended", suspended_at=timezone.now())
    elif how == "offline":
        Cooperative.objects.filter(pk=oil.cooperative_id).update(sells_online=False)
    else:
        address = "/fr/products/huile-222222222222/"

    response = client.get(address)

    assert response.status_code == 404
    links = [link.get_text(strip=True) for link in page(response).select(".product-card a.cover")]
    assert near.title_fr in links
    if how != "unknown":
        assert "Huile d'argan" not in response.content.decode()


@pytest.mark.parametrize("code", ["nowhere", "x" * 500, "%00", "<b>"])
def test_an_unknown_edition_is_passed_over(client: Client, oil: Product, code: str) -> None:
    response = client.get(f"/fr/products/{oil.slug}-{oil.public_id}/?edition={code}")

    assert response.status_code == 200
    assert not page(response).select_one('form.buy input[name="edition"]')


def test_a_closed_online_window_is_said(client: Client, oil: Product) -> None:
    edition = make_edition()
    address = f"/en/products/{oil.slug}-{oil.public_id}/?edition={edition.code}"
    assert "counts for it" in page(client.get(address)).select_one(".live-strip").get_text()

    past = clock.now() - timedelta(days=2)
    Edition.objects.update(online_opens_at=past, online_closes_at=past + timedelta(hours=1))

    assert "is not open now" in page(client.get(address)).select_one(".live-strip").get_text()


def test_only_reading_is_allowed(client: Client, oil: Product) -> None:
    assert client.post(oil.get_absolute_url()).status_code == 405
    assert client.head(oil.get_absolute_url()).status_code == 200
