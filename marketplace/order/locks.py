"""The only place of this package that locks rows: purchase, then its orders by key, then an invoice series.

What follows (stock records, ledger, revenue cells) is locked by the packages below, in that order.

`NO KEY`: whoever writes a row that names a purchase or an order only needs it to stay, and asks for that as late as
when it commits, holding rows that come after. It must not wait there for one who holds the purchase and wants those.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from cooperatives.models import Cooperative
from cooperatives.prepared import Columns, instances, rows_of
from fairs.models import Edition, Stop
from marketplace.delivery.models import Carrier
from marketplace.order.models import InvoiceSeries, Order, Purchase

# An order with what every step of it reads.
_WHOLE: Sequence[Columns[Any]] = (
    Columns(Order),
    Columns(Purchase),
    Columns(Cooperative),
    Columns(Carrier),
    Columns(Stop),
    Columns(Edition),
)
_NAMES = ("held", "purchase", "cooperative", "carrier", "stop", "edition")


def purchase_for_update(pk: int) -> Purchase:
    """The purchase's row, held until the transaction ends."""
    return Purchase.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def purchases_for_update(pks: list[int]) -> list[int]:
    """The keys of the purchases that are there, their rows held in primary-key order; nobody's name is read."""
    held = Purchase.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=pks).order_by("pk")
    return list(held.values_list("pk", flat=True))


def orders_for_update(purchase: Purchase) -> list[Order]:
    """The orders of a purchase, in primary-key order."""
    return _orders("purchase_id", purchase.pk)


def orders_of_parcel_for_update(parcel_id: int) -> list[Order]:
    """The orders that a hub sends together, in primary-key order."""
    return _orders("parcel_id", parcel_id)


def order_for_update(pk: int) -> Order:
    """One order with its cooperative and purchase; only its own row is held."""
    for order in _orders("id", pk):
        return order
    raise Order.DoesNotExist


def invoice_series_for_update(cooperative_id: int, year: int) -> InvoiceSeries:
    """The series that invoice numbers of a cooperative and year are drawn from, begun where it is new."""
    series = InvoiceSeries(cooperative_id=cooperative_id, year=year)
    InvoiceSeries.objects.bulk_create([series], ignore_conflicts=True)
    return InvoiceSeries.objects.select_for_update(of=("self",)).get(cooperative_id=cooperative_id, year=year)


def _orders(column: str, key: int) -> list[Order]:
    """Orders held by ascending key; planned once, for each step of each order asks it."""
    return [_order(row) for row in rows_of(_orders_statement(column), [key])]


def _order(row: tuple[object, ...]) -> Order:
    order, order.purchase, order.cooperative, order.carrier, stop, edition = instances(_WHOLE, row)
    if stop is not None:
        stop.edition = edition
    order.collect_at = stop
    return order


@cache
def _orders_statement(column: str) -> str:
    """Written when it is first wanted: the columns of each language are added after the models."""
    return f"""
        SELECT {", ".join(part.of(name) for part, name in zip(_WHOLE, _NAMES, strict=True))}
        FROM order_order AS held
        JOIN order_purchase AS purchase ON purchase.id = held.purchase_id
        JOIN cooperatives_cooperative AS cooperative ON cooperative.id = held.cooperative_id
        LEFT JOIN delivery_carrier AS carrier ON carrier.id = held.carrier_id
        LEFT JOIN fairs_stop AS stop ON stop.id = held.collect_at_id
        LEFT JOIN fairs_edition AS edition ON edition.id = stop.edition_id
        WHERE held.{column} = %s
        ORDER BY held.id
        FOR NO KEY UPDATE OF held
    """  # noqa: S608
