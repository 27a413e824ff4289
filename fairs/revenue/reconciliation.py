"""Declared and itemised money of one participation and day: counted together, never twice.

What was declared stays stored as it was said. The book holds of it only what the itemised
sales of the same day do not explain, by family of products where the exhibitor knew it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Max, Sum

from cooperatives.ledger.services import AccountRef, held_by_operator
from cooperatives.money import ZERO
from fairs.commission import CommissionRule, Terms, load_rules, rate_for
from fairs.enums import CashHolder, Channel, Evidence, LineKind, PaymentKind
from fairs.locks import declared_totals_for_update
from fairs.models import DeclaredPart, DeclaredTotal, Participation, StallAssignment
from fairs.revenue.facts import FactLine, SaleFact
from fairs.revenue.models import RevenueLine
from fairs.revenue.parts import ByFamily, Family, not_itemised

ParticipationDay = tuple[int, date]


@dataclass(frozen=True, slots=True)
class Posted:
    """What the lines of one participation, day, evidence and family come to."""

    amount: Decimal = ZERO
    commission: Decimal = ZERO
    commission_tax: Decimal = ZERO
    commission_rate: Decimal | None = None
    lines: int = 0


NOTHING_POSTED = Posted()
PostedByFamily = dict[Family, Posted]


def what_declared_totals_still_owe(days: Iterable[ParticipationDay]) -> list[SaleFact]:
    """The facts that bring declared lines in line with what is itemised on the same days.

    Each total is locked before the lines are read: of two writers the later sees both.
    """
    wanted = set(days)
    return what_totals_still_owe(declared_totals_for_update(wanted) if wanted else [])


def what_totals_still_owe(totals: Sequence[DeclaredTotal]) -> list[SaleFact]:
    """The same of totals that the caller holds."""
    if not totals:
        return []
    posted = _posted_at_stalls({(total.participation_id, total.counts_on) for total in totals})
    parts = _parts(totals)
    places = _places(totals)
    rules = load_rules()
    facts = (
        _adjustment(total, _target(total, totals, parts[total.pk], posted), posted, places, rules) for total in totals
    )
    return [fact for fact in facts if fact is not None]


def _is_outranked(total: DeclaredTotal, totals: Sequence[DeclaredTotal]) -> bool:
    """An estimate counts for nothing on a day for which someone gave their word."""
    return total.evidence == Evidence.ESTIMATED and any(
        other.evidence == Evidence.DECLARED
        and (other.participation_id, other.counts_on) == (total.participation_id, total.counts_on)
        for other in totals
    )


def _target(
    total: DeclaredTotal, totals: Sequence[DeclaredTotal], parts: ByFamily, posted: "_PostedAtStalls"
) -> dict[Family, Decimal]:
    """What the book should hold of a total, by family."""
    if _is_outranked(total, totals):
        return {}
    itemised = posted[total.participation_id, total.counts_on, Evidence.ITEMISED]
    return not_itemised(total.amount, parts, {family: sums.amount for family, sums in itemised.items()})


_PostedAtStalls = dict[tuple[int, date, str], PostedByFamily]


def _posted_at_stalls(days: set[ParticipationDay]) -> _PostedAtStalls:
    rows = (
        RevenueLine.objects.filter(
            participation__in={participation for participation, _ in days},
            counts_on__in={day for _, day in days},
            channel=Channel.STALL,
        )
        .order_by()
        .values_list("participation_id", "counts_on", "evidence", "family_id")
        .annotate(Sum("amount"), Sum("commission"), Sum("commission_tax"), Max("commission_rate"), Count("id"))
    )
    posted: _PostedAtStalls = defaultdict(dict)
    for participation, day, evidence, family, *sums in rows:
        posted[participation, day, evidence][family] = Posted(*sums)
    return posted


def _parts(totals: Sequence[DeclaredTotal]) -> dict[int, dict[Family, Decimal]]:
    parts: dict[int, dict[Family, Decimal]] = defaultdict(dict)
    rows = DeclaredPart.objects.filter(total__in=totals).order_by()
    for total, family, amount in rows.values_list("total_id", "family_id", "amount"):
        parts[total][family] = amount
    return parts


def _adjustment(
    total: DeclaredTotal,
    target: dict[Family, Decimal],
    posted: _PostedAtStalls,
    places: "_Places",
    rules: Sequence[CommissionRule],
) -> SaleFact | None:
    day = (total.participation_id, total.counts_on)
    so_far = posted[(*day, total.evidence)]
    participation = places.participations[total.participation_id]
    lines = [
        _difference(participation, family, target.get(family, ZERO), sums, terms, places.stalls.get(day))
        for family, sums, terms in _with_terms(participation, total, {**dict.fromkeys(target), **so_far}, rules)
        if target.get(family, ZERO) != sums.amount
    ]
    if not lines:
        return None
    number = sum(sums.lines for sums in so_far.values())
    return SaleFact(
        # The number of lines so far: read under the total's lock, so that no two writers share it.
        key=f"declared:{total.participation_id}:{total.counts_on}:{total.evidence}:{number}",
        kind=LineKind.CORRECTION if number else LineKind.SALE,
        counts_on=total.counts_on,
        sold_at=total.declared_at,
        channel=Channel.STALL,
        evidence=Evidence(total.evidence),
        payment=PaymentKind.UNKNOWN,
        held_by=_holder(participation),
        lines=tuple(lines),
    )


def _with_terms(
    participation: Participation,
    total: DeclaredTotal,
    families: Mapping[Family, Posted | None],
    rules: Sequence[CommissionRule],
) -> Iterator[tuple[Family, Posted, Terms]]:
    """Each family with what it has and its rate. The rate of its first line stays, whatever rules say since."""
    for family, sums in sorted(families.items(), key=lambda item: (item[0] is None, item[0] or 0)):
        terms = rate_for(
            rules=rules,
            channel=Channel.STALL,
            counts_on=total.counts_on,
            cooperative_id=participation.cooperative_id,
            programme_id=participation.stop.edition.programme_id,
            family_id=family,
        )
        so_far = sums or NOTHING_POSTED
        yield family, so_far, terms if so_far.commission_rate is None else Terms(so_far.commission_rate, terms.tax_rate)


def _difference(
    participation: Participation, family: Family, target: Decimal, so_far: Posted, terms: Terms, stall_id: int | None
) -> FactLine:
    commission, commission_tax = terms.of(target)
    return FactLine(
        cooperative_id=participation.cooperative_id,
        region_code=participation.stop.region_id,
        seat_region_code=participation.cooperative.region_id,
        edition_id=participation.stop.edition_id,
        stop_id=participation.stop_id,
        stall_id=stall_id,
        participation_id=participation.pk,
        family_id=family,
        amount=target - so_far.amount,
        commission_rate=terms.rate,
        commission=commission - so_far.commission,
        commission_tax=commission_tax - so_far.commission_tax,
    )


def _holder(participation: Participation) -> AccountRef | None:
    edition = participation.stop.edition
    return held_by_operator(edition.code) if edition.cash_held_by == CashHolder.OPERATOR else None


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the participations stand; a stall only where there is one and no doubt."""

    participations: dict[int, Participation]
    stalls: dict[ParticipationDay, int]


def _places(totals: Sequence[DeclaredTotal]) -> _Places:
    ids = {total.participation_id for total in totals}
    participations = Participation.objects.select_related("cooperative", "stop__edition").in_bulk(ids)
    assigned = (
        StallAssignment.objects.filter(participation__in=ids, day__day__in={total.counts_on for total in totals})
        .order_by()
        .values_list("participation_id", "day__day")
        .annotate(stalls=Count("stall", distinct=True), stall=Max(F("stall_id")))
    )
    stalls = {(participation, day): stall for participation, day, count, stall in assigned if count == 1}
    return _Places(participations, stalls)
