"""All editions that a person may see on one screen: what is known now, and what they stand beside."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from statistics import median
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q, Sum
from django.utils.translation import get_language

from cooperatives import clock
from cooperatives.enums import OrganisationKind
from cooperatives.money import ZERO, rounded
from fairs.enums import EditionStatus
from fairs.models import Edition, Participation, Programme, PublicSpending, SignedContract
from fairs.models.programmes import EditionQuerySet
from fairs.organiser.figures import NOTHING, Breakdown
from fairs.organiser.readings import Reading, readings
from fairs.organiser.selectors import TakingPart, figures_by_edition, taking_part_by_edition
from fairs.organiser.summed import Section, Summed, latest_sum, sections, summed, whole_summed

KEPT_SECONDS = 60
# So long after its end the tills of an edition still bring in what they sold.
STILL_COMING_IN = timedelta(days=7)
# An average per organisation so many times the usual one, or that part of it, is looked at.
FAR = 3
# With fewer editions there is no usual.
FEWEST_COMPARED = 4


@dataclass(frozen=True, slots=True)
class WhoCame:
    """Distinct organisations by kind, participations, and who stood at the stalls."""

    by_kind: dict[str, int] = field(default_factory=dict)
    participations: int = 0
    first_timers: int = 0
    people: int = 0
    women: int = 0
    young: int = 0

    @property
    def organisations(self) -> int:
        return sum(self.by_kind.values())

    @property
    def women_share(self) -> Decimal | None:
        return Decimal(self.women) / self.people if self.people else None

    @property
    def young_share(self) -> Decimal | None:
        return Decimal(self.young) / self.people if self.people else None

    @property
    def kinds(self) -> list[tuple[str, int]]:
        """The kinds by name, the most numerous first."""
        most = sorted(self.by_kind.items(), key=lambda pair: -pair[1])
        return [(str(OrganisationKind(kind).label), count) for kind, count in most]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is no turnover: contracts and orders signed, and public money with the editions it went to."""

    signed: dict[str, tuple[int, Decimal]] = field(default_factory=dict)
    spending: dict[int, Decimal] = field(default_factory=dict)

    @property
    def signed_total(self) -> Decimal:
        return sum((amount for _count, amount in self.signed.values()), ZERO)

    @property
    def signed_count(self) -> int:
        return sum(count for count, _amount in self.signed.values())

    @property
    def spent(self) -> Decimal:
        return sum(self.spending.values(), ZERO)

    def per_dirham(self, turnovers: dict[int, Decimal]) -> Decimal | None:
        """Public money for each dirham sold, over the editions of which the spending is written down."""
        sold = sum((turnovers.get(edition, ZERO) for edition in self.spending), ZERO)
        return rounded(self.spent / sold) if sold > 0 else None


@dataclass(frozen=True)
class Slow:
    """What is kept for a minute: it changes with the summaries, or seldom."""

    key: str
    known: Summed
    sections: list[Section]
    of_editions: dict[int, Breakdown]
    who: WhoCame
    taking_part: dict[int, TakingPart]
    beside: Beside
    readings: list[Reading]


@dataclass(frozen=True, slots=True)
class Compared:
    """An edition beside the one before it of its programme, and beside what is usual there."""

    edition: Edition
    figures: Breakdown
    taking_part: TakingPart
    before: Edition | None
    before_turnover: Decimal
    usual: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """By which part of the edition before it is more (or less, below zero); one that has not begun is neither."""
        if self.before is None or not self.before_turnover or not self.figures.parts:
            return None
        return self.figures.turnover / self.before_turnover - 1

    @property
    def average(self) -> Decimal | None:
        return average(self.figures, self.taking_part)

    @property
    def is_far(self) -> bool:
        """Far from the usual, so that somebody should look. One that still sells may yet reach it."""
        if not self.usual or self.average is None:
            return False
        too_little = self.average * FAR < self.usual and self.edition.status == EditionStatus.CLOSED
        return too_little or self.average > self.usual * FAR


def average(figures: Breakdown, who: TakingPart) -> Decimal | None:
    """Turnover for each distinct organisation."""
    if not who.organisations or not figures.parts:
        return None
    return rounded(figures.turnover / who.organisations)


def average_basket(figures: Breakdown) -> Decimal | None:
    """What a sale came to, of those recorded one by one."""
    total = figures.itemised.total
    return rounded(total.turnover / total.sales) if total.sales else None


