"""What is written of many products together: fields, shelves, pictures, revisions and both logs, each at one stroke.

Who decides holds the products and gathers what becomes of each; one product is a gathering of one. The number of
statements does not grow with the products.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalogue.models import Product, ProductImage
from catalogue.moderation.enums import REVISION_MOVES, RevisionStatus
from catalogue.moderation.models import ProductRevision
from catalogue.moderation.snapshots import CATEGORIES, PICTURES, Values, as_values, changed_names
from catalogue.pictures import repeat_first_pictures
from catalogue.saving import save_products
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import set_values
from cooperatives.audit.services import (
    Act,
    ForbiddenMove,
    StatusMove,
    log_first_statuses,
    move_all,
    record_each,
)
from cooperatives.models import Cooperative
from cooperatives.writing import copy_instances, copy_with_keys, update_instances

# What the description of a picture repeats.
SAID_OF_PICTURES = frozenset({"title_ar", "title_fr", "title_en", "drafted_languages"})


@dataclass(slots=True)
class Gathering:
    """What shall be written of the products of one cooperative, in the order in which it was decided."""

    by: User
    cooperative: Cooperative
    # Said in the log beside each change: the sheet that it came with.
    told: Mapping[str, Any] = field(default_factory=dict)
    _acts: list[Act] = field(default_factory=list)
    _moves: list[StatusMove] = field(default_factory=list)
    _sent: list[ProductRevision] = field(default_factory=list)
    _rewritten: list[ProductRevision] = field(default_factory=list)
    _grown: dict[int, Product] = field(default_factory=dict)
    _changed: dict[int, Product] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)
    _shelves: dict[int, list[int]] = field(default_factory=dict)
    _pictures: dict[int, list[int]] = field(default_factory=dict)
    _retitled: dict[int, Product] = field(default_factory=dict)
    # Of these, no picture waits any more.
    _withdrawn: list[Product] = field(default_factory=list)

    def grow(self, product: Product) -> None:
        """Let whoever changes an older one be told."""
        product.version += 1
        self._grown[product.pk] = product

    def change(self, product: Product, values: Mapping[str, Any]) -> None:
        """Set fields of a product."""
        if act := set_values(row=product, values=values):
            names = {Product._meta.get_field(name).name for name in act.after}
            self._note(act.action, product, act.before, act.after)
            self._changed[product.pk] = product
            self._names |= names
            if not names.isdisjoint(SAID_OF_PICTURES):
                self._retitled[product.pk] = product

    def apply(self, product: Product, now: Values, then: Values) -> None:
        """Set what a snapshot, or a part of one, says of a product that stands as `now`."""
        self.change(product, as_values(then))
        if CATEGORIES in then and then[CATEGORIES] != now[CATEGORIES]:
            self._shelves[product.pk] = then[CATEGORIES]
        if PICTURES in then and then[PICTURES] != now[PICTURES]:
            self._pictures[product.pk] = then[PICTURES]
            self._retitled[product.pk] = product

    def send(
        self,
        product: Product,
        *,
        number: int,
        before: Values,
        values: Values,
        status: RevisionStatus = RevisionStatus.SENT,
    ) -> ProductRevision:
        """Begin a revision: what staff look at, or what a trusted cooperative's word was enough for."""
        sent_at = clock.now()
        revision = ProductRevision(
            product=product,
            number=number,
            status=status,
            before=before,
            values=values,
            sent_by=self.by,
            sent_at=sent_at,
            judged_at=sent_at if status == RevisionStatus.ACCEPTED else None,
        )
        self._sent.append(revision)
        self._note_names(f"productrevision.{status}", product, before, values, changed_names(before, values))
        return revision

    def add_to(self, revision: ProductRevision, product: Product, now: Values, then: Values) -> ProductRevision:
        """Change what waits for staff; it keeps its place in their list."""
        names = changed_names(revision.values, then)
        self._note_names("productrevision.change", product, revision.values, then, names)
        revision.before, revision.values, revision.sent_by = now, then, self.by
        self._rewritten.append(revision)
        return revision

    def move(self, product: Product, revision: ProductRevision, *, to: RevisionStatus, reason: str = "") -> None:
        """Move a revision by its table; raises `ForbiddenMove`."""
        old = revision.status
        if to not in REVISION_MOVES[old]:
            raise ForbiddenMove(old, to)
        revision.status = to
        self._moves.append(StatusMove(revision, old, to, reason))
        after = {"status": revision.status, "number": revision.number, "reason": reason}
        self._note(f"productrevision.{to}", product, {"status": old}, after)

    def withdraw(self, product: Product, revision: ProductRevision) -> None:
        """Take back what was sent, with the pictures that waited with it; raises `ForbiddenMove`."""
        self.move(product, revision, to=RevisionStatus.WITHDRAWN)
        self._withdrawn.append(product)

    def write(self) -> None:
        """Write it all in the caller's transaction; a revision that moves makes room before another is sent."""
        update_instances([move.subject for move in self._moves], ["status", "judged_by", "judged_at", "reason"])
        update_instances(self._rewritten, ["before", "values", "sent_by"])
        copy_with_keys(self._sent)
        self._write_products()
        self._write_shelves()
        self._write_pictures()
        move_all(self._moves, allowed=REVISION_MOVES, by=self.by)
        log_first_statuses(self._sent, by=self.by)
        record_each(self._acts, by=self.by, cooperative=self.cooperative)

    def _write_products(self) -> None:
        update_instances([row for pk, row in self._grown.items() if pk not in self._changed], ["version"])
        save_products(list(self._changed.values()), {*self._names, "version"})

    def _write_shelves(self) -> None:
        """Take products off the shelves on which they no longer stand, and put them on the others."""
        if not self._shelves:
            return
        through = Product.categories.through
        stands = through.objects.filter(product__in=self._shelves).values_list("pk", "product_id", "category_id")
        standing = {(product, category): pk for pk, product, category in stands}
        wanted = [(product, category) for product, shelves in self._shelves.items() for category in shelves]
        through.objects.filter(pk__in=[standing[pair] for pair in standing.keys() - set(wanted)]).delete()
        copy_instances([through(product_id=pair[0], category_id=pair[1]) for pair in wanted if pair not in standing])

    def _write_pictures(self) -> None:
        """Put pictures in their order and drop the others; what lists show of them says the product's name."""
        if self._withdrawn:
            ProductImage.objects.filter(product__in=self._withdrawn, is_held_back=True).delete()
        places = {pk: place for wanted in self._pictures.values() for place, pk in enumerate(wanted)}
        if self._pictures:
            own = ProductImage.objects.filter(product__in=self._pictures)
            own.exclude(pk__in=places).delete()
            _put(list(own), places)
        seen = [row for pk, row in self._retitled.items() if row.picture or pk in self._pictures]
        if seen:
            repeat_first_pictures(products=seen)

    def _note(self, action: str, product: Product, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        self._acts.append(Act(action, product, before, {**after, **self.told}))

    def _note_names(self, action: str, product: Product, before: Values, after: Values, names: Sequence[str]) -> None:
        was = {name: before.get(name) for name in names}
        self._note(action, product, was, {name: after[name] for name in names})


def _put(images: Sequence[ProductImage], places: Mapping[int, int]) -> None:
    for image in images:
        image.display_order, image.is_held_back = places[image.pk], False
    update_instances(images, ["display_order", "is_held_back"])
