"""What anyone may see: the same figures as the book, and never one cooperative's money."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from fairs.enums import Channel, Evidence, PaymentKind
from fairs.impact import views
from fairs.impact.selectors import impact
from fairs.load import load_reference_figures
from fairs.models import Edition, Participation, ReferenceFigure
from fairs.revenue.facts import FactLine, SaleFact
from fairs.revenue.figures import Scope
from fairs.revenue.public import OTHER, public_rollup
from fairs.revenue.services import record_sales
from fairs.revenue.summaries import refresh_changed
from tests.factories import make_commune, make_cooperative, make_edition, make_participation

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 4)


def sold(edition: Edition, *amounts: str) -> None:
    """One declared total for a cooperative of its own for each amount."""
    stop = edition.stops.get()
    for amount in amounts:
        cooperative = make_cooperative()
        participation = make_participation(edition, cooperative)
        line = FactLine(
            cooperative_id=cooperative.pk,
            region_code=stop.region_id,
            seat_region_code=cooperative.region_id,
            amount=Decimal(amount),
            edition_id=edition.pk,
            stop_id=stop.pk,
            participation_id=participation.pk,
        )
        fact = SaleFact(
            key=f"declared:{participation.pk}",
            counts_on=DAY,
            sold_at=datetime(2026, 5, 4, 18, tzinfo=UTC),
            channel=Channel.STALL,
            payment=PaymentKind.UNKNOWN,
            evidence=Evidence.DECLARED,
            lines=(line,),
        )
        record_sales(facts=[fact])
    refresh_changed()


def test_a_row_of_three_cooperatives_is_told() -> None:
    edition = make_edition()
    sold(edition, "100.00", "200.00", "300.00")

    told = public_rollup(group_by="edition")

    assert {row.key: row.figures.turnover for row in told.rows} == {edition.code: Decimal("600.00"), None: Decimal(0)}


def test_each_way_of_knowing_has_one_colour_what_is_surest_first(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {Evidence.DECLARED: Decimal(900), OTHER: Decimal(1), Evidence.ITEMISED: Decimal(50)}
    monkeypatch.setattr(views, "impact", lambda: replace(impact(), evidence=told))

    page = client.get("/en/impact/")

    assert [(row["label"], row["tone"]) for row in page.context["evidence_rows"]] == [
        ("Item by item", 1),
        ("By word of the exhibitor", 2),
        ("In several ways, too few to tell apart", 4),
    ]


def test_a_row_of_two_cooperatives_is_hidden_together_with_the_next_smallest() -> None:
    small, middle, large = make_edition(), make_edition(), make_edition()
    sold(small, "10.00", "20.00")
    sold(middle, "1.00", "2.00", "3.00")
    sold(large, "100.00", "200.00", "300.00", "400.00")

    told = {row.key: row.figures.turnover for row in public_rollup(group_by="edition").rows}

    assert told == {large.code: Decimal("1000.00"), OTHER: Decimal("36.00"), None: Decimal(0)}


def test_a_scope_of_two_cooperatives_tells_nothing_at_all() -> None:
    edition = make_edition()
    sold(edition, "10.00", "20.00")
    sold(make_edition(), "1.00", "2.00", "3.00")

    told = public_rollup(group_by="day", scope=Scope(edition=edition.code))

    assert (told.total, told.rows) == (None, [])


def test_the_api_answers_editions_in_three_languages_with_their_status(client) -> None:
    edition = make_edition()
    make_edition(is_published=False)

    answer = client.get("/api/v1/editions/").json()

    assert answer["count"] == 1
    assert answer["items"][0] | {"starts_at": 0, "ends_at": 0} == {
        "code": edition.code,
        "programme": "regional_fairs",
        "name": {"ar": edition.name_ar, "fr": edition.name_fr, "en": edition.name_en},
        "region": "09",
        "starts_at": 0,
        "ends_at": 0,
        "status": "live",
    }


def test_the_api_answers_the_rollup_as_the_command_does(client) -> None:
    edition = make_edition()
    sold(edition, "100.00", "200.00", "300.50")

    answer = client.get("/api/v1/rollup/", {"group_by": "edition", "from": "2026-05-01", "to": "2026-05-31"}).json()

    assert (answer["total"]["turnover"], answer["complete"]) == ("600.50", True)
    assert answer["rows"][0]["edition"] == edition.code
    assert answer["rows"][0]["sales"] is None
    assert answer["rows"][0]["by_evidence"] == {"itemised": "0.00", "declared": "600.50", "estimated": "0.00"}


@pytest.mark.parametrize("query", [{"group_by": "cooperative"}, {"from": "yesterday"}, {"group_by": "stall"}])
def test_the_api_refuses_what_it_does_not_tell(client, query: dict[str, str]) -> None:
    assert client.get("/api/v1/rollup/", query).status_code == 422


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_page_of_public_figures_speaks_each_language_in_at_most_ten_queries(
    client, language: str, django_assert_max_num_queries
) -> None:
    for region in ("01", "02", "09"):
        commune = make_commune(code=f"{region}9", region=region)
        sold(make_edition(commune=commune), "100.00", "200.00", "300.00")

    with django_assert_max_num_queries(10):
        page = client.get(f"/{language}/impact/")

    assert page.status_code == 200
    assert page.context["impact"].total.turnover == Decimal("1800.00")
    assert [(region.code, row.figures.turnover) for region, row in page.context["impact"].by_region] == [
        ("01", Decimal("600.00")),
        ("02", Decimal("600.00")),
        ("09", Decimal("600.00")),
    ]
    assert [(row.key, row.figures.turnover) for row in page.context["impact"].by_year] == [("2026", Decimal("1800.00"))]
    assert page.context["impact"].participations == 9
    assert page.context["impact"].distinct_organisations == 9


def test_counts_stand_beside_the_figures_that_were_published(client) -> None:
    load_reference_figures()
    sold(make_edition(), "100.00", "200.00", "300.00")

    page = client.get("/en/impact/")

    (fairs,) = page.context["impact"].programmes
    assert (fairs.editions, fairs.published_editions.value) == (1, Decimal(20))
    assert (fairs.participations, fairs.published_organisations.value) == (3, Decimal(3600))
    assert "published: more than 3,600" in " ".join(page.content.decode().split())


def test_the_page_tells_who_came_for_the_first_time_and_who_stood_there(client) -> None:
    sold(make_edition(), "100.00", "200.00", "300.00")
    Participation.objects.update(people=4, women=3, young=1)
    newcomer = Participation.objects.order_by("pk")[0]
    newcomer.is_first_time = True
    newcomer.save()

    shown = client.get("/en/impact/").context["impact"]

    assert (shown.present.first_timers, shown.present.women, shown.present.young) == (1, 9, 3)
    assert (shown.present.women_share, shown.present.young_share) == (Decimal("0.75"), Decimal("0.25"))
    assert shown.evidence == {"declared": Decimal("600.00")}
    # Nobody typed a sale: there is no basket to speak of.
    assert shown.average_basket is None


def test_the_readings_of_the_published_turnover_are_told_in_groups_too(client) -> None:
    load_reference_figures()
    sold(make_edition(starts_on=DAY), "100.00", "200.00", "300.00")
    sold(make_edition(programme_kind="mobile_markets", starts_on=DAY), "7.00")
    ReferenceFigure.objects.update(period_start=date(2026, 1, 1), period_end=date(2026, 12, 31))

    shown = client.get("/en/impact/").context["impact"]

    # The market's one cooperative is told with the fair, and neither is a reading of its own.
    assert [(reading.figure.programme, reading.on_site) for reading in shown.readings] == [
        ("regional_fairs", Decimal(0)),
        ("mobile_markets", Decimal(0)),
        ("fairs_and_markets", Decimal(0)),
    ]
    assert shown.total.turnover == Decimal("607.00")


def test_the_page_tells_no_amount_where_two_cooperatives_sold(client) -> None:
    sold(make_edition(), "100.00", "200.00")

    page = client.get("/en/impact/")

    assert page.context["impact"].total is None
    assert "300" not in page.content.decode()
