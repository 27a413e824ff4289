"""What shopper and cooperative write to each other about one order."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cooperatives import clock
from cooperatives.identifiers import new_public_id
from marketplace.conversation.enums import Side


class OrderMessage(models.Model):
    """One message; telephone numbers and addresses are taken out of it before it is written.

    `picture` is its name in the private storage, made anew without what the camera wrote into it.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="messages")
    side = models.CharField(max_length=12, choices=Side.choices)
    # Empty for a shopper without an account.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=1000, blank=True)
    hid_a_number = models.BooleanField(default=False, help_text="Something was taken out: the writer is told.")
    picture = models.CharField(max_length=120, blank=True)
    width = models.PositiveSmallIntegerField(default=0)
    height = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True, blank=True, help_text="By the other side.")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text="", picture=""), name="ordermessage_says_something"),
            models.CheckConstraint(
                condition=Q(side=Side.SHOPPER) | Q(by__isnull=False), name="ordermessage_of_a_member"
            ),
        ]
        indexes = [
            models.Index(fields=["order", "id"], name="ordermessage_of_order"),
            models.Index(fields=["order"], condition=Q(read_at__isnull=True), name="ordermessage_unread"),
        ]

    def __str__(self) -> str:
        return self.public_id
