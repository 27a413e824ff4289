"""A day at the till in a real browser: no sale is lost, none counts twice, whatever happens to the telephone."""

import time
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Route, expect

from cooperatives import clock
from fairs.enrolment import revoke_device
from fairs.enums import SaleKind, SaleStatus
from fairs.tills.models import CashReport, QuarantinedRecord, Sale, Till
from tests.journeys.conftest import Shop
from tests.journeys.tills import SHIFT, Phone, make_fair_stall, telephone

pytestmark = pytest.mark.browser
# Chromium takes no quota from its debugger for IndexedDB: the store refuses here as it does when the disk is full.
FULL = """() => {
    const { add } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.add = () => { throw new DOMException("full", "QuotaExceededError"); };
    globalThis.freed = () => { IDBObjectStore.prototype.add = add; };
}"""
# As many sales as a busy stall makes in a day, written by the till's own module.
A_DAY = """async ([product, many]) => {
    const { openTill } = await import("/static/js/till/store.js");
    const { sell, lineOf, emptyBasket } = await import("/static/js/till/sales.js");
    const { Clock } = await import("/static/js/offline/clock.js");
    const store = await openTill();
    const [session] = await store.read(["sessions"], (tx) => tx.all("sessions"));
    const add = (tx, kind, body) => tx.add("outbox", { id: body.id, kind, body, queued_at: body.sold_at });
    const nothing = () => Promise.resolve();
    const till = { store, session, who: null, clock: new Clock(), outbox: { add }, reload: nothing, wrote: () => {} };
    const goods = { id: product, title: {}, unit: "piece", cooperative: null, centimes: 12000 };
    for (let sold = 0; sold < many; sold += 1) {
        await sell(till, { ...emptyBasket(session), lines: [lineOf(goods, 1000)] }, { payment: "cash" });
    }
    store.close();
}"""
ALMOST_FULL = "StorageManager.prototype.estimate = async () => ({ usage: 95, quota: 100 })"
SALES = "**/api/till/v1/sales"


@pytest.fixture
def phone(browser: Browser, market: Shop) -> Iterator[Phone]:
    with telephone(browser, market.url) as one:
        yield one


def of(till: Till) -> list[Sale]:
    return list(Sale.objects.filter(till=till).order_by("sold_at"))


def arrived_once(phone: Phone, till: Till) -> None:
    """What the telephone wrote and what the server has are the same, and the books agree."""
    assert {sale.pk for sale in of(till)} == phone.sale_ids()
    assert phone.waiting() == 0
    assert phone.stored("dead") == []
    call_command("rollup", "--verify")


def test_day_without_network_arrives_exactly_once(phone: Phone) -> None:
    stall = make_fair_stall()
    till = phone.ready(stall)

    phone.offline()
    phone.again()
    phone.sign_in()
    for product in stall.products[:2]:
        phone.sell(product, times=2)
    phone.press(f"[data-product='{stall.weighed.public_id}']")
    phone.keys("1,250")
    phone.press("#add-weight")
    phone.see(".goods.is-chosen")
    # What is being typed is there again after the battery was empty.
    phone.again()
    phone.sign_in()
    phone.see(".goods.is-chosen")
    phone.pay("card")
    assert of(till) == []
    assert phone.waiting() == 3

    phone.offline(False)
    phone.sent()

    arrived_once(phone, till)
    assert [(sale.number, sale.total, sale.payment, sale.status) for sale in of(till)] == [
        (1, Decimal("240.00"), "cash", SaleStatus.ACCEPTED),
        (2, Decimal("160.00"), "cash", SaleStatus.ACCEPTED),
        (3, Decimal("81.88"), "card", SaleStatus.ACCEPTED),
    ]


def test_day_of_four_hundred_sales_is_sent_in_ten_seconds(phone: Phone) -> None:
    stall = make_fair_stall()
    till = phone.ready(stall)
    phone.offline()
    phone.page.evaluate(A_DAY, [stall.products[0].public_id, 400])
    assert phone.waiting() == 400

    phone.offline(False)
    began = time.monotonic()
    phone.sent()

    assert time.monotonic() - began < 10
    assert Sale.objects.filter(till=till).count() == 400
    arrived_once(phone, till)


def test_answer_cut_after_the_server_wrote_is_asked_for_again(phone: Phone) -> None:
    stall = make_fair_stall()
    till = phone.ready(stall)
    cut: list[str] = []

    def cut_once(route: Route) -> None:
        if cut:
            route.fallback()
            return
        cut.append(route.fetch().text())
        route.abort()

    phone.answers(SALES, cut_once)
    phone.sell(stall.products[0])
    phone.sent()

    assert '"accepted"' in cut[0]
    arrived_once(phone, till)
    assert phone.stored("sales")[0]["status"] == "accepted"


