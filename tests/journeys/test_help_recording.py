"""Spoken help from the microphone of one browser to the ears of another: what a real recorder makes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from marketplace.help.models import HelpRecording
from tests.factories import make_cooperative, make_member
from tests.journeys.conftest import CHROMIUM, WIDE, Shop, _page
from tests.journeys.visits import VIEWS, visiting
from tests.marketplace.staff import make_staff

pytestmark = pytest.mark.browser
# A tone instead of a microphone, and nobody asked whether it may be used.
WITH_MICROPHONE = ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
HEARD = "() => { const sound = document.querySelector('audio.help-sound'); return sound.currentTime > 0.2; }"


@pytest.fixture
def studio(browser: Browser) -> Iterator[Page]:
    """A page that hears something."""
    engine = browser.browser_type.launch(executable_path=CHROMIUM, args=WITH_MICROPHONE)
    with _page(engine, WIDE) as page:
        page.context.grant_permissions(["microphone"])
        yield page
    engine.close()


def test_staff_record_a_sentence_and_a_member_hears_it(shop: Shop, studio: Page, phone: Page) -> None:
    with visiting(studio, shop, VIEWS[1]) as visit:
        visit.sign_in(make_staff(language="fr"))
        studio.goto(shop.at("/cms/help-recordings/"))
        studio.click("a[href$='/more/ary/']")
        studio.click("[data-start]")
        studio.wait_for_function("() => document.querySelector('[data-level]').value > 0")
        studio.wait_for_timeout(1800)
        studio.click("[data-stop]")
        expect(studio.locator("[data-listen]")).to_be_visible()
        with studio.expect_navigation():
            studio.click("form[data-recorder] button[type=submit]")

    kept = HelpRecording.objects.get(screen="more", language="ary", replaced_at__isnull=True)
    assert kept.kind == "audio/webm"
    assert 1 <= kept.seconds <= 5
    with visiting(phone, shop, VIEWS[0]) as visit:
        visit.sign_in(make_member(make_cooperative(), spoken_language="ary"))
        visit.see("workspace/more/", shows="audio.help-sound")
        phone.evaluate("document.querySelector('audio.help-sound').play()")
        phone.wait_for_function(HEARD)
