"""The evening round: who was asked, what they said, which slips they wrote, and what was estimated."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from cooperatives import clock
from cooperatives.audit.triggers import append_only
from cooperatives.identifiers import new_public_id
from fairs.devices import EnrolledDevice
from fairs.enums import EstimateMethod, RoundStatus, VisitOutcome, VisitStanding

AMOUNT: dict[str, Any] = {"max_digits": 12, "decimal_places": 2}


class Int4Range(Func):
    """PostgreSQL's int4range of two whole numbers."""

    function = "INT4RANGE"
    output_field = IntegerRangeField()


class Tablet(EnrolledDevice):
    """The device with which one enumerator goes round the stalls of an edition."""

    edition = models.ForeignKey("fairs.Edition", on_delete=models.PROTECT, related_name="tablets")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tablets")

    class Meta(EnrolledDevice.Meta):
        pass


class Round(models.Model):
    """The round of one stop on one business day, made by one enumerator or several."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    stop = models.ForeignKey("fairs.Stop", on_delete=models.PROTECT, related_name="rounds")
    counts_on = models.DateField()
    status = models.CharField(max_length=6, choices=RoundStatus.choices, default=RoundStatus.OPEN)
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-counts_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["stop", "counts_on"], name="round_once_a_stop_and_day"),
            models.CheckConstraint(
                condition=Q(status=RoundStatus.CLOSED, closed_at__isnull=False)
                | Q(status=RoundStatus.OPEN, closed_at__isnull=True),
                name="round_closed_at_iff_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stop_id} {self.counts_on}"


class Visit(models.Model):
    """One enumerator at one stall on one evening: present or not, and the total by word of the exhibitor.

    The id comes from the device, so that a visit sent twice is kept once. Never edited. Of several
    visits for a participation and day one counts (a constraint); one that says something else is
    kept and stands as a conflict for a person to settle. A visit without a tablet is a total that
    was typed at the desk, written down as a visit once another says something else.
    """

    id = models.UUIDField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="visits")
    participation = models.ForeignKey("fairs.Participation", on_delete=models.PROTECT, related_name="visits")
    tablet = models.ForeignKey(Tablet, null=True, on_delete=models.PROTECT, related_name="visits")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    visited_at = models.DateTimeField()
    received_at = models.DateTimeField(default=clock.now)
    outcome = models.CharField(max_length=8, choices=VisitOutcome.choices)
    amount = models.DecimalField(null=True, help_text="Dirhams, by word of the exhibitor.", **AMOUNT)
    was_asked_again = models.BooleanField(default=False, help_text="The amount was far from usual, and confirmed.")
    has_photo = models.BooleanField(default=False, help_text="A picture of the notebook follows.")
    note = models.CharField(max_length=200, blank=True)
    standing = models.CharField(max_length=8, choices=VisitStanding.choices)
    problems = models.JSONField(default=list)
    content_digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=VisitOutcome.TOLD, amount__isnull=False, amount__gte=0)
                | (~Q(outcome=VisitOutcome.TOLD) & Q(amount__isnull=True)),
                name="visit_amount_iff_told",
            ),
            models.UniqueConstraint(
                fields=["round", "participation"],
                condition=Q(standing=VisitStanding.COUNTS, outcome=VisitOutcome.TOLD),
                name="visit_one_total_counts",
            ),
        ]
        triggers = append_only("visit")

    def __str__(self) -> str:
        return f"{self.participation_id}: {self.outcome}"


class VisitPart(models.Model):
    """A part of a visit's total for one family of products, where the exhibitor knew it."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="parts")
    family = models.ForeignKey("catalogue.ProductClass", on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(**AMOUNT)

    class Meta:
        ordering = ["visit", "id"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "family"], name="visitpart_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="visitpart_above_zero"),
        ]
        triggers = append_only("visitpart")

    def __str__(self) -> str:
        return f"{self.family_id}: {self.amount}"


class VisitPhoto(models.Model):
    """The exhibitor's notebook, photographed: a private file, shown to the organisers alone."""

    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="photo")
    file = models.CharField(max_length=120, help_text="Its name in the private storage.")
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.file


