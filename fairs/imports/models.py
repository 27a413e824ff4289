"""Lists of past editions as they were kept: who took part and what they sold, checked row by row."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from cooperatives import clock
from cooperatives.enums import OrganisationKind
from cooperatives.identifiers import new_public_id
from fairs.enums import ImportStatus, MatchKind, ParticipationStatus, RowDecision
from fairs.imports.enums import StandingTotal

AMOUNT: dict[str, Any] = {"max_digits": 12, "decimal_places": 2}


class PastImport(models.Model):
    """One file of a past edition (XLSX or CSV): read, checked by a person, loaded, and taken back whole if wrong."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    edition = models.ForeignKey("fairs.Edition", on_delete=models.PROTECT, related_name="imports")
    status = models.CharField(max_length=8, choices=ImportStatus.choices, default=ImportStatus.READ)
    file = models.CharField(max_length=120, help_text="Its name in the private storage.")
    file_name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    columns = models.JSONField(default=dict, help_text="Which column of the file says what.")
    row_count = models.PositiveIntegerField(default=0, help_text="How many rows the file has.")
    rows_read = models.PositiveIntegerField(default=0)
    read_at = models.DateTimeField(default=clock.now)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField(null=True, blank=True)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reversed_at = models.DateTimeField(null=True, blank=True)
    reversed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-read_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "digest"],
                condition=Q(status__in=[ImportStatus.READ, ImportStatus.LOADED]),
                name="pastimport_file_once",
            ),
            models.CheckConstraint(
                condition=~Q(status=ImportStatus.REVERSED) | Q(reversed_at__isnull=False) & ~Q(reason=""),
                name="pastimport_reversed_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_being_read(self) -> bool:
        return self.rows_read < self.row_count


class ImportProof(models.Model):
    """A paper that shows where the figures come from: a scanned list, a signed report."""

    past_import = models.ForeignKey(PastImport, on_delete=models.PROTECT, related_name="proofs")
    file = models.CharField(max_length=120)
    file_name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["past_import", "digest"], name="importproof_once")]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One row of the file, word for word, with what was read of it and who it was taken for."""

    past_import = models.ForeignKey(PastImport, on_delete=models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField(help_text="Its row in the file.")
    raw = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    name = models.CharField(max_length=200, blank=True)
    register_number = models.CharField(max_length=40, blank=True)
    ice = models.CharField(max_length=15, blank=True)
    counts_on = models.DateField(null=True)
    amount = models.DecimalField(null=True, **AMOUNT)
    people = models.PositiveSmallIntegerField(default=0)
    women = models.PositiveSmallIntegerField(default=0)
    match = models.CharField(max_length=8, choices=MatchKind.choices, default=MatchKind.NONE)
    # [{"cooperative": public_id, "likeness": "0.83"}], the likest first.
    candidates = models.JSONField(default=list)
    decision = models.CharField(max_length=8, choices=RowDecision.choices, default=RowDecision.OPEN)
    cooperative = models.ForeignKey(
        "cooperatives.Cooperative", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Problems that a person looked at and found right.
    found_right = models.JSONField(default=list)
    # What is known of an organisation that is new.
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices, blank=True)
    commune = models.ForeignKey("territory.Commune", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    standing = models.CharField(max_length=8, choices=StandingTotal.choices, blank=True)
    # What loading it made, so that it can be taken back.
    participation = models.ForeignKey(
        "fairs.Participation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_participation = models.BooleanField(default=False)
    made_cooperative = models.BooleanField(default=False)
    made_total = models.BooleanField(default=False)
    # What stood there before: {"amount": "120.00", "parts": [[family, "20.00"]]}.
    total_before = models.JSONField(null=True)
    participation_before = models.CharField(max_length=10, choices=ParticipationStatus.choices, blank=True)
    total = models.ForeignKey("fairs.DeclaredTotal", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["past_import", "number"]
        constraints = [
            models.UniqueConstraint(fields=["past_import", "number"], name="importrow_once"),
            models.CheckConstraint(
                condition=~Q(decision=RowDecision.MATCHED) | Q(cooperative__isnull=False),
                name="importrow_matched_to_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.past_import_id}: {self.number}"
