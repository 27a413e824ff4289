"""What anyone may see: the same figures as the book, and never one cooperative's money."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from fairs.enums import Channel, Evidence, PaymentKind
from fairs.load import load_reference_figures
from fairs.models import Edition
from fairs.revenue.facts import FactLine, SaleFact
from fairs.revenue.figures import Scope
from fairs.revenue.public import OTHER, public_rollup
from fairs.revenue.services import record_sales
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


def test_a_row_of_three_cooperatives_is_told() -> None:
    edition = make_edition()
    sold(edition, "100.00", "200.00", "300.00")

    told = public_rollup(group_by="edition")

    assert {row.key: row.figures.turnover for row in told.rows} == {edition.code: Decimal("600.00"), None: Decimal(0)}


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

    assert answer["total"]["turnover"] == "600.50"
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
