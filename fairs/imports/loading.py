"""Loading a list: who took part and what they sold enters the books, whole or not at all, and once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import log_first_statuses, move_status, record_act, record_acts
from cooperatives.formats.lists import ARABIC
from cooperatives.locks import row_for_update
from cooperatives.models import Cooperative
from cooperatives.services import register_cooperative
from fairs.enums import IMPORT_MOVES, Evidence, ImportStatus, ParticipationStatus, RowDecision
from fairs.imports.enums import SHOWN_BY_A_LIST
from fairs.imports.exceptions import ListClosed, NothingToLoad, NotReadyToLoad
from fairs.imports.judging import Key, Standing, is_good, judge, keeps_what_stands, organisation_key
from fairs.imports.models import ImportRow, PastImport
from fairs.locks import claim_edition_figures, participations_for_update
from fairs.models import DeclaredPart, DeclaredTotal, Edition, Participation
from fairs.revenue.declared import NewTotal, declare_or_restate
from fairs.services.editions import EditionSettled

WRITTEN_BY_LOADING = (
    "cooperative",
    "participation",
    "total",
    "made_participation",
    "made_cooperative",
    "made_total",
    "total_before",
    "participation_before",
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading wrote."""

    rows: int
    organisations: int
    participations: int
    totals: int


@transaction.atomic
def load_whole(*, past_import_id: int, by: User) -> Loaded:
    """Load a list of which every row is good or left out.

    Raises `NotReadyToLoad`, `NothingToLoad`, `ListClosed` and `EditionSettled`.
    """
    past_import, rows, standing = _locked(past_import_id)
    bad = [row.number for row in rows if not _is_settled(row)]
    if bad:
        raise NotReadyToLoad(bad)
    return _load(past_import, rows, standing, by)


@transaction.atomic
def load_good_rows(*, past_import_id: int, by: User) -> Loaded:
    """Load the rows that are good; the others stay to be mended, and are loaded when that is asked again.

    Raises `NothingToLoad`, `ListClosed` and `EditionSettled`.
    """
    past_import, rows, standing = _locked(past_import_id)
    return _load(past_import, rows, standing, by)


def _is_settled(row: ImportRow) -> bool:
    return row.participation_id is not None or row.decision == RowDecision.LEFT_OUT or is_good(row)


def _locked(past_import_id: int) -> tuple[PastImport, list[ImportRow], Standing]:
    """The import, its participations and the edition's figures, held; the rows looked at under them."""
    past_import = row_for_update(PastImport, past_import_id)
    if past_import.status not in (ImportStatus.READ, ImportStatus.LOADED) or past_import.is_being_read:
        raise ListClosed(past_import.public_id)
    rows = list(ImportRow.objects.filter(past_import=past_import).order_by("number"))
    named = Participation.objects.filter(
        stop__edition=past_import.edition_id, cooperative__in={row.cooperative_id for row in rows} - {None}
    )
    participations_for_update(named.values_list("pk", flat=True))
    claim_edition_figures([past_import.edition_id])
    if Edition.objects.filter(pk=past_import.edition_id, settled_at__isnull=False).exists():
        raise EditionSettled(past_import.edition_id)
    return past_import, rows, judge(past_import, rows)


def _load(past_import: PastImport, rows: Sequence[ImportRow], standing: Standing, by: User) -> Loaded:
    ready = [row for row in rows if row.participation_id is None and is_good(row)]
    if not ready:
        raise NothingToLoad(past_import.public_id)
    organisations = _register(past_import, ready, by)
    participations = _take_part(ready, standing, by)
    totals = _declare(past_import, ready, standing, by)
    ImportRow.objects.bulk_update(ready, WRITTEN_BY_LOADING, batch_size=500)
    loaded = Loaded(len(ready), organisations, participations, totals)
    _note(past_import, loaded, by)
    return loaded


def _note(past_import: PastImport, loaded: Loaded, by: User) -> None:
    if past_import.status == ImportStatus.READ:
        move_status(past_import, to=ImportStatus.LOADED, moves=IMPORT_MOVES, by=by)
        past_import.loaded_at, past_import.loaded_by = clock.now(), by
        past_import.save(update_fields=["status", "loaded_at", "loaded_by"])
    told = {name: getattr(loaded, name) for name in ("rows", "organisations", "participations", "totals")}
    record_act(action="past_import.load", subject=past_import, by=by, after=told)


