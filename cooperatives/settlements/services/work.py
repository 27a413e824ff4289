"""Work on many cooperatives: a row that says how far it has come, and a job for each part."""

from datetime import date

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.jobs.services import schedule
from cooperatives.settlements.enums import WorkKind
from cooperatives.settlements.exceptions import WorkUnderWay
from cooperatives.settlements.models import MonthEnd, PayoutRun, Work

STEP = "settlements.step"


def begin(
    *,
    kind: WorkKind,
    of: MonthEnd | PayoutRun,
    total: int,
    by: User | None,
    on: date | None = None,
    reason: str = "",
) -> Work:
    """Write down work that begins now, in the caller's transaction; the caller holds the row `of`.

    Raises `WorkUnderWay` while other work on that row has not ended.
    """
    subject = {"month_end" if isinstance(of, MonthEnd) else "run": of}
    if Work.objects.filter(**subject, ended_at__isnull=True).exists():
        raise WorkUnderWay(of)
    work = Work.objects.create(kind=kind, total=total, by=by, on=on, reason=reason, **subject)
    schedule_part(work)
    return work


def schedule_part(work: Work) -> None:
    """Have the worker do the part that comes next."""
    key = f"{STEP}:{work.pk}:{work.cursor}"
    schedule(kind=STEP, key=key, subject_id=work.pk, due_at=clock.now())
