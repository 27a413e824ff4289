"""Who organises an edition together, and the call by which a stop of it is filled: dates, criteria and quotas."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cooperatives import clock
from cooperatives.audit.triggers import FirmTrigger
from cooperatives.enums import Sector
from cooperatives.identifiers import new_public_id
from cooperatives.texts import one_filled
from fairs.calls.enums import BodyKind, BodyPart, CallStatus, QuotaKind

OPENED_AND_ANNOUNCED_FOR_GOOD = """
    IF (OLD.opened_at IS NOT NULL AND OLD.opened_at IS DISTINCT FROM NEW.opened_at)
       OR (OLD.announced_at IS NOT NULL AND OLD.announced_at IS DISTINCT FROM NEW.announced_at) THEN
        RAISE EXCEPTION 'call % was opened or announced before', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'call_opened_and_announced_for_good';
    END IF;
    RETURN NEW;
"""
DEADLINE_NEVER_SHORTENED = """
    IF OLD.opened_at IS NOT NULL AND NEW.closes_at < OLD.closes_at THEN
        RAISE EXCEPTION 'organisations rely on the deadline of call %', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'call_deadline_never_shortened';
    END IF;
    RETURN NEW;
"""
FIRM_ONCE_SCORED = """
    IF EXISTS (
        SELECT 1 FROM applications_application AS application
        JOIN selection_score AS score ON score.application_id = application.id
        WHERE application.call_id = (CASE WHEN TG_OP = 'INSERT' THEN NEW.call_id ELSE OLD.call_id END)
    ) THEN
        RAISE EXCEPTION 'points were given by the criteria of this call'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'criterion_firm_once_scored';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""
FIRM_ONCE_ANNOUNCED = """
    IF EXISTS (
        SELECT 1 FROM calls_call WHERE announced_at IS NOT NULL
        AND id = (CASE WHEN TG_OP = 'INSERT' THEN NEW.call_id ELSE OLD.call_id END)
    ) THEN
        RAISE EXCEPTION 'the choice by these quotas was announced'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'quota_firm_once_announced';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""


class OrganisingBody(models.Model):
    """A region, a secretariat, a province, a chamber: those who organise editions together."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(max_length=12, choices=BodyKind.choices)
    name = models.CharField(max_length=160)
    region = models.ForeignKey(
        "territory.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="organising_bodies"
    )

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=one_filled("name"), name="organisingbody_name_in_one_language")]

    def __str__(self) -> str:
        return self.name


