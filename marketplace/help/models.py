"""Help that is heard: one recording for each screen and language people speak."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cooperatives import clock
from cooperatives.accounts.enums import SpokenLanguage
from cooperatives.identifiers import new_public_id


class HelpRecording(models.Model):
    """The one sentence of a screen's help, spoken; a new one replaces the one before, which stays."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    screen = models.SlugField(max_length=40, help_text="As marketplace/help/screens.py names it.")
    language = models.CharField(max_length=3, choices=SpokenLanguage.choices)
    file = models.CharField(max_length=120, help_text="Its name in the private storage.")
    kind = models.CharField(max_length=20, help_text="Its type, such as audio/webm.")
    seconds = models.PositiveSmallIntegerField()
    # Of the sentence that it says: when the sentence changes, the page for staff says so.
    sentence_digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["screen", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["screen", "language"], condition=Q(replaced_at__isnull=True), name="helprecording_current_once"
            ),
            models.CheckConstraint(
                condition=Q(seconds__gte=1, seconds__lte=120), name="helprecording_of_two_minutes_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.screen} {self.language}"
