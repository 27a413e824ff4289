"""A sale by the code in its receipt's link, and what has become of it since."""

import base64
import binascii
import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from cooperatives.models import Cooperative
from fairs.enums import SaleKind
from fairs.models import Stall
from fairs.tills.models import Sale, SaleLine

CODE_BYTES = 16


@dataclass(frozen=True, slots=True)
class StallReceipt:
    """What a buyer sees of a sale: nothing of the people, all of the money."""

    sale: Sale
    stall: Stall
    lines: list[SaleLine]
    cooperatives: list[Cooperative]
    total: Decimal
    tax: Decimal
    change: Decimal | None
    is_voided: bool
    returns: list[Sale]
    returned: Decimal


def code_of(sale_id: uuid.UUID) -> str:
    """The sale's id as it stands in the link: 22 characters that nobody guesses."""
    return base64.urlsafe_b64encode(sale_id.bytes).rstrip(b"=").decode()


def id_of_code(code: str) -> uuid.UUID | None:
    """None for what is no code; of several spellings of the same bytes only one is."""
    try:
        raw = base64.b64decode(code + "==", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    found = uuid.UUID(bytes=raw) if len(raw) == CODE_BYTES else None
    return found if found and code_of(found) == code else None


def receipt_of_code(code: str) -> StallReceipt | None:
    """The receipt; None while the till has not sent its sale, and for a code that never was."""
    sale_id = id_of_code(code)
    if sale_id is None:
        return None
    lines = Prefetch("lines", SaleLine.objects.order_by("position").select_related("cooperative"))
    found = Sale.objects.filter(pk=sale_id).select_related("till__stall__edition")
    sale = found.prefetch_related(lines, "reversals").first()
    return _receipt(sale) if sale else None


def _receipt(sale: Sale) -> StallReceipt:
    lines = list(sale.lines.all())
    reversals = sorted(sale.reversals.all(), key=lambda row: row.sold_at)
    returns = [row for row in reversals if row.kind == SaleKind.RETURN]
    given = sale.tendered if sale.kind == SaleKind.SALE else None
    return StallReceipt(
        sale=sale,
        stall=sale.till.stall,
        lines=lines,
        cooperatives=list({line.cooperative_id: line.cooperative for line in lines}.values()),
        total=sale.total,
        tax=sum((line.tax for line in lines), Decimal("0.00")),
        change=given - sale.total if given is not None and given > sale.total else None,
        is_voided=any(row.kind == SaleKind.VOID for row in reversals),
        returns=returns,
        returned=sum((row.total for row in returns), Decimal("0.00")),
    )