def test_two_tabs_sell_one_basket_once_and_send_together_once(phone: Phone) -> None:
    stall = make_fair_stall()
    till = phone.ready(stall)
    other = Phone(phone.context, phone.new_page(), phone.url, phone.language, phone.errors)
    phone.offline()
    phone.put(stall.products[0])
    other.start()
    other.sign_in()
    other.see(".goods.is-chosen")

    # The same basket is paid in both: the second is shown the first one's receipt.
    other.press("#pay")
    phone.page.bring_to_front()
    phone.press("#pay")
    phone.press("#sold")
    phone.see(".sold-sign")
    other.page.bring_to_front()
    other.press("#sold")
    other.see(".sold-sign")
    assert len(phone.stored("sales")) == 1
    for tab in (phone, other):
        tab.page.bring_to_front()
        tab.press("#next-sale")
        tab.sell(stall.products[1])

    phone.offline(False)
    phone.sent()

    arrived_once(phone, till)
    assert [sale.number for sale in of(till)] == [1, 2, 3]


def test_revoked_till_keeps_selling_and_a_person_gets_what_it_sends(phone: Phone) -> None:
    stall = make_fair_stall()
    till = phone.ready(stall)
    phone.sell(stall.products[0])
    phone.sent()

    revoke_device(device=Till.objects.get(pk=till.pk), by=None)
    phone.again()
    phone.see(".notices .notice")
    phone.sign_in()
    phone.sell(stall.products[1])
    phone.sent()

    assert len(of(till)) == 1
    assert [record["problems"][0]["code"] for record in phone.stored("dead")] == ["till_revoked"]
    assert QuarantinedRecord.objects.filter(till=till).count() == 1
    phone.press(".top-status")
    phone.see("#dead")
    with phone.page.expect_download() as saved:
        phone.press("#save-file")
    assert phone.stored("dead")[0]["id"] in saved.value.path().read_text()


def test_full_memory_is_said_before_anything_is_called_sold(phone: Phone) -> None:
    stall = make_fair_stall()
    till = phone.ready(stall)
    phone.put(stall.products[0])
    phone.press("#pay")
    phone.page.evaluate(FULL)

    phone.press("#sold")
    phone.see(".said .notice-error")
    assert phone.page.locator(".sold-sign").count() == 0
    assert phone.stored("sales") == []

    phone.page.evaluate("freed()")
    phone.press("#sold")
    phone.see(".sold-sign")
    phone.sent()
    arrived_once(phone, till)
    phone.context.add_init_script(ALMOST_FULL)
    phone.again()
    phone.see(".notices .notice-warning")


def test_wrong_clock_is_said_and_sales_carry_the_servers_time(browser: Browser, market: Shop) -> None:
    stall = make_fair_stall()
    with telephone(browser, market.url, "fr") as phone:
        phone.context.add_init_script(SHIFT % int(timedelta(days=-400).total_seconds() * 1000))
        till = phone.ready(stall)
        phone.see(".notices .notice")
        phone.sell(stall.products[0])
        phone.sent()

        (sale,) = of(till)
        assert abs(clock.now() - sale.sold_at) < timedelta(minutes=2)
        assert sale.status == SaleStatus.ACCEPTED


def test_learning_never_leaves_the_telephone(phone: Phone) -> None:
    stall = make_fair_stall()
    till = phone.ready(stall)
    posted: list[str] = []
    phone.page.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)

    phone.menu("training")
    phone.press("#enter-training")
    phone.see("body.is-training")
    phone.sell(stall.products[0])
    phone.menu("leave_training")
    phone.press("#leave-training")
    phone.see("body:not(.is-training) #goods")

    assert posted == []
    assert phone.stored("sales") == []
    assert of(till) == []


def test_prices_are_asked_within_their_range_and_rounded_down(phone: Phone) -> None:
    stall = make_fair_stall()
    till = phone.ready(stall)
    phone.put(stall.products[1])
    change_price(phone, 0, "75")
    phone.press(f"[data-product='{stall.weighed.public_id}']")
    phone.keys("1,25")
    phone.press("#add-weight")
    change_price(phone, 1, "60")
    # Another weight of it costs its own price, not the usual one; 62,40 dirhams are rounded down to 60.
    phone.press("#open-basket")
    phone.press(".sold-line >> nth=1")
    phone.press(".button-second >> nth=0")
    phone.keys("1,04")
    expect(phone.page.locator(".bar .big-figure")).to_contain_text("62,40")
    phone.press("#add-weight")
    phone.press(".chip >> nth=-1")
    expect(phone.page.locator(".weigh .big-figure")).to_contain_text("60,00")
    home(phone)
    phone.pay("transfer")

    # Outside the range it is said once; who presses again has sold it so, and somebody looks at it.
    phone.put(stall.products[1])
    phone.press("#open-basket")
    phone.press(".sold-line")
    phone.press("#other-price")
    phone.keys("95")
    phone.press("#save-price")
    phone.see(".said .notice-error")
    phone.press("#save-price")
    phone.see("#drop-line")
    home(phone)
    phone.pay("card")
    # An amount without a product: the change in as few pieces as there are.
    phone.press("#amount-line")
    phone.keys("25")
    phone.press("#add-amount")
    phone.press("#pay")
    phone.press("[data-note='20000']")
    expect(phone.page.locator(".change .pieces svg")).to_have_count(4)
    phone.press("#sold")
    phone.see(".sold-sign")
    phone.sent()

    assert [(sale.total, sale.payment, sale.status) for sale in of(till)] == [
        (Decimal("135.00"), "transfer", SaleStatus.ACCEPTED),
        (Decimal("95.00"), "card", SaleStatus.FLAGGED),
        (Decimal("25.00"), "cash", SaleStatus.ACCEPTED),
    ]
    (flagged,) = [sale for sale in phone.stored("sales") if sale["status"] == "flagged"]
    assert [problem["code"] for problem in flagged["problems"]] == ["price_out_of_range"]


