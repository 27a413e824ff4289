"""What delivery of each cooperative's parcel costs and when it comes, for many parcels in three questions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from itertools import count, starmap
from typing import Any

from django.utils import timezone

from catalogue.enums import ShippingClass
from cooperatives import clock
from cooperatives.money import ZERO
from cooperatives.prepared import Columns, instances, rows_of
from cooperatives.territory.models import Commune
from fairs.enums import ParticipationStatus
from fairs.models import Edition, Stop
from marketplace.delivery.models import Carrier, Hub
from marketplace.order.enums import DeliveryKind

# A parcel travels as its most demanding piece does.
_MOST_DEMANDING_FIRST = (ShippingClass.COLD, ShippingClass.BULKY, ShippingClass.FRAGILE, ShippingClass.NORMAL)

# A cooperative on tour stops a dozen times: the soonest are enough to choose from.
MOST_STOPS = 3


# ISO weekdays of who has not said otherwise.
EVERY_WEEKDAY = (1, 2, 3, 4, 5, 6, 7)
# What is ordered later than this cannot go to the carrier on the same day.
LAST_HOUR = time(12)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one cooperative sends: from where, how heavy (grams, packed), how treated, on which days of the week.

    `gathers_for` is how long its goods take to come together before they can go; `closed` are days ahead, from and to,
    on which nobody is there to hand them over.
    """

    cooperative_id: int
    from_region_id: str
    grams: int
    shipping_class: str
    weekdays: tuple[int, ...] = EVERY_WEEKDAY
    gathers_for: timedelta = timedelta(0)
    closed: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """One way for a parcel to reach the shopper; `price` in dirhams, tax included."""

    kind: DeliveryKind
    price: Decimal
    promised_from: date
    promised_to: date
    carrier: Carrier | None = None
    stop: Stop | None = None
    hub: Hub | None = None
    # The day on which the carrier gets it.
    leaves_on: date | None = None

    @property
    def code(self) -> str:
        """Names this way and its price: a choice whose price has changed since is not found again."""
        if self.carrier:
            return f"home:{self.carrier.code}:{self.price}"
        return f"collect:{self.stop.edition.code}:{self.stop.number}" if self.stop else ""


@dataclass(frozen=True, slots=True)
class Step:
    """A weight step of a carrier's prices. A basket asks for hundreds of them, so they are no models."""

    carrier_id: int
    from_region_id: str
    to_region_id: str
    shipping_class: str
    up_to_grams: int
    price: Decimal
    days_min: int
    days_max: int


_CARRIER = Columns(Carrier)
_STOP: Sequence[Columns[Any]] = (Columns(Stop), Columns(Edition), Columns(Commune))

# The weight steps of active carriers that fit parcels of these regions and shipping classes, lightest first.
_STEPS = f"""
    SELECT {", ".join(f"rate.{field.name}" for field in fields(Step))}
    FROM delivery_deliveryrate AS rate
    JOIN unnest(%s::text[], %s::text[]) AS sent (region, class)
        ON rate.from_region_id = sent.region AND rate.shipping_class = sent.class
    WHERE rate.carrier_id IN (SELECT id FROM delivery_carrier WHERE is_active)
"""  # noqa: S608
_LIGHTEST_FIRST = "ORDER BY rate.carrier_id, rate.up_to_grams"
STEPS_ANYWHERE = _STEPS + _LIGHTEST_FIRST
STEPS_TO_REGION = f"{_STEPS} AND rate.to_region_id = %s {_LIGHTEST_FIRST}"


@cache
def _carriers_statement() -> str:
    """Written when it is first wanted: the columns of each language are added after the models."""
    return f"SELECT {_CARRIER.of('carrier')} FROM delivery_carrier AS carrier"  # noqa: S608


@cache
def _soonest_statement() -> str:
    """Of each cooperative so many stops: every purchase asks this, most of them of one cooperative at no stop."""
    names = ("stop", "edition", "commune")
    columns = ", ".join(part.of(name) for part, name in zip(_STOP, names, strict=True))
    return f"""
        SELECT takes_part.cooperative_id, {columns}
        FROM unnest(%s::bigint[]) AS asked (id)
        CROSS JOIN LATERAL (
            SELECT participation.cooperative_id, soon.id AS stop_id
            FROM fairs_participation AS participation
            JOIN fairs_stop AS soon ON soon.id = participation.stop_id
            JOIN fairs_edition AS published ON published.id = soon.edition_id AND published.is_published
            WHERE participation.cooperative_id = asked.id AND participation.status = %s
                AND soon.accepts_collection AND soon.ends_at > %s AND soon.settled_at IS NULL
            ORDER BY soon.starts_at, soon.id
            LIMIT %s
        ) AS takes_part
        JOIN fairs_stop AS stop ON stop.id = takes_part.stop_id
        JOIN fairs_edition AS edition ON edition.id = stop.edition_id
        JOIN territory_commune AS commune ON commune.code = stop.commune_id
        ORDER BY stop.starts_at, stop.id
    """  # noqa: S608


def worst_class(classes: Iterable[str]) -> str:
    """The shipping class of a parcel that holds pieces of `classes`."""
    held = set(classes)
    return next((found for found in _MOST_DEMANDING_FIRST if found in held), ShippingClass.NORMAL)


def quotes(parcels: Sequence[Parcel], to_region: str | None) -> dict[int, list[Quote]]:
    """Every way for each cooperative's parcel, the cheapest to the door first, then collection by date.

    Without `to_region` (a region's code) only collection is offered.
    """
    found: dict[int, list[Quote]] = {parcel.cooperative_id: [] for parcel in parcels}
    if to_region:
        for cooperative_id, ways in home_quotes(parcels, to_region).items():
            found[cooperative_id] += ways
    for cooperative_id, ways in collection_quotes(found).items():
        found[cooperative_id] += ways
    return found


