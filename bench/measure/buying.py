"""A guest's whole checkout, three cooperatives with two products each, through the pages and by the service alone."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import count, cycle
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.measure.rounds import Figure, measured
from bench.measure.web import Browser
from bench.stock_oscar.runs import StockOscar
from bench.turns import turn, warm
from catalogue.models import Product
from cooperatives.idempotency import new_token
from cooperatives.territory.models import Place
from marketplace.basket.selectors import contents
from marketplace.basket.services import add_line, open_basket
from marketplace.delivery.selectors import quotes
from marketplace.order.enums import PaymentMethod
from marketplace.order.models import Purchase
from marketplace.order.rows import Contact
from marketplace.order.services import place_purchase

COOPERATIVES, LINES = 3, 2
TURNS, TURN_SECONDS = 5, 2
HOME = re.compile(r'name="(delivery_\w+)" value="(home:[^"]+)"')
_shoppers = count(1)


def buying() -> Iterator[Figure]:
    """Both ways, and how many statements placing takes."""
    offers, place = _offers(), Place.objects.filter(kind="city").select_related("commune__province").order_by("id")[0]
    before = Purchase.objects.count()
    figure = measured("guest checkout, all its pages", _through_pages(offers, place), unit="checkouts/s", seconds=6)
    assert Purchase.objects.count() > before
    yield figure.noted(f"{COOPERATIVES * LINES + 5} requests each, {COOPERATIVES} cooperatives x {LINES} lines")
    yield from _by_turns(offers, place)


def _by_turns(offers: list[list[Product]], place: Place) -> Iterator[Figure]:
    """Placing alone, ours and Oscar's in turns: whatever else the machine does hits both."""
    fill = partial(_next_given, cycle(offers), place)
    warm(fill, _place)
    with StockOscar(os.environ["DATABASE_URL"]) as oscar:
        turns = [(oscar.turn(TURN_SECONDS), turn(fill, _place, seconds=TURN_SECONDS)) for _turn in range(TURNS)]
    times = median(ours["rate"] / theirs["rate"] for theirs, ours in turns)
    ours = _of_turns("place_purchase alone", [ours for _, ours in turns])
    yield ours.noted(f"{_statements(fill())} statements, one client, no HTTP: {times:.1f} times Oscar's own")
    theirs = _of_turns("— the same by Oscar's own checkout", [theirs for theirs, _ in turns])
    yield theirs.noted(f"{oscar.statements} statements: its last step, once for each cooperative")


def _of_turns(name: str, turns: Sequence[Mapping[str, float]]) -> Figure:
    rates = [each["rate"] for each in turns]
    slow = median(each["p95_ms"] for each in turns)
    figure = Figure(name, "purchases/s", median(rates), min(rates), max(rates), slow)
    print(f"  {name}: {figure.rate:.1f} {figure.unit}", flush=True)
    return figure


def _statements(given: dict) -> int:
    with CaptureQueriesContext(connection) as captured:
        _place(given)
    return len(captured)


def _offers() -> list[list[Product]]:
    """Sets of products for one basket; neighbours in the list share no cooperative."""
    shelves: dict[int, list[Product]] = {}
    cheap = Product.objects.on_sale().filter(unit="piece", is_unique=False, stockrecord__price__lt=200)
    for product in cheap.exclude(images=None).order_by("id"):
        shelves.setdefault(product.cooperative_id, []).append(product)
    pairs = [products[:LINES] for products in shelves.values() if len(products) >= LINES]
    return [
        [product for pair in pairs[at : at + COOPERATIVES] for product in pair]
        for at in range(0, len(pairs) - COOPERATIVES + 1, COOPERATIVES)
    ]


def _through_pages(offers: list[list[Product]], place: Place):
    def steps(_number: int) -> Iterator[object]:
        yield None
        while True:
            shopper = next(_shoppers)
            yield _buy(shopper, offers[shopper % len(offers)], place)

    return steps


def _buy(shopper: int, products: list[Product], place: Place) -> str:
    browser = Browser(address=f"10.{shopper >> 16 & 255}.{shopper >> 8 & 255}.{shopper & 255}")
    browser.get(f"/fr/products/{products[0].slug}-{products[0].public_id}/")
    for product in products:
        fields = {"product": product.public_id, "quantity": 1, "once": new_token()}
        browser.post("/fr/basket/add/", fields, expected=302)
    page = browser.get("/fr/checkout/")
    typed = {
        "basket": re.search(r'name="basket" value="([^"]+)"', page)[1],
        "once": new_token(),
        "payer_name": "Amina Idrissi",
        "payer_phone": f"0661{shopper:06d}",
        "same_person": "on",
        **dict.fromkeys(("place_text", "place_for"), place.name_fr),
        "place": place.public_id,
        "landmark": "Derrière la mosquée",
        "payment_method": PaymentMethod.CASH_ON_DELIVERY.value,
    }
    offered = browser.post("/fr/checkout/", typed | {"action": "quote"}, expected=200)
    browser.post("/fr/checkout/", typed | dict(HOME.findall(offered)) | {"action": "confirm"}, expected=302)
    return browser.get(browser.location)


def _place(given: dict) -> None:
    place_purchase(**given)


def _next_given(offers: Iterator[list[Product]], place: Place) -> dict:
    return _given(next(offers), place)


def _given(products: list[Product], place: Place) -> dict:
    basket = open_basket(owner=None)
    for product in products:
        add_line(basket=basket, product_id=product.public_id, quantity=1)
    held = contents(basket)
    offered = quotes(held.parcels, place.commune.province.region_id)
    phone = f"+212662{next(_shoppers):06d}"
    return {
        "basket": basket,
        "contact": Contact(payer_name="Amina", payer_phone=phone, recipient_name="Amina", recipient_phone=phone),
        "place": place,
        "landmark": "Derrière la mosquée",
        "choices": {part.cooperative.public_id: offered[part.cooperative.pk][0].code for part in held.parts},
        "payment_method": PaymentMethod.CASH_ON_DELIVERY,
        "language": "fr",
        "user": None,
    }
