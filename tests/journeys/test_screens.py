"""Every screen of the workspace in each of its states: no barrier, nothing over the edge, large and light enough."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Shop
from tests.journeys.screens.looking import LANGUAGES, Look, Looker, looking
from tests.journeys.screens.offline import looks_without_network
from tests.journeys.screens.report import keep
from tests.journeys.screens.table import GROUPS, SCREENS
from tests.journeys.screens.world import World, make_world

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def made() -> list[World]:
    return []


@pytest.fixture
def world(shop: Shop, made: list[World]) -> World:
    """Made once for all tests here, in the shop that they share."""
    if not made:
        made.append(make_world())
    return made[0]


@pytest.fixture
def lookers(browser: Browser, shop: Shop, world: World) -> Iterator[list[Looker]]:
    """Somebody for each language."""
    with ExitStack() as stack:
        yield [stack.enter_context(looking(browser, shop, world, language)) for language in LANGUAGES]


def wrong(looks: dict[str, Look]) -> str:
    """A line for each of the things that are wrong, since a list would be cut short."""
    return "\n".join(f"{name}, {look.language}: {each}" for name, look in looks.items() for each in look.problems)


def test_every_screen_in_one_of_the_languages(lookers: list[Looker]) -> None:
    looks = {str(screen): lookers[place % len(lookers)].look(screen) for place, screen in enumerate(SCREENS)}

    assert not wrong(looks), wrong(looks)


def test_screens_without_a_network(browser: Browser, shop: Shop, world: World, tmp_path: Path) -> None:
    looks = dict(looks_without_network(browser, shop, world, "ar", tmp_path))

    assert not wrong(looks), wrong(looks)


@pytest.mark.looks
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", GROUPS)
def test_every_screen_in_every_language(
    browser: Browser, shop: Shop, world: World, tmp_path: Path, group: str, language: str
) -> None:
    """Writes what it came to into docs/looks-workspace.md."""
    with looking(browser, shop, world, language) as looker:
        looks = {str(screen): looker.look_through(screen) for screen in GROUPS[group]}
    if group == "products":
        looks |= dict(looks_without_network(browser, shop, world, language, tmp_path))
    keep(group, language, looks.values())

    assert not wrong(looks), wrong(looks)
