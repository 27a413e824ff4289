"""What waits for staff, what became of it, and a product as its cooperative wants it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects

from catalogue.models import Product, ProductImage
from catalogue.moderation.enums import UNSETTLED, RevisionStatus
from catalogue.moderation.models import ProductRevision
from catalogue.moderation.snapshots import (
    CATEGORIES,
    PICTURES,
    Values,
    changed_names,
    digest_of,
    snapshot,
    snapshots,
    was_public,
    with_values,
    with_values_each,
)


def waiting() -> QuerySet[ProductRevision]:
    """What nobody has looked at yet, the oldest first; nobody need look at a draft that was thrown away."""
    sent = ProductRevision.objects.filter(status=RevisionStatus.SENT, product__discarded_at__isnull=True)
    return sent.order_by("sent_at", "pk")


def unsettled_of(product: Product) -> ProductRevision | None:
    """What was sent of `product` and is being checked, or must be changed; None when nothing is open."""
    latest = product.revisions.order_by("-number").first()
    return latest if latest is not None and latest.status in UNSETTLED else None


def unsettled_among(products: Collection[Product]) -> dict[int, ProductRevision]:
    """What is open of each of `products`, by their keys, in one question."""
    found = ProductRevision.objects.filter(product__in=products).order_by("product_id", "-number")
    latest = found.distinct("product_id").defer("values", "before")
    return {row.product_id: row for row in latest if row.status in UNSETTLED}


@dataclass(frozen=True, slots=True)
class Stand:
    """How a product stands: its own row as a snapshot, and the last that was sent of it."""

    product: Product
    now: Values
    last: ProductRevision | None
    # As its cooperative wants it; `product` itself when nothing is open.
    proposed: Product

    @property
    def unsettled(self) -> ProductRevision | None:
        """What is being checked, or must be changed."""
        return self.last if self.last is not None and self.last.status in UNSETTLED else None

    @property
    def next_number(self) -> int:
        return self.last.number + 1 if self.last is not None else 1

    @property
    def wanted_shelves(self) -> list[int]:
        """The keys of the shelves on which its cooperative wants it."""
        wanted = wanted_changes(self.unsettled) if self.unsettled and was_public(self.product) else {}
        shelves: list[int] = wanted.get(CATEGORIES) or self.now[CATEGORIES]
        return shelves


def stands_of(products: Collection[Product]) -> dict[int, Stand]:
    """How each of `products` stands, by their keys, in a number of questions that does not grow with them."""
    prefetch_related_objects(list(products), "cooperative", "product_class")
    now, last = snapshots(products), _last_among(products)
    proposed = _proposed_among(products, last)
    return {each.pk: Stand(each, now[each.pk], last.get(each.pk), proposed[each.pk]) for each in products}


def _last_among(products: Collection[Product]) -> dict[int, ProductRevision]:
    """What was sent last of each of `products`, by their keys."""
    found = ProductRevision.objects.filter(product__in=products).order_by("product_id", "-number")
    return {row.product_id: row for row in found.distinct("product_id")}


def _proposed_among(products: Collection[Product], last: Mapping[int, ProductRevision]) -> dict[int, Product]:
    """Each of `products` as its cooperative wants it, by their keys."""
    wanted = {
        each.pk: wanted_changes(last[each.pk])
        for each in products
        if each.pk in last and last[each.pk].status in UNSETTLED and was_public(each)
    }
    changed = [each for each in products if each.pk in wanted]
    copies = with_values_each([(each, wanted[each.pk]) for each in changed])
    return {each.pk: each for each in products} | {each.pk: each for each in copies}


def wanted_changes(revision: ProductRevision) -> Values:
    """What the cooperative changed of a product that shoppers know; of a first sending the row itself says all."""
    if not revision.before:
        return {}
    return {name: revision.values[name] for name in changed_names(revision.before, revision.values)}


def as_it_would_be(product: Product, revision: ProductRevision, now: Values) -> Values:
    """The snapshot that shoppers would see; `now` is the one of `product`.

    A first sending is what stands in the row: its keeper goes on writing it, and staff see the latest.
    """
    return now | wanted_changes(revision) if was_public(product) else now


def as_proposed(product: Product) -> Product:
    """`product` as its cooperative wants it, accepted or not: what its keeper sees and goes on writing.

    A copy that is never saved; `product` itself when nothing is open.
    """
    revision = unsettled_of(product)
    if revision is None or not was_public(product):
        return product
    return with_values(product, wanted_changes(revision))


def as_proposed_among(products: Collection[Product]) -> dict[int, Product]:
    """As `as_proposed` of each, by their keys, in one question."""
    return _proposed_among(products, _last_among([product for product in products if was_public(product)]))


def shelves_as_proposed(product: Product) -> list[int]:
    """The keys of the shelves on which its cooperative wants `product`."""
    revision = unsettled_of(product)
    wanted = wanted_changes(revision) if revision is not None and was_public(product) else {}
    return wanted.get(CATEGORIES) or list(product.categories.values_list("pk", flat=True))


def pictures_as_proposed(product: Product) -> list[ProductImage]:
    """The pictures that its cooperative wants of `product`, in their order."""
    revision = unsettled_of(product)
    wanted = wanted_changes(revision) if revision is not None and was_public(product) else {}
    if PICTURES in wanted:
        return pictures_by_key(product, wanted[PICTURES])
    shown = product.images.order_by("display_order", "id")
    return list(shown.filter(is_held_back=False) if was_public(product) else shown)


def pictures_by_key(product: Product, keys: Collection[int]) -> list[ProductImage]:
    """The pictures of `product` under `keys`, in that order; those that are gone are left out."""
    found = {image.pk: image for image in product.images.filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def seen_of(revision: ProductRevision) -> tuple[Values, Values, str]:
    """What staff see of an open revision: as it is, as it would be, and the digest by which that is told."""
    product = revision.product
    now = snapshot(product)
    then = as_it_would_be(product, revision, now)
    before: Mapping[str, Any] = now if was_public(product) else {}
    return dict(before), then, digest_of(then)
