"""How a purchase stands with its card payment, as its page tells it. Read from our rows alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.conf import settings

from cooperatives import clock
from cooperatives.money import ZERO
from marketplace.order.enums import OrderStatus, PaymentMethod
from marketplace.order.models import Order, Purchase
from marketplace.payment.enums import OPEN_ATTEMPTS, AttemptStatus
from marketplace.payment.models import PaymentAttempt

# How often the page looks again by itself before it leaves that to the worker, and after how many seconds.
LOOKS, FIRST_WAIT, LONGEST_WAIT = 8, 3, 60


@dataclass(frozen=True, slots=True)
class CardStanding:
    """What is still to be paid by card (dirhams), whether nobody knows yet, and what goes back."""

    to_pay: Decimal = ZERO
    is_checking: bool = False
    is_offered: bool = False
    paid: Decimal = ZERO
    kept_until: datetime | None = None
    goes_back: list[PaymentAttempt] = field(default_factory=list)
    looks: int = 0

    @property
    def looks_again_in(self) -> int:
        """Seconds until the page asks again by itself; 0 when it does not any more."""
        if not self.is_checking or self.looks > LOOKS:
            return 0
        return min(FIRST_WAIT * 2 ** max(self.looks - 1, 0), LONGEST_WAIT)


def standing_of(purchase: Purchase, orders: Sequence[Order], *, looks: int = 0) -> CardStanding:
    """How the purchase stands; `looks` says how often its page has asked since the shopper came back."""
    attempts = list(PaymentAttempt.objects.filter(purchase=purchase).defer("snapshot").order_by("-seq"))
    if not attempts:
        return CardStanding()
    to_pay = sum((order.total_incl_tax for order in orders if order.status == OrderStatus.AWAITING_PAYMENT), ZERO)
    live = next((attempt for attempt in attempts if attempt.status in OPEN_ATTEMPTS), None)
    is_card = purchase.payment_method == PaymentMethod.CARD
    return CardStanding(
        to_pay=to_pay,
        is_checking=bool(to_pay) and _nobody_knows(attempts, live, looks),
        is_offered=settings.CARD_PAYMENTS,
        paid=sum((order.total_incl_tax for order in orders if is_card and order.paid_at), ZERO),
        kept_until=live.expires_at if live and live.expires_at > clock.now() else None,
        goes_back=[a for a in attempts if a.status in (AttemptStatus.REFUNDING, AttemptStatus.REFUNDED)],
        looks=looks,
    )


def _nobody_knows(attempts: Sequence[PaymentAttempt], live: PaymentAttempt | None, looks: int) -> bool:
    """Money may be there: it lies with a person, is on its way, or the gateway did not answer a moment ago."""
    if any(attempt.status == AttemptStatus.REVIEW for attempt in attempts):
        return True
    if live is None or not live.session_id:
        return False
    return bool(looks) or not live.session_url
