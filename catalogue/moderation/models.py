"""What staff look at before shoppers see it: a product as it would be, beside how it was accepted last."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from catalogue.moderation.enums import RevisionStatus
from cooperatives import clock
from cooperatives.identifiers import new_public_id


class ProductRevision(models.Model):
    """One sending of a product for sale, or of changes to one that is on sale already.

    `values` is the whole product as it shall be, `before` as it was accepted last ({} the first time), both by name
    of field, pictures as the list of their ids under "pictures". A product that is on sale stays as it was until the
    revision is accepted. Price and stock are not part of it: they change at once.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    product = models.ForeignKey("catalogue.Product", on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=12, choices=RevisionStatus.choices, default=RevisionStatus.SENT)
    values = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=clock.now)
    # Empty where a trusted cooperative's own word was enough.
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    judged_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["product", "number"], name="productrevision_number_once"),
            models.UniqueConstraint(
                fields=["product"], condition=Q(status=RevisionStatus.SENT), name="productrevision_open_once"
            ),
            models.CheckConstraint(
                condition=Q(judged_by__isnull=True) | ~Q(judged_by=F("sent_by")),
                name="productrevision_judged_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status=RevisionStatus.ASKED_AGAIN) | (~Q(reason="") & Q(judged_by__isnull=False)),
                name="productrevision_asked_again_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["sent_at"], condition=Q(status=RevisionStatus.SENT), name="productrevision_to_check")
        ]

    def __str__(self) -> str:
        return f"{self.product_id}/{self.number}"
