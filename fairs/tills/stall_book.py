"""What the server knows about a stall when a batch arrives, read once for all its sales.

Plain rows instead of models: what a till waits for most would otherwise be the making of objects.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from cooperatives.round_trips import Ask, Rows, one_round_trip
from cooperatives.texts import shown
from fairs.business_days import business_day
from fairs.commission import RULES, rules_told
from fairs.models import CommissionRule, Edition, Stall
from fairs.tills.models import Till

# One statement for all of it, in one value: half of what a till's sale waited for was the way of many small answers. Of
# a fair of hundreds only those that are named are looked for, one by one (OFFSET 0).
BOOK = f"""
    SELECT json_build_array(
        (SELECT json_agg(json_build_array(
            id, number, region_id, starts_at, ends_at, settled_at IS NOT NULL,
            ARRAY(SELECT day FROM fairs_editionday WHERE stop_id = stop.id)
        ) ORDER BY number) FROM fairs_stop AS stop WHERE edition_id = %(edition)s),
        (SELECT json_agg(json_build_array(
            product.public_id, product.id, product.unit, product.cooperative_id, product.product_class_id,
            family.tax_rate, record.id, record.stall_price_min, record.stall_price_max,
            product.title_ar, product.title_fr, product.title_en, product.drafted_languages
        ))
        FROM catalogue_product AS product
        JOIN catalogue_productclass AS family ON family.id = product.product_class_id
        LEFT JOIN partner_stockrecord AS record ON record.product_id = product.id
        WHERE product.public_id = ANY(%(products)s)),
        (SELECT json_agg(json_build_array(day.day, part.cooperative_id))
        FROM fairs_stallassignment AS given
        JOIN fairs_editionday AS day ON day.id = given.day_id
        JOIN fairs_participation AS part ON part.id = given.participation_id
        WHERE given.stall_id = %(stall)s),
        (SELECT json_agg(json_build_array(
            cooperative.id, cooperative.public_id, cooperative.region_id, part.stop_id, part.id
        ))
        FROM cooperatives_cooperative AS cooperative
        LEFT JOIN LATERAL (
            SELECT taking_part.id, taking_part.stop_id
            FROM fairs_stop AS stop JOIN fairs_participation AS taking_part ON taking_part.stop_id = stop.id
            WHERE stop.edition_id = %(edition)s AND taking_part.cooperative_id = cooperative.id
                AND taking_part.status <> 'withdrawn'
            OFFSET 0
        ) AS part ON TRUE
        WHERE cooperative.id IN (
            SELECT cooperative_id FROM catalogue_product WHERE public_id = ANY(%(products)s)
            UNION SELECT assigned.cooperative_id
            FROM fairs_stallassignment AS given
            JOIN fairs_participation AS assigned ON assigned.id = given.participation_id
            WHERE given.stall_id = %(stall)s
            UNION SELECT id FROM cooperatives_cooperative WHERE public_id = ANY(%(cooperatives)s)
            UNION SELECT unnest(%(cooperative_ids)s::bigint[])
        )),
        (SELECT json_agg(rule) FROM ({RULES}) AS rule),
        (SELECT json_agg(id) FROM tills_cashier WHERE stall_id = %(stall)s AND id = ANY(%(cashiers)s::uuid[]))
    )::text
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class StopRow:
    """A stop with its business days."""

    pk: int
    number: int
    region_code: str
    starts_at: datetime
    ends_at: datetime
    is_settled: bool
    days: list[date]


@dataclass(frozen=True, slots=True)
class Goods:
    """A product as a sale line needs it; `record_id` is its stock record, where it has one."""

    public_id: str
    pk: int
    unit: str
    cooperative_id: int
    family_id: int
    tax_rate: Decimal
    record_id: int | None
    price_min: Decimal | None
    price_max: Decimal | None
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Named:
    """Products, cooperatives and cashiers that a batch names, by what it calls them."""

    products: frozenset[str] = frozenset()
    cooperatives: frozenset[str] = frozenset()
    cashiers: frozenset[Any] = frozenset()
    # Of sales that are taken back.
    cooperative_ids: frozenset[int] = frozenset()