def home_quotes(parcels: Sequence[Parcel], to_region: str) -> dict[int, list[Quote]]:
    """Every way to the door for each cooperative's parcel, the cheapest first."""
    rates = _rates(parcels, to_region)
    return {
        cooperative_id: sorted(ways, key=lambda quote: (quote.price, quote.promised_to))
        for cooperative_id, ways in rates.items()
    }


def collection_quotes(cooperatives: Iterable[int]) -> dict[int, list[Quote]]:
    """The soonest stops where each of `cooperatives` (ids) hands over what was ordered."""
    found = _stops_to_collect_at(cooperatives)
    return {cooperative_id: [_collection(stop) for stop in stops] for cooperative_id, stops in found.items()}


def price_ranges(parcels: Sequence[Parcel]) -> dict[int, tuple[Decimal, Decimal]]:
    """The least and the most (dirhams) that each parcel costs to any region; missing where nobody takes it."""
    ranges = {}
    for parcel, steps_by_way in _steps(parcels, to_region=None).items():
        prices = [_step_price(steps, parcel.grams)[0] for steps in steps_by_way.values()]
        ranges[parcel.cooperative_id] = (min(prices), max(prices))
    return ranges


def next_hand_over(
    weekdays: Sequence[int],
    *,
    at: datetime,
    gathers_for: timedelta = timedelta(0),
    closed: Sequence[tuple[date, date]] = (),
) -> date:
    """The first of a cooperative's ISO weekdays for the carrier on which goods ordered `at` that moment can go."""
    local = timezone.localtime(at)
    day = local.date() + gathers_for + timedelta(days=1 if local.time() >= LAST_HOUR and not gathers_for else 0)
    days = (day + timedelta(days=later) for later in count())
    return next(
        day for day in days if day.isoweekday() in weekdays and not any(first <= day <= last for first, last in closed)
    )


def _rates(parcels: Sequence[Parcel], to_region: str) -> dict[int, list[Quote]]:
    now = clock.now()
    carriers = {row[0]: _CARRIER.instance(row) for row in rows_of(_carriers_statement())}
    found: dict[int, list[Quote]] = defaultdict(list)
    for parcel, steps_by_way in _steps(parcels, to_region=to_region).items():
        leaves_on = next_hand_over(parcel.weekdays, at=now, gathers_for=parcel.gathers_for, closed=parcel.closed)
        for steps in steps_by_way.values():
            price, last = _step_price(steps, parcel.grams)
            found[parcel.cooperative_id].append(
                Quote(
                    kind=DeliveryKind.HOME,
                    price=price,
                    promised_from=leaves_on + timedelta(days=last.days_min),
                    promised_to=leaves_on + timedelta(days=last.days_max),
                    carrier=carriers[last.carrier_id],
                    leaves_on=leaves_on,
                )
            )
    return found


def _steps(parcels: Sequence[Parcel], *, to_region: str | None) -> Mapping[Parcel, dict[tuple[int, str], list[Step]]]:
    """The weight steps that fit each parcel, for each carrier and destination, lightest first."""
    sent: dict[tuple[str, str], list[Parcel]] = defaultdict(list)
    for parcel in parcels:
        sent[parcel.from_region_id, parcel.shipping_class].append(parcel)
    fitting = [[region for region, _ in sent], [shipping_class for _, shipping_class in sent]]
    rows = rows_of(STEPS_TO_REGION, [*fitting, to_region]) if to_region else rows_of(STEPS_ANYWHERE, fitting)
    found: dict[Parcel, dict[tuple[int, str], list[Step]]] = {}
    for step in starmap(Step, rows):
        for parcel in sent[step.from_region_id, step.shipping_class]:
            ways = found.setdefault(parcel, {})
            ways.setdefault((step.carrier_id, step.to_region_id), []).append(step)
    return found


def _step_price(steps: Sequence[Step], grams: int) -> tuple[Decimal, Step]:
    """The price of `grams`, and the step that says how long it takes.

    What is heavier than the heaviest step goes as several full parcels and one with the rest.
    """
    heaviest = steps[-1]
    full, rest = divmod(max(grams, 1) - 1, heaviest.up_to_grams)
    step = next(step for step in steps if step.up_to_grams > rest)
    return full * heaviest.price + step.price, heaviest if full else step


def _stops_to_collect_at(cooperatives: Iterable[int]) -> dict[int, list[Stop]]:
    """The soonest stops where each of `cooperatives` takes part and hands over online orders."""
    confirmed, now = ParticipationStatus.CONFIRMED.value, clock.now()
    found: dict[int, list[Stop]] = defaultdict(list)
    for cooperative_id, *columns in rows_of(_soonest_statement(), [list(cooperatives), confirmed, now, MOST_STOPS]):
        stop, stop.edition, stop.commune = instances(_STOP, columns)
        found[cooperative_id].append(stop)
    return found


def _collection(stop: Stop) -> Quote:
    return Quote(
        kind=DeliveryKind.COLLECT,
        price=ZERO,
        promised_from=max(clock.today(), timezone.localdate(stop.starts_at)),
        promised_to=max(clock.today(), _last_day(stop)),
        stop=stop,
    )


def _last_day(stop: Stop) -> date:
    """A stop that ends at midnight was last open the day before."""
    return timezone.localdate(stop.ends_at - timedelta(seconds=1))
