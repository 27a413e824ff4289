"""Cash that carriers took at doors, and when it reached us. A mistake is taken back by a new entry, never edited."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Count, QuerySet, Sum

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.ledger.enums import EntryKind
from cooperatives.ledger.models import LedgerTransaction
from cooperatives.ledger.services import BANK, DELIVERY, Posting, held_by_carrier, post
from cooperatives.money import ZERO
from fairs.business_days import business_day
from marketplace.delivery.models import Carrier
from marketplace.order.enums import Collector, OrderStatus
from marketplace.order.models import Order
from marketplace.payment.locks import orders_with_keys_for_update, remittance_for_update
from marketplace.payment.models import Remittance, RemittanceLine


class NothingHandedOver(Exception):
    """No order was chosen."""


class NotWithThisCarrier(Exception):
    """The carrier holds no cash for an order: it never took it, or handed it over before."""

    def __init__(self, numbers: list[str]) -> None:
        super().__init__(", ".join(numbers))
        self.numbers = numbers


class KeptTooMuch(Exception):
    """A carrier keeps at most the delivery money of the orders."""

    def __init__(self, most: Decimal) -> None:
        super().__init__(str(most))
        self.most = most


class TakenBackBefore(Exception):
    """A remittance is taken back once, and one that takes another back is not taken back itself."""


class StillToCome(Exception):
    """Cash cannot have come on a day that has not been yet."""


def not_handed_over(carrier: Carrier | None = None) -> QuerySet[Order]:
    """Delivered orders whose cash a carrier has and we have not, the oldest first."""
    held = Order.objects.filter(
        status=OrderStatus.DELIVERED, collected_by=Collector.CARRIER, paid_at__isnull=False, remitted_at__isnull=True
    )
    held = held.filter(carrier=carrier) if carrier else held
    return held.select_related("cooperative", "carrier").order_by("delivered_at", "pk")


def held_by_carriers() -> list[tuple[Carrier, int, Decimal]]:
    """Each carrier with how many orders' cash it has, and how much that is in dirhams."""
    sums = not_handed_over().order_by().values_list("carrier").annotate(Count("pk"), Sum("total_incl_tax"))
    by_carrier = {pk: (count, total) for pk, count, total in sums}
    carriers = Carrier.objects.filter(pk__in=by_carrier).order_by("code")
    return [(carrier, *by_carrier[carrier.pk]) for carrier in carriers]


@transaction.atomic
def record_remittance(
    *, carrier_id: int, order_ids: Collection[int], kept: Decimal, received_on: date, reference: str, by: User
) -> Remittance:
    """Write down that a carrier handed over the cash of some orders, less the delivery money that it keeps.

    Raises `NothingHandedOver`, `NotWithThisCarrier`, `KeptTooMuch`, `StillToCome`.
    """
    if not order_ids:
        raise NothingHandedOver
    if received_on > clock.today():
        raise StillToCome
    orders = orders_with_keys_for_update(order_ids)
    _check_held(orders, order_ids, carrier_id)
    most = sum((order.shipping_incl_tax for order in orders), ZERO)
    if kept < ZERO or kept > most:
        raise KeptTooMuch(most)
    collected = sum((order.total_incl_tax for order in orders), ZERO)
    remittance = Remittance.objects.create(
        carrier_id=carrier_id,
        collected=collected,
        kept=kept,
        handed_over=collected - kept,
        received_on=received_on,
        reference=reference[:80],
        recorded_by=by,
    )
    _write_lines(remittance, orders, sign=1)
    Order.objects.filter(pk__in=order_ids).update(remitted_at=clock.now())
    _post(remittance)
    after = {"collected": str(collected), "kept": str(kept), "orders": len(orders), "reference": reference}
    record_act(action="remittance.record", subject=remittance, by=by, after=after)
    return remittance


@transaction.atomic
def take_remittance_back(*, remittance_id: int, reason: str, by: User) -> Remittance:
    """Reverse a remittance that was a mistake: the carrier owes the cash again. Raises `TakenBackBefore`."""
    order_ids = RemittanceLine.objects.filter(remittance=remittance_id).values_list("order_id", flat=True)
    orders = orders_with_keys_for_update(list(order_ids))
    wrong = remittance_for_update(remittance_id)
    if wrong.reverses_id or Remittance.objects.filter(reverses=wrong).exists():
        raise TakenBackBefore
    remittance = Remittance.objects.create(
        carrier=wrong.carrier,
        collected=-wrong.collected,
        kept=-wrong.kept,
        handed_over=-wrong.handed_over,
        received_on=clock.today(),
        reference=wrong.reference,
        reverses=wrong,
        reason=reason[:300],
        recorded_by=by,
    )
    _write_lines(remittance, orders, sign=-1)
    Order.objects.filter(pk__in=[order.pk for order in orders]).update(remitted_at=None)
    _post(remittance, reverses=LedgerTransaction.objects.get(key=_key(wrong)).pk)
    record_act(action="remittance.take_back", subject=wrong, by=by, after={"reason": reason})
    return remittance


def _check_held(orders: list[Order], asked: Collection[int], carrier_id: int) -> None:
    """After locking: somebody may have recorded the same cash a moment ago."""
    held = set(not_handed_over().filter(pk__in=asked, carrier=carrier_id).values_list("pk", flat=True))
    if strange := [order.number for order in orders if order.pk not in held]:
        raise NotWithThisCarrier(strange)
    if len(held) != len(set(asked)):
        raise NotWithThisCarrier([])


def _write_lines(remittance: Remittance, orders: list[Order], *, sign: int) -> None:
    """The turn says which handing-over of an order this is; two at once would want the same one."""
    before = RemittanceLine.objects.filter(order__in=orders).order_by().values_list("order").annotate(Count("pk"))
    turns = dict(before)
    RemittanceLine.objects.bulk_create(
        RemittanceLine(
            remittance=remittance, order=order, turn=turns.get(order.pk, 0), amount=sign * order.total_incl_tax
        )
        for order in orders
    )


def _post(remittance: Remittance, *, reverses: int | None = None) -> None:
    """Cash becomes money in the bank; what the carrier keeps pays for its work."""
    entries = [
        (BANK, remittance.handed_over),
        (DELIVERY, remittance.kept),
        (held_by_carrier(remittance.carrier.code), -remittance.collected),
    ]
    posting = Posting(
        key=_key(remittance),
        kind=EntryKind.REMITTANCE,
        counts_on=business_day(remittance.recorded_at),
        entries=entries,
        note=remittance.reason[:200],
        reverses=reverses,
    )
    post([posting])


def _key(remittance: Remittance) -> str:
    return f"remittance:{remittance.uuid}"
