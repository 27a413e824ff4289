"""What is done with a product in one tap, each with its way back: hide, sold out, duplicate, throw away, move."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from catalogue import keeping
from catalogue.counting import SOLD_OUT, NothingToUndo
from catalogue.models import Product
from catalogue.own_list import own_products, put_after, put_before
from catalogue.services import PaperMissing
from cooperatives.accounts.models import User
from cooperatives.idempotency import FIELD
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.products.own import own_product
from marketplace.workspace.products.papers import said

# What stands in the query of the list and of its undo: nothing else is taken over from a form.
KEPT = ("pile", "q", "page", "sort")
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Act:
    """One tap: its service, what is said after, and which act undoes it."""

    name: str
    do: Callable[[Product, User, str], object]
    done: str | Promise
    undo: str = ""


def _sold_out(product: Product, by: User, key: str) -> object:
    return keeping.say_sold_out(product_id=product.pk, key=key, by=by)


def _undo_sold_out(product: Product, by: User, key: str) -> object:
    return keeping.undo_sold_out(product_id=product.pk, key=key, by=by)


ACTS = {
    act.name: act
    for act in (
        Act(
            "hide",
            lambda product, by, _key: keeping.hide(product_id=product.pk, by=by),
            gettext_lazy("Hidden: shoppers do not see it now."),
            undo="show",
        ),
        Act(
            "show",
            lambda product, by, _key: keeping.show(product_id=product.pk, by=by),
            gettext_lazy("Shoppers see it again."),
        ),
        Act("sold-out", _sold_out, gettext_lazy("Sold out: nobody can order it now."), undo="undo-sold-out"),
        Act("undo-sold-out", _undo_sold_out, gettext_lazy("It can be ordered again.")),
        Act(
            "throw-away",
            lambda product, by, _key: keeping.throw_away(product_id=product.pk, by=by),
            gettext_lazy("Thrown away."),
            undo="fetch-back",
        ),
        Act(
            "fetch-back",
            lambda product, by, _key: keeping.fetch_back(product_id=product.pk, by=by),
            gettext_lazy("It is back among your drafts."),
        ),
    )
}
UNDOABLE = frozenset(act.undo for act in ACTS.values() if act.undo)


@never_cache
@login_required
@require_POST
def act(request: SignedInRequest, public_id: str, name: str) -> HttpResponse:
    """Do one thing with a product and go back to where it was tapped, with a way to undo it."""
    product, chosen = own_product(request, public_id), ACTS.get(name)
    if chosen is None:
        raise Http404
    key = _key(request, product, name)
    try:
        fresh = act_once(
            request.POST, action=f"workspace.product.{name}", act=lambda: chosen.do(product, request.user, key)
        )
    except PaperMissing as refusal:
        for field in refusal.fields:
            messages.error(request, said(field))
        return redirect("workspace:product", public_id=public_id)
    except keeping.SoldBefore:
        messages.error(request, _("Shoppers have seen it: hide it instead."))
        return redirect("workspace:product", public_id=public_id)
    except NothingToUndo:
        messages.error(request, _("Something else changed it since: look at the history."))
        return redirect("workspace:stock-product", product=public_id)
    messages.success(request, str(chosen.done) if fresh else _("This was done already."))
    undo = {"undo": chosen.undo, "of": public_id, "key": key} if chosen.undo and fresh else {}
    return _back(request, public_id, undo)


@never_cache
@login_required
@require_POST
def duplicate(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Write a copy of a product and open it."""
    product, copied = own_product(request, public_id), list[Product]()
    act_once(
        request.POST,
        action="workspace.product.duplicate",
        act=lambda: copied.append(keeping.duplicate(product_id=product.pk, by=request.user)),
    )
    if not copied:
        messages.info(request, _("This was done already."))
        return redirect("workspace:products")
    messages.success(request, _("Here is the copy. Say how many there are, and what is different."))
    return redirect("workspace:product", public_id=copied[0].public_id)


@never_cache
@login_required
@require_POST
def move(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Put a product before or after another of the list, and keep the focus on it."""
    product = own_product(request, public_id)
    way = "before" if request.POST.get("before") else "after"
    siblings = own_products(product.cooperative)
    other = siblings.filter(public_id=request.POST.get(way, "")[:12]).first()
    if other is None:
        raise Http404
    put = put_before if way == "before" else put_after
    act_once(
        request.POST, action="workspace.product.move", act=lambda: put(product=product, other=other, by=request.user)
    )
    return _back(request, public_id, {}, anchor=f"{'up' if way == 'before' else 'down'}-{public_id}")


def _key(request: SignedInRequest, product: Product, name: str) -> str:
    """The key of a movement of stock: the tap's own token for a new one, the one to undo for an undo."""
    if name in UNDOABLE:
        return request.POST.get("key", "")[:LONGEST]
    return f"{SOLD_OUT}:{product.public_id}:{request.POST.get(FIELD, '')[:64]}"


def _back(request: SignedInRequest, public_id: str, undo: dict[str, str], *, anchor: str = "") -> HttpResponse:
    if request.POST.get("from") == "product" and undo.get("undo") != "fetch-back":
        url, kept = reverse("workspace:product", kwargs={"public_id": public_id}), {}
    else:
        url = reverse("workspace:products")
        kept = {name: request.POST[name][:LONGEST] for name in KEPT if request.POST.get(name)}
    query = urlencode(kept | undo)
    return redirect(url + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else ""))
