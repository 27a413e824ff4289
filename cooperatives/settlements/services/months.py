"""Ending a month: drawing up every cooperative's settlement, again while it is a draft, and making it final."""

from datetime import date
from typing import Any

from django.db import connection, transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import move_status, record_act
from cooperatives.ledger.enums import AccountKind
from cooperatives.settlements.enums import MONTH_MOVES, MonthStatus, SettlementStatus, WorkKind
from cooperatives.settlements.exceptions import (
    EarlierMonthOpen,
    LaterMonthSettled,
    SettlementAlreadyFinal,
    WorkUnderWay,
)
from cooperatives.settlements.locks import month_end_for_update, month_ends_for_update
from cooperatives.settlements.models import MonthEnd, Settlement, Work
from cooperatives.settlements.months import end_of, first_day, must_be_over
from cooperatives.settlements.services.work import begin

# What a cooperative is owed, and the cash that it holds itself.
KINDS = [AccountKind.COOPERATIVE.value, AccountKind.HELD_BY_COOPERATIVE.value]

COUNT = "SELECT COUNT(DISTINCT cooperative_id) FROM ledger_ledgeraccount WHERE kind = ANY(%s)"

NEXT = """
    SELECT DISTINCT cooperative_id FROM ledger_ledgeraccount
    WHERE kind = ANY(%s) AND cooperative_id > %s ORDER BY cooperative_id LIMIT %s
"""

TAKE_OFF = """
    WITH old AS (
        SELECT id FROM settlements_settlement WHERE month = %(month)s AND cooperative_id = ANY(%(ids)s)
    ), lines AS (
        DELETE FROM settlements_settlementline WHERE settlement_id IN (SELECT id FROM old)
    )
    DELETE FROM settlements_settlement WHERE id IN (SELECT id FROM old)
"""

# Every entry that is posted before the month's end and stands on no settlement. An entry whose
# transaction committed late, with a small id, is among them the next time: nothing asks for ids.
# OFFSET 0 keeps the planner from reading the whole book for each part of the cooperatives.
DRAW_UP = """
    WITH fresh AS MATERIALIZED (
        SELECT account.cooperative_id, entry.id, entry.amount
        FROM ledger_ledgeraccount AS account
        JOIN ledger_ledgerentry AS entry ON entry.account_id = account.id
        CROSS JOIN LATERAL (
            SELECT posted_at FROM ledger_ledgertransaction WHERE id = entry.transaction_id OFFSET 0
        ) AS posted
        WHERE account.cooperative_id = ANY(%(ids)s) AND account.kind = ANY(%(kinds)s)
          AND posted.posted_at < %(end)s
          AND NOT EXISTS (SELECT FROM settlements_settlementline WHERE entry_id = entry.id OFFSET 0)
    ), summed AS (
        SELECT cooperative_id, -SUM(amount) AS covered, COUNT(*) AS lines FROM fresh GROUP BY cooperative_id
    ), drawn AS (
        INSERT INTO settlements_settlement
            (cooperative_id, month, status, opening, covered, closing, line_count, made_at)
        SELECT asked.id, %(month)s, 'draft', before.closing, COALESCE(summed.covered, 0),
               before.closing + COALESCE(summed.covered, 0), COALESCE(summed.lines, 0), %(now)s
        FROM unnest(%(ids)s::bigint[]) AS asked (id)
        LEFT JOIN summed ON summed.cooperative_id = asked.id
        CROSS JOIN LATERAL (
            SELECT COALESCE((
                SELECT closing FROM settlements_settlement AS earlier
                WHERE earlier.cooperative_id = asked.id AND earlier.month < %(month)s
                ORDER BY earlier.month DESC LIMIT 1
            ), 0) AS closing OFFSET 0
        ) AS before
        WHERE summed.lines > 0 OR before.closing <> 0
        RETURNING id, cooperative_id
    )
    INSERT INTO settlements_settlementline (entry_id, settlement_id)
    SELECT fresh.id, drawn.id FROM fresh JOIN drawn ON drawn.cooperative_id = fresh.cooperative_id
"""


@transaction.atomic
def draft_settlements(*, month: date, by: User | None) -> MonthEnd:
    """Begin to draw up the settlements of a month that is over; what was a draft is drawn up again.

    The worker does it, a part at a time. Raises `MonthNotOver`, `SettlementAlreadyFinal`,
    `EarlierMonthOpen`, `LaterMonthSettled` or `WorkUnderWay`.
    """
    month = first_day(month)
    must_be_over(month)
    row, is_new = MonthEnd.objects.get_or_create(month=month, defaults={"drafted_by": by})
    known = month_ends_for_update()
    month_end = next(other for other in known if other.pk == row.pk)
    if month_end.status == MonthStatus.FINAL:
        raise SettlementAlreadyFinal(month)
    _must_come_next(month, known)
    if month_end.status == MonthStatus.DRAFT:
        move_status(month_end, to=MonthStatus.DRAFTING, moves=MONTH_MOVES, by=by)
    elif not is_new:
        raise WorkUnderWay(month_end)
    month_end.drafted_by, month_end.drafted_at = by, clock.now()
    month_end.save()
    record_act(action="month.draft", subject=month_end, by=by, after={"month": f"{month:%Y-%m}"})
    begin(kind=WorkKind.DRAFT, of=month_end, total=_how_many(), by=by)
    return month_end


@transaction.atomic
def finalise_settlements(*, month_end_id: int, by: User | None) -> MonthEnd:
    """Make the settlements of a month final, all at once: from now on they never change.

    What is posted later for an earlier day stands on the next month. Raises `ForbiddenMove`.
    """
    month_end = month_end_for_update(month_end_id)
    move_status(month_end, to=MonthStatus.FINAL, moves=MONTH_MOVES, by=by)
    month_end.final_by, month_end.final_at = by, clock.now()
    month_end.save()
    drafts = Settlement.objects.filter(month=month_end.month)
    count = drafts.update(status=SettlementStatus.FINAL, final_at=month_end.final_at)
    record_act(action="month.final", subject=month_end, by=by, after={"settlements": count})
    return month_end


def next_cooperatives(work: Work, limit: int) -> list[int]:
    """The cooperatives of the part that comes next: all that ever had money move."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [KINDS, work.cursor, limit])
        return [pk for (pk,) in cursor.fetchall()]


def draw_up(work: Work, cooperative_ids: list[int]) -> None:
    """Draw up the settlements of some cooperatives, in the place of their drafts."""
    month = month_end_for_update(work.month_end_id).month
    given: dict[str, Any] = {
        "month": month,
        "ids": cooperative_ids,
        "kinds": KINDS,
        "end": end_of(month),
        "now": clock.now(),
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKE_OFF, given)
        cursor.execute(DRAW_UP, given)


def drawn_up(work: Work) -> None:
    """Say that every cooperative's settlement stands."""
    month_end = month_end_for_update(work.month_end_id)
    move_status(month_end, to=MonthStatus.DRAFT, moves=MONTH_MOVES, by=work.by)
    month_end.save(update_fields=["status"])


def _must_come_next(month: date, known: list[MonthEnd]) -> None:
    for other in known:
        if other.month < month and other.status != MonthStatus.FINAL:
            raise EarlierMonthOpen(other.month)
        if other.month > month:
            raise LaterMonthSettled(other.month)


def _how_many() -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [KINDS])
        (count,) = cursor.fetchone()
    return int(count)
