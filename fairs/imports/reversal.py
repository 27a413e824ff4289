"""Taking a whole import back: the book by corrections, the rest as if it had never been, never half."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import ForeignObjectRel, Model, Sum

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import move_status, record_act, record_acts
from cooperatives.locks import row_for_update
from cooperatives.models import Cooperative
from fairs.enums import (
    IMPORT_MOVES,
    PARTICIPATION_MOVES,
    Channel,
    Evidence,
    ImportStatus,
    ParticipationStatus,
    VisitOutcome,
    VisitStanding,
)
from fairs.imports.enums import NO_MORE_SHOWN
from fairs.imports.exceptions import ChangedSince
from fairs.imports.models import ImportRow, PastImport
from fairs.locks import claim_edition_figures, participations_for_update
from fairs.models import Edition, Participation, Stop
from fairs.revenue.declared import NewTotal, declare_or_restate, withdraw_totals
from fairs.revenue.models import RevenueLine
from fairs.rounds.models import Visit
from fairs.services.editions import EditionSettled, StopSettled


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What became of all that an import had written."""

    totals: int
    participations_removed: int
    participations_withdrawn: int
    organisations_removed: int
    organisations_kept: int


@transaction.atomic
def take_back(*, past_import_id: int, reason: str, by: User) -> TakenBack:
    """Undo a whole import for a reason that is kept.

    Totals go back to what they were. What an import made goes where nothing else hangs on it; a
    participation that the book holds corrected lines of is withdrawn, an organisation stays unchecked.
    Raises `ForbiddenMove`, `ChangedSince`, `EditionSettled`, `StopSettled`.
    """
    past_import = row_for_update(PastImport, past_import_id)
    move_status(past_import, to=ImportStatus.REVERSED, moves=IMPORT_MOVES, by=by, reason=reason)
    rows = list(
        ImportRow.objects.filter(past_import=past_import, participation__isnull=False)
        .select_related("total")
        .order_by("number")
    )
    participations = participations_for_update(row.participation_id for row in rows if row.participation_id)
    claim_edition_figures([past_import.edition_id])
    _check_open(past_import, rows)
    _check_unchanged(past_import, rows)
    totals = _totals_back(rows, by)
    removed, withdrawn = _participations_back(past_import, rows, participations, by)
    gone, kept = _organisations_back(past_import, rows, by)
    past_import.reversed_at, past_import.reversed_by, past_import.reason = clock.now(), by, reason
    past_import.save(update_fields=["status", "reversed_at", "reversed_by", "reason"])
    answer = TakenBack(totals, removed, withdrawn, gone, kept)
    told = {name: getattr(answer, name) for name in TakenBack.__slots__}
    record_act(action="past_import.take_back", subject=past_import, by=by, after=told | {"reason": reason})
    return answer


def _check_open(past_import: PastImport, rows: Sequence[ImportRow]) -> None:
    if Edition.objects.filter(pk=past_import.edition_id, settled_at__isnull=False).exists():
        raise EditionSettled(past_import.edition_id)
    stops = Stop.objects.filter(participations__in={row.participation_id for row in rows})
    if stops.filter(settled_at__isnull=False).exists():
        raise StopSettled(past_import.edition_id)


def _wrote(row: ImportRow) -> bool:
    return row.made_total or row.total_before is not None


def _check_unchanged(past_import: PastImport, rows: Sequence[ImportRow]) -> None:
    """Refuse where somebody put a total right since, or an evening's round told the same: that is not the list's."""
    visits = Visit.objects.filter(
        participation__in={row.participation_id for row in rows},
        outcome=VisitOutcome.TOLD,
        standing__in=[VisitStanding.COUNTS, VisitStanding.SAME],
        received_at__gte=past_import.loaded_at,
    )
    told = set(visits.values_list("participation", "round__counts_on"))
    changed = [row.number for row in rows if _wrote(row) and _is_changed(row, told)]
    if changed:
        raise ChangedSince(changed)


def _is_changed(row: ImportRow, told: Collection[tuple[int, date]]) -> bool:
    return row.total is None or row.total.amount != row.amount or (row.participation_id, row.counts_on) in told


