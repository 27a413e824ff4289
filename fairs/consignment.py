"""What an operator holds for cooperatives: the goods that lie with it, and the money of what it sold."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from catalogue.models import Product
from catalogue.partner.enums import GONE, MovementKind, PlaceKind
from catalogue.partner.models import StockHolding, StockMovement
from cooperatives.ledger.selectors import balances
from cooperatives.ledger.services import held_by_operator
from cooperatives.models import Cooperative
from cooperatives.money import ZERO
from cooperatives.settlements.selectors import available_to
from cooperatives.texts import language_of, sort_key
from fairs.models import CashHandover, DepositSlip, Edition

NOTHING = Decimal(0)
MOST_PRODUCTS = 300

# A transaction that gave the operator money, or took some from it, says by its other entries whose it is.
OWED_THERE = """
    SELECT theirs.cooperative_id, SUM(-share.amount)
    FROM ledger_ledgeraccount AS pot
    JOIN ledger_ledgerentry AS held ON held.account_id = pot.id
    JOIN ledger_ledgerentry AS share ON share.transaction_id = held.transaction_id
    JOIN ledger_ledgeraccount AS theirs ON theirs.id = share.account_id AND theirs.kind = 'cooperative'
    WHERE pot.code = %s AND (%s::bigint[] IS NULL OR theirs.cooperative_id = ANY(%s::bigint[]))
    GROUP BY theirs.cooperative_id
"""


@dataclass(frozen=True, slots=True)
class DepositRow:
    """One product at an edition, in its unit. What was neither taken back nor is gone nor lies there was sold."""

    product: Product
    left: Decimal
    taken_back: Decimal
    there: Decimal
    free: Decimal
    # Lost, given away or broken there, by the word of its cooperative.
    gone: Decimal = NOTHING

    @property
    def sold(self) -> Decimal:
        return self.left - self.taken_back - self.gone - self.there

    @property
    def value(self) -> Decimal:
        """What lies there, in dirhams at today's price."""
        return self.there * self.product.stockrecord.price

    @property
    def language(self) -> str:
        return language_of(self.product, "title")


@dataclass(frozen=True, slots=True)
class SlipLine:
    """A product on a slip, and how much of it went one way."""

    product: Product
    quantity: Decimal

    @property
    def language(self) -> str:
        return language_of(self.product, "title")


@dataclass(frozen=True, slots=True)
class OwedThere:
    """One cooperative's money with an operator, in dirhams.

    `most` is what may be handed to it now: no more than it earned there and was not given yet, than
    it may be paid at all, and than the operator holds.
    """

    earned: Decimal
    handed: Decimal
    most: Decimal


# Goods


def deposit_of(edition: Edition, cooperative: Cooperative) -> list[DepositRow]:
    """The cooperative's products, by name: what it left, took back, sold and has there; three queries."""
    products = Product.objects.filter(cooperative=cooperative, stockrecord__isnull=False)
    # What was ever at the edition first: it is missed where it is not in the list.
    moved_there = StockMovement.objects.filter(
        stockrecord=OuterRef("stockrecord"), place=PlaceKind.EDITION, reference=edition.code
    )
    ordered = products.select_related("stockrecord").order_by(Exists(moved_there).desc(), "-pk")
    listed = ordered[:MOST_PRODUCTS]
    rows = sorted(listed, key=lambda product: sort_key(str(product)))
    moved = _moved(edition, [product.stockrecord.pk for product in rows])
    there = _there(edition, [product.stockrecord.pk for product in rows])
    return [
        DepositRow(
            product=product,
            left=moved[product.stockrecord.pk, MovementKind.SENT_OUT],
            taken_back=-moved[product.stockrecord.pk, MovementKind.TAKEN_BACK],
            there=there.get(product.stockrecord.pk, NOTHING),
            free=product.stockrecord.free,
            gone=-sum((moved[product.stockrecord.pk, kind] for kind in GONE), NOTHING),
        )
        for product in rows
    ]