@dataclass
class StallBook:
    """A stall's edition with its stops and days, who takes part, and the products of a batch."""

    till: Till
    goods: dict[str, Goods]
    rules: list[CommissionRule]
    stops: list[StopRow]
    seats: dict[int, str]
    names: dict[str, int]
    participations: dict[tuple[int, int], int]
    assigned: dict[date, set[int]]
    cashiers: frozenset[Any]

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

    def stop_for(self, day: date, moment: datetime) -> StopRow:
        """The stop of that business day; outside the edition's days the nearest in time."""
        open_then = [stop for stop in self.stops if self._has_day(stop, day)]
        return min(open_then or self.stops, key=lambda stop: (_distance(stop, moment), stop.number))

    def stop(self, pk: int) -> StopRow | None:
        return next((stop for stop in self.stops if stop.pk == pk), None)

    def participation(self, stop: StopRow, cooperative_id: int) -> int | None:
        return self.participations.get((stop.pk, cooperative_id))

    def only_cooperative_on(self, day: date) -> int | None:
        """The one cooperative that stands at this stall on that day; None where there is a choice.

        On a day for which the stall was given to nobody, who has it on every other day.
        """
        candidates = self.assigned.get(day) or self._ever_assigned
        return next(iter(candidates)) if len(candidates) == 1 else None

    @cached_property
    def _ever_assigned(self) -> set[int]:
        return set().union(*self.assigned.values())

    def _has_day(self, stop: StopRow, day: date) -> bool:
        if stop.days:
            return day in stop.days
        return self.business_day(stop.starts_at) <= day <= self.business_day(stop.ends_at)


def _distance(stop: StopRow, moment: datetime) -> timedelta:
    return max(stop.starts_at - moment, moment - stop.ends_at, timedelta(0))


def ask_stall_book(ask: Ask, *, stall_id: int, edition_id: int, named: Named) -> Rows:
    """Ask for everything that judging a batch needs, in a round trip of the caller's: `stall_book_of` reads it."""
    return ask(
        BOOK,
        {
            "edition": edition_id,
            "stall": stall_id,
            "products": list(named.products),
            "cooperatives": list(named.cooperatives),
            "cooperative_ids": list(named.cooperative_ids),
            "cashiers": list(named.cashiers),
        },
    )


def stall_book_of(till: Till, rows: Rows) -> StallBook:
    """What was asked for, as a book; `till` comes with stall and edition."""
    stops, goods, assigned, cooperatives, rules, cashiers = (
        part or [] for part in json.loads(rows[0][0], parse_float=Decimal)
    )
    return StallBook(
        till=till,
        goods=_goods(goods),
        rules=rules_told(rules),
        stops=[_stop(row) for row in stops],
        seats={pk: region_code for pk, _, region_code, _, _ in cooperatives},
        names={public_id: pk for pk, public_id, _, _, _ in cooperatives},
        participations={(stop, pk): part for pk, _, _, stop, part in cooperatives if stop is not None},
        assigned=_by_day(assigned),
        cashiers=frozenset(map(UUID, cashiers)),
    )


def read_stall_book(till: Till, named: Named) -> StallBook:
    """Everything that judging a batch needs, in one round trip; `till` comes with stall and edition."""
    with one_round_trip() as ask:
        rows = ask_stall_book(ask, stall_id=till.stall_id, edition_id=till.stall.edition_id, named=named)
    return stall_book_of(till, rows)


def _stop(row: list[Any]) -> StopRow:
    pk, number, region_code, starts_at, ends_at, is_settled, days = row
    return StopRow(
        pk,
        number,
        region_code,
        datetime.fromisoformat(starts_at),
        datetime.fromisoformat(ends_at),
        is_settled,
        [date.fromisoformat(day) for day in days],
    )


def _goods(rows: list[list[Any]]) -> dict[str, Goods]:
    goods = {}
    for row in rows:
        titles = dict(zip(("title_ar", "title_fr", "title_en", "drafted_languages"), row[9:], strict=True))
        values: tuple[Any, ...] = (*row[:9], *shown(titles, "title"))
        goods[row[0]] = Goods(*values)
    return goods


def _by_day(rows: list[list[Any]]) -> dict[date, set[int]]:
    assigned: dict[date, set[int]] = {}
    for day, cooperative_id in rows:
        assigned.setdefault(date.fromisoformat(day), set()).add(cooperative_id)
    return assigned
