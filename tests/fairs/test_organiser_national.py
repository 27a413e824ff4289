"""One screen over all editions of the person: now, broken down, against before, beside what is no turnover."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from cooperatives import clock
from fairs.enums import Channel, ContractKind, PaymentKind
from fairs.load import load_reference_figures
from fairs.models import Edition, Participation, PublicSpending, SignedContract
from fairs.revenue.declared import NewTotal, declare_total
from fairs.revenue.models import CoarseCell
from fairs.revenue.services import record_sales
from fairs.revenue.summaries import refresh_changed
from tests.factories import make_commune, make_cooperative, make_edition, make_family, make_participation, make_user
from tests.fairs.facts import NOON, line, sale
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
ALL = reverse("organiser:national")
NOW = reverse("organiser:national-figures")
COOPERATIVES = reverse("organiser:national-cooperatives")


@pytest.fixture(autouse=True)
def _evening():
    with clock.frozen_at(EVENING):
        yield


@pytest.fixture
def staff() -> Client:
    return signed_in(make_user(is_staff=True))


def past(year: int, **given: Any) -> Edition:
    return make_edition(starts_on=date(year, 5, 4), **given)


def sold_at(edition: Edition, *amounts: str) -> list[Participation]:
    """One sale of a participant of its own for each amount, on the edition's first day."""
    participants = make_participants(edition, len(amounts))
    for participation, amount in zip(participants, amounts, strict=True):
        sell(participation, amount, counts_on=edition.starts_at.date())
    return participants


def section(response: Any, name: str) -> dict[str, Decimal]:
    found = next(each for each in response.context["sections"] if each.name == name)
    return {label: figures.turnover for label, figures in found.pairs}


def test_only_the_editions_of_the_person_are_counted() -> None:
    own, other = make_fair(code="own"), make_fair(code="other")
    sold_at(own, "100.00")
    sold_at(other, "900.00")
    client = signed_in(make_organiser(own))

    for url in (ALL, NOW):
        assert client.get(url).context["figures"].turnover == Decimal("100.00")
    assert [row.figures.turnover for row in client.get(COOPERATIVES).context["rows"]] == [Decimal("100.00")]


@pytest.mark.parametrize("url", [ALL, NOW, COOPERATIVES])
def test_the_screen_takes_no_form_and_writes_nothing(staff: Client, url: str) -> None:
    sold_at(make_fair(), "100.00")
    before = list(CoarseCell.objects.values())

    assert staff.post(url).status_code == 405
    assert staff.get(url).status_code == 200
    assert list(CoarseCell.objects.values()) == before


def test_the_turnover_is_broken_down_by_everything_that_is_known_of_it() -> None:
    north = make_commune(code="011", region="01", name_fr="Tanger", name_ar="طنجة")
    fair, market = make_fair(), make_fair(commune=north, programme_kind="mobile_markets")
    (first, second), (third,) = make_participants(fair, 2), make_participants(market, 1)
    oils = make_family("oils")
    record_sales(
        facts=[
            sale(line(first, "100.00", family_id=oils.pk)),
            sale(line(second, "30.00"), payment=PaymentKind.CARD, sold_at=NOON + timedelta(hours=3)),
            sale(line(third, "7.00"), counts_on=FIRST_DAY + timedelta(days=1), channel=Channel.ONLINE),
        ]
    )
    declare_total(total=NewTotal(third.pk, FIRST_DAY, Decimal("50.00")), by=None)
    refresh_changed()

    response = signed_in(make_user(is_staff=True)).get("/en/organiser/figures/")

    shown = response.context["figures"]
    assert (shown.turnover, shown.online.turnover, shown.declared.turnover) == (187, 7, 50)
    assert {str(programme): figures.turnover for programme, figures in response.context["by_programme"]} == {
        "regional_fairs": 130,
        "mobile_markets": 57,
    }
    assert section(response, "region") == {"Region 09": 130, "Region 01": 57}
    assert section(response, "stop") == {str(fair.stops.get()): 130, str(market.stops.get()): 57}
    assert section(response, "day") == {"3 August 2026": 180, "4 August 2026": 7}
    assert section(response, "hour") == {"12:00": 107, "13:00": 0, "14:00": 0, "15:00": 30}
    assert section(response, "family") == {"oils": 100, "Not known": 87}
    assert section(response, "payment") == {"Cash": 107, "Not known": 50, "Card": 30}
    assert response.context["since"] == 0


def test_hours_after_midnight_stand_at_the_end_of_the_evening(staff: Client) -> None:
    (participation,) = make_participants(make_fair(), 1)
    evening = NOON + timedelta(hours=10)
    for later, amount in ((0, "10.00"), (1, "20.00"), (3, "30.00")):
        record_sales(facts=[sale(line(participation, amount), sold_at=evening + timedelta(hours=later))])
    refresh_changed()

    assert section(staff.get(ALL), "hour") == {"22:00": 10, "23:00": 20, "00:00": 0, "01:00": 30}
    assert [*section(staff.get(ALL), "hour")] == ["22:00", "23:00", "00:00", "01:00"]


