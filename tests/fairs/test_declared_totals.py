"""Declared and itemised money of one participation and day never count twice."""

from datetime import date
from decimal import Decimal

import pytest

from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from cooperatives.ledger.models import LedgerEntry
from fairs.enums import Channel, Evidence, LineKind
from fairs.models import CommissionRule, DeclaredTotal
from fairs.revenue.declared import (
    NewTotal,
    TotalAlreadyDeclared,
    correct_declared_total,
    declare_total,
    declare_totals,
    reconcile,
)
from fairs.revenue.models import CoarseCell, RevenueLine
from fairs.revenue.rollup import differences
from fairs.revenue.services import record_sales
from tests.factories import make_cooperative, make_edition, make_participation, make_stall, make_user
from tests.fairs.facts import line, money_in, sale

pytestmark = pytest.mark.django_db
DAY = date(2026, 8, 3)


@pytest.fixture
def stand():
    return make_participation(make_edition(starts_on=DAY), make_cooperative())


def declare(stand, amount: str, **given):
    return declare_total(total=NewTotal(stand.pk, DAY, Decimal(amount), **given), by=None)


def turnover_by_evidence() -> dict[str, Decimal]:
    cells = CoarseCell.objects.order_by("evidence")
    return {cell.evidence: cell.gross - cell.returns for cell in cells if cell.gross != cell.returns}


def test_a_declared_total_is_posted_whole_where_nothing_is_itemised(stand) -> None:
    stall = make_stall(stand.stop.edition, stand)

    declare(stand, "4200.00")

    posted = RevenueLine.objects.get()
    assert (posted.amount, posted.evidence, posted.kind) == (Decimal("4200.00"), Evidence.DECLARED, LineKind.SALE)
    assert (posted.sales, posted.units, posted.hour) == (None, None, None)
    assert (posted.counts_on, posted.stall_id, posted.region_id) == (DAY, stall.pk, stand.stop.region_id)
    assert LedgerEntry.objects.get(account__code=f"held:coop:{stand.cooperative_id}").amount == Decimal("4200.00")


@pytest.mark.parametrize(("declared", "posted"), [("500.00", "380.00"), ("120.00", "0.00"), ("90.00", "0.00")])
def test_only_what_the_itemised_sales_do_not_explain_is_posted(stand, declared: str, posted: str) -> None:
    record_sales(facts=[sale(line(stand, "120.00"))])

    declare(stand, declared)

    assert DeclaredTotal.objects.get().amount == Decimal(declared)
    assert turnover_by_evidence().get(Evidence.DECLARED, Decimal("0.00")) == Decimal(posted)


def test_sales_that_come_later_are_taken_off_what_was_declared(stand) -> None:
    declare(stand, "500.00")

    record_sales(facts=[sale(line(stand, "120.00")), sale(line(stand, "80.00"))])

    assert turnover_by_evidence() == {Evidence.ITEMISED: Decimal("200.00"), Evidence.DECLARED: Decimal("300.00")}
    correction = RevenueLine.objects.get(kind=LineKind.CORRECTION)
    assert (correction.amount, correction.late) == (Decimal("-200.00"), False)
    assert money_in() == dict.fromkeys(("lines", "coarse", "detail", "ledger"), Decimal("500.00"))


def test_more_itemised_than_declared_leaves_nothing_declared_and_a_return_brings_it_back(stand) -> None:
    declare(stand, "100.00")

    record_sales(facts=[sale(line(stand, "150.00"))])
    assert turnover_by_evidence() == {Evidence.ITEMISED: Decimal("150.00")}

    record_sales(facts=[sale(line(stand, "-90.00"), kind=LineKind.RETURN)])
    assert turnover_by_evidence() == {Evidence.ITEMISED: Decimal("60.00"), Evidence.DECLARED: Decimal("40.00")}
    assert differences() == []


def test_online_sales_and_other_days_do_not_explain_a_declared_total(stand) -> None:
    declare(stand, "500.00")

    record_sales(
        facts=[
            sale(line(stand, "70.00"), channel=Channel.ONLINE),
            sale(line(stand, "30.00"), counts_on=date(2026, 8, 4)),
        ]
    )

    assert turnover_by_evidence()[Evidence.DECLARED] == Decimal("500.00")


def test_a_total_is_declared_once_a_day(stand) -> None:
    declare(stand, "500.00")

    with pytest.raises(TotalAlreadyDeclared):
        declare(stand, "700.00")

    assert DeclaredTotal.objects.get().amount == Decimal("500.00")
    assert money_in()["ledger"] == Decimal("500.00")


def test_a_total_written_down_wrongly_is_corrected_with_a_trace(stand) -> None:
    total = declare(stand, "5000.00")
    organiser = make_user()

    correct_declared_total(total=total, amount=Decimal("500.00"), by=organiser)

    assert turnover_by_evidence() == {Evidence.DECLARED: Decimal("500.00")}
    assert list(RevenueLine.objects.order_by("id").values_list("amount", flat=True)) == [5000, -4500]
    act = AuditEntry.objects.get(action="declared_total_corrected")
    assert (act.by, act.before, act.after) == (organiser, {"amount": "5000.00"}, {"amount": "500.00"})


def test_an_estimate_gives_way_to_someones_word(stand) -> None:
    declare(stand, "900.00", evidence=Evidence.ESTIMATED)
    assert turnover_by_evidence() == {Evidence.ESTIMATED: Decimal("900.00")}

    declare(stand, "500.00")

    assert turnover_by_evidence() == {Evidence.DECLARED: Decimal("500.00")}


def test_reconciling_again_changes_nothing(stand) -> None:
    declare(stand, "500.00")
    record_sales(facts=[sale(line(stand, "120.00"))])
    lines = RevenueLine.objects.count()

    assert reconcile(days=[(stand.pk, DAY)]).transactions == {}
    assert RevenueLine.objects.count() == lines


def test_commission_on_what_was_declared_keeps_its_first_rate_and_goes_with_it(stand) -> None:
    rule = CommissionRule.objects.create(position=1, valid_from=DAY, rate=Decimal("0.0500"))
    declare(stand, "500.00")
    rule.rate = Decimal("0.1000")
    rule.save()

    record_sales(facts=[sale(line(stand, "500.00"))])

    kept = [(row.amount, row.commission, row.commission_tax) for row in RevenueLine.objects.filter(evidence="declared")]
    assert kept == [
        (Decimal("500.00"), Decimal("25.00"), Decimal("5.00")),
        (Decimal("-500.00"), Decimal("-25.00"), Decimal("-5.00")),
    ]


def test_what_is_declared_after_settlement_is_a_correction(stand) -> None:
    edition = stand.stop.edition
    edition.settled_at = clock.now()
    edition.save()

    declare(stand, "500.00")

    cell = CoarseCell.objects.get()
    assert (cell.gross, cell.corrections) == (Decimal(0), Decimal("500.00"))


def test_many_totals_are_declared_at_once_and_known_ones_stay(stand) -> None:
    stands = [stand, *(make_participation(stand.stop.edition, make_cooperative()) for _ in range(3))]
    declare(stand, "1.00")

    new = declare_totals(totals=[NewTotal(each.pk, DAY, Decimal("250.00")) for each in stands])

    assert new == 3
    assert money_in() == dict.fromkeys(("lines", "coarse", "detail", "ledger"), Decimal("751.00"))
    assert declare_totals(totals=[NewTotal(each.pk, DAY, Decimal("250.00")) for each in stands]) == 0
