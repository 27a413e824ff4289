"""Rounds: what tablets send is taken in once, a person opens, closes and settles."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import log_status, move_status, record_act
from cooperatives.locks import row_for_update
from fairs.enrolment import note_seen
from fairs.enums import ROUND_MOVES, Evidence, RoundStatus, SaleStatus
from fairs.locks import claim_edition_figures
from fairs.models import DeclaredTotal, Stop
from fairs.revenue.declared import correct_declared_total, declare_totals
from fairs.rounds.keeping import First, StillNotRecordable, first_aside, keep_aside, settle_quarantined
from fairs.rounds.models import QuarantinedVisit, Round, Tablet, Visit, VisitConflict
from fairs.rounds.parsing import ReadVisit, read_record
from fairs.rounds.problems import RoundProblem
from fairs.rounds.round_book import Figure, RoundBook, read_round_book
from fairs.rounds.tablets import why_unheard
from fairs.rounds.visiting import Evening, KeptAside, SentVisit
from fairs.tills.problems import Problem, problem


class ConflictSettled(Exception):
    """Somebody chose between the two figures before."""


class NotOfTheConflict(Exception):
    """The visit chosen is neither of the two."""


@dataclass(frozen=True, slots=True)
class VisitResult:
    """What became of one visit of a batch, and the figure that stands where it says another."""

    id: str | None
    status: SaleStatus
    problems: tuple[Problem, ...] = ()
    first_status: SaleStatus | None = None
    conflict: Figure | None = None


@transaction.atomic
def record_visits(*, tablet: Tablet, batch: Sequence[SentVisit]) -> list[VisitResult]:
    """Take each visit of a batch in once, and say for each what became of it, in their order.

    The first told figure for a stall and day is declared; one that differs is kept for a person to
    choose. What cannot be read or placed is kept aside. All in one transaction, with the edition's
    figures claimed: two enumerators who send at once come one after the other.
    """
    claim_edition_figures([tablet.edition_id])
    unheard = why_unheard(tablet)
    known = _first_answers(tablet, batch)
    evening = Evening(tablet, _book(tablet, batch), clock.now())
    results = []
    for sent in batch:
        first = known.get(sent.record_id or sent.digest) or known.get(sent.digest)
        if first is None:
            first = known[sent.digest] = _take(evening, sent, unheard)
            if sent.record_id is not None and first.status != SaleStatus.INVALID:
                known[sent.record_id] = first
            results.append(VisitResult(sent.name, first.status, first.problems, conflict=first.conflict))
        else:
            results.append(_again(tablet, sent, first))
    evening.write()
    declare_totals(totals=evening.totals, by=tablet.user)
    note_seen(device=tablet)
    return results


def _book(tablet: Tablet, batch: Sequence[SentVisit]) -> RoundBook:
    read = [sent.record for sent in batch if sent.record is not None]
    return read_round_book(tablet.edition, [(visit.participation, visit.day) for visit in read])


def _first_answers(tablet: Tablet, batch: Sequence[SentVisit]) -> dict[UUID | str, First]:
    """What was answered before: by id to what was recorded, by content to what was kept aside."""
    known: dict[UUID | str, First] = {}
    known.update(first_aside(tablet, [sent.digest for sent in batch]))
    recorded = Visit.objects.filter(pk__in=[sent.record_id for sent in batch if sent.record_id]).order_by()
    for visit in recorded.select_related("conflict__counting__by"):
        known[visit.pk] = First(_status(visit), tuple(visit.problems), visit.content_digest, _against(visit))
    return known


def _against(visit: Visit) -> Figure | None:
    """The figure that a recorded visit was found to differ from."""
    conflict: VisitConflict | None = getattr(visit, "conflict", None)
    if conflict is None or conflict.counting.amount is None:
        return None
    counting = conflict.counting
    return Figure(conflict.counting.amount, frozenset(), counting.by, counting.visited_at, counting)


def _take(evening: Evening, sent: SentVisit, unheard: RoundProblem | None) -> First:
    if unheard is not None:
        return keep_aside(evening.tablet, sent, (problem(unheard),))
    if sent.record is None:
        return keep_aside(evening.tablet, sent, sent.problems)
    try:
        visit, against = evening.take(sent, sent.record)
    except KeptAside as refusal:
        return keep_aside(evening.tablet, sent, (refusal.problem,))
    return First(_status(visit), tuple(visit.problems), sent.digest, against)


def _again(tablet: Tablet, sent: SentVisit, first: First) -> VisitResult:
    """The first answer again; other content under a known id is kept beside it."""
    duplicate = VisitResult(sent.name, SaleStatus.DUPLICATE, first.problems, first.status, first.conflict)
    if sent.digest == first.digest:
        return duplicate
    differs = problem(RoundProblem.DIFFERS)
    keep_aside(tablet, sent, (differs,))
    return replace(duplicate, problems=(*first.problems, differs))


@transaction.atomic
def let_visit_count(*, row_id: int, by: User) -> Visit:
    """Record a visit that was kept aside, such as of a tablet that was switched off, in the words that it came in.

    Raises `SettledBefore` and `StillNotRecordable`.
    """
    kept = QuarantinedVisit.objects.select_related("tablet__edition", "tablet__user").get(pk=row_id)
    claim_edition_figures([kept.tablet.edition_id])
    sent = replace(read_record(kept.payload, ReadVisit.model_validate), digest=kept.content_digest)
    if sent.record is None or Visit.objects.filter(pk=sent.record.id).exists():
        raise StillNotRecordable(row_id)
    evening = Evening(kept.tablet, _book(kept.tablet, [sent]), clock.now())
    try:
        visit, _ = evening.take(sent, sent.record)
    except KeptAside as refusal:
        raise StillNotRecordable(row_id) from refusal
    evening.write()
    declare_totals(totals=evening.totals, by=kept.tablet.user)
    settle_quarantined(row_id=row_id, outcome=str(visit.pk), by=by)
    return visit


def _status(visit: Visit) -> SaleStatus:
    return SaleStatus.FLAGGED if visit.problems else SaleStatus.ACCEPTED


@transaction.atomic
def open_round(*, stop: Stop, counts_on: date, by: User) -> Round:
    """Open the round of a stop and business day, where no visit has done so; else the one that is there."""
    claim_edition_figures([stop.edition_id])
    row, is_new = Round.objects.get_or_create(stop=stop, counts_on=counts_on)
    if is_new:
        log_status(row, old="", by=by)
    return row


@transaction.atomic
def close_round(*, round_: Round, by: User) -> Round:
    """Say that nobody goes round any more; what still arrives is taken in and marked. Raises `ForbiddenMove`."""
    row = row_for_update(Round, round_.pk)
    move_status(row, to=RoundStatus.CLOSED, moves=ROUND_MOVES, by=by)
    row.closed_at, row.closed_by = clock.now(), by
    row.save(update_fields=["status", "closed_at", "closed_by"])
    return row


@transaction.atomic
def reopen_round(*, round_: Round, by: User, reason: str = "") -> Round:
    """Go round again on a day whose round was finished. Raises `ForbiddenMove`."""
    row = row_for_update(Round, round_.pk)
    move_status(row, to=RoundStatus.OPEN, moves=ROUND_MOVES, by=by, reason=reason)
    row.closed_at = row.closed_by = None
    row.save(update_fields=["status", "closed_at", "closed_by"])
    return row


@transaction.atomic
def settle_conflict(*, conflict: VisitConflict, chosen: Visit, by: User) -> VisitConflict:
    """Let one of two figures stand; where it is not the one that stood, the total is put right by a correction.

    Raises `NotOfTheConflict` and `ConflictSettled`.
    """
    if chosen.pk not in (conflict.counting_id, conflict.other_id):
        raise NotOfTheConflict(str(chosen.pk))
    claim_edition_figures([conflict.other.round.stop.edition_id])
    row = row_for_update(VisitConflict, conflict.pk)
    if row.settled_at is not None:
        raise ConflictSettled(row.public_id)
    row.settled_at, row.settled_by, row.chosen = clock.now(), by, chosen
    row.save(update_fields=["settled_at", "settled_by", "chosen"])
    record_act(
        action="visit_conflict_settled", subject=row, by=by, after={"chosen": chosen.pk, "amount": chosen.amount}
    )
    _let_stand(chosen, by)
    _carry_over(row, chosen)
    return row


def _let_stand(chosen: Visit, by: User) -> None:
    totals = DeclaredTotal.objects.filter(participation=chosen.participation_id, counts_on=chosen.round.counts_on)
    total = totals.filter(evidence=Evidence.DECLARED).get()
    amount, parts = _figure(chosen)
    stands = list(total.parts.order_by("family").values_list("family_id", "amount"))
    if amount is not None and (amount, parts) != (total.amount, stands):
        correct_declared_total(total=total, amount=amount, by=by, parts=tuple(parts))


def _carry_over(settled: VisitConflict, chosen: Visit) -> None:
    """Of the day's other conflicts those that say the same as `chosen` are settled too; the rest stand against it."""
    open_ones = VisitConflict.objects.filter(
        other__round=chosen.round_id, other__participation=chosen.participation_id, settled_at__isnull=True
    )
    for conflict in open_ones.select_related("other").order_by("pk"):
        if _figure(conflict.other) == _figure(chosen):
            conflict.settled_at, conflict.settled_by = settled.settled_at, settled.settled_by
            conflict.chosen = conflict.other
        else:
            conflict.counting = chosen
        conflict.save(update_fields=["counting", "settled_at", "settled_by", "chosen"])


def _figure(visit: Visit) -> tuple[Decimal | None, list[tuple[int, Decimal]]]:
    return visit.amount, list(visit.parts.order_by("family").values_list("family_id", "amount"))