def _moved(edition: Edition, records: Collection[int]) -> defaultdict[tuple[int, str], Decimal]:
    rows = StockMovement.objects.filter(
        stockrecord__in=records,
        place=PlaceKind.EDITION,
        reference=edition.code,
        kind__in=(MovementKind.SENT_OUT, MovementKind.TAKEN_BACK, *GONE),
    )
    sums = rows.order_by().values_list("stockrecord", "kind").annotate(Sum("change_in_stock"))
    return defaultdict(lambda: NOTHING, {(record, kind): amount for record, kind, amount in sums})


def _there(edition: Edition, records: Collection[int]) -> dict[int, Decimal]:
    rows = StockHolding.objects.filter(stockrecord__in=records, place=PlaceKind.EDITION, reference=edition.code)
    return dict(rows.order_by().values_list("stockrecord", "quantity"))


def editions_with_goods_of(cooperative: Cooperative) -> QuerySet[Edition]:
    """Where goods of a cooperative lie, whether or not it comes there still."""
    lying = StockHolding.objects.filter(
        stockrecord__product__cooperative=cooperative, place=PlaceKind.EDITION, quantity__gt=0
    )
    return Edition.objects.filter(code__in=lying.order_by().values("reference"))


def products_lying_at(edition: Edition) -> dict[int, int]:
    """How many products of each cooperative lie at the edition; one with none is missing."""
    lying = StockHolding.objects.filter(place=PlaceKind.EDITION, reference=edition.code, quantity__gt=0).order_by()
    return dict(lying.values_list("stockrecord__product__cooperative").annotate(Count("pk")))


def lines_of(slip: DepositSlip) -> list[SlipLine]:
    """The products of a slip in the order of their names, from the stock movements it made."""
    movements = StockMovement.objects.filter(
        key__startswith=f"deposit:{slip.public_id}:", place=PlaceKind.EDITION
    ).select_related("stockrecord__product")
    lines = [SlipLine(row.stockrecord.product, abs(row.change_in_stock)) for row in movements.order_by("stockrecord")]
    return sorted(lines, key=lambda line: sort_key(str(line.product)))


def slips_with_counts(slips: Iterable[DepositSlip]) -> list[tuple[DepositSlip, int]]:
    """Each slip with how many products it names, in one query."""
    listed = list(slips)
    wanted = Q()
    for slip in listed:
        wanted |= Q(key__startswith=f"deposit:{slip.public_id}:")
    keys = StockMovement.objects.filter(wanted, place=PlaceKind.EDITION).values_list("key", flat=True) if listed else []
    counts: defaultdict[str, int] = defaultdict(int)
    for key in keys:
        counts[key.split(":")[1]] += 1
    return [(slip, counts[slip.public_id]) for slip in listed]


# Money


def held_at(edition: Edition) -> Decimal:
    """What the operator of the edition's shared tills holds now, in dirhams."""
    code = held_by_operator(edition.code).code
    return balances([code])[code]


def owed_there(edition: Edition, cooperatives: Collection[int] | None = None) -> dict[int, OwedThere]:
    """Whose money the operator holds, by cooperative; all of them, or those that are named."""
    held = held_at(edition)
    left = _not_handed_over(edition, cooperatives)
    handed = _handed_over(edition, cooperatives)
    available = available_to(list(left))
    return {
        pk: OwedThere(
            earned=amount + handed.get(pk, ZERO),
            handed=handed.get(pk, ZERO),
            most=max(min(amount, available[pk], held), ZERO),
        )
        for pk, amount in left.items()
    }


def _not_handed_over(edition: Edition, cooperatives: Collection[int] | None) -> dict[int, Decimal]:
    wanted: list[Any] | None = None if cooperatives is None else list(cooperatives)
    with connection.cursor() as cursor:
        cursor.execute(OWED_THERE, [held_by_operator(edition.code).code, wanted, wanted])
        return dict(cursor.fetchall())


def _handed_over(edition: Edition, cooperatives: Collection[int] | None) -> dict[int, Decimal]:
    rows = CashHandover.objects.filter(edition=edition, cooperative__isnull=False).order_by()
    rows = rows if cooperatives is None else rows.filter(cooperative__in=cooperatives)
    return dict(rows.values_list("cooperative").annotate(Sum("amount")))
