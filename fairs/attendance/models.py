"""The day itself: badges, who arrived, who did not, incidents, visitors, workshops, stands that do not sell."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cooperatives import clock
from cooperatives.identifiers import new_public_id
from fairs.attendance.enums import ArrivalWay, IncidentKind, IncidentStatus, WorkshopKind


class Badge(models.Model):
    """One person who stands at a stall: the name on the badge, and the code in its QR. Valid at one stop only."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    participation = models.ForeignKey("fairs.Participation", on_delete=models.PROTECT, related_name="badges")
    number = models.PositiveSmallIntegerField(help_text="From 1 within the participation.")
    name = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["participation", "number"]
        constraints = [models.UniqueConstraint(fields=["participation", "number"], name="badge_number_once")]

    def __str__(self) -> str:
        return self.name or f"{self.participation_id}-{self.number}"


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    def standing(self) -> "ArrivalQuerySet":
        """Without those that were marked by mistake and taken back."""
        return self.filter(withdrawn_at__isnull=True)


class Arrival(models.Model):
    """Somebody of a participation came on a business day; `key` is made on the device, so a repeat changes nothing."""

    participation = models.ForeignKey("fairs.Participation", on_delete=models.PROTECT, related_name="arrivals")
    day = models.ForeignKey("fairs.EditionDay", on_delete=models.PROTECT, related_name="arrivals")
    badge = models.ForeignKey(Badge, null=True, blank=True, on_delete=models.PROTECT, related_name="arrivals")
    way = models.CharField(max_length=4, choices=ArrivalWay.choices)
    arrived_at = models.DateTimeField()
    key = models.UUIDField(unique=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "day", "badge"],
                condition=Q(withdrawn_at__isnull=True),
                nulls_distinct=False,
                name="arrival_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="arrival_taken_back_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(way=ArrivalWay.HAND, badge__isnull=True)
                | (~Q(way=ArrivalWay.HAND) & Q(badge__isnull=False)),
                name="arrival_by_badge_or_by_hand",
            ),
        ]
        indexes = [models.Index(fields=["day", "participation"], name="arrival_of_a_day")]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.day_id}"


class Absence(models.Model):
    """A participation that did not come on a day, written down by a person; taken back when it came after all."""

    participation = models.ForeignKey("fairs.Participation", on_delete=models.PROTECT, related_name="absences")
    day = models.ForeignKey("fairs.EditionDay", on_delete=models.PROTECT, related_name="absences")
    note = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "day"], condition=Q(withdrawn_at__isnull=True), name="absence_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.day_id}"


class Incident(models.Model):
    """Something that went wrong, with where it was and a picture where one was taken; `key` is made on the device."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    day = models.ForeignKey("fairs.EditionDay", on_delete=models.PROTECT, related_name="incidents")
    kind = models.CharField(max_length=12, choices=IncidentKind.choices)
    stall = models.ForeignKey("fairs.Stall", null=True, blank=True, on_delete=models.PROTECT, related_name="incidents")
    text = models.TextField(_("what happened"))
    picture = models.CharField(max_length=160, blank=True, help_text="Its name in the private storage.")
    happened_at = models.DateTimeField()
    key = models.UUIDField(unique=True)
    status = models.CharField(max_length=6, choices=IncidentStatus.choices, default=IncidentStatus.OPEN, editable=False)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    solution = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-happened_at", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="incident_says_what_happened")]
        indexes = [models.Index(fields=["day", "-happened_at"], name="incident_of_a_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"


class VisitorCount(models.Model):
    """How many visitors were counted in a zone in one hour; writing it again replaces the number."""

    day = models.ForeignKey("fairs.EditionDay", on_delete=models.PROTECT, related_name="visitor_counts")
    zone = models.CharField(max_length=60, blank=True)
    hour = models.PositiveSmallIntegerField(help_text="Local, 0 to 23.")
    people = models.PositiveIntegerField()
    counted_at = models.DateTimeField(default=clock.now)
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["day", "zone", "hour"]
        constraints = [
            models.UniqueConstraint(fields=["day", "zone", "hour"], name="visitorcount_once_an_hour"),
            models.CheckConstraint(condition=Q(hour__lte=23), name="visitorcount_hour_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day_id} {self.zone} {self.hour}: {self.people}"


class Workshop(models.Model):
    """A training or a workshop beside the fair, and how many came, once that was counted."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    stop = models.ForeignKey("fairs.Stop", on_delete=models.PROTECT, related_name="workshops")
    kind = models.CharField(max_length=8, choices=WorkshopKind.choices)
    title = models.CharField(max_length=160)
    held_by = models.CharField(_("held by"), max_length=120, blank=True)
    room = models.CharField(_("where"), max_length=80, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    people = models.PositiveSmallIntegerField(null=True, blank=True)
    women = models.PositiveSmallIntegerField(null=True, blank=True)
    young = models.PositiveSmallIntegerField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")),
                name="workshop_begins_before_it_ends",
                violation_error_message=_("It must end after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(people__isnull=True, women__isnull=True, young__isnull=True)
                | Q(
                    people__isnull=False,
                    women__isnull=False,
                    young__isnull=False,
                    women__lte=F("people"),
                    young__lte=F("people"),
                ),
                name="workshop_counts_within_people",
                violation_error_message=_("There cannot be more of them than people who came."),
            ),
        ]
        indexes = [models.Index(fields=["stop", "starts_at"], name="workshop_of_a_stop")]

    def __str__(self) -> str:
        return self.title


class InstitutionalStand(models.Model):
    """A stand of a public body or partner that informs and does not sell; its stall is given to nobody else."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    stop = models.ForeignKey("fairs.Stop", on_delete=models.PROTECT, related_name="institutional_stands")
    name = models.CharField(max_length=160)
    body = models.ForeignKey(
        "calls.OrganisingBody", null=True, blank=True, on_delete=models.PROTECT, related_name="stands"
    )
    stall = models.ForeignKey(
        "fairs.Stall", null=True, blank=True, on_delete=models.PROTECT, related_name="institutional_stands"
    )
    people = models.PositiveSmallIntegerField(default=1)
    contact = models.CharField(max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["stop", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["stop", "stall"],
                condition=Q(ended_at__isnull=True, stall__isnull=False),
                name="institutionalstand_alone_at_its_stall",
            )
        ]

    def __str__(self) -> str:
        return self.name
