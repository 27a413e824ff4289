"""Texts for the languages that a keeper did not write: proposed from the kind, the place and a glossary.

They are drafts: `Product.drafted_languages` names their languages, keepers see them as such and shoppers not at all,
until somebody has read them.
"""

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext, override

from catalogue.formats import content_text
from catalogue.models import Product
from cooperatives.models import Cooperative
from cooperatives.texts import LANGUAGES, search_form, texts_of

GLOSSARY = Path(__file__).resolve().parent / "data" / "ingredients.csv"
FIELDS = ("title", "description", "ingredients")
_BETWEEN = re.compile(r"\s*[,،;؛\n]\s*")
_COMMA = {"ar": "، ", "fr": ", ", "en": ", "}


class Word(NamedTuple):
    """An ingredient in the three languages, and the allergen that it is or holds, if any."""

    ar: str
    fr: str
    en: str
    allergen: str


@cache
def glossary() -> dict[str, Word]:
    """Every known ingredient, by each of its names as they are compared."""
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        words = [Word(**row) for row in csv.DictReader(file)]
    return {search_form(getattr(word, language)): word for word in words for language in LANGUAGES}


def suggested(product: Product) -> dict[str, str]:
    """The texts of the languages in `product.drafted_languages`, by name of field, as they would be proposed now."""
    read = texts_of(product, "ingredients")
    written = next(filter(None, read.values()), "")
    texts: dict[str, str] = {}
    for language in product.drafted_languages:
        texts[f"title_{language}"] = _title(product, language)
        texts[f"description_{language}"] = _description(product, language)
        texts[f"ingredients_{language}"] = ingredients_in(language, written)
    return texts


def ingredients_in(language: str, written: str) -> str:
    """A list of ingredients in another language; empty unless every one of them is known."""
    words = _words_of(written)
    if not words or None in words:
        return ""
    return _COMMA[language].join(getattr(word, language) for word in words if word)


def allergens_named(product: Product) -> list[str]:
    """The allergens that the ingredients of `product` name, in whichever language they were written."""
    read = texts_of(product, "ingredients").values()
    found = [word.allergen for text in read for word in _words_of(text) if word and word.allergen]
    return list(dict.fromkeys(found))


def _words_of(written: str) -> list[Word | None]:
    return [glossary().get(search_form(part)) for part in _BETWEEN.split(written.strip()) if part]


def _title(product: Product, language: str) -> str:
    named = product.kind or product.product_class
    name = getattr(named, f"name_{language}") or ""
    with override(language):
        content = content_text(product)
    return _COMMA[language].join(filter(None, [name, content]))[:255]


def _description(product: Product, language: str) -> str:
    named = product.kind or product.product_class
    maker: Cooperative = product.cooperative
    facts = {
        "product": getattr(named, f"name_{language}") or "",
        "cooperative": getattr(maker, f"name_{language}") or str(maker),
        "place": getattr(product.commune, f"name_{language}") or str(product.commune),
    }
    with override(language):
        return gettext("%(product)s, made by %(cooperative)s in %(place)s.") % facts