def _register(past_import: PastImport, rows: Sequence[ImportRow], by: User) -> int:
    """Make the organisations that are new, each once however many days it has."""
    new: dict[Key, list[ImportRow]] = defaultdict(list)
    for row in rows:
        if row.decision == RowDecision.NEW:
            new[organisation_key(row)].append(row)
    for of_one in new.values():
        cooperative = _registered(past_import, of_one, by)
        for row in of_one:
            row.cooperative, row.made_cooperative = cooperative, True
    return len(new)


def _registered(past_import: PastImport, rows: Sequence[ImportRow], by: User) -> Cooperative:
    row = rows[0]
    values: dict[str, Any] = {
        "name_ar" if ARABIC.search(row.name) else "name_fr": row.name,
        "kind": row.kind,
        "commune": row.commune or past_import.edition.commune,
        "registration_number": next((each.register_number for each in rows if each.register_number), ""),
        "ice": next((each.ice for each in rows if each.ice), ""),
        "sells_online": False,
    }
    try:
        with transaction.atomic():
            return register_cooperative(values=values, by=by)
    except IntegrityError as error:
        # Somebody registered the same ICE while this list was being checked.
        if "cooperative_ice_once" not in str(error):
            raise
        raise NotReadyToLoad([each.number for each in rows]) from error


def _take_part(rows: Sequence[ImportRow], standing: Standing, by: User) -> int:
    """Make the participations that are missing, and confirm those that were never answered or called off."""
    known: dict[tuple[int, int], Participation] = dict(standing.participations)
    new: dict[tuple[int, int], Participation] = {}
    for row in rows:
        place = _place(row, standing)
        if place not in known:
            each = new.setdefault(place, Participation(stop_id=place[0], cooperative_id=place[1]))
            each.people, each.women = max(each.people, row.people), max(each.women, row.women)
    Participation.objects.bulk_create(new.values(), batch_size=500)
    made = list(new.values())
    log_first_statuses(made, by=by)
    record_acts(action="participation.create", subjects=made, by=by)
    for row in rows:
        _link(row, _place(row, standing), known, new, by)
    return len(made)


def _place(row: ImportRow, standing: Standing) -> tuple[int, int]:
    if row.counts_on is None or row.cooperative_id is None:
        raise ValueError(row.number)
    return standing.days[row.counts_on].stop_id, row.cooperative_id


def _link(
    row: ImportRow,
    place: tuple[int, int],
    known: Mapping[tuple[int, int], Participation],
    new: Mapping[tuple[int, int], Participation],
    by: User,
) -> None:
    if place in new:
        row.participation, row.made_participation = new[place], True
        return
    participation = row.participation = known[place]
    if participation.status != ParticipationStatus.CONFIRMED:
        row.participation_before = participation.status
        move_status(participation, to=ParticipationStatus.CONFIRMED, moves=SHOWN_BY_A_LIST, by=by)
        participation.save(update_fields=["status"])


def _declare(past_import: PastImport, rows: Sequence[ImportRow], standing: Standing, by: User) -> int:
    """Post the totals, and keep beside each row what stood there before."""
    there = {row.pk: standing.total_of(row) for row in rows}
    parts = _parts([total for total in there.values() if total is not None])
    told: list[ImportRow] = []
    for row in rows:
        total = there[row.pk]
        if row.amount is None or (total is not None and (total.amount == row.amount or keeps_what_stands(row))):
            row.total = total
            continue
        row.made_total = total is None
        if total is not None:
            row.total_before = {"amount": str(total.amount), "parts": parts.get(total.pk, [])}
        told.append(row)
    totals = [_total(past_import, row) for row in told]
    for row, written in zip(told, declare_or_restate(totals=totals, by=by), strict=True):
        row.total = written
    return len(told)


def _total(past_import: PastImport, row: ImportRow) -> NewTotal:
    if row.participation_id is None or row.counts_on is None or row.amount is None:
        raise ValueError(row.number)
    note = f"{past_import.file_name}, {row.number}"[:200]
    return NewTotal(row.participation_id, row.counts_on, row.amount, Evidence.DECLARED, note)


def _parts(totals: Sequence[DeclaredTotal]) -> dict[int, list[list[Any]]]:
    found: dict[int, list[list[Any]]] = defaultdict(list)
    for part in DeclaredPart.objects.filter(total__in=totals).order_by("total", "family"):
        found[part.total_id].append([part.family_id, str(part.amount)])
    return found
