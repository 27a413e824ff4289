"""Two keep the products of a cooperative in real browsers: the second is told, and nothing is lost."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from catalogue.keeping import hide
from catalogue.models import Product
from catalogue.own_list import own_products
from catalogue.services import set_price
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from tests.catalogue.keeping import make_draft, make_keeper, photo
from tests.factories import make_cooperative, make_member, make_product
from tests.journeys.conftest import PHONE, Shop
from tests.journeys.visits import VIEWS, View, Visit, visiting

pytestmark = pytest.mark.browser
LIST = "workspace/products/"
FRENCH = VIEWS[1]
SCREENS = ("price", "amount", "contents", "keeping", "papers", "words-ar", "words-en", "sign", "delivery", "kind")


@pytest.fixture
def cooperative(shop: Shop) -> Cooperative:
    return make_cooperative()


@pytest.fixture
def product(cooperative: Cooperative) -> Product:
    with translation.override("fr"):
        return make_draft(cooperative, make_keeper(cooperative), pictures=[photo()])


@pytest.fixture
def other_phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


def editor(page: Page, shop: Shop, cooperative: Cooperative, name: str) -> Visit:
    """A member of the cooperative with a telephone of their own."""
    visit = Visit(page, shop, FRENCH)
    visit.sign_in(make_member(cooperative, role=Role.CATALOGUE_KEEPER, first_name=name, language="fr"))
    return visit


def test_the_second_of_two_is_told_sees_both_and_loses_nothing(
    phone: Page, other_phone: Page, shop: Shop, cooperative: Cooperative, product: Product
) -> None:
    fatima, khadija = editor(phone, shop, cooperative, "Fatima"), editor(other_phone, shop, cooperative, "Khadija")
    screen = f"{LIST}{product.public_id}/part/words-fr/"
    for each in (fatima, khadija):
        each.go(screen)
    phone.locator("[name=title_fr]").fill("Miel de thym")
    fatima.press("main form:has([name=seen]) [type=submit]")

    other_phone.locator("[name=title_fr]").fill("Miel d'oranger")
    other_phone.locator("[name=description_fr]").fill("Récolté au printemps.")
    khadija.press("main form:has([name=seen]) [type=submit]", answers=409)

    expect(other_phone.locator("[role=alert]")).to_contain_text("Fatima")
    expect(other_phone.locator("[data-theirs]")).to_have_text("Miel de thym")
    expect(other_phone.locator("[data-mine]")).to_have_text("Miel d'oranger")
    expect(other_phone.locator("[name=title_fr]")).to_have_value("Miel d'oranger")
    expect(other_phone.locator("[name=description_fr]")).to_have_value("Récolté au printemps.")
    assert Product.objects.get(pk=product.pk).title_fr == "Miel de thym"

    khadija.press("main form:has([name=seen]) [type=submit]")
    written = Product.objects.get(pk=product.pk)
    assert (written.title_fr, written.description_fr) == ("Miel d'oranger", "Récolté au printemps.")


def test_who_writes_elsewhere_on_it_is_not_disturbed(
    phone: Page, other_phone: Page, shop: Shop, cooperative: Cooperative, product: Product
) -> None:
    fatima, khadija = editor(phone, shop, cooperative, "Fatima"), editor(other_phone, shop, cooperative, "Khadija")
    fatima.go(f"{LIST}{product.public_id}/part/words-fr/")
    khadija.go(f"{LIST}{product.public_id}/part/delivery/")
    phone.locator("[name=title_fr]").fill("Miel de thym")
    fatima.press("main form:has([name=seen]) [type=submit]")

    other_phone.locator("[name=weight_grams]").fill("900")
    khadija.press("main form:has([name=seen]) [type=submit]")

    written = Product.objects.get(pk=product.pk)
    assert (written.title_fr, written.weight_grams) == ("Miel de thym", 900)


def test_the_arrows_of_the_keyboard_put_products_in_order(phone: Page, shop: Shop, cooperative: Cooperative) -> None:
    third, second, first = (make_product(cooperative=cooperative) for _ in range(3))
    keeper = editor(phone, shop, cooperative, "Fatima")
    keeper.go(f"{LIST}?sort=1")

    phone.locator(f"#down-{first.public_id}").focus()
    with phone.expect_navigation():
        phone.keyboard.press("ArrowDown")
    expect(phone.locator(f"#down-{first.public_id}")).to_be_focused()
    with phone.expect_navigation():
        phone.keyboard.press("ArrowDown")

    # The last of the list has one button left, and the focus stands on it.
    expect(phone.locator(f"#up-{first.public_id}")).to_be_focused()
    assert list(own_products(cooperative)) == [second, third, first]


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_keeping_products_has_no_barrier(
    phone: Page, shop: Shop, cooperative: Cooperative, view: View, tmp_path: Path
) -> None:
    jar = tmp_path / "jar.jpg"
    Image.new("RGB", (600, 600), "#c89628").save(jar)
    keeper = make_member(cooperative, role=Role.CATALOGUE_KEEPER)
    with visiting(phone, shop, view) as visit:
        visit.sign_in(keeper)
        visit.see(LIST, shows=".empty, .empty-state")
        with translation.override(view.language):
            draft = make_draft(cooperative, keeper, pictures=[photo()])
        on_sale, hidden = make_product(cooperative=cooperative), make_product(cooperative=cooperative, stock="0")
        hide(product_id=hidden.pk, by=keeper)
        visit.see(LIST, shows=".product-item >> nth=2")
        visit.see(f"{LIST}?sort=1", shows="[data-move]")
        visit.press(f"#up-{draft.public_id}, #down-{draft.public_id}")
        visit.go(LIST)
        visit.press(f"form[action$='{on_sale.public_id}/do/sold-out/'] button")
        visit.look("sold out with undo", shows=".undo-bar")
        visit.see(f"{LIST}new/", shows="[data-tap]")
        phone.locator("#id_picture").set_input_files(str(jar))
        visit.look("kinds", shows=".kind-choice")
        page = f"{LIST}{draft.public_id}/"
        visit.see(page, shows=".is-lacking")
        for slug in SCREENS:
            visit.see(f"{page}part/{slug}/", shows="main form:has([name=seen])")
        for path in ("origin", "sizes", "pictures"):
            visit.see(f"{page}{path}/", shows="main form")
        visit.go(f"{page}part/price/")
        phone.locator("[name=price]").fill("0")
        visit.press("main form:has([name=seen]) [type=submit]", answers=422)
        visit.look("price refused", shows="[aria-invalid=true]")
        # Another price is written while this one is typed.
        visit.go(f"{page}part/price/")
        set_price(product_id=draft.pk, values={"price": Decimal("95.00")}, by=keeper)
        phone.locator("[name=price]").fill("99")
        visit.press("main form:has([name=seen]) [type=submit]", answers=409)
        visit.look("two editors", shows="[data-theirs]")
