"""Where a product stands with staff, and what waits on the telephone to be sent."""

import json
from typing import Any

from django import template
from django.template import Context

from catalogue.models import Product
from fairs.offline.words import words_of
from marketplace.workspace.products.draft_words import CHANGES, PLURALS
from marketplace.workspace.products.moderation import standing_of

register = template.Library()


@register.inclusion_tag("marketplace/workspace/products/_standing.html", takes_context=True)
def product_standing(context: Context, product: Product) -> dict[str, Any]:
    """`{% product_standing product %}`: a panel for the product's own page in the workspace."""
    return {"product": product, "standing": standing_of(product), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("marketplace/workspace/products/_drafts_waiting.html", takes_context=True)
def drafts_waiting(context: Context) -> dict[str, Any]:
    """`{% drafts_waiting %}`: how many drafts and changes of stock wait, filled in on the telephone.

    It learns there who is signed in.
    """
    person = getattr(getattr(context.get("request"), "user", None), "public_id", "")
    forms = words_of({}, PLURALS | {f"change_{name}": each for name, each in CHANGES.items()})["plurals"]
    said = {name: json.dumps(each, ensure_ascii=False) for name, each in forms.items()}
    return {"person": person, **said}
