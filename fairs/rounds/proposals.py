"""How the stalls without a figure would be filled on one day: only read and reckoned, nothing written."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from django.db.models import F, Sum

from catalogue.models import Product
from cooperatives.money import ZERO, rounded
from fairs.enums import Channel, EstimateMethod, Evidence, VisitOutcome
from fairs.models import DeclaredTotal, Listing, Participation, Stop
from fairs.revenue.models import DetailCell
from fairs.rounds.models import Visit

# Below so many answers of one kind their middle says nothing: then the middle of all who answered is taken.
LEAST_OF_KIND = 3
QUARTER, HALF, THREE_QUARTERS = Decimal("0.25"), Decimal("0.5"), Decimal("0.75")
RATE = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Filling:
    """A middle figure in dirhams, between a low and a high one."""

    amount: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Filled:
    """What one stall would be given."""

    participation: Participation
    filling: Filling


@dataclass(frozen=True, slots=True)
class Proposal:
    """An estimate that nobody has signed yet.

    `present` are those who take part less those whom a visit found absent; `answered` of them have
    a figure of their own. `left_out` would need one and the method knows nothing about them.
    """

    stop: Stop
    counts_on: date
    method: EstimateMethod
    present: int
    answered: int
    filled: tuple[Filled, ...]
    left_out: tuple[Participation, ...]

    @property
    def response_rate(self) -> Decimal:
        return (Decimal(self.answered) / max(self.present, 1)).quantize(RATE, rounding=ROUND_FLOOR)

    @property
    def total(self) -> Decimal:
        return sum((each.filling.amount for each in self.filled), ZERO)

    @property
    def low(self) -> Decimal:
        return sum((each.filling.low for each in self.filled), ZERO)

    @property
    def high(self) -> Decimal:
        return sum((each.filling.high for each in self.filled), ZERO)

    @property
    def fingerprint(self) -> str:
        """By which whoever signs shows that they saw these very figures."""
        amounts = [f"{each.participation.pk}:{each.filling.amount}" for each in self.filled]
        seen = [str(self.method), str(self.present), str(self.answered), str(self.low), str(self.high), *amounts]
        return hashlib.sha256("|".join(seen).encode()).hexdigest()


def propose_estimate(*, stop: Stop, counts_on: date, method: EstimateMethod) -> Proposal:
    """Fill the stalls that were present and have no figure: refused and unvisited ones, not those found absent.

    By a middle of those who answered the same day the range is from their lower to their upper
    quartile; by the stall's own other days, from the lowest to the highest of them.
    """
    coming = list(_coming(stop))
    figures = _figures(stop)
    of_the_day = {pk: days[counts_on] for pk, days in figures.items() if counts_on in days}
    absent = _found_absent(stop, counts_on) - of_the_day.keys()
    estimated = _estimated_by_hand(stop, counts_on)
    present = [row for row in coming if row.pk not in absent]
    answered = [row for row in present if row.pk in of_the_day]
    open_ = [row for row in present if row.pk not in of_the_day and row.pk not in estimated]
    fillings = _fillings(method, open_, answered, figures, counts_on)
    return Proposal(
        stop=stop,
        counts_on=counts_on,
        method=method,
        present=len(present),
        answered=len(answered),
        filled=tuple(Filled(row, fillings[row.pk]) for row in open_ if row.pk in fillings),
        left_out=tuple(row for row in open_ if row.pk not in fillings),
    )


def between_quartiles(figures: Iterable[Decimal]) -> Filling:
    """The middle of at least one figure, and its quartiles; between two figures by straight line, exactly."""
    ordered = sorted(figures)
    low, middle, high = (rounded(_quantile(ordered, share)) for share in (QUARTER, HALF, THREE_QUARTERS))
    return Filling(middle, low, high)


def between_extremes(figures: Iterable[Decimal]) -> Filling:
    """The middle of at least one figure, between the lowest and the highest."""
    ordered = sorted(figures)
    return Filling(rounded(_quantile(ordered, HALF)), ordered[0], ordered[-1])


def _quantile(ordered: Sequence[Decimal], share: Decimal) -> Decimal:
    place = (len(ordered) - 1) * share
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def _fillings(
    method: EstimateMethod,
    open_: Sequence[Participation],
    answered: Sequence[Participation],
    figures: dict[int, dict[date, Decimal]],
    day: date,
) -> dict[int, Filling]:
    if method == EstimateMethod.OWN_OTHER_DAYS:
        return {row.pk: between_extremes(figures[row.pk].values()) for row in open_ if figures.get(row.pk)}
    if not answered:
        return {}
    of_all = between_quartiles(figures[row.pk][day] for row in answered)
    if method == EstimateMethod.MEDIAN_OF_ALL:
        return {row.pk: of_all for row in open_}
    kinds = _kinds([*open_, *answered])
    said: dict[int, list[Decimal]] = defaultdict(list)
    for row in answered:
        if (kind := kinds.get(row.pk)) is not None:
            said[kind].append(figures[row.pk][day])
    of_kind = {kind: between_quartiles(amounts) for kind, amounts in said.items() if len(amounts) >= LEAST_OF_KIND}
    return {row.pk: of_kind.get(kinds.get(row.pk, 0), of_all) for row in open_}


def _coming(stop: Stop) -> Iterable[Participation]:
    return Participation.objects.coming().filter(stop=stop).select_related("cooperative").order_by("pk")


def _figures(stop: Stop) -> dict[int, dict[date, Decimal]]:
    """Each participation's own figure of each day: what was said, or what was itemised where that is more."""
    cells = DetailCell.objects.filter(
        edition=stop.edition_id, stop=stop, channel=Channel.STALL, evidence=Evidence.ITEMISED
    )
    sums = cells.order_by().values_list("cooperative_id", "counts_on")
    of_cooperative = dict(Participation.objects.filter(stop=stop).order_by().values_list("cooperative_id", "pk"))
    figures: dict[int, dict[date, Decimal]] = defaultdict(dict)
    for cooperative, day, amount in sums.annotate(amount=Sum(F("gross") - F("returns") + F("corrections"))):
        if amount > ZERO and cooperative in of_cooperative:
            figures[of_cooperative[cooperative]][day] = amount
    said = DeclaredTotal.objects.filter(participation__stop=stop, evidence=Evidence.DECLARED).order_by()
    for participation, day, amount in said.values_list("participation_id", "counts_on", "amount"):
        figures[participation][day] = max(amount, figures[participation].get(day, ZERO))
    return figures


