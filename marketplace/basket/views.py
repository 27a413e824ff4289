"""The basket's page and its small acts; each works with and without htmx."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from catalogue.models import Product
from catalogue.selectors import Picture, picture_of
from cooperatives.formats.days import day_text
from marketplace.basket import services
from marketplace.basket.exceptions import BasketClosed, ClosedNow, NothingLeft, ProductNotOnSale
from marketplace.basket.forms import AddForm, UpdateForm, once_of
from marketplace.basket.prices import seen_fields, seen_prices
from marketplace.basket.requests import ShopRequest
from marketplace.basket.selectors import BasketContents, BasketLine, CooperativePart, contents, count_pieces
from marketplace.delivery.selectors import price_ranges

UNDO_SECONDS = 3600
_UNDO = "basket-undo"
REFUSALS = (ProductNotOnSale, ClosedNow, NothingLeft, BasketClosed)


@dataclass(slots=True)
class ShownLine:
    """A line on the page, with what was typed for it and what was wrong with that."""

    line: BasketLine
    picture: Picture | None
    typed: str
    problem: str


@dataclass(slots=True)
class ShownPart:
    """One cooperative's part of the page; `delivery` is the least and the most it may cost."""

    part: CooperativePart
    lines: list[ShownLine]
    delivery: tuple[Decimal, Decimal] | None


@never_cache
@require_GET
def summary(request: ShopRequest) -> HttpResponse:
    """The basket by cooperative."""
    return _page(request, undo=request.GET.get("removed", ""))


@require_POST
def add(request: ShopRequest) -> HttpResponse:
    """Put a product in."""
    form = AddForm(request.POST)
    if not form.is_valid():
        return _add_again(request, form)
    asked = form.cleaned_data
    try:
        change = services.add_line(
            basket=request.basket.to_write(),
            product_id=asked["product"],
            quantity=asked["quantity"],
            edition_code=asked["edition"] or request.GET.get("edition", ""),
            once=once_of(request.POST),
        )
    except REFUSALS as refusal:
        messages.error(request, _refused(refusal))
        return _answer_add(request, status=422)
    _tell_change(request, change)
    return _answer_add(request, status=200)


@require_POST
def update(request: ShopRequest) -> HttpResponse:
    """Change how many of a product; what is wrong is said beside it, and what was typed stays."""
    form = UpdateForm(request.POST)
    product_id = request.POST.get("product", "")
    if not form.is_valid():
        error = " ".join(map(str, form.errors.get("quantity", [])))
        return _page(request, problems={product_id: (request.POST.get("quantity", ""), error)}, status=422)
    basket = request.basket.current()
    if basket is None:
        return _page(request)
    if form.cleaned_data["quantity"] == 0:
        # Out of the basket by whichever way: the next page offers to undo it.
        return remove(request)
    try:
        change = services.set_quantity(basket=basket, product_id=product_id, quantity=form.cleaned_data["quantity"])
    except REFUSALS as refusal:
        typed = str(form.cleaned_data["quantity"])
        return _page(request, problems={product_id: (typed, _refused(refusal))}, status=422)
    if change.was_cut:
        return _page(request, problems={product_id: (str(change.quantity), _only_left(change.quantity))})
    return _done(request)


@require_POST
def remove(request: ShopRequest) -> HttpResponse:
    """Take a product out; the next page offers to undo that."""
    basket = request.basket.current()
    removed = basket and services.remove_line(basket=basket, product_id=request.POST.get("product", ""))
    return _done(request, undo=_sign(removed) if removed else "")


@require_POST
def restore(request: ShopRequest) -> HttpResponse:
    """Undo a removal."""
    removed = _unsign(request.POST.get("removed", ""))
    try:
        if removed is not None:
            services.restore_line(basket=request.basket.to_write(), removed=removed, once=once_of(request.POST))
    except (ProductNotOnSale, BasketClosed) as refusal:
        messages.error(request, _refused(refusal))
    return _done(request)


@require_POST
def agree(request: ShopRequest) -> HttpResponse:
    """Say yes to the prices that the page showed."""
    basket = request.basket.current()
    if basket is not None:
        services.agree_to_prices(basket=basket, seen=seen_prices(request.POST.dict()))
    return _done(request)


@require_POST
def keep_possible(request: ShopRequest) -> HttpResponse:
    """Take as many as are left of everything that ran short."""
    basket = request.basket.current()
    if basket is not None:
        services.keep_what_is_left(basket=basket)
    return _done(request)


