"""The small screens of a product: each writes one part, by itself, and tells who else wrote it meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalogue.enums import LegalKind
from catalogue.models import Product
from catalogue.moderation.selectors import as_proposed, shelves_as_proposed
from catalogue.services import PaperMissing, SignOfAnother
from catalogue.suggestions import allergens_named
from catalogue.writing import (
    ChangedMeanwhile,
    NoNameLeft,
    Written,
    last_change_by_another,
    seen_of,
    seen_of_price,
    write_part,
    write_price,
)
from cooperatives.accounts.names import known_as
from cooperatives.formats.numbers import money_text
from cooperatives.texts import LANGUAGES
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.storefront.selectors.product_page import ALLERGENS
from marketplace.workspace.frame import PRODUCTS, frame_for
from marketplace.workspace.products import forms as own_forms
from marketplace.workspace.products.own import own_product
from marketplace.workspace.products.papers import said

FOOD_AND_CARE = frozenset({LegalKind.FOOD, LegalKind.COSMETIC})
TEMPLATES = "marketplace/workspace/products"


@dataclass(frozen=True, slots=True)
class Part:
    """One screen of a product: its name, and the form that writes it."""

    slug: str
    title: str | Promise
    icon: str
    form: Callable[..., Any]
    kinds: frozenset[LegalKind] = frozenset(LegalKind)
    language: str = ""
    template: str = "part.html"
    # Whether the product's page has a line for it; the size stands on the screen of all sizes.
    is_listed: bool = True


def _words(language: str, title: str | Promise) -> Part:
    def form(*given: Any, **named: Any) -> own_forms.WordsForm:
        return own_forms.WordsForm(*given, language=language, **named)

    return Part(f"words-{language}", title, "languages", form, language=language)


def _contents(*given: Any, product: Product, **named: Any) -> own_forms.ContentsForm:
    return own_forms.ContentsForm(*given, product=product, language=written_language(product), **named)


PARTS = {
    part.slug: part
    for part in (
        Part("price", gettext_lazy("Price"), "banknote", own_forms.PriceForm),
        Part("amount", gettext_lazy("How much is in it"), "scale", own_forms.AmountForm),
        Part("contents", gettext_lazy("What is in it"), "list", _contents, FOOD_AND_CARE),
        Part("keeping", gettext_lazy("How long it keeps"), "calendar-clock", own_forms.KeepingForm, FOOD_AND_CARE),
        Part("papers", gettext_lazy("Its number"), "stamp", own_forms.PapersForm, FOOD_AND_CARE),
        _words("ar", gettext_lazy("In Arabic")),
        _words("fr", gettext_lazy("In French")),
        _words("en", gettext_lazy("In English")),
        Part("sign", pgettext_lazy("quality", "Sign"), "badge-check", own_forms.SignForm),
        Part("delivery", gettext_lazy("Its parcel"), "truck", own_forms.DeliveryForm),
        Part("kind", gettext_lazy("What it is"), "shapes", own_forms.KindForm, template="kind.html"),
        Part("size", gettext_lazy("Which size"), "ruler", own_forms.OwnSizeForm, is_listed=False),
    )
}


def written_language(product: Product) -> str:
    """The language in which this person writes of the product: the page's, unless it holds suggestions alone."""
    asked = (get_language() or LANGUAGES[0])[:2]
    if asked not in product.drafted_languages:
        return asked
    return next((each for each in LANGUAGES if each not in product.drafted_languages), asked)


def parts_for(product: Product) -> list[Part]:
    """The screens that a product of this family has."""
    legal_kind = LegalKind(product.product_class.legal_kind)
    return [part for part in PARTS.values() if legal_kind in part.kinds]


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def part(request: SignedInRequest, public_id: str, slug: str) -> HttpResponse:
    """One screen: what stands there, and what is written into it."""
    product = own_product(request, public_id)
    chosen = next((each for each in parts_for(product) if each.slug == slug), None)
    if chosen is None:
        raise Http404
    shown = as_proposed(product)
    if request.method != "POST":
        return _page(request, shown, chosen, _form(chosen, shown))
    form = _form(chosen, shown, request.POST)
    if not form.is_valid():
        return _page(request, shown, chosen, form, seen=own_forms.posted_seen(request.POST), status=422)
    return _save(request, product, chosen, form)


def _form(chosen: Part, product: Product, *given: Any) -> Any:
    if chosen.slug == "price":
        return own_forms.PriceForm(given[0] if given else None, initial={"price": product.stockrecord.price})
    return chosen.form(*given, product=product)


