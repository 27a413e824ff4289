"""The papers that a cooperative shows, page by page as a telephone photographs them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cooperatives import clock
from cooperatives.identifiers import new_public_id
from cooperatives.joining.enums import PaperKind, PaperStatus


class Paper(models.Model):
    """One paper of a cooperative; one that is sent again replaces the one before, which stays."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    cooperative = models.ForeignKey("cooperatives.Cooperative", on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=14, choices=PaperKind.choices)
    status = models.CharField(max_length=12, choices=PaperStatus.choices, default=PaperStatus.SENT)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=clock.now)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    judged_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(
        max_length=300, blank=True, help_text="Why it is asked for again, as the sender reads it."
    )
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "kind"], condition=Q(replaced_at__isnull=True), name="paper_current_once"
            ),
            models.CheckConstraint(
                condition=Q(status=PaperStatus.SENT, judged_by__isnull=True, judged_at__isnull=True)
                | (~Q(status=PaperStatus.SENT) & Q(judged_by__isnull=False, judged_at__isnull=False)),
                name="paper_judged_by_someone",
            ),
            models.CheckConstraint(condition=~Q(judged_by=F("sent_by")), name="paper_judged_by_another"),
            models.CheckConstraint(
                condition=Q(status=PaperStatus.ASKED_AGAIN) & ~Q(reason="")
                | ~Q(status=PaperStatus.ASKED_AGAIN) & Q(reason=""),
                name="paper_asked_again_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["sent_at"],
                condition=Q(status=PaperStatus.SENT, replaced_at__isnull=True),
                name="paper_to_check",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.cooperative}"


class PaperPage(models.Model):
    """One photographed page, made anew without what the camera wrote into it; in the private storage."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="pages")
    number = models.PositiveSmallIntegerField()
    file = models.CharField(max_length=120)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64, help_text="Of what was uploaded: the same page is not kept twice.")

    class Meta:
        ordering = ["paper", "number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="paperpage_number_once"),
            models.UniqueConstraint(fields=["paper", "digest"], name="paperpage_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=8), name="paperpage_at_most_eight"),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id}/{self.number}"