def test_what_came_after_the_breakdowns_were_summed_is_in_the_total_and_said(staff: Client) -> None:
    (participation,) = sold_at(make_fair(), "100.00")

    record_sales(facts=[sale(line(participation, "25.00"))])
    response = staff.get(ALL)

    assert response.context["figures"].turnover == Decimal("125.00")
    assert list(section(response, "payment").values()) == [Decimal("100.00")]
    assert response.context["since"] == Decimal("25.00")


def test_filters_choose_editions_and_everything_follows(staff: Client) -> None:
    north = make_commune(code="011", region="01", name_fr="Tanger", name_ar="طنجة")
    sold_at(make_fair(code="here"), "1.00")
    sold_at(make_fair(code="there", commune=north), "2.00")
    sold_at(make_fair(code="market", programme_kind="mobile_markets"), "4.00")
    sold_at(past(2024, code="old"), "8.00")

    def turnover(**query: str) -> Decimal:
        response = staff.get(ALL, query)
        assert sum(section(response, "payment").values()) == response.context["figures"].turnover
        assert staff.get(NOW, query).context["figures"].turnover == response.context["figures"].turnover
        return response.context["figures"].turnover

    assert turnover() == 15
    assert turnover(programme="mobile_markets") == 4
    assert turnover(region="01") == 2
    assert turnover(year="2024") == 8
    assert turnover(first="2024-05-04", last="2024-05-04") == 8
    assert turnover(first="2024-05-05") == 7
    assert turnover(year="2026", programme="regional_fairs", region="09") == 1
    assert turnover(region="77", year="never", first="soon") == 15


def test_organisations_are_counted_once_and_by_kind_participations_each_time(staff: Client) -> None:
    women, other = make_cooperative(kind="women", member_count=12, women_count=12), make_cooperative()
    for edition in (make_fair(), past(2025)):
        for cooperative in (women, other):
            make_participation(edition, cooperative)
    Participation.objects.filter(cooperative=women).update(people=4, women=4, young=1)
    Participation.objects.filter(cooperative=other).update(people=6, women=1, young=2)
    Participation.objects.filter(stop__edition=past(2023)).update(people=1)
    Participation.objects.filter(pk=Participation.objects.order_by("pk")[0].pk).update(is_first_time=True)

    who = staff.get(ALL).context["who"]

    assert (who.organisations, who.by_kind, who.participations) == (2, {"women": 1, "cooperative": 1}, 4)
    assert (who.first_timers, who.people, who.women, who.young) == (1, 20, 10, 6)
    assert (who.women_share, who.young_share) == (Decimal("0.5"), Decimal("0.3"))


def test_average_basket_is_of_itemised_sales_only(staff: Client) -> None:
    fair = make_fair()
    sold_at(fair, "100.00", "50.01")
    declare_total(total=NewTotal(make_participants(fair, 1)[0].pk, FIRST_DAY, Decimal("9000.00")), by=None)

    assert staff.get(ALL).context["basket"] == Decimal("75.01")


def test_an_edition_stands_against_the_one_before_of_its_programme_and_region(staff: Client) -> None:
    north = make_commune(code="011", region="01", name_fr="Tanger", name_ar="طنجة")
    sold_at(past(2023, code="before-last"), "10.00")
    before, elsewhere = past(2024, code="before"), past(2025, code="elsewhere", commune=north)
    now, market = make_fair(code="now"), make_fair(code="market", programme_kind="mobile_markets")
    for edition, amount in ((before, "200.00"), (elsewhere, "70.00"), (now, "250.00"), (market, "1.00")):
        sold_at(edition, amount)

    rows = {row.edition.code: row for row in staff.get(ALL).context["rows"]}

    assert (rows["now"].before, rows["now"].before_turnover, rows["now"].change) == (before, 200, Decimal("0.25"))
    # Nothing before it in its region: the latest of the programme.
    assert (rows["elsewhere"].before, rows["elsewhere"].change) == (before, Decimal("-0.65"))
    assert (rows["market"].before, rows["market"].change) == (None, None)


def test_an_edition_that_has_not_begun_is_not_less_than_the_one_before(staff: Client) -> None:
    sold_at(past(2025, code="before"), "200.00")
    make_fair(code="coming")

    response = staff.get(ALL)

    coming = next(row for row in response.context["rows"] if row.edition.code == "coming")
    assert (coming.before_turnover, coming.change) == (200, None)
    assert "-100" not in response.content.decode()


def test_the_edition_before_is_not_told_to_who_may_not_see_it() -> None:
    sold_at(past(2025), "100.00")
    now = make_fair()
    sold_at(now, "10.00")

    (row,) = signed_in(make_organiser(now)).get(ALL).context["rows"]

    assert row.before is None