@never_cache
@ensure_csrf_cookie
@require_GET
def count(request: ShopRequest) -> HttpResponse:
    """The number of pieces, for the header of cached pages, which carry no CSRF cookie of their own."""
    pieces = count_pieces(request.basket.current())
    # Without the template's last line end: the header hides a count that is wholly empty.
    return HttpResponse(render_to_string("components/basket_count.html", {"count": pieces}).strip())


def _page(
    request: ShopRequest, *, problems: dict[str, tuple[str, str]] | None = None, undo: str = "", status: int = 200
) -> HttpResponse:
    """The whole page, or for htmx what changes of it."""
    held = contents(request.basket.current())
    template = "_contents" if request.htmx else "summary"
    context = {
        "held": held,
        "parts": _shown_parts(held, problems or {}),
        "gone": [_shown(line, {}) for line in held.gone],
        "seen_fields": seen_fields(held.changed),
        "undo": undo if _unsign(undo) else "",
    }
    response = render(request, f"marketplace/basket/{template}.html", context, status=status)
    if request.htmx:
        response["HX-Trigger"] = "basket-changed"
    return response


def _done(request: ShopRequest, *, undo: str = "") -> HttpResponse:
    if request.htmx:
        return _page(request, undo=undo)
    return redirect(reverse("basket:summary") + (f"?removed={undo}" if undo else ""))


def _shown_parts(held: BasketContents, problems: dict[str, tuple[str, str]]) -> list[ShownPart]:
    ranges = price_ranges(held.parcels) if held.parts else {}
    return [
        ShownPart(
            part=part,
            lines=[_shown(line, problems) for line in part.lines],
            delivery=ranges.get(part.cooperative.pk),
        )
        for part in held.parts
    ]


def _shown(line: BasketLine, problems: dict[str, tuple[str, str]]) -> ShownLine:
    typed, problem = problems.get(line.product.public_id, (str(line.quantity), ""))
    return ShownLine(line, picture_of(line.product.picture, line.product.title), typed, problem)


def _add_again(request: ShopRequest, form: AddForm) -> HttpResponse:
    """The form comes back with what was typed and what is wrong with it."""
    product = Product.objects.on_sale().filter(public_id=request.POST.get("product", "")[:12]).first()
    if product is None:
        messages.error(request, _("This product is not on sale any more."))
        return _answer_add(request, status=422)
    if request.htmx:
        messages.error(request, " ".join(map(str, form.errors.get("quantity", []))))
        return _answer_add(request, status=422)
    context = {"form": form, "product": product, "picture": picture_of(product.picture, product.title)}
    return render(request, "marketplace/basket/add.html", context, status=422)


def _answer_add(request: ShopRequest, *, status: int) -> HttpResponse:
    """For htmx the messages and a fresh count; else the basket."""
    if not request.htmx:
        return redirect("basket:summary")
    response = render(request, "marketplace/basket/_messages.html", status=status)
    response["HX-Trigger"] = "basket-changed"
    return response


def _tell_change(request: ShopRequest, change: services.LineChange) -> None:
    if change.was_cut:
        messages.warning(request, f"{change.product.title}: {_only_left(change.quantity)}")
    else:
        messages.success(request, _("In your basket: %(product)s.") % {"product": change.product.title})


def _only_left(quantity: int) -> str:
    return ngettext(
        "Only %(count)s left: your basket holds it.", "Only %(count)s left: your basket holds them.", quantity
    ) % {"count": quantity}


def _refused(refusal: Exception) -> str:
    if isinstance(refusal, ClosedNow):
        return _("This cooperative is closed until %(day)s: order again after that.") % {"day": day_text(refusal.until)}
    if isinstance(refusal, NothingLeft):
        return _("Nothing is left of this product just now.")
    if isinstance(refusal, BasketClosed):
        return _("This basket was bought already.")
    return _("This product is not on sale any more.")


def _sign(removed: services.RemovedLine) -> str:
    fields = [removed.product, removed.quantity, str(removed.price), removed.edition]
    return signing.dumps(fields, salt=_UNDO)


def _unsign(text: str) -> services.RemovedLine | None:
    try:
        product, quantity, price, edition = signing.loads(text, salt=_UNDO, max_age=UNDO_SECONDS)
        return services.RemovedLine(product, quantity, Decimal(price), edition)
    except (signing.BadSignature, ValueError, TypeError, InvalidOperation):
        return None
