"""What the platform keeps of a sale: an ordered list of rules, the first that matches wins."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from fairs.enums import Channel


class CommissionRule(models.Model):
    """A rate from a date on, for whatever its filled columns name; an empty one means all.

    The rate is frozen on each line when it is sold; editing a rule changes nothing sold before.
    """

    position = models.PositiveSmallIntegerField(unique=True, help_text="The lowest that matches wins.")
    valid_from = models.DateField()
    channel = models.CharField(max_length=8, choices=Channel.choices, blank=True)
    programme = models.ForeignKey("fairs.Programme", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    cooperative = models.ForeignKey(
        "cooperatives.Cooperative", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    family = models.ForeignKey(
        "catalogue.ProductClass", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rate = models.DecimalField(max_digits=5, decimal_places=4)
    tax_rate = models.DecimalField(
        max_digits=4, decimal_places=3, default=Decimal("0.200"), help_text="On the commission itself."
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(rate__gte=0, rate__lt=1), name="commissionrule_rate_is_a_share")
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.rate}"
