"""The photos of a product: one more, which comes first, a quarter turn, and away."""

from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from catalogue.models import Product, ProductImage
from catalogue.moderation.selectors import pictures_as_proposed
from catalogue.moderation.services import (
    add_own_picture,
    change_own_picture,
    put_own_picture,
    show_own_picture_first,
    take_own_picture_off,
)
from catalogue.pictures import PictureRefused, folder_of, make_renditions, turned
from catalogue.selectors import picture_of
from cooperatives.accounts.models import User
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.frame import PRODUCTS, frame_for
from marketplace.workspace.products.new import picture_refusal
from marketplace.workspace.products.own import own_product

MOST = 8


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def pictures(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The photos of a product; sent a photo, it is added as the last one."""
    product = own_product(request, public_id)
    if request.method != "POST":
        return _page(request, product)
    refusal = _add(request, product)
    return _page(request, product, refusal, status=422) if refusal else _back(product)


@never_cache
@login_required
@require_POST
def act(request: SignedInRequest, public_id: str, name: str) -> HttpResponse:
    """Do one thing with one photo."""
    product = own_product(request, public_id)
    images = pictures_as_proposed(product)
    image = next((each for each in images if name_of(each) == request.POST.get("picture")), None)
    if image is None or name not in ACTS:
        raise Http404
    do = ACTS[name]
    place = images.index(image)
    try:
        fresh = act_once(
            request.POST,
            action=f"workspace.product.picture.{name}",
            act=lambda: do(product, image, place, request.user),
        )
    except ProductImage.DoesNotExist:
        messages.error(request, _("Somebody else changed this while you were writing"))
        return _back(product)
    messages.success(request, _("Saved.") if fresh else _("This was done already."))
    return _back(product)


def name_of(image: ProductImage) -> str:
    """What a form calls a photo: its file, under a name that nobody can guess."""
    return PurePosixPath(image.original.name).stem


def _add(request: SignedInRequest, product: Product) -> str:
    """Add the photo that was sent; what stands against it, else nothing."""
    upload = request.FILES.get("picture")
    if upload is None:
        return _("Take a photo of it first.")
    if len(pictures_as_proposed(product)) >= MOST:
        return _("%(count)s photos are enough: take one away first.") % {"count": MOST}
    try:
        made = make_renditions(cast(BinaryIO, upload), folder=folder_of(product.public_id))
    except PictureRefused as refusal:
        return picture_refusal(refusal)
    fresh = act_once(
        request.POST,
        action="workspace.product.picture",
        act=lambda: add_own_picture(product_id=product.pk, made=made, by=request.user),
    )
    messages.success(request, _("Saved.") if fresh else _("This was done already."))
    return ""


def _turn(product: Product, image: ProductImage, _place: int, by: User) -> Any:
    made = make_renditions(turned(image), folder=folder_of(product.public_id))
    return change_own_picture(image_id=image.pk, made=made, by=by)


ACTS = {
    "first": lambda _product, image, _place, by: show_own_picture_first(image_id=image.pk, by=by),
    "earlier": lambda _product, image, place, by: put_own_picture(image_id=image.pk, place=max(place - 1, 0), by=by),
    "later": lambda _product, image, place, by: put_own_picture(image_id=image.pk, place=place + 1, by=by),
    "turn": _turn,
    "away": lambda _product, image, _place, by: take_own_picture_off(image_id=image.pk, by=by),
}


def _back(product: Product) -> HttpResponse:
    return redirect("workspace:product-pictures", public_id=product.public_id)


def _page(request: SignedInRequest, product: Product, refusal: str = "", *, status: int = 200) -> HttpResponse:
    images = pictures_as_proposed(product)
    context = {
        "product": product,
        "pictures": [(name_of(image), picture_of(image.renditions, product.title), image) for image in images],
        "is_full": len(images) >= MOST,
        "refusal": refusal,
    }
    around = frame_for(request, PRODUCTS)
    return render(request, "marketplace/workspace/products/pictures.html", around | context, status=status)
