"""The only place of this package that locks rows: purchase, then its orders by key, then an invoice series.

What follows (stock records, ledger, revenue cells) is locked by the packages below, in that order.

`NO KEY`: whoever writes a row that names a purchase or an order only needs it to stay, and asks for that as late as
when it commits, holding rows that come after. It must not wait there for one who holds the purchase and wants those.
"""

from marketplace.order.models import InvoiceSeries, Order, Purchase


def purchase_for_update(pk: int) -> Purchase:
    """The purchase's row, held until the transaction ends."""
    return Purchase.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def purchases_for_update(pks: list[int]) -> list[int]:
    """The keys of the purchases that are there, their rows held in primary-key order; nobody's name is read."""
    held = Purchase.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=pks).order_by("pk")
    return list(held.values_list("pk", flat=True))


def orders_for_update(purchase: Purchase) -> list[Order]:
    """The orders of a purchase, in primary-key order."""
    return list(_orders().filter(purchase=purchase).order_by("pk"))


def orders_of_parcel_for_update(parcel_id: int) -> list[Order]:
    """The orders that a hub sends together, in primary-key order."""
    return list(_orders().filter(parcel=parcel_id).order_by("pk"))


def order_for_update(pk: int) -> Order:
    """One order with its cooperative and purchase; only its own row is held."""
    return _orders().get(pk=pk)


def invoice_series_for_update(cooperative_id: int, year: int) -> InvoiceSeries:
    """The series that invoice numbers of a cooperative and year are drawn from, begun where it is new."""
    series = InvoiceSeries(cooperative_id=cooperative_id, year=year)
    InvoiceSeries.objects.bulk_create([series], ignore_conflicts=True)
    return InvoiceSeries.objects.select_for_update(of=("self",)).get(cooperative_id=cooperative_id, year=year)


def _orders():  # type: ignore[no-untyped-def]
    return Order.objects.select_for_update(of=("self",), no_key=True).select_related(
        "purchase", "cooperative", "carrier", "collect_at__edition"
    )
