"""What a trial sells: some of it plenty, some of it scarce, from cooperatives whose share the platform takes."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from random import Random

from catalogue.models import Product
from cooperatives import clock
from cooperatives.territory.models import Place
from fairs.models import CommissionRule
from tests.factories import make_cooperative, make_delivery_rate, make_place, make_product

COOPERATIVES, EACH, SCARCE = 6, 4, 6


@dataclass(frozen=True)
class Shop:
    """What is on sale, and where it is sent."""

    plenty: list[Product]
    scarce: list[Product]
    place: Place


def make_shop(seed: int, purchases: int) -> Shop:
    """Six cooperatives; of the scarce jars there are fewer than the shoppers will want."""
    chance = Random(f"shop {seed}")
    rule = {"position": 1, "valid_from": clock.today() - timedelta(days=2)}
    CommissionRule.objects.create(rate=Decimal("0.0750"), tax_rate=Decimal("0.200"), **rule)
    sellers = [make_cooperative() for _ in range(COOPERATIVES)]
    make_delivery_rate(price="35.00")
    plenty = [
        make_product(cooperative=seller, price=_price(chance), stock="100000")
        for seller in sellers
        for _ in range(EACH)
    ]
    few = str(max(2, purchases // 25))
    scarce = [make_product(cooperative=seller, price=_price(chance), stock=few) for seller in sellers[:SCARCE]]
    return Shop(plenty=plenty, scarce=scarce, place=make_place())


def _price(chance: Random) -> str:
    """Centimes that leave something to round."""
    return f"{chance.randint(25, 240)}.{chance.randint(0, 99):02d}"
