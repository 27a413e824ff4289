"""Editions summed beforehand: what they say, when they are written, and that they cannot claim what is not so."""

from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cooperatives import clock
from fairs.enums import Channel, LineKind, PaymentKind
from fairs.models import Edition, Participation
from fairs.revenue.declared import NewTotal, declare_total
from fairs.revenue.models import EditionSummary
from fairs.revenue.rollup import differences
from fairs.revenue.services import record_sales
from fairs.revenue.summaries import changed_editions, refresh_changed
from fairs.tasks import refresh_summaries
from tests.factories import make_cooperative, make_edition, make_family, make_participation
from tests.fairs.facts import NOON, line, online_line, sale

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair() -> Edition:
    return make_edition(code="souss-2026", starts_on=NOON.date())


@pytest.fixture
def stand(fair: Edition) -> Participation:
    return make_participation(fair, make_cooperative())


def summed(edition: Edition | None, dimension: str) -> dict[str, Decimal]:
    rows = EditionSummary.objects.filter(edition=edition, dimension=dimension).order_by("key", "evidence")
    return {f"{row.key or '-'} {row.evidence}": row.gross - row.returns for row in rows}


def test_an_edition_is_summed_by_each_dimension_and_by_evidence(fair: Edition, stand: Participation) -> None:
    oils = make_family("oils")
    other = make_participation(fair, make_cooperative())
    record_sales(
        facts=[
            sale(line(stand, "100.00", family_id=oils.pk), line(stand, "20.00")),
            sale(line(stand, "-30.00", family_id=oils.pk), kind=LineKind.RETURN),
            sale(line(stand, "7.00"), payment=PaymentKind.CARD, sold_at=NOON + timedelta(hours=2)),
        ]
    )
    declare_total(total=NewTotal(other.pk, NOON.date(), Decimal("50.00")), by=None)

    refresh_summaries()

    stop = fair.stops.get()
    assert summed(fair, "family") == {"- declared": 50, "- itemised": 27, "oils itemised": 70}
    assert summed(fair, "payment") == {"card itemised": 7, "cash itemised": 90, "unknown declared": 50}
    assert summed(fair, "hour") == {"- declared": 50, "12 itemised": 90, "14 itemised": 7}
    assert summed(fair, "stop") == {f"{stop.pk} declared": 50, f"{stop.pk} itemised": 97}
    assert summed(fair, "region") == {"09 declared": 50, "09 itemised": 97}
    assert summed(fair, "day") == {"2026-08-03 declared": 50, "2026-08-03 itemised": 97}
    assert summed(fair, "cooperative") == {
        f"{stand.cooperative_id} itemised": 97,
        f"{other.cooperative_id} declared": 50,
    }
    whole = {row.evidence: row for row in EditionSummary.objects.filter(dimension="whole")}
    assert (whole["itemised"].gross, whole["itemised"].returns, whole["itemised"].sales) == (127, 30, 2)
    assert (whole["declared"].gross, whole["declared"].sales, whole["declared"].units) == (50, None, None)


def test_sales_outside_every_edition_are_summed_too() -> None:
    record_sales(facts=[sale(online_line(make_cooperative(), "19.90"), channel=Channel.ONLINE)])

    assert refresh_changed() == [None]
    assert summed(None, "payment") == {"cash itemised": Decimal("19.90")}


def test_only_what_changed_is_summed_anew_and_says_as_of_when(fair: Edition, stand: Participation) -> None:
    still = make_participation(make_edition(), make_cooperative())
    record_sales(facts=[sale(line(stand)), sale(line(still))])
    refresh_changed()
    assert refresh_changed() == []
    before = set(EditionSummary.objects.filter(edition=still.stop.edition).values_list("pk", "as_of"))

    record_sales(facts=[sale(line(stand))])

    with clock.frozen_at(NOON):
        assert refresh_changed() == [fair.pk]
    assert set(EditionSummary.objects.filter(edition=fair).values_list("as_of", flat=True)) == {NOON}
    assert set(EditionSummary.objects.filter(edition=still.stop.edition).values_list("pk", "as_of")) == before


def test_a_change_that_leaves_every_coarse_sum_as_it_was_is_noticed(fair: Edition, stand: Participation) -> None:
    """What one cooperative loses another gains, within one cell: no sum of an edition could tell."""
    other = make_participation(fair, make_cooperative())
    record_sales(facts=[sale(line(stand)), sale(line(other))])
    refresh_changed()

    moved = [
        sale(line(stand, "-10.00"), kind=LineKind.CORRECTION),
        sale(line(other, "10.00"), kind=LineKind.CORRECTION),
    ]
    record_sales(facts=moved)

    assert changed_editions() == [fair.pk]


def test_verify_finds_a_summary_that_claims_to_be_of_todays_cells_and_is_not(stand: Participation) -> None:
    record_sales(facts=[sale(line(stand, "100.00"))])
    refresh_changed()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE revenue_editionsummary SET gross = 99 WHERE dimension = 'payment'")
    said = StringIO()

    with pytest.raises(CommandError):
        call_command("rollup", "--verify", stderr=said)

    assert "summaries, edition souss-2026: cells say 100.00, summaries 99.00" in said.getvalue()
    call_command("rollup", "--rebuild", "--verify", stderr=StringIO())
    assert {row.gross for row in EditionSummary.objects.all()} == {Decimal("100.00")}


def test_a_summary_that_waits_for_its_job_is_no_difference(stand: Participation) -> None:
    record_sales(facts=[sale(line(stand, "100.00"))])
    refresh_changed()

    record_sales(facts=[sale(line(stand, "5.00"))])

    assert differences() == []


def test_an_edition_whose_cells_are_gone_is_summed_no_more(fair: Edition, stand: Participation) -> None:
    record_sales(facts=[sale(line(stand))])
    refresh_changed()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM revenue_coarsecell")
        cursor.execute("DELETE FROM revenue_detailcell")

    assert refresh_changed() == [fair.pk]
    assert not EditionSummary.objects.exists()
