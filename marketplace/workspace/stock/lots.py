"""Lots: what was made when, where and by whom; their labels, and calling one back."""

from calendar import monthrange
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from catalogue.counting import NotByParts, OnlyOneOfIt
from catalogue.lots import services
from catalogue.lots.models import Lot
from catalogue.lots.selectors import lots_of, next_code
from catalogue.models import Product
from cooperatives import clock
from cooperatives.permissions import Area, cooperatives_where
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.chosen import chosen_cooperative
from marketplace.workspace.frame import PRODUCTS, frame_for
from marketplace.workspace.stock.labels import label_sheets, passport_address
from marketplace.workspace.stock.lot_forms import CallBackForm, LabelsForm, LotForm

A_PAGE = 20
SHEETS = (1, 2, 5, 10)
TEMPLATES = "marketplace/workspace/stock"


@never_cache
@login_required
@require_GET
def index(request: SignedInRequest) -> HttpResponse:
    """The lots of the cooperative that the person works for, the newest first."""
    cooperative = chosen_cooperative(request, Area.CATALOGUE)
    own = cooperatives_where(request.user, Area.CATALOGUE).filter(pk=cooperative.pk)
    return _listed(request, lots_of(own), None)


@never_cache
@login_required
@require_GET
def of_product(request: SignedInRequest, product: str) -> HttpResponse:
    """The lots of one product."""
    found = _own_product(request, product)
    return _listed(request, lots_of(cooperatives_where(request.user, Area.CATALOGUE)).filter(product=found), found)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest, product: str) -> HttpResponse:
    """Write a lot of a product."""
    found = _own_product(request, product)
    if request.method == "GET":
        return _form(request, LotForm(product=found, initial=_begun(found)), found)
    form = LotForm(request.POST, product=found)
    if not form.is_valid():
        return _form(request, form, found, status=422)
    write = services.write_lot_into_stock if form.cleaned_data["into_stock"] else services.write_lot
    made: list[Lot] = []
    try:
        act_once(
            request.POST,
            action="workspace.lot.new",
            act=lambda: made.append(write(product_id=found.pk, facts=form.facts, by=request.user)),
        )
    except services.LotCodeTaken:
        form.add_error("code", _("Another lot of yours has this number."))
    except (NotByParts, OnlyOneOfIt):
        form.add_error("into_stock", _("There is only one of it: it cannot be added to the stock once more."))
    else:
        messages.success(request, _("Written. Now you can print its labels.") if made else _("This was done already."))
        return redirect("workspace:lot", made[0].public_id) if made else redirect("workspace:lots-of-product", product)
    return _form(request, form, found, status=422)


@never_cache
@login_required
@require_GET
def detail(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One lot, its QR code, and its labels to print."""
    return _page(request, _own(request, public_id), CallBackForm())


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def correct(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Put right what was mistyped; what stood there stays in the log."""
    lot = _own(request, public_id)
    if lot.called_back_at:
        messages.error(request, _("This lot was called back: what it says stays."))
        return redirect("workspace:lot", public_id)
    if request.method == "GET":
        return _form(request, LotForm(product=lot.product, lot=lot, initial=_written(lot)), lot.product, lot)
    form = LotForm(request.POST, product=lot.product, lot=lot)
    if not form.is_valid():
        return _form(request, form, lot.product, lot, status=422)
    try:
        fresh = act_once(
            request.POST,
            action="workspace.lot.correct",
            act=lambda: services.correct_lot(lot_id=lot.pk, facts=form.facts, by=request.user),
        )
    except services.LotCodeTaken:
        form.add_error("code", _("Another lot of yours has this number."))
        return _form(request, form, lot.product, lot, status=422)
    except services.LotCalledBack:
        messages.error(request, _("This lot was called back: what it says stays."))
    else:
        messages.success(request, _("Saved. Print its labels anew.") if fresh else _("This was done already."))
    return redirect("workspace:lot", public_id)


@never_cache
@login_required
@require_POST
def call_back(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say on the passport, for good, that the lot must not be used."""
    lot, form = _own(request, public_id), CallBackForm(request.POST)
    if not form.is_valid():
        return _page(request, lot, form, status=422)
    try:
        act_once(
            request.POST,
            action="workspace.lot.call-back",
            act=lambda: services.call_back_lot(lot_id=lot.pk, reason=form.cleaned_data["reason"], by=request.user),
        )
    except services.LotCalledBack:
        messages.info(request, _("This was done already."))
    else:
        messages.success(request, _("Called back: whoever scans the label reads it from now on."))
    return redirect("workspace:lot", public_id)


@never_cache
@login_required
@require_GET
def labels(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Sheets of labels to print; none for what was called back."""
    lot, form = _own(request, public_id), LabelsForm(request.GET or {"sheets": 1})
    if lot.called_back_at or not form.is_valid():
        raise Http404
    response = HttpResponse(label_sheets(lot, sheets=form.cleaned_data["sheets"]), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="labels-{lot.public_id}.pdf"'
    return response


def _own(request: SignedInRequest, public_id: str) -> Lot:
    own = lots_of(cooperatives_where(request.user, Area.CATALOGUE))
    read = own.select_related("product__commune", "product__cooperative__commune", "cooperative__commune", "written_by")
    lot = read.select_related("commune", "sign__sign").filter(public_id=public_id).first()
    if lot is None:
        raise Http404
    return lot


def _own_product(request: SignedInRequest, public_id: str) -> Product:
    own = Product.objects.filter(cooperative__in=cooperatives_where(request.user, Area.CATALOGUE))
    found = own.select_related("commune", "cooperative__commune").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _listed(request: SignedInRequest, lots: QuerySet[Lot], product: Product | None) -> HttpResponse:
    page = Paginator(lots, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "product": product}
    return render(request, f"{TEMPLATES}/lots.html", frame_for(request, PRODUCTS) | context)


def _page(request: SignedInRequest, lot: Lot, form: CallBackForm, *, status: int = 200) -> HttpResponse:
    context = {"lot": lot, "form": form, "address": passport_address(lot), "sheets": SHEETS}
    return render(request, f"{TEMPLATES}/lot.html", frame_for(request, PRODUCTS) | context, status=status)


def _form(
    request: SignedInRequest, form: LotForm, product: Product, lot: Lot | None = None, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "product": product, "lot": lot}
    return render(request, f"{TEMPLATES}/lot_form.html", frame_for(request, PRODUCTS) | context, status=status)


def _begun(product: Product) -> dict[str, Any]:
    """What usually holds: made today, at the product's place, keeping as long as the product does."""
    today = clock.today()
    begun: dict[str, Any] = {"made_on": today, "code": next_code(product, today), "commune": product.commune.code}
    if product.durability_months:
        begun["best_before"] = _months_later(today, product.durability_months)
    return begun


def _written(lot: Lot) -> dict[str, Any]:
    return {
        "code": lot.code,
        "made_on": lot.made_on,
        "quantity": f"{lot.quantity.normalize():f}",
        "best_before": lot.best_before,
        "commune": lot.commune.code,
        "people": lot.people,
    }


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or the last day of a shorter one."""
    count = day.month - 1 + months
    year, month = day.year + count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
