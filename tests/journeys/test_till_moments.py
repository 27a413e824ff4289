"""What the long trial of tests/soak/tills found: moments in which two things of the page meet."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from fairs.enums import TillEventKind
from fairs.tills.models import CashReport, TillEvent
from tests.journeys.conftest import Shop
from tests.journeys.tills import Phone, make_fair_stall, telephone

pytestmark = pytest.mark.browser
# The store is read anew, as after each answer of the server, while somebody signs in.
SIGN_IN_WHILE_IT_IS_READ = """async () => {
    const { Till } = await import("/static/js/till/till.js");
    const till = await Till.open();
    const [cashier] = await till.store.read(["cashiers"], (tx) => tx.all("cashiers"));
    till.signIn(null);
    const { read } = till.store;
    const meanwhile = (tx) => ({ ...tx, by: (...asked) => { till.signIn(cashier); return tx.by(...asked); } });
    till.store.read = (names, work) => read(names, (tx) => work(meanwhile(tx)));
    await till.reload(false);
    till.store.close();
    return till.who?.name ?? null;
}"""
# The answer of the server about the stall cannot be kept.
FULL = """() => {
    IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
    dispatchEvent(new Event("online"));
}"""


@pytest.fixture
def phone(browser: Browser, market: Shop) -> Iterator[Phone]:
    with telephone(browser, market.url) as one:
        yield one


def test_who_signs_in_while_the_store_is_read_stays_signed_in(phone: Phone) -> None:
    phone.ready(make_fair_stall())

    assert phone.page.evaluate(SIGN_IN_WHILE_IT_IS_READ) == "فاطمة"


def test_full_memory_ends_no_script_when_the_stall_is_asked_about(phone: Phone) -> None:
    phone.ready(make_fair_stall())
    # It asks no more often than each five seconds.
    phone.page.evaluate("() => { const now = Date.now; Date.now = () => now() + 6_000; }")
    with phone.page.expect_response("**/api/till/v1/stall"):
        phone.page.evaluate(FULL)
    phone.page.wait_for_timeout(200)

    assert phone.errors == []


def test_basket_that_the_other_tab_sold_takes_no_more_goods(phone: Phone) -> None:
    stall = make_fair_stall()
    phone.ready(stall)
    phone.put(stall.products[0])
    other = Phone(phone.context, phone.new_page(), phone.url, phone.language, phone.errors)
    other.start()
    other.sign_in()
    other.see(".goods.is-chosen")

    phone.page.bring_to_front()
    phone.pay()
    other.page.bring_to_front()
    other.put(stall.products[1])
    other.pay()

    assert sorted(sale["total"] for sale in phone.stored("sales")) == [12_000, 20_000]


def test_count_is_kept_and_signed_for_what_was_seen(phone: Phone) -> None:
    till = phone.ready(make_fair_stall())
    phone.menu("close_till")
    phone.press(".counter-more")
    phone.until(lambda: any(isinstance(row, dict) and row.get("counted") == 20_000 for row in phone.stored("about")))
    # The battery was empty: what was counted is there again.
    phone.again()
    phone.sign_in()
    phone.menu("close_till")
    phone.press("#counted")
    phone.see(".difference.is-even")
    # Meanwhile somebody takes fifty dirhams out, in another tab.
    other = Phone(phone.context, phone.new_page(), phone.url, phone.language, phone.errors)
    other.start()
    other.sign_in()
    other.menu("cash_out")
    other.keys("50")
    other.press(".chip")
    other.press("#save-cash")
    other.see("#goods")
    other.menu("cash_in")
    other.keys("20")
    other.press(".chip")

    phone.page.bring_to_front()
    phone.press("#to-sign")
    phone.keys("0123")
    phone.page.fill("#witness", "حسن")
    phone.press("#close-now")
    phone.see(".said .notice-error")
    assert not CashReport.objects.filter(till=till).exists()
    phone.press("#counted")
    phone.page.fill("#explanation", "فاتورة غير موجودة")
    phone.press("#to-sign")
    phone.press(".top-button:not([hidden])")
    # One step back loses no word.
    phone.see(".difference.is-over")
    assert phone.page.input_value("#explanation") == "فاتورة غير موجودة"
    phone.press("#to-sign")
    phone.keys("0123")
    phone.page.fill("#witness", "حسن")
    phone.press("#close-now")
    phone.see("#report")

    # What would move after the count is in no report.
    other.page.bring_to_front()
    other.press("#save-cash")
    other.see(".said .notice-error")
    phone.sent()
    report = CashReport.objects.get(till=till)
    assert (report.expected_cash, report.counted_cash, report.difference) == (150, 200, 50)
    assert (report.explanation, report.cash_in, report.cash_out) == ("فاتورة غير موجودة", 0, 50)
    assert TillEvent.objects.filter(till=till, kind=TillEventKind.CASH_IN).count() == 0
