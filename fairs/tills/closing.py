"""Closing a session: counted, signed and reported in one act, after which the report never changes."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import move_status, record_act
from fairs.enums import TILL_SESSION_MOVES, TillSessionStatus
from fairs.tills.locks import session_for_update, till_for_update
from fairs.tills.models import CashReport, TillSession
from fairs.tills.reports import Count, make_report


class SessionClosed(Exception):
    """The session was counted and closed before: its report stays."""


def close_held(*, session: TillSession, count: Count, at: datetime, by: User | None) -> CashReport:
    """Close a session whose till and row the caller holds. Raises `SessionClosed`."""
    if session.status == TillSessionStatus.CLOSED:
        raise SessionClosed(session.pk)
    if session.status == TillSessionStatus.OPEN:
        move_status(session, to=TillSessionStatus.COUNTING, moves=TILL_SESSION_MOVES, by=by)
    move_status(session, to=TillSessionStatus.CLOSED, moves=TILL_SESSION_MOVES, by=by, reason=count.explanation[:200])
    # Never before it began, nor in a time that has not been.
    session.closed_at = max(session.opened_at, min(at, clock.now()))
    session.counted_cash, session.closed_by = count.cash, by
    session.save(update_fields=["status", "closed_at", "counted_cash", "closed_by"])
    return make_report(session=session, count=count)


@transaction.atomic
def close_session_from_desk(
    *, session_id: UUID, counted_cash: Decimal | None, explanation: str, by: User, witnessed_by: str = ""
) -> CashReport:
    """Close a session that its till left open, with what was counted, or with nothing counted.

    Raises `SessionClosed`.
    """
    till = till_for_update(TillSession.objects.values_list("till_id", flat=True).get(pk=session_id))
    session = session_for_update(session_id)
    count = Count(
        cash=counted_cash,
        signed_by=by.get_full_name() or str(by),
        witnessed_by=witnessed_by,
        explanation=explanation,
    )
    report = close_held(session=session, count=count, at=clock.now(), by=by)
    record_act(
        action="till_session_closed_from_desk",
        subject=session,
        by=by,
        after={"till": till.public_id, "report": report.number, "counted": str(counted_cash), "why": explanation},
    )
    return report
