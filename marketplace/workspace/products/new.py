"""A new product in five taps: its photo, what it is, what it costs, how many there are, done."""

import secrets
from io import BytesIO
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalogue.keeping import DraftDeleted, MoreThanOneOfAUnique, begin_product
from catalogue.kinds.models import ProductKind
from catalogue.models import Product
from catalogue.pictures import (
    WIDTHS,
    PictureRefused,
    PictureTooLarge,
    PictureTooSmall,
    read_picture,
)
from cooperatives.models import Cooperative
from cooperatives.permissions import Area
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.chosen import chosen_cooperative
from marketplace.workspace.frame import PRODUCTS, frame_for
from marketplace.workspace.products.forms import NewForm

# A photo that came with a form that was refused waits for the next try: a browser does not send it again by itself.
KEPT_FOR = 24 * 60 * 60
TEMPLATE = "marketplace/workspace/products/new.html"


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Begin a product; what is missing is asked again, and the photo is not taken twice."""
    cooperative = chosen_cooperative(request, Area.CATALOGUE)
    if request.method != "POST":
        return _page(request, cooperative, NewForm(initial={"quantity": ""}))
    form = NewForm(request.POST, request.FILES)
    picture = _picture(request, form)
    if not form.is_valid() or picture is None:
        return _page(request, cooperative, form, kept=_keep(request, picture), status=422)
    return _begin(request, cooperative, form, picture)


def _begin(request: SignedInRequest, cooperative: Cooperative, form: NewForm, picture: BinaryIO) -> HttpResponse:
    given, begun = form.cleaned_data, list[Product]()
    try:
        act_once(
            request.POST,
            action="workspace.product.new",
            act=lambda: begun.append(
                begin_product(
                    cooperative=cooperative,
                    kind=given["kind"],
                    pictures=[picture],
                    price=given["price"],
                    quantity=given["quantity"],
                    by=request.user,
                    device_id=given["device_id"] or None,
                )
            ),
        )
    except PictureRefused as refusal:
        form.add_error("picture", picture_refusal(refusal))
        return _page(request, cooperative, form, status=422)
    except MoreThanOneOfAUnique:
        form.add_error("quantity", _("Each one is different: write 1, and add the others one by one."))
        return _page(request, cooperative, form, kept=_keep(request, picture), status=422)
    except DraftDeleted:
        messages.info(request, _("This draft was thrown away meanwhile."))
        return redirect("workspace:products")
    if not begun:
        messages.info(request, _("This was done already."))
        return redirect("workspace:products")
    messages.success(request, _("It is written down. Here is what is still missing before it can be sold."))
    return redirect("workspace:product", public_id=begun[0].public_id)


def picture_refusal(refusal: PictureRefused) -> str:
    """Why a file is not taken, and what to do."""
    if isinstance(refusal, PictureTooLarge):
        return _("This photo is too large. Take another one.")
    if isinstance(refusal, PictureTooSmall):
        return _("This photo is too small to show a product. Take another one.")
    return _("This file is not a photo that we can read. Take another one.")


def _picture(request: SignedInRequest, form: NewForm) -> BinaryIO | None:
    """The photo that came with the form, or with an earlier try of it; a file that is none is said beside the field."""
    upload = request.FILES.get("picture")
    if upload is None:
        kept = cache.get(_key(request, request.POST.get("kept_picture", "")))
        return BytesIO(kept) if kept else None
    try:
        read_picture(cast(BinaryIO, upload))
    except PictureRefused as refusal:
        form.is_valid()
        form.errors.pop("picture", None)
        form.add_error("picture", picture_refusal(refusal))
        return None
    upload.seek(0)
    return cast(BinaryIO, upload)


def _keep(request: SignedInRequest, picture: BinaryIO | None) -> str:
    """Keep a photo for the next try, small and without what else its file held; its name for the form."""
    if picture is None:
        return ""
    picture.seek(0)
    read = read_picture(picture)
    read.thumbnail((WIDTHS[-1], WIDTHS[-1] * 3))
    target = BytesIO()
    read.save(target, format="WEBP", quality=85)
    name = secrets.token_urlsafe(18)
    cache.set(_key(request, name), target.getvalue(), KEPT_FOR)
    return name


def _key(request: SignedInRequest, name: str) -> str:
    """Only who sent it finds it again."""
    return f"workspace:kept-picture:{request.user.pk}:{name[:40]}"


def _page(
    request: SignedInRequest, cooperative: Cooperative, form: NewForm, *, kept: str = "", status: int = 200
) -> HttpResponse:
    own, others = kinds_for(cooperative)
    context: dict[str, Any] = {
        "form": form,
        "kept_picture": kept,
        "own_kinds": own,
        "kinds": others,
        "chosen_kind": form["kind"].value() or "",
        "cooperative": cooperative,
    }
    return render(request, TEMPLATE, frame_for(request, PRODUCTS) | context, status=status)


def kinds_for(cooperative: Cooperative) -> tuple[list[ProductKind], list[ProductKind]]:
    """The kinds that the cooperative makes already, and all others: what it makes next is mostly one of the first."""
    every = list(ProductKind.objects.select_related("family").order_by("position", "pk"))
    own = Product.objects.kept().filter(cooperative=cooperative, kind__isnull=False)
    made = set(own.order_by().values_list("kind_id", flat=True).distinct())
    return [kind for kind in every if kind.pk in made], [kind for kind in every if kind.pk not in made]
