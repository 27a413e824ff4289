"""The same thing in several sizes: each is a product of its own, and their pages lead to each other."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalogue.keeping import add_variant
from catalogue.models import Product
from catalogue.moderation.selectors import as_proposed
from catalogue.writing import seen_of
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.frame import PRODUCTS, frame_for
from marketplace.workspace.products.forms import OwnSizeForm, SizeForm
from marketplace.workspace.products.own import own_product

OWN = ("variant_label",)


def sizes_of(product: Product) -> QuerySet[Product]:
    """Every size of what `product` is, itself with them, in the order in which they were written; none of only one."""
    first = product.variant_of_id or product.pk
    group = (
        Product.objects.kept().filter(Q(pk=first) | Q(variant_of=first)).order_by("pk").select_related("stockrecord")
    )
    others = group.exclude(pk=product.pk)
    return group if others.exists() else group.none()


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def sizes(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The sizes of a product, and one more."""
    product = own_product(request, public_id)
    form = SizeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _add(request, product, form)
    context = {
        "product": product,
        "shown": as_proposed(product),
        "sizes": sizes_of(product),
        "form": form,
        "own_form": OwnSizeForm(product=as_proposed(product)),
        "own_seen": " ".join(f"{name}:{digest}" for name, digest in seen_of(as_proposed(product), OWN).items()),
    }
    status = 422 if form.errors else 200
    around = frame_for(request, PRODUCTS)
    return render(request, "marketplace/workspace/products/sizes.html", around | context, status=status)


def _add(request: SignedInRequest, product: Product, form: SizeForm) -> HttpResponse:
    given, added = form.cleaned_data, list[Product]()
    act_once(
        request.POST,
        action="workspace.product.size",
        act=lambda: added.append(
            add_variant(product_id=product.pk, label=given["label"], price=given["price"], by=request.user)
        ),
    )
    if not added:
        messages.info(request, _("This was done already."))
        return redirect("workspace:product", public_id=product.public_id)
    messages.success(request, _("Here is the new size. Say how much is in it and how many there are."))
    return redirect("workspace:product", public_id=added[0].public_id)
