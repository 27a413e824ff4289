"""Taking a sheet over: drafts, changes, prices and stock, all in one transaction that a killed worker leaves undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction

from catalogue.kinds.models import ProductKind
from catalogue.models import Product, ProductClass
from catalogue.moderation.selectors import as_proposed_among
from catalogue.moderation.snapshots import was_public
from catalogue.partner import stock
from catalogue.partner.locks import stock_records_for_update
from catalogue.partner.models import Partner, StockRecord
from catalogue.services import PaperMissing
from catalogue.sheets.cells import Problem, problem
from catalogue.sheets.columns import AT_ONCE, BY_FIELD, NAMES, PRICE, STOCK
from catalogue.sheets.enums import SHEET_MOVES, RowAct, SheetStatus
from catalogue.sheets.exceptions import RowsRefused
from catalogue.sheets.judging import APART, field_values, standing
from catalogue.sheets.knowing import Sort, shelves, usual_of
from catalogue.sheets.locks import products_for_update
from catalogue.sheets.models import ProductSheet, SheetRow
from catalogue.sheets.progress import report
from catalogue.writing import NoNameLeft, write_part
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import Act, move_status, record_act, record_each
from cooperatives.locks import row_for_update
from cooperatives.models import Cooperative
from cooperatives.texts import LANGUAGES
from cooperatives.writing import copy_instances, copy_with_keys, update_instances

A_BATCH = 500
# Beside what stood before in the columns of a row.
UNREAD = "drafted_languages"
WRITTEN = ("product", "before", "problems", "act", "loaded_at")


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
    _add([row for row in rows if row.act == RowAct.ADD], cooperative, work)
    _change([row for row in rows if row.act == RowAct.CHANGE], work)
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


def _add(rows: Sequence[SheetRow], cooperative: Cooperative, work: _Work) -> None:
    """New drafts with their prices: hidden, until their keeper puts them on sale."""
    if not rows:
        return
    families = families_by_key()
    sorts = _sorts(families)
    products = [_product(row, cooperative, sorts, families) for row in rows]
    copy_with_keys(products)
    work.count(len(rows) // 2)
    _put_on_shelves(products)
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


def _product(
    row: SheetRow, cooperative: Cooperative, sorts: dict[tuple[Any, Any], Sort], families: dict[int, ProductClass]
) -> Product:
    sort = sorts[row.values["kind"] or None, row.values["family"]]
    product = Product(
        cooperative=cooperative,
        commune=cooperative.commune,
        product_class=sort.family,
        is_public=False,
        **usual_of(sort),
    )
    set_fields(product, row.values, families)
    product.fill_derived()
    return product


def families_by_key() -> dict[int, ProductClass]:
    return {family.pk: family for family in ProductClass.objects.all()}


def _sorts(families: dict[int, ProductClass]) -> dict[tuple[Any, Any], Sort]:
    """Kinds and families by their keys."""
    sorts: dict[tuple[Any, Any], Sort] = {(None, pk): Sort(family) for pk, family in families.items()}
    for kind in ProductKind.objects.all():
        sorts[kind.pk, kind.family_id] = Sort(families[kind.family_id], kind)
    return sorts


def set_fields(product: Product, values: dict[str, Any], families: dict[int, ProductClass]) -> None:
    """Write kept values into the fields of a product."""
    for name, value in field_values(values).items():
        setattr(product, name, value)
    if "family" in values:
        product.kind_id, product.product_class = values["kind"] or None, families[values["family"]]


def _put_on_shelves(products: Sequence[Product]) -> None:
    through, by_family = Product.categories.through, shelves()
    copy_instances(
        [
            through(
                product_id=product.pk,
                category_id=product.kind.category_id if product.kind else by_family[product.product_class_id],
            )
            for product in products
            if product.kind or product.product_class_id in by_family
        ]
    )


def _change(rows: Sequence[SheetRow], work: _Work) -> None:
    """Changes of what still stands as it stood when the sheet was read; the others are refused."""
    if not rows:
        return
    products = products_for_update(row.product_id for row in rows if row.product_id)
    records = stock_records_for_update(product.stockrecord.pk for product in products.values())
    stand = as_proposed_among(list(products.values()))
    changed: list[Product] = []
    priced: list[StockRecord] = []
    families = families_by_key()
    for done, row in enumerate(rows, 1):
        product = products.get(row.product_id or 0)
        problems = _misfits(row, product, stand, records)
        if product is not None and not problems and was_public(product):
            problems = ask_staff(row.values, product, families, by=work.by)
        if problems or product is None:
            work.refused[row.number] = problems
            continue
        record = records[product.stockrecord.pk]
        if PRICE in row.values:
            record.price = Decimal(row.values[PRICE])
            priced.append(record)
        if STOCK in row.values:
            _item(row, record.pk, row.values["stock_change"], work)
        if own_fields(row.values) and not was_public(product):
            set_fields(product, row.values, families)
            product.version += 1
            product.fill_derived()
            changed.append(product)
        _note(row, product, stand[product.pk], work)
        if done % A_BATCH == 0:
            work.count(A_BATCH)
    save_products(changed, [name for row in rows for name in row.values])
    update_instances(priced, ["price", "date_updated"])
    work.count(len(rows) % A_BATCH)


def own_fields(values: Mapping[str, Any]) -> set[str]:
    """What of a row stands in the product itself."""
    return set(values) - {PRICE, STOCK, "stock_change"}


def ask_staff(
    values: Mapping[str, Any],
    product: Product,
    families: Mapping[int, ProductClass],
    *,
    by: User,
    unread: Sequence[str] = (),
) -> list[Problem]:
    """Change what shoppers know as the product's own screens do: staff look first, unless its cooperative is trusted.

    `unread` are languages that go back to suggestions. Answers what stands against it; nothing is written then.
    """
    if not own_fields(values):
        return []
    wanted, shelves_wanted = field_values(values), None
    if "family" in values:
        kind = ProductKind.objects.get(pk=values["kind"]) if values["kind"] else None
        wanted |= {"kind": kind, "product_class": families[values["family"]]}
        shelf = kind.category_id if kind else shelves().get(values["family"])
        shelves_wanted = [shelf] if shelf else None
    try:
        write_part(
            product_id=product.pk,
            values=wanted,
            seen={},
            read=_titled(wanted),
            unread=unread,
            category_ids=shelves_wanted,
            by=by,
        )
    except PaperMissing as refusal:
        return [problem(name if name in BY_FIELD else f"{name}_ar", "law_asks") for name in refusal.fields]
    except NoNameLeft:
        return [problem(NAMES[0], "no_name")]
    return []


def _titled(values: Mapping[str, Any]) -> list[str]:
    """The languages in which somebody has written a name."""
    return [language for language in LANGUAGES if values.get(f"title_{language}")]


def _note(row: SheetRow, product: Product, stood: Product, work: _Work) -> None:
    """What staff are asked stands in the log already; which texts were suggestions is kept for taking the row back."""
    if was_public(product) and not set(_titled(row.values)).isdisjoint(stood.drafted_languages):
        row.before[UNREAD] = list(stood.drafted_languages)
    names = AT_ONCE if was_public(product) else frozenset(row.values)
    before = {name: value for name, value in row.before.items() if name in names}
    after = {name: value for name, value in row.values.items() if name in names}
    if after:
        work.acts.append(Act("product.change", product, before, {**after, "sheet": work.sheet.public_id}))


def save_products(products: Sequence[Product], names: Sequence[str]) -> None:
    """Write fields of many products, with everything that derives from them."""
    own = {name for name in names if name not in APART}
    derived = {"version", "legal_kind", "sort_ar", "sort_fr", "sort_en", "search_text", "date_updated"}
    update_instances(products, sorted(own | derived | {"kind", "product_class"}))


def _misfits(
    row: SheetRow, product: Product | None, stand: Mapping[int, Product], records: dict[int, StockRecord]
) -> list[Problem]:
    """What has changed since the sheet was read, so that this row would undo somebody's work."""
    if product is None or product.discarded_at is not None:
        return [problem("code", "gone")]
    record = records[product.stockrecord.pk]
    texts = {name: value for name, value in row.values.items() if name not in APART}
    now = standing(stand[product.pk], texts)
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
