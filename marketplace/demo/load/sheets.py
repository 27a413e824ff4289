"""A sheet of products that a keeper sent: two prices that change, a new product, and a row that must be mended."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook

from catalogue.models import Product
from catalogue.sheets.columns import COLUMNS
from catalogue.sheets.reading import read_sheet
from catalogue.sheets.services import keep_sheet
from cooperatives.enums import Role
from cooperatives.models import Cooperative, Membership

LANGUAGE = "ar"


def load_sheets(cooperatives: Sequence[Cooperative]) -> None:
    """Send one and have it read: it waits for whoever looks at it."""
    cooperative = cooperatives[0]
    by = Membership.objects.current().filter(cooperative=cooperative, role=Role.MANAGER).order_by("pk")[0].user
    sheet = keep_sheet(
        cooperative=cooperative, file_name="منتوجات جديدة.xlsx", content=_as_xlsx(_rows(cooperative)), by=by
    )
    read_sheet(sheet_id=sheet.pk)


def _rows(cooperative: Cooperative) -> list[dict[str, object]]:
    products = Product.objects.filter(cooperative=cooperative).select_related("stockrecord", "product_class")
    first, second = products.order_by("pk")[:2]
    kind = first.product_class.name_ar
    return [
        {"code": first.public_id, "price": first.stockrecord.price + 5},
        {"code": second.public_id, "price": second.stockrecord.price + 10},
        {"kind": kind, "title_ar": "علبة هدايا للعيد", "price": 180, "stock": 20},
        {"kind": kind, "title_ar": "علبة هدايا صغيرة", "price": "مائة درهم", "stock": 20},
    ]


def _as_xlsx(rows: Sequence[dict[str, object]]) -> bytes:
    book, written = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet()
    sheet.append([column.head(LANGUAGE) for column in COLUMNS])
    for row in rows:
        sheet.append([row.get(column.field) for column in COLUMNS])
    book.save(written)
    return written.getvalue()