def _found_absent(stop: Stop, day: date) -> set[int]:
    """Where the last who came found nobody."""
    visits = Visit.objects.filter(round__stop=stop, round__counts_on=day).order_by("visited_at", "received_at", "pk")
    last = dict(visits.values_list("participation_id", "outcome"))
    return {participation for participation, outcome in last.items() if outcome == VisitOutcome.ABSENT}


def _estimated_by_hand(stop: Stop, day: date) -> set[int]:
    rows = DeclaredTotal.objects.filter(
        participation__stop=stop, counts_on=day, evidence=Evidence.ESTIMATED, amount__gt=0
    )
    return set(rows.order_by().values_list("participation_id", flat=True))


def _kinds(participations: Collection[Participation]) -> dict[int, int]:
    """The family of which each brings most products: of those it listed, else of all that it has on sale."""
    listed: dict[int, Counter[int]] = defaultdict(Counter)
    for participation, family in Listing.objects.filter(participation__in=participations).values_list(
        "participation_id", "product__product_class_id"
    ):
        listed[participation][family] += 1
    on_sale: dict[int, Counter[int]] = defaultdict(Counter)
    silent = {row.cooperative_id for row in participations if row.pk not in listed}
    products = Product.objects.on_sale().filter(cooperative__in=silent).order_by()
    for cooperative, family in products.values_list("cooperative_id", "product_class_id"):
        on_sale[cooperative][family] += 1
    counted = {row.pk: listed.get(row.pk) or on_sale.get(row.cooperative_id) for row in participations}
    return {pk: min(families, key=lambda kind: (-families[kind], kind)) for pk, families in counted.items() if families}
