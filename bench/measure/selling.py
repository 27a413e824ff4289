"""Sales at stalls: tills that send batches, the writer of revenue alone, and reading what it all comes to."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import count, cycle
from uuid import uuid4

from django.db import connection

from bench.measure.rounds import CLIENTS, Figure, measured
from bench.measure.web import Browser
from catalogue.models import Product
from cooperatives import clock
from fairs.business_days import business_day
from fairs.enums import Channel, PaymentKind
from fairs.models import Participation, Stall
from fairs.revenue.facts import FactLine, SaleFact
from fairs.revenue.models import RevenueLine
from fairs.revenue.rollup import differences
from fairs.revenue.selectors import edition_rows
from fairs.revenue.services import record_sales
from fairs.tills.services import enrol_till

EDITION = "fair-live-souss-massa"
SALES, BATCHES = 100, 8
FACTS, POSTS = 500, 15
BY_LINES = "SELECT edition_id, SUM(amount) FROM revenue_revenueline GROUP BY edition_id"
_serial = count(1)


def selling() -> Iterator[Figure]:
    """Tills, then the writer, then the reader of as many lines as there are by then."""
    answers: Counter[str] = Counter()
    figure = measured("till batches of 100 sales", _tills(answers), unit="sales/s", each=SALES, seconds=6)
    yield figure.noted(f"{CLIENTS} tills over HTTP, 2 lines a sale; " + _told(answers))
    figure = measured("record_sales, batches of 500", _writer, unit="lines/s", clients=1, each=FACTS, seconds=6)
    yield figure.noted("one client, no HTTP; ledger, lines and cells")
    lines = f"{RevenueLine.objects.count():,} lines"
    yield _read("roll-up of all editions", lambda: edition_rows()).noted(lines)
    yield _read("— the same sums from the lines", _sum_lines).noted(lines)


def proof() -> str:
    """Whether cells, lines and ledger agree after all of it."""
    begun = time.perf_counter()
    apart = differences()
    return f"{len(apart)} differences between cells, lines and ledger (read in {time.perf_counter() - begun:.1f} s)"


def _tills(answers: Counter[str]):
    stalls = [stall for stall in Stall.objects.filter(edition__code=EDITION).order_by("id") if len(_goods(stall)) > 1]
    tokens = [(enrol_till(stall=stall, by=None)[1], _goods(stall)) for stall in stalls[:CLIENTS]]

    def steps(number: int) -> Iterator[object]:
        token, goods = tokens[number]
        browser = Browser(headers={"Authorization": f"Bearer {token}"})
        session, pairs = str(uuid4()), cycle(zip(goods, goods[1:] + goods[:1], strict=True))
        bodies = [
            json.dumps({"sales": [_sale(session, next(pairs)) for _sale_of in range(SALES)]}).encode()
            for _batch in range(BATCHES)
        ]
        yield None
        for body in bodies:
            results = browser.post_json("/api/till/v1/sales", body)["results"]
            answers.update(result["status"] for result in results)
            yield results

    return steps


def _goods(stall: Stall) -> list[Product]:
    listed = Product.objects.filter(listings__participation__assignments__stall=stall, unit="piece", is_unique=False)
    return list(listed.select_related("stockrecord").distinct().order_by("id")[:10])


def _sale(session: str, products: tuple[Product, Product]) -> dict:
    prices = [str(product.stockrecord.price) for product in products]
    return {
        "id": str(uuid4()),
        "session": session,
        "number": next(_serial),
        "sold_at": (clock.now() - timedelta(seconds=5)).isoformat(),
        "payment": "cash",
        "lines": [
            {"product": product.public_id, "quantity": "1", "unit_price": price, "amount": price}
            for product, price in zip(products, prices, strict=True)
        ],
        "total": str(sum(map(Decimal, prices))),
    }


def _told(answers: Counter[str]) -> str:
    return ", ".join(f"{number:,} {status}" for status, number in answers.most_common())


def _writer(_number: int) -> Iterator[object]:
    """Every participant of the live fair in turn, so that each batch touches many cells."""
    places = cycle(Participation.objects.filter(stop__edition__code=EDITION).select_related("stop", "cooperative"))
    batches = [[_fact(next(places)) for _fact_of in range(FACTS)] for _batch in range(POSTS)]
    yield None
    for facts in batches:
        yield record_sales(facts=facts)


def _fact(place: Participation) -> SaleFact:
    now = clock.now()
    line = FactLine(
        cooperative_id=place.cooperative_id,
        region_code=place.stop.region_id,
        seat_region_code=place.cooperative.region_id,
        amount=Decimal("85.00"),
        edition_id=place.stop.edition_id,
        stop_id=place.stop_id,
        participation_id=place.pk,
        units=Decimal(1),
    )
    return SaleFact(
        key=f"bench:{uuid4()}",
        counts_on=business_day(now),
        sold_at=now,
        channel=Channel.STALL,
        payment=PaymentKind.CASH,
        lines=(line,),
    )


def _read(name: str, read) -> Figure:
    def steps(_number: int) -> Iterator[object]:
        yield read()
        while True:
            yield read()

    return measured(name, steps, unit="reads/s", clients=1, seconds=1)


def _sum_lines() -> list:
    with connection.cursor() as cursor:
        cursor.execute(BY_LINES)
        return cursor.fetchall()
