"""Each check of the comparison by itself, on a day that was made up for it."""

from collections import Counter
from copy import deepcopy
from dataclasses import replace

import pytest

from fairs.tills.models import CashReport
from tests.soak.tills.checks import Book, Kept, Phone, faults
from tests.soak.tills.plans import KINDS, WHOLE, plan
from tests.soak.tills.report import page

SALE, VOID = Kept("sale", 1, 12_000, "cash"), Kept("void", 2, -12_000, "cash")
THERE = Phone(
    meant=Counter({("sale", 12_000, "cash"): 1, ("void", -12_000, "cash"): 1}),
    told={"a": {"number": 1, "total": 12_000}, "b": {"number": 2, "total": 12_000}},
    stored={"a": SALE, "b": VOID},
)
SUMS = {"a": 12_000, "b": -12_000}
HERE = Book(
    sales={"a": SALE, "b": VOID},
    lines=dict(SUMS),
    revenue=dict(SUMS),
    ledger=dict(SUMS),
    cells={"coarse": 0, "detail": 0},
)


@pytest.fixture
def phone() -> Phone:
    return deepcopy(THERE)


@pytest.fixture
def book() -> Book:
    return deepcopy(HERE)


def words(phone: Phone, book: Book) -> set[str]:
    return {fault.partition(":")[0] for fault in faults(phone, book)}


def test_whole_day_has_no_faults(phone: Phone, book: Book) -> None:
    assert faults(phone, book) == []


def test_sale_that_never_arrived_is_lost(phone: Phone, book: Book) -> None:
    for sums in (book.sales, book.lines, book.revenue, book.ledger):
        del sums["b"]
    book.cells, book.counted = {"coarse": 12_000, "detail": 12_000}, 1

    assert words(phone, book) == {"lost"}


def test_sale_that_nobody_was_told_of_is_made_up(phone: Phone, book: Book) -> None:
    book.sales["c"] = replace(SALE, number=3)
    for sums in (book.lines, book.revenue, book.ledger):
        sums["c"] = 12_000
    book.cells, book.counted = {"coarse": 12_000, "detail": 12_000}, 1

    assert words(phone, book) == {"made up"}


def test_sale_posted_twice_shows_in_the_ledger_and_the_lines(phone: Phone, book: Book) -> None:
    book.ledger["a"], book.revenue["a"] = 24_000, 24_000

    assert words(phone, book) == {"ledger", "revenue"}


def test_receipt_whose_sale_is_gone_is_lost_on_the_telephone(phone: Phone, book: Book) -> None:
    phone.told["c"] = {"number": 3, "total": 500}

    assert words(phone, book) == {"lost on the telephone"}


def test_receipt_of_another_amount_is_told_otherwise(phone: Phone, book: Book) -> None:
    phone.told["a"] = {"number": 1, "total": 11_900}

    assert words(phone, book) == {"told otherwise"}


def test_basket_that_was_sold_twice_is_doubled_on_the_telephone(phone: Phone, book: Book) -> None:
    phone.meant = Counter({("void", -12_000, "cash"): 1})

    assert words(phone, book) == {"doubled on the telephone"}


def test_number_that_is_missing_is_told(phone: Phone, book: Book) -> None:
    phone.stored["b"] = book.sales["b"] = replace(VOID, number=3)
    phone.told["b"] = {"number": 3, "total": 12_000}

    assert words(phone, book) == {"numbers"}


def test_what_still_waits_is_told(phone: Phone, book: Book) -> None:
    phone.waiting = 1

    assert words(phone, book) == {"waits"}


def test_what_was_laid_aside_is_told_unless_the_till_was_switched_off(phone: Phone, book: Book) -> None:
    phone.aside = {"a"}

    assert words(phone, book) == {"laid aside"}
    assert faults(phone, book, switched_off=True) == []


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("cells", {"coarse": 0, "detail": 1}, "cells"),
        ("counted", 1, "cells"),
        ("stock_gone", 1, "stock"),
        ("sessions", 2, "sessions"),
        ("unsettled", 1, "not settled"),
    ],
)
def test_every_sum_of_the_book_is_asked(phone: Phone, book: Book, name: str, value: object, word: str) -> None:
    setattr(book, name, value)

    assert words(phone, book) == {word}


FIGURES = {"expected": 20_000, "cashSales": 0, "givenBack": 0, "card": 0, "transfer": 0}
SIGNED = {"counted": 20_000, "figures": FIGURES | {"sales": 1, "voids": 1, "returns": 0}}


def report_of(**changed: object) -> CashReport:
    money = {"counted_cash": 200, "expected_cash": 200, "cash_sales": 0, "cash_given_back": 0, "card": 0, "transfer": 0}
    counts = {"sales": 1, "voids": 1, "returns": 0, "missing_numbers": [], "witnessed_by": "Hassan"}
    return CashReport(**money | counts | changed)


@pytest.mark.parametrize(
    ("reports", "word"),
    [
        ([report_of()], set()),
        ([], {"closed"}),
        ([report_of(), report_of()], {"closed"}),
        ([report_of(counted_cash=190)], {"closed"}),
        ([report_of(sales=2)], {"closed"}),
        ([report_of(missing_numbers=[2])], {"closed"}),
    ],
)
def test_report_says_what_was_signed(phone: Phone, book: Book, reports: list[CashReport], word: set[str]) -> None:
    phone.closed, book.reports = [SIGNED], reports

    assert words(phone, book) == word


def test_fifty_seeds_meet_every_kind_and_the_same_seed_is_the_same() -> None:
    drawn = {hazard for seed in range(1, 51) for hazard in plan(seed).hazards}

    assert drawn == set(KINDS)
    assert WHOLE in plan(57).hazards
    assert plan(7) == plan(7)


def test_page_says_how_many_were_tried_and_what_was_found() -> None:
    row = {"seed": 1, "seconds": 2.5, "sales": 3, "met": {"offline": 1}, "true_times": False, "faults": []}
    bad = row | {"seed": 3, "faults": ["lost: a"]}

    told = page([row, bad], day="2026-11-22", machine="here", telephones=2)

    assert "| Seeds | 2: 1, 3 |" in told
    assert "| offline | 2 |" in told
    assert "| Lost | 1 |" in told
    assert "- seed 3: lost: a" in told
