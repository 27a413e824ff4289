"""Writing one part of a product: who changes what somebody else changed meanwhile is told, and nothing is lost.

A screen carries a digest of each value that it showed. What only the other person changed stays theirs, what only this
one changed is written, and what both changed differently is refused, with the value that stands there now.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from catalogue.models import Product
from catalogue.moderation.locks import product_for_update
from catalogue.moderation.selectors import as_proposed
from catalogue.moderation.services import write_or_propose
from catalogue.moderation.snapshots import fields_of, was_public, with_values
from catalogue.partner.locks import stock_records_for_update
from catalogue.partner.models import StockRecord
from catalogue.suggestions import suggested
from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry
from cooperatives.audit.records import change_locked
from cooperatives.audit.services import subject_type
from cooperatives.texts import LANGUAGES

DIGEST_LENGTH = 12


class ChangedMeanwhile(Exception):
    """Somebody else wrote other values into these fields since they were shown; nothing was written."""

    def __init__(self, fields: tuple[str, ...], stands: Product) -> None:
        super().__init__(", ".join(fields))
        self.fields, self.stands = fields, stands


class NoNameLeft(Exception):
    """No language is left in which somebody has written or read its name."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a part: the product as its keeper sees it now, and which fields stay as another wrote them."""

    product: Product
    kept_of_another: tuple[str, ...] = ()
    waits_for_staff: bool = False


def seen_of(product: Product, names: Iterable[str]) -> dict[str, str]:
    """A digest of each of the fields `names`, for a screen that shows them."""
    return {name: _digest(value) for name, value in fields_of(product, names).items()}


@transaction.atomic
def write_part(
    *,
    product_id: int,
    values: Mapping[str, Any],
    seen: Mapping[str, str],
    by: User,
    read: Collection[str] = (),
    unread: Collection[str] = (),
    category_ids: Collection[int] | None = None,
) -> Written:
    """Write the fields of one screen, which showed those whose digests are `seen`.

    `read` names languages whose texts a person has written or read now, `unread` those that are left to suggestions.
    Of what shoppers know, staff are asked first. Raises `ChangedMeanwhile`, `NoNameLeft`, `SignOfAnother` and, for
    what shoppers know, `PaperMissing`.
    """
    product = product_for_update(product_id)
    stands = as_proposed(product)
    kept = _of_another(stands, values, seen)
    mine = {name: value for name, value in values.items() if name not in kept}
    drafted = [each for each in LANGUAGES if each in unread or (each in stands.drafted_languages and each not in read)]
    if drafted != stands.drafted_languages:
        mine["drafted_languages"] = drafted
    _write(product, stands, mine, by, category_ids)
    return Written(as_proposed(product), kept, waits_for_staff=_waits(product))


@transaction.atomic
def write_price(*, product_id: int, values: Mapping[str, Any], seen: Mapping[str, str], by: User) -> Written:
    """Write what a product costs: shoppers see it at once, and the log keeps the old one. Raises `ChangedMeanwhile`."""
    product = product_for_update(product_id)
    record = StockRecord.objects.get(product=product)
    locked = stock_records_for_update([record.pk])[record.pk]
    kept = _of_another(locked, values, seen)
    mine = {name: value for name, value in values.items() if name not in kept}
    change_locked(row=locked, values=mine, by=by, cooperative=product.cooperative)
    _grow(product)
    return Written(product, kept)


def seen_of_price(record: StockRecord, names: Iterable[str]) -> dict[str, str]:
    """The same digests, of what stands on the stock record."""
    return {name: _digest(_plain(record, name, getattr(record, name))) for name in names}


def last_change_by_another(product: Product, by: User) -> AuditEntry | None:
    """Who changed it last, but for `by`: whom the second of two is told about."""
    own = AuditEntry.objects.filter(subject_type=subject_type(product), subject_id=str(product.pk))
    return own.exclude(by=by).exclude(by=None).select_related("by").order_by("-pk").first()


def _write(
    product: Product, stands: Product, mine: Mapping[str, Any], by: User, category_ids: Collection[int] | None
) -> None:
    if not mine:
        return
    proposed = _proposed(stands, mine)
    if set(proposed.drafted_languages) >= {language for language, title in _titles(proposed).items() if title}:
        raise NoNameLeft
    # What nobody has read is proposed anew from what is said now.
    fresh = {name: text for name, text in suggested(proposed).items() if text != (getattr(stands, name) or "")}
    _grow(product)
    write_or_propose(product=product, values={**mine, **fresh}, category_ids=category_ids, by=by)


def _proposed(stands: Product, mine: Mapping[str, Any]) -> Product:
    proposed = with_values(stands, {})
    for name, value in mine.items():
        setattr(proposed, name, value)
    return proposed


def _titles(product: Product) -> dict[str, str]:
    return {language: getattr(product, f"title_{language}") or "" for language in LANGUAGES}


def _grow(product: Product) -> None:
    product.version += 1
    Product.objects.filter(pk=product.pk).update(version=product.version)


def _waits(product: Product) -> bool:
    return was_public(product) and not product.cooperative.is_trusted


def _of_another(row: Any, values: Mapping[str, Any], seen: Mapping[str, str]) -> tuple[str, ...]:
    """The fields that another changed and this one did not; raises for those that both changed differently."""
    digests = seen_of(row, values) if isinstance(row, Product) else seen_of_price(row, values)
    elsewhere = [name for name in values if seen.get(name, digests[name]) != digests[name]]
    if not elsewhere:
        return ()
    mine = _digests_of(row, values)
    contested = tuple(name for name in elsewhere if mine[name] not in (seen[name], digests[name]))
    if contested:
        raise ChangedMeanwhile(contested, row)
    return tuple(name for name in elsewhere if mine[name] == seen[name])


def _digests_of(row: Any, values: Mapping[str, Any]) -> dict[str, str]:
    """The digests that `values` would have, standing in `row`."""
    if isinstance(row, Product):
        return seen_of(_proposed(row, values), values)
    return {name: _digest(_plain(row, name, value)) for name, value in values.items()}


def _plain(record: StockRecord, name: str, value: Decimal | None) -> str:
    """An amount one way only: 120 and 120.00 are the same price."""
    places = record._meta.get_field(name).decimal_places
    return "" if value is None else str(value.quantize(Decimal(1).scaleb(-places)))


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:DIGEST_LENGTH]
