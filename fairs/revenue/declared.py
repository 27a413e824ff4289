"""What exhibitors say they took on a day, and how it enters the book."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from fairs.enums import Evidence
from fairs.locks import claim_edition_figures, declared_totals_for_update
from fairs.models import DeclaredTotal, Participation
from fairs.revenue.facts import Recorded
from fairs.revenue.reconciliation import ParticipationDay, what_declared_totals_still_owe
from fairs.revenue.services import record_sales

CHUNK = 500


class TotalAlreadyDeclared(Exception):
    """A total was declared for this participation, day and kind of evidence before."""


@dataclass(frozen=True, slots=True)
class NewTotal:
    """What one participation took on one business day, in dirhams."""

    participation_id: int
    counts_on: date
    amount: Decimal
    evidence: Evidence = Evidence.DECLARED
    note: str = ""


@transaction.atomic
def declare_total(*, total: NewTotal, by: User | None) -> DeclaredTotal:
    """Store what was said, and post what the itemised sales of that day do not explain.

    Raises `TotalAlreadyDeclared`.
    """
    claim_edition_figures(_editions_of([total]))
    row = DeclaredTotal(declared_at=clock.now(), declared_by=by, **_values(total))
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise TotalAlreadyDeclared(str(row)) from error
    reconcile(days=[(total.participation_id, total.counts_on)])
    return row


@transaction.atomic
def correct_declared_total(*, total: DeclaredTotal, amount: Decimal, by: User | None) -> DeclaredTotal:
    """Put right a total that was written down wrongly; the difference is posted as a correction."""
    days = [(total.participation_id, total.counts_on)]
    claim_edition_figures(_editions_of([total]))
    row = next(row for row in declared_totals_for_update(days) if row.pk == total.pk)
    record_act(
        action="declared_total_corrected",
        subject=row,
        by=by,
        before={"amount": row.amount},
        after={"amount": amount},
    )
    row.amount = amount
    row.save(update_fields=["amount"])
    reconcile(days=days)
    return row


def declare_totals(*, totals: Sequence[NewTotal], by: User | None = None) -> int:
    """Store and post many totals, a transaction for each few hundred; answer how many were new.

    A total that was declared before stays as it is.
    """
    return sum(_declare_chunk(totals[start : start + CHUNK], by) for start in range(0, len(totals), CHUNK))


@transaction.atomic
def _declare_chunk(totals: Sequence[NewTotal], by: User | None) -> int:
    claim_edition_figures(_editions_of(totals))
    days = {(total.participation_id, total.counts_on) for total in totals}
    known = {(row.participation_id, row.counts_on, row.evidence) for row in declared_totals_for_update(days)}
    now = clock.now()
    new = [
        DeclaredTotal(declared_at=now, declared_by=by, **_values(total))
        for total in totals
        if (total.participation_id, total.counts_on, total.evidence) not in known
    ]
    DeclaredTotal.objects.bulk_create(new)
    reconcile(days=days)
    return len(new)


def reconcile(*, days: Iterable[ParticipationDay]) -> Recorded:
    """Post what is missing or too much between declared and itemised; safe to repeat."""
    with transaction.atomic():
        return record_sales(facts=what_declared_totals_still_owe(days))


def _values(total: NewTotal) -> dict[str, object]:
    return {
        "participation_id": total.participation_id,
        "counts_on": total.counts_on,
        "evidence": total.evidence,
        "amount": total.amount,
        "note": total.note,
    }


def _editions_of(totals: Iterable[NewTotal | DeclaredTotal]) -> set[int]:
    ids = {total.participation_id for total in totals}
    return set(Participation.objects.filter(pk__in=ids).order_by().values_list("stop__edition_id", flat=True))
