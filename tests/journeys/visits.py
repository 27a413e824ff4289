"""What is asked of every page: axe finds no barrier, nothing runs over the edge, it is the page that was meant."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response

from cooperatives.accounts.models import User
from tests.fairs.organisers import signed_in
from tests.journeys.conftest import PHONE, WIDE, Shop

# A folder, for whoever wants to see the pages that are looked at.
SCREENSHOTS = os.environ.get("SCREENSHOTS")
AXE_SCRIPT = Axe().axe_script
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
# What passed is not described: that takes axe longer than looking. Contrast is measured on the colour below the
# pattern that a pseudo-element draws over it, and on Latin letters, since axe leaves words in Arabic letters out.
LOOK = r"""async (rules) => {
    // A button that fades into another colour is looked at as it will be.
    const ends = (moving) => moving.effect?.getComputedTiming().endTime < Infinity;
    document.getAnimations().filter(ends).forEach((moving) => moving.finish());
    const contrast = {
        ignorePseudo: true, ignoreUnicode: true, ignoreLength: false, noScroll: false, pseudoSizeThreshold: 0.25,
        boldValue: 700, boldTextPt: 14, largeTextPt: 18,
        contrastRatio: { normal: { expected: 4.5 }, large: { expected: 3 } },
    };
    axe.configure({ checks: [{ id: "color-contrast", options: contrast }] });
    const run = async (options) => (await axe.run({ resultTypes: ["violations"], ...options })).violations;
    const told = (found) => found.map((each) => `${each.id}: ${each.nodes[0].html.slice(0, 160)}`);
    if (document.documentElement.lang !== "ar") return told(await run({ runOnly: rules }));
    const found = await run({ runOnly: rules, rules: { "color-contrast": { enabled: false } } });

    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const written = new Map();
    while (texts.nextNode()) written.set(texts.currentNode, texts.currentNode.data);
    for (const [text, words] of written) {
        if (/[\u0600-\u06FF]/.test(words)) text.data = words.replace(/[\u0600-\u06FF]/g, "a");
    }
    found.push(...await run({ runOnly: ["color-contrast"] }));
    for (const [text, words] of written) {
        if (text.data !== words) text.data = words;
    }
    return told(found);
}"""


@dataclass(frozen=True)
class View:
    """A language on a screen."""

    language: str
    viewport: dict[str, int]

    def __str__(self) -> str:
        return f"{self.language}-{self.viewport['width']}"


VIEWS = (View("ar", PHONE), View("fr", WIDE))


def barriers(page: Page) -> list[str]:
    """What axe has against the page as it stands, and how far it runs over the edge."""
    # Half a megabyte to read; a page that only changes its screen has it still.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(LOOK, RULES) + over_the_edge(page) + leading_nowhere(page)


def leading_nowhere(page: Page) -> list[str]:
    """Links within the page to a place that it does not have, such as from a refusal to its field.

    Those that begin with `#/` lead to another screen of the same page.
    """
    return page.evaluate("""[...document.querySelectorAll('main a[href^="#"]:not([href^="#/"])')]
        .filter((link) => !document.getElementById(link.getAttribute('href').slice(1)))
        .map((link) => `leads nowhere: ${link.outerHTML.slice(0, 160)}`)""")


def over_the_edge(page: Page) -> list[str]:
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"runs {over} px over the edge"] if over > 0 else []


@dataclass
class Visit:
    """A walk through pages in one view, which notes what is wrong with each."""

    page: Page
    shop: Shop
    view: View
    found: dict[str, list[str]] = field(default_factory=dict)

    def at(self, path: str) -> str:
        return self.shop.at(f"/{self.view.language}/{path}")

    def go(self, path: str, *, status: int = 200) -> None:
        """Go to a page without looking at it."""
        response = self.page.goto(self.at(path))
        self._expect(path, response, status)

    def see(self, path: str, *, shows: str, status: int = 200) -> None:
        """Go to a page and look at it."""
        self.go(path, status=status)
        self.look(path, shows=shows)

    def press(self, selector: str, *, answers: int = 200) -> None:
        """Press a button and wait for the page that answers with that status."""
        with self.page.expect_navigation() as navigation:
            self.page.locator(selector).first.click()
        self._expect(selector, navigation.value, answers)

    def look(self, name: str, *, shows: str) -> None:
        """Look at the page as it stands; `shows` is what makes it the page that was meant."""
        self.page.locator(shows).first.wait_for(timeout=5000)
        self._shoot(name)
        if problems := barriers(self.page):
            self.found[name] = problems

    def _shoot(self, name: str) -> None:
        """Keep a picture of it, where somebody wants to look themselves."""
        if SCREENSHOTS:
            file = f"{self.view}-{name.strip('/').replace('/', '-').replace(' ', '-')[-60:]}.png"
            self.page.screenshot(path=Path(SCREENSHOTS) / file, full_page=True)

    def _expect(self, name: str, response: Response | None, status: int) -> None:
        assert response is not None, name
        assert response.status == status, f"{name}: {response.status}"

    def sign_in(self, user: User) -> None:
        """Be `user`, who showed a second factor a moment ago."""
        (session,) = signed_in(user).cookies.values()
        port = urlsplit(self.shop.url).port
        self.page.context.add_cookies([{"name": f"sessionid_{port}", "value": session.value, "url": self.shop.url}])


@contextmanager
def visiting(page: Page, shop: Shop, view: View) -> Iterator[Visit]:
    """A walk that fails at its end when a page on the way had something wrong."""
    page.set_viewport_size(view.viewport)
    visit = Visit(page, shop, view)
    yield visit
    assert visit.found == {}, visit.found
