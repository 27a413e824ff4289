"""The products of a cooperative as its keepers see them: found, in piles, and in the order in which they put them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from catalogue.locks import own_list_for_update
from catalogue.models import Product
from catalogue.moderation.enums import RevisionStatus
from catalogue.moderation.models import ProductRevision
from catalogue.search import words_of
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.models import Cooperative
from cooperatives.texts import LANGUAGES

NUMBER_ANEW = """
    UPDATE catalogue_product AS product SET position = new.place
    FROM unnest(%s::bigint[], %s::integer[]) AS new (id, place)
    WHERE product.id = new.id AND product.position <> new.place
"""


class Pile(StrEnum):
    """Where a product stands between its keeper and the shop."""

    ALL = "all"
    DRAFTS = "drafts"
    WAITING = "waiting"
    ON_SALE = "on-sale"
    HIDDEN = "hidden"


_SENT = Exists(ProductRevision.objects.filter(product=OuterRef("pk"), status=RevisionStatus.SENT))
_ON_SALE = Q(is_public=True)
_HIDDEN = Q(is_public=False, first_public_at__isnull=False)
_NEVER_SHOWN = Q(is_public=False, first_public_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many products lie on each pile; one that waits may be on sale as it was."""

    all: int
    drafts: int
    waiting: int
    on_sale: int
    hidden: int


def own_products(cooperative: Cooperative) -> QuerySet[Product]:
    """The products of a cooperative in the order in which its keepers put them, the newest first among equals."""
    return Product.objects.kept().filter(cooperative=cooperative).order_by("position", "-id")


def on_pile(products: QuerySet[Product], pile: Pile) -> QuerySet[Product]:
    """Those of `products` that lie on `pile`."""
    match pile:
        case Pile.DRAFTS:
            return products.filter(_NEVER_SHOWN).filter(~_SENT)
        case Pile.WAITING:
            return products.filter(_SENT)
        case Pile.ON_SALE:
            return products.filter(_ON_SALE)
        case Pile.HIDDEN:
            return products.filter(_HIDDEN)
    return products


def named(products: QuerySet[Product], typed: str) -> QuerySet[Product]:
    """Those of `products` whose name holds every word that was typed, in one of the languages."""
    for word in words_of(typed):
        holds = Q()
        for language in LANGUAGES:
            holds |= Q(**{f"sort_{language}__contains": word})
        products = products.filter(holds)
    return products


def count_piles(cooperative: Cooperative) -> Counts:
    """How many products lie on each pile, in two questions."""
    counted = own_products(cooperative).aggregate(
        all=Count("pk"),
        never_shown=Count("pk", filter=_NEVER_SHOWN),
        on_sale=Count("pk", filter=_ON_SALE),
        hidden=Count("pk", filter=_HIDDEN),
    )
    sent = ProductRevision.objects.filter(
        status=RevisionStatus.SENT, product__cooperative=cooperative, product__discarded_at__isnull=True
    ).aggregate(
        all=Count("pk"), first=Count("pk", filter=Q(product__is_public=False, product__first_public_at__isnull=True))
    )
    return Counts(
        all=counted["all"],
        drafts=counted["never_shown"] - sent["first"],
        waiting=sent["all"],
        on_sale=counted["on_sale"],
        hidden=counted["hidden"],
    )


@transaction.atomic
def put_before(*, product: Product, other: Product, by: User) -> None:
    """Put `product` right before `other` in the list of their cooperative."""
    _put(product, other, by, after=0)


@transaction.atomic
def put_after(*, product: Product, other: Product, by: User) -> None:
    """Put `product` right after `other` in the list of their cooperative."""
    _put(product, other, by, after=1)


def _put(product: Product, other: Product, by: User, *, after: int) -> None:
    own_list_for_update(product.cooperative_id)
    before = list(own_products(product.cooperative).values_list("pk", flat=True))
    if product.pk == other.pk or not {product.pk, other.pk} <= set(before):
        return
    order = [pk for pk in before if pk != product.pk]
    order.insert(order.index(other.pk) + after, product.pk)
    if order == before:
        return
    _number(order)
    record_act(
        action="product.move",
        subject=product,
        by=by,
        cooperative=product.cooperative,
        before={"place": before.index(product.pk) + 1},
        after={"place": order.index(product.pk) + 1},
    )


def _number(order: Sequence[int]) -> None:
    """Give every product its place from 1 on: what is begun later stands at 0, before them all."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBER_ANEW, [list(order), list(range(1, len(order) + 1))])
