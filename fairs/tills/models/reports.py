"""The cash report (Z) of a session: written once when it is closed, and never again."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from cooperatives import clock
from cooperatives.audit.triggers import append_only
from cooperatives.identifiers import new_public_id
from fairs.enums import PaymentKind

AMOUNT: dict[str, Any] = {"max_digits": 12, "decimal_places": 2}


class CashReport(models.Model):
    """What a session took, what should be in the box, what was counted, and who signed.

    All amounts in dirhams. Expected cash is the float and what was paid in cash, less cash given
    back, with cash in and out. `difference` is counted less expected. What arrives later never
    changes a report: it is shown beside it as a correction of its day. `number` runs without gaps
    for each till.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    till = models.ForeignKey("tills.Till", on_delete=models.PROTECT, related_name="cash_reports")
    session = models.OneToOneField("tills.TillSession", on_delete=models.PROTECT, related_name="cash_report")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=clock.now)
    first_number = models.PositiveIntegerField(null=True)
    last_number = models.PositiveIntegerField(null=True)
    # Numbers between the first and the last (or the till's own last) that never reached the server.
    missing_numbers = models.JSONField(default=list)
    sales = models.PositiveIntegerField(default=0)
    voids = models.PositiveIntegerField(default=0)
    returns = models.PositiveIntegerField(default=0)
    opening_float = models.DecimalField(default=0, **AMOUNT)
    cash_sales = models.DecimalField(default=0, **AMOUNT)
    cash_given_back = models.DecimalField(default=0, **AMOUNT)
    card = models.DecimalField(default=0, help_text="Sales less returns.", **AMOUNT)
    transfer = models.DecimalField(default=0, help_text="Sales less returns.", **AMOUNT)
    cash_in = models.DecimalField(default=0, **AMOUNT)
    cash_out = models.DecimalField(default=0, **AMOUNT)
    expected_cash = models.DecimalField(**AMOUNT)
    counted_cash = models.DecimalField(null=True, help_text="Empty when nobody counted.", **AMOUNT)
    difference = models.DecimalField(null=True, **AMOUNT)
    explanation = models.CharField(max_length=200, blank=True)
    # What the till itself had reckoned; empty when it did not say.
    expected_by_till = models.DecimalField(null=True, **AMOUNT)
    signed_by = models.CharField(max_length=40)
    witnessed_by = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["till", "number"], name="cashreport_number_once"),
            models.CheckConstraint(
                condition=Q(
                    expected_cash=F("opening_float")
                    + F("cash_sales")
                    - F("cash_given_back")
                    + F("cash_in")
                    - F("cash_out")
                ),
                name="cashreport_expected_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(counted_cash__isnull=True, difference__isnull=True)
                | Q(counted_cash__isnull=False, difference=F("counted_cash") - F("expected_cash")),
                name="cashreport_difference_adds_up",
            ),
        ]
        triggers = append_only("cashreport")

    def __str__(self) -> str:
        return f"Z{self.number}"


class CashReportLine(models.Model):
    """A report's money by cooperative and way of payment; together they are what the session sold."""

    report = models.ForeignKey(CashReport, on_delete=models.PROTECT, related_name="lines")
    cooperative = models.ForeignKey("cooperatives.Cooperative", on_delete=models.PROTECT, related_name="+")
    payment = models.CharField(max_length=16, choices=PaymentKind.choices)
    gross = models.DecimalField(default=0, **AMOUNT)
    returns = models.DecimalField(default=0, **AMOUNT)
    sales = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["report", "cooperative", "payment"]
        constraints = [models.UniqueConstraint(fields=["report", "cooperative", "payment"], name="cashreportline_once")]
        triggers = append_only("cashreportline")

    def __str__(self) -> str:
        return f"{self.report_id} {self.cooperative_id} {self.payment}"
