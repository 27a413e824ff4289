"""What the organisers' desk asks of tills: sessions, cash reports, and what came late."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from fairs.enums import RecordKind, SaleKind, TillKind, TillSessionStatus
from fairs.models import Edition, Stop
from fairs.tills.models import CashReport, QuarantinedRecord, Sale, SaleLine, Till, TillEvent, TillSession
from fairs.tills.problems import ProblemCode

CAME_LATE = [{"code": str(ProblemCode.SESSION_CLOSED)}]


def open_sessions(stop: Stop) -> QuerySet[TillSession]:
    """Sessions with a box of cash that nobody counted and closed, with a sale at the stop; paper slips have no box."""
    # One that never sold belongs to the stop in whose time it began.
    sold_here = Exists(Sale.objects.filter(session=OuterRef("pk"), stop=stop))
    sold = Exists(Sale.objects.filter(session=OuterRef("pk")))
    began_here = Q(opened_at__gte=stop.starts_at, opened_at__lt=stop.ends_at)
    devices = TillSession.objects.filter(till__stall__edition=stop.edition_id, till__kind=TillKind.DEVICE)
    sessions = devices.filter(sold_here | (~Q(sold) & began_here)).exclude(status=TillSessionStatus.CLOSED)
    return sessions.select_related("till__stall", "cashier").order_by("opened_at", "pk")


def sessions_of(till: Till) -> QuerySet[TillSession]:
    """All sessions of a till with their cash reports, the latest first."""
    sessions = TillSession.objects.filter(till=till).select_related("cashier", "cash_report", "closed_by")
    return sessions.order_by("-opened_at", "pk")


def reports_of(edition: Edition) -> QuerySet[CashReport]:
    """The cash reports of an edition's tills, the latest first."""
    reports = CashReport.objects.filter(till__stall__edition=edition)
    return reports.select_related("till__stall", "session__cashier").order_by("-made_at", "-pk")


def cancelled_in(report: CashReport) -> QuerySet[Sale]:
    """The sales that were cancelled in a report's session before it was closed, with who did and why."""
    voids = Sale.objects.filter(session=report.session_id, kind=SaleKind.VOID).exclude(problems__contains=CAME_LATE)
    return voids.select_related("cashier", "reverses").order_by("sold_at", "pk")


def late_sales(report: CashReport) -> QuerySet[Sale]:
    """What arrived after the report was made: posted as it was sold, and in no figure of the report."""
    lines = SaleLine.objects.select_related("cooperative").order_by("position")
    late = Sale.objects.filter(session=report.session_id, problems__contains=CAME_LATE)
    return late.select_related("cashier").prefetch_related(Prefetch("lines", lines)).order_by("sold_at", "pk")


def late_events(report: CashReport) -> QuerySet[TillEvent]:
    """Cash put in or taken out of which the till told after the report was made."""
    return TillEvent.objects.filter(session=report.session_id, problems__contains=CAME_LATE).order_by("happened_at")


def still_missing(reports: Iterable[CashReport]) -> dict[UUID, list[int]]:
    """By session the numbers that its report misses and that have not come since; what is kept aside has come."""
    missing = {report.session_id: report.missing_numbers for report in reports if report.missing_numbers}
    if not missing:
        return {}
    came = set(Sale.objects.filter(session__in=missing).order_by().values_list("session", "number"))
    kept = QuarantinedRecord.objects.filter(payload__session__in=[str(pk) for pk in missing], kind=RecordKind.SALE)
    came |= {(UUID(session), number) for session, number in kept.values_list("payload__session", "payload__number")}
    return {pk: [number for number in numbers if (pk, number) not in came] for pk, numbers in missing.items()}
