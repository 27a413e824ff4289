"""Reading sheets: a cooperative's own, their rows by what they do, and how many of each there are."""

from django.db.models import Count, Q, QuerySet

from catalogue.sheets.columns import LOOKED_AT
from catalogue.sheets.enums import RowAct, SheetStatus
from catalogue.sheets.models import ProductSheet, SheetRow
from cooperatives.models import Cooperative

WORKING = (SheetStatus.READING, SheetStatus.LOADING, SheetStatus.UNDOING)


def sheets_of(cooperative: Cooperative) -> QuerySet[ProductSheet]:
    """A cooperative's sheets, the newest first."""
    sheets = ProductSheet.objects.filter(cooperative=cooperative)
    return sheets.select_related("cooperative", "sent_by", "loaded_by", "taken_back_by").order_by("-id")


def counts_of(sheet: ProductSheet) -> dict[str, int]:
    """How many rows there are of each act, how many were taken over, and how many of these stay for a reason."""
    rows = SheetRow.objects.filter(sheet=sheet).order_by()
    acts = {str(act): Count("pk", filter=Q(act=act)) for act in RowAct.values}
    loaded = Q(loaded_at__isnull=False)
    return rows.aggregate(**acts, loaded=Count("pk", filter=loaded), stay=Count("pk", filter=loaded & ~Q(problems=[])))


def rows_for_staff(sheet: ProductSheet) -> int:
    """How many rows would change what staff look at first, of products that shoppers know."""
    known = Q(product__is_public=True) | Q(product__first_public_at__isnull=False)
    changes = SheetRow.objects.filter(known, sheet=sheet, act=RowAct.CHANGE)
    return changes.filter(values__has_any_keys=sorted(LOOKED_AT)).count()


def rows_of_sheet(sheet: ProductSheet, act: str) -> QuerySet[SheetRow]:
    """The rows that do `act`, in the order of the file; `stay` names those that taking back left."""
    rows = SheetRow.objects.filter(sheet=sheet).select_related("product").order_by("number")
    if act == "stay":
        return rows.filter(loaded_at__isnull=False).exclude(problems=[])
    return rows.filter(act=act) if act else rows
