"""What the organisers' desk asks of tills: sessions, cash reports, and what came late."""

from collections.abc import Iterable
from itertools import pairwise
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from fairs.enums import TillSessionStatus
from fairs.models import Edition, Stop
from fairs.tills.models import CashReport, CashReportLine, Sale, SaleLine, Till, TillEvent, TillSession
from fairs.tills.problems import ProblemCode

CAME_LATE = [{"code": str(ProblemCode.SESSION_CLOSED)}]


def open_sessions(place: Edition | Stop) -> QuerySet[TillSession]:
    """Sessions that nobody has counted and closed, of an edition, or those with a sale at one of its stops."""
    sessions = TillSession.objects.exclude(status=TillSessionStatus.CLOSED)
    if isinstance(place, Stop):
        # One that never sold belongs to the stop in whose time it began.
        sold_here = Exists(Sale.objects.filter(session=OuterRef("pk"), stop=place))
        sold = Exists(Sale.objects.filter(session=OuterRef("pk")))
        began_here = Q(opened_at__gte=place.starts_at, opened_at__lt=place.ends_at)
        sessions = sessions.filter(Q(till__stall__edition=place.edition_id) & (sold_here | (~Q(sold) & began_here)))
    else:
        sessions = sessions.filter(till__stall__edition=place)
    return sessions.select_related("till__stall", "cashier").order_by("opened_at", "pk")


def sessions_of(till: Till) -> QuerySet[TillSession]:
    """All sessions of a till with their cash reports, the latest first."""
    sessions = TillSession.objects.filter(till=till).select_related("cashier", "cash_report", "closed_by")
    return sessions.order_by("-opened_at", "pk")


def report_with_lines(public_id: str) -> CashReport | None:
    """A cash report with its session, till, stall and lines by cooperative and way of payment."""
    lines = CashReportLine.objects.select_related("cooperative").order_by("cooperative_id", "payment")
    reports = CashReport.objects.select_related("till__stall__edition", "session__cashier", "session__closed_by")
    return reports.prefetch_related(Prefetch("lines", lines)).filter(public_id=public_id).first()


def reports_of(edition: Edition) -> QuerySet[CashReport]:
    """The cash reports of an edition's tills, the latest first."""
    reports = CashReport.objects.filter(till__stall__edition=edition)
    return reports.select_related("till__stall", "session__cashier").order_by("-made_at", "-pk")


def late_sales(report: CashReport) -> QuerySet[Sale]:
    """What arrived after the report was made: posted as it was sold, and in no figure of the report."""
    lines = SaleLine.objects.select_related("cooperative").order_by("position")
    late = Sale.objects.filter(session=report.session_id, problems__contains=CAME_LATE)
    return late.select_related("cashier").prefetch_related(Prefetch("lines", lines)).order_by("sold_at", "pk")


def late_events(report: CashReport) -> QuerySet[TillEvent]:
    """Cash put in or taken out of which the till told after the report was made."""
    return TillEvent.objects.filter(session=report.session_id, problems__contains=CAME_LATE).order_by("happened_at")


def gaps_of(session: TillSession) -> list[int]:
    """Numbers of a session that have not reached the server so far: of a closed one those of its report."""
    report = CashReport.objects.filter(session=session).first()
    if report is not None:
        arrived = set(_numbers(session.pk))
        return [number for number in report.missing_numbers if number not in arrived]
    numbers = sorted(set(_numbers(session.pk)))
    return [missing for before, after in pairwise(numbers) for missing in range(before + 1, min(after, before + 1000))]


def _numbers(session_id: UUID) -> Iterable[int]:
    return Sale.objects.filter(session=session_id).order_by().values_list("number", flat=True)
