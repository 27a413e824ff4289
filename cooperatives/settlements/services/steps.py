"""Doing one part of some work: the next cooperatives or payouts after those that were done."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from cooperatives import clock
from cooperatives.settlements.enums import WorkKind
from cooperatives.settlements.locks import work_for_update
from cooperatives.settlements.models import Work
from cooperatives.settlements.services import marks, months, posting, preparing
from cooperatives.settlements.services.work import schedule_part

# Larger parts are hardly faster, hold their rows longer and want more memory.
PART = 2000


@dataclass(frozen=True, slots=True)
class Parts:
    """How one kind of work goes on: which keys come next, what is done with them, and what ends it."""

    next: Callable[[Work, int], list[int]]
    do: Callable[[Work, list[int]], None]
    end: Callable[[Work], None]


PARTS: dict[str, Parts] = {
    WorkKind.DRAFT: Parts(months.next_cooperatives, months.draw_up, months.drawn_up),
    WorkKind.PREPARE: Parts(preparing.next_settled, preparing.list_payouts, preparing.prepared),
    WorkKind.POST: Parts(posting.next_pending, posting.send, posting.posted),
    WorkKind.PAID: Parts(marks.next_in_transit, marks.mark_part, marks.marked),
    WorkKind.REJECTED: Parts(marks.next_in_transit, marks.mark_part, marks.marked),
}


@transaction.atomic
def do_part(*, work_id: int) -> None:
    """Do the part of a work that comes next, and have the one after it done.

    Safe to repeat: what was done stands behind the cursor, and work that ended stays ended.
    """
    work = work_for_update(work_id)
    if work.ended_at is not None:
        return
    parts = PARTS[work.kind]
    keys = parts.next(work, PART)
    if keys:
        parts.do(work, keys)
        work.cursor, work.done = keys[-1], work.done + len(keys)
    if len(keys) < PART:
        parts.end(work)
        work.ended_at = clock.now()
    work.save(update_fields=["cursor", "done", "ended_at"])
    if work.ended_at is None:
        schedule_part(work)
