"""Declared and itemised money of one participation and day: counted together, never twice.

What was declared stays stored as it was said. The book holds of it only what the itemised
sales of the same day do not explain.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Max, Sum

from cooperatives.ledger.services import AccountRef, held_by_operator
from cooperatives.money import ZERO
from fairs.commission import CommissionRule, Terms, load_rules, rate_for
from fairs.enums import CashHolder, Channel, Evidence, LineKind, PaymentKind
from fairs.locks import declared_totals_for_update
from fairs.models import DeclaredTotal, Participation, StallAssignment
from fairs.revenue.facts import FactLine, SaleFact
from fairs.revenue.models import RevenueLine

ParticipationDay = tuple[int, date]


@dataclass(frozen=True, slots=True)
class Posted:
    """What the lines of one participation, day and evidence come to."""

    amount: Decimal = ZERO
    commission: Decimal = ZERO
    commission_tax: Decimal = ZERO
    commission_rate: Decimal | None = None
    lines: int = 0


NOTHING_POSTED = Posted()


def what_declared_totals_still_owe(days: Iterable[ParticipationDay]) -> list[SaleFact]:
    """The facts that bring declared lines in line with what is itemised on the same days.

    Each total is locked before the lines are read: of two writers the later sees both.
    """
    wanted = set(days)
    totals = declared_totals_for_update(wanted) if wanted else []
    if not totals:
        return []
    posted = _posted_at_stalls({(total.participation_id, total.counts_on) for total in totals})
    places = _places(totals)
    rules = load_rules()
    facts = (_adjustment(total, posted, places, rules, _is_outranked(total, totals)) for total in totals)
    return [fact for fact in facts if fact is not None]


def _is_outranked(total: DeclaredTotal, totals: Sequence[DeclaredTotal]) -> bool:
    """An estimate counts for nothing on a day for which someone gave their word."""
    return total.evidence == Evidence.ESTIMATED and any(
        other.evidence == Evidence.DECLARED
        and (other.participation_id, other.counts_on) == (total.participation_id, total.counts_on)
        for other in totals
    )


def _posted_at_stalls(days: set[ParticipationDay]) -> dict[tuple[int, date, str], Posted]:
    rows = (
        RevenueLine.objects.filter(
            participation__in={participation for participation, _ in days},
            counts_on__in={day for _, day in days},
            channel=Channel.STALL,
        )
        .order_by()
        .values_list("participation_id", "counts_on", "evidence")
        .annotate(Sum("amount"), Sum("commission"), Sum("commission_tax"), Max("commission_rate"), Count("id"))
    )
    return {(participation, day, evidence): Posted(*sums) for participation, day, evidence, *sums in rows}


def _adjustment(
    total: DeclaredTotal,
    posted: dict[tuple[int, date, str], Posted],
    places: "_Places",
    rules: Sequence[CommissionRule],
    outranked: bool,
) -> SaleFact | None:
    day = (total.participation_id, total.counts_on)
    itemised = posted.get((*day, Evidence.ITEMISED), NOTHING_POSTED)
    so_far = posted.get((*day, total.evidence), NOTHING_POSTED)
    target = ZERO if outranked else max(ZERO, total.amount - itemised.amount)
    if target == so_far.amount:
        return None
    participation = places.participations[total.participation_id]
    terms = _terms(participation, total, so_far, rules)
    return SaleFact(
        # The number of lines so far: read under the total's lock, so that no two writers share it.
        key=f"declared:{total.participation_id}:{total.counts_on}:{total.evidence}:{so_far.lines}",
        kind=LineKind.CORRECTION if so_far.lines else LineKind.SALE,
        counts_on=total.counts_on,
        sold_at=total.declared_at,
        channel=Channel.STALL,
        evidence=Evidence(total.evidence),
        payment=PaymentKind.UNKNOWN,
        held_by=_holder(participation),
        lines=(_difference(participation, target, so_far, terms, places.stalls.get(day)),),
    )


def _terms(
    participation: Participation, total: DeclaredTotal, so_far: Posted, rules: Sequence[CommissionRule]
) -> Terms:
    """The rate frozen on the first line stays: editing a rule changes nothing said before."""
    terms = rate_for(
        rules=rules,
        channel=Channel.STALL,
        counts_on=total.counts_on,
        cooperative_id=participation.cooperative_id,
        programme_id=participation.stop.edition.programme_id,
        family_id=None,
    )
    return terms if so_far.commission_rate is None else Terms(so_far.commission_rate, terms.tax_rate)


def _difference(
    participation: Participation, target: Decimal, so_far: Posted, terms: Terms, stall_id: int | None
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
