"""The cooperative's side of conversations about orders."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from cooperatives.permissions import Area, cooperatives_where
from marketplace.basket.requests import SignedInRequest
from marketplace.conversation.enums import Side
from marketplace.conversation.forms import MessageForm
from marketplace.conversation.pages import context_of, picture_of, sent_form, was_written
from marketplace.conversation.selectors import conversations_of, orders_of_conversations
from marketplace.conversation.services import read_messages
from marketplace.order.models import Order
from marketplace.order.selectors import order_for
from marketplace.workspace.frame import ORDERS, frame_for
from marketplace.workspace.pages import BoundedPaginator

A_PAGE = 20


@never_cache
@login_required
@require_GET
def index(request: SignedInRequest) -> HttpResponse:
    """The orders about which something was written, the last written about first."""
    around = frame_for(request, ORDERS)
    found = conversations_of(cooperatives_where(request.user, Area.ORDERS))
    page = BoundedPaginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "orders": orders_of_conversations(page.object_list)}
    return render(request, "marketplace/workspace/messages/index.html", around | context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def messages(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What was written about one order, and writing to its shopper."""
    found = _own(request, public_id)
    if request.method == "GET":
        read_messages(order=found, side=Side.COOPERATIVE)
        return _page(request, found, None)
    form = sent_form(request)
    if not was_written(request, found, form, side=Side.COOPERATIVE, by=request.user):
        return _page(request, found, form, status=422)
    return redirect("workspace:messages", public_id=public_id)


@login_required
@require_GET
def picture(request: SignedInRequest, public_id: str, message: str) -> FileResponse:
    """The picture of a message about this order."""
    return picture_of(_own(request, public_id), message)


def _own(request: SignedInRequest, public_id: str) -> Order:
    found = order_for(cooperatives_where(request.user, Area.ORDERS), public_id)
    if found is None:
        raise Http404
    return found


def _page(request: SignedInRequest, order: Order, form: MessageForm | None, *, status: int = 200) -> HttpResponse:
    context = context_of(order, form) | {"own_side": Side.COOPERATIVE}
    around = frame_for(request, ORDERS)
    return render(request, "marketplace/workspace/messages/messages.html", around | context, status=status)
