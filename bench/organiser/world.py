"""A year of an organiser: 20 editions with 3,600 exhibitors, and two whose exhibitors are still to be chosen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.cache import cache
from django.db import connection

from bench.fairs.world import add_lines, settle_down
from bench.organiser.calls import announce, applications_at, call_of, judge
from bench.organiser.days import days_passed, stands_and_workshops, tills_sell
from bench.organiser.plans import badges_for, drawn, given_stalls
from bench.tables import make_tables
from catalogue.models import Product, ProductClass
from catalogue.partner.models import Partner, StockRecord
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.enums import Sector
from cooperatives.models import Cooperative, Membership
from cooperatives.territory.models import Commune
from fairs.business_days import CASABLANCA
from fairs.enums import EditionRole
from fairs.models import Edition, EditionDay, EditionMembership, Listing, Participation, Programme, Stop
from marketplace.base_data import load_base_data

ORGANISATIONS, EXHIBITORS, PEOPLE = 3_600, 180, 3
COMMITTEE, LINES = 5, 100_000
ORGANISER, MEMBER, MANAGER = "organiser@bench.example", "member0@bench.example", "manager@bench.example"
LIVE, ANNOUNCED, CHOOSING, OPEN = "live", "announced", "choosing", "open"


@dataclass(frozen=True, slots=True)
class Fair:
    """An edition to make: of which kind, when, how many stops of how many days, how many applied at each stop."""

    code: str
    kind: str
    begins_in: int
    applied: int
    stops: int = 1
    days: int = 6

    @property
    def exhibitors(self) -> int:
        """At each stop; none where they are still to be chosen."""
        return 0 if self.code in (CHOOSING, OPEN) else EXHIBITORS // self.stops


FAIRS = (
    Fair(LIVE, "regional_fairs", -2, 420),
    Fair(ANNOUNCED, "regional_fairs", 30, 420),
    *(Fair(f"fair-{number}", "regional_fairs", -40 * (number + 1), 240) for number in range(8)),
    *(Fair(f"market-{number}", "mobile_markets", -30 * (number + 1), 60, stops=4, days=3) for number in range(6)),
    *(Fair(f"national-{number}", "national_fairs", -200 * (number + 1), 300, days=10) for number in range(2)),
    *(Fair(f"platform-{number}", "permanent_platforms", -365 * number - 200, 20, 12, 30) for number in range(2)),
    Fair(CHOOSING, "regional_fairs", 60, 430),
    Fair(OPEN, "regional_fairs", 90, 240),
)
EDITIONS = sum(fair.exhibitors > 0 for fair in FAIRS)


def fill() -> None:
    """Everything that the desk can show, and what the stalls took."""
    make_tables()
    load_base_data()
    people = _people()
    cooperatives = _cooperatives()
    _products(cooperatives)
    Membership.objects.create(user=people[-1], cooperative=cooperatives[0], role="manager")
    for number, fair in enumerate(FAIRS):
        # Whoever is measured applied everywhere, and its neighbours in the list now and then.
        from_here = cooperatives[number * EXHIBITORS % ORGANISATIONS :] + cooperatives
        _edition(fair, [cooperatives[0], *(one for one in from_here if one != cooperatives[0])], people)
        print(f"  {fair.code} is there", flush=True)
    days_passed(people[0])
    tills_sell(Edition.objects.get(code=LIVE))
    add_lines("organiser", LINES)
    settle_down()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    cache.clear()


def _people() -> list[User]:
    """The organiser, the members of the committee, and the manager of the first cooperative."""
    addresses = [ORGANISER, *(f"member{number}@bench.example" for number in range(COMMITTEE)), MANAGER]
    people = [User.objects.create_user(email=address, first_name=address.split("@")[0]) for address in addresses]
    User.objects.create_user(email="staff@bench.example", is_staff=True)
    for programme in Programme.objects.all():
        EditionMembership.objects.create(user=people[0], programme=programme, role=EditionRole.OWNER)
        for member in people[1:-1]:
            EditionMembership.objects.create(user=member, programme=programme, role=EditionRole.COMMITTEE)
    return people


def _cooperatives() -> list[Cooperative]:
    communes = list(Commune.objects.select_related("province").order_by("code"))
    sectors = list(Sector)
    made = [
        Cooperative(
            slug=f"cooperative-{number}",
            name_ar=f"تعاونية النجاح رقم {number}",
            name_fr=f"Coopérative Annajah numéro {number}",
            status="approved",
            sector=sectors[number % len(sectors)],
            kind="women" if number % 3 else "cooperative",
            member_count=20,
            women_count=20 if number % 3 else 12,
            phone="+212600000001",
            commune=communes[number * 7 % len(communes)],
        )
        for number in range(ORGANISATIONS)
    ]
    for one in made:
        one.fill_derived()
    made = Cooperative.objects.bulk_create(made, batch_size=500)
    Partner.objects.bulk_create(
        [Partner(cooperative=one, name=one.slug, code=one.slug) for one in made], batch_size=1000
    )
    return made


def _products(cooperatives: Sequence[Cooperative]) -> None:
    """Two of each organisation, of which it brings both."""
    families = list(ProductClass.objects.order_by("pk"))
    products = [
        Product(
            cooperative=one,
            commune=one.commune,
            product_class=families[(one.pk + place) % len(families)],
            title_ar=f"منتوج {one.pk} {place}",
            title_fr=f"Produit {one.pk} {place}",
            onssa_number="BENCH-1",
            cosmetic_registration="BENCH-1",
            ingredients_fr="Huile",
            durability_months=12,
            net_quantity=Decimal(500),
            net_unit="g",
        )
        for one in cooperatives
        for place in range(2)
    ]
    for product in products:
        product.fill_derived()
    products = Product.objects.bulk_create(products, batch_size=500)
    StockRecord.objects.bulk_create(
        [
            StockRecord(
                product=product,
                partner=product.cooperative.partner,
                partner_sku=f"BENCH-{product.pk}",
                price=Decimal("45.00"),
                num_in_stock=Decimal(100),
            )
            for product in products
        ],
        batch_size=1000,
    )


def _edition(fair: Fair, applicants: Sequence[Cooperative], people: Sequence[User]) -> None:
    begins = clock.today() + timedelta(days=fair.begins_in)
    edition = _dated(fair, begins)
    for number, stop in enumerate(_stops(fair, edition, begins)):
        own = [applicants[0], *applicants[1 + number * fair.applied : (number + 1) * fair.applied]]
        comers = _participations(stop, own[: fair.exhibitors])
        call = call_of(stop, people[0], capacity=fair.exhibitors or EXHIBITORS, code=fair.code)
        applications_at(call, own, comers, people[0])
        if fair.code != OPEN:
            judge(call, people[1:-1], by=people[0])
        if comers:
            announce(call, people[0])
        plan = drawn(stop, stalls=(fair.exhibitors or EXHIBITORS) + 20 // fair.stops)
        given_stalls(plan, comers)
        badges_for(comers)
        stands_and_workshops(stop)


def _dated(fair: Fair, begins: date) -> Edition:
    commune = Commune.objects.select_related("province__region").order_by("code")[abs(fair.begins_in)]
    return Edition.objects.create(
        code=fair.code,
        programme=Programme.objects.get(kind=fair.kind),
        commune=commune,
        region=commune.province.region,
        starts_at=_morning(begins),
        ends_at=_morning(begins + timedelta(days=fair.days * fair.stops)),
        is_published=True,
        name_ar=f"دورة {fair.code}",
        name_fr=f"Édition {fair.code}",
        venue_ar="ساحة السوق",
        venue_fr="Place du souk",
    )


def _morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=CASABLANCA)


def _stops(fair: Fair, edition: Edition, begins: date) -> Iterator[Stop]:
    for number in range(fair.stops):
        first = begins + timedelta(days=fair.days * number)
        stop = Stop.objects.create(
            edition=edition,
            number=number + 1,
            commune=edition.commune,
            region=edition.region,
            starts_at=_morning(first),
            ends_at=_morning(first + timedelta(days=fair.days)),
            name_ar=f"محطة {number + 1}",
            name_fr=f"Étape {number + 1}",
        )
        EditionDay.objects.bulk_create(
            EditionDay(stop=stop, day=first + timedelta(days=day)) for day in range(fair.days)
        )
        yield stop


def _participations(stop: Stop, cooperatives: Sequence[Cooperative]) -> list[Participation]:
    made = Participation.objects.bulk_create(
        Participation(stop=stop, cooperative=one, people=PEOPLE, women=2, young=1, is_first_time=place % 4 == 0)
        for place, one in enumerate(cooperatives)
    )
    brought = {one.cooperative_id: one for one in made}
    products = Product.objects.filter(cooperative__in=brought).order_by("pk").only("pk", "cooperative_id")
    Listing.objects.bulk_create(
        Listing(participation=brought[product.cooperative_id], product=product) for product in products
    )
    return made
