"""Writing one part of a product: who changes what somebody else changed meanwhile is told, and nothing is lost.

A screen carries a digest of each value that it showed. What only the other person changed stays theirs, what only this
one changed is written, and what both changed differently is refused, with the value that stands there now.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects

from catalogue.models import Product
from catalogue.moderation.enums import UNSETTLED, RevisionStatus
from catalogue.moderation.gathering import Gathering
from catalogue.moderation.locks import product_for_update
from catalogue.moderation.models import ProductRevision
from catalogue.moderation.proposing import Wish, propose
from catalogue.moderation.selectors import Stand, stands_of, wanted_changes
from catalogue.moderation.snapshots import CATEGORIES, Values, fields_of, was_public, with_values
from catalogue.partner.locks import stock_records_for_update
from catalogue.partner.models import StockRecord
from catalogue.services import PaperMissing, SignOfAnother
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
class Part:
    """What one screen, or one row of a sheet, writes of a product that the caller holds."""

    stand: Stand
    values: Mapping[str, Any]
    # Digests of what the screen showed.
    seen: Mapping[str, str] = field(default_factory=dict)
    # Languages whose texts a person has written or read now, and those that are left to suggestions.
    read: Collection[str] = ()
    unread: Collection[str] = ()
    category_ids: Collection[int] | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a part: what waits for staff now, if anything, and which fields stay as another wrote them."""

    row: Product
    unsettled: ProductRevision | None = None
    kept_of_another: tuple[str, ...] = ()

    @property
    def product(self) -> Product:
        """The product as its keeper sees it now."""
        return with_values(self.row, wanted_changes(self.unsettled)) if self.unsettled else self.row

    @property
    def waits_for_staff(self) -> bool:
        return self.unsettled is not None and self.unsettled.status == RevisionStatus.SENT


# What may stand against a part.
Refusal = ChangedMeanwhile | NoNameLeft | PaperMissing | SignOfAnother


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
    part = Part(stands_of([product])[product.pk], values, seen, read, unread, category_ids)
    (became,) = write_held([part], by=by)
    if isinstance(became, Exception):
        raise became
    return became


def write_held(parts: Sequence[Part], *, by: User, told: Mapping[str, Any] | None = None) -> list[Written | Refusal]:
    """Write parts of products of one cooperative, none twice, which the caller holds; each as `write_part` does.

    The number of statements does not grow with the parts. Answers what became of each, or what stands against it: of
    that one nothing is written. `told` stands in the log beside each change.
    """
    if not parts:
        return []
    gathering = Gathering(by, parts[0].stand.product.cooperative, told or {})
    own = [_own_of(part) for part in parts]
    wishes = _wishes(parts, own)
    asked = [wish for wish in wishes if isinstance(wish, Wish)]
    answers = iter(propose(asked, gathering))
    became = [next(answers) if isinstance(wish, Wish) else wish for wish in wishes]
    for part, wish, answer in zip(parts, wishes, became, strict=True):
        if isinstance(wish, Wish) and not isinstance(answer, Exception):
            gathering.grow(part.stand.product)
    gathering.write()
    return [_told(*each) for each in zip(parts, own, became, strict=True)]


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
    return Written(product, kept_of_another=kept)


def seen_of_price(record: StockRecord, names: Iterable[str]) -> dict[str, str]:
    """The same digests, of what stands on the stock record."""
    return {name: _digest(_plain(record, name, getattr(record, name))) for name in names}


def last_change_by_another(product: Product, by: User) -> AuditEntry | None:
    """Who changed it last, but for `by`: whom the second of two is told about."""
    own = AuditEntry.objects.filter(subject_type=subject_type(product), subject_id=str(product.pk))
    return own.exclude(by=by).exclude(by=None).select_related("by").order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class _Own:
    """Of a part what is this person's to write, and which fields stay another's."""

    values: dict[str, Any]
    kept: tuple[str, ...]


def _own_of(part: Part) -> _Own | ChangedMeanwhile:
    stands = part.stand.proposed
    try:
        kept = _of_another(stands, part.values, part.seen)
    except ChangedMeanwhile as refusal:
        return refusal
    mine = {name: value for name, value in part.values.items() if name not in kept}
    was = stands.drafted_languages
    drafted = [each for each in LANGUAGES if each in part.unread or (each in was and each not in part.read)]
    if drafted != was:
        mine["drafted_languages"] = drafted
    return _Own(mine, kept)


def _wishes(parts: Sequence[Part], own: Sequence[_Own | ChangedMeanwhile]) -> list[Wish | Refusal | None]:
    """What is wanted of each product, with what is said now in the languages that nobody has read."""
    proposed = [_proposed(part.stand.proposed, _values(each)) for part, each in zip(parts, own, strict=True)]
    suggesting = [each for each in proposed if each.drafted_languages]
    prefetch_related_objects(suggesting, "kind", "product_class", "cooperative", "commune")
    return [_wish(*each) for each in zip(parts, own, proposed, strict=True)]


def _wish(part: Part, own: _Own | ChangedMeanwhile, proposed: Product) -> Wish | Refusal | None:
    if isinstance(own, ChangedMeanwhile):
        return own
    if not own.values:
        return None
    if set(proposed.drafted_languages) >= {language for language, title in _titles(proposed).items() if title}:
        return NoNameLeft()
    # What nobody has read is proposed anew from what is said now.
    stands = part.stand.proposed
    fresh = {name: text for name, text in suggested(proposed).items() if text != (getattr(stands, name) or "")}
    shelves: Values = {} if part.category_ids is None else {CATEGORIES: sorted(part.category_ids)}
    return Wish(part.stand, {**own.values, **fresh}, shelves)


def _values(own: _Own | ChangedMeanwhile) -> Mapping[str, Any]:
    return own.values if isinstance(own, _Own) else {}


def _told(part: Part, own: _Own | ChangedMeanwhile, became: ProductRevision | Refusal | None) -> Written | Refusal:
    if isinstance(own, ChangedMeanwhile):
        return own
    if isinstance(became, NoNameLeft | ChangedMeanwhile | PaperMissing | SignOfAnother):
        return became
    product = part.stand.product
    unsettled = became if own.values else part.stand.unsettled
    is_open = unsettled is not None and unsettled.status in UNSETTLED and was_public(product)
    return Written(product, unsettled if is_open else None, own.kept)


def _proposed(stands: Product, mine: Mapping[str, Any]) -> Product:
    proposed = copy(stands)
    for name, value in mine.items():
        setattr(proposed, name, value)
    return proposed


def _titles(product: Product) -> dict[str, str]:
    return {language: getattr(product, f"title_{language}") or "" for language in LANGUAGES}


def _grow(product: Product) -> None:
    product.version += 1
    Product.objects.filter(pk=product.pk).update(version=product.version)


def _of_another(row: Any, values: Mapping[str, Any], seen: Mapping[str, str]) -> tuple[str, ...]:
    """The fields that another changed and this one did not; raises for those that both changed differently."""
    shown = [name for name in values if name in seen]
    digests = seen_of(row, shown) if isinstance(row, Product) else seen_of_price(row, shown)
    elsewhere = [name for name in shown if seen[name] != digests[name]]
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