class VisitConflict(models.Model):
    """Two visits that say different things for one participation and day, until a person has chosen."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    counting = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="+")
    other = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="conflict")
    found_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    chosen = models.ForeignKey(Visit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, chosen__isnull=True)
                | Q(settled_at__isnull=False, chosen__isnull=False),
                name="visitconflict_settled_by_a_choice",
            ),
            models.CheckConstraint(
                condition=Q(chosen__isnull=True) | Q(chosen=F("counting")) | Q(chosen=F("other")),
                name="visitconflict_chosen_of_the_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.counting_id} {self.other_id}"


class QuarantinedVisit(models.Model):
    """What a tablet sent that could not be read or placed: kept word for word until a person has settled it.

    `stop` is where it would count, as far as that can be told; without one it may be of any.
    """

    tablet = models.ForeignKey(Tablet, on_delete=models.PROTECT, related_name="quarantine")
    stop = models.ForeignKey("fairs.Stop", null=True, db_index=False, on_delete=models.PROTECT, related_name="+")
    payload = models.JSONField()
    problems = models.JSONField(default=list)
    content_digest = models.CharField(max_length=64)
    received_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["tablet", "content_digest"], name="quarantinedvisit_content_once")
        ]

    def __str__(self) -> str:
        return f"{self.tablet_id} {self.received_at}"


class SlipBook(models.Model):
    """A run of pre-numbered paper slips given out for an edition, to one participant or to anyone."""

    edition = models.ForeignKey("fairs.Edition", on_delete=models.PROTECT, related_name="slip_books")
    first_number = models.PositiveIntegerField()
    last_number = models.PositiveIntegerField()
    participation = models.ForeignKey(
        "fairs.Participation", null=True, blank=True, on_delete=models.PROTECT, related_name="slip_books"
    )
    given_at = models.DateTimeField(default=clock.now)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["edition", "first_number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_number__gte=1, first_number__lte=F("last_number"), last_number__lte=999_999_999),
                name="slipbook_numbers_upright",
                violation_error_message=_("The last number must not be below the first."),
            ),
            ExclusionConstraint(
                name="slipbook_numbers_given_once",
                expressions=[
                    ("edition", RangeOperators.EQUAL),
                    (Int4Range("first_number", "last_number", Value("[]")), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Some of these numbers are in another book already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_number}-{self.last_number}"


class Slip(models.Model):
    """A paper slip as it was typed in, once: the sale that it became."""

    edition = models.ForeignKey("fairs.Edition", on_delete=models.PROTECT, related_name="slips")
    number = models.PositiveIntegerField()
    sale = models.OneToOneField("tills.Sale", on_delete=models.PROTECT, related_name="slip")
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["edition", "number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="slip_entered_once")]
        triggers = append_only("slip")

    def __str__(self) -> str:
        return str(self.number)


class Estimate(models.Model):
    """How the stalls without a figure were filled on one day: the method, its range, and who signed.

    `response_rate` is the share of present participations with a figure of their own (itemised or
    declared). `low` and `high` are dirhams for all filled stalls together. Taken back by writing
    when and why; the totals it had given go back to nothing.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    stop = models.ForeignKey("fairs.Stop", on_delete=models.PROTECT, related_name="estimates")
    counts_on = models.DateField()
    method = models.CharField(max_length=16, choices=EstimateMethod.choices)
    answered = models.PositiveIntegerField()
    filled = models.PositiveIntegerField()
    response_rate = models.DecimalField(max_digits=5, decimal_places=4)
    total = models.DecimalField(**AMOUNT)
    low = models.DecimalField(**AMOUNT)
    high = models.DecimalField(**AMOUNT)
    note = models.CharField(max_length=300, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-counts_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["stop", "counts_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="estimate_one_stands_a_day",
                violation_error_message=_("This day was estimated already."),
            ),
            models.CheckConstraint(
                condition=Q(low__gte=0, low__lte=F("total"), total__lte=F("high")), name="estimate_within_its_range"
            ),
            models.CheckConstraint(
                condition=Q(response_rate__gte=0, response_rate__lte=1), name="estimate_rate_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(reason=""), name="estimate_withdrawn_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stop_id} {self.counts_on} {self.method}"


class EstimatedTotal(models.Model):
    """What an estimate gave one participation; the book holds it as a declared total of evidence `estimated`."""

    estimate = models.ForeignKey(Estimate, on_delete=models.PROTECT, related_name="totals")
    total = models.ForeignKey("fairs.DeclaredTotal", on_delete=models.PROTECT, related_name="estimates")
    amount = models.DecimalField(**AMOUNT)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["estimate", "total"], name="estimatedtotal_once")]
        triggers = append_only("estimatedtotal")

    def __str__(self) -> str:
        return f"{self.total_id}: {self.amount}"
