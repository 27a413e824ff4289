"""Amounts in rial beside dirhams, for who counts in them; and the page of a person's own settings."""

from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation

from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry
from cooperatives.formats.numbers import rial_text
from cooperatives.idempotency import FIELD, new_token
from tests.factories import make_cooperative, make_member, make_product, make_user
from tests.fairs.organisers import signed_in
from tests.marketplace.factories import make_order

pytestmark = pytest.mark.django_db


def printed(user: User, amount: str) -> str:
    request = RequestFactory().get("/")
    request.user = user
    return Template("{% load workspace %}{% amount value %}").render(
        Context({"request": request, "value": Decimal(amount)})
    )


@pytest.mark.parametrize(
    ("language", "amount", "said"),
    [
        ("ar", "120.00", "2.400 ريال"),
        ("fr", "120.00", "2\u202f400 rials"),
        ("en", "1250.50", "25,010 rial"),
        ("en", "0.05", "1 rial"),
        ("en", "0", "0 rial"),
        ("en", "-10.00", "\u200e\u2212200 rial"),
    ],
)
def test_twenty_rial_are_a_dirham_in_western_digits(language: str, amount: str, said: str) -> None:
    with translation.override(language):
        assert rial_text(Decimal(amount)) == said.replace(" ri", "\xa0ri").replace(" ر", "\xa0ر")


def test_only_who_asked_for_it_reads_rial() -> None:
    with translation.override("ar"):
        plain, counted = printed(make_user(), "120"), printed(make_user(shows_rial=True), "120")

    assert plain == "120,00\xa0درهم"
    assert counted == '120,00\xa0درهم <span class="rial">(2.400\xa0ريال)</span>'


def test_without_a_person_or_an_amount_there_is_no_rial() -> None:
    assert "rial" not in Template("{% load workspace %}{% amount 5 %}").render(Context())
    assert Template("{% load workspace %}{% amount value %}").render(Context({"value": None})) == ""


@pytest.fixture
def order():
    return make_order(make_product(price="120.00"))


@pytest.mark.parametrize("path", ["", "orders/{order}/", "money/"])
def test_pages_of_the_workspace_tell_amounts_in_rial(order, path: str) -> None:
    url = f"/fr/workspace/{path.format(order=order.public_id)}"
    plain, counted = (signed_in(make_member(order.cooperative, shows_rial=shows)).get(url) for shows in (False, True))

    assert "rials" not in plain.content.decode()
    assert '<span class="rial">(' in counted.content.decode()


class TestSettings:
    @pytest.fixture
    def person(self) -> User:
        return make_member(make_cooperative(), language="ar")

    @pytest.fixture
    def member(self, person: User) -> Client:
        return signed_in(person)

    def chosen(self, **given: str) -> dict[str, str]:
        return {FIELD: new_token(), "language": "fr", "spoken_language": "shi", "shows_rial": "on"} | given

    def test_what_is_chosen_is_remembered_and_the_page_goes_on_in_that_language(
        self, member: Client, person: User
    ) -> None:
        response = member.post("/ar/workspace/settings/", self.chosen())

        assert response["Location"] == "/fr/workspace/settings/"
        person.refresh_from_db()
        assert (person.language, person.spoken_language, person.shows_rial) == ("fr", "shi", True)
        (act,) = AuditEntry.objects.filter(action="person.preferences")
        assert act.before == {"language": "ar", "spoken_language": "", "shows_rial": False}
        assert act.after == {"language": "fr", "spoken_language": "shi", "shows_rial": True}

    def test_chosen_again_it_is_not_logged_again(self, member: Client) -> None:
        for _again in range(2):
            member.post("/ar/workspace/settings/", self.chosen())

        assert AuditEntry.objects.filter(action="person.preferences").count() == 1

    @pytest.mark.parametrize("wrong", [{"language": "de"}, {"spoken_language": "eng"}, {"language": ""}])
    def test_what_does_not_exist_is_refused_and_nothing_changes(
        self, member: Client, person: User, wrong: dict[str, str]
    ) -> None:
        response = member.post("/ar/workspace/settings/", self.chosen(**wrong))

        assert response.status_code == 422
        person.refresh_from_db()
        assert (person.language, person.spoken_language) == ("ar", "")

    def test_the_way_out_stands_there(self, member: Client) -> None:
        page = member.get("/fr/workspace/settings/").content.decode()

        assert "/fr/account/logout/" in page

    def test_shoppers_have_no_such_page(self) -> None:
        assert signed_in(make_user()).get("/fr/workspace/settings/").status_code == 404
