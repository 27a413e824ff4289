"""Stalls of an edition, and who stands at which on which day."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperatives.audit.triggers import FirmTrigger

EXCLUSIVE_AS_STALL = """
    NEW.exclusive := NOT (SELECT is_shared FROM fairs_stall WHERE id = NEW.stall_id);
    RETURN NEW;
"""
# The stall is held so that nobody shares it, ends it or gives it to an institution at the same moment.
AS_GRANTED = """
    SELECT * INTO stall FROM fairs_stall WHERE id = NEW.stall_id FOR SHARE;
    IF NOT stall.is_shared
       AND NEW.place > (SELECT stalls FROM fairs_participation WHERE id = NEW.participation_id) THEN
        RAISE EXCEPTION 'participation % was not granted % stalls', NEW.participation_id, NEW.place
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stallassignment_as_many_as_granted';
    END IF;
    IF stall.is_institutional THEN
        RAISE EXCEPTION 'stall % is an institution''s', NEW.stall_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stallassignment_not_of_an_institution';
    END IF;
    IF TG_OP = 'INSERT' AND stall.ended_at IS NOT NULL THEN
        RAISE EXCEPTION 'stall % is not in use any more', NEW.stall_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stallassignment_of_a_stall_in_use';
    END IF;
    RETURN NEW;
"""
INSTITUTIONS_IS_EMPTY = """
    IF NEW.is_institutional AND EXISTS (SELECT 1 FROM fairs_stallassignment WHERE stall_id = NEW.id) THEN
        RAISE EXCEPTION 'stall % is given to participants', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stall_institutional_is_given_to_nobody';
    END IF;
    RETURN NEW;
"""
# What is given follows the stall; where several stand there, the indexes of unshared stalls refuse.
SHARED_FOR_ALL_WHO_STAND_THERE = """
    UPDATE fairs_stallassignment SET exclusive = NOT NEW.is_shared WHERE stall_id = NEW.id;
    RETURN NULL;
"""


class Stall(models.Model):
    """The place given to participants; a shared one takes several on the same day."""

    edition = models.ForeignKey("fairs.Edition", on_delete=models.PROTECT, related_name="stalls")
    code = models.SlugField(max_length=20)
    zone = models.CharField(max_length=60, blank=True)
    is_shared = models.BooleanField(_("shared by several"), default=False)
    is_institutional = models.BooleanField(_("for an institution that does not sell"), default=False, db_default=False)
    area = models.DecimalField(
        _("size in square metres"), max_digits=6, decimal_places=2, default=0, db_default=0, help_text=_("0: not told.")
    )
    power_watts = models.PositiveIntegerField(_("electricity in watts"), default=0, db_default=0)
    fee = models.DecimalField(_("fee in dirhams"), max_digits=8, decimal_places=2, default=0, db_default=0)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["edition", "code"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="stall_code_once"),
            models.CheckConstraint(condition=Q(area__gte=0, fee__gte=0), name="stall_numbers_not_negative"),
            models.CheckConstraint(
                condition=Q(is_institutional=False) | Q(is_shared=False), name="stall_institutional_is_not_shared"
            ),
        ]
        triggers = [
            FirmTrigger(
                name="stall_institutional_is_given_to_nobody",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=INSTITUTIONS_IS_EMPTY,
            ),
            FirmTrigger(
                name="stall_shared_for_all_who_stand_there",
                operation=pgtrigger.UpdateOf("is_shared"),
                when=pgtrigger.After,
                condition=pgtrigger.Q(old__is_shared__df=pgtrigger.F("new__is_shared")),
                func=SHARED_FOR_ALL_WHO_STAND_THERE,
            ),
        ]

    def __str__(self) -> str:
        return self.code


class StallAssignment(models.Model):
    """A participation's stall on one day. An unshared stall is given once a day.

    `place` counts a participation's own stalls of a day from 1, up to as many as it was granted: one, as a rule.
    Goods at a shared one lie there beside its own.
    """

    stall = models.ForeignKey(Stall, on_delete=models.PROTECT, related_name="assignments")
    day = models.ForeignKey("fairs.EditionDay", on_delete=models.PROTECT, related_name="assignments")
    participation = models.ForeignKey("fairs.Participation", on_delete=models.PROTECT, related_name="assignments")
    # Copied from the stall by a trigger, so that the partial unique index can see it.
    exclusive = models.BooleanField(default=True, editable=False)
    place = models.PositiveSmallIntegerField(default=1, db_default=1)

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
            models.UniqueConstraint(
                fields=["participation", "day", "place"],
                condition=Q(exclusive=True),
                name="stallassignment_one_stall_a_day",
                violation_error_message=_("This organisation has its stall for that day."),
            ),
            models.CheckConstraint(condition=Q(place__gt=0), name="stallassignment_place_from_one"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stallassignment_exclusive_as_stall",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=EXCLUSIVE_AS_STALL,
            ),
            FirmTrigger(
                name="stallassignment_as_granted",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                declare=[("stall", "fairs_stall%ROWTYPE")],
                func=AS_GRANTED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stall_id} {self.day_id} {self.participation_id}"
