"""axe finds nothing to mend, and nothing runs over the edge, on the main pages in both directions."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from catalogue.models import Product
from cooperatives.models import Cooperative
from tests.journeys.conftest import PHONE, WIDE, Shop

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


def paths(shop: Shop) -> dict[str, str]:
    """The main pages of one language, by what they are."""
    product = Product.objects.on_sale().order_by("id").first()
    cooperative = Cooperative.objects.on_sale().order_by("id").first()
    return {
        "home": "",
        "products": "products/",
        "search without result": "products/?q=zzzzzz",
        "product": f"products/{product.slug}-{product.public_id}/",
        "cooperatives": "cooperatives/",
        "cooperative": f"cooperatives/{cooperative.slug}/",
        "regions": "regions/",
        "fairs": "fairs/",
        "edition": "fairs/fair-live-souss-massa/",
        "basket": "basket/",
        "impact": "impact/",
        "sign in": "account/login/",
        "terms": "terms/",
    }


def overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=["phone", "wide"])
def test_main_pages_have_no_barrier_and_fit_the_screen(
    shop: Shop, browser: Browser, language: str, viewport: dict[str, int]
) -> None:
    page = browser.new_page(viewport=viewport)
    found: dict[str, list[str]] = {}
    for name, path in paths(shop).items():
        response = page.goto(shop.at(f"/{language}/{path}"))
        assert response is not None, name
        problems = [] if response.status == 200 else [f"status {response.status}"]
        problems += [
            f"{each['id']}: {each['nodes'][0]['html'][:120]}"
            for each in Axe().run(page, options=RULES).response["violations"]
        ]
        if overflow(page) > 0:
            problems.append(f"runs {overflow(page)} px over the edge")
        if problems:
            found[name] = problems
    page.close()
    assert found == {}
