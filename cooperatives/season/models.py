"""When a cooperative sells nothing: the olive harvest, a wedding, the month of rest."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from cooperatives import clock
from cooperatives.identifiers import new_public_id
from cooperatives.season.enums import ClosedBecause

DAYS = Func(F("starts_on"), F("ends_on"), models.Value("[]"), function="daterange")


class ClosedPeriodQuerySet(models.QuerySet["ClosedPeriod"]):
    def standing(self) -> "ClosedPeriodQuerySet":
        """Those that nobody withdrew."""
        return self.filter(withdrawn_at__isnull=True)


class ClosedPeriod(models.Model):
    """Days, both included, on which nothing of a cooperative can be ordered; its products stay to see."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    cooperative = models.ForeignKey("cooperatives.Cooperative", on_delete=models.PROTECT, related_name="closed_periods")
    starts_on = models.DateField()
    ends_on = models.DateField()
    # Said to everybody in their own language; the message as it was written.
    because = models.CharField(max_length=12, choices=ClosedBecause.choices, blank=True, default="", db_default="")
    message = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, help_text="The language of the message.")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ClosedPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="closedperiod_days_upright"),
            ExclusionConstraint(
                name="closedperiod_never_overlaps",
                expressions=[("cooperative", RangeOperators.EQUAL), (DAYS, RangeOperators.OVERLAPS)],
                condition=Q(withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cooperative_id}: {self.starts_on} – {self.ends_on}"

    @property
    def opens_on(self) -> date:
        """The first day on which everything can be ordered again."""
        return self.ends_on + timedelta(days=1)
