"""The public pages, each beside its own SQL run alone."""

from collections.abc import Iterator, Sequence

import psycopg
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from bench.measure.rounds import Figure, measured
from bench.measure.web import Browser
from catalogue.models import Product

PRODUCT_PAGES = 60
ROUND_SECONDS = 2.5


def pages() -> Iterator[Figure]:
    """The empty view, then each page and what only its statements cost."""
    yield _page("empty view (/healthz)", ["/healthz"])
    for name, paths in _addresses().items():
        statements = _statements(paths[0])
        yield _page(name, paths).noted(f"{len(statements)} queries")
        yield _sql_alone(f"— {name}: its SQL alone", statements)


def _addresses() -> dict[str, list[str]]:
    # The demonstration's own products: the copies have no row of pictures.
    products = Product.objects.on_sale().exclude(images=None).order_by("id")[:PRODUCT_PAGES]
    with translation.override("fr"):
        details = [product.get_absolute_url() for product in products]
    return {
        "product list": ["/fr/products/", "/fr/products/?page=2", "/fr/products/?page=40"],
        "product page": details,
        "search": ["/fr/products/?q=huile+argan", "/fr/products/?q=miel", "/fr/products/?q=safran"],
        "home": ["/fr/"],
        "impact": ["/fr/impact/"],
    }


def _page(name: str, paths: Sequence[str]) -> Figure:
    def steps(number: int) -> Iterator[object]:
        browser = Browser()
        yield browser.get(paths[number % len(paths)])
        while True:
            for path in paths:
                yield browser.get(path)

    return measured(name, steps, seconds=ROUND_SECONDS)


def _statements(path: str) -> list[str]:
    """What the page asks of the database once everything that is the same for everyone is cached."""
    client = Client()
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return [query["sql"] for query in captured.captured_queries]


def _sql_alone(name: str, statements: Sequence[str]) -> Figure:
    at = settings.DATABASES["default"]

    def steps(_number: int) -> Iterator[object]:
        where = {"host": at["HOST"], "port": at["PORT"] or None, "user": at["USER"], "password": at["PASSWORD"]}
        with psycopg.connect(dbname=at["NAME"], autocommit=True, **where) as own:
            yield None
            while True:
                yield [own.execute(statement).fetchall() for statement in statements]

    return measured(name, steps, unit="pages' worth/s", seconds=1)
