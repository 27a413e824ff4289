"""What the tests of the shop window share: reading a page, and many products at once."""

import json
from decimal import Decimal
from itertools import count

from bs4 import BeautifulSoup
from django.db import connection
from django.http import HttpResponse

from catalogue.models import Product, ProductCategory
from catalogue.partner.models import StockRecord
from cooperatives.models import Cooperative
from tests.factories import make_category, make_family

_serial = count(1)
MOST_QUERIES = 10


def page(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def titles(response: HttpResponse) -> list[str]:
    """The titles of the product cards, in their order."""
    return [link.get_text(strip=True) for link in page(response).select(".product-card a.cover")]


def facet(response: HttpResponse, name: str) -> dict[str, int]:
    """The choices of a facet with their counts."""
    boxes = page(response).select(f'.facets input[name="{name}"]')
    return {box["value"]: int(box.find_next(class_="how-many").get_text()) for box in boxes}


def facts(response: HttpResponse) -> list[dict[str, object]]:
    """The facts that the page tells search engines."""
    blocks = page(response).select('script[type="application/ld+json"]')
    return [json.loads(block.string) for block in blocks]


# In which language a page stands under each of its alternates.
ALTERNATES = {"ar": "ar", "fr": "fr", "en": "en", "x-default": "ar"}


def alternates(response: HttpResponse) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link in page(response).select('link[rel="alternate"][hreflang]')}


def canonical(response: HttpResponse) -> str:
    return page(response).select_one('link[rel="canonical"]')["href"]


def fill_shelves(cooperatives: list[Cooperative], *, products: int) -> None:
    """Many products on sale, shared out among `cooperatives`, on one shelf."""
    family, shelf = make_family(), make_category()
    made = []
    for number in range(products):
        maker = cooperatives[number % len(cooperatives)]
        product = Product(
            cooperative=maker,
            commune=maker.commune,
            product_class=family,
            title_ar=f"زيت {number}",
            title_fr=f"Huile {number}",
            title_en=f"Oil {number}",
            onssa_number="DEMO-1",
            ingredients_fr="Huile",
            durability_months=12,
            net_quantity=Decimal(500),
            net_unit="g",
        )
        product.fill_derived()
        made.append(product)
    Product.objects.bulk_create(made)
    StockRecord.objects.bulk_create(
        StockRecord(
            product=product,
            partner=product.cooperative.partner,
            partner_sku=f"MANY-{next(_serial)}",
            price=Decimal(10 + number % 90),
            num_in_stock=Decimal(5),
        )
        for number, product in enumerate(made)
    )
    ProductCategory.objects.bulk_create(ProductCategory(product=product, category=shelf) for product in made)
    # Nobody gathers statistics of what is not committed; without them a list may be read in the worst of all orders.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE catalogue_product, partner_stockrecord, catalogue_productcategory")
