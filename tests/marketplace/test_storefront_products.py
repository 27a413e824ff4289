"""The list of products: what it shows, how it is narrowed, and what it answers to wrong wishes."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from catalogue.models import ProductCategory
from catalogue.partner.models import StockRecord
from catalogue.selectors import ProductFilters, cards, facet_counts, for_sale, price_by_unit, varied
from cooperatives.enums import CooperativeStatus
from cooperatives.models import Cooperative
from tests.factories import (
    make_category,
    make_commune,
    make_cooperative,
    make_edition,
    make_participation,
    make_product,
)
from tests.marketplace.storefront import (
    ALTERNATES,
    MOST_QUERIES,
    alternates,
    canonical,
    facet,
    fill_shelves,
    page,
    titles,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def souss() -> Cooperative:
    """A women's cooperative in region 09."""
    return make_cooperative(kind="women", member_count=12, women_count=12, name_fr="Coopérative Tifawin")


@pytest.fixture
def atlas() -> Cooperative:
    """A cooperative in region 05."""
    commune = make_commune(code="051", region="05", name_fr="Azilal", name_ar="أزيلال")
    return make_cooperative(commune=commune, name_fr="Coopérative Atlas")


@pytest.fixture
def shelves(souss: Cooperative, atlas: Cooperative) -> None:
    """Two oils and a honey: 50, 120 and 85 dirhams, the dear oil sold out."""
    oils, honey = make_category("oils"), make_category("honey")
    cheap = make_product(cooperative=souss, title_fr="Huile douce", title_ar="زيت", price="50.00")
    dear = make_product(cooperative=atlas, title_fr="Huile rare", title_ar="زيت نادر", price="120.00", stock="0")
    sweet = make_product(cooperative=atlas, title_fr="Miel de thym", title_ar="عسل", price="85.00")
    for product, shelf in ((cheap, oils), (dear, oils), (sweet, honey)):
        ProductCategory.objects.create(product=product, category=shelf)


def test_the_newest_stand_first(client: Client, shelves: None) -> None:
    assert titles(client.get("/fr/products/")) == ["Miel de thym", "Huile rare", "Huile douce"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sort=price", ["Huile douce", "Miel de thym", "Huile rare"]),
        ("sort=-price", ["Huile rare", "Miel de thym", "Huile douce"]),
        ("sort=name", ["Huile douce", "Huile rare", "Miel de thym"]),
        ("category=oils", ["Huile rare", "Huile douce"]),
        ("category=oils&category=honey", ["Miel de thym", "Huile rare", "Huile douce"]),
        ("region=region-09", ["Huile douce"]),
        ("kind=women", ["Huile douce"]),
        ("price_min=80&price_max=100", ["Miel de thym"]),
        ("price_min=85%2C00&price_max=85", ["Miel de thym"]),
        ("in_stock=1", ["Miel de thym", "Huile douce"]),
        ("q=huile", ["Huile rare", "Huile douce"]),
        ("q=azilal", ["Miel de thym", "Huile rare"]),
        ("q=huile&region=region-05&in_stock=1", []),
    ],
)
def test_each_filter_narrows_and_each_sort_orders(
    client: Client, shelves: None, query: str, expected: list[str]
) -> None:
    response = client.get(f"/fr/products/?{query}")

    assert response.status_code == 200
    found = page(response).select(".results > .grid-products a.cover")
    assert [link.get_text() for link in found] == expected


def test_facets_count_what_one_more_choice_would_show(client: Client, shelves: None) -> None:
    response = client.get("/fr/products/?region=region-05")

    assert facet(response, "category") == {"oils": 1, "honey": 1}
    # A facet's own choice does not narrow its own counts.
    assert facet(response, "region") == {"region-05": 2, "region-09": 1}
    assert facet(response, "in_stock") == {"1": 1}


def test_a_parent_shelf_holds_what_stands_below_it(atlas: Cooperative) -> None:
    top = make_category("food")
    below = top.add_child(name_ar="عسل", name_fr="Miel", name_en="Honey", slug="thyme-honey")
    product = make_product(cooperative=atlas)
    for shelf in (top, below):
        ProductCategory.objects.create(product=product, category=shelf)

    counts = facet_counts(for_sale(), ProductFilters(categories=(top.path,)))

    assert counts.total == 1
    assert counts.categories == {top.path: 1, below.path: 1}


def test_cooperatives_are_a_facet_when_there_are_several(client: Client, shelves: None, atlas: Cooperative) -> None:
    response = client.get(f"/fr/products/?cooperative={atlas.slug}")

    assert titles(response) == ["Miel de thym", "Huile rare"]
    assert facet(response, "cooperative")[atlas.slug] == 2


def test_a_chip_takes_one_filter_away_and_keeps_the_others(client: Client, shelves: None) -> None:
    response = client.get("/fr/products/?q=huile&region=region-09&price_max=100")

    chips = {chip.get_text(strip=True): chip["href"] for chip in page(response).select(".chips a.chip")}
    assert len(chips) == 3
    assert "/fr/products/?region=region-09&price_max=100" in chips.values()
    assert "/fr/products/?q=huile&price_max=100" in chips.values()
    assert "/fr/products/?q=huile&region=region-09" in chips.values()


