"""The evening round in real Chromium: 270 stalls offline, twice by mistake, and each of them once in the book."""

import base64
import gzip
import json
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Response, expect

from cooperatives import clock
from fairs.enums import Evidence
from fairs.models import DeclaredTotal
from fairs.revenue.models import RevenueLine
from fairs.rounds.models import Slip, Visit, VisitConflict, VisitPhoto
from fairs.rounds.slips import give_out_slips
from tests.fairs.organisers import make_organiser
from tests.fairs.round_market import Market, list_products, make_market
from tests.journeys.conftest import PHONE, Shop
from tests.journeys.network import go_offline, go_online
from tests.journeys.round_tablets import NARROW, READY, Round, choose_today, on_tablet
from tests.journeys.tills import SHIFT
from tests.journeys.visits import barriers, over_the_edge

pytestmark = pytest.mark.browser
STALLS = 270
TYPED_SLIP = "() => round.store.read(['keep'], (tx) => tx.get('keep', 'slip'))"
LARGEST = 120 * 1024


@pytest.fixture
def market(shop: Shop) -> Market:
    market = make_market(stalls=6)
    list_products(market.participations[0], "Huile d’argan", "Amlou")
    return market


@pytest.fixture
def tablet(browser: Browser, shop: Shop, market: Market) -> Iterator[Round]:
    with on_tablet(browser, shop, market) as tablet:
        yield tablet


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page as a camera takes it, larger than what is sent."""
    path = tmp_path_factory.mktemp("notebook") / "page.jpg"
    Image.new("RGB", (2000, 1500), "#f4ead0").save(path)
    return str(path)


def told(market: Market) -> list[Decimal]:
    rows = DeclaredTotal.objects.filter(participation__stop__edition=market.edition, evidence=Evidence.DECLARED)
    return list(rows.order_by("participation").values_list("amount", flat=True))


def posted(market: Market) -> Decimal:
    return sum(RevenueLine.objects.filter(edition=market.edition).values_list("amount", flat=True), Decimal(0))


def test_code_leaves_the_address_and_serves_once(browser: Browser, shop: Shop, market: Market) -> None:
    with on_tablet(browser, shop, market) as first:
        assert "enrol" not in first.page.url
        with on_tablet(browser, shop, market, code=first.code, joins=False) as second:
            expect(second.page.locator("[role=alert] .notice-error")).to_be_visible()
            assert second.page.locator(".round-row").count() == 0


def test_stall_is_written_down_by_hand_and_reaches_the_book(tablet: Round, market: Market) -> None:
    tablet.open_stall("A001")
    page = tablet.page
    # Who sees the figure is said before it is asked.
    assert page.locator(".round-who").inner_text().strip()
    page.locator(".round-told").click()
    tablet.type_total("450")
    expect(page.locator(".round-other")).to_contain_text("9.000")
    page.locator("#round-save").click()
    # The next stall stands open at once.
    expect(page.locator("h1 .round-code")).to_have_text("A002")
    page.locator(".round-absent").click()
    page.locator("#round-save").click()
    expect(page.locator("h1 .round-code")).to_have_text("A003")
    page.locator(".round-refused").click()
    page.locator("#round-save").click()
    tablet.all_sent()

    assert told(market) == [Decimal("450.00")]
    outcomes = Visit.objects.filter(round__stop__edition=market.edition).order_by("participation")
    assert list(outcomes.values_list("outcome", flat=True)) == ["told", "absent", "refused"]
    assert posted(market) == Decimal("450.00")


def test_amount_typed_in_riyals_is_stored_in_dirhams(tablet: Round, market: Market) -> None:
    tablet.open_stall("A001")
    page = tablet.page
    page.locator(".round-told").click()
    page.locator("#round-unit").click()
    tablet.type_total("2400")
    expect(page.locator(".round-other")).to_contain_text("120,00")
    page.locator("#round-save").click()
    tablet.all_sent()

    assert told(market) == [Decimal("120.00")]


def test_parts_by_family_may_not_come_to_more_than_the_total(tablet: Round, market: Market) -> None:
    tablet.open_stall("A001")
    page = tablet.page
    page.locator(".round-told").click()
    tablet.type_total("100")
    page.locator("details.disclosure summary").first.click()
    page.locator("#family-oils").fill("150")
    page.locator("#round-save").click()
    expect(page.locator("[role=alert] .notice-error")).to_be_visible()
    page.locator("#family-oils").fill("60")
    page.locator("#round-save").click()
    tablet.all_sent()

    total = DeclaredTotal.objects.get(participation=market.participations[0])
    assert list(total.parts.values_list("family__code", "amount")) == [("oils", Decimal("60.00"))]


def test_photographed_notebook_follows_its_visit(tablet: Round, market: Market, notebook: str) -> None:
    go_offline(tablet.context)
    tablet.open_stall("A001")
    page = tablet.page
    page.locator(".round-told").click()
    tablet.type_total("80")
    page.locator("#round-camera").set_input_files(notebook)
    expect(page.locator("canvas.round-photo")).to_be_visible()
    # Taken down to 1280 of its 2000 pixels.
    assert page.locator("canvas.round-photo").evaluate("canvas => canvas.width") == 1280
    page.locator("#round-save").click()
    expect(page.locator("h1 .round-code")).to_have_text("A002")
    assert tablet.stored("photos") == 1

    go_online(tablet.context)
    tablet.all_sent()
    tablet.until(lambda: tablet.stored("photos") == 0)
    photo = VisitPhoto.objects.get(visit__round__stop__edition=market.edition)
    assert photo.visit.participation == market.participations[0]


SAVE_WITH_PICTURE = """async ([participation, day]) => {
    const { saveVisit } = await import("/static/js/round/store.js");
    const canvas = new OffscreenCanvas(8, 8);
    canvas.getContext("2d").fillRect(0, 0, 8, 8);
    const photo = await canvas.convertToBlob({ type: "image/jpeg" });
    return (await saveVisit(round, { participation, day, outcome: "told", amount: "80.00", photo })).id;
}"""


def test_picture_that_the_server_does_not_take_lies_in_the_saved_file(tablet: Round, market: Market) -> None:
    page = tablet.page
    page.route("**/photo", lambda route: route.fulfill(status=400, json={"detail": "no"}))
    visit = page.evaluate(SAVE_WITH_PICTURE, [market.participations[0].public_id, tablet.day])
    tablet.all_sent()
    tablet.until(lambda: page.evaluate("round.photos[0]?.refused") == "400")
    # One that the server could not use is in it too.
    tablet.save(market.participations[1], "much")
    tablet.all_sent()
    tablet.go("waiting")

    with page.expect_download() as saving:
        page.locator("button", has=page.locator("use[href='#i-download']")).click()
    saved = json.loads(Path(saving.value.path()).read_text())

    (photo,) = saved["photos"]
    assert (photo["id"], photo["refused"]) == (visit, "400")
    with Image.open(BytesIO(base64.b64decode(photo["jpeg"]))) as picture:
        assert (picture.format, picture.size) == ("JPEG", (8, 8))
    assert [(kept["body"]["amount"], bool(kept["problems"])) for kept in saved["not_taken"]] == [("much", True)]
    assert [visit["amount"] for visit in saved["visits"] if visit["status"] == "accepted"] == ["80.00"]


def test_wrong_clock_is_said_and_visits_carry_the_servers_time(tablet: Round, market: Market) -> None:
    tablet.context.add_init_script(SHIFT % int(timedelta(days=-400).total_seconds() * 1000))
    tablet.open()
    expect(tablet.page.locator(".round-above .notice-warning")).to_be_visible()
    # The day was chosen by a clock that has gone 400 days back since.
    choose_today(tablet.page)
    tablet.wait_for_worker()
    go_offline(tablet.context)
    tablet.open()
    expect(tablet.page.locator(".round-above .notice-warning")).to_be_visible()
    tablet.page.wait_for_selector(".round-row")
    tablet.save(market.participations[0], "450.00")
    go_online(tablet.context)
    tablet.all_sent()

    visit = Visit.objects.get(participation=market.participations[0])
    assert abs(clock.now() - visit.visited_at) < timedelta(minutes=2)
    assert visit.problems == []


def test_total_of_a_hundred_times_the_usual_is_asked_about(
    browser: Browser, shop: Shop, market: Market, tablet: Round
) -> None:
    for participation in market.participations[1:4]:
        tablet.save(participation, "90.00")
    tablet.all_sent()
    tablet.refresh_book()
    tablet.open_stall("A001")
    page = tablet.page
    page.locator(".round-told").click()
    tablet.type_total("45000")
    page.locator("#round-save").click()
    page.locator("dialog[open] .button-large").click()
    # Still there to be corrected; nothing was written.
    expect(page.locator(".pad-shown")).to_have_text("45000")
    assert len(told(market)) == 3

    page.locator("#round-save").click()
    page.locator("dialog[open] .button-second").click()
    tablet.all_sent()
    visit = Visit.objects.get(participation=market.participations[0])
    assert (visit.amount, visit.was_asked_again, visit.problems) == (Decimal("45000.00"), True, [])


def test_slip_is_typed_in_once(browser: Browser, shop: Shop, market: Market, tablet: Round) -> None:
    page = tablet.page
    type_slip(tablet, "17")
    tablet.all_sent()
    slip = Slip.objects.get(edition=market.edition)
    assert (slip.number, slip.sale.total) == (17, Decimal("185.50"))

    # On the same tablet it is not taken, and the first is shown.
    tablet.go("slip")
    page.locator("#slip-number").fill("17")
    expect(page.locator(".notice-error")).to_contain_text("185,50")

    # On another it reaches the server, which says who entered it.
    with on_tablet(browser, shop, market) as other:
        type_slip(other, "17")
        other.all_sent()
        other.go("waiting")
        expect(other.page.locator(".round-why").last).to_contain_text("Amina Idrissi")
        other.go("slip")
        other.page.locator("#slip-number").fill("17")
        expect(other.page.locator(".notice-error")).to_contain_text("Amina Idrissi")
    assert Slip.objects.filter(edition=market.edition).count() == 1


def test_slip_half_typed_survives_a_mended_number_and_a_reload(tablet: Round, market: Market) -> None:
    page, user = tablet.page, make_organiser(market.edition)
    give_out_slips(edition=market.edition, first=30, last=39, participation=market.participations[1], by=user)
    tablet.refresh_book()
    tablet.go("slip")
    page.locator("#slip-number").fill("17")
    page.locator("#slip-stall").select_option(value=market.participations[0].public_id)
    page.locator(".round-quantity").first.fill("2")
    # The number passes through another's book: what was typed stays.
    page.locator("#slip-number").fill("31")
    expect(page.locator(".notice-warning")).to_be_visible()
    tablet.until(
        lambda: page.evaluate("() => round.store.read(['keep'], (tx) => tx.get('keep', 'slip'))")["number"] == "31"
    )

    page.reload()
    page.wait_for_selector(READY)
    expect(page.locator("#slip-number")).to_have_value("31")
    expect(page.locator(".round-quantity").first).to_have_value("2")
    page.locator("#slip-number").fill("17")
    page.locator("#slip-save").click()
    expect(page.locator(".round-rows .round-row").first).to_be_visible()
    tablet.all_sent()
    assert Slip.objects.get(edition=market.edition).sale.total == Decimal("190.00")
    tablet.go("slip")
    expect(page.locator("#slip-number")).to_have_value("")


def type_slip(tablet: Round, number: str) -> None:
    page = tablet.page
    tablet.go("slip")
    page.locator("#slip-number").fill(number)
    page.locator("#slip-stall").select_option(label=page.locator("#slip-stall option").nth(1).inner_text())
    page.locator(".round-quantity").first.fill("2")
    expect(page.locator(".round-paid").first).to_have_value("190")
    # People round down: what stands on the slip counts.
    page.locator(".round-paid").first.fill("185,50")
    page.locator("#slip-save").click()
    expect(page.locator(".round-rows .round-row").first).to_be_visible()


def test_what_is_typed_survives_a_reload_and_a_cold_start_offline(tablet: Round, market: Market) -> None:
    tablet.wait_for_worker()
    tablet.open_stall("A001")
    tablet.page.locator(".round-told").click()
    tablet.type_total("333")
    go_offline(tablet.context)
    tablet.save(market.participations[1], "75.00")
    tablet.page.close()

    tablet.page = page = tablet.context.new_page()
    tablet.open()
    tablet.open_stall("A001")
    expect(page.locator(".pad-shown")).to_have_text("333")
    page.locator("#round-save").click()
    tablet.until(lambda: tablet.stored("outbox") == 2)
    assert told(market) == []

    go_online(tablet.context)
    tablet.all_sent()
    assert sorted(told(market)) == [Decimal("75.00"), Decimal("333.00")]


def test_two_tabs_send_each_visit_once(tablet: Round, market: Market) -> None:
    go_offline(tablet.context)
    for participation in market.participations:
        tablet.save(participation, "10.00")
    second = Round(tablet.context, tablet.context.new_page(), tablet.url, tablet.code)
    go_online(tablet.context)
    second.open()
    second.page.evaluate("Promise.all([round.outbox.soon(), round.outbox.soon()])")
    tablet.all_sent()
    second.all_sent()

    assert Visit.objects.filter(round__stop__edition=market.edition).count() == 6
    assert posted(market) == Decimal("60.00")


def test_revoked_tablet_says_so_and_loses_nothing(tablet: Round, market: Market) -> None:
    from_tablet = market.edition.tablets.latest("pk")
    from_tablet.revoked_at = from_tablet.enrolled_at
    from_tablet.save(update_fields=["revoked_at"])
    tablet.save(market.participations[0], "12.00")
    tablet.all_sent()
    tablet.go("waiting")

    expect(tablet.page.locator(".round-row .round-why").first).to_be_visible()
    assert from_tablet.quarantine.get().payload["amount"] == "12.00"
    assert told(market) == []


def test_round_of_270_stalls_made_twice_counts_each_once_and_shows_the_conflicts(browser: Browser, shop: Shop) -> None:
    market = make_market(stalls=STALLS)
    other = make_organiser(market.edition, first_name="Brahim")
    with on_tablet(browser, shop, market) as first, on_tablet(browser, shop, market, user=other) as second:
        for tablet in (first, second):
            tablet.wait_for_worker()
            go_offline(tablet.context)
        type_three(first, ("100", "200", "300"))
        first.save_rest(market.participations[3:], "50.00")
        type_three(second, ("100", "250", "300"))
        second.save_rest(market.participations[3:-1], "50.00")
        second.save(market.participations[-1], "55.00")
        assert (first.stored("outbox"), second.stored("outbox")) == (STALLS, STALLS)
        assert told(market) == []

        for tablet in (first, second):
            go_online(tablet.context)
            tablet.all_sent()
        second.go("waiting")
        expect(second.page.locator("section .round-row")).to_have_count(2)
        expect(second.page.locator("section .round-why").first).to_be_visible()

    assert Visit.objects.filter(round__stop__edition=market.edition).count() == 2 * STALLS
    conflicts = VisitConflict.objects.filter(counting__round__stop__edition=market.edition)
    assert sorted(conflicts.values_list("counting__amount", "other__amount")) == [
        (Decimal("50.00"), Decimal("55.00")),
        (Decimal("200.00"), Decimal("250.00")),
    ]
    assert len(told(market)) == STALLS
    assert posted(market) == Decimal("600.00") + 267 * Decimal("50.00")


def type_three(tablet: Round, totals: tuple[str, ...]) -> None:
    tablet.open_stall("A001")
    for number, total in enumerate(totals, start=1):
        expect(tablet.page.locator("h1 .round-code")).to_have_text(f"A{number:03d}")
        tablet.page.locator(".round-told").click()
        tablet.type_total(total)
        tablet.page.locator("#round-save").click()
    expect(tablet.page.locator("h1 .round-code")).to_have_text("A004")


def test_first_load_is_light(browser: Browser, shop: Shop) -> None:
    context = browser.new_context(viewport=PHONE, service_workers="block")
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(shop.at("/round/"))
    page.wait_for_selector(READY)
    sizes = {answer.url: travels_as(answer) for answer in answers}
    context.close()

    assert len(sizes) > 10
    assert sum(sizes.values()) <= LARGEST, sizes


def travels_as(answer: Response) -> int:
    """How many bytes travel: what is text is compressed on the way in production; a font or picture is already."""
    body = answer.body()
    return len(body) if answer.url.endswith((".woff2", ".png")) else len(gzip.compress(body))


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_no_screen_of_the_round_has_a_barrier(
    browser: Browser, shop: Shop, market: Market, language: str, tablet: Round
) -> None:
    page = tablet.page
    page.evaluate("language => localStorage.setItem('souk-language', language)", language)
    page.reload()
    page.wait_for_selector(READY)
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        page.set_viewport_size(NARROW)
        problems = over_the_edge(page)
        page.set_viewport_size(PHONE)
        if problems := problems + barriers(page):
            found[name] = problems

    for screen, shows in [("", ".round-row"), ("days", ".round-big"), ("slips", "h1"), ("slip", "#slip-stall")]:
        tablet.go(screen)
        page.wait_for_selector(shows)
        look(screen or "list")
    page.locator("#slip-stall").select_option(index=1)
    page.locator("#slip-save").click()
    look("slip refused")
    tablet.open_stall("A001")
    look("stall")
    page.locator(".round-told").click()
    page.locator("details.disclosure summary").first.click()
    page.locator("#round-save").click()
    look("no total")
    tablet.go("waiting")
    page.wait_for_selector("h1")
    look("waiting")
    assert found == {}
