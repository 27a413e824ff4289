"""Screens without a network: what the service worker and the page keep, and what they say about it."""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.catalogue.keeping import photo
from tests.journeys.conftest import PHONE, Shop
from tests.journeys.network import connected, go_offline, go_online
from tests.journeys.screens.looking import Look, Looker
from tests.journeys.screens.table import WITHOUT_NETWORK
from tests.journeys.screens.world import World
from tests.journeys.test_offline_draft import SHELL, Telephone


class TelephoneIn(Telephone):
    """A telephone in one of the languages."""

    language = "fr"

    def go(self, path: str) -> None:
        self.page.goto(self.shop.at(f"/{self.language}/{path}"))


def looks_without_network(
    browser: Browser, shop: Shop, world: World, language: str, folder: Path
) -> Iterator[tuple[str, Look]]:
    """The page of drafts with nothing and with a draft, and the stock with a tap that could not be sent."""
    empty, kept, tapped = WITHOUT_NETWORK
    with connected(browser, viewport=PHONE) as context:
        telephone = TelephoneIn(context, shop)
        telephone.language = language
        telephone.be(world.people["many"])
        page = telephone.page
        looker = Looker(page, shop, world, language)

        telephone.ready()
        go_offline(context)
        telephone.go(SHELL)
        page.locator(empty.shows).wait_for()
        yield str(empty), looker.look_here(empty)
        picture = folder / "jar.jpg"
        picture.write_bytes(photo(900, 900).read())
        telephone.begin(picture)
        page.locator(kept.shows).wait_for()
        # The button that was pressed fades back into its own colour.
        page.mouse.move(0, 0)
        page.wait_for_timeout(400)
        yield str(kept), looker.look_here(kept)

        go_online(context)
        telephone.go("workspace/stock/")
        page.wait_for_load_state("load")
        go_offline(context)
        page.locator(".stock-number button[name=change]:enabled").last.click()
        expect(page.locator(tapped.shows).first).to_be_visible()
        yield str(tapped), looker.look_here(tapped)
    assert telephone.errors == []
