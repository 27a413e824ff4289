"""A country's year of fairs: 120 editions, 1,200 cooperatives, and as many revenue lines as are asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count

from django.db import connection

from catalogue.models import Product, ProductClass
from catalogue.partner.models import Partner, StockRecord
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.ledger.models import LedgerTransaction
from cooperatives.models import Cooperative
from cooperatives.territory.models import Commune, Province, Region
from fairs.business_days import CASABLANCA
from fairs.load import load_reference_figures
from fairs.models import Edition, EditionDay, Listing, Participation, Programme, Stall, StallAssignment, Stop
from fairs.revenue.rollup import rebuild

LARGE, SMALL, SELLING = "large", "small", "selling"
TILLS = 270
COOPERATIVES = 1200
PRODUCTS = 4
FAMILIES = ("oils", "honey", "couscous", "dates", "saffron", "soap", "rugs", "pottery")
# Programme, editions, stops of each, days of each stop, cooperatives at each stop.
KINDS = (
    ("regional_fairs", 60, 1, 6, 120),
    ("mobile_markets", 50, 4, 3, 25),
    ("national_fairs", 4, 1, 10, 250),
    ("permanent_platforms", 6, 12, 30, 12),
)
_serial = count(1)


def fill() -> None:
    """Everything but the lines, and three fairs that are open today."""
    _territory()
    families = [_family(code) for code in FAMILIES]
    cooperatives = _cooperatives()
    load_reference_figures()
    User.objects.create_user(phone="+212600000000", is_staff=True)
    for kind, editions, stops, days, taking_part in KINDS:
        programme = Programme.objects.create(code=kind, kind=kind, **_names(kind))
        for number in range(editions):
            begins = date(2023, 1, 9) + timedelta(days=number * 1200 // editions)
            _edition(programme, f"{kind}-{number}", begins, stops, days, cooperatives, taking_part)
    fairs = Programme.objects.get(code="regional_fairs")
    for code in (LARGE, SMALL, SELLING):
        _open_fair(fairs, code, cooperatives, families)


def _names(name: str, prefix: str = "name") -> dict[str, str]:
    return {f"{prefix}_{language}": name for language in ("ar", "fr", "en")}


def _territory() -> None:
    for number in range(1, 13):
        code = f"{number:02}"
        region = Region.objects.create(code=code, slug=f"region-{code}", **_names(f"Region {code}"))
        province = Province.objects.create(
            code=f"{code}1", region=region, kind="province", slug=f"province-{code}", **_names(f"Province {code}")
        )
        Commune.objects.create(
            code=f"{code}11", province=province, kind="rural", slug=f"commune-{code}", **_names(f"Commune {code}")
        )


def _family(code: str) -> ProductClass:
    given = {"name": code, "slug": code, "legal_kind": "craft", "tax_rate": Decimal("0.200")}
    return ProductClass.objects.create(code=code, **given, **_names(code))


def _cooperatives() -> list[Cooperative]:
    communes = list(Commune.objects.order_by("code"))
    for number in range(COOPERATIVES):
        cooperative = Cooperative(
            slug=f"cooperative-{number}",
            status="approved",
            member_count=20,
            women_count=20 if number % 3 else 12,
            kind="women" if number % 3 else "cooperative",
            phone="+212600000001",
            commune=communes[number % len(communes)],
            **_names(f"Cooperative {number}"),
        )
        cooperative.save()
        Partner.objects.create(cooperative=cooperative, name=cooperative.slug, code=cooperative.slug)
    return list(Cooperative.objects.order_by("pk"))


def _edition(
    programme: Programme,
    code: str,
    begins: date,
    stops: int,
    days: int,
    cooperatives: list[Cooperative],
    taking_part: int,
) -> Edition:
    number = next(_serial)
    communes = list(Commune.objects.select_related("province").order_by("code"))
    starts_at = datetime(begins.year, begins.month, begins.day, tzinfo=CASABLANCA)
    commune = communes[number % len(communes)]
    edition = Edition.objects.create(
        code=code,
        programme=programme,
        commune=commune,
        region=commune.province.region,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(days=days * stops),
        is_published=True,
        **_names(code),
    )
    for place in range(stops):
        there = communes[(number + place) % len(communes)] if programme.kind == "mobile_markets" else commune
        stop = Stop.objects.create(
            edition=edition,
            number=place + 1,
            commune=there,
            region=there.province.region,
            starts_at=starts_at + timedelta(days=days * place),
            ends_at=starts_at + timedelta(days=days * (place + 1)),
            **_names(f"{code} {place + 1}"),
        )
        first = begins + timedelta(days=days * place)
        EditionDay.objects.bulk_create(EditionDay(stop=stop, day=first + timedelta(days=day)) for day in range(days))
        Participation.objects.bulk_create(
            Participation(
                stop=stop,
                cooperative=cooperatives[(number * 37 + place * 11 + each) % len(cooperatives)],
                people=3,
                women=2,
                young=1,
                is_first_time=each % 4 == 0,
            )
            for each in range(taking_part)
        )
    return edition


def _open_fair(programme: Programme, code: str, cooperatives: list[Cooperative], families: list[ProductClass]) -> None:
    """A fair of 270 stalls that began the day before yesterday, with four products at each."""
    edition = _edition(programme, code, clock.today() - timedelta(days=2), 1, 6, cooperatives, TILLS)
    days = list(EditionDay.objects.filter(stop__edition=edition))
    for number, participation in enumerate(Participation.objects.filter(stop__edition=edition).order_by("pk")):
        stall = Stall.objects.create(edition=edition, code=f"S{number}")
        StallAssignment.objects.bulk_create(
            StallAssignment(stall=stall, day=day, participation=participation) for day in days
        )
        if code == SELLING:
            products = [_product(participation.cooperative, families[each]) for each in range(PRODUCTS)]
            Listing.objects.bulk_create(Listing(participation=participation, product=product) for product in products)


def _product(cooperative: Cooperative, family: ProductClass) -> Product:
    number = next(_serial)
    product = Product.objects.create(
        cooperative=cooperative,
        commune=cooperative.commune,
        product_class=family,
        **_names(f"Product {number}", "title"),
    )
    StockRecord.objects.create(
        product=product,
        partner=cooperative.partner,
        partner_sku=f"BENCH-{number}",
        price=Decimal("45.00"),
        num_in_stock=Decimal(900_000),
    )
    return product


# Sales of the past, in one statement: what a year of tills would have written


LINES = """
    INSERT INTO revenue_revenueline (
        key, kind, late, counts_on, sold_at, posted_at, hour, channel, evidence, payment, sales, edition_id, stop_id,
        stall_id, participation_id, cooperative_id, product_id, family_id, region_id, seat_region_id, amount, units,
        tax_rate, tax, commission_rate, commission, commission_tax, transaction_id
    )
    SELECT 'bench:' || %(name)s || ':' || n, CASE WHEN n %% 97 = 0 THEN 'return' ELSE 'sale' END, FALSE,
        place.first_day + (n * 7 %% place.days)::int, place.first_day + TIME '12:00', NOW(),
        CASE WHEN n %% 12 = 5 THEN NULL ELSE 9 + n / 31 %% 12 END,
        CASE WHEN n %% 12 = 6 THEN 'online' ELSE 'stall' END,
        CASE WHEN n %% 12 = 5 THEN 'declared' ELSE 'itemised' END,
        CASE WHEN n %% 12 = 5 THEN 'unknown' WHEN n %% 7 = 0 THEN 'card' ELSE 'cash' END,
        CASE WHEN n %% 12 = 5 THEN NULL WHEN n %% 97 = 0 THEN 0 ELSE 1 END,
        place.edition_id, place.stop_id, place.stall_id, place.id, place.cooperative_id, NULL,
        CASE WHEN n %% 12 = 5 THEN NULL ELSE place.families[1 + n / 13 %% 8] END,
        place.region_id, place.region_id, CASE WHEN n %% 97 = 0 THEN -1 ELSE 1 END * (10 + n %% 200),
        CASE WHEN n %% 12 = 5 THEN NULL WHEN n %% 97 = 0 THEN -1 ELSE 1 END,
        NULL, NULL, 0, 0, 0, %(transaction)s
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
    JOIN bench_place AS place ON place.number = n %% %(places)s
