"""A fair with many stalls to go round, in zones, and tablets of its people."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from catalogue.families import FAMILIES
from catalogue.models import ProductClass
from cooperatives import clock
from cooperatives.accounts.models import User
from fairs.business_days import business_day
from fairs.models import Edition, Participation, Stall, StallAssignment
from fairs.models.programmes import CUT_OFF
from fairs.rounds.models import Tablet
from fairs.rounds.tablets import invite_tablet
from tests.factories import make_cooperative, make_edition, make_family, make_product
from tests.fairs.organisers import make_organiser

ZONES = ("A", "B", "C")
STALLS_OF_A_ZONE = 90


@dataclass
class Market:
    """An edition of three days whose second is today, its organiser, and who stands at its stalls."""

    edition: Edition
    organiser: User
    participations: list[Participation]
    today: date

    def invite(self, *, user: User | None = None, label: str = "") -> tuple[Tablet, str]:
        """A tablet that nobody scanned yet, and its code."""
        return invite_tablet(edition=self.edition, user=user or self.organiser, label=label, by=self.organiser)


def make_market(*, stalls: int = 6, **given: Any) -> Market:
    """Stalls A001, A002… each with one cooperative; the first families of products are known."""
    families()
    today = business_day(clock.now(), ends=CUT_OFF)
    edition = make_edition(starts_on=today - timedelta(days=1), days=3, **given)
    stop = edition.stops.get()
    participations = [
        Participation(stop=stop, cooperative=make_cooperative(name_fr=f"Coopérative Tifaouine {number}"))
        for number in range(1, stalls + 1)
    ]
    Participation.objects.bulk_create(participations)
    places = Stall.objects.bulk_create(
        Stall(edition=edition, code=_code(number), zone=ZONES[number // STALLS_OF_A_ZONE]) for number in range(stalls)
    )
    StallAssignment.objects.bulk_create(
        StallAssignment(stall=place, day=day, participation=participation)
        for place, participation in zip(places, participations, strict=True)
        for day in stop.days.all()
    )
    return Market(edition, make_organiser(edition, first_name="Amina", last_name="Idrissi"), participations, today)


def families() -> list[ProductClass]:
    """The first families of the catalogue, with their pictures."""
    return [
        make_family(row.code, name_ar=row.arabic, name_fr=row.french, name_en=row.english, icon=row.icon)
        for row in FAMILIES[:6]
    ]


def list_products(participation: Participation, *titles: str, price: str = "85.00") -> None:
    """Products that the participation brings to its stall, each ten dirhams dearer than the one before."""
    offered = families()
    for number, title in enumerate(titles):
        product = make_product(
            cooperative=participation.cooperative,
            price=str(Decimal(price) + 10 * number),
            family=offered[number % len(offered)],
            title_fr=title,
            title_ar=title,
        )
        participation.listings.create(product=product)


def _code(number: int) -> str:
    return f"{ZONES[number // STALLS_OF_A_ZONE]}{number % STALLS_OF_A_ZONE + 1:03d}"
