"""Orders that nobody moves: the cooperative is reminded, then staff find them on their list and telephone.

Each step is a job of its own, which looks again whether the order still stands where it stood.
"""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet

from cooperatives import clock
from cooperatives.jobs.services import schedule
from cooperatives.permissions import Area
from cooperatives.push.selectors import has_rung
from fairs.business_days import CASABLANCA
from marketplace.order import messages
from marketplace.order.enums import DeliveryKind, OrderStatus
from marketplace.order.locks import order_for_update
from marketplace.order.models import Order
from marketplace.order.selectors import open_offer_of

LATE_TO_ACCEPT, REMIND_TO_SEND, LATE_TO_SEND = "order.late-to-accept", "order.remind-to-send", "order.late-to-send"
# Counted from when the cooperative was reminded.
THEN_STAFF_AFTER = timedelta(hours=24)
# In the morning after the day on which the carrier should have got it.
MORNING = time(9)
NOT_SENT = (OrderStatus.ACCEPTED, OrderStatus.PREPARED)
CHASED = (OrderStatus.CONFIRMED, *NOT_SENT)


@transaction.atomic
def check_ring(*, order_id: int) -> None:
    """Send the SMS about a new order after all, where no telephone has been rung for it."""
    order = order_for_update(order_id)
    since = order.confirmed_at
    if order.status == OrderStatus.CONFIRMED and since and not has_rung(order.cooperative_id, Area.ORDERS, since=since):
        messages.send_sms_to_cooperative(order, "order_new_cooperative")


@transaction.atomic
def remind_cooperative(*, order_id: int) -> None:
    """Write to a cooperative again that has not accepted an order; a day later staff see it."""
    order = order_for_update(order_id)
    if order.status != OrderStatus.CONFIRMED:
        return
    if open_offer_of(order) is None:
        _remind(order, "order_reminder_cooperative")
    _then(LATE_TO_ACCEPT, order, clock.now() + THEN_STAFF_AFTER)


def watch_sending(order: Order) -> None:
    """Have the cooperative reminded on the morning after it should have handed the parcel over."""
    if order.delivery_kind == DeliveryKind.HOME:
        last = max(order.hand_over_by or clock.today(), clock.today())
        _then(REMIND_TO_SEND, order, _morning_after(last))


@transaction.atomic
def remind_to_send(*, order_id: int) -> None:
    """Remind a cooperative of a parcel that should be on its way; a day later staff see it."""
    order = order_for_update(order_id)
    if _is_not_sent(order):
        if open_offer_of(order) is None:
            _remind(order, "order_late_cooperative")
        _then(LATE_TO_SEND, order, clock.now() + THEN_STAFF_AFTER)


@transaction.atomic
def chase_to_accept(*, order_id: int) -> None:
    """Put an order that is still not accepted on the list of staff; it leaves the list when it moves on."""
    order = order_for_update(order_id)
    if order.status == OrderStatus.CONFIRMED and open_offer_of(order) is None:
        _chase(order)


@transaction.atomic
def chase_to_send(*, order_id: int) -> None:
    """Put an order that is still not with the carrier on the list of staff."""
    order = order_for_update(order_id)
    if _is_not_sent(order):
        _chase(order)


def to_chase() -> QuerySet[Order]:
    """The orders for which staff telephone a cooperative, those that wait longest first."""
    return Order.objects.filter(chased_at__isnull=False, status__in=CHASED).order_by("chased_at", "pk")


def _chase(order: Order) -> None:
    if order.chased_at is None:
        order.chased_at = clock.now()
        order.save(update_fields=["chased_at"])


def _remind(order: Order, template: str) -> None:
    """Ring, and send an SMS as well: whoever did not hear the telephone the first time may not hear it now."""
    messages.tell_cooperative(order, template)
    messages.send_sms_to_cooperative(order, template)


def _is_not_sent(order: Order) -> bool:
    """What a hub sends with others is out of the cooperative's hands once it is ready."""
    waits_at_hub = order.parcel_id is not None and order.status == OrderStatus.PREPARED
    return order.status in NOT_SENT and not waits_at_hub


def _then(kind: str, order: Order, due_at: datetime) -> None:
    schedule(kind=kind, key=f"{kind}:{order.number}", subject_id=order.pk, due_at=due_at)


def _morning_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), MORNING, tzinfo=CASABLANCA)