def _save(request: SignedInRequest, product: Product, chosen: Part, form: Any) -> HttpResponse:
    written: list[Written] = []
    try:
        act_once(
            request.POST,
            action=f"workspace.product.{chosen.slug}",
            act=lambda: written.append(_write(request, product, chosen, form)),
        )
    except ChangedMeanwhile as refusal:
        return _told(request, product, chosen, form, refusal)
    except NoNameLeft:
        form.add_error(None, _("Then no name would be left that somebody has read. Write it in one language at least."))
    except PaperMissing as refusal:
        for field in refusal.fields:
            form.add_error(None, said(field))
    except SignOfAnother:
        form.add_error(None, _("This certificate belongs to another cooperative."))
    else:
        _say(request, written[0] if written else None)
        return redirect("workspace:product", public_id=product.public_id)
    return _page(request, as_proposed(product), chosen, form, seen=own_forms.posted_seen(request.POST), status=422)


def _write(request: SignedInRequest, product: Product, chosen: Part, form: Any) -> Written:
    seen = own_forms.posted_seen(request.POST)
    if chosen.slug == "price":
        return write_price(product_id=product.pk, values=form.values(), seen=seen, by=request.user)
    shelves = [form.cleaned_data["kind"].category_id] if chosen.slug == "kind" else None
    return write_part(
        product_id=product.pk,
        values=form.values(),
        seen=seen,
        by=request.user,
        category_ids=shelves,
        **form.languages(),
    )


def _say(request: SignedInRequest, written: Written | None) -> None:
    if written is None:
        messages.info(request, _("This was done already."))
        return
    messages.success(
        request, _("Saved. Our staff looks at it, then shoppers see it.") if written.waits_for_staff else _("Saved.")
    )
    if written.kept_of_another:
        messages.info(request, _("Somebody else wrote here meanwhile: what you both wrote is kept."))


def _told(
    request: SignedInRequest, product: Product, chosen: Part, form: Any, refusal: ChangedMeanwhile
) -> HttpResponse:
    """The second of two is told, and sees both values; saving again is a decision."""
    stands = as_proposed(own_product(request, product.public_id))
    entry = last_change_by_another(product, request.user)
    context: dict[str, Any] = {
        "contested": [_both(stands, form, name) for name in refusal.fields],
        "other_person": known_as(entry.by) if entry and entry.by else "",
    }
    return _page(request, stands, chosen, form, status=409, **context)


def _both(stands: Product, form: Any, name: str) -> dict[str, Any]:
    """What stands there now beside what this person wrote."""
    theirs = stands.stockrecord.price if name == "price" else getattr(stands, name)
    return {
        "label": _label(form, name),
        "theirs": _readable(form, name, theirs),
        "mine": _readable(form, name, form.values()[name]),
    }


def _label(form: Any, name: str) -> str:
    return str(form.fields[name].label) if name in form.fields else ""


def _readable(form: Any, name: str, value: Any) -> str:
    """A value in words, as its choices or its amount are said."""
    if name == "price":
        return money_text(value)
    if name == "allergens":
        return ", ".join(str(ALLERGENS.get(code, code)) for code in value) or "–"
    choices: Mapping[Any, Any] = dict(getattr(form.fields.get(name), "choices", ()) or ()) if name != "sign" else {}
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(choices.get(value, value if value not in (None, "") else "–"))


def _page(
    request: SignedInRequest,
    product: Product,
    chosen: Part,
    form: Any,
    *,
    seen: Mapping[str, str] | None = None,
    status: int = 200,
    **told: Any,
) -> HttpResponse:
    names = [name for name in form.fields if name != "is_right"]
    if chosen.slug == "kind":
        names = ["kind", "product_class"]
    shown = seen_of_price(product.stockrecord, names) if chosen.slug == "price" else seen_of(product, names)
    context = {
        "product": product,
        "part": chosen,
        "form": form,
        "seen": " ".join(f"{name}:{digest}" for name, digest in (seen or shown).items()),
        "help_slug": _help_of(chosen),
        "is_drafted": chosen.language in product.drafted_languages,
        "named_allergens": _not_ticked(product) if chosen.slug == "contents" else [],
        "kinds": own_forms.NewForm.base_fields["kind"].queryset.all() if chosen.slug == "kind" else [],  # type: ignore[attr-defined]
        "shelves": shelves_as_proposed(product) if chosen.slug == "kind" else [],
        "contested": [],
        "other_person": "",
        **told,
    }
    return render(request, f"{TEMPLATES}/{chosen.template}", frame_for(request, PRODUCTS) | context, status=status)


def _help_of(chosen: Part) -> str:
    if chosen.language:
        return "product-words"
    return f"product-{chosen.slug}" if chosen.is_listed else "product-sizes"


def _not_ticked(product: Product) -> list[str]:
    """Allergens that the ingredients name and nobody has ticked."""
    return [str(ALLERGENS[code]) for code in allergens_named(product) if code not in product.allergens]
