"""What the page of a product says of each of its small screens, and which to open next."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.completeness import Completeness
from catalogue.enums import Unit
from catalogue.formats import content_text
from catalogue.models import Product
from cooperatives import clock
from cooperatives.formats.numbers import money_text, number_text
from cooperatives.texts import LANGUAGES, texts_of
from marketplace.storefront.selectors.product_page import ALLERGENS
from marketplace.workspace.products.parts import PARTS, parts_for, written_language


@dataclass(frozen=True, slots=True)
class Line:
    """A small screen: what stands in it now, whether it is a suggestion, and whether the law waits for it."""

    slug: str
    title: str | Promise
    icon: str
    text: str
    language: str
    is_drafted: bool
    is_lacking: bool


def lines_of(product: Product, completeness: Completeness) -> list[Line]:
    """The small screens of a product in their order."""
    lacking = {step.part for step in completeness.steps if step.is_law}
    return [
        Line(
            slug=part.slug,
            title=part.title,
            icon=part.icon,
            text=_text(product, part.slug, part.language),
            language=part.language,
            is_drafted=part.language in product.drafted_languages,
            is_lacking=part.slug in lacking,
        )
        for part in parts_for(product)
        if part.is_listed
    ]


def next_part(product: Product, completeness: Completeness) -> str:
    """The screen of what should be done next; empty when everything is there."""
    step = completeness.next_step
    if step is None:
        return ""
    if step.part == "names":
        unread = [language for language, title in texts_of(product, "title").items() if not title]
        return f"words-{unread[0] if unread else LANGUAGES[0]}"
    return f"words-{written_language(product)}" if step.part == "description" else step.part


def title_of_part(slug: str) -> str:
    """What the button to a screen says."""
    return _("Its photos") if slug == "pictures" else str(PARTS[slug].title)


def _text(product: Product, slug: str, language: str) -> str:
    if language:
        return getattr(product, f"title_{language}") or ""
    return str(_TEXTS[slug](product))


def _amount(product: Product) -> str:
    sold = product.get_unit_display() if product.unit != Unit.PIECE else ""
    return " · ".join(filter(None, [str(sold), content_text(product), product.dimensions]))


def _contents(product: Product) -> str:
    text = next(filter(None, texts_of(product, "ingredients").values()), "")
    allergens = ", ".join(str(ALLERGENS.get(code, code)) for code in product.allergens)
    return " · ".join(filter(None, [text, allergens]))


def _keeping(product: Product) -> str:
    months = product.durability_months
    return ngettext("%(count)s month", "%(count)s months", months) % {"count": months} if months else ""


def _sign(product: Product) -> str:
    if product.sign is None:
        return ""
    return str(product.sign.sign) if product.sign.is_valid_on(clock.today()) else _("Shoppers do not see it now.")


def _delivery(product: Product) -> str:
    return f"{number_text(product.weight_grams, places=0)} g · {product.get_shipping_class_display()}"


_TEXTS: dict[str, Callable[[Product], object]] = {
    "price": lambda product: money_text(product.stockrecord.price),
    "amount": _amount,
    "contents": _contents,
    "keeping": _keeping,
    "papers": lambda product: product.onssa_number or product.cosmetic_registration,
    "sign": _sign,
    "delivery": _delivery,
    "kind": lambda product: product.kind or product.product_class,
}
