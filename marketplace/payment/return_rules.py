"""Who may give what back, and until when. docs/money.md and the page about giving back say the same.

* Within seven days of receiving it, without a reason: everything but families that spoil or cannot be sold again.
* Within fourteen days, what arrived broken, is not what was ordered, or is not good: everything.
Days are whole: the last one ends at midnight in Morocco.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from cooperatives import clock
from fairs.business_days import CASABLANCA
from marketplace.order.enums import OrderStatus
from marketplace.order.models import Line, Order
from marketplace.payment.enums import FAULTS, ReturnReason

DAYS_TO_CHANGE_ONES_MIND = 7
DAYS_TO_TELL_OF_A_FAULT = 14


def days_for(reason: str) -> int:
    """For how many days after delivery goods may be given back for this reason."""
    return DAYS_TO_TELL_OF_A_FAULT if reason in FAULTS else DAYS_TO_CHANGE_ONES_MIND


def last_day(order: Order, reason: str) -> date:
    """The last day on which a delivered order's goods may be given back for this reason."""
    if order.delivered_at is None:
        raise ValueError(order.number)
    return order.delivered_at.astimezone(CASABLANCA).date() + timedelta(days=days_for(reason))


def is_in_time(order: Order, reason: str) -> bool:
    """Whether goods of a delivered order may still be given back for this reason."""
    return clock.today() <= last_day(order, reason)


def reasons_open(order: Order) -> list[ReturnReason]:
    """The reasons for which something of an order may be given back today."""
    if order.status != OrderStatus.DELIVERED or order.paid_at is None:
        return []
    return [reason for reason in ReturnReason if is_in_time(order, reason)]


def excepted(lines: Iterable[Line], reason: str) -> list[Line]:
    """Lines that are not taken back for this reason: what spoils, unless something was wrong with it."""
    if reason in FAULTS:
        return []
    return [line for line in lines if line.family and not line.family.may_be_withdrawn]


def delivered_before_for_release() -> datetime:
    """The first moment of delivery whose goods may still come back for a change of mind."""
    first = clock.today() - timedelta(days=DAYS_TO_CHANGE_ONES_MIND)
    return datetime.combine(first, time(), tzinfo=CASABLANCA)
