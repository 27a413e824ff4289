"""The day itself at the live fair: badges, who came, what went wrong, visitors, workshops, an institution's stand."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID, uuid5

from cooperatives import clock
from cooperatives.accounts.models import User
from fairs.attendance.badges import make_badges
from fairs.attendance.beside import add_stand, count_visitors, count_workshop, plan_workshop
from fairs.attendance.enums import ArrivalWay
from fairs.attendance.incidents import report_incident, solve_incident
from fairs.attendance.models import Badge
from fairs.attendance.services import mark_arrival, note_absence
from fairs.business_days import CASABLANCA, business_day
from fairs.models import Edition, EditionDay, Participation, Stall, Stop
from fairs.services import add_stall

NAMESPACE = UUID("5e1f7a52-0000-4000-8000-000000000009")
DAYS = 2
# Of every twelve one did not come, and one is awaited still.
MISSING, AWAITED, OF = 3, 7, 12
FIRST_HOUR = 10
INCIDENTS = (
    ("power", "انقطع الكهرباء في الرواق منذ الصباح، والثلاجة متوقفة.", "تم تغيير القاطع الكهربائي."),
    ("water", "تسرب ماء قرب المدخل، والأرض زلقة.", ""),
)


def load_institution(editions: Sequence[Edition], *, by: User) -> None:
    """A stall of the live fair that the office of food safety informs at."""
    for stop in _open_now(editions)[:1]:
        zone = Stall.objects.filter(edition=stop.edition_id).order_by("zone").values_list("zone", flat=True).first()
        values = {"code": "I1", "zone": zone or "", "is_institutional": True}
        stall = add_stall(edition_id=stop.edition_id, values=values, by=by)
        add_stand(stop=stop, values={"name": "المكتب الوطني للسلامة الصحية ONSSA", "stall": stall, "people": 2}, by=by)


def load_day(editions: Sequence[Edition], *, by: User) -> None:
    """The last days of the live fair, today among them."""
    for stop in _open_now(editions)[:1]:
        make_badges(stop=stop, by=by)
        today = business_day(clock.now(), ends=stop.edition.business_day_ends)
        days = list(EditionDay.objects.filter(stop=stop, day__lte=today).select_related("stop").order_by("-day")[:DAYS])
        for day in days:
            _arrive(day, by)
            _count(day, by)
        for day in days[:1]:
            _go_wrong(day, by)
        _train(stop, days, by)


def _open_now(editions: Sequence[Edition]) -> list[Stop]:
    """The fairs' stops whose doors are open, in the order of their editions."""
    now = clock.now()
    open_now = Stop.objects.filter(edition__in=editions, starts_at__lte=now, ends_at__gt=now).select_related("edition")
    fairs = open_now.filter(edition__programme__kind="regional_fairs")
    return list(fairs.order_by("edition", "number"))


def _at(day: EditionDay, hour: int, minute: int = 0) -> datetime:
    """An hour of the day, as far as it has come."""
    return min(datetime.combine(day.day, time(hour, minute), tzinfo=CASABLANCA), clock.now())


def _arrive(day: EditionDay, by: User) -> None:
    comers = Participation.objects.filter(stop=day.stop_id).coming().select_related("cooperative").order_by("pk")
    badges = {row.participation_id: row for row in Badge.objects.filter(participation__in=comers).order_by("-number")}
    for number, comer in enumerate(comers):
        if number % OF == MISSING:
            note_absence(participation=comer, day=day, by=by)
        elif number % OF != AWAITED:
            badge = badges.get(comer.pk)
            mark_arrival(
                participation=comer,
                day=day,
                way=ArrivalWay.SCAN if badge else ArrivalWay.HAND,
                key=uuid5(NAMESPACE, f"{day.pk}:{comer.pk}"),
                by=by,
                badge=badge,
                at=_at(day, day.opens_at.hour - 1, number % 60),
            )


def _count(day: EditionDay, by: User) -> None:
    dice = Random(f"visitors:{day.day}")
    zones = Stall.objects.filter(edition=day.stop.edition_id).order_by("zone").values_list("zone", flat=True).distinct()
    hours = range(FIRST_HOUR, max(FIRST_HOUR + 1, _at(day, 20).astimezone(CASABLANCA).hour + 1))
    for zone in list(zones)[:3]:
        for hour in hours:
            count_visitors(day=day, zone=zone, hour=hour, people=dice.randint(40, 320), by=by)


def _go_wrong(day: EditionDay, by: User) -> None:
    stalls = list(Stall.objects.filter(edition=day.stop.edition_id, is_institutional=False).order_by("code")[:2])
    for number, (kind, text, solution) in enumerate(INCIDENTS):
        stall = stalls[0] if stalls and not number else None
        incident = report_incident(
            day=day,
            values={"kind": kind, "stall": stall, "text": text},
            key=uuid5(NAMESPACE, f"incident:{day.pk}:{number}"),
            by=by,
            at=_at(day, 9, 20 + number),
        )
        if solution:
            solve_incident(incident_id=incident.pk, solution=solution, by=by)


def _train(stop: Stop, days: Sequence[EditionDay], by: User) -> None:
    if not days:
        return
    held = datetime.combine(days[-1].day, time(15), tzinfo=CASABLANCA)
    values = {"kind": "training", "title": "التعليب والعنونة", "held_by": "ODCO", "room": "خيمة التكوين"}
    training = plan_workshop(
        stop=stop, values=values | {"starts_at": held, "ends_at": held + timedelta(hours=2)}, by=by
    )
    if training.ends_at < clock.now():
        count_workshop(workshop_id=training.pk, people=34, women=27, young=12, by=by)
    coming = datetime.combine(days[0].day, time(17), tzinfo=CASABLANCA)
    values = {"kind": "workshop", "title": "الدفع بالهاتف في الرواق", "held_by": "", "room": "خيمة التكوين"}
    plan_workshop(stop=stop, values=values | {"starts_at": coming, "ends_at": coming + timedelta(hours=1)}, by=by)
