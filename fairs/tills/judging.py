"""What becomes of a readable sale: posted, posted and flagged, or kept aside.

A sale at a stall is a fact: what is odd about it is written beside it and never a reason to lose it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from catalogue.models import Product
from cooperatives.ledger.services import held_by_operator
from cooperatives.models import Cooperative
from cooperatives.money import tax_within
from cooperatives.texts import language_of
from fairs.commission import NO_COMMISSION, Terms, rate_for
from fairs.enums import CashHolder, Channel, SaleStatus
from fairs.models import Participation, Stall, Stop
from fairs.revenue.facts import FactLine, SaleFact
from fairs.tills.parsing import ReadLine, ReadSale
from fairs.tills.problems import Problem, ProblemCode, problem
from fairs.tills.stall_book import StallBook

CLOCKS_DIFFER_BY = timedelta(minutes=10)


class KeptAside(Exception):
    """The sale cannot be posted: it goes into quarantine with these problems."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """A line with whose it is and what was frozen when it was sold."""

    read: ReadLine
    product: Product | None
    cooperative: Cooperative
    participation: Participation | None
    terms: Terms = NO_COMMISSION

    @property
    def tax_rate(self) -> Decimal | None:
        """Unknown for a bare amount: nobody said what was sold."""
        return self.product.product_class.tax_rate if self.product else None

    @property
    def tax(self) -> Decimal | None:
        return None if self.tax_rate is None else tax_within(self.read.amount, self.tax_rate)

    @property
    def quantity(self) -> Decimal:
        return self.read.quantity if self.read.quantity is not None else Decimal(1)

    @property
    def unit_price(self) -> Decimal:
        return self.read.unit_price if self.read.unit_price is not None else self.read.amount

    @property
    def title(self) -> tuple[str, str]:
        """What it is called, and in which language."""
        if self.product is None:
            return "", "ar"
        language = language_of(self.product, "title")
        return getattr(self.product, f"title_{language}") or "", language


@dataclass(frozen=True, slots=True)
class JudgedSale:
    """A sale that will be posted; its session is found once all of a batch are judged."""

    read: ReadSale
    digest: str
    stop: Stop
    counts_on: date
    lines: tuple[JudgedLine, ...]
    problems: tuple[Problem, ...]
    session_id: UUID

    @property
    def status(self) -> SaleStatus:
        return SaleStatus.FLAGGED if self.problems else SaleStatus.ACCEPTED


def judge(read: ReadSale, digest: str, book: StallBook, now: datetime) -> JudgedSale:
    """Say whose each line is, on which day and at which stop, and what is odd. Raises `KeptAside`."""
    if not book.stops:
        raise KeptAside(problem(ProblemCode.NO_COOPERATIVE))
    # A clock that is ahead must not sell into days that have not been.
    moment = min(read.sold_at, now)
    counts_on = book.business_day(moment)
    stop = book.stop_for(counts_on, moment)
    lines = tuple(_line(line, place, stop, counts_on, book) for place, line in enumerate(read.lines))
    problems = [*_odd_moment(read, counts_on, stop, book, now), *_odd_lines(lines)]
    if sum(line.amount for line in read.lines) != read.total:
        problems.append(problem(ProblemCode.WRONG_TOTAL))
    return JudgedSale(read, digest, stop, counts_on, lines, tuple(problems), read.session)


def _line(read: ReadLine, place: int, stop: Stop, counts_on: date, book: StallBook) -> JudgedLine:
    product = _product(read, place, book)
    cooperative = product.cooperative if product else book.only_cooperative_on(counts_on)
    if cooperative is None:
        raise KeptAside(problem(ProblemCode.NO_COOPERATIVE, line=place))
    terms = rate_for(
        rules=book.rules,
        channel=Channel.STALL,
        counts_on=counts_on,
        cooperative_id=cooperative.pk,
        programme_id=book.edition.programme_id,
        family_id=product.product_class_id if product else None,
    )
    return JudgedLine(read, product, cooperative, book.participation(stop, cooperative.pk), terms)


def _product(read: ReadLine, place: int, book: StallBook) -> Product | None:
    if read.product is None:
        return None
    try:
        return book.products[str(read.product)]
    except KeyError:
        raise KeptAside(problem(ProblemCode.UNKNOWN_PRODUCT, line=place)) from None


def _odd_moment(read: ReadSale, counts_on: date, stop: Stop, book: StallBook, now: datetime) -> Iterator[Problem]:
    if read.sold_at > now + CLOCKS_DIFFER_BY:
        yield problem(ProblemCode.IN_THE_FUTURE)
    if not book.is_open_on(counts_on):
        yield problem(ProblemCode.OUTSIDE_DAYS)
    if book.edition.is_settled or stop.settled_at is not None:
        yield problem(ProblemCode.SETTLED)


def _odd_lines(lines: tuple[JudgedLine, ...]) -> Iterator[Problem]:
    for place, line in enumerate(lines):
        if line.participation is None:
            yield problem(ProblemCode.NOT_PARTICIPATING, line=place)
        if line.product is not None and not _in_range(line.product, line.unit_price):
            yield problem(ProblemCode.PRICE_OUT_OF_RANGE, line=place)


def _in_range(product: Product, price: Decimal) -> bool:
    """A cooperative that set no range takes any price."""
    record = getattr(product, "stockrecord", None)
    if record is None:
        return True
    low, high = record.stall_price_min, record.stall_price_max
    return (low is None or low <= price) and (high is None or price <= high)


def fact_of(sale: JudgedSale, stall: Stall) -> SaleFact:
    """The sale as the one writer of revenue takes it."""
    by_operator = stall.edition.cash_held_by == CashHolder.OPERATOR
    return SaleFact(
        key=f"sale:{sale.read.id}",
        counts_on=sale.counts_on,
        sold_at=sale.read.sold_at,
        channel=Channel.STALL,
        payment=sale.read.payment,
        held_by=held_by_operator(stall.edition.code) if by_operator else None,
        lines=tuple(_fact_line(line, sale.stop, stall) for line in sale.lines),
    )


def _fact_line(line: JudgedLine, stop: Stop, stall: Stall) -> FactLine:
    commission, commission_tax = line.terms.of(line.read.amount)
    return FactLine(
        cooperative_id=line.cooperative.pk,
        region_code=stop.region_id,
        seat_region_code=line.cooperative.region_id,
        edition_id=stop.edition_id,
        stop_id=stop.pk,
        stall_id=stall.pk,
        participation_id=line.participation.pk if line.participation else None,
        product_id=line.product.pk if line.product else None,
        family_id=line.product.product_class_id if line.product else None,
        amount=line.read.amount,
        units=line.quantity if line.product else None,
        tax_rate=line.tax_rate,
        tax=line.tax,
        commission_rate=line.terms.rate,
        commission=commission,
        commission_tax=commission_tax,
    )
