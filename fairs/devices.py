"""What every enrolled device has: a token of its own, taken by one scan and switched off at once."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q

from cooperatives import clock
from cooperatives.identifiers import new_public_id


def digest_of(secret: str) -> str:
    """What is stored of a device token or of an enrolment code: enough to know it again."""
    return hashlib.sha256(secret.encode()).hexdigest()


class EnrolledDevice(models.Model):
    """A telephone or tablet that works without network.

    An organiser shows it a code as a QR; the device makes its own token and hands it in with the
    code, which is then spent. Only digests of the two are kept. A device that lost the answer asks
    again with the same token, and is answered again.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    label = models.CharField(max_length=80, blank=True)
    code_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001 -- unique
    code_ends_at = models.DateTimeField(null=True, editable=False)
    token_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001 -- unique
    enrolled_at = models.DateTimeField(default=clock.now, editable=False)
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    last_seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code_digest__isnull=True, code_ends_at__isnull=True)
                | Q(code_digest__isnull=False, code_ends_at__isnull=False),
                name="%(class)s_code_ends",
            )
        ]

    def __str__(self) -> str:
        return self.label or self.public_id

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None

    @property
    def is_waiting(self) -> bool:
        """Nobody has scanned its code yet."""
        return self.token_digest is None
