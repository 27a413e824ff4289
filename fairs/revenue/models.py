"""Every dirham sold, line by line, and the cells it rolls up into."""

from decimal import Decimal
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q

from cooperatives import clock
from cooperatives.audit.triggers import FirmTrigger, append_only
from fairs.enums import Channel, Evidence, LineKind, PaymentKind, SummaryDimension

AMOUNT: dict[str, Any] = {"max_digits": 14, "decimal_places": 2}
NOTHING = Decimal("0.00")
# Once for a statement, however many lines it writes: a question for each line would slow every sale.
APART_ONCE_SETTLED = """
    IF EXISTS (
        SELECT FROM written
        LEFT JOIN fairs_edition AS edition ON edition.id = written.edition_id
        LEFT JOIN fairs_stop AS stop ON stop.id = written.stop_id
        WHERE NOT written.late AND (edition.settled_at IS NOT NULL OR stop.settled_at IS NOT NULL)
    ) THEN
        RAISE EXCEPTION 'figures of a settled edition or stop do not change'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'revenueline_apart_once_settled';
    END IF;
    RETURN NULL;
"""


class RevenueLine(models.Model):
    """What one line sold, or took back, once its money is certain; never edited.

    `amount` is its effect on turnover in dirhams, tax included: negative for a return. It belongs
    to the business day `counts_on`, whenever it was posted. `sales` is one on the first line of a
    sale, one below zero on the first of a sale that was cancelled, zero on all others, and null,
    like `units`, where nobody itemised. A line is `late` when its edition or stop was settled
    before: it stands apart from the figures as a correction.
    """

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=LineKind.choices, default=LineKind.SALE)
    late = models.BooleanField(db_default=False)
    counts_on = models.DateField()
    sold_at = models.DateTimeField()
    posted_at = models.DateTimeField(default=clock.now)
    hour = models.PositiveSmallIntegerField(null=True)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    evidence = models.CharField(max_length=10, choices=Evidence.choices)
    payment = models.CharField(max_length=16, choices=PaymentKind.choices)
    # Of the foreign keys only `transaction` and `edition` have an index of their own: each index
    # costs every sale, and nothing is looked up by the others alone.
    edition = models.ForeignKey("fairs.Edition", null=True, on_delete=models.PROTECT, related_name="revenue_lines")
    stop = models.ForeignKey("fairs.Stop", null=True, db_index=False, on_delete=models.PROTECT, related_name="+")
    stall = models.ForeignKey("fairs.Stall", null=True, db_index=False, on_delete=models.PROTECT, related_name="+")
    participation = models.ForeignKey(
        "fairs.Participation", null=True, db_index=False, on_delete=models.PROTECT, related_name="+"
    )
    cooperative = models.ForeignKey(
        "cooperatives.Cooperative", db_index=False, on_delete=models.PROTECT, related_name="revenue_lines"
    )
    product = models.ForeignKey(
        "catalogue.Product", null=True, db_index=False, on_delete=models.PROTECT, related_name="+"
    )
    family = models.ForeignKey(
        "catalogue.ProductClass", null=True, db_index=False, on_delete=models.PROTECT, related_name="+"
    )
    # Place of sale: the stop's region, or the cooperative's seat outside an edition.
    region = models.ForeignKey("territory.Region", db_index=False, on_delete=models.PROTECT, related_name="+")
    seat_region = models.ForeignKey("territory.Region", db_index=False, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(**AMOUNT)
    sales = models.SmallIntegerField(null=True)
    units = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    tax_rate = models.DecimalField(max_digits=4, decimal_places=3, null=True)
    tax = models.DecimalField(null=True, **AMOUNT)
    commission_rate = models.DecimalField(max_digits=5, decimal_places=4, default=Decimal(0))
    commission = models.DecimalField(default=NOTHING, **AMOUNT)
    commission_tax = models.DecimalField(default=NOTHING, **AMOUNT)
    transaction = models.ForeignKey("ledger.LedgerTransaction", on_delete=models.PROTECT, related_name="revenue_lines")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind=LineKind.SALE) & Q(amount__gte=0))
                | (Q(kind=LineKind.RETURN) & Q(amount__lte=0))
                | Q(kind=LineKind.CORRECTION),
                name="revenueline_sign_fits_kind",
            ),
            models.CheckConstraint(
                condition=Q(edition__isnull=False) | (Q(stop__isnull=True) & Q(channel=Channel.ONLINE)),
                name="revenueline_stall_has_an_edition",
            ),
            models.CheckConstraint(
                condition=Q(evidence=Evidence.ITEMISED) | Q(units__isnull=True, sales__isnull=True),
                name="revenueline_counts_only_what_was_itemised",
            ),
            models.CheckConstraint(
                condition=Q(sales__isnull=True) | Q(sales__range=(-1, 1)), name="revenueline_counts_a_sale_once"
            ),
            models.CheckConstraint(
                condition=Q(late=False) | Q(kind=LineKind.CORRECTION), name="revenueline_late_is_a_correction"
            ),
        ]
        indexes = [
            models.Index(fields=["counts_on", "edition"], name="revenueline_day_edition"),
            models.Index(fields=["participation", "counts_on", "evidence"], name="revenueline_participation_day"),
            # A cooperative asks for its days; what it sold in a month is read without the years before.
            models.Index(fields=["cooperative", "counts_on", "-id"], name="revenueline_cooperative_day"),
        ]
        triggers = [
            *append_only("revenueline"),
            FirmTrigger(
                name="revenueline_apart_once_settled",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="written"),
                func=APART_ONCE_SETTLED,
            ),
        ]

    def __str__(self) -> str:
        return self.key


