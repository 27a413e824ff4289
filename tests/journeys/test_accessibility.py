"""axe finds nothing to mend, and nothing runs over the edge, on the pages that everybody sees, in both directions."""

import pytest
from playwright.sync_api import Page

from catalogue.lots.models import Lot
from catalogue.models import Product
from cooperatives.models import Cooperative
from tests.journeys.conftest import PHONE, WIDE, Shop
from tests.journeys.visits import VIEWS, View, barriers, over_the_edge, visiting

pytestmark = pytest.mark.browser


def paths() -> dict[str, str]:
    """The pages that everybody sees, by what must be on them."""
    product = Product.objects.on_sale().order_by("id").first()
    cooperative = Cooperative.objects.on_sale().order_by("id").first()
    return {
        "": ".hero",
        "products/": ".product-card",
        "products/?q=zzzzzz": ".empty",
        f"products/{product.slug}-{product.public_id}/": "form.buy",
        "cooperatives/": ".cooperative-card",
        f"cooperatives/{cooperative.slug}/": ".product-card",
        "regions/": "main svg",
        f"regions/{cooperative.region.slug}/": "main h1",
        "fairs/": "main article, main .card",
        "fairs/fair-live-souss-massa/": ".product-card",
        "basket/": ".empty",
        "impact/": "main table",
        "terms/": "main .rich",
        f"passport/{Lot.objects.order_by('pk')[0].public_id}/": ".facts-list",
    }


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_main_pages_have_no_barrier_and_fit_the_screen(shop: Shop, phone: Page, view: View) -> None:
    with visiting(phone, shop, view) as visit:
        for path, shows in paths().items():
            phone.set_viewport_size(view.viewport)
            visit.see(path, shows=shows)
            phone.set_viewport_size(PHONE if view.viewport == WIDE else WIDE)
            assert over_the_edge(phone) == [], path
        phone.set_viewport_size(view.viewport)
        visit.see("products/nothing-23456789bcdf/", shows="main h1", status=404)


def test_a_barrier_and_an_overflow_are_found(shop: Shop, phone: Page) -> None:
    """Whoever looks would see them: an input without a name, pale words, a box that is too wide."""
    phone.goto(shop.at("/ar/basket/"))
    assert barriers(phone) == []

    phone.evaluate(
        """() => {
            const add = (tag, style) => {
                const made = document.createElement(tag);
                Object.assign(made.style, style);
                document.querySelector("main").append(made);
                return made;
            };
            add("input", {});
            add("p", { color: "#ccc", background: "#fff" }).textContent = "كلمات باهتة";
            add("div", { inlineSize: "500px", blockSize: "1px" });
        }"""
    )
    found = barriers(phone)
    assert {problem.split(":")[0] for problem in found[:-1]} == {"label", "color-contrast"}
    assert found[-1] == "runs 140 px over the edge"
