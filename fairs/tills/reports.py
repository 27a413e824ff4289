"""The cash report (Z) of a session: reckoned once when it is closed, from what the server holds."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection
from django.db.models import Max, Sum

from cooperatives import clock
from cooperatives.money import ZERO
from fairs.enums import PaymentKind, RecordKind, SaleKind, TillEventKind
from fairs.tills.models import CashReport, CashReportLine, QuarantinedRecord, Sale, TillEvent, TillSession

# A till that says its last number is two thousand million has not lost that many sales.
MOST_MISSING = 1000
SUMS = """
    SELECT line.cooperative_id, sale.payment, sale.kind, SUM(line.amount), COUNT(DISTINCT sale.id)
    FROM tills_sale AS sale JOIN tills_saleline AS line ON line.sale_id = sale.id
    WHERE sale.session_id = %s
    GROUP BY line.cooperative_id, sale.payment, sale.kind
    ORDER BY line.cooperative_id, sale.payment, sale.kind
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What was counted, by whom, and what the till itself had reckoned."""

    cash: Decimal | None
    signed_by: str
    witnessed_by: str = ""
    explanation: str = ""
    expected_by_till: Decimal | None = None
    first_number: int | None = None
    last_number: int | None = None


@dataclass(slots=True)
class Figures:
    """What a session took in and gave back, in dirhams."""

    sums: list[tuple[int, str, str, Decimal, int]] = field(default_factory=list)

    def of(self, payments: Iterable[PaymentKind], kinds: Iterable[SaleKind]) -> Decimal:
        """What was paid in these ways by these kinds of record: below zero where money went back."""
        ways, which = set(map(str, payments)), set(map(str, kinds))
        return sum((row[3] for row in self.sums if row[1] in ways and row[2] in which), ZERO)


def make_report(*, session: TillSession, count: Count) -> CashReport:
    """Write the report of a session that the caller closes; till and session are held by the caller."""
    figures = Figures(_rows(session))
    money = _money(session, figures)
    expected = _expected(money)
    report = CashReport.objects.create(
        till_id=session.till_id,
        session=session,
        number=(CashReport.objects.filter(till=session.till_id).aggregate(last=Max("number"))["last"] or 0) + 1,
        made_at=clock.now(),
        **_numbers(session, count),
        **_counts(session),
        **money,
        expected_cash=expected,
        counted_cash=count.cash,
        difference=None if count.cash is None else count.cash - expected,
        explanation=count.explanation[:200],
        expected_by_till=count.expected_by_till,
        signed_by=count.signed_by[:40],
        witnessed_by=count.witnessed_by[:40],
    )
    CashReportLine.objects.bulk_create(_lines(report, figures))
    return report


def expected_cash(session: TillSession) -> Decimal:
    """What should be in the box now, as far as the server knows."""
    return _expected(_money(session, Figures(_rows(session))))


def _expected(money: dict[str, Decimal]) -> Decimal:
    taken = money["cash_sales"] - money["cash_given_back"]
    return money["opening_float"] + taken + money["cash_in"] - money["cash_out"]


def _rows(session: TillSession) -> list[tuple[int, str, str, Decimal, int]]:
    with connection.cursor() as cursor:
        cursor.execute(SUMS, [session.pk])
        return cursor.fetchall()


def _money(session: TillSession, figures: Figures) -> dict[str, Decimal]:
    sold, back = (SaleKind.SALE,), (SaleKind.VOID, SaleKind.RETURN)
    moved = dict(
        TillEvent.objects.filter(session=session, kind__in=(TillEventKind.CASH_IN, TillEventKind.CASH_OUT))
        .order_by()
        .values_list("kind")
        .annotate(Sum("amount"))
    )
    return {
        "opening_float": session.opening_float or ZERO,
        "cash_sales": figures.of((PaymentKind.CASH,), sold),
        "cash_given_back": -figures.of((PaymentKind.CASH,), back),
        "card": figures.of((PaymentKind.CARD,), (*sold, *back)),
        "transfer": figures.of((PaymentKind.TRANSFER,), (*sold, *back)),
        "cash_in": moved.get(TillEventKind.CASH_IN, ZERO),
        "cash_out": moved.get(TillEventKind.CASH_OUT, ZERO),
    }


def _counts(session: TillSession) -> dict[str, int]:
    kinds = list(Sale.objects.filter(session=session).order_by().values_list("kind", flat=True))
    return {
        "sales": kinds.count(SaleKind.SALE),
        "voids": kinds.count(SaleKind.VOID),
        "returns": kinds.count(SaleKind.RETURN),
    }


def _numbers(session: TillSession, count: Count) -> dict[str, object]:
    """First and last number, by the server's knowledge and the till's word, and those between that never came."""
    here = set(Sale.objects.filter(session=session).order_by().values_list("number", flat=True))
    told = [number for number in (count.first_number, count.last_number) if number is not None]
    if not here and not told:
        return {"first_number": None, "last_number": None, "missing_numbers": []}
    first, last = min((*here, *told)), max((*here, *told))
    came = here | _numbers_kept_aside(session)
    # As many of the range as could be missing at most: it may be absurdly long.
    span = range(first, min(last, first + len(came) + MOST_MISSING) + 1)
    missing = [number for number in span if number not in came][:MOST_MISSING]
    return {"first_number": first, "last_number": last, "missing_numbers": missing}


def _numbers_kept_aside(session: TillSession) -> set[int]:
    """They reached the server, and wait for a person there."""
    kept = QuarantinedRecord.objects.filter(
        till=session.till_id, kind=RecordKind.SALE, payload__session=str(session.pk)
    )
    return {number for number in kept.values_list("payload__number", flat=True) if isinstance(number, int)}


def _lines(report: CashReport, figures: Figures) -> list[CashReportLine]:
    lines: dict[tuple[int, str], CashReportLine] = {}
    for cooperative_id, payment, kind, amount, number in figures.sums:
        line = lines.setdefault(
            (cooperative_id, payment), CashReportLine(report=report, cooperative_id=cooperative_id, payment=payment)
        )
        if kind == SaleKind.SALE:
            line.gross, line.sales = line.gross + amount, line.sales + number
        else:
            line.returns -= amount
    return list(lines.values())
