"""What the server knows about a stall when a batch arrives, read once for all its sales."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from catalogue.models import Product
from cooperatives.models import Cooperative
from fairs.business_days import business_day
from fairs.commission import load_rules
from fairs.models import CommissionRule, Edition, EditionDay, Participation, Stall, StallAssignment, Stop
from fairs.tills.models import Till


@dataclass
class StallBook:
    """A stall's edition with its stops and days, who takes part, and the products of a batch."""

    till: Till
    products: dict[str, Product]
    rules: list[CommissionRule]
    stops: list[Stop]
    days: dict[int, set[date]]
    participations: dict[tuple[int, int], Participation]
    assigned: dict[date, set[Cooperative]] = field(default_factory=dict)

    @property
    def edition(self) -> Edition:
        return self.stall.edition

    @property
    def stall(self) -> Stall:
        return self.till.stall

    def business_day(self, moment: datetime) -> date:
        return business_day(moment, ends=self.edition.business_day_ends)

    def is_open_on(self, day: date) -> bool:
        """Whether the edition has that business day, at any of its stops."""
        return any(self._has_day(stop, day) for stop in self.stops)

    def stop_for(self, day: date, moment: datetime) -> Stop:
        """The stop of that business day; outside the edition's days the nearest in time."""
        open_then = [stop for stop in self.stops if self._has_day(stop, day)]
        return min(open_then or self.stops, key=lambda stop: (_distance(stop, moment), stop.number))

    def participation(self, stop: Stop, cooperative_id: int) -> Participation | None:
        return self.participations.get((stop.pk, cooperative_id))

    def only_cooperative_on(self, day: date) -> Cooperative | None:
        """The one cooperative that stands at this stall on that day; None where there is a choice.

        On a day for which the stall was given to nobody, who has it on every other day.
        """
        candidates = self.assigned.get(day) or self._ever_assigned
        return next(iter(candidates)) if len(candidates) == 1 else None

    @cached_property
    def _ever_assigned(self) -> set[Cooperative]:
        return set().union(*self.assigned.values())

    def _has_day(self, stop: Stop, day: date) -> bool:
        days = self.days.get(stop.pk)
        if days:
            return day in days
        return self.business_day(stop.starts_at) <= day <= self.business_day(stop.ends_at)


def _distance(stop: Stop, moment: datetime) -> timedelta:
    return max(stop.starts_at - moment, moment - stop.ends_at, timedelta(0))


def read_stall_book(till: Till, product_ids: Iterable[str]) -> StallBook:
    """Everything that judging a batch needs, in a handful of queries; `till` comes with stall and edition."""
    edition = till.stall.edition
    stops = list(Stop.objects.filter(edition=edition).order_by("number"))
    days: dict[int, set[date]] = {}
    for stop_id, day in EditionDay.objects.filter(stop__in=stops).order_by().values_list("stop_id", "day"):
        days.setdefault(stop_id, set()).add(day)
    assigned: dict[date, set[Cooperative]] = {}
    given = StallAssignment.objects.filter(stall=till.stall).order_by()
    for row in given.select_related("day", "participation__cooperative"):
        assigned.setdefault(row.day.day, set()).add(row.participation.cooperative)
    return StallBook(
        till=till,
        products=_products(product_ids),
        rules=load_rules(),
        stops=stops,
        days=days,
        participations=_participations(stops),
        assigned=assigned,
    )


def _products(product_ids: Iterable[str]) -> dict[str, Product]:
    rows = Product.objects.filter(public_id__in=set(product_ids)).order_by()
    return {row.public_id: row for row in rows.select_related("stockrecord", "product_class", "cooperative")}


def _participations(stops: Sequence[Stop]) -> dict[tuple[int, int], Participation]:
    rows = Participation.objects.coming().filter(stop__in=stops).order_by()
    return {(row.stop_id, row.cooperative_id): row for row in rows}
