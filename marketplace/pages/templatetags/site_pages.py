"""`{% load site_pages %}`: links to the editors' pages by their slug."""

from django import template
from django.template.context import Context
from django.utils.translation import get_language

from marketplace.pages.contexts import Addresses, address_by_slug, addresses

register = template.Library()


@register.simple_tag(takes_context=True)
def page_url(context: Context, slug: str) -> str:
    """`{% page_url "terms" as terms_url %}`: in the language shown, else in another; empty when there is none."""
    return address_by_slug(slug, (get_language() or "ar")[:2], known=_known(context))


def _known(context: Context) -> Addresses:
    """Asked of the cache once for each request: the footer alone links to eight pages."""
    request = context.get("request")
    known: Addresses = getattr(request, "page_addresses", None) or addresses()
    if request is not None:
        request.page_addresses = known
    return known
