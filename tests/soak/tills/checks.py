"""What the telephone called sold, held against the server's book: nothing lost, nothing doubled, nothing made up."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from cooperatives.ledger.enums import INCOME_KINDS
from fairs.models import Edition
from fairs.tills.models import CashReport, QuarantinedRecord, Till, TillSession


@dataclass(frozen=True)
class Kept:
    """A sale, a cancellation or a return as one side has it, in centimes; below zero for what goes back."""

    kind: str
    number: int
    total: int
    payment: str
    status: str = "accepted"
    lines: int = 0


@dataclass
class Phone:
    """What the telephone showed, and what lies on its disk when all is over."""

    meant: Counter[tuple[str, int, str]] = field(default_factory=Counter)
    told: dict[str, Mapping[str, int]] = field(default_factory=dict)
    stored: dict[str, Kept] = field(default_factory=dict)
    waiting: int = 0
    aside: set[str] = field(default_factory=set)
    # What was signed at each closing: the moment, the count, and the figures that were shown.
    closed: list[Mapping[str, Any]] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)


@dataclass
class Book:
    """What the server has of the till: its rows, and what each came to in the lines, the ledger and the cells."""

    sales: dict[str, Kept] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    revenue: dict[str, int] = field(default_factory=dict)
    ledger: dict[str, int] = field(default_factory=dict)
    cells: dict[str, int] = field(default_factory=dict)
    counted: int = 0
    stock_gone: int = 0
    sold_pieces: int = 0
    sessions: int = 1
    reports: list[CashReport] = field(default_factory=list)
    unsettled: int = 0


def faults(phone: Phone, book: Book, *, switched_off: bool = False) -> list[str]:
    """Everything that is wrong; empty is what a seed must come to."""
    return [*_on_the_telephone(phone, switched_off), *_between(phone, book), *_in_the_book(book), *_closed(phone, book)]


def _on_the_telephone(phone: Phone, switched_off: bool) -> list[str]:
    found = [f"waits: {phone.waiting} records never left the telephone"] if phone.waiting else []
    for pk, receipt in phone.told.items():
        kept = phone.stored.get(pk)
        if kept is None:
            found.append(f"lost on the telephone: {pk} was called sold, number {receipt['number']}")
        elif (kept.number, abs(kept.total)) != (receipt["number"], receipt["total"]):
            found.append(f"told otherwise: {pk} was shown as {dict(receipt)}, and is stored as {kept}")
    there = Counter((kept.kind, kept.total, kept.payment) for kept in phone.stored.values())
    found += [f"lost on the telephone: meant, and not there: {what}" for what in (phone.meant - there).elements()]
    found += [f"doubled on the telephone: meant once: {what}" for what in (there - phone.meant).elements()]
    numbers = sorted(kept.number for kept in phone.stored.values())
    if numbers != [*range(1, len(numbers) + 1)]:
        found.append(f"numbers: {numbers} on the telephone")
    if phone.aside and not switched_off:
        found.append(f"laid aside: {sorted(phone.aside)}")
    return found + phone.odd


def _between(phone: Phone, book: Book) -> list[str]:
    found = [f"lost: {pk} {kept} is not in the book" for pk, kept in phone.stored.items() if pk not in book.sales]
    found += [f"made up: {pk} {kept} is on no telephone" for pk, kept in book.sales.items() if pk not in phone.stored]
    often = Counter((kept.kind, kept.number, kept.total) for kept in book.sales.values())
    found += [f"doubled: {what} stands {times} times in the book" for what, times in often.items() if times > 1]
    for pk in phone.stored.keys() & book.sales.keys():
        here, there = phone.stored[pk], book.sales[pk]
        if (here.kind, here.number, here.total, here.payment) != (there.kind, there.number, there.total, there.payment):
            found.append(f"differs: {pk} is {here} there and {there} here")
        # What a person let count is flagged in the book, and was told as kept aside.
        if here.status != there.status and not (here.status == "invalid" and there.status == "flagged"):
            found.append(f"differs: {pk} was answered {here.status} and is {there.status}")
    return found


def _in_the_book(book: Book) -> list[str]:
    numbers = sorted(kept.number for kept in book.sales.values())
    found = [] if numbers == [*range(1, len(numbers) + 1)] else [f"numbers: {numbers} in the book"]
    for name, sums in (("lines", book.lines), ("revenue", book.revenue), ("ledger", book.ledger)):
        found += [
            f"{name}: {pk} comes to {sums.get(pk)}, and was {kept.total}"
            for pk, kept in book.sales.items()
            if sums.get(pk, 0) != kept.total
        ]
        found += [f"{name}: {pk} is no sale" for pk in sums.keys() - book.sales.keys()]
    total = sum(kept.total for kept in book.sales.values())
    found += [f"cells: {name} say {sum_}, sales {total}" for name, sum_ in book.cells.items() if sum_ != total]
    count = sum({"sale": 1, "void": -1}.get(kept.kind, 0) for kept in book.sales.values())
    if book.counted != count:
        found.append(f"cells: {book.counted} sales counted of {count}")
    if book.stock_gone != book.sold_pieces:
        found.append(f"stock: {book.stock_gone} pieces are gone, {book.sold_pieces} were sold")
    if book.sessions != 1:
        found.append(f"sessions: {book.sessions} of one")
    return found + ([f"not settled: {book.unsettled} records"] if book.unsettled else [])


def _closed(phone: Phone, book: Book) -> list[str]:
    """Closed once on either side, and the report says what the two saw who signed."""
    if len(phone.closed) != len(book.reports):
        return [f"closed: {len(phone.closed)} times on the telephone, {len(book.reports)} reports in the book"]
    found = [f"closed: {len(book.reports)} reports of one session"] if len(book.reports) > 1 else []
    for there, report in zip(phone.closed, book.reports, strict=True):
        figures = there["figures"]
        pairs = {
            "counted": (there["counted"], report.counted_cash),
            "expected": (figures["expected"], report.expected_cash),
            "cash sales": (figures["cashSales"], report.cash_sales),
            "given back": (figures["givenBack"], report.cash_given_back),
            "card": (figures["card"], report.card),
            "transfer": (figures["transfer"], report.transfer),
        }
        found += [
            f"closed: {name} {here} signed, {of} in the book" for name, (here, of) in pairs.items() if here != of * 100
        ]
        counts = (figures["sales"], figures["voids"], figures["returns"])
        if counts != (report.sales, report.voids, report.returns):
            found.append(f"closed: {counts} signed, {(report.sales, report.voids, report.returns)} in the book")
        if report.missing_numbers or not report.witnessed_by:
            found.append(f"closed: {report.missing_numbers} are missing, witnessed by {report.witnessed_by!r}")
    return found


SALES = """
    SELECT sale.id::text, sale.kind, sale.number, (sale.total * 100)::bigint, sale.payment, sale.status,
        COUNT(line.id), COALESCE(SUM(line.amount) * 100, 0)::bigint, COALESCE(SUM(line.quantity), 0)::bigint
    FROM tills_sale AS sale LEFT JOIN tills_saleline AS line ON line.sale_id = sale.id
    WHERE sale.till_id = %s GROUP BY sale.id
