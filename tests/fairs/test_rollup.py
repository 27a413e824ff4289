"""The roll-up's contract, its proof and its repair."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cooperatives import clock
from cooperatives.ledger.models import LedgerAccount, LedgerEntry, LedgerTransaction
from fairs.enums import Channel, Evidence, LineKind
from fairs.revenue.declared import NewTotal, declare_total
from fairs.revenue.figures import Scope
from fairs.revenue.models import CoarseCell, DetailCell
from fairs.revenue.rollup import differences
from fairs.revenue.selectors import rollup_rows
from fairs.revenue.services import record_sales
from tests.factories import make_cooperative, make_edition, make_participation
from tests.fairs.facts import line, online_line, sale

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2026, 8, 3), date(2026, 8, 4)


def rollup(*args: str) -> dict[str, Any]:
    out = StringIO()
    call_command("rollup", "--json", *args, stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


def row_of(answer: dict[str, Any], edition: str | None) -> dict[str, Any]:
    return next(row for row in answer["rows"] if row["edition"] == edition)


@pytest.fixture
def fair():
    return make_edition(code="souss-2026", starts_on=FIRST)


@pytest.fixture
def stand(fair):
    return make_participation(fair, make_cooperative())


def test_an_empty_house_has_a_row_for_sales_outside_editions_and_nothing_in_it() -> None:
    answer = rollup()

    nothing = {"gross": "0.00", "returns": "0.00", "turnover": "0.00", "corrections": "0.00"}
    assert answer["total"] == nothing | {"sales": 0, "units": "0.000"}
    assert [row["edition"] for row in answer["rows"]] == [None]


def test_each_edition_has_a_row_and_sales_outside_have_one_with_null(stand) -> None:
    market = make_edition(code="market-2026", programme_kind="mobile_markets", starts_on=SECOND)
    record_sales(
        facts=[
            sale(line(stand, "100.00", units=Decimal("1.250"))),
            sale(line(stand, "-30.00", units=Decimal("-0.250")), kind=LineKind.RETURN),
            sale(online_line(make_cooperative(), "19.90", units=Decimal(2)), channel=Channel.ONLINE),
        ]
    )

    answer = rollup()

    assert row_of(answer, "souss-2026") == {
        "edition": "souss-2026",
        "programme": "regional_fairs",
        "gross": "100.00",
        "returns": "30.00",
        "turnover": "70.00",
        "corrections": "0.00",
        "sales": 1,
        "units": "1.000",
        "by_channel": {"stall": "70.00", "online": "0.00"},
        "by_evidence": {"itemised": "70.00", "declared": "0.00", "estimated": "0.00"},
    }
    assert row_of(answer, market.code)["turnover"] == "0.00"
    outside = row_of(answer, None)
    assert (outside["turnover"], outside["by_channel"]["online"], outside["programme"]) == ("19.90", "19.90", None)
    assert (answer["total"]["turnover"], answer["total"]["sales"], answer["total"]["units"]) == ("89.90", 2, "3.000")


def test_counts_are_null_where_nothing_was_itemised(stand) -> None:
    declare_total(total=NewTotal(stand.pk, FIRST, Decimal("4200.00")), by=None)

    row = row_of(rollup(), "souss-2026")

    assert (row["turnover"], row["sales"], row["units"]) == ("4200.00", None, None)
    assert row["by_evidence"]["declared"] == "4200.00"


def test_the_roll_up_is_filtered_by_programme_edition_and_days(stand) -> None:
    market = make_participation(
        make_edition(code="market-2026", programme_kind="mobile_markets", starts_on=FIRST), make_cooperative()
    )
    record_sales(
        facts=[
            sale(line(stand, "1.00")),
            sale(line(stand, "2.00"), counts_on=SECOND),
            sale(line(market, "4.00")),
            sale(online_line(make_cooperative(), "8.00"), channel=Channel.ONLINE),
        ]
    )

    assert rollup()["total"]["turnover"] == "15.00"
    assert rollup("--programme", "regional_fairs")["total"]["turnover"] == "3.00"
    assert [row["edition"] for row in rollup("--programme", "mobile_markets")["rows"]] == ["market-2026"]
    assert rollup("--edition", "souss-2026", "--from", "2026-08-04")["total"]["turnover"] == "2.00"
    assert rollup("--to", "2026-08-03")["total"]["turnover"] == "13.00"
    with pytest.raises(CommandError, match="no edition"):
        rollup("--edition", "nowhere")


def test_figures_of_a_settled_edition_stay_and_what_came_late_stands_beside_them(fair, stand) -> None:
    record_sales(facts=[sale(line(stand, "100.00"))])
    fair.settled_at = clock.now()
    fair.save()
    before = row_of(rollup(), fair.code)

    record_sales(facts=[sale(line(stand, "40.00"))])

    assert row_of(rollup(), fair.code) == before | {"corrections": "40.00"}
    assert differences() == []


def test_verify_agrees_with_an_honest_book(stand) -> None:
    declare_total(total=NewTotal(stand.pk, FIRST, Decimal("500.00")), by=None)
    record_sales(facts=[sale(line(stand, "120.00")), sale(line(stand, "-20.00"), kind=LineKind.RETURN)])

    call_command("rollup", "--verify", stderr=StringIO())


@pytest.mark.parametrize(
    ("order", "complaint"),
    [
        ("UPDATE revenue_coarsecell SET gross = gross + 1", "souss-2026: lines say 100.00, coarse cells 101.00"),
        ("UPDATE revenue_detailcell SET returns = 5", "souss-2026: lines say 100.00, detail cells 95.00"),
        ("UPDATE revenue_detailcell SET sales = 9", "detail cells and lines agree on 100.00, but not on its parts"),
        ("DELETE FROM revenue_coarsecell", "souss-2026: lines say 100.00, coarse cells 0"),
        ("UPDATE revenue_coarsecell SET counts_on = counts_on + 1", "2026-08-04, edition souss-2026: lines say 0"),
    ],
)
def test_verify_finds_a_cell_that_was_tampered_with_and_rebuild_mends_it(stand, order: str, complaint: str) -> None:
    record_sales(facts=[sale(line(stand, "100.00"))])
    with connection.cursor() as cursor:
        cursor.execute(order)
    said = StringIO()

    with pytest.raises(CommandError) as refusal:
        call_command("rollup", "--verify", stderr=said)

    assert refusal.value.returncode == 1
    assert complaint in said.getvalue()
    call_command("rollup", "--rebuild", "--verify", stderr=StringIO())
    assert CoarseCell.objects.get().gross == DetailCell.objects.get().gross == Decimal("100.00")


def test_verify_finds_a_sale_that_is_in_the_ledger_alone(stand) -> None:
    record_sales(facts=[sale(line(stand, "100.00"))])
    posted = LedgerTransaction.objects.create(key="forged", kind="sale", counts_on=SECOND)
    for account in LedgerAccount.objects.filter(kind__in=["cooperative", "held_by_cooperative"]):
        amount = Decimal(-7) if account.kind == "cooperative" else Decimal(7)
        LedgerEntry.objects.create(transaction=posted, account=account, amount=amount)

    assert [str(difference) for difference in differences()] == ["2026-08-04: lines say 0, ledger 7.00"]


def test_delivery_money_is_in_the_ledger_and_no_part_of_the_roll_up(stand) -> None:
    record_sales(facts=[sale(line(stand, "100.00"))])
    posted = LedgerTransaction.objects.create(key="delivery:1", kind="delivery", counts_on=FIRST)
    for account in LedgerAccount.objects.filter(kind__in=["cooperative", "held_by_cooperative"]):
        amount = Decimal(-35) if account.kind == "cooperative" else Decimal(35)
        LedgerEntry.objects.create(transaction=posted, account=account, amount=amount)

    assert differences() == []


def test_rows_are_grouped_as_asked(stand) -> None:
    record_sales(facts=[sale(line(stand, "1.00")), sale(line(stand, "2.00"), counts_on=SECOND)])
    scope = Scope(edition="souss-2026")

    assert [(row.key, row.figures.turnover) for row in rollup_rows(group_by="day", scope=scope)] == [
        (FIRST, Decimal("1.00")),
        (SECOND, Decimal("2.00")),
    ]
    assert [row.key for row in rollup_rows(group_by="cooperative", scope=scope)] == [stand.cooperative_id]
    assert [row.key for row in rollup_rows(group_by="hour", scope=scope)] == [12]
    assert [row.key for row in rollup_rows(group_by="evidence", scope=scope)] == [Evidence.ITEMISED]