def change_price(phone: Phone, place: int, price: str) -> None:
    """The price of a line in the basket, and back to the goods."""
    phone.press("#open-basket")
    phone.press(f".sold-line >> nth={place}")
    phone.press("#other-price")
    phone.keys(price)
    phone.press("#save-price")
    phone.see("#drop-line")
    home(phone)


def home(phone: Phone) -> None:
    """Back by the telephone's own button, from the line over the basket to the goods."""
    phone.page.go_back()
    phone.see("#empty-basket")
    phone.page.go_back()
    phone.see("#goods")


def test_void_return_and_closing_come_to_the_servers_report(phone: Phone) -> None:
    stall = make_fair_stall()
    till = phone.ready(stall)
    phone.offline()
    for number, way in enumerate(("cash", "cash", "card")):
        phone.sell(stall.products[number % 2], times=2, way=way)
    phone.menu("history")
    phone.press(".sold-line >> nth=2")
    phone.press("#void")
    phone.press(".choice")
    phone.press("#void-now")
    phone.press("#next-sale")
    phone.menu("history")
    phone.press(".sold-line >> nth=2")
    phone.press("#return")
    phone.press(".many-key >> nth=1")
    phone.press("#return-now")
    phone.press("#next-sale")
    phone.menu("cash_out")
    phone.keys("50")
    phone.press(".chip")
    phone.press("#save-cash")
    phone.see("#goods")

    # 200 float + 240 + 160 sold for cash, 240 cancelled, 80 returned, 50 taken out: 230 should lie there.
    phone.menu("close_till")
    phone.press(".counter-more")
    phone.press("#counted")
    phone.press("#to-sign")
    phone.see("#explanation[aria-invalid]")
    phone.page.fill("#explanation", "نقص في الصرف")
    phone.press("#to-sign")
    phone.see(".pad-secret")
    phone.keys("9999")
    phone.see(".said .notice-error")
    phone.keys("0123")
    phone.page.fill("#witness", "حسن")
    phone.press("#close-now")
    phone.see("#report")
    phone.offline(False)
    phone.sent()

    report = CashReport.objects.get(till=till)
    (session,) = phone.stored("sessions")
    figures = session["closed"]["figures"]
    mine = {
        name: Decimal(figures[name]) / 100
        for name in ("float", "cashSales", "givenBack", "card", "cashOut", "expected")
    }
    assert mine == {
        "float": report.opening_float,
        "cashSales": report.cash_sales,
        "givenBack": report.cash_given_back,
        "card": report.card,
        "cashOut": report.cash_out,
        "expected": report.expected_cash,
    }
    assert report.expected_cash == Decimal("230.00")
    assert (report.counted_cash, report.difference) == (Decimal("200.00"), Decimal("-30.00"))
    assert (report.signed_by, report.witnessed_by, report.explanation) == ("فاطمة", "حسن", "نقص في الصرف")
    assert (report.sales, report.voids, report.returns) == (figures["sales"], figures["voids"], figures["returns"])
    assert (report.first_number, report.last_number, report.missing_numbers) == (1, 5, [])
    assert report.expected_by_till == report.expected_cash
    assert session["report"]["number"] == report.number
    assert [sale.kind for sale in of(till)] == [SaleKind.SALE] * 3 + [SaleKind.VOID, SaleKind.RETURN]
    arrived_once(phone, till)


def test_code_that_was_taken_is_refused_in_words(browser: Browser, market: Shop) -> None:
    stall = make_fair_stall()
    _till, code = stall.invite()
    with telephone(browser, market.url) as first, telephone(browser, market.url, "fr") as second:
        first.enrol(code)
        second.start(f"/till/#enrol={code}")
        second.see(".said .notice-error")

        assert "#" not in second.page.url
        assert second.page.locator("#link").input_value() == code