"""
PLACES = """
    CREATE TEMPORARY TABLE bench_place ON COMMIT DROP AS
    SELECT ROW_NUMBER() OVER (ORDER BY taking_part.id) - 1 AS number, taking_part.id, stop.edition_id,
        stop.id AS stop_id, taking_part.cooperative_id, stop.region_id,
        (SELECT MIN(assigned.stall_id) FROM fairs_stallassignment AS assigned
            WHERE assigned.participation_id = taking_part.id) AS stall_id,
        (SELECT MIN(day) FROM fairs_editionday WHERE stop_id = stop.id) AS first_day,
        (SELECT COUNT(*) FROM fairs_editionday WHERE stop_id = stop.id) AS days,
        (SELECT array_agg(id ORDER BY id) FROM catalogue_productclass) AS families
    FROM fairs_participation AS taking_part
    JOIN fairs_stop AS stop ON stop.id = taking_part.stop_id
    JOIN fairs_edition AS edition ON edition.id = stop.edition_id
    WHERE {where}
"""


def add_lines(name: str, number: int, *, edition: str | None = None) -> None:
    """`number` more lines, at one edition or spread over all that are past; then the cells anew."""
    posted, _ = LedgerTransaction.objects.get_or_create(
        key="bench", defaults={"kind": "sale", "counts_on": clock.today()}
    )
    where = "edition.code = %s" if edition else "edition.code <> ALL(%s)"
    with _without_foreign_keys("revenue_revenueline"), connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(PLACES.format(where=where), [edition or [LARGE, SMALL, SELLING]])
        cursor.execute("CREATE INDEX ON bench_place (number)")
        cursor.execute("ANALYZE bench_place")
        cursor.execute("SELECT COUNT(*) FROM bench_place")
        given = {"name": name, "first": 1, "last": number, "transaction": posted.pk, "places": cursor.fetchone()[0]}
        cursor.execute(LINES, given)
        cursor.execute("COMMIT")


@contextmanager
def _without_foreign_keys(*tables: str) -> Iterator[None]:
    """Ten checks for each of ten million rows would take longer than all the rest; new rows are checked again after."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s)",
            [list(tables)],
        )
        found = cursor.fetchall()
        for table, name, _definition in found:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        yield
        for table, name, definition in found:
            unchecked = definition.removesuffix(" NOT VALID")
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {unchecked} NOT VALID")


def settle_down() -> None:
    """Cells and summaries from the lines, and the planner told."""
    with _without_foreign_keys("revenue_coarsecell", "revenue_detailcell"):
        rebuild()
    with connection.cursor() as cursor:
        for table in ("revenueline", "coarsecell", "detailcell", "editionsummary", "publiccell"):
            cursor.execute(f"VACUUM ANALYZE revenue_{table}")
