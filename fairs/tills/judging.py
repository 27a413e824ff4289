"""What becomes of a readable sale: posted, posted and flagged, or kept aside.

A sale at a stall is a fact: what is odd about it is written beside it and never a reason to lose it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from cooperatives.ledger.services import held_by_operator
from cooperatives.money import tax_within
from fairs.commission import NO_COMMISSION, Terms, rate_for
from fairs.enums import CashHolder, Channel, LineKind, PaymentKind, SaleKind, SaleStatus
from fairs.models import Edition
from fairs.revenue.facts import FactLine, SaleFact
from fairs.tills.parsing import ReadLine, ReadSale, Reversal, sum_of
from fairs.tills.problems import Problem, ProblemCode, problem
from fairs.tills.stall_book import Goods, StallBook, StopRow

CLOCKS_DIFFER_BY = timedelta(minutes=10)
ONE = Decimal(1)


class KeptAside(Exception):
    """The sale cannot be posted: it goes into quarantine with these problems."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
        self.problems = problems


class JudgedLine(NamedTuple):
    """A line with whose it is and what is frozen on it; below zero where it takes back the line `of`.

    Rate and tax are None for a bare amount: nobody said what was sold.
    """

    cooperative_id: int
    seat_region_code: str
    participation_id: int | None
    product_id: int | None
    family_id: int | None
    title: str
    language: str
    unit: str
    quantity: Decimal
    unit_price: Decimal
    amount: Decimal
    tax_rate: Decimal | None
    tax: Decimal | None
    commission_rate: Decimal
    commission: Decimal
    commission_tax: Decimal
    of: int | None = None
    stock_record_id: int | None = None
    # How much of it lies at the stall again, and the movements of the sale and of what came back before.
    to_stock: Decimal = Decimal(0)
    stock_key: str = ""
    stock_keys_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgedSale:
    """A sale, its cancellation or a return, that will be posted; its session is found when all are judged."""

    read: ReadSale | Reversal
    digest: str
    stop: StopRow
    stall_id: int
    counts_on: date
    sold_at: datetime
    lines: tuple[JudgedLine, ...]
    problems: tuple[Problem, ...]
    session_id: UUID
    payment: PaymentKind
    total: Decimal
    kind: SaleKind = SaleKind.SALE
    line_kind: LineKind = LineKind.SALE
    cashier_id: UUID | None = None
    tendered: Decimal | None = None
    reverses: UUID | None = None

    @property
    def status(self) -> SaleStatus:
        return SaleStatus.FLAGGED if self.problems else SaleStatus.ACCEPTED

    @property
    def key(self) -> str:
        """By which the book and the stock know it."""
        return f"sale:{self.read.id}"


def judge(read: ReadSale, digest: str, book: StallBook, now: datetime) -> JudgedSale:
    """Say whose each line is, on which day and at which stop, and what is odd. Raises `KeptAside`."""
    counts_on, stop = day_and_stop(read.sold_at, book, now)
    lines = tuple(_line(line, place, stop, counts_on, book) for place, line in enumerate(read.lines))
    problems = (
        *odd_moment(read.sold_at, counts_on, stop, book, now),
        *_odd_lines(read.lines, lines, book),
        *odd_cashier(read.cashier, book),
        *_odd_money(read),
    )
    return JudgedSale(
        read=read,
        digest=digest,
        stop=stop,
        stall_id=book.till.stall_id,
        counts_on=counts_on,
        sold_at=read.sold_at,
        lines=lines,
        problems=problems,
        session_id=read.session,
        payment=read.payment,
        total=read.total,
        cashier_id=read.cashier if read.cashier in book.cashiers else None,
        tendered=read.tendered,
    )


def day_and_stop(moment: datetime, book: StallBook, now: datetime) -> tuple[date, StopRow]:
    """The business day and the stop of a moment. Raises `KeptAside` where the edition has no stop at all."""
    if not book.stops:
        raise KeptAside(problem(ProblemCode.NO_COOPERATIVE))
    # A clock that is ahead must not sell into days that have not been.
    sold = min(moment, now)
    counts_on = book.business_day(sold)
    return counts_on, book.stop_for(counts_on, sold)


def _line(read: ReadLine, place: int, stop: StopRow, counts_on: date, book: StallBook) -> JudgedLine:
    goods = _goods(read, place, book)
    cooperative_id = goods.cooperative_id if goods else _whose(read, place, counts_on, book)
    terms = _terms(cooperative_id, goods, counts_on, book)
    commission, commission_tax = terms.of(read.amount)
    return JudgedLine(
        cooperative_id=cooperative_id,
        seat_region_code=book.seats[cooperative_id],
        participation_id=book.participation(stop, cooperative_id),
        product_id=goods.pk if goods else None,
        family_id=goods.family_id if goods else None,
        title=goods.title if goods else "",
        language=goods.language if goods else "ar",
        unit=goods.unit if goods else "piece",
        quantity=ONE if read.quantity is None else read.quantity,
        unit_price=read.amount if read.unit_price is None else read.unit_price,
        amount=read.amount,
        tax_rate=goods.tax_rate if goods else None,
        tax=tax_within(read.amount, goods.tax_rate) if goods else None,
        commission_rate=terms.rate,
        commission=commission,
        commission_tax=commission_tax,
        stock_record_id=goods.record_id if goods else None,
    )