def slow_parts(chosen: Sequence[Edition], *, among: Sequence[Edition], visible: EditionQuerySet) -> Slow:
    """The parts that are kept a minute at most: for exactly these editions among exactly those that may be seen.

    In the language of the page, since the breakdowns name what they are by.
    """
    ids, all_ids = (sorted(edition.pk for edition in editions) for editions in (chosen, among))
    key = f"national:{sha256(f'{get_language()}{ids}{all_ids}{latest_sum()}'.encode()).hexdigest()}"
    kept: Slow | None = cache.get(key)
    if kept is None:
        known = summed(ids)
        kept = Slow(
            key=key,
            known=known,
            sections=sections(known),
            of_editions=whole_summed(all_ids),
            who=who_came(ids),
            taking_part=taking_part_by_edition(all_ids),
            beside=beside(ids),
            readings=readings(visible),
        )
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def figures_now(editions: Iterable[Edition], last_summed: dict[int, Breakdown]) -> dict[int, Breakdown]:
    """What is known of each edition now; of one that ended long ago, what it was last summed to."""
    still = clock.now() - STILL_COMING_IN
    asked = {edition.pk for edition in editions if edition.ends_at > still or edition.pk not in last_summed}
    return {pk: figures for pk, figures in last_summed.items() if pk not in asked} | figures_by_edition(sorted(asked))


def who_came(edition_ids: Collection[int]) -> WhoCame:
    coming = Participation.objects.coming().filter(stop__edition__in=edition_ids).order_by()
    by_kind = coming.values_list("cooperative__kind").annotate(organisations=Count("cooperative", distinct=True))
    counts = coming.aggregate(
        participations=Count("pk"),
        first_timers=Count("pk", filter=Q(is_first_time=True)),
        persons=Sum("people", default=0),
        of_them_women=Sum("women", default=0),
        of_them_young=Sum("young", default=0),
    )
    return WhoCame(
        dict(by_kind),
        counts["participations"],
        counts["first_timers"],
        counts["persons"],
        counts["of_them_women"],
        counts["of_them_young"],
    )


def beside(edition_ids: Collection[int]) -> Beside:
    signed = (
        SignedContract.objects.filter(participation__stop__edition__in=edition_ids, withdrawn_at__isnull=True)
        .order_by()
        .values_list("kind")
        .annotate(Count("pk"), Sum("amount"))
    )
    spending = (
        PublicSpending.objects.filter(edition__in=edition_ids, withdrawn_at__isnull=True)
        .order_by()
        .values_list("edition_id")
        .annotate(Sum("amount"))
    )
    return Beside({kind: (count, amount) for kind, count, amount in signed}, dict(spending))


def by_programme(editions: Iterable[Edition], figures: dict[int, Breakdown]) -> list[tuple[Programme, Breakdown]]:
    """Each programme over the editions, in the order of the programmes."""
    parts: dict[int, list[Any]] = {}
    programmes: dict[int, Programme] = {}
    for edition in editions:
        programmes[edition.programme_id] = edition.programme
        parts.setdefault(edition.programme_id, []).extend(figures.get(edition.pk, NOTHING).parts)
    return [(programmes[key], Breakdown(tuple(parts[key]))) for key in sorted(parts)]


def compared(
    shown: Iterable[Edition],
    *,
    among: Sequence[Edition],
    figures: dict[int, Breakdown],
    taking_part: dict[int, TakingPart],
) -> list[Compared]:
    """Editions beside the others that the person may see."""
    usual = _usual_averages(among, figures, taking_part)
    rows = []
    for edition in shown:
        before = _edition_before(edition, among)
        rows.append(
            Compared(
                edition,
                figures.get(edition.pk, NOTHING),
                taking_part.get(edition.pk, TakingPart()),
                before,
                figures.get(before.pk, NOTHING).turnover if before else ZERO,
                usual.get(edition.programme_id),
            )
        )
    return rows


def _edition_before(edition: Edition, among: Iterable[Edition]) -> Edition | None:
    """The latest earlier one of the programme in the same region, or else in any."""
    earlier = [
        each
        for each in among
        if each.programme_id == edition.programme_id and each.starts_at < edition.starts_at and each.pk != edition.pk
    ]
    near = [each for each in earlier if each.region_id == edition.region_id]
    return max(near or earlier, key=lambda each: (each.starts_at, each.pk), default=None)


def _usual_averages(
    among: Iterable[Edition], figures: dict[int, Breakdown], taking_part: dict[int, TakingPart]
) -> dict[int, Decimal]:
    """The middle average per organisation of each programme's editions, where there are enough of them."""
    averages: dict[int, list[Decimal]] = {}
    for edition in among:
        own = average(figures.get(edition.pk, NOTHING), taking_part.get(edition.pk, TakingPart()))
        if own:
            averages.setdefault(edition.programme_id, []).append(own)
    return {programme: median(own) for programme, own in averages.items() if len(own) >= FEWEST_COMPARED}
