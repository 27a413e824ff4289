"""What shoppers and the first cooperative write to each other, and a part that it offers."""

from collections.abc import Sequence

from cooperatives.accounts.models import User
from cooperatives.models import Cooperative, Membership
from marketplace.conversation.enums import Side
from marketplace.conversation.services import write_message
from marketplace.order.enums import CannotReason, OrderStatus
from marketplace.order.models import Order
from marketplace.order.part_offers import offer_part

SAID = (
    (Side.SHOPPER, "السلام عليكم، هل يمكن أن يصل الطرد قبل نهاية الأسبوع؟"),
    (Side.COOPERATIVE, "وعليكم السلام، نعم إن شاء الله. نسلمه للناقل يوم الاثنين."),
    (Side.SHOPPER, "شكرا. هذا رقمي إن احتجتم إليه: 06 12 34 56 78"),
)


def load_conversations(sellers: Sequence[Cooperative]) -> None:
    """Write about the newest order of the first cooperative, and offer a part of the largest new one."""
    first = sellers[0]
    keeper = Membership.objects.current().filter(cooperative=first).order_by("pk")[0].user
    orders = Order.objects.filter(cooperative=first, confirmed_at__isnull=False)
    if newest := orders.order_by("-pk").first():
        _talk(newest, keeper)
    new = orders.filter(status__in=(OrderStatus.CONFIRMED, OrderStatus.ACCEPTED)).order_by("pk")
    largest = max(new, key=lambda order: sum(line.to_send for line in order.lines.all()), default=None)
    if largest:
        _offer(largest, keeper)


def _talk(order: Order, keeper: User) -> None:
    for side, text in SAID:
        by = keeper if side == Side.COOPERATIVE else None
        write_message(order=order, side=side, by=by, text=text)


def _offer(order: Order, keeper: User) -> None:
    """One piece less of the first line that has more than one."""
    pieces = {line.pk: line.to_send for line in order.lines.all()}
    several = next((pk for pk, number in pieces.items() if number > 1 or len(pieces) > 1), None)
    if several is not None:
        pieces[several] -= 1
        offer_part(order_id=order.pk, pieces=pieces, reason=CannotReason.SOLD_OUT, by=keeper)
