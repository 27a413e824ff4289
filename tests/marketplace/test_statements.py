"""A cooperative's statement: every line once, sums that add up, and the same on page, paper and spreadsheet."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from openpyxl import load_workbook
from pytest_django.fixtures import Settings

from cooperatives import clock
from cooperatives.formats.pdf import pictures
from cooperatives.ledger.models import LedgerEntry
from cooperatives.models import Cooperative
from cooperatives.settlements.exceptions import MonthNotOver
from cooperatives.settlements.models import Payout
from cooperatives.settlements.services.marks import mark_paid, mark_returned
from fairs.revenue.services import record_sales
from marketplace.payment.enums import RefundCause
from marketplace.payment.refunds import refund_amount, take_back
from marketplace.payment.releasing import release_all
from marketplace.statements import pdf as paper
from marketplace.statements.enums import MoneyState
from marketplace.statements.orders import money_of
from marketplace.statements.pdf import LAYOUT, given_for, statement_pdf
from marketplace.statements.selectors import Statement, paid_this_year, statement_of
from marketplace.statements.stalls import cash_held, stall_days
from marketplace.statements.xlsx import statement_xlsx
from tests.cooperatives.paying import AUGUST, JULY, at, draft, give_account, owe, settle
from tests.factories import make_cooperative, make_edition, make_participation, make_product, make_user
from tests.fairs.facts import line, sale
from tests.marketplace.factories import make_order
from tests.marketplace.money_rows import (
    Month,
    keep_a_share,
    make_month,
    paid_by_card_with_refund,
    send_july,
    sold_at_a_stall,
    taken_by_carrier,
    taken_by_hand,
)

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def _in_august():
    with translation.override("en"), clock.frozen_at(at(8, 6)):
        yield


@pytest.fixture
def month() -> Month:
    return make_month()


def statement(cooperative: Cooperative, of: date = JULY) -> Statement:
    found = statement_of(cooperative, of)
    assert found is not None
    return found


def line_of(found: Statement, kind: str, number: str = ""):
    (line,) = [line for line in found.lines if line.kind == kind and number in ("", line.number)]
    return line


def amounts(line) -> tuple[str, ...]:
    names = ("gross", "commission", "commission_tax", "delivery", "proceeds", "held", "amount")
    return tuple(str(getattr(line, name)) for name in names)


def test_an_order_the_carrier_took_stands_with_gross_share_tax_and_what_is_left(month: Month) -> None:
    line = line_of(statement(month.cooperative), "order", month.by_carrier.number)

    assert amounts(line) == ("120.00", "12.00", "2.40", "35.00", "105.60", "0.00", "105.60")
    assert line.title == f"Order {month.by_carrier.number}"
    assert line.happened_on == date(2026, 7, 25)


def test_what_went_back_while_an_order_waited_is_off_its_own_line(month: Month) -> None:
    line = line_of(statement(month.cooperative), "order", month.by_card.number)

    # 300 less 50; the share is of what was kept.
    assert amounts(line) == ("250.00", "25.00", "5.00", "35.00", "220.00", "0.00", "220.00")


def test_of_cash_the_cooperative_took_only_share_and_delivery_are_due(month: Month) -> None:
    line = line_of(statement(month.cooperative), "order", month.by_hand.number)

    assert amounts(line) == ("200.00", "20.00", "4.00", "35.00", "176.00", "-235.00", "-59.00")


def test_a_day_at_a_stall_is_one_line_that_says_how_it_is_known(month: Month) -> None:
    line = line_of(statement(month.cooperative), "stall")

    assert amounts(line) == ("100.00", "10.00", "2.00", "0.00", "88.00", "-100.00", "-12.00")
    assert (line.happened_on, line.title) == (date(2026, 7, 20), f"Stall: {month.edition}")
    assert line.evidence_name == "Item by item"


def test_the_sums_add_up_to_the_settlement_and_to_the_book(month: Month) -> None:
    found = statement(month.cooperative)

    assert len(found.lines) == 4
    assert found.totals.amount == D("105.60") + D("220.00") - D("59.00") - D("12.00")
    assert found.settlement.closing == found.settlement.opening + found.totals.amount
    codes = [f"coop:{month.cooperative.pk}", f"held:coop:{month.cooperative.pk}"]
    book = LedgerEntry.objects.filter(account__code__in=codes).values_list("amount", flat=True)
    assert found.settlement.closing == -sum(book)
    assert found.others == 0


def test_a_refund_after_the_release_stands_on_the_month_in_which_it_was_decided(month: Month) -> None:
    with clock.frozen_at(at(8, 3)):
        late, refund = month.by_carrier, _late_refund(month)
    with clock.frozen_at(at(9, 2)):
        settle(AUGUST)
        line = line_of(statement(month.cooperative, AUGUST), "refund")

    assert amounts(line) == ("-60.00", "-6.00", "-1.20", "0.00", "-52.80", "0.00", "-52.80")
    assert (line.number, line.title) == (late.number, f"Paid back to the shopper: order {late.number}")
    assert refund.order_id == late.pk


def _late_refund(month: Month):
    by = make_user(is_staff=True)
    return refund_amount(order=month.by_carrier, amount=D("60.00"), cause=RefundCause.FAULT, reason="stale", by=by)


def test_a_refund_called_off_before_the_release_leaves_the_order_whole() -> None:
    cooperative = make_cooperative()
    with clock.frozen_at(at(7, 1)):
        keep_a_share()
    order, refund = paid_by_card_with_refund(cooperative)
    with clock.frozen_at(at(7, 5)):
        take_back(refund, order)
    _release_and_settle()

    line = line_of(statement(cooperative), "order", order.number)

    assert amounts(line) == ("300.00", "30.00", "6.00", "35.00", "264.00", "0.00", "264.00")


def _release_and_settle() -> None:
    with clock.frozen_at(at(7, 25)):
        release_all()
    with clock.frozen_at(at(8, 2)):
        settle(JULY)


def test_a_payout_and_its_coming_back_stand_with_their_reference(month: Month) -> None:
    send_july()
    payout = Payout.objects.get()
    with clock.frozen_at(at(8, 9)):
        mark_returned(payout_id=payout.pk, on=date(2026, 8, 9), reason="closed", by=make_user())
    with clock.frozen_at(at(9, 2)):
        settle(AUGUST)
        found = statement(month.cooperative, AUGUST)

    sent, back = [line for line in found.lines if line.kind == "payout"]
    assert (sent.amount, sent.title) == (D("-254.60"), f"Payout {payout.reference}")
    assert (back.amount, back.title) == (D("254.60"), f"Payout {payout.reference} came back")
    assert (found.paid_out, found.settlement.closing) == (D("0.00"), D("254.60"))


def test_whatever_else_was_posted_keeps_a_line_of_its_own_and_is_told_apart(month: Month) -> None:
    other = make_cooperative()
    owe(other, "10.00", when=at(8, 3))
    with clock.frozen_at(at(9, 2)):
        settle(AUGUST)
        found = statement(other, AUGUST)

    assert [(line.title, line.amount) for line in found.lines] == [("Correction", D("10.00"))]
    assert found.others == D("10.00")


def test_a_month_that_runs_or_is_to_come_has_no_statement(month: Month) -> None:
    for unfinished in (date(2026, 8, 1), date(2027, 1, 1)):
        with pytest.raises(MonthNotOver):
            statement_of(month.cooperative, unfinished)


def test_a_month_in_which_nothing_was_drawn_up_has_none(month: Month) -> None:
    assert statement_of(month.cooperative, date(2026, 5, 1)) is None
    assert statement_of(make_cooperative(), JULY) is None


def test_a_long_month_takes_the_same_queries_as_a_short_one() -> None:
    cooperative = make_cooperative()
    with clock.frozen_at(at(7, 1)):
        keep_a_share()
    sold_at_a_stall(cooperative, "10.00", day=20)
    with clock.frozen_at(at(8, 2)):
        draft(JULY)
    with CaptureQueriesContext(connection) as few:
        statement(cooperative)
    for day in range(21, 29):
        sold_at_a_stall(cooperative, "10.00", day=day)
    with clock.frozen_at(at(8, 2)):
        draft(JULY)
    with CaptureQueriesContext(connection) as many:
        assert len(statement(cooperative).lines) == 9

    assert len(few) == len(many) == 4


# Where the money of an order stands


def state(order) -> str:
    order.refresh_from_db()
    return money_of([order])[0].state


def test_money_is_waiting_then_available_then_on_its_way_then_paid() -> None:
    cooperative = make_cooperative()
    with clock.frozen_at(at(7, 1)):
        keep_a_share()
    give_account(cooperative)
    order = taken_by_carrier(cooperative)
    with clock.frozen_at(at(7, 9)):
        (money,) = money_of([order])
    assert (money.state, money.until, money.waits_for) == (MoneyState.PENDING, date(2026, 7, 10), "return")
    # The days are over; the night's work has not come by yet.
    assert (state(order), money_of([order])[0].until) == (MoneyState.PENDING, None)

    _release_and_settle()
    assert state(order) == MoneyState.AVAILABLE
    send_july()
    assert state(order) == MoneyState.ON_ITS_WAY
    payout = Payout.objects.get()
    mark_paid(payout_id=payout.pk, on=date(2026, 8, 6), by=make_user())
    assert state(order) == MoneyState.PAID
    assert money_of([order])[0].payout == payout
    assert paid_this_year(cooperative) == D("105.60")
    with clock.frozen_at(at(8, 12)):
        mark_returned(payout_id=payout.pk, on=date(2026, 8, 12), reason="closed", by=make_user())
    assert state(order) == MoneyState.AVAILABLE
    assert paid_this_year(cooperative) == 0


def test_cash_in_ones_own_hand_says_so_and_what_is_due_of_it(month: Month) -> None:
    (money,) = money_of([month.by_hand])

    assert (money.state, money.cash_taken, money.share) == (MoneyState.WITH_YOU, D("235.00"), D("24.00"))


def test_an_order_nobody_paid_yet_shows_what_was_agreed() -> None:
    cooperative = make_cooperative()
    keep_a_share()
    waiting = make_order(make_product(cooperative=cooperative, price="50.00"), status="shipped")
    gone = make_order(make_product(cooperative=cooperative, price="50.00"), status="refused")

    one, other = money_of([waiting, gone])

    assert (one.state, one.sold.gross, one.sold.proceeds) == (MoneyState.UNCERTAIN, D("50.00"), D("44.00"))
    assert other.state == MoneyState.NONE


def test_stall_days_and_the_cash_held_of_them(month: Month) -> None:
    with clock.frozen_at(at(7, 28)):
        (day,) = stall_days(month.cooperative)
        cash = cash_held(month.cooperative)

    assert (day.day, day.gross, day.share, day.evidence) == (date(2026, 7, 20), D("100.00"), D("12.00"), "itemised")
    # At the stall and at the door; the delivery money is in it, and no share is kept of that.
    assert (cash.taken, cash.share) == (D("335.00"), D("36.00"))


def test_a_total_of_an_old_edition_typed_in_today_is_not_this_months_cash(month: Month) -> None:
    with clock.frozen_at(at(9, 20)):
        taking_part = make_participation(make_edition(starts_on=date(2025, 5, 2)), month.cooperative)
        record_sales(facts=[sale(line(taking_part), counts_on=date(2025, 5, 2))])
        cash = cash_held(month.cooperative)

    assert (cash.since, cash.taken, cash.share) == (date(2026, 9, 1), D("0.00"), D("0.00"))


# Paper and spreadsheet


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_paper_is_a_pdf_in_each_language(month: Month, language: str) -> None:
    with translation.override(language):
        assert statement_pdf(statement(month.cooperative)).startswith(b"%PDF-")


def test_the_paper_says_the_same_as_the_page(month: Month) -> None:
    found = statement(month.cooperative)
    given = given_for(found)

    assert len(given["rows"]) == 4
    sums = [text.replace("\u200e", "") for text in given["foot_row"][2:]]
    assert sums == ["670.00", "67.00", "13.40", "105.00", "589.60", "−335.00", "254.60"]
    assert given["draft"] == ""
    assert given["sums"][-1] == ["Owed to you at the end", "254.60\xa0DH"]


def test_a_draft_says_so_on_paper() -> None:
    cooperative = make_cooperative()
    owe(cooperative, "10.00", when=at(7, 3))
    with clock.frozen_at(at(8, 2)):
        draft(JULY)

    assert given_for(statement(cooperative))["draft"] == "DRAFT"


def test_a_very_long_month_stands_on_paper_day_by_day_and_adds_up_all_the_same(month: Month, monkeypatch) -> None:
    found = statement(month.cooperative)
    whole = given_for(found)["foot_row"]
    monkeypatch.setattr(paper, "LISTED", 1)

    given = given_for(found)

    assert given["foot_row"] == whole
    # Two orders became available on one day, one was paid in cash before, one day was at a stall.
    assert [row[1] for row in given["rows"]] == ["Orders × 1", "Sales at stalls × 1", "Orders × 2"]
    assert "4 lines" in given["lines_note"]
    assert pictures(LAYOUT, given)


def test_the_spreadsheet_has_every_line_as_numbers_and_the_sums() -> None:
    month = make_month(name_en="=cmd|' /C calc'!A0")
    with statement_xlsx(statement(month.cooperative)) as file:
        book = load_workbook(BytesIO(file.read()))
    lines, short = book.worksheets

    assert lines.max_row == 6
    assert [cell.value for cell in lines[6]][2:] == [670, 67, 13.4, 105, 589.6, -335, 254.6]
    assert lines["A2"].is_date
    names = {row[0].value: row[1] for row in short.iter_rows()}
    assert names["Owed to you at the end"].value == 254.6
    assert (names["Name"].value, names["Name"].data_type) == ("=cmd|' /C calc'!A0", "s")


def test_only_what_happened_is_on_a_statement_of_cash_alone() -> None:
    cooperative = make_cooperative()
    with clock.frozen_at(at(7, 1)):
        keep_a_share()
    taken_by_hand(cooperative)
    with clock.frozen_at(at(8, 2)):
        settle(JULY)
        found = statement(cooperative)

    assert found.settlement.closing == D("-59.00")
    assert given_for(found)["sums"][-1][0] == "You owe us at the end"


def test_who_runs_the_platform_stands_on_paper_and_in_the_spreadsheet(month: Month, settings: Settings) -> None:
    settings.PLATFORM_LEGAL_NAME, settings.PLATFORM_ICE = "Souk des Coop SARL", "001525488000092"
    found = statement(month.cooperative)

    assert given_for(found)["platform_identity"] == ["Souk des Coop SARL", "ICE 001525488000092"]
    assert pictures(LAYOUT, given_for(found))
    with translation.override("ar"):
        summary = load_workbook(BytesIO(statement_xlsx(found).read())).worksheets[1]
    rows = [row[1] for row in summary.iter_rows(values_only=True)]
    assert {"Souk des Coop SARL", "ICE 001525488000092"} <= set(rows)
