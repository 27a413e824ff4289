"""Stalls of the live editions, what is listed there, and what their tills have sold so far."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_FLOOR, Decimal
from random import Random
from uuid import UUID, uuid5

from catalogue.models import Product
from cooperatives import clock
from cooperatives.accounts.models import User
from fairs.business_days import CASABLANCA
from fairs.models import Edition, EditionDay, Listing, Participation, Stall, StallAssignment, Stop
from fairs.revenue.declared import NewTotal, declare_totals
from fairs.tills.parsing import read_batch
from fairs.tills.services import enrol_till, record_batch
from marketplace.demo.load.evenings import load_beside, load_evenings, load_slips
from marketplace.demo.load.till_days import sell_in_sessions

NAMESPACE = UUID("5e1f7a52-0000-4000-8000-000000000001")
SHARED = "shared-till"
# Where enumerators go from stall to stall, and whose first tills are opened, counted and closed.
WITH_A_ROUND = "fair-live-souss-massa"
WITH_SESSIONS = 4
OPENING, CLOSING = 10, 21
# Stalls sell mostly what they have brought enough of: a shortage stays the exception it is.
PLENTY = 30


def load_stalls(editions: Sequence[Edition]) -> None:
    """Give every participant of the live and coming editions a stall, and list what they bring."""
    for edition in editions:
        is_shared = edition.programme.kind == "permanent_platforms"
        taking_part = list(
            Participation.objects.filter(stop__edition=edition).select_related("cooperative", "stop").order_by("id")
        )
        _list_products(taking_part)
        _assign(edition, taking_part, is_shared=is_shared)


def load_stall_sales(editions: Sequence[Edition], *, by: User, second: User) -> None:
    """Sell at the tills of the live editions, item by item; where nobody typed, totals are asked for."""
    for edition in editions:
        for stop in edition.stops.filter(starts_at__lt=clock.now()).order_by("number"):
            _sell(edition, stop, by)
            if edition.code != WITH_A_ROUND:
                _declare(edition, stop, by)
            elif evenings := load_evenings(stop, enumerator=by, second=second):
                load_slips(edition, by=by, day=evenings[-1])
        if edition.code == WITH_A_ROUND:
            load_beside(edition, by=by)


def _list_products(taking_part: Sequence[Participation]) -> None:
    products: dict[int, list[int]] = {}
    for pk, cooperative in Product.objects.filter(is_public=True).order_by("id").values_list("id", "cooperative_id"):
        products.setdefault(cooperative, []).append(pk)
    Listing.objects.bulk_create(
        [
            Listing(participation=participation, product_id=product)
            for participation in taking_part
            for product in products.get(participation.cooperative_id, [])
        ]
    )


def _assign(edition: Edition, taking_part: Sequence[Participation], *, is_shared: bool) -> None:
    """One stall for each participant and stop, numbered by zone; a platform has one shared till."""
    by_stop: dict[int, list[Participation]] = {}
    for participation in taking_part:
        by_stop.setdefault(participation.stop_id, []).append(participation)
    most = 1 if is_shared else max(map(len, by_stop.values()))
    stalls = Stall.objects.bulk_create(
        [
            Stall(
                edition=edition,
                code=SHARED if is_shared else f"{'ABCDEFGH'[number // 40]}{number % 40 + 1:02d}",
                zone=f"{'ABCDEFGH'[number // 40]}",
                is_shared=is_shared,
            )
            for number in range(most)
        ]
    )
    days: dict[int, list[EditionDay]] = {}
    for day in EditionDay.objects.filter(stop__edition=edition):
        days.setdefault(day.stop_id, []).append(day)
    StallAssignment.objects.bulk_create(
        [
            StallAssignment(
                stall=stalls[0 if is_shared else number], day=day, participation=participation, exclusive=not is_shared
            )
            for stop_id, here in by_stop.items()
            for number, participation in enumerate(here)
            for day in days[stop_id]
        ]
    )


def _sell(edition: Edition, stop: Stop, by: User) -> None:
    """What each stall with a catalogue sold on each day so far, sent as its till would send it."""
    listings = (
        Listing.objects.filter(participation__stop=stop)
        .select_related("product__stockrecord", "participation__cooperative")
        .order_by("id")
    )
    goods: dict[int, list[Product]] = {}
    stall_of = dict(
        StallAssignment.objects.filter(day__stop=stop).order_by("id").values_list("participation_id", "stall_id")
    )
    for listing in listings:
        goods.setdefault(stall_of[listing.participation_id], []).append(listing.product)
    for number, stall in enumerate(Stall.objects.filter(pk__in=goods).order_by("id")):
        till, _token = enrol_till(stall=stall, label=stall.code, by=by)
        days = {day: _sales_of_day(edition, stall, goods[stall.pk], day) for day in _days_so_far(stop)}
        if edition.code == WITH_A_ROUND and number < WITH_SESSIONS:
            sell_in_sessions(till=till, days=days)
        else:
            sales = [sale for of_day in days.values() for sale in of_day]
            record_batch(till=till, batch=read_batch(json.dumps({"sales": sales}).encode()))


def _days_so_far(stop: Stop) -> list[datetime]:
    """When the doors opened on the last ten days of the stop that have begun."""
    openings = [
        datetime(day.year, day.month, day.day, OPENING, tzinfo=CASABLANCA)
        for day in stop.days.order_by("day").values_list("day", flat=True)
    ]
    return [opening for opening in openings if opening < clock.now()][-10:]


def _sales_of_day(edition: Edition, stall: Stall, products: Sequence[Product], opening: datetime) -> list[dict]:
    seed = f"{edition.code}:{stall.code}:{opening:%Y-%m-%d}"
    dice = Random(seed)
    moments = sorted(
        opening + timedelta(minutes=dice.randint(0, (CLOSING - OPENING) * 60)) for _ in range(dice.randint(2, 6))
    )
    session = str(uuid5(NAMESPACE, seed))
    return [
        _sale(f"{seed}:{number}", session, number, moment, products, dice)
        for number, moment in enumerate(moments, 1)
        if moment < clock.now()
    ]


def _sale(seed: str, session: str, number: int, moment: datetime, products: Sequence[Product], dice: Random) -> dict:
    plenty = [product for product in products if product.stockrecord.free >= PLENTY] or products[:1]
    chosen = dice.sample(plenty, min(len(plenty), dice.choice((1, 1, 2, 3))))
    lines = [_line(product, dice) for product in chosen]
    return {
        "id": str(uuid5(NAMESPACE, seed)),
        "session": session,
        "number": number,
        "sold_at": moment.isoformat(),
        "payment": dice.choice(("cash", "cash", "cash", "card", "transfer")),
        "lines": lines,
        "total": str(sum((Decimal(line["amount"]) for line in lines), Decimal("0.00"))),
    }


def _line(product: Product, dice: Random) -> dict:
    """By weight people take what the scale says, and sellers round down to the dirham."""
    price = product.stockrecord.price
    quantity = Decimal(dice.choice((1, 1, 1, 2)))
    if product.unit != "piece":
        quantity = Decimal(dice.choice(("0.500", "0.750", "1.250", "2.000")))
    amount = (price * quantity).quantize(Decimal(1), rounding=ROUND_FLOOR)
    return {
        "product": product.public_id,
        "quantity": str(quantity),
        "unit_price": str(price),
        "amount": f"{max(amount, Decimal(1))}.00",
    }


def _declare(edition: Edition, stop: Stop, by: User) -> None:
    """The exhibitors without a catalogue said a total on the evenings that are over."""
    dice = Random(f"{edition.code}:{stop.number}:declared")
    without = Participation.objects.filter(stop=stop, cooperative__sells_online=False).order_by("id")
    evenings = [opening.date() for opening in _days_so_far(stop) if opening + timedelta(days=1) < clock.now()]
    declare_totals(
        totals=[
            NewTotal(participation.pk, day, Decimal(dice.randint(20, 400) * 10))
            for participation in without
            for day in evenings
            if dice.random() < 0.8
        ],
        by=by,
    )
