"""What takes a sale back at the till: money, commission and stock return to where they came from, to the centime."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from catalogue.partner.models import Shortage, StockHolding, StockMovement, StockRecord
from catalogue.partner.stock import Item, send_out
from cooperatives import clock
from cooperatives.ledger.models import LedgerEntry
from fairs.models import CommissionRule, Stop
from fairs.revenue.models import CoarseCell, DetailCell, EditionSummary, RevenueLine
from fairs.revenue.rollup import differences, rebuild
from fairs.tills.models import QuarantinedRecord, Sale, SaleLine, TillSession
from fairs.tills.services import enrol_till
from tests.factories import make_stall
from tests.fairs.facts import money_in
from tests.fairs.tills import FIRST_DAY, NOON, Stand, back, closing, make_stand

pytestmark = pytest.mark.django_db
EVERYWHERE = ("lines", "coarse", "detail", "ledger")
D = Decimal


@pytest.fixture(autouse=True)
def _an_hour_after_the_sale():
    with clock.frozen_at(NOON + timedelta(hours=1)):
        yield


def codes(result: dict[str, Any]) -> list[str]:
    return [problem["code"] for problem in result["problems"]]


def balances() -> dict[str, Decimal]:
    totals: dict[str, Decimal] = {}
    for code, amount in LedgerEntry.objects.values_list("account__code", "amount"):
        totals[code] = totals.get(code, D(0)) + amount
    return {code: amount for code, amount in totals.items() if amount}


def in_stock(stand: Stand) -> Decimal:
    return StockRecord.objects.get(product=stand.products[0]).num_in_stock


class TestVoid:
    def test_a_cancelled_sale_leaves_nothing_behind(self, stand: Stand) -> None:
        CommissionRule.objects.create(position=1, valid_from=FIRST_DAY, rate=D("0.0333"))
        sold = stand.sale("179.99", lines=[stand.line("179.99", quantity="1.500")])

        answers = stand.send(sold, stand.void(sold))

        assert [answer["status"] for answer in answers] == ["accepted", "accepted"]
        assert money_in() == dict.fromkeys(EVERYWHERE, D("0.00"))
        assert balances() == {}
        assert in_stock(stand) == D(10)
        row, line = Sale.objects.get(kind="void"), SaleLine.objects.get(sale__kind="void")
        assert (row.total, str(row.reverses_id), row.counts_on) == (D("-179.99"), sold["id"], FIRST_DAY)
        assert (line.amount, line.quantity, line.of) == (D("-179.99"), D("-1.500"), SaleLine.objects.get(amount__gt=0))
        cell = CoarseCell.objects.get()
        assert (cell.gross, cell.returns, cell.units, cell.sales) == (D("179.99"), D("179.99"), D(0), 0)
        assert differences() == []

    def test_it_is_in_the_cell_of_the_sale_whatever_hour_it_is(self, stand: Stand) -> None:
        sold = stand.sale(sold_at=(NOON - timedelta(hours=3)).isoformat())
        stand.send(sold)

        stand.send(stand.void(sold))

        cell = DetailCell.objects.get()
        assert (cell.hour, cell.gross, cell.returns, cell.sales) == (9, D("120.00"), D("120.00"), 0)

    def test_it_is_one_sale_less_and_a_return_is_not(self, stand: Stand) -> None:
        lines = [stand.line(), stand.line("30.00", product=stand.products[1].public_id)]
        kept, cancelled = stand.sale(), stand.sale("150.00", lines=lines, number=2)
        stand.send(kept, cancelled, stand.void(cancelled, number=3), stand.give_back(kept, back("20.00"), number=4))

        assert [row.sales for row in RevenueLine.objects.order_by("pk")] == [1, 1, 0, -1, 0, 0]
        for cells in (CoarseCell, DetailCell):
            assert sum(cell.sales for cell in cells.objects.all()) == 1
        rebuild()
        assert [(cell.sales, cell.gross - cell.returns) for cell in CoarseCell.objects.all()] == [(1, D("100.00"))]
        assert EditionSummary.objects.get(dimension="whole").sales == 1
        assert differences() == []

    def test_after_the_stop_was_closed_it_leaves_the_number_of_sales_alone(self, stand: Stand) -> None:
        sold = stand.sale()
        stand.send(sold)
        Stop.objects.filter(pk=stand.participation.stop_id).update(settled_at=clock.now())

        (result,) = stand.send(stand.void(sold))

        assert codes(result) == ["settled"]
        cell = CoarseCell.objects.get()
        assert (cell.gross, cell.returns, cell.corrections, cell.sales) == (D("120.00"), D(0), D("-120.00"), 1)
        assert differences() == []

    def test_the_sellers_reason_is_kept_with_it(self, stand: Stand) -> None:
        sold = stand.sale()
        stand.send(sold, stand.void(sold, note="  Paid\x00 twice " + "x" * 300))

        void = Sale.objects.get(kind="void")
        assert (void.note[:11], len(void.note)) == ("Paid twice ", 200)

    @pytest.mark.parametrize("note", [None, 5, ["a"], {"a": 1}])
    def test_a_reason_that_is_no_text_keeps_nothing_aside(self, stand: Stand, note: object) -> None:
        sold = stand.sale()

        answers = stand.send(sold, stand.void(sold, note=note))

        assert [answer["status"] for answer in answers] == ["accepted", "accepted"]
        assert Sale.objects.get(kind="void").note == ""

    def test_a_second_one_is_kept_aside(self, stand: Stand) -> None:
        sold = stand.sale()
        stand.send(sold, stand.void(sold))

        (again,) = stand.send(stand.void(sold))

        assert (again["status"], codes(again)) == ("invalid", ["already_voided"])
        assert QuarantinedRecord.objects.get().problems[0]["code"] == "already_voided"
        assert Sale.objects.filter(kind="void").count() == 1

    def test_the_same_one_again_is_a_duplicate(self, stand: Stand) -> None:
        sold = stand.sale()
        void = stand.void(sold)
        stand.send(sold, void)

        (again,) = stand.send(void)

        assert (again["status"], again["first_status"], again["problems"]) == ("duplicate", "accepted", [])
        assert money_in() == dict.fromkeys(EVERYWHERE, D("0.00"))

    def test_of_a_sale_that_never_came_it_is_kept_aside(self, stand: Stand) -> None:
        sold = stand.sale()

        first, second = stand.send(stand.void(sold), stand.give_back(sold, back()))

        assert (codes(first), codes(second)) == (["original_unknown"], ["original_unknown"])
        assert not RevenueLine.objects.exists()

    def test_a_sale_of_another_edition_is_not_taken_back(self, stand: Stand) -> None:
        sold = stand.sale()
        stand.send(sold)

        (result,) = make_stand().send(stand.void(sold, session=str(uuid4())))

        assert codes(result) == ["original_unknown"]
        assert money_in() == dict.fromkeys(EVERYWHERE, D("120.00"))

    def test_what_takes_back_is_itself_not_taken_back(self, stand: Stand) -> None:
        sold = stand.sale()
        void = stand.void(sold)
        stand.send(sold, void)

        (result,) = stand.send(stand.void(void))

        assert codes(result) == ["original_unknown"]

    def test_after_the_session_was_closed_it_is_a_correction_of_its_day(self, stand: Stand) -> None:
        sold = stand.sale()
        stand.send(sold)
        stand.tell(closing("120.00"))

        (result,) = stand.send(stand.void(sold))

        assert (result["status"], codes(result)) == ("flagged", ["session_closed"])
        assert RevenueLine.objects.get(amount__lt=0).kind == "correction"
        assert money_in() == dict.fromkeys(EVERYWHERE, D("0.00"))
        cell = CoarseCell.objects.get()
        assert (cell.gross, cell.returns, cell.corrections, cell.sales) == (D(0), D(0), D(0), 0)

    def test_it_goes_into_the_session_of_its_sale(self, stand: Stand) -> None:
        sold = stand.sale()
        stand.send(sold)

        stand.send(stand.void(sold, session=str(uuid4())))

        assert str(Sale.objects.get(kind="void").session_id) == sold["session"]

    def test_another_total_than_that_of_the_sale_is_flagged(self, stand: Stand) -> None:
        sold = stand.sale()

        _, result = stand.send(sold, stand.void(sold, total="100.00"))

        assert (result["status"], codes(result)) == ("flagged", ["wrong_total"])
        assert Sale.objects.get(kind="void").total == D("-120.00")


class TestReturn:
    def test_parts_come_to_exactly_the_commission_of_the_whole(self, stand: Stand) -> None:
        CommissionRule.objects.create(position=1, valid_from=FIRST_DAY, rate=D("0.0333"))
        sold = stand.sale("100.00", lines=[stand.line("100.00", quantity="3", unit_price="33.33")])
        stand.send(sold)
        CommissionRule.objects.update(rate=D("0.5000"))

        for number, amount in enumerate(("33.33", "33.33", "33.34"), start=2):
            (result,) = stand.send(stand.give_back(sold, back(amount), number=number))
            assert result["status"] == "accepted"

        assert [line.commission for line in SaleLine.objects.order_by("sale__number")] == [
            D("3.33"),
            D("-1.11"),
            D("-1.11"),
            D("-1.11"),
        ]
        assert balances() == {}
        assert sum(RevenueLine.objects.values_list("tax", flat=True)) == D(0)
        assert in_stock(stand) == D(10)
        cell = CoarseCell.objects.get()
        assert (cell.gross, cell.returns, cell.sales) == (D("100.00"), D("100.00"), 1)

    def test_half_of_it_gives_back_half(self, stand: Stand) -> None:
        CommissionRule.objects.create(position=1, valid_from=FIRST_DAY, rate=D("0.0500"))
        sold = stand.sale("240.00", lines=[stand.line("240.00", quantity="2")])

        _, result = stand.send(sold, stand.give_back(sold, back(), payment="card"))

        assert result["status"] == "accepted"
        line = SaleLine.objects.get(amount__lt=0)
        assert (line.commission_rate, line.commission, line.tax) == (D("0.0500"), D("-6.00"), D("-20.00"))
        coop = stand.participation.cooperative_id
        assert balances() == {
            f"held:coop:{coop}": D("120.00"),
            f"coop:{coop}": D("-112.80"),
            "commission": D("-6.00"),
            "commission:tax": D("-1.20"),
        }

    def test_it_belongs_to_the_day_on_which_the_goods_came_back(self, stand: Stand) -> None:
        sold = stand.sale()
        stand.send(sold)
        tomorrow = NOON + timedelta(days=1)

        with clock.frozen_at(tomorrow):
            stand.send(stand.give_back(sold, back(), sold_at=tomorrow.isoformat(), session=str(uuid4())))

        days = {cell.counts_on: (cell.gross, cell.returns) for cell in CoarseCell.objects.all()}
        assert days == {date(2026, 8, 3): (D(120), D(0)), date(2026, 8, 4): (D(0), D(120))}

    def test_more_than_was_sold_is_posted_and_flagged_and_gives_no_more_commission_back(self, stand: Stand) -> None:
        CommissionRule.objects.create(position=1, valid_from=FIRST_DAY, rate=D("0.0500"))
        sold = stand.sale()
        stand.send(sold, stand.give_back(sold, back()))

        (result,) = stand.send(stand.give_back(sold, back("20.00"), number=3))

        assert (result["status"], codes(result)) == ("flagged", ["returned_too_much"])
        assert money_in() == dict.fromkeys(EVERYWHERE, D("-20.00"))
        assert SaleLine.objects.get(amount=D("-20.00")).commission == D(0)
        # A piece comes back once.
        assert in_stock(stand) == D(10)

    def test_a_line_that_the_sale_does_not_have_is_kept_aside(self, stand: Stand) -> None:
        sold = stand.sale()

        _, result = stand.send(sold, stand.give_back(sold, back(of=7)))

        assert codes(result) == ["original_unknown"]
        assert money_in() == dict.fromkeys(EVERYWHERE, D("120.00"))

    def test_a_bare_amount_can_be_returned_too(self, stand: Stand) -> None:
        sold = stand.sale("45.50", lines=[{"product": None, "amount": "45.50"}])

        _, result = stand.send(sold, stand.give_back(sold, {"of": 0, "amount": "45.50"}))

        assert result["status"] == "accepted"
        assert money_in() == dict.fromkeys(EVERYWHERE, D("0.00"))

    def test_after_the_edition_was_settled_it_stands_apart(self, stand: Stand) -> None:
        sold = stand.sale()
        stand.send(sold)
        stand.edition.settled_at = clock.now()
        stand.edition.save()

        (result,) = stand.send(stand.give_back(sold, back()))

        assert (result["status"], codes(result)) == ("flagged", ["settled"])
        cell = CoarseCell.objects.get()
        assert (cell.gross, cell.returns, cell.corrections) == (D("120.00"), D(0), D("-120.00"))

    def test_a_declared_total_of_the_day_takes_up_what_came_back(self, stand: Stand) -> None:
        stand.participation.declared_totals.create(counts_on=FIRST_DAY, amount=D("500.00"))
        sold = stand.sale()

        stand.send(sold, stand.give_back(sold, back("20.00")))

        turnover = {cell.evidence: cell.gross - cell.returns for cell in CoarseCell.objects.all()}
        assert turnover == {"itemised": D("100.00"), "declared": D("400.00")}

    def test_at_another_till_of_the_edition_it_counts_at_that_stall(self, stand: Stand) -> None:
        sold = stand.sale()
        stand.send(sold)
        desk = make_stand_beside(stand)

        (result,) = desk.send(stand.give_back(sold, back(), session=str(uuid4())))

        assert result["status"] == "accepted"
        by_stall = {cell.stall_id: cell.gross - cell.returns for cell in DetailCell.objects.all()}
        assert by_stall == {stand.stall.pk: D("120.00"), desk.stall.pk: D("-120.00")}

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"reverses": None}, "reverses"),
            ({"lines": []}, "lines"),
            ({"lines": [{"quantity": "1", "amount": "1.00"}]}, "lines.0.of"),
            ({"lines": [{"of": -1, "quantity": "1", "amount": "1.00"}]}, "lines.0.of"),
            ({"kind": "gift"}, "kind"),
            ({"kind": 7}, "kind"),
        ],
    )
    def test_one_that_cannot_be_read_says_where(self, stand: Stand, given: dict[str, Any], field: str) -> None:
        sold = stand.sale()

        _, result = stand.send(sold, stand.give_back(sold, back()) | given)

        assert result["status"] == "invalid"
        assert field in [problem["field"] for problem in result["problems"]]
        assert money_in() == dict.fromkeys(EVERYWHERE, D("120.00"))


class TestStockThatCameBack:
    def test_it_lies_at_the_edition_again_where_it_had_lain(self, stand: Stand) -> None:
        record = StockRecord.objects.get(product=stand.products[0])
        send_out(item=Item(record.pk, D(2), "out"), edition_code=stand.edition.code, by=None)
        sold = stand.sale("360.00", lines=[stand.line("360.00", quantity="3")])
        stand.send(sold)
        assert (in_stock(stand), StockHolding.objects.get().quantity) == (D(7), D(0))

        stand.send(stand.give_back(sold, back()))
        assert (in_stock(stand), StockHolding.objects.get().quantity) == (D(7), D(1))

        stand.send(stand.give_back(sold, back("240.00", quantity="2"), number=3))
        assert (in_stock(stand), StockHolding.objects.get().quantity) == (D(8), D(2))
        changes = StockMovement.objects.exclude(key__startswith="out").filter(stockrecord=record)
        assert sum(changes.values_list("change_in_stock", flat=True)) == D(0)

    def test_what_was_missing_shrinks_first(self, stand: Stand) -> None:
        sold = stand.sale("1440.00", lines=[stand.line("1440.00", quantity="12")])
        stand.send(sold)

        stand.send(stand.give_back(sold, back()))
        assert (in_stock(stand), Shortage.objects.get().quantity) == (D(0), D(1))

        stand.send(stand.give_back(sold, back("360.00", quantity="3"), number=3))
        shortage = Shortage.objects.get()
        assert (in_stock(stand), shortage.quantity, shortage.settled_at) == (D(2), D(1), clock.now())
        assert shortage.outcome

    def test_what_broke_does_not_come_back(self, stand: Stand) -> None:
        sold = stand.sale()

        stand.send(sold, stand.give_back(sold, back(restock=False)))

        assert in_stock(stand) == D(9)

    def test_twice_in_one_batch_it_comes_back_once(self, stand: Stand) -> None:
        sold = stand.sale("240.00", lines=[stand.line("240.00", quantity="2")])
        first = stand.give_back(sold, back())

        answers = stand.send(sold, first, first, stand.give_back(sold, back(), number=3))

        assert [each["status"] for each in answers] == ["accepted", "accepted", "duplicate", "accepted"]
        assert in_stock(stand) == D(10)
        assert money_in() == dict.fromkeys(EVERYWHERE, D("0.00"))


def make_stand_beside(stand: Stand) -> Stand:
    """Another stall of the same edition with a till of its own."""
    stall = make_stall(stand.edition, code="DESK")
    till, token = enrol_till(stall=stall, by=None)
    return Stand(stand.edition, stand.participation, stall, till, token, stand.products)


def test_the_session_of_the_sale_stays_the_only_one(stand: Stand) -> None:
    sold = stand.sale()
    stand.send(sold, stand.void(sold))

    assert TillSession.objects.count() == 1
