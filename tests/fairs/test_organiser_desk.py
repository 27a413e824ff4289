"""The organiser's list of editions, the published figures and the page of a programme."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from cooperatives import clock
from fairs.enums import Channel, LineKind, ProgrammeKind
from fairs.load import load_reference_figures
from fairs.organiser.selectors import last_day
from fairs.revenue.declared import NewTotal, declare_total
from fairs.revenue.services import record_sales
from marketplace.templatetags.figure_rows import against_rows
from tests.factories import make_commune, make_cooperative, make_edition, make_participation, make_programme, make_user
from tests.fairs.facts import line, sale
from tests.fairs.organisers import (
    EVENING,
    FIRST_DAY,
    make_fair,
    make_organiser,
    make_participants,
    questions,
    sell,
    signed_in,
)

pytestmark = pytest.mark.django_db
HOME = reverse("organiser:home")


@pytest.fixture(autouse=True)
def _evening():
    with clock.frozen_at(EVENING):
        yield


def names_on(response) -> list[str]:
    return [row.edition.code for _, rows in response.context["groups"] for row in rows]


def test_visitor_is_sent_to_sign_in(client: Client) -> None:
    response = client.get(HOME)

    assert response.status_code == 302
    assert "/account/login/" in response["Location"]


def test_who_organises_nothing_finds_nothing() -> None:
    assert signed_in(make_user()).get(HOME).status_code == 404


def test_list_holds_only_the_editions_of_the_person() -> None:
    own, other = make_fair(code="own"), make_fair(code="other")
    client = signed_in(make_organiser(own))

    response = client.get(HOME)

    assert names_on(response) == ["own"]
    assert str(other) not in response.content.decode()


def test_role_that_ended_shows_nothing_any_more() -> None:
    user = make_organiser(make_fair(code="own"))
    user.edition_memberships.update(ended_at=clock.now())

    assert signed_in(user).get(HOME).status_code == 404


def test_role_in_a_programme_shows_all_its_editions() -> None:
    make_fair(code="fair")
    make_fair(code="market", programme_kind="mobile_markets")
    client = signed_in(make_organiser(make_programme("mobile_markets")))

    assert names_on(client.get(HOME)) == ["market"]


def test_open_editions_come_first_then_the_coming_then_the_past() -> None:
    for code, first in (
        ("past-early", date(2026, 5, 1)),
        ("past-late", date(2026, 7, 1)),
        ("coming-late", date(2026, 11, 1)),
        ("coming-soon", date(2026, 9, 1)),
        ("open", FIRST_DAY),
    ):
        make_edition(code=code, starts_on=first)
    client = signed_in(make_organiser(make_programme()))

    response = client.get(HOME)

    assert names_on(response) == ["open", "coming-soon", "coming-late", "past-late", "past-early"]
    assert [status for status, _ in response.context["groups"]] == ["live", "upcoming", "closed"]


def test_filters_narrow_by_programme_region_and_year() -> None:
    elsewhere = make_commune(code="011", region="01", name_fr="Tanger", name_ar="طنجة")
    make_fair(code="here")
    make_fair(code="there", commune=elsewhere)
    make_fair(code="market", programme_kind="mobile_markets")
    make_edition(code="old", starts_on=date(2024, 5, 1))
    client = signed_in(make_user(is_staff=True))

    def listed(**query: str) -> set[str]:
        return set(names_on(client.get(HOME, query)))

    assert listed(programme="mobile_markets") == {"market"}
    assert listed(region="01") == {"there"}
    assert listed(year="2024") == {"old"}
    assert listed(region="09", year="2026", programme="regional_fairs") == {"here"}
    assert listed(region="77", year="never") == {"here", "there", "market", "old"}


def test_row_says_turnover_how_it_is_known_and_both_counts_of_organisations() -> None:
    edition = make_fair()
    first, second = make_participants(edition, 2)
    sell(first, "100.00")
    sell(first, "40.00", channel=Channel.ONLINE)
    declare_total(total=NewTotal(second.pk, FIRST_DAY, Decimal("60.00")), by=None)
    client = signed_in(make_organiser(edition))

    ((_, (row,)),) = client.get(HOME).context["groups"]

    assert row.figures.at_stalls.turnover == Decimal("160.00")
    assert row.figures.online.turnover == Decimal("40.00")
    assert [(part.evidence, part.turnover, part.share) for part in row.figures.known] == [
        ("itemised", Decimal("140.00"), Decimal("0.7")),
        ("declared", Decimal("60.00"), Decimal("0.3")),
    ]
    assert (row.taking_part.participations, row.taking_part.organisations) == (2, 2)


@pytest.fixture
def published() -> None:
    load_reference_figures()


@pytest.mark.usefixtures("published")
def test_each_reading_of_the_published_turnover_is_compared_by_itself() -> None:
    fair = make_edition(starts_on=date(2025, 5, 5), code="fair")
    market = make_edition(starts_on=date(2025, 6, 5), code="market", programme_kind="mobile_markets")
    later = make_fair(code="later")
    for edition, amount in ((fair, "1000000.00"), (market, "500000.00"), (later, "70.00")):
        day = edition.starts_at.date()
        record_sales(facts=[sale(line(*make_participants(edition, 1), amount), counts_on=day)])
    online = make_participants(fair, 1)[0]
    sell(online, "9000.00", counts_on=date(2025, 5, 6), channel=Channel.ONLINE)

    response = signed_in(make_user(is_staff=True)).get(HOME)

    readings = response.context["readings"]
    assert [(reading.number, reading.reference.programme) for reading in readings] == [
        (1, "regional_fairs"),
        (2, "mobile_markets"),
        (3, "fairs_and_markets"),
    ]
    assert [reading.figures.at_stalls.turnover for reading in readings] == [
        Decimal("1000000.00"),
        Decimal("500000.00"),
        Decimal("1500000.00"),
    ]
    assert [reading.share for reading in readings] == [Decimal("0.005"), Decimal("0.0025"), Decimal("0.0075")]
    assert [reading.figures.online.turnover for reading in readings] == [Decimal("9000.00"), 0, Decimal("9000.00")]
    assert [reading.counted_editions for reading in readings] == [1, 1, 2]
    page = response.content.decode()
    for reading in readings:
        assert str(reading.reference.source) in page


@pytest.mark.usefixtures("published")
def test_reading_says_when_only_some_editions_are_counted() -> None:
    own = make_edition(starts_on=date(2025, 5, 5))
    make_edition(starts_on=date(2025, 6, 5))
    client = signed_in(make_organiser(own))

    reading = client.get(HOME).context["readings"][0]

    assert (reading.counted_editions, reading.other_editions) == (1, 1)


@pytest.mark.usefixtures("published")
def test_programme_page_adds_up_by_year_region_and_edition() -> None:
    elsewhere = make_commune(code="011", region="01", name_fr="Tanger", name_ar="طنجة")
    first = make_edition(code="first", starts_on=date(2025, 5, 5))
    second = make_edition(code="second", starts_on=date(2026, 6, 5), commune=elsewhere)
    for edition, amount in ((first, "300.00"), (second, "200.00")):
        sell(make_participants(edition, 1)[0], amount, counts_on=edition.starts_at.date())
    client = signed_in(make_organiser(make_programme()))

    page = client.get(reverse("organiser:programme", args=["regional_fairs"]))

    assert page.context["figures"].turnover == Decimal("500.00")
    assert [(year, figures.turnover) for year, figures in page.context["by_year"]] == [
        (2025, Decimal("300.00")),
        (2026, Decimal("200.00")),
    ]
    assert [(region.code, figures.turnover) for region, figures in page.context["by_region"]] == [
        ("01", Decimal("200.00")),
        ("09", Decimal("300.00")),
    ]
    assert {row.edition.code: row.figures.turnover for row in page.context["rows"]} == {
        "first": Decimal("300.00"),
        "second": Decimal("200.00"),
    }
    assert [reading.number for reading in page.context["readings"]] == [1, 3]


@pytest.mark.usefixtures("published")
def test_joint_reading_on_a_programme_page_covers_the_other_programme_too() -> None:
    fair = make_edition(starts_on=date(2025, 5, 5), code="fair")
    market = make_edition(starts_on=date(2025, 6, 5), code="market", programme_kind="mobile_markets")
    for edition, amount in ((fair, "300.00"), (market, "200.00")):
        sell(make_participants(edition, 1)[0], amount, counts_on=edition.starts_at.date())
    client = signed_in(make_user(is_staff=True))

    alone, joint = client.get(reverse("organiser:programme", args=["regional_fairs"])).context["readings"]

    assert (alone.figures.turnover, alone.counted_editions, alone.other_editions) == (Decimal("300.00"), 1, 0)
    assert (joint.figures.turnover, joint.counted_editions, joint.other_editions) == (Decimal("500.00"), 2, 0)


@pytest.mark.usefixtures("published")
def test_programme_tells_participations_from_distinct_organisations() -> None:
    cooperative = make_cooperative()
    for month in (5, 6):
        make_participation(make_edition(starts_on=date(2025, month, 5)), cooperative)
    client = signed_in(make_organiser(make_programme()))

    page = client.get(reverse("organiser:programme", args=["regional_fairs"]))

    beside = {row.reference.measure: row for row in page.context["measured"]}
    assert beside["editions"].recorded == 2
    organisations = beside["participating_organisations"]
    assert (organisations.recorded, organisations.distinct) == (2, 1)
    assert beside["trainees"].recorded is None


def test_programme_of_which_nothing_is_visible_is_not_there() -> None:
    client = signed_in(make_organiser(make_fair()))
    make_fair(programme_kind="mobile_markets")

    assert client.get(reverse("organiser:programme", args=["mobile_markets"])).status_code == 404


def test_list_asks_the_same_number_of_questions_whatever_there_is() -> None:
    client = signed_in(make_organiser(make_programme()))
    make_fair(code="one")
    client.get(HOME)
    with_one = questions(client, HOME)
    for number in range(20):
        edition = make_edition(starts_on=date(2025, 1 + number % 12, 1))
        for participation in make_participants(edition, 3):
            sell(participation, "10.00", counts_on=edition.starts_at.date())

    assert questions(client, HOME) == with_one


def test_returns_are_taken_off_the_turnover() -> None:
    edition = make_fair()
    (participation,) = make_participants(edition, 1)
    sell(participation, "100.00")
    sell(participation, "-30.00", kind=LineKind.RETURN)
    client = signed_in(make_organiser(edition))

    ((_, (row,)),) = client.get(HOME).context["groups"]

    assert (row.figures.total.gross, row.figures.total.returns, row.figures.turnover) == (
        Decimal("100.00"),
        Decimal("30.00"),
        Decimal("70.00"),
    )


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
@pytest.mark.usefixtures("published")
def test_pages_stand_in_each_language(language: str) -> None:
    edition = make_fair()
    sell(make_participants(edition, 1)[0], "100.00")
    client = signed_in(make_organiser(make_programme(ProgrammeKind.REGIONAL_FAIRS)))

    for path in ("", "programmes/regional_fairs/", f"editions/{edition.code}/", f"editions/{edition.code}/totals/"):
        assert client.get(f"/{language}/organiser/{path}").status_code == 200


@pytest.mark.usefixtures("published")
def test_reading_counts_what_became_known_after_settlement_and_says_so() -> None:
    edition = make_edition(starts_on=date(2025, 5, 5))
    (participation,) = make_participants(edition, 1)
    sell(participation, "100.00", counts_on=date(2025, 5, 5))
    edition.settled_at = clock.now()
    edition.save()
    sell(participation, "30.00", counts_on=date(2025, 5, 5))

    reading = signed_in(make_user(is_staff=True)).get(HOME).context["readings"][0]

    assert reading.figures.at_stalls.with_corrections == Decimal("130.00")
    assert reading.figures.at_stalls.total.corrections == Decimal("30.00")
    rows = against_rows(reading)
    assert [row["value"] for row in rows] == [Decimal("130.00"), Decimal("199999870.00")]
    assert sum(row["value"] for row in rows) == reading.reference.value


def test_last_day_of_an_edition_that_ends_at_midnight_is_the_evening_before() -> None:
    assert last_day(make_fair()) == date(2026, 8, 5)
