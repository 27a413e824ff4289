"""Programme → edition → stop → day, and the figures they are held against."""

from datetime import datetime, time

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cooperatives import clock
from cooperatives.audit.triggers import FirmTrigger
from cooperatives.texts import one_filled
from fairs.enums import CashHolder, EditionStatus, ProgrammeKind

CUT_OFF = time(4, 0)
SETTLED_ONCE = """
    IF OLD.settled_at IS NOT NULL
       AND (OLD.settled_at, OLD.settled_by_id) IS DISTINCT FROM (NEW.settled_at, NEW.settled_by_id) THEN
        RAISE EXCEPTION '% % is settled for good', TG_TABLE_NAME, OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'settled_for_good';
    END IF;
    RETURN NEW;
"""


def settled_once(table: str) -> FirmTrigger:
    """A trigger by which nothing takes back, moves or signs anew that a row was settled."""
    return FirmTrigger(
        name=f"{table}_settled_once", when=pgtrigger.Before, operation=pgtrigger.Update, func=SETTLED_ONCE
    )


class TsTzRange(Func):
    """PostgreSQL's tstzrange of two moments."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Programme(models.Model):
    """Regional fairs, national fairs, mobile markets or permanent platforms, under one heading."""

    code = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=24, choices=ProgrammeKind.choices)
    name = models.CharField(max_length=160)
    description = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=one_filled("name"), name="programme_name_in_one_language")]

    def __str__(self) -> str:
        return self.name or self.code


class EditionQuerySet(models.QuerySet["Edition"]):
    def published(self) -> "EditionQuerySet":
        return self.filter(is_published=True)

    def live(self, at: datetime | None = None) -> "EditionQuerySet":
        """Those whose doors are between their first opening and last closing at the moment `at`."""
        moment = at or clock.now()
        return self.filter(starts_at__lte=moment, ends_at__gt=moment)

    def upcoming(self, at: datetime | None = None) -> "EditionQuerySet":
        return self.filter(starts_at__gt=at or clock.now())


class Edition(models.Model):
    """One dated occurrence of a programme.

    The physical dates, the online window and the closing are three things: `status` follows the
    physical dates, online orders count inside the window, and `settled_at` is set by one explicit
    act of a person, after which the figures never change.
    """

    code = models.SlugField(max_length=60, unique=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="editions")
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    venue = models.CharField(max_length=200, blank=True)
    commune = models.ForeignKey("territory.Commune", on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey("territory.Region", on_delete=models.PROTECT, related_name="editions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    online_opens_at = models.DateTimeField(null=True, blank=True)
    online_closes_at = models.DateTimeField(null=True, blank=True)
    business_day_ends = models.TimeField(
        default=CUT_OFF, help_text=_("Sales before this hour belong to the day before.")
    )
    cash_held_by = models.CharField(max_length=12, choices=CashHolder.choices, default=CashHolder.COOPERATIVE)
    is_published = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=one_filled("name"), name="edition_name_in_one_language"),
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")),
                name="edition_begins_before_it_ends",
                violation_error_message=_("The edition must end after it begins."),
            ),
            models.CheckConstraint(
                # Said outright: a comparison with NULL is neither true nor false, and a CHECK lets that pass.
                condition=Q(online_opens_at__isnull=True, online_closes_at__isnull=True)
                | Q(
                    online_opens_at__isnull=False,
                    online_closes_at__isnull=False,
                    online_opens_at__lt=F("online_closes_at"),
                ),
                name="edition_online_window_upright",
                violation_error_message=_("The online window must close after it opens."),
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "starts_at"], name="edition_programme_dates"),
            models.Index(fields=["online_opens_at", "online_closes_at"], name="edition_online_window"),
        ]
        triggers = [settled_once("edition")]

    def __str__(self) -> str:
        return self.name or self.code

    def get_absolute_url(self) -> str:
        return reverse("fairs:edition", kwargs={"code": self.code})

    @property
    def status(self) -> EditionStatus:
        """Computed from the physical dates, never stored."""
        moment = clock.now()
        if moment < self.starts_at:
            return EditionStatus.UPCOMING
        return EditionStatus.LIVE if moment < self.ends_at else EditionStatus.CLOSED

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None


class Stop(models.Model):
    """A place or phase of an edition, with participants and a closing of its own.

    A fair has one, a mobile market several, a permanent platform one for each month.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="stops")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    commune = models.ForeignKey("territory.Commune", on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey("territory.Region", on_delete=models.PROTECT, related_name="stops")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    accepts_collection = models.BooleanField(default=True, help_text=_("Online orders may be collected here."))
    # Where exactly, and from when exhibitors may build their stalls; the edition's venue where it is empty.
    venue = models.CharField(_("place"), max_length=200, blank=True, default="", db_default="")
    directions = models.TextField(_("how to get there"), blank=True, default="", db_default="")
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    sets_up_at = models.DateTimeField(_("set-up from"), null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="stop_number_once"),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="stop_begins_before_it_ends"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(20, 37),
                    longitude__range=(-18, 0),
                ),
                name="stop_lies_in_morocco",
                violation_error_message=_("This point does not lie in Morocco."),
            ),
            models.CheckConstraint(
                condition=Q(sets_up_at__isnull=True) | Q(sets_up_at__lte=F("starts_at")),
                name="stop_set_up_before_it_begins",
                violation_error_message=_("Set-up begins before the doors open."),
            ),
            ExclusionConstraint(
                name="stop_never_overlaps_its_siblings",
                expressions=[
                    ("edition", RangeOperators.EQUAL),
                    (TsTzRange("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        triggers = [settled_once("stop")]

    def __str__(self) -> str:
        return self.name or f"{self.edition} · {self.number}"


class EditionDay(models.Model):
    """One business day of a stop, with its opening hours (local time)."""

    stop = models.ForeignKey(Stop, on_delete=models.PROTECT, related_name="days")
    day = models.DateField()
    opens_at = models.TimeField(default=time(9, 0))
    closes_at = models.TimeField(default=time(21, 0))

    class Meta:
        ordering = ["stop", "day"]
        constraints = [models.UniqueConstraint(fields=["stop", "day"], name="editionday_once")]

    def __str__(self) -> str:
        return f"{self.day}"


class ReferenceFigure(models.Model):
    """A published national figure that the roll-up is held against, with who said it and when."""

    key = models.SlugField(max_length=60, unique=True)
    programme = models.CharField(max_length=40)
    measure = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=16, decimal_places=2)
    unit = models.CharField(max_length=10)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    source_date = models.DateField()
    label = models.CharField(max_length=200)
    attribution = models.CharField(max_length=40, blank=True, help_text=_("Nearly, about, more than."))
    source = models.CharField(max_length=200)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key
