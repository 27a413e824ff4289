"""The only place of this package that locks rows. A basket is locked before anything it leads to."""

from collections.abc import Iterable

from marketplace.basket.models import Basket


def basket_for_update(pk: int) -> Basket:
    """The basket's row, held until the transaction ends."""
    return Basket.objects.select_for_update(of=("self",)).get(pk=pk)


def baskets_for_update(ids: Iterable[int]) -> dict[int, Basket]:
    """Several baskets, in primary-key order, by id."""
    rows = Basket.objects.select_for_update(of=("self",)).filter(pk__in=set(ids)).order_by("pk")
    return {row.pk: row for row in rows}
