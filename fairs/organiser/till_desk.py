"""What the desk reads about tills: where each stands, which are silent, and their sessions."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from cooperatives import clock
from cooperatives.money import ZERO
from fairs.business_days import CASABLANCA, business_day
from fairs.enums import EditionStatus, PaymentKind, SaleStatus, TillEventKind, TillKind, TillSessionStatus
from fairs.models import Edition, EditionDay
from fairs.tills.judging import CLOCKS_DIFFER_BY
from fairs.tills.models import CashReport, QuarantinedRecord, Sale, SaleLine, Till, TillEvent, TillSession
from fairs.tills.selectors import still_missing

# Whoever sells looks at the till more often than this; and without network it is silent too.
SILENT_AFTER = timedelta(minutes=30)
LONGEST_SESSION = 5000

# Numbers below a session's last that never came; what is kept aside came, and waits for a person.
MISSING = """
    SELECT session.id, expected.number
    FROM tills_tillsession AS session
    CROSS JOIN LATERAL (
        SELECT COALESCE(MAX(number), 0) AS number FROM tills_sale WHERE session_id = session.id
    ) AS last
    CROSS JOIN LATERAL generate_series(1, LEAST(last.number, %s)) AS expected (number)
    WHERE session.id = ANY(%s)
        AND NOT EXISTS (
            SELECT FROM tills_sale AS sale WHERE sale.session_id = session.id AND sale.number = expected.number
        )
        AND NOT EXISTS (
            SELECT FROM tills_quarantinedrecord AS kept
            WHERE kept.till_id = session.till_id AND kept.payload ->> 'session' = session.id::text
                AND kept.payload ->> 'number' = expected.number::text
        )
    ORDER BY session.id, expected.number
"""


@dataclass(frozen=True, slots=True)
class TillRow:
    """A till in the list: what waits for a person, and where its session stands."""

    till: Till
    is_silent: bool
    flagged: int
    kept_aside: int
    not_closed: int

    @property
    def code_ran_out(self) -> bool:
        return has_run_out(self.till)


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in short; amounts in dirhams, what was given back below zero in `sold`."""

    session: TillSession
    sold: Decimal
    cash: Decimal
    records: int
    cash_in: Decimal
    cash_out: Decimal
    # Numbers that never reached the server: below the last one; once closed, those of the report that came not since.
    missing: list[int]
    # How far the device's own clock was from ours, where that is much; what it wrote is in our time all the same.
    clock_off: timedelta | None
    report: CashReport | None

    @property
    def is_closed(self) -> bool:
        return self.session.status == TillSessionStatus.CLOSED

    @property
    def expected(self) -> Decimal:
        """What should be in the box, as far as the server knows."""
        return (self.session.opening_float or ZERO) + self.cash + self.cash_in - self.cash_out


def has_run_out(till: Till) -> bool:
    """Nobody scanned its code in time."""
    return till.is_waiting and till.code_ends_at is not None and till.code_ends_at <= clock.now()


# Silent


def open_since(edition: Edition) -> datetime | None:
    """When the doors opened, if they are open now: doors that shut after midnight belong to the evening before."""
    now = clock.now()
    if edition.status != EditionStatus.LIVE:
        return None
    today = business_day(now, ends=edition.business_day_ends)
    hours = EditionDay.objects.filter(stop__edition=edition, day=today).values_list("opens_at", "closes_at")
    openings = []
    for opens_at, closes_at in hours:
        opening = datetime.combine(today, opens_at, tzinfo=CASABLANCA)
        closing = datetime.combine(today + timedelta(days=closes_at <= opens_at), closes_at, tzinfo=CASABLANCA)
        if opening <= now < closing:
            openings.append(opening)
    return min(openings, default=None)


def silent_while_open(edition: Edition) -> QuerySet[Till]:
    """Devices in use that gave no sign for too long while the doors are open."""
    opening, since = open_since(edition), clock.now() - SILENT_AFTER
    if opening is None or opening > since:
        return Till.objects.none()
    in_use = Till.objects.filter(
        stall__edition=edition, kind=TillKind.DEVICE, token_digest__isnull=False, revoked_at__isnull=True
    )
    return in_use.annotate(sign=Coalesce("last_seen_at", "enrolled_at")).filter(sign__lt=since)


# Tills


def tills_of(edition: Edition) -> QuerySet[Till]:
    """By stall, those in use before those switched off."""
    rows = Till.objects.filter(stall__edition=edition).select_related("stall")
    return rows.order_by("stall__code", F("revoked_at").asc(nulls_first=True), "pk")


