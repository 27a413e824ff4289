"""The plan of a stop: where its stalls stand on a grid, and what else there is to find."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from fairs.plan.enums import MarkKind


class Int4Range(Func):
    """PostgreSQL's int4range of two numbers, the second not within."""

    function = "INT4RANGE"
    output_field = IntegerRangeField()


def _columns() -> Int4Range:
    return Int4Range(F("column"), F("column") + F("width"))


def _rows() -> Int4Range:
    return Int4Range(F("row"), F("row") + F("height"))


class Plan(models.Model):
    """A grid of squares, over a picture where the organiser brought one. One for each stop.

    `square_cm` is how long a square's side is on the ground: stalls side by side are neighbours.
    """

    stop = models.OneToOneField("fairs.Stop", on_delete=models.PROTECT, related_name="plan")
    columns = models.PositiveSmallIntegerField(default=40)
    rows = models.PositiveSmallIntegerField(default=24)
    square_cm = models.PositiveSmallIntegerField(default=150)
    picture = models.CharField(max_length=160, blank=True, help_text="Path of the picture among the media.")
    # Raised with each change, so that two who draw at once do not overwrite each other.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["stop"]
        constraints = [
            models.CheckConstraint(
                condition=Q(columns__gt=0, columns__lte=200, rows__gt=0, rows__lte=200, square_cm__gt=0),
                name="plan_of_a_usual_size",
            )
        ]

    def __str__(self) -> str:
        return f"{self.stop}"


class PlanPlace(models.Model):
    """Where a stall stands on a plan, in squares from its upper left corner in every language; no two overlap."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="places")
    stall = models.ForeignKey("fairs.Stall", on_delete=models.CASCADE, related_name="places")
    column = models.PositiveSmallIntegerField()
    row = models.PositiveSmallIntegerField()
    width = models.PositiveSmallIntegerField(default=2)
    height = models.PositiveSmallIntegerField(default=2)

    class Meta:
        ordering = ["plan", "row", "column"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "stall"], name="planplace_once"),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="planplace_has_a_size"),
            ExclusionConstraint(
                name="planplace_never_overlaps",
                expressions=[
                    ("plan", RangeOperators.EQUAL),
                    (_columns(), RangeOperators.OVERLAPS),
                    (_rows(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stall_id} {self.column},{self.row}"


class PlanMark(models.Model):
    """An entrance, a stage, the toilets: what visitors look for besides stalls."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=10, choices=MarkKind.choices)
    label = models.CharField(max_length=60, blank=True)
    column = models.PositiveSmallIntegerField()
    row = models.PositiveSmallIntegerField()
    width = models.PositiveSmallIntegerField(default=2)
    height = models.PositiveSmallIntegerField(default=2)

    class Meta:
        ordering = ["plan", "row", "column"]
        constraints = [models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="planmark_has_a_size")]

    def __str__(self) -> str:
        return self.label or self.get_kind_display()
