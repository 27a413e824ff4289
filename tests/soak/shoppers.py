"""Shoppers of a trial: each places a purchase and then does what was planned, whatever breaks meanwhile."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import requests
from django.db import connection

from catalogue.partner.stock import InsufficientStock
from cooperatives import clock
from cooperatives.jobs.models import Job
from marketplace.basket.exceptions import NothingLeft, ProductNotOnSale
from marketplace.basket.models import Basket
from marketplace.basket.services import add_line
from marketplace.order import services
from marketplace.order.enums import OrderStatus, PaymentMethod
from marketplace.order.exceptions import DeliveryChanged, NoTriesLeft, ProductsGone, PurchaseOver, WrongCode
from marketplace.order.models import Order, Purchase
from marketplace.payment import attempts
from marketplace.payment.exceptions import NothingToPay, PaymentUnderWay
from marketplace.payment.gateway import GatewayUnavailable, gateway
from marketplace.payment.models import PaymentAttempt
from tests.marketplace.factories import CONTACT, WAYS, code_sent, order_given, walk_on
from tests.soak.browser import Browser
from tests.soak.draining import hurry
from tests.soak.front import Front
from tests.soak.patience import insist, note, wait_for
from tests.soak.plans import Plan
from tests.soak.shop import Shop

# Also what was gone when the delivery was chosen, and is there again.
SOLD_OUT = (InsufficientStock, ProductsGone, NothingLeft, ProductNotOnSale, DeliveryChanged)


class Shopper:
    """One shopper with one purchase."""

    def __init__(self, plan: Plan, shop: Shop, front: Front, site: str) -> None:
        self.plan, self.shop, self.front, self.site = plan, shop, front, site
        self.browser = Browser(plan, site)
        self.purchase: Purchase

    def live(self) -> None:
        """Buy, then do what was planned."""
        self.purchase = self._place()
        ways: dict[str, Callable[[], None]] = {
            "pays": self._pays,
            "pays and closes the tab": self._closes_the_tab,
            "is declined, then pays": self._is_declined,
            "opens two windows, pays in one": self._two_windows,
            "pays on two pages": self._two_pages,
            "comes back late and pays": self._comes_late,
            "pays a forgotten page late": self._forgotten_page,
            "abandons the page": self._abandons,
            "never opens a page": self._gives_up,
            "pays while it is given up": self._pays_while_given_up,
            "pays slowly": self._slowly,
            "pays slowly and in vain, then pays": self._slowly_in_vain,
            "switches to cash": self._cash,
            "switches to cash while it is paid": self._cash_while_paid,
            "cancels before paying": self._cancels_before,
            "cancels after paying": self._cancels_after,
            "cancels while paying": self._cancels_while_paying,
        }
        ways[self.plan.way]()
        if self.plan.goes_on:
            self._cooperatives_go_on()

    # Buying

    def _place(self) -> Purchase:
        """Place what was wanted, or something else of which there is plenty."""
        for only_plenty in (False, True):
            basket = insist(Basket.objects.create)
            try:
                # Pressed again on the same basket it is the same purchase, whatever became of the first press.
                return insist(lambda basket=basket, only=only_plenty: self._press(basket, only_plenty=only))
            except SOLD_OUT:
                note("sold out")
        raise AssertionError("there was plenty")

    def _press(self, basket: Basket, *, only_plenty: bool) -> Purchase:
        if placed := Purchase.objects.filter(basket=basket).first():
            return placed
        if not basket.lines.exists():
            for is_scarce, which, pieces in self.plan.wants:
                goods = self.shop.scarce if is_scarce and not only_plenty else self.shop.plenty
                add_line(basket=basket, product_id=goods[which % len(goods)].public_id, quantity=pieces)
        given = order_given(basket, place=self.shop.place, payment_method=PaymentMethod.CARD)
        contact = replace(CONTACT, recipient_phone=self.plan.phone, payer_phone=self.plan.phone)
        return services.place_purchase(**given | {"contact": contact, "language": self.plan.language})

    # Ways

    def _pays(self) -> None:
        self._press_pay(self._page())
        self._come_back()

    def _closes_the_tab(self) -> None:
        self._press_pay(self._page())

    def _is_declined(self) -> None:
        url = self._page()
        self._at_page(url, "decline")
        self._come_back()
        self._press_pay(self._page())
        self._come_back()

    def _two_windows(self) -> None:
        pages: list[str] = []
        windows = [Browser(self.plan, self.site) for _ in range(2)]
        together(*(lambda window=window: pages.append(window.open_page_to_pay(self.purchase)) for window in windows))
        for page in pages:
            self._press_pay(page)
        if len(set(pages)) > 1:
            note("two windows, two pages")
        self._come_back()

    def _two_pages(self) -> None:
        """The processor forgot our key: what was asked twice is two pages, and both are paid at once."""
        first, second = self._page(), self._stray_page()
        together(lambda: self._press_pay(first), lambda: self._press_pay(second))
        self._come_back()

    def _comes_late(self) -> None:
        old = self._page()
        soon = clock.now() + timedelta(minutes=1)
        insist(lambda: PaymentAttempt.objects.filter(purchase=self.purchase).update(expires_at=soon))
        self._press_pay(self._page())
        self._press_pay(old)
        self._come_back()

    def _forgotten_page(self) -> None:
        self._page()
        stray = self._stray_page()
        self._time_is_up()
        wait_for(lambda: hurry() or OrderStatus.CANCELLED in self._statuses(), what=f"{self.purchase.number} given up")
        self._press_pay(stray)
        self._come_back()

    def _abandons(self) -> None:
        self._at_page(self._page(), "abandon")
        self._come_back()
        self._time_is_up()

    def _gives_up(self) -> None:
        self._time_is_up()

    def _pays_while_given_up(self) -> None:
        url = self._page()
        together(self._time_is_up, lambda: self._press_pay(url))
        self._come_back()

    def _slowly(self) -> None:
        url = self._page()
        self._at_page(url, "pay_delayed")
        self._come_back()
        self._time_is_up()
        self._ops(url, "settle_delayed")

    def _slowly_in_vain(self) -> None:
        url = self._page()
        self._at_page(url, "pay_delayed")
        self._come_back()
        self._ops(url, "fail_delayed")
        self._press_pay(self._page())
        self._come_back()

    def _cash(self) -> None:
        self._page()
        self.browser.choose_cash(self.purchase)
        self._confirm()

    def _cash_while_paid(self) -> None:
        url = self._page()
        together(lambda: self.browser.choose_cash(self.purchase), lambda: self._press_pay(url))
        self._confirm()
        self._come_back()

    def _cancels_before(self) -> None:
        self._page()
        self._cancel(insist(self._orders)[0])

    def _cancels_after(self) -> None:
        self._press_pay(self._page())
        wait_for(lambda: OrderStatus.AWAITING_PAYMENT not in self._statuses() or self._look(), what="paid")
        self._cancel(insist(self._orders)[-1])

    def _cancels_while_paying(self) -> None:
        url = self._page()
        together(lambda: self._press_pay(url), lambda: self._cancel(insist(self._orders)[0]))
        self._come_back()

    # What they do

    def _page(self) -> str:
        """The address of the processor's page, asked for at the counter or over HTTP; empty with nothing to pay."""
        if self.plan.by_http:
            return self.browser.open_page_to_pay(self.purchase)
        found: list[str] = []

        def ask() -> bool:
            try:
                found.append(attempts.page_to_pay(purchase_id=self.purchase.pk))
            except (GatewayUnavailable, PaymentUnderWay):
                return False
            except NothingToPay:
                found.append("")
            return True

        wait_for(ask, what=f"page of {self.purchase.number}")
        return found[-1]

    def _stray_page(self) -> str:
        """A second page for the same attempt, as when the processor forgot the first's key."""
        attempt = insist(lambda: PaymentAttempt.objects.filter(purchase=self.purchase).latest("seq"))
        found: list[str] = []

        def ask() -> bool:
            request = attempts._request(attempt)
            self.front.forget_key(request.idempotency_key)
            try:
                found.append(gateway().open_session(request).url)
            except GatewayUnavailable:
                return False
            return True

        wait_for(ask, what="stray page")
        return found[-1]

    def _press_pay(self, url: str) -> None:
        self._at_page(url, "pay")

    def _at_page(self, url: str, button: str) -> None:
        """Press a button of the processor's page; one that is shut, or was used, says no."""
        if not url:
            note("nothing to pay")
            return
        answer = requests.post(url, data={"action": button}, allow_redirects=False, timeout=60)
        note(f"{button} {'refused' if answer.status_code >= 400 else 'accepted'}")

    def _ops(self, url: str, action: str) -> None:
        """What has no natural actor: the money of a slow payment comes, or does not."""
        if url:
            own = url.rsplit("/", 1)[-1]
            requests.post(f"{self.front.simulator}/sim/stripe/ops/{own}", json={"action": action}, timeout=60)
            note(action)

    def _come_back(self) -> None:
        if self.plan.led_back:
            page = self.browser.come_back(self.purchase)
            assert self.purchase.number in page, f"{self.purchase.number}: a page of something else"

    def _time_is_up(self) -> None:
        """The half hour is over: the worker may give the purchase up from now on."""
        due = Job.objects.filter(kind=attempts.EXPIRE, done_at__isnull=True)
        mine = due.filter(subject_id__in=PaymentAttempt.objects.filter(purchase=self.purchase).values("pk"))
        insist(lambda: mine.update(due_at=clock.now()))

    def _confirm(self) -> None:
        """Type the code, if the purchase is to be paid in cash now."""

        def type_code() -> None:
            if OrderStatus.AWAITING_CONFIRMATION in self._statuses():
                services.confirm_with_code(purchase_id=self.purchase.pk, code=code_sent(self.purchase))

        try:
            insist(type_code)
        except (WrongCode, NoTriesLeft, PurchaseOver) as refusal:
            raise AssertionError(f"{self.purchase.number}: {type(refusal).__name__}") from refusal

    def _cancel(self, order: Order) -> None:
        self.browser.cancel(self.purchase, order)

    def _look(self) -> bool:
        self.browser.come_back(self.purchase)
        return False

    def _orders(self) -> list[Order]:
        return list(Order.objects.filter(purchase=self.purchase).order_by("pk"))

    def _statuses(self) -> set[str]:
        return {order.status for order in self._orders()}

    def _cooperatives_go_on(self) -> None:
        """What is confirmed is accepted, prepared and sent; some of it is refused at the door."""
        for order in insist(self._orders):
            end = OrderStatus.REFUSED if self.plan.refuses else OrderStatus.DELIVERED
            while insist(lambda pk=order.pk, way=WAYS[end]: _step_on(pk, way)):
                note("steps of cooperatives")


def _step_on(pk: int, way: tuple[str, ...]) -> bool:
    """Take the order one step on from where it stands; False for one that is at its end, or not on this way."""
    order = Order.objects.get(pk=pk)
    if order.status not in way[:-1]:
        return False
    walk_on(order, [way[way.index(order.status) + 1]])
    return True


def together(*works: Callable[[], object]) -> None:
    """Do several things at the same moment, each on a connection of its own; the first failure is everybody's."""
    start, failed = threading.Barrier(len(works)), []

    def run(work: Callable[[], object]) -> None:
        try:
            start.wait(timeout=30)
            work()
        except Exception as problem:  # noqa: BLE001 -- raised again below
            failed.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
