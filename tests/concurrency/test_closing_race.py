"""Tills sell in processes of their own while another one closes the stop: what was signed is what the book says."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from fairs.closing.models import Closing, SalesCertificate
from fairs.enums import CashHolder
from fairs.models import Edition
from fairs.revenue.models import CoarseCell, RevenueLine
from fairs.revenue.rollup import differences
from tests.concurrency.closing_rival import sell_or_close
from tests.concurrency.rivals import run_rivals
from tests.conftest import CommittedDatabase
from tests.factories import make_cooperative, make_edition, make_participation, make_user

pytestmark = [pytest.mark.threads]
SELLERS = 3


def race(database: CommittedDatabase, folder: Path, **more: str) -> Edition:
    """Let three processes sell while a fourth closes; answer the edition."""
    edition = make_edition(starts_on=date(2026, 8, 3), days=1, cash_held_by=CashHolder.COOPERATIVE)
    make_user()
    stands = [make_participation(edition, make_cooperative()) for _ in range(SELLERS)]
    turns = [("sell", stand.pk, str(number)) for number, stand in enumerate(stands)]
    turns.append(("close", edition.stops.get().pk, ""))
    run_rivals(database, folder, sell_or_close, turns, **more)
    return edition


def sold_in(folder: Path) -> Decimal:
    return Decimal(3) * sum(int(file.read_text()) for file in folder.glob("sold-*"))


def counted(edition: Edition) -> tuple[Decimal, Decimal]:
    cells = CoarseCell.objects.filter(edition=edition)
    return sum(cell.gross for cell in cells), sum(cell.corrections for cell in cells)


def test_a_sale_that_arrives_while_a_stop_is_closed_waits_and_stands_apart(
    committed_db: CommittedDatabase, tmp_path: Path
) -> None:
    edition = race(committed_db, tmp_path)

    gross, corrections = counted(edition)
    signed = {closing.gross for closing in Closing.objects.all()}
    assert signed == {gross}
    assert gross > 0
    assert gross + corrections == sold_in(tmp_path)
    # At least the five that each sold after it was closed.
    assert RevenueLine.objects.filter(late=True).count() >= 5 * SELLERS
    assert sum(row.itemised for row in SalesCertificate.objects.all()) == gross
    assert differences() == []


def test_without_the_lock_the_book_moves_under_what_was_signed(committed_db: CommittedDatabase, tmp_path: Path) -> None:
    """The control: nothing but the lock keeps a sale out of figures that are being signed."""
    edition = race(committed_db, tmp_path, RIVAL_WITHOUT_LOCK="1")

    gross, _corrections = counted(edition)
    signed = Closing.objects.get(stop=None).gross
    assert signed < gross
