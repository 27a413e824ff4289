"""Rivals that post at the same moment: real threads on committed rows."""

from datetime import date, timedelta
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection, transaction

from cooperatives import clock
from cooperatives.ledger import services as ledger
from fairs.locks import claim_edition_figures
from fairs.models import Edition
from fairs.revenue import services
from fairs.revenue.declared import NewTotal, declare_total
from fairs.revenue.models import CoarseCell
from fairs.revenue.rollup import differences, rebuild
from fairs.revenue.services import record_sales
from tests.factories import make_cooperative, make_edition, make_participation
from tests.fairs.facts import line, money_in, sale, together

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]
DAY = date(2026, 8, 3)
EVERYWHERE = ("lines", "coarse", "detail", "ledger")


def make_stands(number: int) -> list:
    fair = make_edition(starts_on=DAY)
    return [make_participation(fair, make_cooperative()) for _ in range(number)]


def test_rivals_with_the_same_sales_post_each_once() -> None:
    stands = make_stands(4)
    facts = [sale(line(stands[number % 4], "10.00")) for number in range(60)]

    answers = together(
        lambda: record_sales(facts=facts),
        lambda: record_sales(facts=list(reversed(facts))),
        lambda: record_sales(facts=facts[20:]),
    )

    assert sum(len(answer.transactions) for answer in answers) == 60
    assert money_in() == dict.fromkeys(EVERYWHERE, Decimal("600.00"))
    assert differences() == []


def test_without_the_guard_they_post_them_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with a look before the leap and no unique key, the same race counts double."""
    (stand,) = make_stands(1)
    record_sales(facts=[sale(line(stand, "1.00"))])
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_ledgertransaction DROP CONSTRAINT ledger_ledgertransaction_key_key")
        cursor.execute("ALTER TABLE revenue_revenueline DROP CONSTRAINT revenue_revenueline_key_key")
    look_first = ledger.POST.replace(
        "ORDER BY key\n        ON CONFLICT (key) DO NOTHING",
        "WHERE NOT EXISTS (SELECT 1 FROM ledger_ledgertransaction AS old WHERE old.key = new.key)",
    )
    assert look_first != ledger.POST
    monkeypatch.setattr(ledger, "POST", look_first)
    both_have_looked, add_to_cells = Barrier(2), services.add_to_cells

    def wait_for_the_rival(transaction_ids: list[int]) -> None:
        both_have_looked.wait(timeout=20)
        add_to_cells(transaction_ids)

    monkeypatch.setattr(services, "add_to_cells", wait_for_the_rival)
    facts = [sale(line(stand, "10.00"))]

    together(lambda: record_sales(facts=facts), lambda: record_sales(facts=facts))

    assert money_in()["coarse"] == Decimal("21.00")


def test_a_rival_that_fails_leaves_its_sale_to_the_other() -> None:
    (stand,) = make_stands(1)
    fact = sale(line(stand, "10.00"))
    broken = sale(line(stand, "10.00", edition_id=None, stop_id=None))

    answers = together(lambda: record_sales(facts=[fact, broken]), lambda: record_sales(facts=[fact]))

    assert isinstance(answers[0], Exception)
    assert list(answers[1].transactions) == [fact.key]
    assert money_in() == dict.fromkeys(EVERYWHERE, Decimal("10.00"))


def test_writers_of_the_same_cells_never_wait_in_a_circle() -> None:
    stands = make_stands(6)

    def many(stands: list) -> int:
        return sum(len(record_sales(facts=[sale(line(s, "1.00")) for s in stands]).transactions) for _ in range(12))

    answers = together(lambda: many(stands), lambda: many(stands[::-1]), lambda: many(stands[3:] + stands[:3]))

    assert answers == [72, 72, 72]
    assert money_in() == dict.fromkeys(EVERYWHERE, Decimal("216.00"))


def test_a_total_declared_while_sales_arrive_never_counts_beside_them() -> None:
    (stand,) = make_stands(1)

    for number in range(8):
        day = DAY + timedelta(days=number)
        facts = [sale(line(stand, "40.00"), counts_on=day), sale(line(stand, "25.00"), counts_on=day)]
        answers = together(
            lambda day=day: declare_total(total=NewTotal(stand.pk, day, Decimal("100.00")), by=None),
            lambda facts=facts: record_sales(facts=facts[:1]),
            lambda facts=facts: record_sales(facts=facts[1:]),
        )
        assert not [answer for answer in answers if isinstance(answer, Exception)]

    assert money_in() == dict.fromkeys(EVERYWHERE, Decimal("800.00"))
    assert differences() == []


def test_a_sale_is_in_the_figures_that_were_settled_or_stands_apart() -> None:
    (stand,) = make_stands(1)
    fair = stand.stop.edition

    def sell() -> None:
        for _ in range(20):
            record_sales(facts=[sale(line(stand, "3.00"))])

    def settle() -> Decimal:
        record_sales(facts=[sale(line(stand, "3.00"))])
        with transaction.atomic():
            claim_edition_figures([fair.pk])
            signed = sum(cell.gross for cell in CoarseCell.objects.filter(edition=fair))
            Edition.objects.filter(pk=fair.pk).update(settled_at=clock.now())
            return signed

    *_, signed = together(sell, sell, settle)

    cell = CoarseCell.objects.get()
    assert (cell.gross, cell.gross + cell.corrections) == (signed, Decimal("123.00"))
    assert differences() == []


def test_a_rebuild_while_tills_sell_counts_every_sale_once() -> None:
    stands = make_stands(3)

    def sell() -> None:
        for _ in range(15):
            record_sales(facts=[sale(line(stand, "2.00")) for stand in stands])

    def mend() -> None:
        for _ in range(6):
            rebuild()

    answers = together(sell, sell, mend)

    assert answers == [None, None, None]
    assert money_in() == dict.fromkeys(EVERYWHERE, Decimal("180.00"))
    assert differences() == []
