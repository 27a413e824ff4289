"""Two officers watch over each other, and a field agent helps: consents, mandates, recovered accounts."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cooperatives import clock
from cooperatives.encryption import EncryptedTextField
from cooperatives.identifiers import new_public_id
from cooperatives.officers.enums import ConsentAct, RecoveryStatus


def _person(**given: Any) -> models.ForeignKey:
    """Somebody who did something; the log of their acts outlives their leaving."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **given)


class Consent(models.Model):
    """What one officer asked for, good once another has given the code that went to their telephone.

    `asked` holds what shall be done, as JSON: it is encrypted, since it may hold a RIB or a number.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    cooperative = models.ForeignKey("cooperatives.Cooperative", on_delete=models.PROTECT, related_name="consents")
    act = models.CharField(max_length=18, choices=ConsentAct.choices)
    asked = EncryptedTextField()
    asked_by = _person()
    asked_of = _person()
    code_digest = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(asked_of=F("asked_by")), name="consent_of_another"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="consent_has_time"),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True) | Q(withdrawn_at__isnull=True), name="consent_given_or_withdrawn"
            ),
            # Who asks again withdraws what was asked before: one code is good at a time.
            models.UniqueConstraint(
                fields=["cooperative", "act", "asked_by"],
                condition=Q(given_at__isnull=True, withdrawn_at__isnull=True),
                name="consent_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cooperative_id} {self.act}"


class FieldAgentQuerySet(models.QuerySet["FieldAgent"]):
    def current(self) -> "FieldAgentQuerySet":
        """Those that have not ended."""
        return self.filter(ended_at__isnull=True)


class FieldAgent(models.Model):
    """Somebody who goes to the cooperatives of a region and helps there, from a day to a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="field_agents")
    region = models.ForeignKey("territory.Region", on_delete=models.PROTECT, related_name="field_agents")
    begun_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = FieldAgentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "region"], condition=Q(ended_at__isnull=True), name="fieldagent_current_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.region}"


class MandateQuerySet(models.QuerySet["Mandate"]):
    def running(self) -> "MandateQuerySet":
        """Those under which an agent works now."""
        return self.filter(ended_at__isnull=True, begun_at__isnull=False, ends_at__gt=clock.now())


class Mandate(models.Model):
    """An hour or two in which a field agent works in a cooperative's workspace, with an officer's consent.

    All that is done in it is logged as the agent's, on behalf of who gave it. It opens neither the bank account nor
    the list of members.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    cooperative = models.ForeignKey("cooperatives.Cooperative", on_delete=models.PROTECT, related_name="mandates")
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mandates")
    given_by = _person()
    task = models.CharField(max_length=200)
    code_digest = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(default=clock.now)
    begun_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(agent=F("given_by")), name="mandate_given_by_another"),
            models.CheckConstraint(
                condition=Q(begun_at__isnull=True, ends_at__isnull=True)
                | Q(begun_at__isnull=False, ends_at__gt=F("begun_at")),
                name="mandate_begins_and_ends",
            ),
        ]
        indexes = [
            models.Index(fields=["agent", "ends_at"], condition=Q(ended_at__isnull=True), name="mandate_of_agent")
        ]

    def __str__(self) -> str:
        return f"{self.agent} → {self.cooperative_id}"


class Recovery(models.Model):
    """An officer lost the telephone: a field agent saw the person and asks for another number.

    With the other officer's code it is done at once; without it only after some days, in which every member is told
    and any officer can stop it.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    cooperative = models.ForeignKey("cooperatives.Cooperative", on_delete=models.PROTECT, related_name="recoveries")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recoveries")
    phone = EncryptedTextField()
    status = models.CharField(max_length=8, choices=RecoveryStatus.choices, default=RecoveryStatus.WAITING)
    agent = _person()
    seen = models.CharField(max_length=300, help_text="What the agent saw: identity card, minutes of the officers.")
    consent = models.OneToOneField(Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="recovery")
    asked_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = _person(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "recoveries"
        constraints = [
            models.CheckConstraint(condition=~Q(agent=F("user")), name="recovery_by_another"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(status=RecoveryStatus.WAITING), name="recovery_open_once"
            ),
            models.CheckConstraint(
                condition=Q(status=RecoveryStatus.WAITING, ended_at__isnull=True)
                | (~Q(status=RecoveryStatus.WAITING) & Q(ended_at__isnull=False)),
                name="recovery_ended_iff_over",
            ),
            models.CheckConstraint(
                condition=~Q(status=RecoveryStatus.STOPPED) | ~Q(reason=""), name="recovery_stopped_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.cooperative_id}"