def _totals_back(rows: Sequence[ImportRow], by: User) -> int:
    replaced = [row for row in rows if row.total_before is not None]
    declare_or_restate(totals=[_before(row) for row in replaced], by=by)
    made = [row for row in rows if row.made_total and row.total]
    totals = [row.total for row in made if row.total]
    # The rows let go of what goes; each still says what it had said.
    ImportRow.objects.filter(pk__in=[row.pk for row in made]).update(total=None)
    withdraw_totals(totals=totals, by=by)
    return len(replaced) + len(totals)


def _before(row: ImportRow) -> NewTotal:
    if row.total is None or row.total_before is None:
        raise ValueError(row.number)
    parts = tuple((family, Decimal(amount)) for family, amount in row.total_before["parts"])
    return NewTotal(
        row.total.participation_id,
        row.total.counts_on,
        Decimal(row.total_before["amount"]),
        Evidence.DECLARED,
        row.total.note,
        parts,
    )


def _participations_back(
    past_import: PastImport, rows: Sequence[ImportRow], participations: dict[int, Participation], by: User
) -> tuple[int, int]:
    moved = {row.participation_id: row.participation_before for row in rows if row.participation_before}
    made = {row.participation_id for row in rows if row.made_participation and row.participation_id}
    looked_at = made | {pk for pk in moved if pk}
    hanging = _used(Participation, looked_at, past_import)
    hanging |= {row.participation_id for row in rows if row.total_id and not _wrote(row) and row.participation_id}
    in_book, alive = _in_book(looked_at)
    for pk in sorted(looked_at - made - hanging - alive):
        _move(participations[pk], str(moved[pk]), NO_MORE_SHOWN, by)
    gone = made - hanging - in_book
    record_acts(action="participation.remove", subjects=[participations[pk] for pk in sorted(gone)], by=by)
    Participation.objects.filter(pk__in=gone).delete()
    ended = sorted(
        pk for pk in (made & in_book) - hanging - alive if participations[pk].status != ParticipationStatus.WITHDRAWN
    )
    for pk in ended:
        _move(participations[pk], ParticipationStatus.WITHDRAWN, PARTICIPATION_MOVES, by)
    return len(gone), len(ended)


def _move(participation: Participation, to: str, moves: dict[str, set[str]], by: User) -> None:
    if participation.status != to:
        move_status(participation, to=to, moves=moves, by=by)
        participation.save(update_fields=["status"])


def _in_book(ids: Collection[int]) -> tuple[set[int], set[int]]:
    """Which participations the book has lines of, and of which it has more than corrected words."""
    lines = RevenueLine.objects.filter(participation__in=ids).order_by()
    sums = lines.values_list("participation_id", "counts_on", "evidence", "channel").annotate(Sum("amount"))
    in_book: set[int] = set()
    alive: set[int] = set()
    for pk, _day, evidence, channel, amount in sums:
        in_book.add(pk)
        if amount or (evidence, channel) != (Evidence.DECLARED, Channel.STALL):
            alive.add(pk)
    return in_book, alive


def _organisations_back(past_import: PastImport, rows: Sequence[ImportRow], by: User) -> tuple[int, int]:
    made = {row.cooperative_id for row in rows if row.made_cooperative and row.cooperative_id}
    gone = made - _used(Cooperative, made, past_import)
    ImportRow.objects.filter(past_import=past_import, cooperative__in=gone).update(cooperative=None)
    record_acts(action="cooperative.remove", subjects=list(Cooperative.objects.filter(pk__in=gone)), by=by)
    Cooperative.objects.filter(pk__in=gone).delete()
    return len(gone), len(made) - len(gone)


def _used(model: type[Model], ids: Collection[int], past_import: PastImport) -> set[int]:
    """Which of the rows anything but this import, the book's lines of a participation and cells points at."""
    used: set[int] = set()
    for relation in _relations(model):
        of = relation.related_model
        if of is RevenueLine and model is Participation:
            continue
        name = relation.field.name
        pointing = of._base_manager.filter(**{f"{name}__in": set(ids) - used})
        if of is ImportRow:
            pointing = pointing.exclude(past_import=past_import)
        used |= set(pointing.order_by().values_list(name, flat=True).distinct())
    return used


def _relations(model: type[Model]) -> Iterable[ForeignObjectRel]:
    """Everything that can point at a row of `model`, hidden relations too."""
    for each in model._meta.get_fields(include_hidden=True):
        if isinstance(each, ForeignObjectRel) and (each.one_to_many or each.one_to_one):
            yield each
