"""The only place of this package that locks rows. A basket is locked before anything it leads to."""

from collections.abc import Iterable

from cooperatives.prepared import Columns, rows_of
from marketplace.basket.models import Basket

_BASKET = Columns(Basket)
_ONE = f"SELECT {_BASKET.of('basket')} FROM basket_basket AS basket WHERE id = %s FOR UPDATE"  # noqa: S608


def basket_for_update(pk: int) -> Basket:
    """The basket's row, held until the transaction ends."""
    basket = next((_BASKET.instance(row) for row in rows_of(_ONE, [pk])), None)
    if basket is None:
        raise Basket.DoesNotExist
    return basket


def baskets_for_update(ids: Iterable[int]) -> dict[int, Basket]:
    """Several baskets, in primary-key order, by id."""
    rows = Basket.objects.select_for_update(of=("self",)).filter(pk__in=set(ids)).order_by("pk")
    return {row.pk: row for row in rows}
