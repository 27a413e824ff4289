"""Who organises what."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cooperatives import clock
from fairs.enums import EditionRole


class EditionMembershipQuerySet(models.QuerySet["EditionMembership"]):
    def current(self) -> "EditionMembershipQuerySet":
        return self.filter(ended_at__isnull=True)


class EditionMembership(models.Model):
    """A person's role for one edition, or for a whole programme; ending it hides no history."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="edition_memberships")
    edition = models.ForeignKey(
        "fairs.Edition", null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    programme = models.ForeignKey(
        "fairs.Programme", null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=14, choices=EditionRole.choices)
    # For which of the bodies that organise together the person acts.
    body = models.ForeignKey(
        "calls.OrganisingBody", null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    since = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = EditionMembershipQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(edition__isnull=False, programme__isnull=True)
                | Q(edition__isnull=True, programme__isnull=False),
                name="editionmembership_of_an_edition_or_a_programme",
            ),
            models.UniqueConstraint(
                fields=["user", "edition", "programme", "role"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="editionmembership_current_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"
