"""What waits for a person at an edition: doubtful sales, sales kept aside, pieces sold that were not there."""

from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Prefetch, QuerySet, UUIDField, When
from django.db.models.functions import Cast, Substr

from catalogue.partner.models import Shortage
from fairs.enums import SaleStatus
from fairs.models import Edition
from fairs.tills.models import QuarantinedRecord, Sale, SaleLine

# How a line of a sale is named where its stock moves: "sale:<id>:<position>".
UUID_LETTERS = 36
OF_A_SALE = r"^sale:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:"


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
    # From the few that are open to their sale, which the key names: an edition's sales are tens of thousands.
    sale = Case(When(key__regex=OF_A_SALE, then=Cast(Substr("key", len("sale:") + 1, UUID_LETTERS), UUIDField())))
    sold = Sale.objects.filter(pk=OuterRef("sale"), stop__edition=edition)
    shortages = Shortage.objects.filter(settled_at__isnull=True).alias(sale=sale).filter(Exists(sold))
    return shortages.select_related("stockrecord__product__cooperative").order_by("-pk")
