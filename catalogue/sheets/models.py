"""Products as rows of a sheet (XLSX): read, shown with their mistakes, taken over, and taken back whole."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from catalogue.sheets.enums import RowAct, SheetStatus
from cooperatives import clock
from cooperatives.identifiers import new_public_id


class ProductSheet(models.Model):
    """One file of a cooperative's products; the counts are of its rows, for a page that shows how far it is."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    cooperative = models.ForeignKey("cooperatives.Cooperative", on_delete=models.PROTECT, related_name="product_sheets")
    status = models.CharField(max_length=10, choices=SheetStatus.choices, default=SheetStatus.READING)
    file = models.CharField(max_length=120, help_text="Its name in the private storage.")
    file_name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    row_count = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0, help_text="Of the step that runs now.")
    # Why the whole file could not be read: a code that pages have words for.
    problem = models.CharField(max_length=30, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=clock.now)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    loaded_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "digest"],
                condition=Q(status__in=[SheetStatus.READING, SheetStatus.CHECKED, SheetStatus.LOADING]),
                name="productsheet_open_once",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[SheetStatus.LOADED, SheetStatus.TAKEN_BACK]) | Q(loaded_at__isnull=False),
                name="productsheet_loaded_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class SheetRow(models.Model):
    """One row as it was typed, what was read of it, and what taking it over changed."""

    sheet = models.ForeignKey(ProductSheet, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="Its row in the file.")
    raw = models.JSONField(default=dict)
    # [{"column": name, "code": "price_not_a_number", "value": "12 dh"}]: pages have the words, in each language.
    problems = models.JSONField(default=list)
    act = models.CharField(max_length=8, choices=RowAct.choices)
    product = models.ForeignKey(
        "catalogue.Product", null=True, blank=True, on_delete=models.SET_NULL, related_name="sheet_rows"
    )
    values = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    # What stood there before it was taken over, for taking it back.
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    loaded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sheet", "number"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="sheetrow_once"),
            models.CheckConstraint(
                condition=~Q(act=RowAct.REFUSED) | Q(loaded_at__isnull=True), name="sheetrow_refused_is_not_loaded"
            ),
        ]
        indexes = [models.Index(fields=["sheet", "act", "number"], name="sheetrow_by_act")]

    def __str__(self) -> str:
        return f"{self.sheet_id}: {self.number}"