class CoarseCell(models.Model):
    """Sums by edition, stop, region, business day, channel and evidence: what screens read.

    Turnover is gross less returns. `corrections` is what came after the edition or stop was
    settled, kept apart so that its figures never change. Derived: `rollup --rebuild` writes all
    cells anew from the lines.
    """

    edition = models.ForeignKey("fairs.Edition", null=True, on_delete=models.CASCADE, related_name="+")
    stop = models.ForeignKey("fairs.Stop", null=True, on_delete=models.CASCADE, related_name="+")
    region = models.ForeignKey("territory.Region", on_delete=models.CASCADE, related_name="+")
    counts_on = models.DateField()
    channel = models.CharField(max_length=8, choices=Channel.choices)
    evidence = models.CharField(max_length=10, choices=Evidence.choices)
    gross = models.DecimalField(default=NOTHING, **AMOUNT)
    returns = models.DecimalField(default=NOTHING, **AMOUNT)
    corrections = models.DecimalField(db_default=NOTHING, **AMOUNT)
    sales = models.BigIntegerField(null=True)
    units = models.DecimalField(max_digits=16, decimal_places=3, null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "stop", "region", "counts_on", "channel", "evidence"],
                nulls_distinct=False,
                name="coarsecell_once",
            )
        ]
        indexes = [models.Index(fields=["counts_on"], name="coarsecell_day")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.counts_on} {self.channel} {self.evidence}"


class DetailCell(models.Model):
    """The coarse cell's dimensions and stall, cooperative, family, payment and hour."""

    edition = models.ForeignKey("fairs.Edition", null=True, on_delete=models.CASCADE, related_name="+")
    stop = models.ForeignKey("fairs.Stop", null=True, on_delete=models.CASCADE, related_name="+")
    region = models.ForeignKey("territory.Region", on_delete=models.CASCADE, related_name="+")
    counts_on = models.DateField()
    channel = models.CharField(max_length=8, choices=Channel.choices)
    evidence = models.CharField(max_length=10, choices=Evidence.choices)
    stall = models.ForeignKey("fairs.Stall", null=True, on_delete=models.CASCADE, related_name="+")
    cooperative = models.ForeignKey("cooperatives.Cooperative", on_delete=models.CASCADE, related_name="+")
    family = models.ForeignKey("catalogue.ProductClass", null=True, on_delete=models.CASCADE, related_name="+")
    payment = models.CharField(max_length=16, choices=PaymentKind.choices)
    hour = models.PositiveSmallIntegerField(null=True)
    gross = models.DecimalField(default=NOTHING, **AMOUNT)
    returns = models.DecimalField(default=NOTHING, **AMOUNT)
    corrections = models.DecimalField(db_default=NOTHING, **AMOUNT)
    sales = models.BigIntegerField(null=True)
    units = models.DecimalField(max_digits=16, decimal_places=3, null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "edition",
                    "stop",
                    "region",
                    "counts_on",
                    "channel",
                    "evidence",
                    "stall",
                    "cooperative",
                    "family",
                    "payment",
                    "hour",
                ],
                nulls_distinct=False,
                name="detailcell_once",
            )
        ]
        indexes = [
            models.Index(fields=["edition", "cooperative"], name="detailcell_edition_cooperative"),
            models.Index(fields=["cooperative", "counts_on"], name="detailcell_cooperative_day"),
            models.Index(fields=["counts_on"], name="detailcell_day"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.counts_on} {self.cooperative_id}"


class EditionSummary(models.Model):
    """An edition's detail cells summed by one dimension at a time, for screens over many editions.

    Not written by sales: a job sums an edition anew when its cells have changed, so a row is as old
    as `as_of`. `key` is what the dimension is of: a stop's or a cooperative's id, a region's or a
    family's code, a day, an hour, a way of payment; empty where that is not known; of the whole, the
    mark of the cells that it was summed from. Edition null stands for sales outside every edition.
    """

    edition = models.ForeignKey("fairs.Edition", null=True, on_delete=models.CASCADE, related_name="+")
    dimension = models.CharField(max_length=12, choices=SummaryDimension.choices)
    key = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    evidence = models.CharField(max_length=10, choices=Evidence.choices)
    gross = models.DecimalField(default=NOTHING, **AMOUNT)
    returns = models.DecimalField(default=NOTHING, **AMOUNT)
    corrections = models.DecimalField(db_default=NOTHING, **AMOUNT)
    sales = models.BigIntegerField(null=True)
    units = models.DecimalField(max_digits=16, decimal_places=3, null=True)
    as_of = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "dimension", "key", "channel", "evidence"],
                nulls_distinct=False,
                name="editionsummary_once",
            )
        ]
        indexes = [models.Index(fields=["dimension", "edition"], name="editionsummary_dimension")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.dimension} {self.key}"


class PublicCell(models.Model):
    """In which group anyone is told the money of an edition, region, day, channel and evidence.

    At least three cooperatives sold in each group, and whatever is told in public is a sum of whole
    groups. Written by the job that writes the summaries; what is in no group yet is not told. Of
    returns, corrections and counts, a group tells those that three cooperatives are behind.
    """

    edition = models.ForeignKey("fairs.Edition", null=True, on_delete=models.CASCADE, related_name="+")
    region = models.ForeignKey("territory.Region", on_delete=models.CASCADE, related_name="+")
    counts_on = models.DateField()
    channel = models.CharField(max_length=8, choices=Channel.choices)
    evidence = models.CharField(max_length=10, choices=Evidence.choices)
    group = models.PositiveIntegerField()
    tells_returns = models.BooleanField()
    tells_corrections = models.BooleanField()
    tells_counts = models.BooleanField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "region", "counts_on", "channel", "evidence"],
                nulls_distinct=False,
                name="publiccell_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.counts_on} {self.channel} {self.evidence} in {self.group}"
