"""How a committee chooses: points given apart, then together, decisions that stay provisional, and the minutes."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from cooperatives import clock
from cooperatives.audit.triggers import FirmTrigger, append_only
from cooperatives.identifiers import new_public_id
from fairs.selection.enums import DecidedBy, DecisionOutcome

NOT_OF_ONES_OWN = """
    IF EXISTS (
        SELECT 1 FROM applications_application AS application
        JOIN cooperatives_membership AS membership ON membership.cooperative_id = application.cooperative_id
        WHERE application.id = NEW.application_id AND membership.user_id = NEW.member_id AND membership.left_at IS NULL
    ) OR EXISTS (
        SELECT 1 FROM selection_recusal WHERE application_id = NEW.application_id AND member_id = NEW.member_id
    ) THEN
        RAISE EXCEPTION 'member % may not judge application %', NEW.member_id, NEW.application_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'score_not_of_ones_own_cooperative';
    END IF;
    RETURN NEW;
"""
WITHIN_THE_CRITERION = """
    IF NEW.points > (SELECT highest FROM calls_criterion WHERE id = NEW.criterion_id) THEN
        RAISE EXCEPTION 'points % are above the highest', NEW.points
            USING ERRCODE = 'check_violation', CONSTRAINT = 'score_within_the_criterion';
    END IF;
    IF (SELECT call_id FROM calls_criterion WHERE id = NEW.criterion_id)
       <> (SELECT call_id FROM applications_application WHERE id = NEW.application_id) THEN
        RAISE EXCEPTION 'criterion % is of another call', NEW.criterion_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'score_by_its_own_call';
    END IF;
    RETURN NEW;
"""
FIRM_ONCE_ANNOUNCED = """
    IF EXISTS (
        SELECT 1 FROM applications_application AS application
        JOIN calls_call AS call ON call.id = application.call_id
        WHERE application.id = (CASE WHEN TG_OP = 'DELETE' THEN OLD.application_id ELSE NEW.application_id END)
          AND call.announced_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'the decisions were announced'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_firm_once_announced';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""


class Recusal(models.Model):
    """A member of the committee who says that they should not judge an application, and why."""

    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="recusals")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recusals")
    reason = models.CharField(max_length=200)
    said_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["application", "member"], name="recusal_once")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.application_id}"


class ScoreSheet(models.Model):
    """One member's points for one call; once handed in they are theirs for good, and seen when scoring ends."""

    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="score_sheets")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="score_sheets")
    handed_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["call", "member"], name="scoresheet_once")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.call_id}"


class Score(models.Model):
    """What one member of the committee gave an application by one criterion; nobody judges their own cooperative."""

    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="scores")
    criterion = models.ForeignKey("calls.Criterion", on_delete=models.PROTECT, related_name="scores")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="scores")
    points = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=300, blank=True)
    given_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["application", "criterion", "member"], name="score_once")]
        triggers = [
            FirmTrigger(
                name="score_not_of_ones_own_cooperative",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=NOT_OF_ONES_OWN,
            ),
            FirmTrigger(
                name="score_within_the_criterion",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=WITHIN_THE_CRITERION,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.criterion_id}: {self.points}"


class CommonScore(models.Model):
    """What the committee agreed on together instead of the mean of its members' points, with the reason."""

    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="common_scores")
    criterion = models.ForeignKey("calls.Criterion", on_delete=models.PROTECT, related_name="common_scores")
    points = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "criterion"], name="commonscore_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="commonscore_with_a_reason"),
        ]
        triggers = [
            FirmTrigger(
                name="commonscore_within_the_criterion",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=WITHIN_THE_CRITERION,
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.criterion_id}: {self.points}"


class Decision(models.Model):
    """What the committee means to do with an application, kept back until all are announced at once.

    `facts` says why the proposal chose so, as codes and numbers (fairs.selection.proposal);
    `reason` is what the applicant reads, in writing where it is refused.
    """

    application = models.OneToOneField("applications.Application", on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=8, choices=DecisionOutcome.choices)
    stalls = models.PositiveSmallIntegerField(default=0)
    waiting_position = models.PositiveSmallIntegerField(null=True, blank=True)
    score = models.PositiveIntegerField(default=0, help_text="In hundredths of a point of a hundred.")
    by = models.CharField(max_length=8, choices=DecidedBy.choices)
    facts = models.JSONField(default=dict, blank=True)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=DecisionOutcome.SELECTED, stalls__gt=0)
                | (~Q(outcome=DecisionOutcome.SELECTED) & Q(stalls=0)),
                name="decision_gives_stalls_to_those_chosen",
            ),
            models.CheckConstraint(
                condition=Q(outcome=DecisionOutcome.WAITING, waiting_position__isnull=False)
                | (~Q(outcome=DecisionOutcome.WAITING) & Q(waiting_position__isnull=True)),
                name="decision_waits_iff_it_has_a_position",
            ),
        ]
        triggers = [
            FirmTrigger(
                name="decision_firm_once_announced",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=FIRM_ONCE_ANNOUNCED,
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.get_outcome_display()}"


class Minutes(models.Model):
    """The committee's minutes as made for signing: who was there, the quotas, every decision; never changed."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=160, blank=True)
    met_at = models.DateTimeField()
    present = models.JSONField(default=list, help_text="Names and functions of who was there.")
    contents = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["call", "number"]
        verbose_name_plural = "minutes"
        constraints = [models.UniqueConstraint(fields=["call", "number"], name="minutes_number_once")]
        triggers = append_only("minutes")

    def __str__(self) -> str:
        return f"{self.call_id} {self.number}"
