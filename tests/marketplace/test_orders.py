"""An order's way: every arrow of its table, what each does to stock and money, and who is told."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest

from catalogue.models import Product
from catalogue.partner.models import StockMovement, StockRecord
from cooperatives import clock
from cooperatives.audit.models import AuditEntry, StatusChange
from cooperatives.audit.services import ForbiddenMove
from cooperatives.enums import CooperativeStatus
from cooperatives.jobs.services import run_due
from cooperatives.ledger.models import LedgerEntry, LedgerTransaction
from cooperatives.models import Cooperative
from cooperatives.outbox.models import Message
from fairs.business_days import business_day
from fairs.models import CommissionRule
from fairs.revenue.models import RevenueLine
from marketplace.order import services
from marketplace.order.enums import HOLDS_STOCK, ORDER_MOVES, SHOPPER_MAY_CANCEL, Collector, DeliveryKind, OrderStatus
from marketplace.order.exceptions import CooperativeSuspended, NotDeliveredThisWay, TooLateToCancel
from marketplace.order.models import InvoiceSeries, Order
from marketplace.order.selectors import OrderedNotCertain, ordered_not_certain, orders_awaiting_a_call
from tests.factories import make_edition, make_participation, make_product, make_user
from tests.marketplace.factories import make_basket, make_order, make_purchase, walk_to

pytestmark = pytest.mark.django_db
S = OrderStatus
VERBS: dict[str, Callable] = {
    S.CONFIRMED: lambda order, by: services.confirm_by_call(purchase_id=order.purchase_id, by=by),
    S.ACCEPTED: lambda order, by: services.accept_order(order_id=order.pk, by=by),
    S.PREPARED: lambda order, by: services.prepare_order(order_id=order.pk, by=by),
    S.SHIPPED: lambda order, by: services.ship_order(order_id=order.pk, tracking="", by=by),
    S.DELIVERED: lambda order, by: services.mark_collected(order_id=order.pk, collector=Collector.CARRIER, by=by),
    S.REFUSED: lambda order, by: services.refuse_at_door(order_id=order.pk, by=by),
    S.CANCELLED: lambda order, by: services.cancel_order_by_staff(order_id=order.pk, by=by, reason="test"),
}
REACHABLE = [status for status in S if status != S.AWAITING_PAYMENT]
# A parcel goes over SHIPPED; only what is collected goes from ready to delivered.
HOME_MOVES = ORDER_MOVES | {S.PREPARED: ORDER_MOVES[S.PREPARED] - {S.DELIVERED}}


def level(product: Product) -> tuple[Decimal, Decimal]:
    record = StockRecord.objects.get(product=product)
    return record.num_in_stock, record.num_allocated


def balances() -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for entry in LedgerEntry.objects.select_related("account"):
        found[entry.account.code] = found.get(entry.account.code, Decimal(0)) + entry.amount
    return found


def collected_order(product: Product, status: str) -> Order:
    edition = make_edition(starts_on=clock.today() + timedelta(days=3))
    make_participation(edition, product.cooperative)
    return make_order(product, kind=DeliveryKind.COLLECT, status=status)


@pytest.mark.parametrize("new", VERBS)
@pytest.mark.parametrize("old", REACHABLE)
def test_a_parcel_moves_by_the_table_and_no_other_way(old: str, new: str) -> None:
    product = make_product()
    order = make_order(product, status=old)
    stock, history = level(product), StatusChange.objects.count()

    if new in HOME_MOVES[old]:
        VERBS[new](order, make_user())

        order.refresh_from_db()
        assert order.status == new
        assert StatusChange.objects.count() == history + 1
    elif new == S.CONFIRMED and order.confirmed_at:
        # Confirming again is answered quietly, and does nothing.
        VERBS[new](order, make_user())
        assert StatusChange.objects.count() == history
    else:
        with pytest.raises((ForbiddenMove, services.PurchaseOver)):
            VERBS[new](order, make_user())

        order.refresh_from_db()
        assert order.status == old
        assert (level(product), StatusChange.objects.count()) == (stock, history)


@pytest.mark.parametrize("old", [status for status in REACHABLE if status not in (S.SHIPPED, S.REFUSED)])
def test_goods_are_handed_over_only_when_ready(old: str) -> None:
    product = make_product(stock="10")
    order = collected_order(product, old)

    if old == S.PREPARED:
        services.hand_over(order_id=order.pk, by=make_user())
        assert level(product) == (Decimal(9), Decimal(0))
        assert balances()[f"held:coop:{product.cooperative_id}"] == Decimal("120.00")
    else:
        before = balances()
        with pytest.raises(ForbiddenMove):
            services.hand_over(order_id=order.pk, by=make_user())
        assert balances() == before


def test_each_way_of_delivery_has_its_own_acts() -> None:
    parcel, collected = make_order(status=S.PREPARED), collected_order(make_product(), S.PREPARED)

    with pytest.raises(NotDeliveredThisWay):
        services.hand_over(order_id=parcel.pk, by=make_user())
    with pytest.raises(NotDeliveredThisWay):
        services.ship_order(order_id=collected.pk, tracking="", by=make_user())
    with pytest.raises(NotDeliveredThisWay):
        services.mark_collected(order_id=collected.pk, collector=Collector.COOPERATIVE, by=make_user())

    assert {Order.objects.get(pk=pk).status for pk in (parcel.pk, collected.pk)} == {S.PREPARED}


# Stock


@pytest.mark.parametrize(
    ("status", "in_stock", "promised"),
    [
        (S.AWAITING_CONFIRMATION, 10, 3),
        (S.CONFIRMED, 10, 3),
        (S.ACCEPTED, 10, 3),
        (S.PREPARED, 10, 3),
        (S.SHIPPED, 7, 0),
        (S.DELIVERED, 7, 0),
        (S.REFUSED, 10, 0),
        (S.CANCELLED, 10, 0),
    ],
)
def test_stock_is_promised_consumed_released_and_put_back(status: str, in_stock: int, promised: int) -> None:
    product = make_product(stock="10")

    make_order(product, quantity=3, status=status)

    assert level(product) == (Decimal(in_stock), Decimal(promised))
    moved = StockMovement.objects.filter(stockrecord__product=product)
    assert 10 + sum(each.change_in_stock for each in moved) == in_stock
    assert sum(each.change_allocated for each in moved) == promised


@pytest.mark.parametrize("status", sorted(HOLDS_STOCK - {S.AWAITING_PAYMENT}))
def test_a_shopper_cancels_alone_while_nothing_is_prepared(status: str) -> None:
    product = make_product(stock="10")
    order = make_order(product, status=status)

    if status in SHOPPER_MAY_CANCEL:
        services.cancel_order(order_id=order.pk, by=None)
        assert level(product) == (Decimal(10), Decimal(0))
    else:
        with pytest.raises(TooLateToCancel):
            services.cancel_order(order_id=order.pk, by=None)
        assert level(product) == (Decimal(10), Decimal(1))


def test_cancelling_is_for_one_cooperative_and_the_other_goes_on() -> None:
    purchase = make_purchase(make_product(), make_product())
    first, second = purchase.orders.order_by("pk")

    services.cancel_order(order_id=first.pk, by=None)
    services.confirm_by_call(purchase_id=purchase.pk, by=make_user())

    assert [Order.objects.get(pk=each.pk).status for each in (first, second)] == [S.CANCELLED, S.CONFIRMED]
    # The cooperative that was cancelled before the code never heard of it.
    assert not Message.objects.filter(key__startswith=f"order:{first.number}:order_new").exists()


# Money


def test_a_delivered_parcel_is_revenue_once_for_the_day_it_was_ordered() -> None:
    CommissionRule.objects.create(position=1, valid_from="2020-01-01", rate=Decimal("0.1000"))
    product = make_product(price="120.00")
    ordered_at = clock.now()
    order = make_order(product, quantity=2, status=S.SHIPPED)
    assert (RevenueLine.objects.count(), LedgerTransaction.objects.count()) == (0, 0)

    with clock.frozen_at(ordered_at + timedelta(days=4)):
        services.mark_collected(order_id=order.pk, collector=Collector.CARRIER, by=make_user())

    line = RevenueLine.objects.get()
    assert (line.amount, line.channel, line.payment, line.evidence) == (
        Decimal("240.00"),
        "online",
        "cash_on_delivery",
        "itemised",
    )
    assert (line.counts_on, line.edition, line.region_id) == (business_day(ordered_at), None, "09")
    assert (line.commission, line.commission_tax, line.tax) == (Decimal("24.00"), Decimal("4.80"), Decimal("40.00"))
    coop = product.cooperative_id
    assert balances() == {
        "held:carrier:poste": Decimal("275.00"),
        # Not available before the carrier has handed the cash over and the goods cannot come back.
        f"coop:{coop}:pending": Decimal("-211.20"),
        "commission": Decimal("-24.00"),
        "commission:tax": Decimal("-4.80"),
        "delivery": Decimal("-35.00"),
    }


def test_delivery_money_is_in_the_ledger_and_in_no_revenue() -> None:
    make_order(make_product(price="120.00"), status=S.DELIVERED)

    assert [line.amount for line in RevenueLine.objects.all()] == [Decimal("120.00")]
    delivery = LedgerTransaction.objects.get(kind="delivery")
    assert sorted(entry.amount for entry in delivery.entries.all()) == [Decimal("-35.00"), Decimal("35.00")]


def test_cash_that_the_cooperative_took_at_the_door_is_held_by_it() -> None:
    product = make_product(price="120.00")
    order = make_order(product, status=S.SHIPPED)

    services.mark_collected(order_id=order.pk, collector=Collector.COOPERATIVE, by=make_user())

    assert balances()[f"held:coop:{product.cooperative_id}"] == Decimal("155.00")
    assert "held:carrier:poste" not in balances()


@pytest.mark.parametrize("status", [S.REFUSED, S.CANCELLED, S.SHIPPED])
def test_what_nobody_paid_moves_no_money(status: str) -> None:
    make_order(status=status)

    assert (LedgerTransaction.objects.count(), RevenueLine.objects.count()) == (0, 0)


def test_invoice_numbers_have_no_gap_and_run_by_cooperative_and_year() -> None:
    product, other = make_product(stock="50"), make_product()
    shipped = [make_order(product, status=S.SHIPPED) for _ in range(3)]
    services.mark_collected(order_id=shipped[0].pk, collector=Collector.CARRIER, by=make_user())
    services.refuse_at_door(order_id=shipped[1].pk, by=make_user())
    with pytest.raises(ForbiddenMove):
        services.mark_collected(order_id=shipped[1].pk, collector=Collector.CARRIER, by=make_user())
    services.mark_collected(order_id=shipped[2].pk, collector=Collector.CARRIER, by=make_user())
    make_order(other, status=S.DELIVERED)

    year = clock.today().year
    numbers = Order.objects.filter(cooperative=product.cooperative, invoice_number__isnull=False).order_by("pk")
    assert [(order.invoice_year, order.invoice_number) for order in numbers] == [(year, 1), (year, 2)]
    assert {series.last_number for series in InvoiceSeries.objects.all()} == {2, 1}


# Editions


def test_a_line_counts_for_the_edition_whose_page_it_came_from_and_stays_frozen() -> None:
    product = make_product(price="120.00")
    edition = make_edition()
    participation = make_participation(edition, product.cooperative, products=[product])
    order = make_order(product, status=S.SHIPPED)
    line = order.lines.get()
    assert (line.edition, line.stop, line.participation) == (edition, participation.stop, participation)

    type(edition).objects.filter(pk=edition.pk).update(online_opens_at=None, online_closes_at=None)
    services.mark_collected(order_id=order.pk, collector=Collector.CARRIER, by=make_user())

    revenue = RevenueLine.objects.get()
    assert (revenue.edition, revenue.participation) == (edition, participation)


def test_of_two_open_editions_the_one_it_came_through_counts() -> None:
    product = make_product()
    sooner, later = make_edition(days=2), make_edition(days=9)
    for edition in (sooner, later):
        make_participation(edition, product.cooperative, products=[product])

    plain = make_purchase(basket=make_basket(product)).orders.get().lines.get()
    through = make_purchase(basket=make_basket(product, edition=later.code)).orders.get().lines.get()

    assert (plain.edition, through.edition) == (sooner, later)


def test_an_edition_that_ended_or_lists_other_products_counts_nothing() -> None:
    product = make_product()
    ended = make_edition(starts_on=clock.today() - timedelta(days=30))
    make_participation(ended, product.cooperative, products=[product])
    unlisted = make_edition()
    make_participation(unlisted, product.cooperative)

    line = make_order(product).lines.get()

    assert (line.edition, line.stop, line.participation) == (None, None, None)


def test_what_is_ordered_and_not_certain_is_told_by_edition_cooperative_and_day() -> None:
    product = make_product(price="120.00", stock="50")
    edition = make_edition()
    make_participation(edition, product.cooperative, products=[product])
    for status in (S.AWAITING_CONFIRMATION, S.CONFIRMED, S.SHIPPED, S.DELIVERED, S.CANCELLED, S.REFUSED):
        order = make_order(product, quantity=2, status=S.AWAITING_CONFIRMATION)
        walk_to(order, status)

    today = business_day(clock.now())
    assert ordered_not_certain([edition.pk]) == [
        OrderedNotCertain(edition.pk, product.cooperative_id, today, Decimal("480.00"))
    ]
    assert ordered_not_certain([]) == []


# People


def test_a_suspended_cooperative_accepts_nothing_new_and_answers_for_the_rest() -> None:
    product = make_product()
    new, accepted = make_order(product, status=S.CONFIRMED), make_order(product, status=S.ACCEPTED)
    Cooperative.objects.filter(pk=product.cooperative_id).update(
        status=CooperativeStatus.SUSPENDED, suspended_at=clock.now()
    )

    with pytest.raises(CooperativeSuspended):
        services.accept_order(order_id=new.pk, by=make_user())
    services.prepare_order(order_id=accepted.pk, by=make_user())

    assert [Order.objects.get(pk=each.pk).status for each in (new, accepted)] == [S.CONFIRMED, S.PREPARED]


def test_a_cooperative_that_sleeps_is_reminded_after_a_day_and_not_once_it_accepted() -> None:
    start = clock.now()
    sleeping, awake = make_order(), make_order(status=S.ACCEPTED)

    with clock.frozen_at(start + timedelta(hours=25)):
        run_due()

    reminded = Message.objects.filter(key__endswith="order_reminder_cooperative")
    assert [message.key for message in reminded] == [f"order:{sleeping.number}:order_reminder_cooperative"]
    assert awake.number not in reminded.get().key


def test_every_step_is_told_to_the_payer_and_the_parcel_to_who_receives_it() -> None:
    order = make_order(status=S.DELIVERED)

    told = Message.objects.filter(key__startswith=f"order:{order.number}:", channel="sms").order_by("pk")
    assert [(m.key.split(":")[2], m.recipient) for m in told] == [
        ("order_new_cooperative", "+212600000001"),
        ("order_accepted", "+33612345678"),
        ("order_shipped", "+33612345678"),
        ("order_shipped", "+212661234567"),
        ("order_delivered", "+33612345678"),
    ]
    # Whoever receives learns no link by which the purchase could be cancelled.
    assert "/purchases/" not in told.get(key__endswith=":recipient").body


def test_who_telephones_finds_what_nobody_confirmed_and_nothing_else() -> None:
    waiting = make_purchase(make_product(), make_product())
    make_order(status=S.CONFIRMED)
    over = make_purchase()
    services.cancel_order(order_id=over.orders.get().pk, by=None)

    assert list(orders_awaiting_a_call()) == [waiting]


def test_what_staff_do_stands_in_the_audit_log_with_its_reason() -> None:
    order, staff = make_order(), make_user(is_staff=True)

    services.cancel_order_by_staff(order_id=order.pk, by=staff, reason="not reached by telephone")

    entry = AuditEntry.objects.get(action="order.cancel")
    assert (entry.by, entry.subject_id, entry.after) == (staff, str(order.pk), {"reason": "not reached by telephone"})
    order.refresh_from_db()
    assert order.end_reason == "not reached by telephone"
