"""`python -m bench.stock_oscar.dashboard PRODUCTS ORDERS`: fill Oscar, look at its dashboard, answer JSON lines."""

import json
import os
import sys
import time
from datetime import timedelta
from decimal import Decimal

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.stock_oscar.dashboard_settings"

import django

django.setup()

from django.contrib.auth.models import Permission, User  # noqa: E402 -- Django comes first
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402
from oscar.core.loading import get_model  # noqa: E402

Line, Order, Partner = get_model("order", "Line"), get_model("order", "Order"), get_model("partner", "Partner")
Product, ProductClass = get_model("catalogue", "Product"), get_model("catalogue", "ProductClass")
StockRecord = get_model("partner", "StockRecord")
PAGES = (
    *("/dashboard/", "/dashboard/orders/", "/dashboard/orders/?page=last"),
    *("/dashboard/catalogue/", "/dashboard/catalogue/?page=last"),
)
LOOKS, BATCH = 20, 2000


def fill(products: int, orders: int) -> User:
    """One partner with everything, and its seller."""
    call_command("migrate", interactive=False, verbosity=0)
    seller = User.objects.create_user("seller", "seller@example.ma")
    seller.user_permissions.add(Permission.objects.get(codename="dashboard_access"))
    partner = Partner.objects.create(name="Cooperative")
    partner.users.add(seller)
    family = ProductClass.objects.create(name="Food", requires_shipping=True, track_stock=True)
    made = [Product(title=f"Product {number}", product_class=family) for number in range(products)]
    made = Product.objects.bulk_create(made, batch_size=BATCH)
    shelf = [_record(partner, product) for product in made]
    shelf = StockRecord.objects.bulk_create(shelf, batch_size=BATCH)
    placed = Order.objects.bulk_create([_order(number) for number in range(orders)], batch_size=BATCH)
    lines = [
        _line(order, partner, shelf[(number + of) % products]) for number, order in enumerate(placed) for of in (0, 1)
    ]
    Line.objects.bulk_create(lines, batch_size=BATCH)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return seller


def _record(partner: Partner, product: Product) -> StockRecord:
    given = {"partner_sku": str(product.pk), "price_currency": "MAD", "price": Decimal("80.00"), "num_in_stock": 5}
    return StockRecord(partner=partner, product=product, **given)


def _order(number: int) -> Order:
    money = {"total_incl_tax": Decimal("160.00"), "total_excl_tax": Decimal("160.00")}
    placed = timezone.now() - timedelta(minutes=20 * number)
    return Order(number=str(100_000 + number), currency="MAD", status="Pending", date_placed=placed, **money)


def _line(order: Order, partner: Partner, record: StockRecord) -> Line:
    names = [f"line_price_{when}{tax}" for when in ("", "before_discounts_") for tax in ("incl_tax", "excl_tax")]
    prices = dict.fromkeys(names, Decimal("80.00"))
    given = {"partner_name": partner.name, "partner_sku": record.partner_sku, "title": "Product", "quantity": 1}
    given |= {"num_allocated": 0}
    return Line(order=order, partner=partner, stockrecord=record, product_id=record.product_id, **given, **prices)


def look(client: Client, path: str) -> dict[str, object]:
    """How one page does, over LOOKS looks in this process."""
    for _warm in range(2):
        assert client.get(path).status_code == 200, path
    with CaptureQueriesContext(connection) as captured:
        size = len(client.get(path).content)
    # The next request forgets them.
    questions = len(captured)
    took = []
    for _look in range(LOOKS):
        begun = time.perf_counter()
        client.get(path)
        took.append((time.perf_counter() - begun) * 1000)
    return {"path": path, "questions": questions, "bytes": size, "took": took}


client = Client()
client.force_login(fill(int(sys.argv[1]), int(sys.argv[2])))
for page in PAGES:
    print(json.dumps(look(client, page)), flush=True)