class EditionBody(models.Model):
    """What a body does for one edition; people act for it by their `EditionMembership`."""

    edition = models.ForeignKey("fairs.Edition", on_delete=models.PROTECT, related_name="bodies")
    body = models.ForeignKey(OrganisingBody, on_delete=models.PROTECT, related_name="editions")
    part = models.CharField(max_length=10, choices=BodyPart.choices)
    brings = models.CharField(_("what it brings"), max_length=200, blank=True)

    class Meta:
        ordering = ["edition", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "body"],
                name="editionbody_once",
                violation_error_message=_("This body is in the list already."),
            ),
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(part=BodyPart.LEADS),
                name="editionbody_one_leads",
                violation_error_message=_("Another body leads this edition already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} · {self.edition_id}"


class Call(models.Model):
    """The call for applications to one stop: from when to when, what is decided by whom, when it is told.

    Its status is computed. Opening and announcing are two explicit acts of a person; between
    `opens_at` and `closes_at` organisations apply, until `confirm_by` those chosen say that they come.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    stop = models.OneToOneField("fairs.Stop", on_delete=models.PROTECT, related_name="call")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    announces_at = models.DateTimeField(help_text=_("When applicants may expect the answer."))
    confirm_by = models.DateTimeField(help_text=_("Until when those chosen say that they come."))
    # How long one of the waiting list has for the answer when a place falls free.
    answer_hours = models.PositiveSmallIntegerField(default=48)
    capacity = models.PositiveSmallIntegerField(help_text=_("Stalls to give by this call."))
    most_stalls_each = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(_("what the organisations must know"), blank=True)
    what_to_bring = models.TextField(_("what to bring"), blank=True)
    areas_struck = models.ManyToManyField("territory.Province", blank=True, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    # From then on the members of the committee see each other's points, and write the common ones.
    scoring_ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    announced_at = models.DateTimeField(null=True, blank=True, editable=False)
    announced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        ordering = ["opens_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")),
                name="call_opens_before_it_closes",
                violation_error_message=_("Applications must end after they begin."),
            ),
            models.CheckConstraint(
                condition=Q(closes_at__lte=F("announces_at")),
                name="call_announced_after_it_closes",
                violation_error_message=_("The answer comes after applications have ended."),
            ),
            models.CheckConstraint(
                condition=Q(announces_at__lt=F("confirm_by")),
                name="call_confirmed_after_the_announcement",
                violation_error_message=_("Those chosen need time to answer after the announcement."),
            ),
            models.CheckConstraint(
                condition=Q(answer_hours__gt=0, capacity__gt=0, most_stalls_each__gt=0), name="call_numbers_above_zero"
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, opened_by__isnull=True)
                | Q(opened_at__isnull=False, opened_by__isnull=False),
                name="call_opened_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(announced_at__isnull=True, announced_by__isnull=True)
                | Q(announced_at__isnull=False, announced_by__isnull=False, opened_at__isnull=False),
                name="call_announced_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["closes_at"], name="call_closing")]
        triggers = [
            FirmTrigger(
                name="call_opened_and_announced_for_good",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=OPENED_AND_ANNOUNCED_FOR_GOOD,
            ),
            FirmTrigger(
                name="call_deadline_never_shortened",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=DEADLINE_NEVER_SHORTENED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stop}"

    @property
    def status(self) -> CallStatus:
        """Computed from the dates, the opening and the announcement, never stored."""
        moment = clock.now()
        if self.announced_at:
            return CallStatus.ANNOUNCED
        if not self.opened_at:
            return CallStatus.PREPARED
        if moment < self.opens_at:
            return CallStatus.TO_OPEN
        return CallStatus.OPEN if moment < self.closes_at else CallStatus.SELECTING


class Criterion(models.Model):
    """By what the committee gives points, from 0 to `highest`; `weight` is in per cent of the whole."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=120)
    guidance = models.CharField(_("what the points mean"), max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField()
    highest = models.PositiveSmallIntegerField(default=5)

    class Meta:
        ordering = ["call", "position", "id"]
        verbose_name_plural = "criteria"
        constraints = [
            models.CheckConstraint(condition=one_filled("name"), name="criterion_name_in_one_language"),
            models.CheckConstraint(condition=Q(weight__gt=0, weight__lte=100), name="criterion_weight_in_per_cent"),
            models.CheckConstraint(condition=Q(highest__gt=0), name="criterion_highest_above_zero"),
        ]
        triggers = [
            FirmTrigger(
                name="criterion_firm_once_scored",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=FIRM_ONCE_SCORED,
            )
        ]

    def __str__(self) -> str:
        return self.name


class Quota(models.Model):
    """How many of those chosen must or may be of one group; both numbers count organisations."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="quotas")
    kind = models.CharField(max_length=16, choices=QuotaKind.choices)
    province = models.ForeignKey(
        "territory.Province", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sector = models.CharField(max_length=40, choices=Sector.choices, blank=True)
    at_least = models.PositiveSmallIntegerField(null=True, blank=True)
    at_most = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["call", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "kind", "province", "sector"],
                nulls_distinct=False,
                name="quota_once",
                violation_error_message=_("There is a quota for this group already."),
            ),
            models.CheckConstraint(
                condition=Q(at_least__isnull=False) | Q(at_most__isnull=False),
                name="quota_says_a_number",
                violation_error_message=_("Say how many at least, or how many at most."),
            ),
            models.CheckConstraint(
                condition=Q(at_least__isnull=True) | Q(at_most__isnull=True) | Q(at_least__lte=F("at_most")),
                name="quota_least_within_most",
                violation_error_message=_("“At least” is more than “at most”."),
            ),
            models.CheckConstraint(
                condition=(Q(kind=QuotaKind.PROVINCE, province__isnull=False, sector=""))
                | (Q(kind=QuotaKind.SECTOR, province__isnull=True) & ~Q(sector=""))
                | (~Q(kind__in=[QuotaKind.PROVINCE, QuotaKind.SECTOR]) & Q(province__isnull=True, sector="")),
                name="quota_of_what_its_kind_says",
                violation_error_message=_("Choose the province or the sector that the quota is about."),
            ),
        ]
        triggers = [
            FirmTrigger(
                name="quota_firm_once_announced",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=FIRM_ONCE_ANNOUNCED,
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
