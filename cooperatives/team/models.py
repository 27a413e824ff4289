"""Invitations to work for a cooperative: by a link, or by a message to a number."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cooperatives import clock
from cooperatives.encryption import EncryptedTextField
from cooperatives.enums import Role
from cooperatives.identifiers import new_public_id


class Invitation(models.Model):
    """A place in a cooperative that waits for somebody; its link is good once, and only the digest of it is kept."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    cooperative = models.ForeignKey("cooperatives.Cooperative", on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=20, choices=Role.choices)
    token_digest = models.CharField(max_length=64, unique=True)
    # Empty for a link that is handed on by other means; with a number nobody else can use it.
    phone = EncryptedTextField(blank=True, default="")
    phone_digest = models.CharField(max_length=64, blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="invitation_has_time"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, withdrawn_at__isnull=True),
                name="invitation_accepted_by_someone",
            ),
            models.UniqueConstraint(
                fields=["cooperative", "phone_digest"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True) & ~Q(phone_digest=""),
                name="invitation_open_once_for_a_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cooperative_id} {self.role}"
