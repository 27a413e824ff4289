"""Rows for tests, real and minimal; whatever matters to a test it says itself."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from catalogue.models import Category, Product, ProductClass
from catalogue.partner.models import Partner, StockRecord
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.enums import CooperativeStatus, Role
from cooperatives.models import Cooperative, Membership
from cooperatives.territory.models import Commune, Place, Province, Region
from fairs.business_days import CASABLANCA
from fairs.models import Edition, EditionDay, Listing, Participation, Programme, Stall, StallAssignment, Stop
from marketplace.delivery.models import Carrier, DeliveryRate

_serial = count(1)


def make_commune(
    *, code: str = "091", region: str = "09", name_fr: str = "Tafraout", name_ar: str = "تافراوت"
) -> Commune:
    """A commune with its province and region; the same code twice is the same row."""
    names = {"name_fr": f"Région {region}", "name_ar": f"جهة {region}", "name_en": f"Region {region}"}
    region_row, _ = Region.objects.get_or_create(code=region, defaults={"slug": f"region-{region}", **names})
    province, _ = Province.objects.get_or_create(
        code=f"{region}1",
        defaults={
            "region": region_row,
            "kind": "province",
            "slug": f"province-{region}",
            "name_fr": "Tiznit",
            "name_ar": "تيزنيت",
            "name_en": "Tiznit",
        },
    )
    commune, _ = Commune.objects.get_or_create(
        code=code,
        defaults={
            "province": province,
            "kind": "rural",
            "slug": f"commune-{code}",
            "name_fr": name_fr,
            "name_ar": name_ar,
            "name_en": name_fr,
        },
    )
    return commune


def make_place(*, commune: Commune | None = None, **names: str) -> Place:
    commune = commune or make_commune()
    return Place.objects.create(
        public_id=f"place-{next(_serial)}",
        commune=commune,
        kind="city",
        name_ar=names.get("name_ar", commune.name_ar),
        name_fr=names.get("name_fr", commune.name_fr),
        name_en=names.get("name_fr", commune.name_fr),
    )


def _cooperative(**given: Any) -> Cooperative:
    number = next(_serial)
    defaults: dict[str, Any] = {
        "slug": f"cooperative-{number}",
        "name_ar": f"تعاونية {number}",
        "name_fr": f"Coopérative {number}",
        "name_en": f"Cooperative {number}",
        "status": CooperativeStatus.APPROVED,
        "member_count": 20,
        "women_count": 12,
        "phone": "+212600000001",
    }
    return Cooperative(**(defaults | {"commune": given.pop("commune", None) or make_commune()} | given))


def _partner(cooperative: Cooperative) -> Partner:
    return Partner(cooperative=cooperative, name=cooperative.slug, code=cooperative.slug)


def make_cooperative(**given: Any) -> Cooperative:
    """An approved cooperative that sells online."""
    cooperative = _cooperative(**given)
    cooperative.save()
    _partner(cooperative).save()
    return cooperative


def make_cooperatives(each: Iterable[dict[str, Any]]) -> list[Cooperative]:
    """Such cooperatives, as many as things are said of each: hundreds in two questions."""
    commune = make_commune()
    made = [_cooperative(**({"commune": commune} | given)) for given in each]
    for cooperative in made:
        cooperative.fill_derived()
    Cooperative.objects.bulk_create(made)
    Partner.objects.bulk_create([_partner(cooperative) for cooperative in made])
    return made


def make_family(code: str = "oils", **given: Any) -> ProductClass:
    defaults = {
        "name": code,
        "name_fr": code,
        "name_ar": code,
        "name_en": code,
        "slug": code,
        "legal_kind": "food",
        "tax_rate": Decimal("0.200"),
    }
    family, _ = ProductClass.objects.get_or_create(code=code, defaults=defaults | given)
    return family


def make_category(slug: str = "oils", **names: str) -> Category:
    found = Category.objects.filter(slug=slug).first()
    return found or Category.add_root(name_ar=slug, name_fr=slug, name_en=slug, slug=slug, **names)


def make_product(
    *, cooperative: Cooperative | None = None, price: str = "120.00", stock: str = "10", **given: Any
) -> Product:
    """A product on sale with its stock record; `price` in dirhams for one `unit`."""
    number = next(_serial)
    cooperative = cooperative or make_cooperative()
    defaults: dict[str, Any] = {
        "cooperative": cooperative,
        "commune": cooperative.commune,
        "product_class": given.pop("family", None) or make_family(),
        "title_ar": f"منتوج {number}",
        "title_fr": f"Produit {number}",
        "title_en": f"Product {number}",
        "onssa_number": "DEMO-1",
        "cosmetic_registration": "DEMO-1",
        "ingredients_fr": "Huile",
        "durability_months": 12,
        "net_quantity": Decimal(500),
        "net_unit": "g",
    }
    product = Product.objects.create(**(defaults | given))
    StockRecord.objects.create(
        product=product,
        partner=cooperative.partner,
        partner_sku=f"SKU-{number}",
        price=Decimal(price),
        num_in_stock=Decimal(stock),
    )
    return product


def make_user(*, phone: str = "", **given: Any) -> User:
    return User.objects.create_user(phone=phone or f"+2126{next(_serial):08d}", **given)


def make_member(cooperative: Cooperative, *, role: str = Role.MANAGER, **given: Any) -> User:
    user = make_user(**given)
    Membership.objects.create(user=user, cooperative=cooperative, role=role)
    return user


def make_programme(kind: str = "regional_fairs") -> Programme:
    programme, _ = Programme.objects.get_or_create(
        code=kind, defaults={"kind": kind, "name_ar": kind, "name_fr": kind, "name_en": kind}
    )
    return programme


def make_edition(
    *, programme_kind: str = "regional_fairs", starts_on: date | None = None, days: int = 3, **given: Any
) -> Edition:
    """A published edition of one stop, live from today by default, its online window as long as itself."""
    number = next(_serial)
    first = starts_on or clock.today()
    starts_at = datetime(first.year, first.month, first.day, 0, 0, tzinfo=CASABLANCA)
    ends_at = starts_at + timedelta(days=days)
    commune = given.pop("commune", None) or make_commune()
    defaults: dict[str, Any] = {
        "code": f"edition-{number}",
        "programme": make_programme(programme_kind),
        "name_ar": f"دورة {number}",
        "name_fr": f"Édition {number}",
        "name_en": f"Edition {number}",
        "commune": commune,
        "region": commune.province.region,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "online_opens_at": starts_at,
        "online_closes_at": ends_at,
        "is_published": True,
    }
    edition = Edition.objects.create(**(defaults | given))
    stop = Stop.objects.create(
        edition=edition,
        number=1,
        name_ar=edition.name_ar,
        name_fr=edition.name_fr,
        name_en=edition.name_en,
        commune=commune,
        region=commune.province.region,
        starts_at=edition.starts_at,
        ends_at=edition.ends_at,
    )
    EditionDay.objects.bulk_create([EditionDay(stop=stop, day=first + timedelta(days=n)) for n in range(days)])
    return edition


def make_participation(
    edition: Edition, cooperative: Cooperative, *, products: list[Product] | None = None
) -> Participation:
    """The cooperative at the edition's first stop, with what it lists there."""
    participation = Participation.objects.create(stop=edition.stops.get(number=1), cooperative=cooperative)
    Listing.objects.bulk_create([Listing(participation=participation, product=product) for product in products or []])
    return participation


def make_stall(edition: Edition, *participations: Participation, code: str = "A1", is_shared: bool = False) -> Stall:
    """A stall given to the participations on every day of their stop."""
    stall = Stall.objects.create(edition=edition, code=code, is_shared=is_shared)
    for participation in participations:
        for day in participation.stop.days.all():
            StallAssignment.objects.create(stall=stall, day=day, participation=participation)
    return stall


def make_delivery_rate(
    *, from_region: str = "09", to_region: str = "09", price: str = "35.00", **given: Any
) -> DeliveryRate:
    carrier, _ = Carrier.objects.get_or_create(
        code="poste", defaults={"name_ar": "البريد", "name_fr": "Poste", "name_en": "Post"}
    )
    defaults: dict[str, Any] = {
        "carrier": carrier,
        "from_region_id": from_region,
        "to_region_id": to_region,
        "shipping_class": "normal",
        "up_to_grams": 30_000,
        "price": Decimal(price),
        "days_min": 2,
        "days_max": 4,
    }
    return DeliveryRate.objects.create(**(defaults | given))
