"""A part that is taken while its time ends, while the order is cancelled, or twice: real threads on committed rows."""

import threading
import time
from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection

from catalogue.partner.models import StockRecord
from cooperatives import clock
from fairs.models import CommissionRule
from marketplace.order import part_offers, services
from marketplace.order.enums import OfferStatus, OrderStatus
from marketplace.order.exceptions import OfferOver
from marketplace.order.models import Order, PartOffer
from marketplace.order.part_offers import expire_offer, leave_part, offer_part, take_part
from marketplace.order.selectors import open_offer_of
from marketplace.payment.models import Refund
from tests.concurrency.test_refunds_race import at_once
from tests.factories import make_member, make_product
from tests.marketplace.factories import make_order
from tests.marketplace.refunding import books_agree, commission_of, paid_by_card

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]
D, S = Decimal, OrderStatus


def offered(*, by_card: bool = True) -> PartOffer:
    """Of five jars at 120 dirhams two are offered."""
    if not CommissionRule.objects.exists():
        commission_of()
    jar = make_product(price="120.00", stock=5)
    order = paid_by_card(jar, quantity=5) if by_card else make_order(jar, quantity=5)
    pieces = {order.lines.get().pk: 2}
    return offer_part(order_id=order.pk, pieces=pieces, reason="sold_out", by=make_member(order.cooperative))


def outcome(offer: PartOffer) -> tuple[str, str, Decimal, Decimal]:
    """How the offer, its order, the promised stock and the money given back stand; the books agree whatever it is."""
    offer.refresh_from_db()
    order = Order.objects.get(pk=offer.order_id)
    promised = StockRecord.objects.get(pk=order.lines.get().stockrecord_id).num_allocated
    books_agree()
    return offer.status, order.status, promised, sum(Refund.objects.values_list("amount", flat=True), D(0))


TAKEN = (OfferStatus.TAKEN, S.ACCEPTED, D(2), D("360.00"))
GONE = (S.CANCELLED, D(0), D("635.00"))


def test_taken_by_six_presses_at_once_it_is_paid_back_once() -> None:
    offer = offered()

    said = at_once(*(lambda: take_part(offer_id=offer.pk, by=None) for _ in range(6)))

    assert Counter(type(each).__name__ for each in said) == {"Order": 1, "OfferOver": 5}
    assert outcome(offer) == TAKEN


def test_without_the_lock_it_is_taken_from_a_cancelled_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: nobody holds the order, and only the stock's own constraint stands behind."""
    offer = offered()
    looked, cancelled = threading.Event(), threading.Event()

    def looking_before_it_is_cancelled(order: Order) -> PartOffer | None:
        found = open_offer_of(order)
        looked.set()
        cancelled.wait(timeout=20)
        return found

    def cancel() -> None:
        looked.wait(timeout=20)
        services.cancel_order(order_id=offer.order_id, by=None)
        cancelled.set()

    orders = Order.objects.select_related("purchase", "cooperative")
    monkeypatch.setattr(part_offers, "order_for_update", lambda pk: orders.get(pk=pk))
    monkeypatch.setattr(part_offers, "purchase_for_update", lambda pk: orders.get(pk=offer.order_id).purchase)
    monkeypatch.setattr(part_offers, "open_offer_of", looking_before_it_is_cancelled)

    said = at_once(lambda: take_part(offer_id=offer.pk, by=None), cancel)

    assert [type(each) for each in said if isinstance(each, Exception)] == [IntegrityError]


@pytest.mark.parametrize("by_card", [True, False])
def test_taken_while_its_time_ends_it_is_one_or_the_other(by_card: bool) -> None:
    for wait in (0.0, 0.03, 0.06):
        offer = offered(by_card=by_card)
        ends = clock.now() + timedelta(seconds=0.05)
        PartOffer.objects.filter(pk=offer.pk).update(answer_by=ends, made_at=ends - timedelta(seconds=1))

        def take(offer: PartOffer = offer, wait: float = wait) -> object:
            time.sleep(wait)
            return take_part(offer_id=offer.pk, by=None)

        def expire(offer: PartOffer = offer, ends: object = ends) -> None:
            while clock.now() < ends:
                expire_offer(offer_id=offer.pk)
            expire_offer(offer_id=offer.pk)

        said = at_once(take, expire)

        order = Order.objects.get(pk=offer.order_id)
        promised = StockRecord.objects.get(pk=order.lines.get().stockrecord_id).num_allocated
        offer.refresh_from_db()
        refused = [each for each in said if isinstance(each, Exception)]
        if offer.status == OfferStatus.TAKEN:
            assert (order.status, promised, refused) == (S.ACCEPTED, D(2), [])
        else:
            assert (offer.status, order.status, promised) == (OfferStatus.EXPIRED, S.CANCELLED, D(0))
            assert [type(each) for each in refused] == [OfferOver]
        books_agree()
        connection.close()


def test_taken_while_the_shopper_cancels_it_is_one_or_both_in_order() -> None:
    offer = offered()

    said = at_once(
        lambda: take_part(offer_id=offer.pk, by=None),
        lambda: services.cancel_order(order_id=offer.order_id, by=None),
    )

    status, *rest = outcome(offer)
    # Taken first, the rest can still be cancelled; cancelled first, there is nothing to take.
    assert tuple(rest) == GONE
    refused = [type(each) for each in said if isinstance(each, Exception)]
    assert (status, refused) in [(OfferStatus.TAKEN, []), (OfferStatus.WITHDRAWN, [OfferOver])]


def test_taken_and_left_at_once_one_of_them_counts() -> None:
    offer = offered()

    said = at_once(
        lambda: take_part(offer_id=offer.pk, by=None),
        lambda: leave_part(offer_id=offer.pk, by=None),
    )

    assert sorted(type(each).__name__ for each in said) == ["OfferOver", "Order"]
    assert outcome(offer) in [TAKEN, (OfferStatus.LEFT, *GONE)]
