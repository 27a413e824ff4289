"""Taking a sheet over: drafts, changes, prices and stock, all in one transaction that a killed worker leaves undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction

from catalogue.models import Product
from catalogue.moderation.selectors import Stand, stands_of
from catalogue.partner import stock
from catalogue.partner.locks import stock_records_for_update
from catalogue.partner.models import Partner, StockRecord
from catalogue.services import PaperMissing
from catalogue.sheets.cells import Problem, problem
from catalogue.sheets.columns import BY_FIELD, NAMES, PRICE, STOCK
from catalogue.sheets.enums import SHEET_MOVES, RowAct, SheetStatus
from catalogue.sheets.exceptions import RowsRefused
from catalogue.sheets.judging import APART, field_values, languages_of, standing
from catalogue.sheets.knowing import Sort, Sorts, sorts_by_key, usual_of
from catalogue.sheets.locks import products_for_update
from catalogue.sheets.models import ProductSheet, SheetRow
from catalogue.sheets.progress import report
from catalogue.writing import NoNameLeft, Part, Refusal, Written, write_held
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import Act, move_status, record_act, record_each
from cooperatives.locks import row_for_update
from cooperatives.models import Cooperative
from cooperatives.writing import copy_instances, copy_with_keys, update_instances

A_BATCH = 500
# Beside what stood before in the columns of a row.
UNREAD, SHELVES = "drafted_languages", "categories"
WRITTEN = ("product", "before", "problems", "act", "loaded_at")
# What stands in the product's stock record.
OF_STOCK = frozenset({PRICE, STOCK, "stock_change"})


@dataclass(slots=True)
class _Work:
    """What is gathered while rows are gone through."""

    sheet: ProductSheet
    by: User
    items: list[stock.Item] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    refused: dict[int, list[Problem]] = field(default_factory=dict)
    done: int = 0

    def count(self, rows: int) -> None:
        self.done += rows
        report(self.sheet, self.done)


@transaction.atomic
def load_sheet(*, sheet_id: int, only_good: bool) -> ProductSheet:
    """Take over the rows of a sheet; the whole of it, or those that still fit.

    Where the whole is wanted and a row does not fit any more, nothing is written and the sheet waits again.
    """
    sheet = row_for_update(ProductSheet, sheet_id)
    by = sheet.loaded_by
    if sheet.status != SheetStatus.LOADING or by is None:
        return sheet
    try:
        with transaction.atomic():
            _take_over(sheet, by, only_good=only_good)
    except RowsRefused as refusal:
        _refuse(sheet, refusal)
    return sheet


def _take_over(sheet: ProductSheet, by: User, *, only_good: bool) -> None:
    rows = list(SheetRow.objects.filter(sheet=sheet, act__in=[RowAct.ADD, RowAct.CHANGE]).order_by("number"))
    work = _Work(sheet, by)
    cooperative = Cooperative.objects.select_related("commune__province__region", "partner").get(
        pk=sheet.cooperative_id
    )
    sorts = sorts_by_key()
    _add([row for row in rows if row.act == RowAct.ADD], cooperative, sorts, work)
    _change([row for row in rows if row.act == RowAct.CHANGE], sorts, work)
    if work.refused and not only_good:
        raise RowsRefused(work.refused)
    stock.correct(items=work.items, by=by)
    _write_rows(rows, work)
    move_status(sheet, to=SheetStatus.LOADED, moves=SHEET_MOVES, by=by)
    sheet.loaded_at, sheet.rows_done = clock.now(), sheet.row_count
    sheet.save(update_fields=["status", "loaded_at", "rows_done"])
    record_each(work.acts, by=by, cooperative=cooperative)
    told = {"rows": len(rows) - len(work.refused), "refused": sorted(work.refused)}
    record_act(action="product_sheet.load", subject=sheet, by=by, cooperative=cooperative, after=told)


def _add(rows: Sequence[SheetRow], cooperative: Cooperative, sorts: Sorts, work: _Work) -> None:
    """New drafts with their prices: hidden, until their keeper puts them on sale."""
    if not rows:
        return
    made = [(row, sorts.sort_of(row.values)) for row in rows]
    products = [_product(row, cooperative, sort) for row, sort in made]
    copy_with_keys(products)
    work.count(len(rows) // 2)
    through = Product.categories.through
    shelves = [(product.pk, sorts.shelf_of(sort)) for product, (_row, sort) in zip(products, made, strict=True)]
    copy_instances([through(product_id=pk, category_id=shelf) for pk, shelf in shelves if shelf])
    partner, _ = Partner.objects.get_or_create(
        cooperative=cooperative, defaults={"name": cooperative.slug, "code": cooperative.slug}
    )
    records = [
        StockRecord(product=product, partner=partner, partner_sku=product.public_id, price=Decimal(row.values[PRICE]))
        for row, product in zip(rows, products, strict=True)
    ]
    copy_with_keys(records)
    for row, product, record in zip(rows, products, records, strict=True):
        row.product = product
        _item(row, record.pk, row.values.get(STOCK), work)
        work.acts.append(Act("product.create", product, {}, {**row.values, "sheet": work.sheet.public_id}))
    work.count(len(rows) - len(rows) // 2)


def _product(row: SheetRow, cooperative: Cooperative, sort: Sort) -> Product:
    product = Product(
        cooperative=cooperative,
        commune=cooperative.commune,
        product_class=sort.family,
        is_public=False,
        **usual_of(sort),
    )
    for name, value in field_values(row.values).items():
        setattr(product, name, value)
    product.fill_derived()
    return product


def _change(rows: Sequence[SheetRow], sorts: Sorts, work: _Work) -> None:
    """Changes of what still stands as it stood when the sheet was read; the others are refused."""
    if not rows:
        return
    products = products_for_update(row.product_id for row in rows if row.product_id)
    records = stock_records_for_update(product.stockrecord.pk for product in products.values())
    priced: list[StockRecord] = []
    for start in range(0, len(rows), A_BATCH):
        batch = rows[start : start + A_BATCH]
        stands = stands_of([products[row.product_id] for row in batch if row.product_id in products])
        priced += _change_batch(batch, stands, records, sorts, work)
        work.count(len(batch))
    update_instances(priced, ["price", "date_updated"])


def _change_batch(
    rows: Sequence[SheetRow],
    stands: Mapping[int, Stand],
    records: Mapping[int, StockRecord],
    sorts: Sorts,
    work: _Work,
) -> list[StockRecord]:
    """Write what some rows say of their products; answers the stock records with another price."""
    told: dict[int, list[Problem]] = {}
    fit: list[tuple[SheetRow, Stand]] = []
    for row in rows:
        stand = stands.get(row.product_id or 0)
        told[row.number] = _misfits(row, stand, records)
        if stand is not None and not told[row.number]:
            row.before |= _apart(row, stand)
            fit.append((row, stand))
    parts = {row.number: part_of(row.values, stand, sorts) for row, stand in fit if own_fields(row.values)}
    told |= {number: against for number, (against, _) in write_rows(parts, work.sheet, by=work.by).items()}
    work.refused |= {number: problems for number, problems in told.items() if problems}
    priced: list[StockRecord] = []
    for row, stand in fit:
        if told[row.number]:
            continue
        record = records[stand.product.stockrecord.pk]
        if PRICE in row.values:
            record.price = Decimal(row.values[PRICE])
            priced.append(record)
        if STOCK in row.values:
            _item(row, record.pk, row.values["stock_change"], work)
        _note(row, stand.product, work)
    return priced


def _apart(row: SheetRow, stand: Stand) -> dict[str, Any]:
    """What else stands there now that taking the row back needs: which texts are suggestions, and its shelves."""
    drafted, apart = stand.proposed.drafted_languages, dict[str, Any]()
    if not set(drafted).isdisjoint(languages_of(row.values)):
        apart[UNREAD] = list(drafted)
    if "family" in row.values:
        apart[SHELVES] = stand.wanted_shelves
    return apart


def own_fields(values: Mapping[str, Any]) -> set[str]:
    """What of a row stands in the product itself."""
    return set(values) - OF_STOCK


def part_of(values: Mapping[str, Any], stand: Stand, sorts: Sorts, *, before: Mapping[str, Any] | None = None) -> Part:
    """What a row writes, as a screen of its product would; `before` says what stood apart when it is taken back."""
    wanted, shelves = field_values(values), None
    if "family" in values:
        sort = sorts.sort_of(values)
        wanted |= {"kind": sort.kind, "product_class": sort.family}
        shelf = sorts.shelf_of(sort)
        shelves = [shelf] if shelf else None
    apart = before or {}
    return Part(
        stand,
        wanted,
        read=languages_of(wanted),
        unread=apart.get(UNREAD, ()),
        category_ids=apart.get(SHELVES, shelves),
    )


def write_rows(
    parts: Mapping[int, Part], sheet: ProductSheet, *, by: User
) -> dict[int, tuple[list[Problem], Written | None]]:
    """Write parts by the number of their row, as their own screens do; answers what stands against each, or became."""
    became = write_held(list(parts.values()), by=by, told={"sheet": sheet.public_id})
    return {
        number: ([], result) if isinstance(result, Written) else (_against(result), None)
        for number, result in zip(parts, became, strict=True)
    }


def _against(refusal: Refusal) -> list[Problem]:
    if isinstance(refusal, PaperMissing):
        return [problem(name if name in BY_FIELD else f"{name}_ar", "law_asks") for name in refusal.fields]
    if isinstance(refusal, NoNameLeft):
        return [problem(NAMES[0], "no_name")]
    raise refusal


def _note(row: SheetRow, product: Product, work: _Work) -> None:
    """Price and quantity; what changes of the product itself, its own service has logged."""
    if after := of_stock(row.values):
        before = of_stock(row.before)
        work.acts.append(Act("product.change", product, before, {**after, "sheet": work.sheet.public_id}))


def of_stock(values: Mapping[str, Any]) -> dict[str, Any]:
    """What of a row stands in the stock record."""
    return {name: value for name, value in values.items() if name in OF_STOCK}


def _misfits(row: SheetRow, stand: Stand | None, records: Mapping[int, StockRecord]) -> list[Problem]:
    """What has changed since the sheet was read, so that this row would undo somebody's work."""
    if stand is None or stand.product.discarded_at is not None:
        return [problem("code", "gone")]
    record = records[stand.product.stockrecord.pk]
    texts = {name: value for name, value in row.values.items() if name not in APART}
    now = standing(stand.proposed, texts)
    found = [problem(name, "changed_meanwhile", str(now[name])) for name in texts if now[name] != row.before[name]]
    if PRICE in row.values and record.price != Decimal(row.before[PRICE]):
        found.append(problem(PRICE, "changed_meanwhile", str(record.price)))
    if STOCK in row.values and record.num_in_stock + Decimal(row.values["stock_change"]) < record.num_allocated:
        found.append(problem(STOCK, "promised", row.values[STOCK], promised=str(record.num_allocated.normalize())))
    return found


