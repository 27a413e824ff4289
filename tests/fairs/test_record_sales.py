"""The one writer of revenue: ledger, lines and cells, each exactly once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from cooperatives import clock
from cooperatives.ledger.models import LedgerEntry, LedgerTransaction
from cooperatives.ledger.services import held_by_carrier, held_by_operator
from fairs.enums import Channel, LineKind, PaymentKind
from fairs.revenue.models import CoarseCell, DetailCell, RevenueLine
from fairs.revenue.services import record_sales
from tests.factories import make_cooperative, make_edition, make_family, make_participation, make_stall
from tests.fairs.facts import NOON, line, money_in, online_line, sale

pytestmark = pytest.mark.django_db


@pytest.fixture
def participation():
    return make_participation(make_edition(starts_on=date(2026, 8, 3)), make_cooperative())


def entries_of(key: str) -> dict[str, Decimal]:
    return dict(LedgerEntry.objects.filter(transaction__key=key).values_list("account__code", "amount"))


def test_a_sale_is_posted_gross_against_the_cooperative_and_the_commission(participation) -> None:
    sold = line(
        participation,
        "150.00",
        commission_rate=Decimal("0.0500"),
        commission=Decimal("7.50"),
        commission_tax=Decimal("1.50"),
    )

    record_sales(facts=[sale(sold, key="sale:1")])

    coop = participation.cooperative_id
    assert entries_of("sale:1") == {
        f"held:coop:{coop}": Decimal("150.00"),
        f"coop:{coop}": Decimal("-141.00"),
        "commission": Decimal("-7.50"),
        "commission:tax": Decimal("-1.50"),
    }


@pytest.mark.parametrize(
    ("holder", "code"),
    [(held_by_operator("souss-2026"), "held:operator:souss-2026"), (held_by_carrier("poste"), "held:carrier:poste")],
)
def test_whoever_has_the_money_owes_it(participation, holder, code: str) -> None:
    record_sales(facts=[sale(line(participation, "80.00"), key="sale:1", held_by=holder)])

    assert entries_of("sale:1") == {code: Decimal("80.00"), f"coop:{participation.cooperative_id}": Decimal("-80.00")}


def test_the_lines_and_both_cells_hold_what_was_sold(participation) -> None:
    family = make_family()
    stall = make_stall(participation.stop.edition, participation)
    sold = [
        line(participation, "150.00", units=Decimal("1.250"), family_id=family.pk, stall_id=stall.pk),
        line(participation, "30.50", units=Decimal(3), family_id=family.pk, stall_id=stall.pk),
    ]

    record_sales(facts=[sale(*sold), sale(line(participation, "19.50", family_id=family.pk, stall_id=stall.pk))])

    coarse, detail = CoarseCell.objects.get(), DetailCell.objects.get()
    for cell in (coarse, detail):
        assert (cell.gross, cell.returns, cell.corrections) == (Decimal("200.00"), Decimal(0), Decimal(0))
        assert (cell.sales, cell.units) == (2, Decimal("5.250"))
    # Eleven in UTC: Morocco is an hour ahead in summer.
    assert (detail.hour, detail.payment, detail.stall_id) == (12, PaymentKind.CASH, stall.pk)
    assert list(RevenueLine.objects.order_by("id").values_list("sales", flat=True)) == [1, 0, 1]
    assert money_in() == dict.fromkeys(("lines", "coarse", "detail", "ledger"), Decimal("200.00"))


def test_one_sale_of_several_cooperatives_is_one_balanced_transaction(participation) -> None:
    other = make_participation(participation.stop.edition, make_cooperative())

    recorded = record_sales(facts=[sale(line(participation, "10.00"), line(other, "25.00"), key="sale:1")])

    assert list(recorded.transactions) == ["sale:1"]
    assert entries_of("sale:1") == {
        f"held:coop:{participation.cooperative_id}": Decimal("10.00"),
        f"coop:{participation.cooperative_id}": Decimal("-10.00"),
        f"held:coop:{other.cooperative_id}": Decimal("25.00"),
        f"coop:{other.cooperative_id}": Decimal("-25.00"),
    }


def test_the_same_key_again_changes_nothing(participation) -> None:
    fact = sale(line(participation))
    record_sales(facts=[fact])

    again = record_sales(facts=[replace(fact, lines=(line(participation, "999.00"),)), sale(line(participation))])

    assert len(again.transactions) == 1
    assert fact.key not in again.transactions
    assert money_in()["coarse"] == Decimal("200.00")
    assert CoarseCell.objects.get().sales == 2


def test_the_same_key_twice_in_one_batch_counts_once(participation) -> None:
    fact = sale(line(participation))

    record_sales(facts=[fact, replace(fact, lines=(line(participation, "5.00"),))])

    assert money_in() == dict.fromkeys(("lines", "coarse", "detail", "ledger"), Decimal("100.00"))


def test_a_return_lowers_turnover_and_leaves_gross(participation) -> None:
    record_sales(facts=[sale(line(participation, "100.00"))])

    record_sales(facts=[sale(line(participation, "-40.00", units=Decimal(-1)), kind=LineKind.RETURN)])

    cell = CoarseCell.objects.get()
    assert (cell.gross, cell.returns, cell.sales, cell.units) == (Decimal(100), Decimal(40), 1, Decimal(0))
    assert money_in() == dict.fromkeys(("lines", "coarse", "detail", "ledger"), Decimal("60.00"))


def test_online_sales_outside_an_edition_count_at_the_seat() -> None:
    cooperative = make_cooperative()
    fact = sale(online_line(cooperative, "75.00", units=Decimal(1)), channel=Channel.ONLINE)

    record_sales(facts=[fact])

    cell = CoarseCell.objects.get()
    assert (cell.edition_id, cell.region_id, cell.channel) == (None, cooperative.region_id, Channel.ONLINE)


def test_a_stall_sale_without_an_edition_is_refused_and_nothing_is_written() -> None:
    with pytest.raises(IntegrityError, match="revenueline_stall_has_an_edition"), transaction.atomic():
        record_sales(facts=[sale(online_line(make_cooperative()))])

    assert not LedgerTransaction.objects.exists()
    assert not CoarseCell.objects.exists()


def test_what_comes_after_settlement_is_a_correction_of_its_day(participation) -> None:
    record_sales(facts=[sale(line(participation, "100.00"))])
    edition = participation.stop.edition
    edition.settled_at = clock.now()
    edition.save()

    recorded = record_sales(facts=[sale(line(participation, "30.00"), key="sale:late")])

    cell = CoarseCell.objects.get()
    assert (cell.gross, cell.corrections, cell.sales, cell.units) == (Decimal(100), Decimal(30), 1, Decimal(1))
    late = RevenueLine.objects.get(late=True)
    assert (late.kind, late.counts_on) == (LineKind.CORRECTION, NOON.date())
    assert LedgerTransaction.objects.get(key="sale:late").kind == "correction"
    assert recorded.late == {"sale:late"}
    assert money_in() == dict.fromkeys(("lines", "coarse", "detail", "ledger"), Decimal("130.00"))


def test_a_settled_stop_leaves_the_other_stops_of_its_edition_open(participation) -> None:
    stop = participation.stop
    stop.settled_at = clock.now()
    stop.save()

    recorded = record_sales(facts=[sale(line(participation, "30.00")), sale(line(participation, "7.00", stop_id=None))])

    assert len(recorded.late) == 1
    assert {cell.stop_id: (cell.gross, cell.corrections) for cell in CoarseCell.objects.all()} == {
        stop.pk: (Decimal(0), Decimal(30)),
        None: (Decimal(7), Decimal(0)),
    }


@pytest.mark.parametrize("table", ["revenue_revenueline", "ledger_ledgertransaction", "ledger_ledgerentry"])
@pytest.mark.parametrize("order", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_nothing_that_was_posted_is_ever_changed(participation, table: str, order: str) -> None:
    record_sales(facts=[sale(line(participation))])

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(order.format(table))

    assert money_in()["lines"] == Decimal("100.00")
