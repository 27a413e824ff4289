"""What an organisation asks for at a stop, and what became of it after the announcement."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cooperatives import clock
from cooperatives.audit.triggers import FirmTrigger
from cooperatives.identifiers import new_public_id
from fairs.applications.enums import AppealOutcome, ApplicationStatus, OfferAnswer

SENT_WHILE_OPEN = """
    IF NEW.sent_at IS NOT NULL AND NEW.sent_at IS DISTINCT FROM (CASE WHEN TG_OP = 'UPDATE' THEN OLD.sent_at END)
       AND NOT EXISTS (
           SELECT 1 FROM calls_call WHERE id = NEW.call_id AND opened_at IS NOT NULL
           AND NEW.sent_at >= opens_at AND NEW.sent_at < closes_at AND announced_at IS NULL
       ) THEN
        RAISE EXCEPTION 'call % is not open', NEW.call_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'application_sent_while_open';
    END IF;
    RETURN NEW;
"""
OF_THE_APPLICANT = """
    IF NEW.product_id IS NOT NULL
       AND (SELECT cooperative_id FROM catalogue_product WHERE id = NEW.product_id)
       <> (SELECT cooperative_id FROM applications_application WHERE id = NEW.application_id) THEN
        RAISE EXCEPTION 'product % is not of the applicant', NEW.product_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'applicationproduct_of_the_applicant';
    END IF;
    RETURN NEW;
"""


class Application(models.Model):
    """One organisation's wish to take part in one stop; the organisation is not the application."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="applications")
    cooperative = models.ForeignKey("cooperatives.Cooperative", on_delete=models.PROTECT, related_name="applications")
    status = models.CharField(
        max_length=10, choices=ApplicationStatus.choices, default=ApplicationStatus.DRAFT, editable=False
    )
    stalls_wanted = models.PositiveSmallIntegerField(_("how many stalls"), default=1)
    people = models.PositiveSmallIntegerField(_("how many people come"), default=2)
    women = models.PositiveSmallIntegerField(default=0)
    young = models.PositiveSmallIntegerField(default=0)
    power_watts = models.PositiveIntegerField(_("electricity needed"), default=0)
    lodging_for = models.PositiveSmallIntegerField(_("lodging for how many"), default=0)
    needs_transport = models.BooleanField(_("transport of the goods is needed"), default=False)
    needs = models.CharField(_("anything else needed"), max_length=300, blank=True)
    presentation = models.TextField(_("what we show"), blank=True)
    # Frozen when it is sent: who counts for which quota does not change while the committee chooses.
    came_last_time = models.BooleanField(default=False, editable=False)
    is_first_time = models.BooleanField(default=False, editable=False)
    begun_at = models.DateTimeField(default=clock.now, editable=False)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    # What it got, from the announcement on.
    stalls_granted = models.PositiveSmallIntegerField(default=0, editable=False)
    waiting_position = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    reason = models.TextField(blank=True, editable=False)
    answer_by = models.DateTimeField(null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    participation = models.OneToOneField(
        "fairs.Participation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="application",
        editable=False,
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "cooperative"],
                name="application_once",
                violation_error_message=_("This organisation has applied here already."),
            ),
            models.UniqueConstraint(
                fields=["call", "waiting_position"],
                condition=Q(waiting_position__isnull=False),
                name="application_waiting_position_once",
            ),
            models.CheckConstraint(
                condition=Q(women__lte=F("people")) & Q(young__lte=F("people")) & Q(lodging_for__lte=F("people")),
                name="application_counts_within_people",
                violation_error_message=_("There cannot be more of them than people who come."),
            ),
            models.CheckConstraint(
                condition=Q(stalls_wanted__gt=0, people__gt=0),
                name="application_wants_a_stall",
                violation_error_message=_("At least one stall and one person."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=[ApplicationStatus.DRAFT, ApplicationStatus.WITHDRAWN])
                | Q(sent_at__isnull=False),
                name="application_sent_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status=ApplicationStatus.REFUSED) | ~Q(reason=""),
                name="application_refused_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[ApplicationStatus.SELECTED, ApplicationStatus.OFFERED], answer_by__isnull=False)
                | ~Q(status__in=[ApplicationStatus.SELECTED, ApplicationStatus.OFFERED]),
                name="application_answer_has_its_deadline",
            ),
            models.CheckConstraint(
                condition=(Q(status=ApplicationStatus.WAITING) & Q(waiting_position__isnull=False))
                | (~Q(status=ApplicationStatus.WAITING) & Q(waiting_position__isnull=True)),
                name="application_waits_iff_it_has_a_position",
            ),
            models.CheckConstraint(
                condition=~Q(status=ApplicationStatus.CONFIRMED) | Q(participation__isnull=False, stalls_granted__gt=0),
                name="application_confirmed_takes_part",
            ),
        ]
        indexes = [
            models.Index(fields=["call", "status", "id"], name="application_of_a_call"),
            models.Index(fields=["cooperative", "-id"], name="application_of_a_cooperative"),
            models.Index(
                fields=["answer_by"],
                condition=Q(status__in=[ApplicationStatus.SELECTED, ApplicationStatus.OFFERED]),
                name="application_to_answer",
            ),
        ]
        triggers = [
            FirmTrigger(
                name="application_sent_while_open",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=SENT_WHILE_OPEN,
            )
        ]

    def __str__(self) -> str:
        return f"{self.cooperative} → {self.call}"


class ApplicationProduct(models.Model):
    """Something the applicant would bring: one of its products, or a word where it has no catalogue here."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="products")
    product = models.ForeignKey(
        "catalogue.Product", null=True, blank=True, on_delete=models.CASCADE, related_name="applications"
    )
    label = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "product", "label"], nulls_distinct=False, name="applicationproduct_once"
            ),
            models.CheckConstraint(
                condition=Q(product__isnull=False, label="") | (Q(product__isnull=True) & ~Q(label="")),
                name="applicationproduct_is_a_product_or_a_word",
            ),
        ]
        triggers = [
            FirmTrigger(
                name="applicationproduct_of_the_applicant",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=OF_THE_APPLICANT,
            )
        ]

    def __str__(self) -> str:
        return self.label or str(self.product)


class Appeal(models.Model):
    """A refused applicant asks to look again, once; the answer is written and told."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="appeal")
    text = models.TextField()
    sent_at = models.DateTimeField(default=clock.now, editable=False)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=AppealOutcome.choices, default=AppealOutcome.OPEN)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["sent_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=AppealOutcome.OPEN, answered_at__isnull=True, answered_by__isnull=True)
                | (
                    ~Q(outcome=AppealOutcome.OPEN)
                    & Q(answered_at__isnull=False, answered_by__isnull=False)
                    & ~Q(answer="")
                ),
                name="appeal_answered_in_writing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application}"


class PlaceOffer(models.Model):
    """A place that fell free was offered to the next of the waiting list, with a deadline."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="offers")
    offered_at = models.DateTimeField(default=clock.now)
    answer_by = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=OfferAnswer.choices, default=OfferAnswer.OPEN)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Whose place it was, so that the chain can be told.
    after = models.ForeignKey(Application, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(answer=OfferAnswer.OPEN), name="placeoffer_one_open"
            ),
            models.CheckConstraint(condition=Q(offered_at__lt=F("answer_by")), name="placeoffer_leaves_time"),
        ]

    def __str__(self) -> str:
        return f"{self.application}"