"""
REVENUE = """
    SELECT SPLIT_PART(key, ':', 2), (SUM(amount) * 100)::bigint FROM revenue_revenueline
    WHERE edition_id = %s GROUP BY 1
"""
# A sale that was posted twice would come to twice its amount.
LEDGER = """
    SELECT SPLIT_PART(posted.key, ':', 2), (-SUM(entry.amount) * 100)::bigint
    FROM ledger_ledgertransaction AS posted
    JOIN ledger_ledgerentry AS entry ON entry.transaction_id = posted.id
    JOIN ledger_ledgeraccount AS account ON account.id = entry.account_id
    WHERE account.kind = ANY(%s) AND posted.id IN (
        SELECT transaction_id FROM revenue_revenueline WHERE edition_id = %s
    ) GROUP BY 1
"""
CELLS = """
    SELECT (COALESCE(SUM(gross - returns + corrections), 0) * 100)::bigint, COALESCE(SUM(sales), 0)::bigint
    FROM {} WHERE edition_id = %s
"""
STOCK = "SELECT COALESCE(SUM(%s - num_in_stock), 0)::bigint FROM partner_stockrecord WHERE product_id = ANY(%s)"


def book_of(till: Till, edition: Edition, *, products: list[int], stock: int) -> Book:
    """Read it, by statements of our own."""
    book = Book()
    for pk, kind, number, total, payment, status, lines, amount, quantity in _ask(SALES, [till.pk]):
        book.sales[pk] = Kept(kind, number, total, payment, status, lines)
        book.lines[pk] = amount
        book.sold_pieces += quantity
    book.revenue = dict(_ask(REVENUE, [edition.pk]))
    book.ledger = dict(_ask(LEDGER, [[str(kind) for kind in INCOME_KINDS], edition.pk]))
    for table in ("revenue_coarsecell", "revenue_detailcell"):
        ((book.cells[table], book.counted),) = _ask(CELLS.format(table), [edition.pk])
    ((book.stock_gone,),) = _ask(STOCK, [stock, products])
    book.sessions = TillSession.objects.filter(till=till).count()
    book.reports = [*CashReport.objects.filter(till=till).order_by("pk")]
    book.unsettled = QuarantinedRecord.objects.filter(till=till, settled_at__isnull=True).count()
    return book


def _ask(sql: str, given: list[object]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()
