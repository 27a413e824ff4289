"""A cooperative's own data as spreadsheets: made by the worker, private, and thrown away after a week."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cooperatives import clock
from cooperatives.identifiers import new_public_id
from marketplace.datafiles.enums import DataKind


class DataFile(models.Model):
    """One file that somebody of a cooperative asked for; `rows_done` of `row_count` shows how far it is."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    cooperative = models.ForeignKey("cooperatives.Cooperative", on_delete=models.PROTECT, related_name="data_files")
    kind = models.CharField(max_length=12, choices=DataKind.choices)
    # The business days that it tells of; empty for what has no day.
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=2)
    row_count = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    file = models.CharField(max_length=120, blank=True, help_text="Its name in the private storage.")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    made_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True, help_text="When it is thrown away.")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file="", made_at__isnull=True, ends_at__isnull=True)
                | (~Q(file="") & Q(made_at__isnull=False, ends_at__isnull=False)),
                name="datafile_made_at_a_moment_and_ends",
            ),
            models.CheckConstraint(
                condition=Q(first_day__isnull=True, last_day__isnull=True) | Q(first_day__lte=F("last_day")),
                name="datafile_days_upright",
            ),
        ]
        indexes = [models.Index(fields=["cooperative", "-id"], name="datafile_of_cooperative")]

    def __str__(self) -> str:
        return f"{self.cooperative_id} {self.kind}"
