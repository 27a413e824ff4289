"""The basket: over several cooperatives at once, remembering through which edition a line came."""

from django.db import models
from django.db.models import Q
from oscar.apps.basket.abstract_models import AbstractBasket, AbstractLine

from cooperatives.identifiers import new_public_id


class Basket(AbstractBasket):
    """What a shopper means to buy. The cookie names it by its public id."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)

    class Meta(AbstractBasket.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["owner"],
                condition=Q(status=AbstractBasket.OPEN, owner__isnull=False),
                name="basket_one_open_for_each_owner",
            )
        ]


class Line(AbstractLine):
    """A product in a basket. `price_incl_tax` is the price that the shopper last saw and agreed to."""

    edition = models.ForeignKey(
        "fairs.Edition",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The edition through whose page the product was put in.",
    )

    class Meta(AbstractLine.Meta):
        constraints = [
            models.UniqueConstraint(fields=["basket", "product"], name="basketline_product_once"),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=999), name="basketline_quantity_1_to_999"
            ),
        ]


from oscar.apps.basket.models import *  # noqa: E402, F403
