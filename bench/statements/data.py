"""A month of one cooperative: orders whose cash a carrier took, some paid back in part, all made available."""

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from zoneinfo import ZoneInfo

from django.db import connection

from bench.tables import make_tables
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.enums import Role
from cooperatives.jobs.services import run_due
from cooperatives.ledger.services import CUSTOMER_REFUNDS, held_by_carrier
from cooperatives.models import Cooperative, Membership
from cooperatives.settlements.models import MonthEnd
from cooperatives.settlements.services.months import draft_settlements, finalise_settlements
from cooperatives.territory.models import Commune, Province, Region
from fairs.enums import Channel, LineKind, PaymentKind
from fairs.revenue.facts import FactLine, SaleFact
from fairs.revenue.services import record_sales
from marketplace.basket.models import Basket
from marketplace.delivery.models import Carrier
from marketplace.order.models import Order, Purchase
from marketplace.payment.models import Refund
from marketplace.payment.releasing import release_all

ORDERS = int(os.environ.get("BENCH_STATEMENT_ORDERS", "10000"))
REFUND_EVERY = 20
MONTH = date(2026, 7, 1)
BEGINS = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Africa/Casablanca"))
PRICE, DELIVERY, BACK = Decimal("120.00"), Decimal("35.00"), Decimal("20.00")
AT_ONCE = 500


def fill() -> None:
    """Migrate, sell, give back, make available, and end the month."""
    for step in (make_tables, _people, _orders, _sales, _refunds, _releases, _month_end):
        begun = time.monotonic()
        step()
        print(f"  {step.__name__.strip('_')}: {time.monotonic() - begun:.0f} s", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _people() -> None:
    names = {"name_ar": "سوس", "name_fr": "Souss", "name_en": "Souss"}
    region = Region.objects.create(code="09", slug="r", **names)
    province = Province.objects.create(code="091", slug="p", kind="province", region=region, **names)
    commune = Commune.objects.create(code="0911", slug="c", kind="rural", province=province, **names)
    cooperative = Cooperative.objects.create(slug="first", status="approved", commune=commune, **names)
    Carrier.objects.create(code="poste", name_ar="البريد", name_fr="Poste", name_en="Post")
    for number, role in enumerate((Role.MANAGER, Role.ACCOUNTANT)):
        user = User.objects.create_user(phone=f"+21260000000{number}")
        Membership.objects.create(user=user, cooperative=cooperative, role=role)


def _orders() -> None:
    cooperative, carrier = Cooperative.objects.get(), Carrier.objects.get()
    for numbers in _parts(range(ORDERS)):
        baskets = Basket.objects.bulk_create(Basket(status=Basket.SUBMITTED) for _ in numbers)
        purchases = Purchase.objects.bulk_create(_purchase(basket) for basket in baskets)
        Order.objects.bulk_create(
            _order(number, purchase, cooperative, carrier) for number, purchase in zip(numbers, purchases, strict=True)
        )


def _purchase(basket: Basket) -> Purchase:
    return Purchase(
        basket=basket,
        language="fr",
        placed_at=BEGINS,
        payer_name="Amina",
        payer_phone="+212661000000",
        recipient_name="Amina",
        recipient_phone="+212661000000",
        recipient_phone_digest="x",
        payment_method="cash_on_delivery",
        goods_total=PRICE,
        delivery_total=DELIVERY,
        total=PRICE + DELIVERY,
    )


def _order(number: int, purchase: Purchase, cooperative: Cooperative, carrier: Carrier) -> Order:
    at = BEGINS + timedelta(minutes=number)
    return Order(
        number=f"{purchase.number}-1",
        purchase=purchase,
        cooperative=cooperative,
        basket=purchase.basket,
        status="delivered",
        currency="MAD",
        total_incl_tax=PRICE + DELIVERY,
        total_excl_tax=PRICE + DELIVERY,
        shipping_incl_tax=DELIVERY,
        shipping_excl_tax=DELIVERY,
        date_placed=at,
        delivery_kind="home",
        carrier=carrier,
        promised_from=MONTH,
        promised_to=MONTH,
        counts_on=MONTH,
        delivered_at=at,
        paid_at=at,
        remitted_at=at,
        collected_by="carrier",
    )


def _sales() -> None:
    cooperative = Cooperative.objects.get()
    with clock.frozen_at(BEGINS):
        for orders in _parts(Order.objects.order_by("pk")):
            record_sales(
                facts=[
                    _fact(f"order:{order.number}:sale", cooperative, PRICE, held_by=held_by_carrier("poste"))
                    for order in orders
                ]
            )


def _refunds() -> None:
    cooperative = Cooperative.objects.get()
    orders = [order for order in Order.objects.order_by("pk") if order.pk % REFUND_EVERY == 0]
    refunds = Refund.objects.bulk_create(
        Refund(
            purchase_id=order.purchase_id,
            order=order,
            way="bank",
            cause="fault",
            goods=BACK,
            delivery=0,
            amount=BACK,
            status="requested",
        )
        for order in orders
    )
    with clock.frozen_at(BEGINS):
        for part in _parts(refunds):
            record_sales(
                facts=[
                    _fact(f"refund:{refund.uuid}", cooperative, -BACK, kind=LineKind.RETURN, held_by=CUSTOMER_REFUNDS)
                    for refund in part
                ]
            )


def _fact(key: str, cooperative: Cooperative, amount: Decimal, **given: object) -> SaleFact:
    line = FactLine(
        cooperative_id=cooperative.pk,
        region_code="09",
        seat_region_code="09",
        amount=amount,
        commission_rate=Decimal("0.1"),
        commission=amount / 10,
        commission_tax=amount / 50,
    )
    return SaleFact(
        key=key,
        counts_on=MONTH,
        sold_at=BEGINS,
        channel=Channel.ONLINE,
        payment=PaymentKind.CASH_ON_DELIVERY,
        is_pending=True,
        lines=(line,),
        **given,  # type: ignore[arg-type]
    )


def _releases() -> None:
    with clock.frozen_at(BEGINS + timedelta(days=20)):
        release_all()


def _month_end() -> None:
    by = User.objects.order_by("pk")[0]
    with clock.frozen_at(datetime(2026, 8, 2, 12, tzinfo=BEGINS.tzinfo)):
        draft_settlements(month=MONTH, by=by)
        run_due()
        finalise_settlements(month_end_id=MonthEnd.objects.get().pk, by=by)


def _parts(rows: Iterable) -> Iterator[Sequence]:
    steady = iter(rows)
    while part := list(islice(steady, AT_ONCE)):
        yield part