def test_ten_products_or_a_thousand_cost_the_same_few_queries(client: Client) -> None:
    makers = [make_cooperative() for _ in range(10)]
    fill_shelves(makers, products=10)
    address = "/fr/products/?q=huile&category=oils&region=region-09&price_min=1&in_stock=1&sort=-price"
    client.get(address)

    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    fill_shelves(makers, products=990)
    with CaptureQueriesContext(connection) as many:
        response = client.get(address)

    assert len(titles(response)) == 24
    assert len(many) == len(few) <= MOST_QUERIES


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_each_language_has_its_own_direction_and_names_the_others(client: Client, shelves: None, language: str) -> None:
    response = client.get(f"/{language}/products/?category=oils")

    html = page(response).html
    assert (html["lang"], html["dir"]) == (language, "rtl" if language == "ar" else "ltr")
    assert canonical(response) == f"http://testserver/{language}/products/?category=oils"
    assert alternates(response) == {
        code: f"http://testserver/{language}/products/?category=oils" for code, language in ALTERNATES.items()
    }
    assert "noindex" not in response.content.decode()


@pytest.mark.parametrize("query", ["q=huile", "category=oils&region=region-09", "price_min=50", "sort=price"])
def test_narrow_lists_are_not_for_search_engines(client: Client, shelves: None, query: str) -> None:
    response = client.get(f"/fr/products/?{query}")

    assert page(response).select_one('meta[name="robots"]')["content"] == "noindex, follow"


def test_a_fallback_title_says_in_which_language_it_is(client: Client, atlas: Cooperative) -> None:
    make_product(cooperative=atlas, title_fr="", title_en="", title_ar="زعفران")
    make_product(cooperative=atlas, title_fr="Safran", title_ar="", title_en="")

    french = page(client.get("/fr/products/")).select(".product-card a.cover")
    arabic = page(client.get("/ar/products/")).select(".product-card a.cover")

    assert [(link.get("lang"), link.get("dir"), link.get_text()) for link in french] == [
        (None, None, "Safran"),
        ("ar", "rtl", "زعفران"),
    ]
    assert [(link.get("lang"), link.get("dir")) for link in arabic] == [("fr", "ltr"), (None, None)]


def test_products_of_a_suspended_cooperative_vanish_everywhere_at_once(
    client: Client, shelves: None, atlas: Cooperative
) -> None:
    edition = make_edition()
    product = atlas.products.get(title_fr="Miel de thym")
    make_participation(edition, atlas, products=[product])
    pages = [
        "/fr/products/",
        "/fr/products/?q=thym",
        f"/fr/products/?edition={edition.code}",
        f"/fr/fairs/{edition.code}/",
        "/fr/regions/region-05/",
    ]
    assert all("Miel de thym" in client.get(address).content.decode() for address in pages)

    atlas.status, atlas.suspended_at = CooperativeStatus.SUSPENDED, edition.starts_at
    atlas.save()

    assert all("Miel de thym" not in client.get(address).content.decode() for address in pages)
    assert client.get(product.get_absolute_url()).status_code == 404
    assert client.get(atlas.get_absolute_url()).status_code == 404
    assert facet(client.get("/fr/products/"), "region") == {"region-09": 1}


def test_a_hidden_product_is_in_no_list(client: Client, shelves: None, souss: Cooperative) -> None:
    souss.products.update(is_public=False)

    assert titles(client.get("/fr/products/")) == ["Miel de thym", "Huile rare"]


def test_products_of_an_edition_carry_its_code_along(client: Client, shelves: None, atlas: Cooperative) -> None:
    edition = make_edition()
    make_participation(edition, atlas, products=[atlas.products.get(title_fr="Miel de thym")])

    response = client.get(f"/fr/products/?edition={edition.code}")

    assert titles(response) == ["Miel de thym"]
    link = page(response).select_one(".product-card a.cover")
    assert link["href"].endswith(f"/?edition={edition.code}")
    form = page(client.get(link["href"])).select_one("form.buy")
    assert form.select_one('input[name="edition"]')["value"] == edition.code


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("category=nowhere", "no longer exists"),
        ("region=atlantis", "no longer exists"),
        ("cooperative=nobody", "no longer exists"),
        ("kind=men", "no longer exists"),
        ("edition=no-such", "not known"),
        ("sort=colour", "sorted"),
        ("price_min=90&price_max=3", "turn the two around"),
        ("price_min=abc", "amount in dirhams"),
        ("price_max=-5", "below zero"),
        ("price_min=99999999999999999999", "one million"),
        ("price_min=NaN", "amount in dirhams"),
        (f"q={'z' * 10_000}", "first words"),
    ],
)
def test_a_wrong_wish_is_said_in_a_sentence(client: Client, shelves: None, query: str, words: str) -> None:
    response = client.get(f"/en/products/?{query}")

    assert response.status_code == 200
    notices = page(response).select(".notice-warning")
    assert len(notices) == 1
    assert words in notices[0].get_text()
    assert page(response).select_one('meta[name="robots"]')


