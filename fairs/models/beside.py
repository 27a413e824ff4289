"""What belongs to an edition and is no sale of it: contracts signed there, public money spent on it, regular files."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from cooperatives import clock
from cooperatives.identifiers import new_public_id
from fairs.enums import ContractKind, ExportPeriod

AMOUNT: dict[str, Any] = {"max_digits": 14, "decimal_places": 2}


class SignedContract(models.Model):
    """A contract or an order that a participant signed at the fair: counted apart, never turnover."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    participation = models.ForeignKey("fairs.Participation", on_delete=models.PROTECT, related_name="contracts")
    kind = models.CharField(max_length=8, choices=ContractKind.choices)
    counterpart = models.CharField(max_length=120)
    amount = models.DecimalField(help_text="Dirhams over its whole term.", **AMOUNT)
    signed_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-signed_on", "-id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="signedcontract_above_zero")]

    def __str__(self) -> str:
        return f"{self.counterpart}: {self.amount}"


class PublicSpending(models.Model):
    """Public money spent on an edition: tents, transport, lodging, with where the figure comes from."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    edition = models.ForeignKey("fairs.Edition", on_delete=models.PROTECT, related_name="spending")
    label = models.CharField(max_length=120)
    amount = models.DecimalField(**AMOUNT)
    source = models.CharField(max_length=160)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="publicspending_above_zero")]

    def __str__(self) -> str:
        return f"{self.label}: {self.amount}"


class ScheduledExport(models.Model):
    """A file of figures that is made again and again for one person, as far as they may see them at that moment."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="scheduled_exports")
    programme = models.ForeignKey("fairs.Programme", null=True, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey("fairs.Edition", null=True, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=5, choices=ExportPeriod.choices)
    language = models.CharField(max_length=2)
    made_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(programme__isnull=True) | Q(edition__isnull=True), name="scheduledexport_of_one_thing"
            ),
            models.UniqueConstraint(
                fields=["user", "programme", "edition", "period"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="scheduledexport_running_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.period}"


class ExportFile(models.Model):
    """A file that a scheduled export made, kept for a while in the private storage."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    export = models.ForeignKey(ScheduledExport, on_delete=models.CASCADE, related_name="files")
    for_day = models.DateField()
    file = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-for_day"]
        constraints = [models.UniqueConstraint(fields=["export", "for_day"], name="exportfile_once_a_day")]

    def __str__(self) -> str:
        return self.file
