"""The published figures, and what was recorded held against each of them.

"Nearly 200 million dirhams" was said of the fairs by one report, after the mobile markets by
another, and may mean both together. All three readings are kept, and each says which it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q

from fairs.enums import ProgrammeKind
from fairs.models import Edition, Programme, ReferenceFigure
from fairs.models.programmes import EditionQuerySet
from fairs.organiser.figures import Breakdown
from fairs.organiser.selectors import TakingPart, figures_within, taking_part
from fairs.revenue.selectors import READINGS


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of the published turnover, and the turnover recorded in the same period."""

    number: int
    kinds: tuple[ProgrammeKind, ...]
    reference: ReferenceFigure
    figures: Breakdown
    counted_editions: int
    other_editions: int

    @property
    def programmes(self) -> list[str]:
        return [str(kind.label) for kind in self.kinds]

    @property
    def share(self) -> Decimal:
        """What was sold at stalls, as a share of the published figure."""
        return self.figures.at_stalls.with_corrections / self.reference.value

    @property
    def all_editions(self) -> int:
        return self.counted_editions + self.other_editions


@dataclass(frozen=True, slots=True)
class Measured:
    """A published figure other than turnover, and what stands beside it here; None: not counted here."""

    reference: ReferenceFigure
    recorded: Decimal | int | None
    distinct: int | None = None


def readings(editions: EditionQuerySet, *, of: str = "") -> list[Reading]:
    """The three readings, or those that a kind of programme is part of, over the editions given."""
    wanted = {name: kinds for name, kinds in READINGS.items() if not of or of in kinds}
    published = ReferenceFigure.objects.filter(measure="turnover", programme__in=wanted).order_by("key")
    references = {reference.programme: reference for reference in published}
    numbers = {name: number for number, name in enumerate(READINGS, start=1)}
    return [
        _reading(editions, numbers[name], kinds, references[name])
        for name, kinds in wanted.items()
        if name in references
    ]


def _reading(
    editions: EditionQuerySet, number: int, kinds: tuple[ProgrammeKind, ...], reference: ReferenceFigure
) -> Reading:
    visible = editions.order_by().values("pk")
    counts = (
        Edition.objects.filter(_begins_within(reference), programme__kind__in=kinds)
        .filter(Q(is_published=True) | Q(pk__in=visible))
        .aggregate(all=Count("pk"), seen=Count("pk", filter=Q(pk__in=visible)))
    )
    return Reading(
        number=number,
        kinds=kinds,
        reference=reference,
        figures=figures_within(editions, kinds, reference.period_start, reference.period_end),
        counted_editions=counts["seen"],
        other_editions=counts["all"] - counts["seen"],
    )


def measured(programme: Programme, editions: EditionQuerySet) -> list[Measured]:
    """The published figures of a programme other than turnover, beside what is recorded here."""
    references = ReferenceFigure.objects.filter(programme=programme.kind).exclude(measure="turnover").order_by("pk")
    return list(_beside(references, editions))


def _beside(references: Iterable[ReferenceFigure], editions: EditionQuerySet) -> Iterable[Measured]:
    known: dict[Any, tuple[int, TakingPart]] = {}
    for reference in references:
        period = (reference.period_start, reference.period_end)
        if period not in known:
            within = editions.filter(_begins_within(reference)).order_by()
            known[period] = within.count(), taking_part(within.values("pk"))
        count, part = known[period]
        if reference.measure == "editions":
            yield Measured(reference, count)
        elif reference.measure == "participating_organisations":
            yield Measured(reference, part.participations, part.organisations)
        elif reference.measure == "women_representation":
            yield Measured(reference, part.women_share)
        else:
            yield Measured(reference, None)


def _begins_within(reference: ReferenceFigure) -> Q:
    """Editions are counted in the period in which they begin; money on its business day."""
    condition = Q()
    if reference.period_start:
        condition &= Q(starts_at__date__gte=reference.period_start)
    if reference.period_end:
        condition &= Q(starts_at__date__lte=reference.period_end)
    return condition
