"""Where a product is made: a name that is typed, and the places that it may mean."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalogue.models import Product
from catalogue.moderation.selectors import as_proposed
from catalogue.writing import ChangedMeanwhile, last_change_by_another, seen_of, write_part
from cooperatives.accounts.names import known_as
from cooperatives.territory.models import Place
from cooperatives.territory.selectors import find_places, is_named, place_named
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.frame import PRODUCTS, frame_for
from marketplace.workspace.products.forms import posted_seen
from marketplace.workspace.products.own import own_product


class PlaceForm(forms.Form):
    """A place by its name, then by one of those that the name may mean."""

    place_text = forms.CharField(
        label=gettext_lazy("Where is it made?"),
        max_length=80,
        help_text=gettext_lazy("Write the name of the douar, the commune or the town."),
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write where it is made.")},
    )


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def origin(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say where a product is made."""
    product = own_product(request, public_id)
    if request.method != "POST":
        return _page(request, product, PlaceForm())
    form = PlaceForm(request.POST)
    chosen = place_named(request.POST.get("place", "")[:20])
    if chosen is None:
        if not form.is_valid():
            return _page(request, product, form, status=422)
        found = find_places(form.cleaned_data["place_text"])
        chosen = _only(found, form.cleaned_data["place_text"])
        if chosen is None:
            if not found:
                form.add_error("place_text", _("We do not know this place. Write the commune or the nearest town."))
            return _page(request, product, form, found, status=422)
    return _save(request, product, form, chosen)


def _only(found: list[Place], typed: str) -> Place | None:
    """The one place that was meant; None where a person must choose."""
    named = [place for place in found if is_named(place, typed)]
    return named[0] if len(named) == 1 else None


def _save(request: SignedInRequest, product: Product, form: PlaceForm, place: Place) -> HttpResponse:
    try:
        fresh = act_once(
            request.POST,
            action="workspace.product.origin",
            act=lambda: write_part(
                product_id=product.pk,
                values={"commune": place.commune},
                seen=posted_seen(request.POST),
                by=request.user,
            ),
        )
    except ChangedMeanwhile:
        entry = last_change_by_another(product, request.user)
        person = known_as(entry.by) if entry and entry.by else ""
        return _page(request, product, form, [place], status=409, other_person=person, is_contested=True)
    messages.success(request, _("Saved.") if fresh else _("This was done already."))
    return redirect("workspace:product", public_id=product.public_id)


def _page(
    request: SignedInRequest,
    product: Product,
    form: PlaceForm,
    found: list[Place] | None = None,
    *,
    status: int = 200,
    other_person: str = "",
    is_contested: bool = False,
) -> HttpResponse:
    shown = as_proposed(own_product(request, product.public_id))
    context = {
        "product": product,
        "shown": shown,
        "form": form,
        "found": found or [],
        "seen": " ".join(f"{name}:{digest}" for name, digest in seen_of(shown, ["commune"]).items()),
        "other_person": other_person,
        "is_contested": is_contested,
    }
    around = frame_for(request, PRODUCTS)
    return render(request, "marketplace/workspace/products/origin.html", around | context, status=status)
