"""Cooperatives, the people who belong to them, and the signs and programmes they hold."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as CheckDigitError
from stdnum.ma import ice

from cooperatives import clock
from cooperatives.encryption import EncryptedTextField
from cooperatives.enums import CertificateStatus, CooperativeStatus, OrganisationKind, Role, SignKind
from cooperatives.identifiers import new_public_id
from cooperatives.texts import one_filled, search_form, sort_key, texts_of


def check_ice(value: str) -> None:
    """Raise `ValidationError` unless `value` is an ICE: 15 digits, the last two a check."""
    try:
        ice.validate(value)
    except CheckDigitError as error:
        raise ValidationError(_("An ICE has 15 digits; check that none is missing or swapped."), code="ice") from error


def every_weekday() -> list[int]:
    """Monday to Saturday, ISO."""
    return [1, 2, 3, 4, 5, 6]


class CooperativeQuerySet(models.QuerySet["Cooperative"]):
    def on_sale(self) -> "CooperativeQuerySet":
        """Those whose products may be shown and bought now."""
        return self.filter(status=CooperativeStatus.APPROVED, sells_online=True)


class Cooperative(models.Model):
    """A member-owned producer enterprise that sells here, or a kindred organisation.

    Unions, associations and social enterprises that take part in fairs are rows of this table
    too; `kind` tells them apart.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.COOPERATIVE)
    status = models.CharField(max_length=12, choices=CooperativeStatus.choices, default=CooperativeStatus.APPLIED)
    sells_online = models.BooleanField(
        default=True, help_text=_("Off for organisations that only take part in fairs and have no catalogue here.")
    )
    name = models.CharField(_("name"), max_length=200)
    tagline = models.CharField(_("in one line"), max_length=200, blank=True)
    story = models.TextField(_("story"), blank=True)
    # Filled by save(): see cooperatives.texts.sort_key.
    sort_ar = models.CharField(max_length=80, editable=False, db_index=True, default="")
    sort_fr = models.CharField(max_length=80, editable=False, db_index=True, default="")
    sort_en = models.CharField(max_length=80, editable=False, db_index=True, default="")
    search_text = models.TextField(editable=False, default="")
    commune = models.ForeignKey("territory.Commune", on_delete=models.PROTECT, related_name="cooperatives")
    # Repeated from the commune so that every list by region is one index away.
    region = models.ForeignKey(
        "territory.Region", on_delete=models.PROTECT, related_name="cooperatives", editable=False
    )
    sector = models.CharField(_("sector"), max_length=40, blank=True)
    founded_year = models.PositiveSmallIntegerField(null=True, blank=True)
    member_count = models.PositiveIntegerField(default=0)
    women_count = models.PositiveIntegerField(default=0)
    youth_count = models.PositiveIntegerField(default=0)
    registration_number = models.CharField(max_length=40, blank=True)
    ice = models.CharField("ICE", max_length=15, blank=True, validators=[check_ice])
    phone = EncryptedTextField(blank=True, default="")
    emblem = models.CharField(max_length=200, blank=True, help_text=_("Path of the emblem among the media."))
    is_trusted = models.BooleanField(
        default=False,
        db_default=False,
        help_text=_("What it writes about its products is shown without being looked at first."),
    )
    # In dirhams, of goods; nothing is asked by default.
    minimum_order = models.DecimalField(max_digits=8, decimal_places=2, default=0, db_default=0)
    # ISO weekdays on which parcels go to the carrier: what was ordered leaves on the next of them.
    hand_over_weekdays = ArrayField(
        models.PositiveSmallIntegerField(), default=every_weekday, db_default=every_weekday(), size=7
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    suspended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CooperativeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("cooperative")
        verbose_name_plural = _("cooperatives")
        constraints = [
            models.CheckConstraint(condition=one_filled("name"), name="cooperative_name_in_one_language"),
            models.CheckConstraint(
                condition=Q(women_count__lte=F("member_count")) & Q(youth_count__lte=F("member_count")),
                name="cooperative_counts_within_members",
            ),
            models.CheckConstraint(
                condition=~Q(kind=OrganisationKind.WOMEN) | Q(women_count=F("member_count")),
                name="cooperative_women_only_when_womens",
                violation_error_message=_("All members of a women's cooperative are women."),
            ),
            models.UniqueConstraint(fields=["ice"], condition=~Q(ice=""), name="cooperative_ice_once"),
            models.CheckConstraint(
                condition=Q(status=CooperativeStatus.SUSPENDED, suspended_at__isnull=False)
                | (~Q(status=CooperativeStatus.SUSPENDED) & Q(suspended_at__isnull=True)),
                name="cooperative_suspended_at_iff_suspended",
            ),
            models.CheckConstraint(condition=Q(minimum_order__gte=0), name="cooperative_minimum_order_not_negative"),
            models.CheckConstraint(
                condition=Q(hand_over_weekdays__contained_by=[1, 2, 3, 4, 5, 6, 7], hand_over_weekdays__len__gt=0),
                name="cooperative_hands_over_on_some_weekday",
                violation_error_message=_("Choose one day of the week at least."),
            ),
        ]
        indexes = [models.Index(fields=["region", "kind"], name="cooperative_region_kind")]

    def __str__(self) -> str:
        return self.name or self.slug

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_derived()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("cooperatives:detail", kwargs={"slug": self.slug})

    def fill_derived(self) -> None:
        """Set region, sort keys and search text from what they derive from; for bulk writers too."""
        self.region_id = self.commune.province.region_id
        names = texts_of(self, "name")
        fallback = next((name for name in names.values() if name), "")
        for language, name in names.items():
            setattr(self, f"sort_{language}", sort_key(name or fallback))
        self.search_text = search_form(" ".join(filter(None, names.values())))

    @property
    def is_womens(self) -> bool:
        return self.kind == OrganisationKind.WOMEN


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        """Those that have not been left."""
        return self.filter(left_at__isnull=True)


class Membership(models.Model):
    """A person's belonging to a cooperative, with a role; leaving ends access and hides nothing."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    cooperative = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    # Two of them watch over telephone numbers and the bank account: see cooperatives.officers.
    is_officer = models.BooleanField(default=False, db_default=False)
    joined_at = models.DateTimeField(default=clock.now)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "cooperative"], condition=Q(left_at__isnull=True), name="membership_current_once"
            ),
            models.CheckConstraint(
                condition=Q(is_officer=False) | Q(role=Role.MANAGER), name="membership_officer_is_a_manager"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.cooperative} · {self.get_role_display()}"


class UnionMembership(models.Model):
    """A cooperative's belonging to a union of cooperatives, from a date to a date."""

    union = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="union_members")
    cooperative = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="unions")
    # What the cooperative lets its union see.
    shows_catalogue = models.BooleanField(default=False, db_default=False)
    shows_figures = models.BooleanField(default=False, db_default=False)
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "cooperative"], condition=Q(left_on__isnull=True), name="unionmembership_current_once"
            ),
            models.CheckConstraint(condition=~Q(union=F("cooperative")), name="unionmembership_not_of_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.cooperative} → {self.union}"


class SupportProgramme(models.Model):
    """A public programme that cooperatives benefit from, such as Mouazara; not a fair programme."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    cooperatives = models.ManyToManyField(Cooperative, related_name="support_programmes", blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class QualitySign(models.Model):
    """A sign as the register knows it, such as the IGP Argane; who holds it is `SignHeld`."""

    kind = models.CharField(max_length=20, choices=SignKind.choices)
    code = models.SlugField(unique=True)
    name = models.CharField(max_length=160)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class SignHeldQuerySet(models.QuerySet["SignHeld"]):
    def valid_on(self, day: Any) -> "SignHeldQuerySet":
        """Those whose certificate was checked and had not expired on `day` (a date)."""
        return self.filter(expires_on__gte=day, status=CertificateStatus.CHECKED)


class SignHeld(models.Model):
    """A cooperative's own certificate for a sign; shoppers see it once it was checked, until it has expired."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    cooperative = models.ForeignKey(Cooperative, on_delete=models.CASCADE, related_name="signs_held")
    sign = models.ForeignKey(QualitySign, on_delete=models.PROTECT, related_name="holders")
    certifier = models.CharField(max_length=120)
    number = models.CharField(max_length=60)
    expires_on = models.DateField()
    status = models.CharField(
        max_length=8,
        choices=CertificateStatus.choices,
        default=CertificateStatus.CHECKED,
        db_default=CertificateStatus.CHECKED,
        editable=False,
    )
    paper = models.CharField(
        max_length=120,
        blank=True,
        default="",
        db_default="",
        editable=False,
        help_text="Its name in the private storage.",
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    refused_because = models.CharField(max_length=300, blank=True, default="", db_default="", editable=False)

    objects = SignHeldQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            # Renewed, it may keep its number: the last day tells the two apart.
            models.UniqueConstraint(
                fields=["cooperative", "sign", "number", "expires_on"], name="signheld_certificate_once"
            ),
            models.CheckConstraint(
                condition=Q(status=CertificateStatus.REFUSED) & ~Q(refused_because="")
                | ~Q(status=CertificateStatus.REFUSED) & Q(refused_because=""),
                name="signheld_refused_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sign} · {self.number}"

    def is_valid_on(self, day: date) -> bool:
        """Whether shoppers see it on `day`."""
        return self.status == CertificateStatus.CHECKED and self.expires_on >= day
