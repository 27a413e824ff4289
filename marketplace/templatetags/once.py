"""`{% load once %}{% once_field %}`: the token by which a form acts once, however often it is sent."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cooperatives.idempotency import FIELD, new_token

register = template.Library()


@register.simple_tag
def once_field() -> SafeString:
    """A hidden field with a fresh token; for pages that no cache keeps."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_token())