def till_rows(edition: Edition, tills: Iterable[Till]) -> list[TillRow]:
    """The tills of a page with what waits at each: the same number of questions for any of them."""
    listed = list(tills)
    ids = [till.pk for till in listed]
    silent = set(silent_while_open(edition).filter(pk__in=ids).values_list("pk", flat=True))
    flagged = _counts(Sale.objects.filter(till__in=ids, status=SaleStatus.FLAGGED))
    told = _counts(TillEvent.objects.filter(till__in=ids, status=SaleStatus.FLAGGED))
    aside = _counts(QuarantinedRecord.objects.filter(till__in=ids, settled_at__isnull=True))
    not_closed = _counts(TillSession.objects.filter(till__in=ids).exclude(status=TillSessionStatus.CLOSED))
    return [
        TillRow(
            till=till,
            is_silent=till.pk in silent,
            flagged=flagged.get(till.pk, 0) + told.get(till.pk, 0),
            kept_aside=aside.get(till.pk, 0),
            not_closed=not_closed.get(till.pk, 0),
        )
        for till in listed
    ]


def _counts(rows: QuerySet[Any]) -> dict[int, int]:
    return dict(rows.order_by().values_list("till").annotate(Count("pk")))


# Sessions


def session_rows(sessions: Iterable[TillSession]) -> list[SessionRow]:
    """The sessions of a page with their sums: the same number of questions for any of them."""
    listed = list(sessions)
    ids = [session.pk for session in listed]
    missing = missing_numbers(ids)
    sold = _sold(ids)
    moved = _cash_moved(ids)
    reports = {report.session_id: report for report in CashReport.objects.filter(session__in=ids)}
    missing |= {session_id: [] for session_id in reports} | still_missing(reports.values())
    clocks = clocks_off(ids)
    return [
        SessionRow(
            session=session,
            **_sums(sold.get(session.pk, {}), moved.get(session.pk, {})),
            missing=missing[session.pk],
            clock_off=clocks.get(session.pk),
            report=reports.get(session.pk),
        )
        for session in listed
    ]


def _sums(sums: dict[str, Any], cash: dict[str, Decimal]) -> dict[str, Any]:
    return {
        "sold": sums.get("sold") or ZERO,
        "cash": sums.get("cash") or ZERO,
        "records": sums.get("records") or 0,
        "cash_in": cash.get(TillEventKind.CASH_IN, ZERO),
        "cash_out": cash.get(TillEventKind.CASH_OUT, ZERO),
    }


def clocks_off(ids: Collection[UUID]) -> dict[UUID, timedelta]:
    """How far the device's own clock was from the server's at most, by session: before zero where it was behind."""
    sales = Sale.objects.filter(session__in=ids, device_at__isnull=False).annotate(off=F("device_at") - F("sold_at"))
    events = TillEvent.objects.filter(session__in=ids, device_at__isnull=False)
    told = [
        *sales.order_by().values_list("session", "off"),
        *events.annotate(off=F("device_at") - F("happened_at")).order_by().values_list("session", "off"),
    ]
    worst: dict[UUID, timedelta] = {}
    for session_id, off in told:
        if abs(off) > CLOCKS_DIFFER_BY and abs(off) > abs(worst.get(session_id, timedelta(0))):
            worst[session_id] = off
    return worst


def _sold(ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """By the lines, as the book and the cash report count: the total that a till wrote may be wrong."""
    rows: QuerySet[SaleLine, Any] = (
        SaleLine.objects.filter(sale__session__in=ids)
        .order_by()
        .values("sale__session_id")
        .annotate(
            sold=Sum("amount"),
            cash=Sum("amount", filter=Q(sale__payment=PaymentKind.CASH)),
            records=Count("sale", distinct=True),
        )
    )
    return {row["sale__session_id"]: row for row in rows}


def _cash_moved(ids: Collection[UUID]) -> dict[UUID, dict[str, Decimal]]:
    kinds = (TillEventKind.CASH_IN, TillEventKind.CASH_OUT)
    rows = TillEvent.objects.filter(session__in=ids, kind__in=kinds).order_by()
    moved: dict[UUID, dict[str, Decimal]] = {}
    for session_id, kind, amount in rows.values_list("session", "kind").annotate(Sum("amount")):
        moved.setdefault(session_id, {})[kind] = amount or ZERO
    return moved


def missing_numbers(ids: Collection[UUID]) -> defaultdict[UUID, list[int]]:
    """For each session the numbers below its last that never reached the server."""
    missing: defaultdict[UUID, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(MISSING, [LONGEST_SESSION, list(ids)])
        for session_id, number in cursor.fetchall():
            missing[session_id].append(number)
    return missing
