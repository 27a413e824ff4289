"""The short list from which a keeper says what a new product is: a picture and a word for each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.enums import NetUnit, ShippingClass, Unit


class ProductKind(models.Model):
    """What a product usually is, such as argan oil for the table: it fills what the keeper need not type.

    Base data (`catalogue/data/kinds.csv`); the titles are what a product of it is called until its keeper says more.
    """

    code = models.SlugField(max_length=40, unique=True)
    family = models.ForeignKey("catalogue.ProductClass", on_delete=models.PROTECT, related_name="kinds")
    category = models.ForeignKey("catalogue.Category", on_delete=models.PROTECT, related_name="kinds")
    name = models.CharField(_("name"), max_length=80)
    icon = models.CharField(max_length=40, default="package")
    picture = models.CharField(max_length=120, blank=True, help_text="Path of its drawing among the static files.")
    unit = models.CharField(max_length=6, choices=Unit.choices, default=Unit.PIECE)
    net_quantity = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    net_unit = models.CharField(max_length=6, choices=NetUnit.choices, blank=True)
    weight_grams = models.PositiveIntegerField(default=500)
    shipping_class = models.CharField(max_length=8, choices=ShippingClass.choices, default=ShippingClass.NORMAL)
    durability_months = models.PositiveSmallIntegerField(null=True, blank=True)
    is_unique = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(net_quantity__isnull=True, net_unit="") | (Q(net_quantity__gt=0) & ~Q(net_unit="")),
                name="productkind_net_quantity_has_its_unit",
            ),
            models.CheckConstraint(
                condition=Q(is_unique=False) | Q(unit=Unit.PIECE), name="productkind_unique_is_a_piece"
            ),
        ]

    def __str__(self) -> str:
        return self.name
