"""`{% load site_pages %}`: links to the editors' pages by their slug."""

from django import template
from django.utils.translation import get_language

from marketplace.pages.contexts import address_by_slug

register = template.Library()


@register.simple_tag
def page_url(slug: str) -> str:
    """`{% page_url "terms" as terms_url %}`: in the language shown, else in another; empty when there is none."""
    return address_by_slug(slug, (get_language() or "ar")[:2])
