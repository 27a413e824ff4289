"""Lots: what was made on one day in one place by known hands, and can be followed from a jar."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cooperatives import clock
from cooperatives.identifiers import new_public_id

QUANTITY: dict[str, Any] = {"max_digits": 12, "decimal_places": 3}


class LotQuerySet(models.QuerySet["Lot"]):
    def standing(self) -> "LotQuerySet":
        """Those that were not called back."""
        return self.filter(called_back_at__isnull=True)


class Lot(models.Model):
    """One making of a product; its label's QR opens the passport page, which stays even when the lot is called back."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    product = models.ForeignKey("catalogue.Product", on_delete=models.PROTECT, related_name="lots")
    # Repeated from the product, so that a code is good once in a cooperative.
    cooperative = models.ForeignKey(
        "cooperatives.Cooperative", on_delete=models.PROTECT, related_name="lots", editable=False
    )
    code = models.CharField(_("lot"), max_length=30)
    made_on = models.DateField(_("made on"))
    best_before = models.DateField(_("best before"), null=True, blank=True)
    quantity = models.DecimalField(_("how much"), **QUANTITY)
    commune = models.ForeignKey("territory.Commune", on_delete=models.PROTECT, related_name="+")
    people = models.CharField(_("who made it"), max_length=200, blank=True)
    language = models.CharField(max_length=2, help_text="The language of who made it.")
    # The certificate that stood on that day; it may have expired since.
    sign = models.ForeignKey(
        "cooperatives.SignHeld", null=True, blank=True, on_delete=models.PROTECT, related_name="lots"
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)
    called_back_at = models.DateTimeField(null=True, blank=True)
    called_back_because = models.CharField(max_length=300, blank=True)

    objects = LotQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["cooperative", "code"], name="lot_code_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="lot_quantity_above_zero"),
            models.CheckConstraint(
                condition=Q(best_before__isnull=True) | Q(best_before__gt=F("made_on")),
                name="lot_best_after_it_was_made",
            ),
            models.CheckConstraint(
                condition=Q(called_back_at__isnull=True, called_back_because="")
                | (Q(called_back_at__isnull=False) & ~Q(called_back_because="")),
                name="lot_called_back_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["product", "-made_on"], name="lot_of_product"),
            models.Index(fields=["cooperative", "-made_on", "-id"], name="lot_of_cooperative"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def pieces(self) -> int:
        """How many were made, of what is sold by the piece."""
        return int(self.quantity)
