"""Writing about an order, and reading what the other side wrote."""

from typing import BinaryIO

from django.db import transaction
from django.urls import reverse
from django.utils import translation

from cooperatives import clock
from cooperatives.accounts.models import User
from marketplace.conversation.enums import Side
from marketplace.conversation.masking import without_contacts
from marketplace.conversation.models import OrderMessage
from marketplace.conversation.pictures import forget_picture, keep_picture
from marketplace.conversation.rules import is_open
from marketplace.conversation.selectors import OTHER, last_read
from marketplace.order import messages
from marketplace.order.models import Order


class ConversationClosed(Exception):
    """The order is over for too long, or its shopper has not confirmed it yet."""


class NothingWritten(Exception):
    """Neither words nor a picture."""


@transaction.atomic
def write_message(
    *, order: Order, side: str, by: User | None, text: str, picture: BinaryIO | None = None
) -> OrderMessage:
    """Write to the other side about an order, without numbers and addresses; it is told once for each unread run.

    Raises `ConversationClosed`, `NothingWritten`, `PictureRefused`.
    """
    if not is_open(order):
        raise ConversationClosed(order.number)
    shown, hid_a_number = without_contacts(text.strip())
    if not shown and picture is None:
        raise NothingWritten
    name, width, height = keep_picture(order, picture) if picture else ("", 0, 0)
    try:
        message = OrderMessage.objects.create(
            order=order,
            side=side,
            by=by,
            text=shown,
            hid_a_number=hid_a_number,
            picture=name,
            width=width,
            height=height,
        )
        _tell(order, Side(side))
    except Exception:
        if name:
            forget_picture(name)
        raise
    return message


def read_messages(*, order: Order, side: str) -> int:
    """Note that `side` has seen what was written to it; answers how many messages were new."""
    new = OrderMessage.objects.filter(order=order, side=OTHER[Side(side)], read_at__isnull=True)
    return new.update(read_at=clock.now())


def _tell(order: Order, side: Side) -> None:
    """The same run has the same key, so that two who write at once send one notice."""
    run = f"{side}-{last_read(order, side)}"
    if side == Side.SHOPPER:
        messages.tell_cooperative(order, "order_message_cooperative", again=run, page="workspace:messages")
        return
    with translation.override(order.purchase.language):
        path = reverse(
            "conversation:messages", args=[order.purchase.public_id, order.purchase.link_token, order.public_id]
        )
        cooperative = str(order.cooperative)
    messages.tell_payer(
        order.purchase,
        "order_message_shopper",
        key=f"order:{order.number}:message:{run}",
        path=path,
        order=order,
        cooperative=cooperative,
    )
