"""What takes a sale back: cancelled whole within its session, or returned line by line at any time."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from fairs.enums import LineKind, PaymentKind, SaleKind
from fairs.tills.judging import JudgedLine, JudgedSale, KeptAside, day_and_stop, odd_cashier, odd_moment
from fairs.tills.originals import Original, SoldLine
from fairs.tills.parsing import ReadReturn, ReadVoid, ReturnedLine, Reversal, sum_of
from fairs.tills.problems import Problem, ProblemCode, problem
from fairs.tills.stall_book import StallBook


def judge_reversal(
    read: Reversal, digest: str, originals: dict[UUID, Original], book: StallBook, now: datetime
) -> JudgedSale:
    """What it takes back, with the rates that were frozen then, and what is odd about it. Raises `KeptAside`."""
    original = originals.get(read.reverses)
    if original is None or original.edition_id != book.edition.pk:
        raise KeptAside(problem(ProblemCode.ORIGINAL_UNKNOWN))
    if isinstance(read, ReadVoid):
        return _void(read, digest, original, book)
    return _return(read, digest, original, book, now)


def _void(read: ReadVoid, digest: str, original: Original, book: StallBook) -> JudgedSale:
    """The sale as if it had not been: in its own session, on its own day and hour."""
    if original.is_voided:
        raise KeptAside(problem(ProblemCode.ALREADY_VOIDED))
    stop = book.stop(original.stop_id)
    if stop is None:
        raise KeptAside(problem(ProblemCode.ORIGINAL_UNKNOWN))
    original.is_voided = True
    lines = list(original.lines.values())
    whole = [ReturnedLine(of=line.position, quantity=line.quantity, amount=line.amount) for line in lines]
    judged = tuple(_line(each, line, read, place) for place, (each, line) in enumerate(zip(whole, lines, strict=True)))
    settled = book.edition.is_settled or stop.is_settled
    return JudgedSale(
        read=read,
        digest=digest,
        stop=stop,
        stall_id=lines[0].stall_id or book.till.stall_id,
        counts_on=original.counts_on,
        sold_at=original.sold_at,
        lines=judged,
        problems=(
            *(() if read.total == original.total else (problem(ProblemCode.WRONG_TOTAL),)),
            *odd_cashier(read.cashier, book),
            *_too_much(lines),
            *((problem(ProblemCode.SETTLED),) if settled else ()),
        ),
        session_id=original.session_id if original.till_id == book.till.pk else read.session,
        payment=PaymentKind(original.payment),
        total=-original.total,
        kind=SaleKind.VOID,
        line_kind=LineKind.RETURN,
        cashier_id=read.cashier if read.cashier in book.cashiers else None,
        reverses=original.pk,
    )


def _return(read: ReadReturn, digest: str, original: Original, book: StallBook, now: datetime) -> JudgedSale:
    """It belongs to the day on which the goods came back."""
    counts_on, stop = day_and_stop(read.sold_at, book, now)
    lines = [_line_of(each, original, place) for place, each in enumerate(read.lines)]
    judged = tuple(
        _line(each, line, read, place)._replace(participation_id=book.participation(stop, line.cooperative_id))
        for place, (each, line) in enumerate(zip(read.lines, lines, strict=True))
    )
    return JudgedSale(
        read=read,
        digest=digest,
        stop=stop,
        stall_id=book.till.stall_id,
        counts_on=counts_on,
        sold_at=read.sold_at,
        lines=judged,
        problems=(
            *odd_moment(read.sold_at, counts_on, stop, book, now),
            *odd_cashier(read.cashier, book),
            *(() if sum_of(read.lines) == read.total else (problem(ProblemCode.WRONG_TOTAL),)),
            *_too_much(lines),
        ),
        session_id=read.session,
        payment=read.payment,
        total=-read.total,
        kind=SaleKind.RETURN,
        line_kind=LineKind.RETURN,
        cashier_id=read.cashier if read.cashier in book.cashiers else None,
        reverses=original.pk,
    )


def _line_of(read: ReturnedLine, original: Original, place: int) -> SoldLine:
    line = original.lines.get(read.of)
    if line is None:
        raise KeptAside(problem(ProblemCode.ORIGINAL_UNKNOWN, line=place))
    if read.quantity is None and line.product_id is not None:
        raise KeptAside(problem(ProblemCode.UNREADABLE, field=f"lines.{place}.quantity"))
    return line


def _line(read: ReturnedLine, sold: SoldLine, reversal: Reversal, place: int) -> JudgedLine:
    """Below zero what was above; the parts of commission and tax add back to those of the sale."""
    quantity = sold.quantity if read.quantity is None else read.quantity
    back = JudgedLine(
        cooperative_id=sold.cooperative_id,
        seat_region_code=sold.seat_region_code,
        participation_id=sold.participation_id,
        product_id=sold.product_id,
        family_id=sold.family_id,
        title=sold.title,
        language=sold.language,
        unit=sold.unit,
        quantity=-quantity,
        unit_price=sold.unit_price,
        amount=-read.amount,
        tax_rate=sold.tax_rate,
        tax=None if sold.tax is None else -sold.part_of(sold.tax, read.amount),
        commission_rate=sold.commission_rate,
        commission=-sold.part_of(sold.commission, read.amount),
        commission_tax=-sold.part_of(sold.commission_tax, read.amount),
        of=sold.pk,
        stock_record_id=sold.record_id if read.restock else None,
        to_stock=sold.still_out(quantity),
        stock_key=sold.stock_key,
        stock_keys_before=sold.back_keys,
    )
    sold.take_back(quantity, read.amount, f"sale:{reversal.id}:{place}")
    return back


def _too_much(lines: Sequence[SoldLine]) -> Iterator[Problem]:
    if any(line.has_too_much_back for line in lines):
        yield problem(ProblemCode.RETURNED_TOO_MUCH)