def test_what_was_typed_stays_in_the_fields(client: Client, shelves: None) -> None:
    response = client.get("/fr/products/?price_min=90&price_max=3")

    fields = page(response).select(".range input")
    assert [field["value"] for field in fields] == ["90", "3"]
    assert fields[1]["aria-invalid"] == "true"
    assert len(titles(response)) == 3


@pytest.mark.parametrize("number", ["2", "1000000000", "99999999999999999999999", "0", "-1", "abc", "1.5"])
def test_a_page_that_does_not_exist_says_so_and_helps_on(client: Client, shelves: None, number: str) -> None:
    response = client.get(f"/ar/products/?page={number}")

    assert response.status_code == 404
    assert page(response).html["lang"] == "ar"
    assert page(response).select_one(".empty a.button")["href"] == "/ar/products/"


def test_every_page_of_the_list_shows_each_product_once(client: Client) -> None:
    fill_shelves([make_cooperative()], products=50)

    seen = [title for number in (1, 2, 3) for title in titles(client.get(f"/fr/products/?page={number}&sort=price"))]

    assert len(seen) == len(set(seen)) == 50
    assert canonical(client.get("/fr/products/?page=2")) == "http://testserver/fr/products/?page=2"


def test_an_empty_search_shows_what_is_near(client: Client, shelves: None) -> None:
    response = client.get("/fr/products/?q=meil+thyn")

    assert response.status_code == 200
    assert page(response).select_one(".empty")
    assert titles(response)[0] == "Miel de thym"


def test_an_empty_list_says_what_the_words_alone_would_find(client: Client, shelves: None) -> None:
    response = client.get("/fr/products/?q=huile&region=region-05&in_stock=1")

    assert page(response).select_one(".empty a.button")["href"] == "/fr/products/?q=huile"


def test_no_products_at_all_is_a_page_too(client: Client) -> None:
    response = client.get("/en/products/")

    assert response.status_code == 200
    assert page(response).select_one(".empty")


def test_a_search_finds_cooperatives_by_name(client: Client, shelves: None, souss: Cooperative) -> None:
    links = page(client.get("/fr/products/?q=tifawin")).select('main a[href^="/fr/cooperatives/"]')

    assert [link["href"] for link in links] == [f"/fr/cooperatives/{souss.slug}/"]


def test_markup_that_is_typed_is_only_text(client: Client, shelves: None) -> None:
    response = client.get("/fr/products/?q=<script>alert(1)</script>")

    assert "<script>alert" not in response.content.decode()


def test_an_address_that_is_no_product_is_not_found(client: Client) -> None:
    assert client.get("/fr/products/something/").status_code == 404


def test_a_card_shows_only_what_it_read(shelves: None, souss: Cooperative) -> None:
    product = souss.products.get()
    with translation.override("fr"):
        card = cards(for_sale().filter(pk=product.pk))[0]
        assert card.url == product.get_absolute_url()

    assert (card.title, card.price, card.place, card.is_women, card.is_out) == (
        "Huile douce",
        Decimal("50.00"),
        "Tafraout",
        True,
        False,
    )


@pytest.mark.parametrize(
    ("price", "unit", "net_quantity", "net_unit", "expected"),
    [
        ("120.00", "piece", "250", "ml", (Decimal("480.00"), "l")),
        ("85.00", "piece", "500", "g", (Decimal("170.00"), "kg")),
        ("60.00", "piece", "2", "g", (Decimal("30.00"), "g")),
        ("52.00", "piece", "110", "g", (Decimal("472.73"), "kg")),
        ("95.00", "piece", "1", "kg", (Decimal("95.00"), "kg")),
        ("30.00", "piece", "6", "piece", (Decimal("5.00"), "piece")),
        ("30.00", "piece", "1", "piece", (None, "")),
        ("30.00", "piece", None, "", (None, "")),
        ("38.00", "kg", "1", "kg", (None, "kg")),
        ("95.00", "l", None, "", (None, "l")),
    ],
)
def test_the_price_of_a_unit_is_exact(
    price: str, unit: str, net_quantity: str | None, net_unit: str, expected: tuple[Decimal | None, str]
) -> None:
    with translation.override("en"):
        quantity = Decimal(net_quantity) if net_quantity else None
        assert price_by_unit(Decimal(price), unit=unit, net_quantity=quantity, net_unit=net_unit) == expected


def test_a_varied_choice_takes_one_of_each_cooperative_first(souss: Cooperative, atlas: Cooperative) -> None:
    first = make_product(cooperative=souss)
    others = [make_product(cooperative=atlas) for _ in range(3)]

    assert list(varied(for_sale(), count=3)) == [others[2], first, others[1]]


def test_a_product_without_stock_record_is_not_for_sale(souss: Cooperative) -> None:
    StockRecord.objects.filter(product=make_product(cooperative=souss)).delete()

    assert not for_sale().exists()
