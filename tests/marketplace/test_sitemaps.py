"""Search engines find every public page in each of its languages, and nothing else."""

import xml.etree.ElementTree as ET

import pytest
from django.conf import settings
from django.test import Client

from cooperatives.enums import CooperativeStatus
from tests.factories import make_cooperative, make_edition, make_product

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def read(client: Client, address: str) -> ET.Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return ET.fromstring(response.content)  # noqa: S314 -- our own answer


def addresses(client: Client, section: str, language: str = "fr") -> list[str]:
    tree = read(client, f"/sitemap-{language}-{section}-1.xml")
    return [node.text.removeprefix(settings.BASE_URL) for node in tree.findall("s:url/s:loc", NAMES)]


def test_index_names_one_file_for_each_language_and_section(client: Client) -> None:
    files = [node.text for node in read(client, "/sitemap.xml").findall("s:sitemap/s:loc", NAMES)]

    assert len(files) == 3 * 6
    assert f"{settings.BASE_URL}/sitemap-ar-products-1.xml" in files
    for file in files:
        read(client, file.removeprefix(settings.BASE_URL))


def test_product_stands_with_its_three_languages(client: Client) -> None:
    product = make_product()

    (entry,) = read(client, "/sitemap-ar-products-1.xml").findall("s:url", NAMES)

    path = f"products/{product.slug}-{product.public_id}/"
    assert entry.find("s:loc", NAMES).text == f"{settings.BASE_URL}/ar/{path}"
    links = {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", NAMES)}
    assert links == {language: f"{settings.BASE_URL}/{language}/{path}" for language in ("ar", "fr", "en")} | {
        "x-default": f"{settings.BASE_URL}/ar/{path}"
    }


def test_what_is_not_public_is_not_named(client: Client) -> None:
    make_product(is_public=False)
    waiting = make_cooperative(status=CooperativeStatus.APPLIED)
    make_product(cooperative=waiting)
    make_edition(is_published=False)

    assert addresses(client, "products") == []
    assert f"/fr/cooperatives/{waiting.slug}/" not in addresses(client, "cooperatives")
    assert addresses(client, "editions") == []


def test_editions_regions_and_cooperatives_are_named(client: Client) -> None:
    cooperative, edition = make_cooperative(), make_edition()

    assert addresses(client, "cooperatives") == [f"/fr/cooperatives/{cooperative.slug}/"]
    assert addresses(client, "editions") == [f"/fr/fairs/{edition.code}/"]
    assert addresses(client, "regions") == ["/fr/regions/region-09/"]


def test_products_are_read_in_a_constant_number_of_queries(client: Client, django_assert_max_num_queries) -> None:
    for _ in range(5):
        make_product()

    with django_assert_max_num_queries(4):
        assert len(addresses(client, "products")) == 5


def test_no_such_file(client: Client) -> None:
    for address in ("/sitemap-de-products-1.xml", "/sitemap-ar-secrets-1.xml", "/sitemap-ar-products-2.xml"):
        assert client.get(address, follow=True).status_code == 404


def test_robots_leave_alone_what_is_different_for_everyone(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()

    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in text
    assert "Disallow: /ar/checkout/" in text
    assert "Disallow: /cms/" in text
    assert "Disallow: /\n" not in text
