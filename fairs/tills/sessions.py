"""The sessions of a till: a chain without overlap, in which the next begins where the last one ends."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Max
from django.db.models.functions import Coalesce

from cooperatives.prepared import prepared_cursor
from fairs.enums import TillKind, TillSessionStatus
from fairs.tills.locks import share_known_sessions, share_sessions, till_for_update
from fairs.tills.models import Cashier, Till, TillSession

OWNERS = "SELECT id, till_id FROM tills_tillsession WHERE id = ANY(%s)"
# Another till may be opening a session of the same id: then that is whose it is.
OPEN_SESSIONS = """
    INSERT INTO tills_tillsession (id, till_id, status, opened_at, opened_by_sale, superseded_at)
    SELECT id, %s, 'open', opened_at, %s, superseded_at
    FROM unnest(%s::uuid[], %s::timestamptz[], %s::timestamptz[]) AS new (id, opened_at, superseded_at)
    ORDER BY opened_at, id
    ON CONFLICT (id) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Place:
    """The session into which something of the till goes, held so that nobody closes it meanwhile."""

    session_id: UUID
    is_closed: bool = False
    was_of_another_till: bool = False
    # Where the device says that it began; None unless that was before the one before it had ended.
    clock_went_back_to: datetime | None = None


def places_for(
    *,
    till: Till,
    claimed: Mapping[UUID, datetime],
    now: datetime,
    by_sale: bool,
    shared: Sequence[tuple[Any, ...]] = (),
) -> dict[UUID, Place]:
    """The till's session for each id that its records name, opened where the server never saw it.

    `claimed` says when the device began to use each. A session that another till opened is not
    written into: the till gets one of its own. `shared` are those that the caller shares already.
    """
    if known := shared or share_known_sessions(claimed, till.pk):
        return {pk: Place(pk, is_closed=status == TillSessionStatus.CLOSED) for pk, _, status, _ in known}
    owners = _owners(claimed)
    own = {name: uuid5(name, till.public_id) if owners.get(name, till.pk) != till.pk else name for name in claimed}
    moments = {own[session_id]: moment for session_id, moment in claimed.items()}
    went_back = {} if owners.keys() >= moments.keys() else _open_missing(till, moments, now, by_sale=by_sale)
    held = {row[0]: row for row in share_sessions(moments)}
    if any(till_id != till.pk for _, till_id, _, _ in held.values()):
        # Another till opened one of the same id while we looked.
        return places_for(till=till, claimed=claimed, now=now, by_sale=by_sale)
    return {
        session_id: Place(
            session_id=name,
            is_closed=held[name][2] == TillSessionStatus.CLOSED,
            was_of_another_till=name != session_id,
            clock_went_back_to=went_back.get(name),
        )
        for session_id, name in own.items()
    }


def complete_session(*, session: TillSession, opening_float: Decimal, cashier: Cashier | None) -> None:
    """Write what was in the box at the beginning, and whose session it is, on a session that has no float yet."""
    session.opening_float, session.cashier = opening_float, cashier
    session.save(update_fields=["opening_float", "cashier"])


def _open_missing(
    till: Till, moments: Mapping[UUID, datetime], now: datetime, *, by_sale: bool
) -> dict[UUID, datetime]:
    """Open what is not there yet; answers those that claim to have begun before the last one ended."""
    till_for_update(till.pk)
    known = _owners(moments)
    missing = sorted((min(moment, now), name) for name, moment in moments.items() if name not in known)
    if not missing:
        return {}
    chain, went_back = _chained(missing, last_end_of(till))
    rows = TillSession.objects.filter(till=till, superseded_at__isnull=True, closed_at__isnull=True)
    rows.update(superseded_at=chain[0][1])
    _insert(till, chain, by_sale=by_sale)
    # What was written on paper is typed in whenever there is time for it.
    return went_back if till.kind == TillKind.DEVICE else {}


def last_end_of(till: Till) -> datetime | None:
    """Where the till's last session ends, or begins while it is still open. Asked under the till's lock."""
    sessions = TillSession.objects.filter(till=till)
    return sessions.aggregate(end=Max(Coalesce("superseded_at", "closed_at", "opened_at")))["end"]


def _chained(
    missing: Sequence[tuple[datetime, UUID]], last_end: datetime | None
) -> tuple[list[tuple[UUID, datetime]], dict[UUID, datetime]]:
    """Each where it says that it begins, but never before what is there already."""
    chain = [(name, max(moment, last_end) if last_end else moment) for moment, name in missing]
    return chain, {name: moment for moment, name in missing if last_end and moment < last_end}


def _insert(till: Till, chain: Sequence[tuple[UUID, datetime]], *, by_sale: bool) -> None:
    names = [name for name, _ in chain]
    openings = [opening for _, opening in chain]
    with prepared_cursor() as cursor:
        cursor.execute(OPEN_SESSIONS, [till.pk, by_sale, names, openings, [*openings[1:], None]])


def _owners(names: Iterable[UUID]) -> dict[UUID, int]:
    """The till of each session that is there."""
    with prepared_cursor() as cursor:
        cursor.execute(OWNERS, [list(names)])
        return dict(cursor.fetchall())
