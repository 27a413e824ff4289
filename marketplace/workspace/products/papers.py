"""What the law waits for, in words for a keeper."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_SAID: dict[str, str | Promise] = {
    "onssa_number": _("Food needs its ONSSA number before it goes on sale."),
    "ingredients": _("Food needs its ingredients before it goes on sale."),
    "net_quantity": _("Food needs its net weight or volume before it goes on sale."),
    "durability_months": _("Food needs to say how long it keeps before it goes on sale."),
    "cosmetic_registration": _("A cosmetic needs its registration before it goes on sale."),
}


def said(field: str) -> str:
    """Why the field `field` is waited for."""
    return str(_SAID[field])
