"""The shopper's side of a conversation, for whoever has the purchase's link."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from cooperatives.accounts.models import User
from marketplace.conversation.enums import Side
from marketplace.conversation.forms import MessageForm
from marketplace.conversation.pages import context_of, picture_of, sent_form, was_written
from marketplace.conversation.services import read_messages
from marketplace.limits import asks_too_often
from marketplace.order.models import Order
from marketplace.order.selectors import purchase_opened_with

LOOK_RATE = "120/m"


@never_cache
@require_http_methods(["GET", "POST"])
def messages(request: HttpRequest, public_id: str, token: str, order: str) -> HttpResponse:
    """What was written about one order, and writing to its cooperative."""
    if asks_too_often(request, group="conversation", rate=LOOK_RATE):
        return render(request, "429.html", status=429)
    found = _opened(public_id, token, order)
    if request.method == "GET":
        read_messages(order=found, side=Side.SHOPPER)
        return _page(request, found, None)
    form, by = sent_form(request), request.user if isinstance(request.user, User) else None
    if not was_written(request, found, form, side=Side.SHOPPER, by=by):
        return _page(request, found, form, status=422)
    return redirect("conversation:messages", public_id=public_id, token=token, order=order)


@require_GET
def picture(request: HttpRequest, public_id: str, token: str, order: str, message: str) -> FileResponse:
    """The picture of a message about this order."""
    return picture_of(_opened(public_id, token, order), message)


def _opened(public_id: str, token: str, order: str) -> Order:
    """The same 404 for a wrong token, another's order, one that nobody confirmed, and none at all."""
    purchase = purchase_opened_with(public_id, token)
    orders = Order.objects.select_related("cooperative").filter(purchase=purchase, public_id=order)
    found = orders.filter(confirmed_at__isnull=False).first() if purchase else None
    if purchase is None or found is None:
        raise Http404
    found.purchase = purchase
    return found


def _page(request: HttpRequest, order: Order, form: MessageForm | None, *, status: int = 200) -> HttpResponse:
    context = context_of(order, form) | {"purchase": order.purchase, "own_side": Side.SHOPPER}
    return render(request, "marketplace/conversation/messages.html", context, status=status)
