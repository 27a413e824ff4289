"""Taking a whole sheet back: what it made goes, what it changed is as before, and each row says what became of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.db.models import Max, Model
from django.db.models.fields.reverse_related import ForeignObjectRel

from catalogue.models import Product
from catalogue.moderation.selectors import Stand, stands_of, wanted_changes
from catalogue.moderation.snapshots import was_public
from catalogue.partner import stock
from catalogue.partner.enums import MovementKind
from catalogue.partner.locks import stock_records_for_update
from catalogue.partner.models import StockMovement, StockRecord
from catalogue.saving import save_products
from catalogue.sheets.cells import Problem, problem
from catalogue.sheets.columns import PRICE, STOCK
from catalogue.sheets.enums import SHEET_MOVES, RowAct, SheetStatus
from catalogue.sheets.judging import APART, standing
from catalogue.sheets.knowing import Sorts, sorts_by_key
from catalogue.sheets.loading import A_BATCH, SHELVES, UNREAD, key_of, of_stock, part_of, write_rows
from catalogue.sheets.locks import products_for_update
from catalogue.sheets.models import ProductSheet, SheetRow
from catalogue.sheets.progress import report
from catalogue.writing import Written
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import Act, move_status, record_act, record_each
from cooperatives.locks import row_for_update
from cooperatives.writing import update_instances

# What belongs to a product itself; everything else that points at it is somebody else's.
CATALOGUE = frozenset({"catalogue", "partner", "kinds", "moderation", "lots", "sheets"})
# The parts that every new product of a sheet has.
OF_ITS_OWN = frozenset({"partner.stockrecord", "catalogue.productcategory", "sheets.sheetrow"})


@dataclass(slots=True)
class _Work:
    """What is gathered while rows are gone through."""

    sheet: ProductSheet
    by: User
    records: Mapping[int, StockRecord]
    sorts: Sorts
    items: list[stock.Item] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    gone: list[Product] = field(default_factory=list)
    emptied: list[Product] = field(default_factory=list)
    priced: list[StockRecord] = field(default_factory=list)


@transaction.atomic
def take_back_sheet(*, sheet_id: int) -> ProductSheet:
    """Take back all that a sheet did, for who asked for it, and say of each row that stays why it stays."""
    sheet = row_for_update(ProductSheet, sheet_id)
    by = sheet.taken_back_by
    if sheet.status != SheetStatus.UNDOING or by is None:
        return sheet
    move_status(sheet, to=SheetStatus.TAKEN_BACK, moves=SHEET_MOVES, by=by)
    rows = list(SheetRow.objects.filter(sheet=sheet, loaded_at__isnull=False).order_by("number"))
    products = products_for_update(row.product_id for row in rows if row.product_id)
    records = stock_records_for_update(product.stockrecord.pk for product in products.values())
    work = _Work(sheet, by, records, sorts_by_key())
    bought, held = _pointed_at({row.product_id for row in rows if row.act == RowAct.ADD and row.product_id})
    counted = _counted_since(sheet, rows, products)
    for start in range(0, len(rows), A_BATCH):
        report(sheet, start // 2)
        there = _there(rows[start : start + A_BATCH], products)
        for row, product in there:
            if row.act == RowAct.ADD:
                row.problems = _remove(row, product, work, is_bought=product.pk in bought, is_held=product.pk in held)
        _restore([(row, product) for row, product in there if row.act == RowAct.CHANGE], counted, work)
    report(sheet, len(rows) // 2)
    _write(rows, work, by)
    sheet.taken_back_at = clock.now()
    sheet.save(update_fields=["status", "taken_back_at"])
    return sheet


def _there(rows: Sequence[SheetRow], products: Mapping[int, Product]) -> list[tuple[SheetRow, Product]]:
    """The rows with their products; of those that are gone the row says so."""
    there = []
    for row in rows:
        product = products.get(row.product_id or 0)
        if product is None or product.discarded_at is not None:
            row.problems = [problem("code", "undo_gone")]
        else:
            there.append((row, product))
    return there


def _write(rows: Sequence[SheetRow], work: _Work, by: User) -> None:
    stock.correct(items=work.items, by=by)
    update_instances(work.priced, ["price", "date_updated"])
    save_products(work.emptied, ["version", "is_public", "discarded_at"])
    update_instances(rows, ["problems"])
    cooperative = work.sheet.cooperative
    record_each(work.acts, by=by, cooperative=cooperative)
    Product.objects.filter(pk__in=[product.pk for product in work.gone]).delete()
    stay = [row.number for row in rows if row.problems]
    told = {"rows": len(rows), "stay": stay}
    record_act(action="product_sheet.take_back", subject=work.sheet, by=by, cooperative=cooperative, after=told)


def _remove(row: SheetRow, product: Product, work: _Work, *, is_bought: bool, is_held: bool) -> list[Problem]:
    """A new product goes; one with a history is emptied, and thrown away or hidden; one that was bought stays."""
    if is_bought:
        return [problem("code", "undo_bought")]
    if not is_held and not was_public(product):
        work.gone.append(product)
        work.acts.append(Act("product.delete", product, row.values, {"sheet": work.sheet.public_id}))
        return []
    record = work.records[product.stockrecord.pk]
    _move(row, record, -record.free, work)
    product.version += 1
    if known := was_public(product):
        product.is_public = False
    else:
        product.discarded_at = clock.now()
    work.emptied.append(product)
    told = {"is_public": False, STOCK: str(record.num_allocated), "sheet": work.sheet.public_id}
    action = "product.hide" if known else "product.throw_away"
    work.acts.append(Act(action, product, {STOCK: str(record.num_in_stock)}, told))
    return [problem("code", "undo_hidden")] if known else []


def _restore(rows: Sequence[tuple[SheetRow, Product]], counted: Collection[int], work: _Work) -> None:
    """What stood before stands again, unless somebody changed it since: then the whole row stays as it is."""
    stands = stands_of([product for _row, product in rows])
    for row, product in rows:
        row.problems = _changed_since(row, stands[product.pk], work.records[product.stockrecord.pk])
    fit = [(row, stands[product.pk]) for row, product in rows if not row.problems]
    became = _texts_back(fit, work)
    for row, stand in fit:
        row.problems, waits = became.get(row.number, ([], []))
        if not row.problems:
            record = work.records[stand.product.stockrecord.pk]
            was_counted = record.pk in counted
            row.problems = waits + _price_and_stock_back(row, stand.product, record, work, was_counted=was_counted)


def _texts_back(rows: Sequence[tuple[SheetRow, Stand]], work: _Work) -> dict[int, tuple[list[Problem], list[Problem]]]:
    """Write what stood before as its own screens do: what waits for staff is withdrawn, what they accepted they are
    asked about. Answers what stands against each row, and whether it waits.
    """
    texts = {row.number: _own_before(row) for row, _stand in rows}
    parts = {
        row.number: part_of(texts[row.number], stand, work.sorts, before=row.before)
        for row, stand in rows
        if texts[row.number]
    }
    became = write_rows(parts, work.sheet, by=work.by)
    return {number: (against, _waits(written, texts[number])) for number, (against, written) in became.items()}


def _own_before(row: SheetRow) -> dict[str, Any]:
    """What stood before in the columns of the product itself."""
    return {name: value for name, value in row.before.items() if name not in (PRICE, STOCK, UNREAD, SHELVES)}


def _waits(written: Written | None, texts: Mapping[str, Any]) -> list[Problem]:
    """Whether staff look first at what was before."""
    if written is None or written.unsettled is None:
        return []
    names = {"product_class" if name == "family" else name for name in texts}
    return [] if names.isdisjoint(wanted_changes(written.unsettled)) else [problem("code", "undo_waits")]


def _price_and_stock_back(
    row: SheetRow, product: Product, record: StockRecord, work: _Work, *, was_counted: bool
) -> list[Problem]:
    if PRICE in row.before:
        record.price = Decimal(row.before[PRICE])
        work.priced.append(record)
    after, before = of_stock(row.before), of_stock(row.values)
    if after:
        work.acts.append(Act("product.change", product, before, {**after, "sheet": work.sheet.public_id}))
    return _stock_back(row, record, work, was_counted=was_counted)


def _stock_back(row: SheetRow, record: StockRecord, work: _Work, *, was_counted: bool) -> list[Problem]:
    """What was added goes again and what was taken comes back, as far as nothing of it is promised."""
    if STOCK not in row.before:
        return []
    if was_counted:
        return [problem(STOCK, "undo_counted")]
    wanted = -Decimal(row.values["stock_change"])
    possible = max(wanted, -record.free)
    _move(row, record, possible, work)
    return [problem(STOCK, "undo_promised")] if possible != wanted else []


def _move(row: SheetRow, record: StockRecord, change: Decimal, work: _Work) -> None:
    if change:
        work.items.append(stock.Item(record.pk, change, key_of(work.sheet, row, back=True)))


def _changed_since(row: SheetRow, stand: Stand, record: StockRecord) -> list[Problem]:
    texts = {name: value for name, value in row.values.items() if name not in APART}
    now, product = standing(stand.proposed, texts), stand.proposed
    names = [name for name, value in texts.items() if now[name] != value]
    if "family" in row.values and (product.kind_id or None, product.product_class_id) != (
        row.values["kind"] or None,
        row.values["family"],
    ):
        names.append("kind")
    if PRICE in row.values and record.price != Decimal(row.values[PRICE]):
        names.append(PRICE)
    return [problem(name, "undo_changed") for name in names]


def _counted_since(sheet: ProductSheet, rows: Sequence[SheetRow], products: dict[int, Product]) -> set[int]:
    """The stock records that a keeper counted after the sheet had moved them."""
    keys = [key_of(sheet, row) for row in rows if row.product_id in products]
    own = dict(StockMovement.objects.filter(key__in=keys).order_by().values_list("stockrecord_id", "pk"))
    counts = StockMovement.objects.filter(stockrecord__in=list(own), kind=MovementKind.COUNTED).order_by()
    last = dict(counts.values_list("stockrecord_id").annotate(Max("pk")))
    return {pk for pk, movement in own.items() if last.get(pk, movement) > movement}


def _pointed_at(ids: Collection[int]) -> tuple[set[int], set[int]]:
    """Which products somebody bought or works with, and which have a history that keeps them from going.

    What would go with a product (a line of a basket) is no purchase.
    """
    records = dict(StockRecord.objects.filter(product__in=ids).order_by().values_list("pk", "product_id"))
    bought: set[int] = set()
    held: set[int] = set()
    for relation in (*_relations(Product), *_relations(StockRecord)):
        of, name = relation.related_model, relation.field.name
        if of._meta.label_lower in OF_ITS_OWN:
            continue
        is_product = relation.model is Product
        pointing = of._base_manager.filter(**{f"{name}__in": list(ids if is_product else records)}).order_by()
        found = {pk if is_product else records[pk] for pk in pointing.values_list(name, flat=True).distinct()}
        held |= found
        if of._meta.app_label not in CATALOGUE and relation.on_delete is not models.CASCADE:
            bought |= found
    return bought, held


def _relations(model: type[Model]) -> Iterable[Any]:
    """Everything that can point at a row of `model`, hidden relations too."""
    for each in model._meta.get_fields(include_hidden=True):
        if isinstance(each, ForeignObjectRel) and (each.one_to_many or each.one_to_one):
            yield each
