"""The cooperative's figures: sums that add up, what they are compared with, and who sees them."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from cooperatives import clock
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from fairs.revenue.services import record_sales
from marketplace.order.services import cancel_order
from marketplace.workspace.figures.periods import Days, period_of
from marketplace.workspace.figures.sums import figures_of
from tests.cooperatives.paying import at
from tests.factories import make_cooperative, make_member, make_product, make_user
from tests.fairs.facts import online_line, sale
from tests.marketplace.factories import make_order
from tests.marketplace.money_rows import sold_at_a_stall, taken_by_carrier
from tests.marketplace.refunding import paid_by_card

pytestmark = pytest.mark.django_db
D = Decimal
TODAY = date(2026, 7, 20)


@pytest.fixture(autouse=True)
def _in_july():
    with translation.override("en"), clock.frozen_at(at(7, 20, 18)):
        yield


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


def signed_in(cooperative: Cooperative, role: str = Role.ACCOUNTANT) -> Client:
    client = Client()
    client.force_login(make_member(cooperative, role=role))
    return client


@pytest.mark.parametrize(
    ("asked", "first", "last", "before", "year_ago"),
    [
        ("", (7, 1), (7, 20), (date(2026, 6, 1), date(2026, 6, 20)), (date(2025, 7, 1), date(2025, 7, 20))),
        ("last-month", (6, 1), (6, 30), (date(2026, 5, 1), date(2026, 5, 31)), (date(2025, 6, 1), date(2025, 6, 30))),
        ("year", (1, 1), (7, 20), (date(2025, 1, 1), date(2025, 7, 20)), None),
        ("2026-03", (3, 1), (3, 31), (date(2026, 2, 1), date(2026, 2, 28)), (date(2025, 3, 1), date(2025, 3, 31))),
        ("2031-03", (7, 1), (7, 20), (date(2026, 6, 1), date(2026, 6, 20)), (date(2025, 7, 1), date(2025, 7, 20))),
        ("nonsense", (7, 1), (7, 20), (date(2026, 6, 1), date(2026, 6, 20)), (date(2025, 7, 1), date(2025, 7, 20))),
    ],
)
def test_a_period_is_compared_with_as_many_days(asked, first, last, before, year_ago) -> None:
    period = period_of(asked, TODAY)

    assert (period.first, period.last) == (date(2026, *first), date(2026, *last))
    assert period.before == Days(*before)
    assert period.year_ago == (Days(*year_ago) if year_ago else None)


def test_the_last_of_a_long_month_meets_a_short_one() -> None:
    assert period_of("", date(2026, 3, 31)).before == Days(date(2026, 2, 1), date(2026, 2, 28))
    assert period_of("", date(2026, 3, 30)).before == Days(date(2026, 2, 1), date(2026, 2, 28))
    assert period_of("last-year", TODAY).before == Days(date(2024, 1, 1), date(2024, 12, 31))


def test_every_part_adds_back_to_what_was_sold(cooperative: Cooperative) -> None:
    edition = sold_at_a_stall(cooperative, "40.00", "60.00", day=10)
    taken_by_carrier(cooperative, day=3, price="120.00")
    taken_by_carrier(cooperative, day=4, price="80.00")
    taken_by_carrier(make_cooperative(), day=4, price="999.00")

    found = figures_of(cooperative, period_of("", TODAY))

    assert found.total == D("300.00")
    assert sum(sold.amount for sold in found.places) == found.total
    assert sum(each.amount for each in found.products) + found.other_products == found.total
    assert {(sold.edition, sold.channel): sold.amount for sold in found.places} == {
        (edition, "stall"): D("100.00"),
        (None, "online"): D("200.00"),
    }
    assert [each.amount for each in found.products] == [D("120.00"), D("100.00"), D("80.00")]
    assert [(each.region.pk, each.amount, each.orders) for each in found.regions] == [("09", D("200.00"), 2)]
    assert found.months[-1] == (date(2026, 7, 1), D("300.00"))
    assert len(found.months) == 12


def test_what_was_paid_and_never_sent_went_to_no_region(cooperative: Cooperative) -> None:
    paid = paid_by_card(make_product(cooperative=cooperative, price="80.00"))
    found = figures_of(cooperative, period_of("", TODAY))
    assert [each.amount for each in found.regions] == [D("80.00")]

    cancel_order(order_id=paid.pk, by=None)

    assert figures_of(cooperative, period_of("", TODAY)).regions == []


def test_last_month_and_last_year_stand_beside_it(cooperative: Cooperative) -> None:
    def sold(day: date, amount: str) -> None:
        record_sales(facts=[sale(online_line(cooperative, amount), counts_on=day, sold_at=at(7, 1), channel="online")])

    sold(date(2026, 7, 5), "150.00")
    sold(date(2026, 6, 5), "100.00")
    # After the day up to which this month has come: it does not count.
    sold(date(2026, 6, 28), "500.00")
    sold(date(2025, 7, 5), "300.00")

    found = figures_of(cooperative, period_of("", TODAY))
    page = signed_in(cooperative).get(reverse("workspace:figures")).content.decode()

    assert (found.total, found.before, found.year_ago) == (D("150.00"), D("100.00"), D("300.00"))
    assert "50% more now" in page
    assert "50% less now" in page


@pytest.mark.parametrize(("role", "status"), [(Role.MANAGER, 200), (Role.ACCOUNTANT, 200), (Role.SELLER, 404)])
def test_only_who_may_see_the_money_sees_the_figures(cooperative: Cooperative, role: str, status: int) -> None:
    assert signed_in(cooperative, role).get(reverse("workspace:figures")).status_code == status


def test_another_month_can_be_chosen(cooperative: Cooperative) -> None:
    page = signed_in(cooperative).get(reverse("workspace:figures"), {"period": "2026-03"})

    assert page.context["period"].title == "March 2026"
    assert page.context["other_months"][0] == ("2026-05", "May 2026")
    assert '<option value="2026-03" selected>' in page.content.decode()


@pytest.mark.parametrize("period", ["", "month", "last-month", "year"])
def test_the_box_of_other_months_names_none_that_is_not_shown(cooperative: Cooperative, period: str) -> None:
    page = signed_in(cooperative).get(reverse("workspace:figures"), {"period": period}).content.decode()

    box = page.partition('<select id="other-month"')[2].partition("</select>")[0]
    assert box.index('<option value="">Choose a month') < box.index('<option value="2026-05"')
    assert "selected" not in box


def test_a_stranger_finds_nothing() -> None:
    stranger = Client()
    stranger.force_login(make_user())

    assert stranger.get(reverse("workspace:figures")).status_code == 404
    assert Client().get(reverse("workspace:figures")).status_code == 302


def test_an_empty_page_says_so_and_who_sees_it(cooperative: Cooperative) -> None:
    page = signed_in(cooperative).get(reverse("workspace:figures")).content.decode()

    for words in ("Nothing was sold in these days", "No online order of these days is paid yet", "its union if you"):
        assert words in page


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_it_is_there_in_every_language_with_western_digits(cooperative: Cooperative, language: str) -> None:
    taken_by_carrier(cooperative, day=3)
    page = signed_in(cooperative).get(f"/{language}/workspace/figures/?period=year").content.decode()

    assert "120" in page
    assert not set(page) & set("٠١٢٣٤٥٦٧٨٩")


def test_it_takes_the_same_queries_for_two_and_for_forty_sales(cooperative: Cooperative, monkeypatch) -> None:
    monkeypatch.setattr("marketplace.order.placing.OPEN_PURCHASES_LIMIT", 99)
    client, url = signed_in(cooperative), reverse("workspace:figures")
    sold_at_a_stall(cooperative, "40.00", day=10)
    taken_by_carrier(cooperative, day=3)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for day in range(1, 12):
        sold_at_a_stall(cooperative, "10.00", "20.00", day=day)
        taken_by_carrier(cooperative, day=day)
        make_order(make_product(cooperative=cooperative))

    with CaptureQueriesContext(connection) as many:
        client.get(url)

    assert len(many) == len(few) <= 34
