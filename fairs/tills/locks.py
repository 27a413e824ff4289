"""Every row lock of the tills: the till, then its sessions, then sales that are taken back, each by ascending key.

All of them come before the stock. Who sells into a session shares it; who closes it has it alone.
"""

from collections.abc import Collection
from uuid import UUID

from cooperatives.prepared import prepared_cursor
from cooperatives.round_trips import Ask, Rows, one_round_trip
from fairs.tills.models import Sale, Till, TillSession

SHARE_SESSIONS = """
    SELECT id, till_id, status, opened_at FROM tills_tillsession WHERE id = ANY(%s) ORDER BY id FOR SHARE
"""
# Where one is missing or another till's, none is held: the till's own row comes before its sessions.
SHARE_ALL_OR_NONE = """
    SELECT id, till_id, status, opened_at FROM tills_tillsession WHERE id = ANY(%(ids)s)
        AND (SELECT count(*) FROM tills_tillsession WHERE id = ANY(%(ids)s) AND till_id = %(till)s) = %(number)s
    ORDER BY id FOR SHARE
"""


def till_for_update(pk: int) -> Till:
    """The till's row: while it is held, no session of it begins or ends."""
    return Till.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def share_sessions(ids: Collection[UUID]) -> list[tuple]:
    """Keep the sessions from being closed; answers id, till, status and opening of each."""
    with prepared_cursor() as cursor:
        cursor.execute(SHARE_SESSIONS, [list(ids)])
        return cursor.fetchall()


def share_known_sessions(ids: Collection[UUID], till_id: int) -> list[tuple]:
    """The same where all of them are there already and the till's own; nothing at all where one is not."""
    with one_round_trip() as ask:
        held = share_known_sessions_in(ask, ids, till_id)
    return held


def share_known_sessions_in(ask: Ask, ids: Collection[UUID], till_id: int) -> Rows:
    """The same in a round trip of the caller's."""
    return ask(SHARE_ALL_OR_NONE, {"ids": list(ids), "number": len(ids), "till": till_id})


def session_for_update(pk: UUID) -> TillSession:
    """The session alone: whoever was selling into it has finished, whoever comes next sees it changed."""
    return TillSession.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def sales_for_update(ids: Collection[UUID]) -> list[Sale]:
    """The sales that are taken back, with the edition where they were sold; of two that do so the later sees both."""
    rows = Sale.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk")
    return list(rows.select_related("stop"))
