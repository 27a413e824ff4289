"""The number of each product: the list, one product's page, and what is done with it in one tap."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from catalogue.counting import last_own_change
from catalogue.models import Product
from catalogue.search import containing, words_of
from cooperatives.permissions import Area, cooperatives_where
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.chosen import chosen_cooperative
from marketplace.workspace.frame import PRODUCTS, frame_for
from marketplace.workspace.stock.acts import ACTS, Act, refusal_of
from marketplace.workspace.stock.selectors import (
    IS_LOW,
    IS_OUT,
    StockRow,
    editions_to_send_to,
    history_lines,
    movements_of,
    products_of,
    stock_rows,
)

A_PAGE = 20
HISTORY_PAGE = 30
SHOWN = {"low": IS_LOW, "out": IS_OUT}
# What of a list's address is kept when a number of it changes without scripts.
KEPT = ("page", "show", "q")
TEMPLATES = "marketplace/workspace/stock"


@never_cache
@login_required
@require_GET
def stock(request: SignedInRequest) -> HttpResponse:
    """Every product of the cooperative that the person works for, with its number."""
    cooperative = chosen_cooperative(request, Area.STOCK)
    everything = products_of([cooperative])
    show, asked = request.GET.get("show", ""), request.GET.get("q", "").strip()[:80]
    listed = containing(everything, words_of(asked)) if asked else everything
    if show in SHOWN:
        listed = listed.filter(SHOWN[show])
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    rows = stock_rows(list(page.object_list))
    _offer_undo(request, rows, request.GET.get("changed", ""))
    context = {
        "page": page,
        "rows": rows,
        "tabs": _tabs(everything, show),
        "asked": asked,
        "kept": [(name, request.GET[name]) for name in KEPT if request.GET.get(name)],
        "place": "list",
        "note": "",
    }
    return render(request, f"{TEMPLATES}/stock.html", frame_for(request, PRODUCTS) | context)


@never_cache
@login_required
@require_GET
def product_stock(request: SignedInRequest, product: str) -> HttpResponse:
    """One product's number, where it is, and everything that can be done with it."""
    return _page(request, _own(request, product))


@never_cache
@login_required
@require_POST
def act(request: SignedInRequest, product: str, name: str) -> HttpResponse:
    """Change a number once, however often the form is sent; refused kindly where orders wait for it."""
    found, chosen = _own(request, product), ACTS.get(name)
    if chosen is None:
        raise Http404
    form = chosen.form(request.POST, **_choices(chosen, found))
    if not form.is_valid():
        return _refused(request, found, chosen, form, "")
    try:
        fresh = act_once(
            request.POST,
            action=f"workspace.stock.{name}",
            act=lambda: chosen.do(found, request.user, form.cleaned_data),
        )
    except chosen.refusals as refusal:
        return _refused(request, found, chosen, form, refusal_of(refusal))
    return _done(request, found, str(chosen.done) if fresh else _("This was done already."), is_fresh=fresh)


@never_cache
@login_required
@require_GET
def history(request: SignedInRequest, product: str) -> HttpResponse:
    """Who or what changed a product's number, the latest first."""
    found = _own(request, product)
    page = Paginator(movements_of(found.stockrecord), HISTORY_PAGE).get_page(request.GET.get("page"))
    (row,) = stock_rows([found])
    may_see_orders = cooperatives_where(request.user, Area.ORDERS).filter(pk=found.cooperative_id).exists()
    context = {
        "row": row,
        "page": page,
        "lines": history_lines(list(page.object_list)),
        "may_open_orders": may_see_orders,
    }
    return render(request, f"{TEMPLATES}/history.html", frame_for(request, PRODUCTS) | context)


def _own(request: SignedInRequest, public_id: str) -> Product:
    found = products_of(cooperatives_where(request.user, Area.STOCK)).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _tabs(everything: Any, show: str) -> list[dict[str, Any]]:
    """All products, those of which little is left, and those that are sold out, with how many they are."""
    count = everything.order_by().aggregate(low=Count("pk", filter=IS_LOW), out=Count("pk", filter=IS_OUT))
    url = reverse("workspace:stock")
    return [
        {"url": url, "text": _("All"), "current": show not in SHOWN},
        {"url": f"{url}?show=low", "text": _("Little left"), "current": show == "low", "count": count["low"]},
        {"url": f"{url}?show=out", "text": _("None left"), "current": show == "out", "count": count["out"]},
    ]


