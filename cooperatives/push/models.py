"""Telephones that ring: where the browser of a person takes messages while no page is open."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cooperatives import clock
from cooperatives.encryption import EncryptedTextField


class PushSubscription(models.Model):
    """One browser's address at its maker's push service (RFC 8030), with its keys (RFC 8291).

    It ends when the service says that it is gone, when the person signs out or has lost the telephone, or when it has
    failed for days.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="push_subscriptions")
    endpoint = EncryptedTextField()
    endpoint_digest = models.CharField(max_length=64)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    made_at = models.DateTimeField(default=clock.now)
    rang_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint_digest"], condition=Q(ended_at__isnull=True), name="pushsubscription_current_once"
            )
        ]
        indexes = [models.Index(fields=["user"], condition=Q(ended_at__isnull=True), name="pushsubscription_of_user")]

    def __str__(self) -> str:
        return f"{self.user_id}"
