"""Which addresses belong to the shop, so that no page of the editors hides behind one of them."""

from collections.abc import Iterable
from functools import cache

from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import gettext as _


@cache
def shop_prefixes() -> frozenset[str]:
    """The first part of every address of the shop below a language: products, basket, checkout…"""
    found: set[str] = set()
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLResolver) and isinstance(pattern.pattern, LocalePrefixPattern):
            found |= _first_parts(pattern.url_patterns)
    return frozenset(found)


def _first_parts(patterns: Iterable[URLPattern | URLResolver]) -> set[str]:
    return {str(pattern.pattern).split("/")[0] for pattern in patterns} - {""}


def refuse_shop_prefix(slug: str) -> None:
    """Raise `ValidationError` on the slug when the shop itself answers at that address."""
    if slug in shop_prefixes():
        message = _("The shop itself has a page at “%(slug)s”: choose another address.")
        raise ValidationError({"slug": message % {"slug": slug}})
