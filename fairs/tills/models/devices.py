"""The devices that take money at a stall, and the people who stand at them."""

import uuid

from django.db import models
from django.db.models import Q

from cooperatives import clock
from fairs.devices import EnrolledDevice
from fairs.enums import TillKind


class Till(EnrolledDevice):
    """A device that takes money at a stall.

    What a stall wrote on numbered paper slips comes in through a till too, of the kind `paper`:
    one for each stall, without a token.
    """

    stall = models.ForeignKey("fairs.Stall", on_delete=models.PROTECT, related_name="tills")
    kind = models.CharField(max_length=6, choices=TillKind.choices, default=TillKind.DEVICE)

    class Meta(EnrolledDevice.Meta):
        constraints = [
            *EnrolledDevice.Meta.constraints,
            models.UniqueConstraint(fields=["stall"], condition=Q(kind=TillKind.PAPER), name="till_one_of_paper"),
            models.CheckConstraint(
                condition=Q(kind=TillKind.DEVICE) | Q(token_digest__isnull=True, code_digest__isnull=True),
                name="till_paper_has_no_token",
            ),
        ]


class Cashier(models.Model):
    """Who sells at a stall's tills, known by a short name, a sign and a number of four digits (PIN).

    The PIN says who sold, offline too: it is no lock on the money. Its hash (PBKDF2 of SHA-256,
    base64) and salt are made on the device and given to the stall's other tills.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    stall = models.ForeignKey("fairs.Stall", on_delete=models.PROTECT, related_name="cashiers")
    name = models.CharField(max_length=40)
    sign = models.CharField(max_length=20, help_text="Which picture stands beside the name.")
    pin_salt = models.CharField(max_length=44)
    pin_hash = models.CharField(max_length=88)
    made_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return self.name
