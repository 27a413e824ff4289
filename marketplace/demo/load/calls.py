"""Two fairs to come: one takes applications and is a copy of the fair of today, the committee of the other chooses."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.enums import Sector
from cooperatives.jobs.services import cancel
from fairs.business_days import CASABLANCA
from fairs.calls.bodies import add_body, add_new_body, appoint_to, end_role
from fairs.calls.copying import copy_edition
from fairs.calls.enums import BodyKind, BodyPart, QuotaKind
from fairs.calls.models import Call, OrganisingBody
from fairs.calls.notices import TELL_REGION
from fairs.calls.services import NewCriterion, add_call, add_quota, open_call, set_criteria
from fairs.enums import EditionRole
from fairs.models import Edition, Programme, Stop
from fairs.services import add_edition, add_stall, publish_edition
from marketplace.demo.load.accounts import ORGANISER_EMAIL
from marketplace.demo.load.cooperatives import communes_by_code

SOURCE = "fair-live-souss-massa"
OPEN, CHOOSING = "fair-call-chefchaouen", "fair-committee-beni-mellal"
STALLS, CAPACITY = 24, 20
MEMBER_PHONE = "+212600000401"
# In days from today: when the doors open, and the dates of the call.
OPEN_DAYS = {"starts": 70, "opens_at": -6, "closes_at": 12, "announces_at": 24, "confirm_by": 32}
CHOOSING_DAYS = {"starts": 48, "opens_at": -32, "closes_at": -4, "announces_at": 6, "confirm_by": 14}
CRITERIA = (
    ("جودة المنتوج", "Qualité des produits", "Quality of the products", 35),
    ("المنشأ والمهارة", "Origine et savoir-faire", "Origin and know-how", 25),
    (
        "الجاهزية للبيع: التلفيف والأثمنة والتراخيص",
        "Prête à vendre : emballage, prix, autorisations",
        "Ready to sell",
        20,
    ),
    ("عدد المستفيدين من الأعضاء", "Nombre de membres qui en profitent", "Members who gain by it", 20),
)
TEXTS = {
    "text_ar": "الرواق مجاني. على كل تعاونية أن تحضر شخصين على الأقل طيلة أيام المعرض. للمنتوجات الغذائية ترخيص أونسا.",
    "text_fr": "Le stand est gratuit. Chaque coopérative vient avec deux personnes au moins, tous les jours du salon. "
    "Les produits alimentaires ont leur autorisation de l'ONSSA.",
    "text_en": "The stall is free. Each cooperative comes with two people at least, on every day of the fair. "
    "Food has its ONSSA authorisation.",
    "what_to_bring_ar": "غطاء للطاولة، قائمة الأثمنة، ميزان مراقب، وأكياس.",
    "what_to_bring_fr": "Une nappe, la liste des prix, une balance contrôlée et des sacs.",
    "what_to_bring_en": "A cloth for the table, the list of prices, a checked scale, and bags.",
}
CHOOSING_EDITION = {
    "code": CHOOSING,
    "name_ar": "المعرض الجهوي للاقتصاد الاجتماعي والتضامني، بني ملال - خنيفرة",
    "name_fr": "Salon régional de l'ESS, Béni Mellal-Khénifra",
    "name_en": "Regional fair, Beni Mellal-Khenifra",
    "venue_ar": "ساحة المسيرة، أزيلال",
    "venue_fr": "Place Al Massira, Azilal",
    "venue_en": "Al Massira square, Azilal",
}
OPEN_NAMES = {
    "name_ar": "معرض الاقتصاد الاجتماعي والتضامني، شفشاون",
    "name_fr": "Salon de l'ESS, Chefchaouen",
    "name_en": "Fair of Chefchaouen",
}
VENUE = {
    "venue_ar": "ساحة محمد الخامس، شفشاون",
    "venue_fr": "Place Mohammed V, Chefchaouen",
    "venue_en": "Mohammed V square, Chefchaouen",
}


def load_calls() -> list[Call]:
    """Write both fairs as their organiser would have: the call that is open, and the one that closed four days ago."""
    today, by = clock.today(), User.objects.get(email=ORGANISER_EMAIL)
    secretariat = OrganisingBody.objects.create(
        kind=BodyKind.SECRETARIAT,
        name_ar="كتابة الدولة المكلفة بالصناعة التقليدية والاقتصاد الاجتماعي والتضامني",
        name_fr="Secrétariat d'État chargé de l'artisanat et de l'économie sociale et solidaire",
        name_en="State secretariat for crafts and the social and solidarity economy",
    )
    with clock.frozen_at(_moment(today, OPEN_DAYS["opens_at"] - 2)):
        taking = _open_fair(today, by)
        _organised_by(taking, secretariat, "جهة طنجة - تطوان - الحسيمة", "Région Tanger-Tétouan-Al Hoceïma", by)
        opened = _call(
            taking, _dates(today, OPEN_DAYS), capacity=taking.stalls.filter(is_institutional=False).count(), by=by
        )
    with clock.frozen_at(_moment(today, CHOOSING_DAYS["opens_at"] - 2)):
        choosing = _choosing_fair(today, by)
        _organised_by(choosing, secretariat, "جهة بني ملال - خنيفرة", "Région Béni Mellal-Khénifra", by)
        closed = _call(choosing, _dates(today, CHOOSING_DAYS), capacity=CAPACITY, by=by)
    # Who opened the call sat in the committee until its members were named.
    member = choosing.memberships.get(role=EditionRole.COMMITTEE)
    end_role(edition_id=choosing.pk, membership_id=member.pk, by=by)
    return [opened, closed]


def _open_fair(today: date, by: User) -> Edition:
    source = Edition.objects.get(code=SOURCE)
    edition = copy_edition(
        edition_id=source.pk,
        values={"code": OPEN, "commune": communes_by_code()["011510101"], **OPEN_NAMES, **VENUE},
        first_day=today + timedelta(days=OPEN_DAYS["starts"]),
        by=by,
    )
    return publish_edition(edition_id=edition.pk, by=by)


def _choosing_fair(today: date, by: User) -> Edition:
    first = today + timedelta(days=CHOOSING_DAYS["starts"])
    values: dict[str, Any] = {
        **CHOOSING_EDITION,
        "programme": Programme.objects.get(code="regional_fairs"),
        "commune": communes_by_code()["050810101"],
        "starts_at": _at(first, 9),
        "ends_at": _at(first + timedelta(days=5), 21),
    }
    edition = add_edition(values=values, by=by)
    for number in range(1, STALLS + 1):
        add_stall(edition_id=edition.pk, values={"code": f"A{number:02d}", "zone": "A", "area": 9}, by=by)
    return publish_edition(edition_id=edition.pk, by=by)


def _organised_by(edition: Edition, secretariat: OrganisingBody, name_ar: str, name_fr: str, by: User) -> None:
    names = {"name_ar": name_ar, "name_fr": name_fr}
    leads = add_new_body(edition_id=edition.pk, names=names, kind=BodyKind.REGION, part=BodyPart.LEADS, by=by)
    add_body(edition_id=edition.pk, body=secretariat, part=BodyPart.ORGANISES, brings="50 خيمة", by=by)
    appoint_to(
        edition_id=edition.pk, phone=MEMBER_PHONE, role=EditionRole.COMMITTEE, body=leads.body, language="ar", by=by
    )


def _call(edition: Edition, dates: Mapping[str, datetime], *, capacity: int, by: User) -> Call:
    stop = Stop.objects.get(edition=edition)
    call = add_call(stop_id=stop.pk, values={**dates, **TEXTS, "capacity": capacity, "most_stalls_each": 2}, by=by)
    rows = [NewCriterion(texts={"name_ar": ar, "name_fr": fr, "name_en": en}, weight=w) for ar, fr, en, w in CRITERIA]
    set_criteria(call_id=call.pk, criteria=rows, by=by)
    for values in (
        {"kind": QuotaKind.WOMEN, "at_least": capacity * 3 // 10},
        {"kind": QuotaKind.FIRST_TIME, "at_least": capacity // 5},
        {"kind": QuotaKind.SECTOR, "sector": Sector.CRAFTS, "at_most": capacity // 3},
    ):
        add_quota(call_id=call.pk, values=values, by=by)
    open_call(call_id=call.pk, by=by)
    # They were told on that day, long ago: no messages of it among those of today.
    cancel(key=f"{TELL_REGION}:{call.pk}:0")
    call.refresh_from_db()
    return call


def _dates(today: date, days: Mapping[str, int]) -> dict[str, datetime]:
    return {name: _moment(today, number) for name, number in days.items() if name != "starts"}


def _moment(today: date, number: int) -> datetime:
    return _at(today + timedelta(days=number), 12)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), CASABLANCA)
