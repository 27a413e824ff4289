"""A cooperative of the demonstration that has sold for two years: 5,000 products, 50,000 orders."""

from datetime import timedelta

from django.core.cache import cache
from django.db import connection

from bench.tables import make_tables
from bench.workspace.copies import copy_rows_of, earlier, found, moved, named_anew
from catalogue.models import Product
from catalogue.partner.enums import MovementKind
from catalogue.partner.models import StockMovement, StockRecord
from cooperatives import clock
from cooperatives.models import Cooperative, Membership
from cooperatives.texts import LANGUAGES
from fairs.revenue.rollup import rebuild
from marketplace.demo.load.demonstration import load_shop_window
from marketplace.order.models import Order

PRODUCTS, ORDERS, MOVEMENTS = 5_000, 50_000, 5_000
# So that the last copy was placed two years ago.
YEARS = 2


def fill() -> None:
    """Load the demonstration, and copy what its first cooperative has."""
    make_tables()
    load_shop_window()
    cooperative = measured_cooperative()
    _products(cooperative)
    _orders(cooperative)
    _movements(cooperative)
    rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    cache.clear()


def measured_cooperative() -> Cooperative:
    """The one whose manager signs in: of those the one with most orders."""
    managed = Membership.objects.current().filter(role="manager").values("cooperative")
    by_orders = Order.objects.filter(cooperative__in=managed).order_by().values_list("cooperative", flat=True)
    counted = sorted(by_orders, key=lambda pk: (-list(by_orders).count(pk), pk))
    return Cooperative.objects.get(pk=counted[0])


def _products(cooperative: Cooperative) -> None:
    have = Product.objects.filter(cooperative=cooperative).count()
    times = (PRODUCTS - have) // have + 1
    own = found("id", "catalogue_product", f"cooperative_id = {cooperative.pk}")
    named = [f"{name}_{code}" for name in ("title", "sort") for code in LANGUAGES]
    titles = {name: f"old.{name} || ' ' || k" for name in ("title", *named)}
    new = {"public_id": named_anew("public_id"), "upc": "NULL", "code": "NULL", "position": "k"}
    copy_rows_of("catalogue_product", f"old.id IN {own}", times, titles | new)
    stock = {"num_in_stock": "k % 7", "num_allocated": "0", "partner_sku": "old.partner_sku || '-' || k"}
    product = {"product_id": moved("product_id")}
    copy_rows_of("partner_stockrecord", f"old.product_id IN {own}", times, product | stock)
    copy_rows_of("catalogue_productimage", f"old.product_id IN {own}", times, product | {"code": "NULL"})


def _orders(cooperative: Cooperative) -> None:
    have = Order.objects.filter(cooperative=cooperative).count()
    times = (ORDERS - have) // have + 1
    back = f"{YEARS * 365 * 24 * 60 // times} minutes"
    orders = found("id", "order_order", f"cooperative_id = {cooperative.pk}")
    purchases = found("purchase_id", "order_order", f"cooperative_id = {cooperative.pk}")
    baskets = found("basket_id", "order_purchase", f"id IN {purchases}")
    named = {"public_id": named_anew("public_id")}
    copy_rows_of("basket_basket", f"old.id IN {baskets}", times, named)
    purchase = {"basket_id": moved("basket_id"), "number": "'B' || (old.id * 10000 + k)"}
    purchase |= {"placed_at": earlier("placed_at", back)}
    copy_rows_of("order_purchase", f"old.id IN {purchases}", times, named | purchase)
    order = {"purchase_id": moved("purchase_id"), "number": "old.number || '-' || k"}
    order |= {"basket_id": "NULL", "invoice_number": "NULL", "parcel_id": "NULL"}
    order |= {name: earlier(name, back) for name in ("counts_on", "date_placed")}
    copy_rows_of("order_order", f"old.id IN {orders}", times, named | order)
    copy_rows_of("order_line", f"old.order_id IN {orders}", times, {"order_id": moved("order_id")})
    _money(cooperative, times, back)


def _money(cooperative: Cooperative, times: int, back: str) -> None:
    """What came of them in the book and in the figures."""
    online = f"cooperative_id = {cooperative.pk} AND channel = 'online'"
    posted = found("transaction_id", "revenue_revenueline", online)
    new = {"key": "old.key || '-' || k"} | {name: earlier(name, back) for name in ("counts_on", "posted_at")}
    copy_rows_of("ledger_ledgertransaction", f"old.id IN {posted}", times, new)
    of = {"transaction_id": moved("transaction_id")}
    copy_rows_of("ledger_ledgerentry", f"old.transaction_id IN {posted}", times, of)
    line = of | {"sold_at": earlier("sold_at", back)}
    copy_rows_of("revenue_revenueline", f"old.transaction_id IN {posted}", times, new | line)


def _movements(cooperative: Cooperative) -> None:
    """One product has a history of thousands of lines."""
    record = StockRecord.objects.filter(product__cooperative=cooperative).order_by("pk").first()
    assert record
    at = clock.now()
    StockMovement.objects.bulk_create(
        StockMovement(stockrecord=record, kind=MovementKind.COUNTED, key=f"bench-{k}", at=at - timedelta(hours=k))
        for k in range(MOVEMENTS)
    )
