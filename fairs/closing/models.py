"""The one act after which the figures of a stop or an edition never change, and the papers that it gives."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from cooperatives import clock
from cooperatives.audit.triggers import append_only
from cooperatives.identifiers import new_public_id

AMOUNT: dict[str, Any] = {"max_digits": 14, "decimal_places": 2}


class Closing(models.Model):
    """A stop or a whole edition was closed: by whom, when, and the figures as they stood.

    `figures` and `left_out` hold exact amounts as text. `left_out` names the participations and
    days that stayed without a figure, each with the reason that was given.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    edition = models.ForeignKey("fairs.Edition", on_delete=models.PROTECT, related_name="closings")
    stop = models.OneToOneField("fairs.Stop", null=True, on_delete=models.PROTECT, related_name="closing")
    closed_at = models.DateTimeField(default=clock.now)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    gross = models.DecimalField(**AMOUNT)
    returns = models.DecimalField(**AMOUNT)
    figures = models.JSONField(default=dict)
    left_out = models.JSONField(default=list)

    class Meta:
        ordering = ["-closed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"], condition=Q(stop__isnull=True), name="closing_once_for_an_edition"
            )
        ]
        triggers = append_only("closing")

    def __str__(self) -> str:
        return f"{self.edition_id} {self.stop_id}"

    @property
    def turnover(self) -> Decimal:
        return self.gross - self.returns


class SalesCertificate(models.Model):
    """What one participant sold at a closed stop, as a paper that anyone can check by its code.

    Numbered without gaps within an edition. Amounts in dirhams, frozen with the closing.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    closing = models.ForeignKey(Closing, on_delete=models.PROTECT, related_name="certificates")
    edition = models.ForeignKey("fairs.Edition", on_delete=models.PROTECT, related_name="certificates")
    participation = models.OneToOneField("fairs.Participation", on_delete=models.PROTECT, related_name="certificate")
    number = models.PositiveIntegerField()
    itemised = models.DecimalField(default=0, **AMOUNT)
    declared = models.DecimalField(default=0, **AMOUNT)
    estimated = models.DecimalField(default=0, **AMOUNT)
    online = models.DecimalField(default=0, **AMOUNT)
    returns = models.DecimalField(default=0, help_text="Contained in the four amounts.", **AMOUNT)
    days = models.PositiveSmallIntegerField(default=0, help_text="Business days with a figure.")

    class Meta:
        ordering = ["edition", "number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="salescertificate_number_once")]
        triggers = append_only("salescertificate")

    def __str__(self) -> str:
        return f"{self.edition_id}-{self.number:04}"
