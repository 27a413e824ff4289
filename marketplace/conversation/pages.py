"""What both sides' pages of a conversation do alike."""

from typing import Any

from django.contrib import messages as notices
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest
from django.utils.translation import gettext as _

from catalogue.pictures import PictureRefused
from cooperatives.accounts.models import User
from marketplace.conversation.forms import MessageForm
from marketplace.conversation.models import OrderMessage
from marketplace.conversation.rules import closes_at, is_open
from marketplace.conversation.selectors import message_with_picture, messages_of
from marketplace.conversation.services import ConversationClosed, NothingWritten, write_message
from marketplace.limits import asks_too_often
from marketplace.once import act_once
from marketplace.order.models import Order

WRITE_RATE = "20/h"


def sent_form(request: HttpRequest) -> MessageForm:
    """What was typed and chosen."""
    return MessageForm(request.POST, request.FILES)


def was_written(request: HttpRequest, order: Order, form: MessageForm, *, side: str, by: User | None) -> bool:
    """Write what the form holds, and tell the writer how that went; False where the form has to be shown again."""
    if asks_too_often(request, group=f"message:{order.public_id}:{side}", rate=WRITE_RATE):
        form.add_error("text", _("You wrote very often in the last hour. Wait a little, then send it again."))
    if not form.is_valid():
        return False
    written: list[OrderMessage] = []
    try:
        act_once(
            request.POST,
            action="message.write",
            act=lambda: written.append(write_message(order=order, side=side, by=by, **form.cleaned_data)),
        )
    except PictureRefused as refusal:
        form.refuse_picture(refusal)
        return False
    except NothingWritten:
        # Only signs that nobody sees.
        form.refuse_nothing()
        return False
    except ConversationClosed:
        notices.info(request, _("Nobody can write about this order any more."))
        return True
    if any(message.hid_a_number for message in written):
        notices.warning(
            request, _("Sent, without the telephone number, address or link in it: those stay private. Write here.")
        )
    else:
        notices.success(request, _("Sent."))
    return True


def context_of(order: Order, form: MessageForm | None) -> dict[str, Any]:
    """What the page of a conversation shows."""
    return {
        "order": order,
        "shown_messages": messages_of(order),
        "form": form or MessageForm(),
        "is_open": is_open(order),
        "closes_at": closes_at(order),
    }


def picture_of(order: Order, message: str) -> FileResponse:
    """The picture of one message of this order; 404 for any other."""
    found = message_with_picture(order, message)
    if found is None or not storages["private"].exists(found.picture):
        raise Http404
    answer = FileResponse(storages["private"].open(found.picture), content_type="image/jpeg")
    answer["Cache-Control"] = "private, max-age=3600"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