def _item(row: SheetRow, record_id: int, change: str | None, work: _Work) -> None:
    if change and Decimal(change):
        work.items.append(stock.Item(record_id, Decimal(change), key_of(work.sheet, row)))


def key_of(sheet: ProductSheet, row: SheetRow, *, back: bool = False) -> str:
    """The name of what a row moves in stock, once."""
    return f"sheet:{sheet.public_id}:{row.number}{':back' if back else ''}"


def _write_rows(rows: Sequence[SheetRow], work: _Work) -> None:
    now = clock.now()
    for row in rows:
        if row.number in work.refused:
            row.act, row.problems = RowAct.REFUSED, work.refused[row.number]
        else:
            row.loaded_at = now
    update_instances(rows, WRITTEN)


def _refuse(sheet: ProductSheet, refusal: RowsRefused) -> None:
    """Write what does not fit any more beside its row; the sheet can be looked at again."""
    rows = list(SheetRow.objects.filter(sheet=sheet, number__in=list(refusal.problems)))
    for row in rows:
        row.act, row.problems = RowAct.REFUSED, refusal.problems[row.number]
    update_instances(rows, ["act", "problems"])
    move_status(sheet, to=SheetStatus.CHECKED, moves=SHEET_MOVES, by=None, reason="rows do not fit any more")
    sheet.loaded_by = None
    sheet.save(update_fields=["status", "loaded_by"])
