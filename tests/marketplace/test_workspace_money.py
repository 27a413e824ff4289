"""The money pages of the workspace: who sees them, what they show, and what they refuse."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from structlog.testing import capture_logs

from cooperatives import clock
from cooperatives.enums import Role
from cooperatives.models import Cooperative, Membership
from tests.cooperatives.paying import JULY, at, draft, owe
from tests.factories import make_cooperative, make_member, make_product, make_user
from tests.marketplace.factories import make_order
from tests.marketplace.money_rows import keep_a_share, make_month, send_july, taken_by_carrier, taken_by_hand

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def _in_august():
    with translation.override("en"), clock.frozen_at(at(8, 6)):
        yield


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


def signed_in(cooperative: Cooperative, role: str = Role.ACCOUNTANT) -> Client:
    client = Client()
    client.force_login(make_member(cooperative, role=role))
    return client


def statement_urls(cooperative: Cooperative, month: date = JULY) -> list[str]:
    names = ("statement", "statement-pdf", "statement-xlsx")
    return [reverse(f"workspace:{name}", args=[cooperative.public_id, month.year, month.month]) for name in names]


def drawn_up(cooperative: Cooperative, amount: str = "10.00") -> None:
    owe(cooperative, amount, when=at(7, 3))
    with clock.frozen_at(at(8, 2)):
        draft(JULY)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ACCOUNTANT])
def test_manager_and_accountant_see_the_money(cooperative: Cooperative, role: str) -> None:
    drawn_up(cooperative)
    client = signed_in(cooperative, role)

    for url in (reverse("workspace:money"), *statement_urls(cooperative)):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("role", [Role.SELLER, Role.CATALOGUE_KEEPER])
def test_who_has_another_task_does_not(cooperative: Cooperative, role: str) -> None:
    drawn_up(cooperative)
    client = signed_in(cooperative, role)

    for url in (reverse("workspace:money"), *statement_urls(cooperative)):
        assert client.get(url).status_code == 404
    assert reverse("workspace:money") not in client.get(reverse("workspace:home")).content.decode()


def test_another_cooperatives_money_is_not_there(cooperative: Cooperative) -> None:
    other = make_cooperative()
    drawn_up(other)
    client = signed_in(cooperative)

    for url in statement_urls(other):
        assert client.get(url).status_code == 404
    assert client.get(reverse("workspace:money"), {"cooperative": other.public_id}).status_code == 404


def test_who_belongs_to_two_chooses_between_them(cooperative: Cooperative) -> None:
    second = make_cooperative()
    user = make_member(cooperative, role=Role.MANAGER)
    Membership.objects.create(user=user, cooperative=second, role=Role.ACCOUNTANT)
    client = Client()
    client.force_login(user)

    first = client.get(reverse("workspace:money"))
    other = client.get(reverse("workspace:money"), {"cooperative": second.public_id})

    assert (first.context["cooperative"], other.context["cooperative"]) == (cooperative, second)
    assert [tab["current"] for tab in other.context["tabs"]] == [False, True]


def test_a_visitor_is_sent_to_sign_in_and_a_stranger_finds_nothing(cooperative: Cooperative) -> None:
    drawn_up(cooperative)
    urls = [reverse("workspace:money"), *statement_urls(cooperative)]
    stranger = Client()
    stranger.force_login(make_user())

    assert {Client().get(url).status_code for url in urls} == {302}
    assert {stranger.get(url).status_code for url in urls} == {404}


@pytest.mark.parametrize("month", [date(2026, 8, 1), date(2031, 1, 1)])
def test_a_month_that_is_not_over_is_refused_in_words_and_in_the_log(cooperative: Cooperative, month: date) -> None:
    client = signed_in(cooperative)

    for url in statement_urls(cooperative, month):
        with capture_logs() as logs:
            answer = client.get(url)
        assert answer.status_code == 404
        assert "This month is not over yet" in answer.content.decode()
        (line,) = [log for log in logs if log["event"] == "statement_refused"]
        assert (line["why"], line["month"]) == ("month_not_over", f"{month:%Y-%m}")


@pytest.mark.parametrize("month", ["2026-13", "2026-0", "0-7", "2026-05"])
def test_a_month_that_never_was_or_was_not_drawn_up_is_404(cooperative: Cooperative, month: str) -> None:
    path = f"/en/workspace/money/{cooperative.public_id}/{month}/"

    answer = signed_in(cooperative).get(path)

    assert answer.status_code == 404
    assert "not over yet" not in answer.content.decode()


def test_an_empty_book_says_what_will_stand_here(cooperative: Cooperative) -> None:
    page = signed_in(cooperative).get(reverse("workspace:money")).content.decode()

    for words in ("No orders yet", "No sales at a stall yet", "No statement yet"):
        assert words in page


def test_the_figures_are_the_book(cooperative: Cooperative) -> None:
    month = make_month()
    client = signed_in(month.cooperative)
    taken_by_carrier(month.cooperative, day=30, price="50.00")
    send_july()

    figures = client.get(reverse("workspace:money")).context["figures"]

    # Nothing in August; a parcel of 50 waits; July's 254.60 are on their way.
    assert [figure["text"].removesuffix("\xa0DH") for figure in figures] == [
        "0.00",
        "0.00",
        "44.00",
        "0.00",
        "254.60",
        "0.00",
    ]


def test_who_holds_the_cash_is_told_what_the_platform_is_owed(cooperative: Cooperative) -> None:
    with clock.frozen_at(at(7, 1)):
        keep_a_share()
    taken_by_hand(cooperative)

    client = signed_in(cooperative)
    page = client.get(reverse("workspace:money"))

    (owed,) = [each for each in page.context["figures"] if each["told"].is_owed]
    assert (owed["told"].name, owed["told"].amount, owed["text"]) == ("You owe", D("59.00"), "59.00\xa0DH")
    assert "Below zero" in page.content.decode()
    opened = client.get(owed["url"])
    assert opened.context["told"] == owed["told"]
    assert "You owe the platform this" in opened.content.decode()
    # The lines below are what it is made of, each with its sign.
    assert sum(part.amount for part in opened.context["parts"]) == D("-59.00")


def test_lists_are_one_tap_away_and_the_one_that_is_paged_through_is_open(cooperative: Cooperative) -> None:
    client = signed_in(cooperative)

    first = client.get(reverse("workspace:money")).content.decode()
    paged = client.get(reverse("workspace:money"), {"page": 1}).content.decode()

    assert first.count('<details class="disclosure"') == 3
    assert '<details class="disclosure" id="money-orders">' in first
    assert '<details class="disclosure" id="money-orders" open>' in paged


def test_the_list_takes_the_same_queries_for_two_and_for_twenty_orders(cooperative: Cooperative, monkeypatch) -> None:
    monkeypatch.setattr("marketplace.order.placing.OPEN_PURCHASES_LIMIT", 99)
    client = signed_in(cooperative, Role.MANAGER)
    keep_a_share()
    taken_by_carrier(cooperative)
    make_order(make_product(cooperative=cooperative))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("workspace:money"))
    for _ in range(9):
        taken_by_carrier(cooperative)
        make_order(make_product(cooperative=cooperative))

    with CaptureQueriesContext(connection) as many:
        page = client.get(reverse("workspace:money")).context["page"]

    assert len(page.object_list) == 20
    assert len(many) == len(few) <= 26


def test_a_managers_order_page_has_its_money_and_a_sellers_has_not(cooperative: Cooperative) -> None:
    keep_a_share()
    order = taken_by_carrier(cooperative)
    url = reverse("workspace:order", args=[order.public_id])

    manager, seller = signed_in(cooperative, Role.MANAGER).get(url), signed_in(cooperative, Role.SELLER).get(url)

    assert manager.context["money"].sold.proceeds == D("105.60")
    assert "105.60\xa0DH" in manager.content.decode()
    assert seller.context["money"] is None
    assert "105.60" not in seller.content.decode()


def test_a_draft_is_marked_on_the_page(cooperative: Cooperative) -> None:
    drawn_up(cooperative)
    client = signed_in(cooperative)

    assert "Draft: it may still change" in client.get(statement_urls(cooperative)[0]).content.decode()
    assert ">Draft<" in client.get(reverse("workspace:money")).content.decode()


def test_documents_carry_their_kind_and_name(cooperative: Cooperative) -> None:
    drawn_up(cooperative)
    client = signed_in(cooperative)
    _, pdf, xlsx = statement_urls(cooperative)

    paper, sheet = client.get(pdf), client.get(xlsx)

    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert paper["Content-Disposition"] == f'inline; filename="{cooperative.slug}-2026-07.pdf"'
    assert sheet["Content-Disposition"] == f'attachment; filename="{cooperative.slug}-2026-07.xlsx"'
    assert sheet.content[:2] == b"PK"


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_every_page_speaks_three_languages(language: str) -> None:
    month = make_month()
    send_july()
    client = signed_in(month.cooperative, Role.MANAGER)

    with translation.override(language):
        order = reverse("workspace:order", args=[month.by_card.public_id])
        for url in (reverse("workspace:money"), order, *statement_urls(month.cooperative)):
            assert client.get(url).status_code == 200
