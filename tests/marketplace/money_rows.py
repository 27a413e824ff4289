"""A month of a cooperative's money, through the services: orders, a refund, a stall, the settlement, the payout."""

from dataclasses import dataclass
from decimal import Decimal

from cooperatives import clock
from cooperatives.models import Cooperative
from fairs.models import CommissionRule, Edition
from fairs.revenue.services import record_sales
from marketplace.order.enums import Collector
from marketplace.order.models import Order
from marketplace.order.services import mark_collected
from marketplace.payment.enums import RefundCause
from marketplace.payment.models import Refund
from marketplace.payment.refunds import refund_amount
from marketplace.payment.releasing import release_all
from tests.cooperatives.paying import JULY, at, give_account, pay_out, settle
from tests.factories import make_cooperative, make_edition, make_participation, make_product, make_user
from tests.fairs.facts import line, sale
from tests.marketplace.factories import make_order
from tests.marketplace.refunding import delivered, paid_by_card

D = Decimal


@dataclass
class Month:
    """July 2026 of one cooperative."""

    cooperative: Cooperative
    by_carrier: Order
    by_card: Order
    by_hand: Order
    refund: Refund
    edition: Edition


def keep_a_share(rate: str = "0.1000", tax: str = "0.200") -> None:
    """The platform keeps a tenth of everything, and the tax on it."""
    CommissionRule.objects.create(position=1, valid_from=at(1, 1).date(), rate=D(rate), tax_rate=D(tax))


def taken_by_carrier(cooperative: Cooperative, *, day: int = 3, price: str = "120.00", **given: object) -> Order:
    """An order delivered on a day of July whose cash the carrier took and handed over."""
    with clock.frozen_at(at(7, day)):
        order = make_order(make_product(cooperative=cooperative, price=price), status="delivered", **given)
        Order.objects.filter(pk=order.pk).update(remitted_at=clock.now())
    order.refresh_from_db()
    return order


def taken_by_hand(cooperative: Cooperative, *, day: int = 5, price: str = "200.00") -> Order:
    """An order whose cash the cooperative itself took at the door."""
    with clock.frozen_at(at(7, day)):
        order = make_order(make_product(cooperative=cooperative, price=price), status="shipped")
        mark_collected(order_id=order.pk, collector=Collector.COOPERATIVE, by=make_user())
    order.refresh_from_db()
    return order


def paid_by_card_with_refund(cooperative: Cooperative, *, day: int = 4) -> tuple[Order, Refund]:
    """An order of 300 paid by card, of which 50 went back while it still waited."""
    with clock.frozen_at(at(7, day)):
        order = delivered(paid_by_card(make_product(cooperative=cooperative, price="300.00")))
        refund = refund_amount(
            order=order, amount=D("50.00"), cause=RefundCause.FAULT, reason="broken", by=make_user(is_staff=True)
        )
    order.refresh_from_db()
    return order, refund


def sold_at_a_stall(cooperative: Cooperative, *amounts: str, day: int = 20) -> Edition:
    """Sales of one July day at an edition, in cash that the cooperative keeps, with a share of a tenth."""
    edition = make_edition(starts_on=at(7, day).date())
    participation = make_participation(edition, cooperative)
    facts = []
    for amount in amounts:
        share = D(amount) / 10
        sold = line(participation, amount, commission_rate=D("0.1"), commission=share, commission_tax=share / 5)
        facts.append(sale(sold, counts_on=at(7, day).date(), sold_at=at(7, day)))
    with clock.frozen_at(at(7, day, 20)):
        record_sales(facts=facts)
    return edition


def make_month(**given: object) -> Month:
    """July as it happened, settled at the beginning of August and not paid out yet."""
    cooperative = make_cooperative(**given)
    with clock.frozen_at(at(7, 1)):
        keep_a_share()
        give_account(cooperative)
    by_carrier = taken_by_carrier(cooperative)
    by_card, refund = paid_by_card_with_refund(cooperative)
    by_hand = taken_by_hand(cooperative)
    edition = sold_at_a_stall(cooperative, "40.00", "60.00")
    with clock.frozen_at(at(7, 25)):
        release_all()
    with clock.frozen_at(at(8, 2)):
        settle(JULY)
    for order in (by_carrier, by_card, by_hand):
        order.refresh_from_db()
    return Month(cooperative, by_carrier, by_card, by_hand, refund, edition)


def send_july() -> None:
    """July's payouts leave on the fifth of August."""
    with clock.frozen_at(at(8, 5)):
        pay_out(JULY)
