"""Who takes part in a stop, and which products they bring and list."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperatives.identifiers import new_public_id
from fairs.enums import ParticipationStatus

OF_THE_PARTICIPANT = """
    IF (SELECT cooperative_id FROM catalogue_product WHERE id = NEW.product_id)
       <> (SELECT cooperative_id FROM fairs_participation WHERE id = NEW.participation_id) THEN
        RAISE EXCEPTION 'listed product % is not of the participant', NEW.product_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'listing_product_of_the_participant';
    END IF;
    RETURN NEW;
"""


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def coming(self) -> "ParticipationQuerySet":
        return self.exclude(status=ParticipationStatus.WITHDRAWN)


class Participation(models.Model):
    """One organisation at one stop, at most once. Distinct organisations are another number."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    stop = models.ForeignKey("fairs.Stop", on_delete=models.PROTECT, related_name="participations")
    cooperative = models.ForeignKey("cooperatives.Cooperative", on_delete=models.PROTECT, related_name="participations")
    status = models.CharField(max_length=10, choices=ParticipationStatus.choices, default=ParticipationStatus.CONFIRMED)
    people = models.PositiveSmallIntegerField(default=0, help_text=_("How many people stand at the stall."))
    women = models.PositiveSmallIntegerField(default=0)
    young = models.PositiveSmallIntegerField(default=0)
    is_first_time = models.BooleanField(default=False)
    stalls = models.PositiveSmallIntegerField(
        default=1, db_default=1, help_text=_("How many stalls a day it was granted.")
    )

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["stop", "cooperative"],
                name="participation_once_per_stop",
                violation_error_message=_("This organisation takes part in this stop already."),
            ),
            models.CheckConstraint(
                condition=Q(women__lte=models.F("people")) & Q(young__lte=models.F("people")),
                name="participation_counts_within_people",
            ),
            models.CheckConstraint(condition=Q(stalls__gt=0), name="participation_has_a_stall"),
        ]
        indexes = [models.Index(fields=["cooperative", "stop"], name="participation_cooperative")]

    def __str__(self) -> str:
        return f"{self.cooperative} · {self.stop}"


class Listing(models.Model):
    """A product that a participant brings to a stop: sold at its till, and online for the edition."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="listings")
    product = models.ForeignKey("catalogue.Product", on_delete=models.CASCADE, related_name="listings")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["participation", "product"], name="listing_once")]
        triggers = [
            pgtrigger.Trigger(
                name="listing_product_of_the_participant",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=OF_THE_PARTICIPANT,
            )
        ]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.product_id}"
