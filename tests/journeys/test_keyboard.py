"""Buying without a mouse: every stop of the tabulator shows where it is, and nothing holds it."""

import re

import pytest
from playwright.sync_api import Page, expect

from marketplace.order.models import Purchase
from tests.journeys.conftest import Shop
from tests.journeys.test_main_loop import code_in_last_message_to

pytestmark = pytest.mark.browser

PAYER = "+212661998866"
MOST_STOPS = 60
# Whether what has the focus is what is looked for, and whether it, or what stands around it, is marked.
STOP = """wanted => {
    const here = document.activeElement;
    const box = here.getBoundingClientRect();
    const around = [here, here.parentElement, here.closest(".card"), here.closest(".choice")].filter(Boolean);
    const styles = [...around.map((each) => getComputedStyle(each)), getComputedStyle(here, "::after")];
    const lines = [...here.querySelectorAll("path")].map((each) => getComputedStyle(each));
    return {
        found: here.matches(wanted),
        what: here.outerHTML.slice(0, 120),
        marked: styles.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
            || lines.some((style) => parseFloat(style.strokeWidth) >= 4),
        inSight: box.width > 1 && box.height > 1,
    };
}"""


def tab_to(page: Page, wanted: str, *, within: int = MOST_STOPS) -> None:
    """Press the tabulator until it stands at `wanted`; each stop on the way must show itself."""
    for _ in range(within):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP, wanted)
        assert stop["marked"], f"no mark of the focus: {stop['what']}"
        assert stop["inSight"], f"out of sight: {stop['what']}"
        if stop["found"]:
            return
    raise AssertionError(f"{wanted} is not within {within} stops")


def enter(page: Page) -> None:
    """Press Enter and wait for the page that answers."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, field: str, text: str) -> None:
    tab_to(page, field)
    page.keyboard.type(text, delay=20)


def skip_to_content(page: Page) -> None:
    """The first stop of every page leads past the header."""
    tab_to(page, "a.skip[href='#main']", within=1)
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_purchase_is_made_with_the_keyboard_alone(shop: Shop, wide: Page) -> None:
    before = Purchase.objects.count()
    wide.goto(shop.at("/ar/"))
    skip_to_content(wide)
    tab_to(wide, "main a.cover[href*='/products/']")
    enter(wide)
    skip_to_content(wide)
    tab_to(wide, "form.buy button[type=submit]")
    enter(wide)

    wide.goto(shop.at("/ar/"))
    tab_to(wide, "header a.head-basket")
    enter(wide)
    expect(wide).to_have_url(re.compile("/ar/basket/$"))
    skip_to_content(wide)
    tab_to(wide, "a[href$='/checkout/']")
    enter(wide)

    skip_to_content(wide)
    write(wide, "#id_payer_name", "أمينة الإدريسي")
    write(wide, "#id_payer_phone", "0661998866")
    write(wide, "#id_place_text", "Agadi")
    wide.locator("#places input[type=radio]").first.wait_for()
    tab_to(wide, "#places input[type=radio]")
    wide.keyboard.press("Space")
    expect(wide.locator("#delivery input[type=radio]:checked")).to_have_count(1)
    write(wide, "#id_landmark", "قرب المسجد")
    tab_to(wide, "button[value=confirm]")
    enter(wide)
    expect(wide).to_have_url(re.compile("/ar/purchases/"))
    assert Purchase.objects.count() == before + 1

    skip_to_content(wide)
    write(wide, "#id_code", code_in_last_message_to(PAYER))
    enter(wide)
    assert Purchase.objects.latest("id").confirmed_at is not None


def test_a_stop_without_a_mark_is_found(shop: Shop, wide: Page) -> None:
    """Whoever tabs would see it: a style sheet that takes the mark of the focus away."""
    wide.goto(shop.at("/ar/basket/"))
    wide.evaluate(
        """() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync("*, ::after { outline: 0 !important }");
            document.adoptedStyleSheets = [sheet];
        }"""
    )
    with pytest.raises(AssertionError, match="no mark of the focus"):
        tab_to(wide, "main a")
