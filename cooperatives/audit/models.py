"""Who changed what, and each move of a status: two logs that nobody can rewrite."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from cooperatives import clock
from cooperatives.audit.triggers import append_only


class AuditEntry(models.Model):
    """One act by one person, with what stood there before and after."""

    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    action = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    # Read by the cooperative's managers, the newest first: the index below serves the foreign key too.
    cooperative = models.ForeignKey(
        "cooperatives.Cooperative", null=True, blank=True, db_index=False, on_delete=models.PROTECT, related_name="+"
    )
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    request_id = models.CharField(max_length=36, blank=True)
    address = models.GenericIPAddressField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "audit entries"
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="auditentry_subject"),
            models.Index(fields=["cooperative", "-id"], name="auditentry_cooperative"),
        ]
        triggers = append_only("auditentry")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject_type} {self.subject_id}"


class StatusChange(models.Model):
    """One move of a status, whatever has it: an order, a cooperative, an edition, a till session."""

    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Read with the row, never looked up by: an index would cost every step of every order.
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, db_index=False, on_delete=models.PROTECT, related_name="+"
    )
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    old_status = models.CharField(max_length=30, blank=True)
    new_status = models.CharField(max_length=30)
    reason = models.TextField(blank=True)
    request_id = models.CharField(max_length=36, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "-id"], name="statuschange_subject")]
        triggers = append_only("statuschange")

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}: {self.old_status} → {self.new_status}"


class UsedToken(models.Model):
    """A form's token, spent in the transaction of what the form did: pressing twice acts once."""

    token = models.CharField(max_length=64, unique=True)
    action = models.CharField(max_length=60)
    used_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.action} {self.token}"