def test_what_is_kept_for_a_minute_is_kept_for_who_may_see_it_alone(staff: Client) -> None:
    load_reference_figures()
    own, other = past(2025, code="own"), past(2024, code="other")
    sold_at(own, "100.00")
    sold_at(other, "900.00")
    owner = signed_in(make_organiser(own))

    # Both look at one edition, and one of the two may see more than it.
    seen = [client.get(ALL, {"year": "2025"}).context["readings"][0].counted_editions for client in (staff, owner)]

    assert seen == [2, 1]


def test_an_average_per_organisation_far_from_the_usual_is_marked(staff: Client) -> None:
    for year in (2021, 2022, 2023):
        sold_at(past(year, code=f"usual-{year}"), "100.00", "110.00")
    sold_at(past(2024, code="little"), "30.00", "30.00")
    sold_at(past(2025, code="much"), "320.00", "320.00")
    # It still sells: little is no sign of anything yet.
    sold_at(make_fair(code="open"), "1.00")

    rows = {row.edition.code: row for row in staff.get(ALL).context["rows"]}

    assert {code for code, row in rows.items() if row.is_far} == {"little", "much"}
    assert (rows["much"].average, rows["much"].usual) == (Decimal("320.00"), Decimal("105.00"))


def test_contracts_and_public_money_stand_beside_and_are_never_added(staff: Client) -> None:
    user = make_user()
    fair, other = make_fair(), past(2025)
    (participation,) = sold_at(fair, "200.00")
    sold_at(other, "800.00")
    signed = {"participation": participation, "signed_on": FIRST_DAY, "recorded_by": user, "counterpart": "Hotel"}
    SignedContract.objects.create(kind=ContractKind.CONTRACT, amount=Decimal("5000.00"), **signed)
    SignedContract.objects.create(kind=ContractKind.ORDER, amount=Decimal("600.00"), **signed)
    SignedContract.objects.create(
        kind=ContractKind.ORDER, amount=Decimal("1.00"), withdrawn_at=clock.now(), withdrawn_by=user, **signed
    )
    spent = {"edition": fair, "recorded_by": user, "source": "Department"}
    PublicSpending.objects.create(label="Tents", amount=Decimal("300.00"), **spent)
    PublicSpending.objects.create(
        label="Wrong", amount=Decimal("9.00"), withdrawn_at=clock.now(), withdrawn_by=user, **spent
    )

    shown = staff.get(ALL).context

    assert shown["figures"].turnover == Decimal("1000.00")
    assert (shown["beside"].signed_count, shown["beside"].signed_total) == (2, Decimal("5600.00"))
    assert shown["beside"].spent == Decimal("300.00")
    # Only of the edition of which the spending is known: 300 for 200 sold.
    assert shown["per_dirham"] == Decimal("1.50")


def test_the_screen_asks_for_itself_only_while_something_is_open(staff: Client) -> None:
    sold_at(past(2025), "1.00")
    assert "hx-trigger" not in staff.get(ALL).content.decode()

    make_fair()

    page = staff.get(f"{ALL}?year=2026").content.decode()
    assert 'hx-trigger="every 20s"' in page
    assert f'hx-get="{NOW}?year=2026"' in page


def test_cooperatives_come_by_turnover_over_all_editions(staff: Client) -> None:
    both, once = make_cooperative(name_ar="ألف"), make_cooperative(name_ar="باء")
    for edition, cooperative, amount in ((make_fair(), both, "10.00"), (past(2025), both, "20.00")):
        sell(make_participation(edition, cooperative), amount)
    sell(make_participation(past(2024), once), "25.00")

    shown = staff.get(COOPERATIVES).context

    assert [(row.name, row.figures.turnover) for row in shown["rows"]] == [("ألف", 30), ("باء", 25)]
    assert shown["figures"].turnover == 55


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_screen_stands_in_each_language_with_and_without_anything(language: str) -> None:
    load_reference_figures()
    fair = make_fair()
    client = signed_in(make_organiser(fair))
    paths = [f"/{language}/organiser/figures/{part}" for part in ("", "now/", "cooperatives/")]
    for path in paths:
        assert client.get(path).status_code == 200

    sold_at(fair, "100.00", "200.00")

    for path in paths:
        assert client.get(path).status_code == 200


def test_the_number_of_questions_does_not_grow(staff: Client) -> None:
    sold_at(make_fair(), "1.00")
    sold_at(past(2009), "1.00")
    staff.get(ALL)
    few = {url: questions(staff, f"{url}?year=2026") for url in (ALL, NOW, COOPERATIVES)}
    for year in range(2010, 2025):
        sold_at(past(year), "10.00", "20.00")
    cache.delete_pattern("*")

    assert {url: questions(staff, f"{url}?year=2026") for url in few} == few
