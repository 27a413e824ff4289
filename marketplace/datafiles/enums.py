"""What a cooperative can take out of its own data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DataKind(TextChoices):
    """One kind of file."""

    ORDERS = "orders", _("Online orders, line by line")
    STALL_SALES = "stall_sales", _("Sales at stalls, line by line")
    PRODUCTS = "products", _("Products, prices and stock")


# Whoever may see the figures takes these; the others belong to the catalogue.
OF_MONEY = frozenset({DataKind.ORDERS, DataKind.STALL_SALES})
