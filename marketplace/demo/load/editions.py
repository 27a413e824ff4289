"""The thirty-six past editions as declared totals, and the live and coming ones around today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from cooperatives import clock
from cooperatives.models import Cooperative
from cooperatives.money import split
from cooperatives.territory.models import Commune
from fairs.business_days import CASABLANCA
from fairs.enums import CashHolder
from fairs.models import Edition, EditionDay, Participation, Programme, Stop
from fairs.revenue.declared import NewTotal, declare_totals
from marketplace.demo.load.content import public_id, rows, translated
from marketplace.demo.load.cooperatives import communes_by_code

BATCH = 2000
# Exhibitors say round figures: the totals are shared out in steps of ten dirhams.
STEP = Decimal(10)
PLATFORMS = "permanent_platforms"


@dataclass(frozen=True, slots=True)
class StopPlan:
    """A stop to be written: its dates (the last included), how many take part, what they took."""

    number: int
    names: dict[str, str]
    commune: Commune
    first: date
    last: date
    exhibitors: int
    turnover: Decimal | None


def load_past_editions(organisations: Sequence[Cooperative]) -> list[Edition]:
    """Write the editions of 2021 to 2025 with a declared total for each participation and day."""
    stops_of = _by_edition(rows("stops.csv"))
    newcomers = {organisation.pk for organisation in organisations}
    communes = communes_by_code()
    editions = []
    for row in rows("editions.csv"):
        plans = _past_plans(row, stops_of.get(row["code"], []), communes)
        edition = write_edition(row, plans, commune=communes[row["commune_code"]], online=None)
        for stop, plan in zip(write_stops(edition, plans), plans, strict=True):
            chosen = choose(organisations, plan.exhibitors, region=stop.region_id, seed=f"{edition.code}-{plan.number}")
            participations = _take_part(stop, chosen, women_share=row["women_share"], newcomers=newcomers)
            declare_totals(totals=_totals(participations, plan, seed=f"{edition.code}-{plan.number}"))
        _close(edition)
        editions.append(edition)
    return editions


def load_live_editions(sellers: Sequence[Cooperative], organisations: Sequence[Cooperative]) -> list[Edition]:
    """Write the editions that are open or coming, dated from today; cooperatives that sell come first."""
    stops_of = _by_edition(rows("live_stops.csv"))
    communes = communes_by_code()
    editions = []
    for row in rows("live_editions.csv"):
        plans = _live_plans(row, stops_of.get(row["code"], []), communes)
        window = _online_window(row, plans)
        edition = write_edition(row, plans, commune=communes[row["commune_code"]], online=window)
        for stop, plan in zip(write_stops(edition, plans), plans, strict=True):
            with_catalogue = choose(
                sellers, min(24, plan.exhibitors), region=stop.region_id, seed=f"{row['code']}-sellers"
            )
            others = choose(
                organisations, plan.exhibitors - len(with_catalogue), region=stop.region_id, seed=row["code"]
            )
            _take_part(stop, [*with_catalogue, *others], women_share="0.54", newcomers=set())
        editions.append(edition)
    return editions


def choose(organisations: Sequence[Cooperative], wanted: int, *, region: str, seed: str) -> list[Cooperative]:
    """`wanted` organisations, two thirds of them from the region where there are so many."""
    dice = Random(seed)
    near = [each for each in organisations if each.region_id == region]
    far = [each for each in organisations if each.region_id != region]
    from_near = dice.sample(near, min(len(near), wanted * 2 // 3))
    return from_near + dice.sample(far, max(0, min(len(far), wanted - len(from_near))))


def _by_edition(found: Iterable[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    grouped: dict[str, list[dict[str, str]]] = {}
    for row in found:
        grouped.setdefault(row["edition_code"], []).append(row)
    return grouped


def _past_plans(row: dict[str, str], stops: list[dict[str, str]], communes: Mapping[str, Commune]) -> list[StopPlan]:
    return [
        StopPlan(
            number=number,
            names=translated(each, "name"),
            commune=communes[each["commune_code"]],
            first=date.fromisoformat(each["starts_on"]),
            last=date.fromisoformat(each["ends_on"]),
            exhibitors=int(each["exhibitors"]),
            turnover=Decimal(each["turnover"]),
        )
        for number, each in enumerate(stops or [row], 1)
    ]


def _live_plans(row: dict[str, str], stops: list[dict[str, str]], communes: Mapping[str, Commune]) -> list[StopPlan]:
    plans = []
    for number, each in enumerate(stops or [row], 1):
        first, last = _live_dates(each)
        plans.append(
            StopPlan(
                number,
                translated(each, "name"),
                communes[each["commune_code"]],
                first,
                last,
                int(row["exhibitors"]),
                None,
            )
        )
    return plans


def _live_dates(row: dict[str, str]) -> tuple[date, date]:
    """Days from today, or a whole month counted from this one."""
    today = clock.today()
    if row.get("month_from_now"):
        first = _month(today, int(row["month_from_now"]))
        return first, _month(first, 1) - timedelta(days=1)
    return today + timedelta(days=int(row["starts_in_days"])), today + timedelta(days=int(row["ends_in_days"]))


def _month(day: date, ahead: int) -> date:
    months = day.year * 12 + day.month - 1 + ahead
    return date(months // 12, months % 12 + 1, 1)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CASABLANCA)


def _online_window(row: dict[str, str], plans: list[StopPlan]) -> tuple[datetime, datetime]:
    opens = midnight(clock.today() + timedelta(days=int(row["online_opens_in_days"])))
    closes_in = row["online_closes_in_days"]
    closes = clock.today() + timedelta(days=int(closes_in)) if closes_in else plans[-1].last + timedelta(days=1)
    return opens, midnight(closes)


def write_edition(
    row: dict[str, str], plans: list[StopPlan], *, commune: Commune, online: tuple[datetime, datetime] | None
) -> Edition:
    opens, closes = online or (None, None)
    return Edition.objects.create(
        code=row["code"],
        programme=Programme.objects.get(code=row["programme"]),
        commune=commune,
        region_id=commune.province.region_id,
        starts_at=midnight(plans[0].first),
        ends_at=midnight(plans[-1].last + timedelta(days=1)),
        online_opens_at=opens,
        online_closes_at=closes,
        cash_held_by=CashHolder.OPERATOR if row["programme"] == PLATFORMS else CashHolder.COOPERATIVE,
        is_published=True,
        **translated(row, "name"),
    )


def write_stops(edition: Edition, plans: list[StopPlan]) -> list[Stop]:
    stops = Stop.objects.bulk_create(
        [
            Stop(
                edition=edition,
                number=plan.number,
                commune=plan.commune,
                region_id=plan.commune.province.region_id,
                starts_at=midnight(plan.first),
                ends_at=midnight(plan.last + timedelta(days=1)),
                **plan.names,
            )
            for plan in plans
        ]
    )
    EditionDay.objects.bulk_create(
        [EditionDay(stop=stop, day=day) for stop, plan in zip(stops, plans, strict=True) for day in _days(plan)]
    )
    return stops


def _days(plan: StopPlan) -> list[date]:
    return [plan.first + timedelta(days=n) for n in range((plan.last - plan.first).days + 1)]


def _take_part(
    stop: Stop, organisations: Sequence[Cooperative], *, women_share: str, newcomers: set[int]
) -> list[Participation]:
    """Two people stand at each stall; over all stalls `women_share` of them are women."""
    women = split(Decimal(2 * len(organisations)) * Decimal(women_share), [Decimal(1)] * len(organisations))
    running, given, participations = Decimal(0), 0, []
    for organisation, share in zip(organisations, women, strict=True):
        running += share
        here = min(2, int(running) - given)
        given += here
        participations.append(
            Participation(
                public_id=public_id("participation", stop.edition.code, stop.number, organisation.pk),
                stop=stop,
                cooperative=organisation,
                people=2,
                women=here,
                # One of the two is under thirty-five at every third stall.
                young=organisation.pk % 3 == 0,
                is_first_time=organisation.pk in newcomers,
            )
        )
        newcomers.discard(organisation.pk)
    return Participation.objects.bulk_create(participations, batch_size=BATCH)


def _totals(participations: list[Participation], plan: StopPlan, *, seed: str) -> list[NewTotal]:
    """The stop's turnover shared out over participations and days, uneven as real stalls are."""
    dice = Random(f"{seed}-totals")
    days = _days(plan)
    cells = [(participation, day) for participation in participations for day in days]
    strength = {participation.pk: Decimal(dice.randint(4, 30)) for participation in participations}
    weekend = {day: Decimal(15 if day.weekday() >= 4 else 10) for day in days}
    weights = [strength[p.pk] * weekend[day] * dice.randint(6, 14) for p, day in cells]
    shares = split((plan.turnover or Decimal(0)) / STEP / 100, weights)
    return [
        NewTotal(participation.pk, day, share * 100 * STEP)
        for (participation, day), share in zip(cells, shares, strict=True)
    ]


def _close(edition: Edition) -> None:
    """A past edition was closed a month after its end: what comes now would be a dated correction."""
    settled_at = edition.ends_at + timedelta(days=30)
    Stop.objects.filter(edition=edition).update(settled_at=settled_at)
    Edition.objects.filter(pk=edition.pk).update(settled_at=settled_at)
