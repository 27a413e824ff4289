"""What exhibitors say they took on a day, and how it enters the book."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.money import ZERO
from fairs.enums import Evidence
from fairs.locks import claim_edition_figures, declared_totals_for_update
from fairs.models import DeclaredPart, DeclaredTotal, Participation
from fairs.revenue.facts import Recorded
from fairs.revenue.parts import check_parts
from fairs.revenue.reconciliation import ParticipationDay, what_declared_totals_still_owe
from fairs.revenue.services import record_sales

CHUNK = 500


class TotalAlreadyDeclared(Exception):
    """A total was declared for this participation, day and kind of evidence before."""


@dataclass(frozen=True, slots=True)
class NewTotal:
    """What one participation took on one business day, in dirhams; `parts` are (family, dirhams) of it."""

    participation_id: int
    counts_on: date
    amount: Decimal
    evidence: Evidence = Evidence.DECLARED
    note: str = ""
    parts: tuple[tuple[int, Decimal], ...] = ()


@transaction.atomic
def declare_total(*, total: NewTotal, by: User | None) -> DeclaredTotal:
    """Store what was said, and post what the itemised sales of that day do not explain.

    Raises `TotalAlreadyDeclared` and `PartsAboveTotal`.
    """
    claim_edition_figures(_editions_of([total]))
    try:
        with transaction.atomic():
            (row,) = _store([total], by)
    except IntegrityError as error:
        raise TotalAlreadyDeclared(f"{total.participation_id} {total.counts_on}") from error
    reconcile(days=[(total.participation_id, total.counts_on)])
    return row


@transaction.atomic
def correct_declared_total(
    *,
    total: DeclaredTotal,
    amount: Decimal,
    by: User | None,
    parts: tuple[tuple[int, Decimal], ...] | None = None,
) -> DeclaredTotal:
    """Put right a total that was written down wrongly; the difference is posted as a correction.

    Without new `parts` the old ones stay; where they are more than the new amount nobody knows
    the families any more, and they go. Raises `PartsAboveTotal`.
    """
    days = [(total.participation_id, total.counts_on)]
    claim_edition_figures(_editions_of([total]))
    row = next(row for row in declared_totals_for_update(days) if row.pk == total.pk)
    _restate(row, amount, parts, by)
    reconcile(days=days)
    return row


@transaction.atomic
def declare_or_restate(*, totals: Sequence[NewTotal], by: User | None) -> list[DeclaredTotal]:
    """Store and post totals, putting right those that stand with another amount; the rows in their order.

    Raises `PartsAboveTotal`.
    """
    claim_edition_figures(_editions_of(totals))
    days = {(total.participation_id, total.counts_on) for total in totals}
    known = {(row.participation_id, row.counts_on, row.evidence): row for row in declared_totals_for_update(days)}
    for row in _store([total for total in totals if _key(total) not in known], by):
        known[_key(row)] = row
    rows = [known[_key(total)] for total in totals]
    for row, total in zip(rows, totals, strict=True):
        if row.amount != total.amount:
            _restate(row, total.amount, total.parts, by)
    reconcile(days=days)
    return rows


@transaction.atomic
def withdraw_totals(*, totals: Sequence[DeclaredTotal], by: User | None) -> None:
    """Take totals back as if nobody had said them: the book is corrected by what they added, and their rows go.

    Whoever points at them has let go of them before. An estimate that they outranked counts again.
    """
    claim_edition_figures(_editions_of(totals))
    days = {(total.participation_id, total.counts_on) for total in totals}
    ids = {total.pk for total in totals}
    for row in declared_totals_for_update(days):
        if row.pk in ids:
            before = {"amount": row.amount} | _told(_parts_of(row))
            record_act(action="declared_total_withdrawn", subject=row, by=by, before=before)
    DeclaredPart.objects.filter(total__in=ids).delete()
    DeclaredTotal.objects.filter(pk__in=ids).update(amount=ZERO)
    reconcile(days=days)
    DeclaredTotal.objects.filter(pk__in=ids).delete()
    reconcile(days=days)


def declare_totals(*, totals: Sequence[NewTotal], by: User | None = None) -> int:
    """Store and post many totals, a transaction for each few hundred; answer how many were new.

    A total that was declared before stays as it is. Raises `PartsAboveTotal`.
    """
    return sum(_declare_chunk(totals[start : start + CHUNK], by) for start in range(0, len(totals), CHUNK))


@transaction.atomic
def _declare_chunk(totals: Sequence[NewTotal], by: User | None) -> int:
    claim_edition_figures(_editions_of(totals))
    days = {(total.participation_id, total.counts_on) for total in totals}
    known = {_key(row) for row in declared_totals_for_update(days)}
    new = _store([total for total in totals if _key(total) not in known], by)
    reconcile(days=days)
    return len(new)


def reconcile(*, days: Iterable[ParticipationDay]) -> Recorded:
    """Post what is missing or too much between declared and itemised; safe to repeat."""
    with transaction.atomic():
        return record_sales(facts=what_declared_totals_still_owe(days))


def _store(totals: Sequence[NewTotal], by: User | None) -> list[DeclaredTotal]:
    """Write new totals with their parts."""
    for total in totals:
        check_parts(total.amount, total.parts)
    now = clock.now()
    rows = DeclaredTotal.objects.bulk_create(
        DeclaredTotal(
            participation_id=total.participation_id,
            counts_on=total.counts_on,
            evidence=total.evidence,
            amount=total.amount,
            note=total.note,
            declared_at=now,
            declared_by=by,
        )
        for total in totals
    )
    _write_parts((row, total.parts) for row, total in zip(rows, totals, strict=True))
    return rows


def _restate(
    row: DeclaredTotal, amount: Decimal, parts: tuple[tuple[int, Decimal], ...] | None, by: User | None
) -> None:
    """Write another amount into a locked total, with a trace of what it was."""
    before = _parts_of(row)
    if parts is None:
        parts = before if sum((part for _, part in before), ZERO) <= amount else ()
    check_parts(amount, parts)
    record_act(
        action="declared_total_corrected",
        subject=row,
        by=by,
        before={"amount": row.amount} | _told(before),
        after={"amount": amount} | _told(parts),
    )
    row.amount = amount
    row.save(update_fields=["amount"])
    if parts != before:
        row.parts.all().delete()
        _write_parts([(row, parts)])


def _write_parts(given: Iterable[tuple[DeclaredTotal, Iterable[tuple[int, Decimal]]]]) -> None:
    DeclaredPart.objects.bulk_create(
        DeclaredPart(total=row, family_id=family, amount=amount) for row, parts in given for family, amount in parts
    )


def _parts_of(row: DeclaredTotal) -> tuple[tuple[int, Decimal], ...]:
    return tuple(row.parts.order_by("family").values_list("family_id", "amount"))


def _told(parts: tuple[tuple[int, Decimal], ...]) -> dict[str, object]:
    return {"parts": {str(family): amount for family, amount in parts}} if parts else {}


def _key(total: NewTotal | DeclaredTotal) -> tuple[int, date, str]:
    return total.participation_id, total.counts_on, str(total.evidence)


def _editions_of(totals: Iterable[NewTotal | DeclaredTotal]) -> set[int]:
    ids = {total.participation_id for total in totals}
    return set(Participation.objects.filter(pk__in=ids).order_by().values_list("stop__edition_id", flat=True))
