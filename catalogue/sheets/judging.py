"""What taking a row over would do: a new product, a change, nothing, or nothing before it is mended."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from catalogue.enums import Unit
from catalogue.models import Product
from catalogue.moderation.snapshots import was_public
from catalogue.papers import missing_for_sale
from catalogue.sheets.cells import Problem, problem, said_by
from catalogue.sheets.columns import BY_FIELD, CODE, KIND, LOOKED_AT, NAMES, PRICE, STOCK, STOCK_WAS
from catalogue.sheets.enums import RowAct
from catalogue.sheets.knowing import Known, Sort, names_of
from cooperatives.texts import LANGUAGES, search_form

# What does not stand in a field of the product of the same name.
APART = frozenset({PRICE, STOCK, "stock_change", "kind", "family"})
TEXTS = ("title", "description", "ingredients")
ONE = Decimal(1)


@dataclass(slots=True)
class Judged:
    """A row as it was judged: what it does, what it would write, and what stands there now."""

    act: str = RowAct.REFUSED
    product: Product | None = None
    values: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def judge(texts: Mapping[str, str], number: int, known: Known, seen: dict[Any, int]) -> Judged:
    """One row; `seen` remembers in which row a product or a name came first."""
    values, problems = said_by(texts)
    sort = _sort(texts.get(KIND, ""), known, problems)
    code = texts.get(CODE, "").strip().lower()
    found = Judged(problems=problems)
    if code:
        found.product = known.products.get(code)
        if found.product is None:
            problems.append(problem(CODE, "unknown_code", code))
        elif seen.setdefault(code, number) != number:
            problems.append(problem(CODE, "twice_in_sheet", code, row=seen[code]))
    else:
        _new(texts, number, values, known, seen, found)
    _fits(values, found.product, sort, problems)
    if problems:
        return found
    if found.product is None:
        return _added(values, sort, found)
    return _changed(values, sort, found)


def _sort(text: str, known: Known, problems: list[Problem]) -> Sort | None:
    if not text:
        return None
    sort = known.sorts.get(search_form(text))
    if sort is None:
        problems.append(problem(KIND, "unknown_kind", text))
    return sort


def _new(
    texts: Mapping[str, str],
    number: int,
    values: Mapping[str, Any],
    known: Known,
    seen: dict[Any, int],
    found: Judged,
) -> None:
    """A row without a code: its name must be there and new, with its kind and a price."""
    names = names_of(values)
    if not any(texts.get(name) for name in NAMES):
        found.problems.append(problem(NAMES[0], "no_name"))
    for name in names:
        first = seen.setdefault(name, number)
        if first != number:
            found.problems.append(problem(_column_of(name, values), "name_twice", name[0], row=first))
            break
        if name in known.names:
            column = _column_of(name, values)
            found.problems.append(problem(column, "name_taken", str(values[column]), code_of=known.names[name]))
            break
    for column, why in ((KIND, "no_kind"), (PRICE, "no_price")):
        if not texts.get(column):
            found.problems.append(problem(column, why))


def _column_of(name: Any, values: Mapping[str, Any]) -> str:
    return next((column for column in NAMES if search_form(values.get(column) or "") == name[0]), NAMES[0])


def _fits(values: dict[str, Any], product: Product | None, sort: Sort | None, problems: list[Problem]) -> None:
    """What cells say together: a content with its unit, whole pieces, one of what is the only one."""
    had = (product.net_quantity, product.net_unit) if product else (None, "")
    quantity, unit = values.get("net_quantity", had[0]), values.get("net_unit", had[1])
    if (quantity is None) != (not unit):
        problems.append(problem("net_unit" if quantity is not None else "net_quantity", "content_half"))
    unit_sold = _unit(values, product, sort)
    is_unique = product.is_unique if product else bool(sort and sort.kind and sort.kind.is_unique)
    if is_unique and unit_sold != Unit.PIECE:
        problems.append(problem("unit", "one_by_weight"))
    stock = values.get(STOCK)
    if stock is None:
        return
    if unit_sold == Unit.PIECE and stock != stock.to_integral_value():
        problems.append(problem(STOCK, "not_whole", str(stock.normalize())))
    if is_unique and stock > ONE:
        problems.append(problem(STOCK, "only_one", str(stock.normalize())))


def _unit(values: Mapping[str, Any], product: Product | None, sort: Sort | None) -> str:
    if "unit" in values:
        return str(values["unit"])
    if product is not None:
        return str(product.unit)
    return str(sort.kind.unit) if sort and sort.kind else str(Unit.PIECE)


def _added(values: dict[str, Any], sort: Sort | None, found: Judged) -> Judged:
    values.pop(STOCK_WAS, None)
    found.act, found.values = RowAct.ADD, as_kept(values) | _sorted(sort)
    return found


def _changed(values: dict[str, Any], sort: Sort | None, found: Judged) -> Judged:
    """Only what differs from what stands there; of what shoppers know, with all that the law asks."""
    product = found.product
    if product is None:
        return found
    stock = values.pop(STOCK, None)
    was = values.pop(STOCK_WAS, None)
    now = standing(product, values)
    wanted = {name: value for name, value in as_kept(values).items() if value != now[name]}
    before = {name: now[name] for name in wanted}
    if sort and _is_other(sort, product):
        wanted |= _sorted(sort)
        before |= {"kind": product.kind_id, "family": product.product_class_id}
    if stock is not None:
        _stock(product, stock, was, wanted, before, found.problems)
    if was_public(product) and not LOOKED_AT.isdisjoint(wanted):
        found.problems += [problem(name, "law_asks") for name in _missing(product, wanted, sort)]
    if found.problems:
        return found
    found.act, found.values, found.before = RowAct.CHANGE if wanted else RowAct.SAME, wanted, before
    return found


def _missing(product: Product, wanted: Mapping[str, Any], sort: Sort | None) -> list[str]:
    """The columns of what the law would ask of the product as it would be."""
    proposed = copy(product)
    for name, value in field_values(wanted).items():
        setattr(proposed, name, value)
    if sort:
        proposed.kind, proposed.product_class = sort.kind, sort.family
    written = languages_of(wanted)
    proposed.drafted_languages = [each for each in product.drafted_languages if each not in written]
    return [name if name in BY_FIELD else f"{name}_ar" for name in missing_for_sale(proposed)]


def _is_other(sort: Sort, product: Product) -> bool:
    if sort.kind is not None:
        return sort.kind.pk != product.kind_id
    return sort.family.pk != product.product_class_id


def _sorted(sort: Sort | None) -> dict[str, Any]:
    return {"kind": sort.kind.pk if sort.kind else None, "family": sort.family.pk} if sort else {}


def _stock(
    product: Product,
    stock: Decimal,
    was: Decimal | None,
    wanted: dict[str, Any],
    before: dict[str, Any],
    problems: list[Problem],
) -> None:
    """Stock changes by what was added or taken since the sheet was made: what was sold meanwhile stays sold."""
    record = product.stockrecord
    change = stock - (record.num_in_stock if was is None else was)
    if not change:
        return
    if record.num_in_stock + change < record.num_allocated:
        problems.append(problem(STOCK, "promised", str(stock.normalize()), promised=plain(record.num_allocated)))
        return
    wanted |= {STOCK: plain(record.num_in_stock + change), "stock_change": plain(change)}
    before[STOCK] = plain(record.num_in_stock)


def standing(product: Product, names: Mapping[str, Any]) -> dict[str, Any]:
    """What stands now in the fields `names` of a product and of its stock record, as it is kept."""
    return as_kept({name: product.stockrecord.price if name == PRICE else getattr(product, name) for name in names})


def field_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Kept values as the fields of a product hold them, without its kind."""
    made = {name: Product._meta.get_field(name).to_python(value) for name, value in values.items() if name not in APART}
    return {name: None if value == "" and name == "net_quantity" else value for name, value in made.items()}


def languages_of(values: Mapping[str, Any]) -> list[str]:
    """The languages in which a person has written something: a suggestion beside it was read with it."""
    return [each for each in LANGUAGES if any(values.get(f"{name}_{each}") for name in TEXTS)]


def as_kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON holds them: numbers as their shortest text, nothing as nothing."""
    return {
        name: plain(value) if isinstance(value, Decimal) else "" if value is None else value
        for name, value in values.items()
    }


def plain(number: Decimal) -> str:
    """A number without the zeros at its end: 12 · 2.375."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