def _goods(read: ReadLine, place: int, book: StallBook) -> Goods | None:
    if read.product is None:
        return None
    try:
        return book.goods[str(read.product)]
    except KeyError:
        raise KeptAside(problem(ProblemCode.UNKNOWN_PRODUCT, line=place)) from None


def _whose(read: ReadLine, place: int, counts_on: date, book: StallBook) -> int:
    """Whose a bare amount is: of whom the till names, else of the only one at the stall."""
    named = book.names.get(read.cooperative) if read.cooperative else book.only_cooperative_on(counts_on)
    if named is None:
        raise KeptAside(problem(ProblemCode.NO_COOPERATIVE, line=place))
    return named


def _terms(cooperative_id: int, goods: Goods | None, counts_on: date, book: StallBook) -> Terms:
    if not book.rules:
        return NO_COMMISSION
    return rate_for(
        rules=book.rules,
        channel=Channel.STALL,
        counts_on=counts_on,
        cooperative_id=cooperative_id,
        programme_id=book.edition.programme_id,
        family_id=goods.family_id if goods else None,
    )


def odd_moment(sold_at: datetime, counts_on: date, stop: StopRow, book: StallBook, now: datetime) -> Iterator[Problem]:
    """What is odd about when it happened."""
    if sold_at > now + CLOCKS_DIFFER_BY:
        yield problem(ProblemCode.IN_THE_FUTURE)
    if not book.is_open_on(counts_on):
        yield problem(ProblemCode.OUTSIDE_DAYS)
    if book.edition.is_settled or stop.is_settled:
        yield problem(ProblemCode.SETTLED)


def odd_cashier(cashier: UUID | None, book: StallBook) -> Iterator[Problem]:
    """A name that this stall does not know."""
    if cashier is not None and cashier not in book.cashiers:
        yield problem(ProblemCode.UNKNOWN_CASHIER)


def _odd_lines(read: Sequence[ReadLine], lines: Sequence[JudgedLine], book: StallBook) -> Iterator[Problem]:
    for place, (said, line) in enumerate(zip(read, lines, strict=True)):
        if line.participation_id is None:
            yield problem(ProblemCode.NOT_PARTICIPATING, line=place)
        if said.product is not None and not _in_range(book.goods[str(said.product)], line.unit_price):
            yield problem(ProblemCode.PRICE_OUT_OF_RANGE, line=place)


def _odd_money(read: ReadSale) -> Iterator[Problem]:
    if sum_of(read.lines) != read.total:
        yield problem(ProblemCode.WRONG_TOTAL)
    if read.tendered is not None and read.tendered < read.total:
        yield problem(ProblemCode.TENDERED_TOO_LITTLE)


def _in_range(goods: Goods, price: Decimal) -> bool:
    """A cooperative that set no range takes any price."""
    low, high = goods.price_min, goods.price_max
    return (low is None or low <= price) and (high is None or price <= high)


def fact_of(sale: JudgedSale, edition: Edition) -> SaleFact:
    """The sale as the one writer of revenue takes it."""
    by_operator = edition.cash_held_by == CashHolder.OPERATOR
    return SaleFact(
        key=sale.key,
        kind=sale.line_kind,
        counts_on=sale.counts_on,
        sold_at=sale.sold_at,
        channel=Channel.STALL,
        payment=sale.payment,
        held_by=held_by_operator(edition.code) if by_operator else None,
        cancels_a_sale=sale.kind == SaleKind.VOID,
        lines=tuple(_fact_line(line, sale, edition) for line in sale.lines),
    )


def _fact_line(line: JudgedLine, sale: JudgedSale, edition: Edition) -> FactLine:
    return FactLine(
        cooperative_id=line.cooperative_id,
        region_code=sale.stop.region_code,
        seat_region_code=line.seat_region_code,
        edition_id=edition.pk,
        stop_id=sale.stop.pk,
        stall_id=sale.stall_id,
        participation_id=line.participation_id,
        product_id=line.product_id,
        family_id=line.family_id,
        amount=line.amount,
        units=line.quantity if line.product_id else None,
        tax_rate=line.tax_rate,
        tax=line.tax,
        commission_rate=line.commission_rate,
        commission=line.commission,
        commission_tax=line.commission_tax,
    )