def _offer_undo(request: SignedInRequest, rows: list[StockRow], changed: str) -> None:
    """Beside what was changed just now: elsewhere it would only be in the way."""
    for row in rows:
        if changed and row.product.public_id == changed:
            row.undo = last_own_change(stockrecord_id=row.record.pk, by=request.user)


def _choices(chosen: Act, product: Product) -> dict[str, Any]:
    """The fairs that a form offers, where it asks for one."""
    if chosen.name == "send":
        return {"editions": editions_to_send_to(product.cooperative_id)}
    if chosen.name == "bring":
        return {"editions": _lying_out(product)}
    return {}


def _lying_out(product: Product) -> list[tuple[str, str]]:
    (row,) = stock_rows([product])
    return [(code, name) for name, _quantity, code in row.elsewhere if code]


def _page(
    request: SignedInRequest,
    product: Product,
    tried: Act | None = None,
    form: Any = None,
    note: str = "",
    *,
    status: int = 200,
) -> HttpResponse:
    (row,) = stock_rows([product])
    row.undo = last_own_change(stockrecord_id=row.record.pk, by=request.user)
    forms = {
        name: form if each is tried else each.form(**_choices(each, product), **_begun(each, row))
        for name, each in ACTS.items()
        if each.is_asked
    }
    may_see_lots = cooperatives_where(request.user, Area.CATALOGUE).filter(pk=product.cooperative_id).exists()
    context = {
        "row": row,
        "forms": forms,
        "note": note,
        "place": "product",
        "kept": [],
        "may_see_lots": may_see_lots,
    }
    return render(request, f"{TEMPLATES}/product.html", frame_for(request, PRODUCTS) | context, status=status)


def _begun(each: Act, row: StockRow) -> dict[str, Any]:
    """What stands in a form before anything is typed, and ids of its own."""
    given: dict[str, Any] = {"auto_id": f"{each.name}_%s"}
    if each.name == "threshold" and row.record.low_stock_threshold is not None:
        given["initial"] = {"threshold": f"{row.record.low_stock_threshold.normalize():f}"}
    return given


def _refused(request: SignedInRequest, product: Product, chosen: Act, form: Any, note: str) -> HttpResponse:
    """What was typed stays where it was typed; a tap is answered beside the number."""
    if note and chosen.is_asked:
        form.add_error(chosen.beside, note)
    elif not note and not chosen.is_asked:
        note = _("Write a number.")
    if request.htmx and not chosen.is_asked:
        return _fragment(request, product, note, status=422)
    if chosen.is_asked:
        form.auto_id = f"{chosen.name}_%s"
        return _page(request, product, chosen, form, status=422)
    if request.POST.get("place") == "list":
        messages.error(request, note)
        return redirect(_address_in_list(request, product))
    return _page(request, product, note=note, status=422)


def _done(request: SignedInRequest, product: Product, text: str, *, is_fresh: bool) -> HttpResponse:
    if request.htmx:
        return _fragment(request, product, "" if is_fresh else text)
    messages.success(request, text)
    if request.POST.get("place") == "list":
        return redirect(_address_in_list(request, product))
    return redirect("workspace:stock-product", product=product.public_id)


def _fragment(request: SignedInRequest, product: Product, note: str, *, status: int = 200) -> HttpResponse:
    """The number alone, as it stands now: what a script puts in the place of the old one."""
    (row,) = stock_rows([_own(request, product.public_id)])
    row.undo = last_own_change(stockrecord_id=row.record.pk, by=request.user)
    place = "list" if request.POST.get("place") == "list" else "product"
    kept = [(name, request.POST[name]) for name in KEPT if request.POST.get(name)]
    context = {"row": row, "note": note, "place": place, "kept": kept}
    return render(request, f"{TEMPLATES}/_number.html", context, status=status)


def _address_in_list(request: SignedInRequest, product: Product) -> str:
    """The list where it was, with the changed product in sight."""
    pairs = [(name, request.POST[name]) for name in KEPT if request.POST.get(name)]
    return f"{reverse('workspace:stock')}?{urlencode([*pairs, ('changed', product.public_id)])}#s-{product.public_id}"
