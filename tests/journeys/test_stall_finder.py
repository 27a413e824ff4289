"""A visitor finds a stall on the telephone, with the network and then without it, in real Chromium."""

import pytest
from playwright.sync_api import Browser, expect

from cooperatives import clock
from fairs.models import Edition, Stall, StallAssignment, Stop
from fairs.plan.models import Plan, PlanPlace
from tests.journeys.conftest import PHONE, Shop
from tests.journeys.network import connected, go_offline
from tests.journeys.visits import VIEWS, barriers

pytestmark = pytest.mark.browser


def drawn(stop: Stop) -> Plan:
    """The stop's plan with every stall that is given there, in rows of ten."""
    plan, _ = Plan.objects.get_or_create(stop=stop, defaults={"columns": 40, "rows": 30})
    if not plan.places.exists():
        stalls = Stall.objects.filter(assignments__day__stop=stop).distinct().order_by("code")
        PlanPlace.objects.bulk_create(
            PlanPlace(plan=plan, stall=stall, column=at % 10 * 3, row=at // 10 * 3) for at, stall in enumerate(stalls)
        )
    return plan


def test_a_stall_is_found_without_a_network_once_the_page_was_opened(browser: Browser, shop: Shop) -> None:
    edition = Edition.objects.live().published().filter(stalls__assignments__isnull=False).order_by("pk").first()
    assert edition is not None
    stop = edition.stops.filter(ends_at__gt=clock.now()).order_by("number").first()
    drawn(stop)
    given = StallAssignment.objects.filter(day__stop=stop).select_related("participation__cooperative", "stall").first()
    assert given is not None
    found_name, code = str(given.participation.cooperative.name_ar), given.stall.code
    with connected(browser, viewport=PHONE, locale="ar-MA") as context:
        page = context.new_page()
        for view in VIEWS:
            page.set_viewport_size(view.viewport)
            page.goto(shop.at(f"/{view.language}/fairs/{edition.code}/finder/?stop={stop.number}"))
            assert barriers(page) == []
        page.set_viewport_size(PHONE)
        address = shop.at(f"/ar/fairs/{edition.code}/finder/?stop={stop.number}")
        page.goto(address)
        expect(page.locator("[data-kept]")).to_be_visible(timeout=15_000)
        page.close()

        go_offline(context)
        page = context.new_page()
        page.goto(address)
        expect(page.locator("[data-old]")).to_be_visible()
        page.locator("#finder-q").press_sequentially(found_name)
        expect(page.locator(".finder-list > li:visible").filter(has_text=code).first).to_be_visible()
        assert page.locator(".finder-list > li:visible").count() < page.locator(".finder-list > li").count()
        page.locator("#finder-q").fill("")
        page.locator(f"[data-stall='{code}']").first.click()
        expect(page.locator(".finder-list > li.is-chosen")).to_contain_text(code)
