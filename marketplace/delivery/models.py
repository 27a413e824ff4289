"""Carriers, and what a parcel costs by region, weight and shipping class."""

from django.db import models
from django.db.models import F, Q

from catalogue.enums import ShippingClass


class Carrier(models.Model):
    """Who takes parcels to the door and brings back the cash."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    tracking_url = models.CharField(max_length=200, blank=True, help_text="With {number} where the number goes.")
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name or self.code


class DeliveryRate(models.Model):
    """The price (dirhams) and days of a parcel up to a weight, from one region to another."""

    carrier = models.ForeignKey(Carrier, on_delete=models.CASCADE, related_name="rates")
    from_region = models.ForeignKey("territory.Region", on_delete=models.CASCADE, related_name="+")
    to_region = models.ForeignKey("territory.Region", on_delete=models.CASCADE, related_name="+")
    shipping_class = models.CharField(max_length=8, choices=ShippingClass.choices)
    up_to_grams = models.PositiveIntegerField()
    price = models.DecimalField(max_digits=8, decimal_places=2)
    days_min = models.PositiveSmallIntegerField()
    days_max = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["carrier", "from_region", "to_region", "shipping_class", "up_to_grams"]
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "from_region", "to_region", "shipping_class", "up_to_grams"],
                name="deliveryrate_step_once",
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="deliveryrate_not_negative"),
            models.CheckConstraint(condition=Q(days_min__lte=F("days_max")), name="deliveryrate_days_upright"),
        ]

    def __str__(self) -> str:
        return f"{self.from_region_id}→{self.to_region_id} {self.shipping_class} ≤{self.up_to_grams} g"


class Hub(models.Model):
    """Where goods of several cooperatives are put into one parcel: a union, or a permanent platform.

    It serves the union's members, or who takes part in the platform's edition.
    """

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    union = models.OneToOneField(
        "cooperatives.Cooperative", null=True, blank=True, on_delete=models.PROTECT, related_name="hub"
    )
    edition = models.OneToOneField("fairs.Edition", null=True, blank=True, on_delete=models.PROTECT, related_name="hub")
    region = models.ForeignKey("territory.Region", on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(union__isnull=False, edition__isnull=True) | Q(union__isnull=True, edition__isnull=False),
                name="hub_is_a_union_or_a_platform",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.code
