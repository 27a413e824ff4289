"""What waits for a person at an edition: doubtful sales, sales kept aside, pieces sold that were not there."""

from dataclasses import dataclass

from django.db.models import CharField, Exists, OuterRef, Prefetch, QuerySet, Value
from django.db.models.functions import Cast, Concat

from catalogue.partner.models import Shortage
from fairs.enums import SaleStatus
from fairs.models import Edition
from fairs.tills.models import QuarantinedRecord, Sale, SaleLine


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many of each wait at an edition."""

    flagged: int
    quarantined: int
    shortages: int

    @property
    def total(self) -> int:
        return self.flagged + self.quarantined + self.shortages


def waiting_at(edition: Edition) -> Waiting:
    """Three counts."""
    return Waiting(flagged_sales(edition).count(), quarantined_sales(edition).count(), open_shortages(edition).count())


def flagged_sales(edition: Edition) -> QuerySet[Sale]:
    """Sales that were recorded and counted, and should be looked at, latest first."""
    lines = SaleLine.objects.select_related("cooperative").order_by("position")
    sales = Sale.objects.filter(stop__edition=edition, status=SaleStatus.FLAGGED)
    return sales.select_related("till__stall").prefetch_related(Prefetch("lines", lines)).order_by("-sold_at", "pk")


def quarantined_sales(edition: Edition) -> QuerySet[QuarantinedRecord]:
    """What a till sent that could not be counted, and that nobody settled yet, latest first."""
    kept = QuarantinedRecord.objects.filter(till__stall__edition=edition, settled_at__isnull=True)
    return kept.select_related("till__stall", "stop").order_by("-pk")


def open_shortages(edition: Edition) -> QuerySet[Shortage]:
    """Pieces sold at the edition's stalls that were not in stock, latest first."""
    sold = SaleLine.objects.filter(sale__stop__edition=edition).annotate(
        stock_key=Concat(Value("sale:"), Cast("sale_id", CharField()), Value(":"), Cast("position", CharField()))
    )
    shortages = Shortage.objects.filter(Exists(sold.filter(stock_key=OuterRef("key"))), settled_at__isnull=True)
    return shortages.select_related("stockrecord__product__cooperative").order_by("-pk")
