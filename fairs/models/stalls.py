"""Stalls of an edition, and who stands at which on which day."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

EXCLUSIVE_AS_STALL = """
    NEW.exclusive := NOT (SELECT is_shared FROM fairs_stall WHERE id = NEW.stall_id);
    RETURN NEW;
"""


class Stall(models.Model):
    """The place given to participants; a shared one takes several on the same day."""

    edition = models.ForeignKey("fairs.Edition", on_delete=models.PROTECT, related_name="stalls")
    code = models.SlugField(max_length=20)
    zone = models.CharField(max_length=60, blank=True)
    is_shared = models.BooleanField(_("shared by several"), default=False)

    class Meta:
        ordering = ["edition", "code"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="stall_code_once")]

    def __str__(self) -> str:
        return self.code


class StallAssignment(models.Model):
    """A participation's stall on one day. An unshared stall is given once a day."""

    stall = models.ForeignKey(Stall, on_delete=models.PROTECT, related_name="assignments")
    day = models.ForeignKey("fairs.EditionDay", on_delete=models.PROTECT, related_name="assignments")
    participation = models.ForeignKey("fairs.Participation", on_delete=models.PROTECT, related_name="assignments")
    # Copied from the stall by a trigger, so that the partial unique index can see it.
    exclusive = models.BooleanField(default=True, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["stall", "day", "participation"], name="stallassignment_once"),
            models.UniqueConstraint(
                fields=["stall", "day"],
                condition=Q(exclusive=True),
                name="stallassignment_unshared_given_once_a_day",
                violation_error_message=_("This stall is already given for that day."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stallassignment_exclusive_as_stall",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=EXCLUSIVE_AS_STALL,
            )
        ]

    def __str__(self) -> str:
        return f"{self.stall_id} {self.day_id} {self.participation_id}"
