"""Messages to people, stored before they are sent: at least once, with a stable key."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperatives import clock
from cooperatives.encryption import EncryptedTextField


class Channel(models.TextChoices):
    """How a message travels."""

    EMAIL = "email", _("E-mail")
    SMS = "sms", _("SMS")
    WHATSAPP = "whatsapp", _("WhatsApp")
    PUSH = "push", _("Message on the telephone")


class Message(models.Model):
    """One message to one person, written in the transaction that makes it true, sent after."""

    key = models.CharField(max_length=120, unique=True, help_text="Who sends it again says the same key.")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    recipient = EncryptedTextField()
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200, blank=True)
    body = EncryptedTextField()
    created_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(default=clock.now)
    claimed_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    request_id = models.CharField(max_length=36, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
                name="message_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.key
