"""Rows of a sheet as a person reads them: what each would do, column by column."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language

from catalogue.kinds.models import ProductKind
from catalogue.models import ProductClass
from catalogue.moderation.enums import RevisionStatus
from catalogue.moderation.selectors import unsettled_among
from catalogue.moderation.snapshots import was_public
from catalogue.sheets.columns import BY_FIELD, KIND, LOOKED_AT, NAMES, PRICE, STOCK, net_unit_name, unit_name
from catalogue.sheets.enums import RowAct
from catalogue.sheets.models import ProductSheet, SheetRow
from catalogue.sheets.words import problem_texts
from cooperatives.formats.numbers import money_text, quantity_text

TEXT_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Change:
    """One column of a row: what stood there, and what will."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowShown:
    """One row."""

    row: SheetRow
    name: str
    changes: list[Change]
    problems: list[dict[str, str]]
    # Whether staff look at it first, or wait to.
    asks_staff: bool = False

    @property
    def is_new(self) -> bool:
        return self.row.act == RowAct.ADD

    @property
    def went(self) -> bool:
        """Whether what it made was removed again."""
        product = self.row.product
        return self.is_new and (product is None or product.discarded_at is not None)


def rows_shown(sheet: ProductSheet, rows: Iterable[SheetRow]) -> list[RowShown]:
    """The rows of a page, in the person's language: a few queries however many there are."""
    language = (get_language() or "ar")[:2]
    sorts, given = _sorts(language), list(rows)
    asked = _asking(sheet, given)
    return [
        RowShown(
            row,
            _name(row, language),
            _changes(row, language, sorts),
            problem_texts(row.problems),
            asks_staff=row.product_id in asked and not LOOKED_AT.isdisjoint(row.values),
        )
        for row in given
    ]


def _asking(sheet: ProductSheet, rows: list[SheetRow]) -> set[int]:
    """The products whose words staff look at before shoppers see them: will look at, or still do."""
    known = {row.product.pk: row.product for row in rows if row.product and was_public(row.product)}
    if sheet.loaded_at is None:
        return set() if sheet.cooperative.is_trusted else set(known)
    return {pk for pk, one in unsettled_among(list(known.values())).items() if one.status == RevisionStatus.SENT}


def _sorts(language: str) -> dict[tuple[str, Any], str]:
    names = [("kind", ProductKind.objects.all()), ("family", ProductClass.objects.all())]
    return {(what, row.pk): getattr(row, f"name_{language}") or str(row) for what, found in names for row in found}


def _name(row: SheetRow, language: str) -> str:
    """What the row calls it; for one that names only a code, what the product is called."""
    for name in (f"title_{language}", *NAMES):
        if row.raw.get(name):
            return str(row.raw[name])
    return str(row.product.get_title()) if row.product else str(row.raw.get("code", ""))


def _changes(row: SheetRow, language: str, sorts: dict[tuple[str, Any], str]) -> list[Change]:
    """What is written, without the name that stands beside it; of a new product its price and quantity come first."""
    if row.act == RowAct.REFUSED:
        return []
    shown = []
    for name in [PRICE, STOCK, *(name for name in row.values if name not in (PRICE, STOCK))]:
        if name in row.values and name in BY_FIELD and not (row.act == RowAct.ADD and name in NAMES):
            texts = [_text(name, values, language, sorts) for values in (row.before, row.values)]
            shown.append(Change(BY_FIELD[name].head(language), *texts))
    return shown


def _text(name: str, values: dict[str, Any], language: str, sorts: dict[tuple[str, Any], str]) -> str:
    if name not in values:
        return ""
    value = values[name]
    if name == KIND:
        return sorts.get((KIND, value)) or sorts.get(("family", values.get("family")), "")
    if value in ("", None):
        return ""
    if name == PRICE:
        return money_text(Decimal(value))
    if name in (STOCK, "net_quantity"):
        return quantity_text(Decimal(value))
    if name == "unit":
        return unit_name(value, language)
    if name == "net_unit":
        return net_unit_name(value, language)
    text = str(value)
    return text if len(text) <= TEXT_SHOWN else f"{text[:TEXT_SHOWN]}…"
