"""What stands in each kind of data file: the rows of a cooperative's own, and nothing of anybody else."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.enums import Unit
from catalogue.sheets.template import products_of, sheet_xlsx
from cooperatives.texts import LANGUAGES, shown
from fairs.business_days import CASABLANCA
from fairs.enums import PaymentKind
from fairs.tills.models import SaleLine
from marketplace.datafiles.enums import DataKind
from marketplace.datafiles.models import DataFile
from marketplace.datafiles.workbook import DAY, MONEY, QUANTITY, Column, Value, long_sheet
from marketplace.order.enums import DeliveryKind, OrderStatus
from marketplace.order.models import Line
from marketplace.payment.enums import RefundStatus
from marketplace.payment.models import RefundLine

CHUNK = 2000
Count = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Table:
    """A file to be: how many rows it has, and how it is written."""

    row_count: int
    write: Callable[[Count], IO[bytes]]


def orders_table(file: DataFile) -> Table:
    """Online orders line by line: what was ordered, what it came to, what went back, where it went; not who bought."""
    lines = _order_lines(file)
    columns = [
        Column(_("Day"), DAY, 12),
        Column(_("Order")),
        Column(_("State of the order")),
        Column(_("Product code")),
        Column(_("Product"), width=36),
        Column(_("Quantity"), QUANTITY, 10),
        Column(_("Amount"), MONEY),
        Column(_("Paid back"), MONEY),
        Column(_("Platform's share"), MONEY),
        Column(_("Tax on the platform's share"), MONEY),
        Column(_("Delivery")),
        Column(_("Region of delivery"), width=26),
        Column(_("Edition")),
    ]
    return Table(lines.count(), lambda count: long_sheet(_("Orders"), columns, _order_rows(lines), count))


def _order_lines(file: DataFile) -> QuerySet[Line, Any]:
    """As the cooperative sees its orders: never one that its shopper has not confirmed."""
    hidden = [OrderStatus.AWAITING_CONFIRMATION, OrderStatus.AWAITING_PAYMENT]
    lines = Line.objects.filter(order__cooperative=file.cooperative).exclude(order__status__in=hidden)
    lines = lines.exclude(order__status=OrderStatus.CANCELLED, order__purchase__confirmed_at__isnull=True)
    if file.first_day and file.last_day:
        lines = lines.filter(order__counts_on__range=(file.first_day, file.last_day))
    home, stop = "order__purchase__place__commune__province__region__", "order__collect_at__region__"
    names = [f"{path}name_{language}" for path in (home, stop) for language in LANGUAGES]
    back = RefundLine.objects.filter(line=OuterRef("pk")).exclude(refund__status=RefundStatus.CANCELLED)
    lines = lines.annotate(back=Subquery(back.order_by().values("line").annotate(back=Sum("amount")).values("back")))
    return lines.order_by("order__counts_on", "order_id", "pk").values(
        "order__counts_on",
        "order__number",
        "order__status",
        "order__delivery_kind",
        "product__public_id",
        "title",
        "quantity",
        "line_price_incl_tax",
        "back",
        "commission",
        "commission_tax",
        "edition__code",
        *names,
    )


def _order_rows(lines: QuerySet[Line, Any]) -> Iterator[Sequence[Value]]:
    statuses, kinds = dict(OrderStatus.choices), dict(DeliveryKind.choices)
    home, stop = "order__purchase__place__commune__province__region__", "order__collect_at__region__"
    for row in lines.iterator(chunk_size=CHUNK):
        yield (
            row["order__counts_on"],
            row["order__number"],
            str(statuses[row["order__status"]]),
            row["product__public_id"],
            row["title"],
            row["quantity"],
            row["line_price_incl_tax"],
            row["back"],
            row["commission"],
            row["commission_tax"],
            str(kinds[row["order__delivery_kind"]]),
            _name(row, home) or _name(row, stop),
            row["edition__code"],
        )


def _name(row: dict[str, Any], path: str) -> str:
    return shown({name.removeprefix(path): value for name, value in row.items() if name.startswith(path)}, "name")[0]


def stall_sales_table(file: DataFile) -> Table:
    """Sales at stalls line by line, as tills sent them; of a shared till the cooperative's own part."""
    lines = _sale_lines(file)
    columns = [
        Column(_("Business day"), DAY, 12),
        Column(_("Sold at")),
        Column(_("Edition")),
        Column(_("Stall"), width=10),
        Column(_("Number"), width=10),
        Column(_("Product code")),
        Column(_("Product"), width=36),
        Column(_("Quantity"), QUANTITY, 10),
        Column(_("Unit"), width=10),
        Column(_("Price"), MONEY),
        Column(_("Amount"), MONEY),
        Column(_("Platform's share"), MONEY),
        Column(_("Paid by")),
    ]
    return Table(lines.count(), lambda count: long_sheet(_("Sales at stalls"), columns, _sale_rows(lines), count))


def _sale_lines(file: DataFile) -> QuerySet[SaleLine, Any]:
    lines = SaleLine.objects.filter(cooperative=file.cooperative)
    if file.first_day and file.last_day:
        lines = lines.filter(sale__counts_on__range=(file.first_day, file.last_day))
    return lines.order_by("sale__sold_at", "sale_id", "position").values(
        "sale__counts_on",
        "sale__sold_at",
        "sale__stop__edition__code",
        "sale__till__stall__code",
        "sale__number",
        "sale__payment",
        "product__public_id",
        "title",
        "quantity",
        "unit",
        "unit_price",
        "amount",
        "commission",
    )


def _sale_rows(lines: QuerySet[SaleLine, Any]) -> Iterator[Sequence[Value]]:
    units, payments = dict(Unit.choices), dict(PaymentKind.choices)
    for row in lines.iterator(chunk_size=CHUNK):
        yield (
            row["sale__counts_on"],
            row["sale__sold_at"].astimezone(CASABLANCA).strftime("%Y-%m-%d %H:%M"),
            row["sale__stop__edition__code"],
            row["sale__till__stall__code"],
            row["sale__number"],
            row["product__public_id"],
            row["title"],
            row["quantity"],
            str(units.get(row["unit"], row["unit"])),
            row["unit_price"],
            row["amount"],
            row["commission"],
            str(payments.get(row["sale__payment"], row["sale__payment"])),
        )


def products_table(file: DataFile) -> Table:
    """The sheet of products filled in: it can be changed and sent back."""
    products = products_of(file.cooperative)
    language = get_language() or LANGUAGES[0]

    def write(count: Count) -> IO[bytes]:
        found: Iterable[Any] = products.iterator(chunk_size=CHUNK)
        return sheet_xlsx(language=language, products=found, count=count)

    return Table(products.count(), write)


MAKERS: dict[DataKind, Callable[[DataFile], Table]] = {
    DataKind.ORDERS: orders_table,
    DataKind.STALL_SALES: stall_sales_table,
    DataKind.PRODUCTS: products_table,
}
