"""Cooperatives, regions and editions as shoppers see them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from cooperatives import clock
from cooperatives.models import Cooperative, SupportProgramme
from cooperatives.territory.models import Region
from fairs.models import Edition, EditionDay, Participation, Stop
from tests.factories import (
    make_commune,
    make_cooperative,
    make_cooperatives,
    make_edition,
    make_participation,
    make_product,
    make_stall,
)
from tests.marketplace.storefront import MOST_QUERIES, alternates, canonical, facts, fill_shelves, page, titles

pytestmark = pytest.mark.django_db


def names(client: Client, address: str) -> list[str]:
    found = page(client.get(address)).select(".cooperative-card a.cover")
    return [link.get_text(strip=True) for link in found]


@pytest.fixture
def women() -> Cooperative:
    return make_cooperative(kind="women", member_count=24, women_count=24, name_fr="Coopérative Aïcha", slug="aicha")


@pytest.fixture
def union() -> Cooperative:
    commune = make_commune(code="051", region="05", name_fr="Azilal", name_ar="أزيلال")
    return make_cooperative(kind="union", commune=commune, name_fr="Union Atlas", slug="atlas")


class TestCooperatives:
    def test_they_stand_by_name_without_those_that_may_not_sell(
        self, client: Client, women: Cooperative, union: Cooperative
    ) -> None:
        make_cooperative(status="applied", name_fr="Coopérative en attente")
        make_cooperative(sells_online=False, name_fr="Association des foires")

        assert names(client, "/fr/cooperatives/") == ["Coopérative Aïcha", "Union Atlas"]

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("kind=women", ["Coopérative Aïcha"]),
            ("region=region-05", ["Union Atlas"]),
            ("kind=women&region=region-05", []),
            ("q=aicha", ["Coopérative Aïcha"]),
            ("q=zzz", []),
            ("kind=aliens", ["Coopérative Aïcha", "Union Atlas"]),
            ("q=%00&region=%00", ["Coopérative Aïcha", "Union Atlas"]),
        ],
    )
    def test_filters_narrow_the_list(
        self, client: Client, women: Cooperative, union: Cooperative, query: str, expected: list[str]
    ) -> None:
        assert names(client, f"/fr/cooperatives/?{query}") == expected
        assert client.get(f"/fr/cooperatives/?{query}").status_code == 200

    def test_a_page_beyond_the_end_is_not_found(self, client: Client, women: Cooperative) -> None:
        response = client.get("/fr/cooperatives/?page=1000000000")

        assert response.status_code == 404
        assert page(response).select_one(".empty")

    def test_one_says_who_it_is_and_who_sells(self, client: Client, women: Cooperative) -> None:
        Cooperative.objects.filter(pk=women.pk).update(
            story_ar="حكاية", registration_number="RC-12", ice="001234567000056", founded_year=2011
        )
        SupportProgramme.objects.create(code="help", name_en="Help", name_fr="Aide", name_ar="دعم").cooperatives.add(
            women
        )
        make_product(cooperative=women, title_en="Thyme honey")

        html = page(client.get("/en/cooperatives/aicha/"))
        text = html.main.get_text(" ", strip=True)

        for words in ("24", "2011", "RC-12", "001234567000056", "Help", "Thyme honey", "Checked cooperative"):
            assert words in text
        assert html.select_one('main [lang="ar"][dir="rtl"]').get_text(strip=True) == "حكاية"
        assert "+212" not in text

    def test_it_names_the_editions_where_one_meets_it(self, client: Client, women: Cooperative) -> None:
        coming = make_edition(starts_on=clock.today() + timedelta(days=20), name_fr="Salon d'Agadir")
        over = make_edition(starts_on=clock.today() - timedelta(days=40), name_fr="Salon passé")
        for edition in (coming, over):
            make_participation(edition, women)
        withdrawn = make_edition(starts_on=clock.today() + timedelta(days=9), name_fr="Salon sans elle")
        Participation.objects.filter(pk=make_participation(withdrawn, women).pk).update(status="withdrawn")

        found = page(client.get("/fr/cooperatives/aicha/")).select(".edition-card a.cover")

        assert [link.get_text() for link in found] == ["Salon d'Agadir"]

    def test_search_engines_are_told_its_place(self, client: Client, women: Cooperative) -> None:
        organisation, _crumbs = facts(client.get("/fr/cooperatives/aicha/"))

        assert organisation["@type"] == "Organization"
        assert organisation["address"]["addressLocality"] == "Tafraout"

    @pytest.mark.parametrize("address", ["/fr/cooperatives/nobody/", "/ar/cooperatives/nobody/"])
    def test_an_unknown_one_is_not_found_and_others_are_shown(
        self, client: Client, women: Cooperative, address: str
    ) -> None:
        response = client.get(address)

        assert response.status_code == 404
        assert page(response).select(".cooperative-card")

    def test_list_and_page_take_few_queries_however_much_they_sell(
        self, client: Client, women: Cooperative, django_assert_max_num_queries
    ) -> None:
        fill_shelves([women, *make_cooperatives([{}] * 30)], products=1000)

        for address in (
            "/fr/cooperatives/?kind=women&region=region-09",
            "/fr/cooperatives/",
            "/fr/cooperatives/aicha/",
        ):
            with django_assert_max_num_queries(MOST_QUERIES):
                client.get(address)


class TestRegions:
    def test_all_are_on_the_map_and_in_the_list(self, client: Client, women: Cooperative, union: Cooperative) -> None:
        html = page(client.get("/fr/regions/"))

        assert [link["href"] for link in html.select(".region-list a")] == [
            "/fr/regions/region-05/",
            "/fr/regions/region-09/",
        ]
        assert {link["href"] for link in html.select("svg.map a")} == {
            "/fr/regions/region-05/",
            "/fr/regions/region-09/",
        }

    def test_one_shows_what_is_made_there_and_by_whom(
        self, client: Client, women: Cooperative, union: Cooperative
    ) -> None:
        make_product(cooperative=union, title_fr="Miel")
        make_product(cooperative=women, title_fr="Argan")
        # Made in the Atlas by a cooperative of the Souss: the origin is the product's, not its maker's.
        make_product(cooperative=women, commune=union.commune, title_fr="Safran")
        make_edition(commune=union.commune, name_fr="Salon d'Azilal")

        response = client.get("/fr/regions/region-05/")

        assert titles(response) == ["Safran", "Miel"]
        assert [link.get_text() for link in page(response).select(".cooperative-card a.cover")] == ["Union Atlas"]
        assert [link.get_text() for link in page(response).select(".edition-card a.cover")] == ["Salon d'Azilal"]

    def test_an_unknown_one_is_not_found_and_names_the_others(self, client: Client, women: Cooperative) -> None:
        response = client.get("/fr/regions/atlantis/")

        assert response.status_code == 404
        assert page(response).select_one("main .chips a")["href"] == "/fr/regions/region-09/"

    def test_a_region_without_anything_is_a_page_too(self, client: Client) -> None:
        Region.objects.create(code="12", slug="dakhla", name_fr="Dakhla", name_ar="الداخلة", name_en="Dakhla")

        assert client.get("/ar/regions/dakhla/").status_code == 200

    def test_it_takes_few_queries(self, client: Client, women: Cooperative, django_assert_max_num_queries) -> None:
        fill_shelves([women], products=100)

        for address in ("/fr/regions/", "/fr/regions/region-09/"):
            with django_assert_max_num_queries(MOST_QUERIES):
                client.get(address)


class TestCalendar:
    def test_it_parts_what_is_open_from_what_comes_and_what_was(self, client: Client) -> None:
        with clock.frozen_at(datetime(2026, 11, 20, 12, tzinfo=UTC)):
            make_edition(starts_on=date(2026, 11, 18), days=5, name_fr="Ouvert")
            make_edition(starts_on=date(2026, 12, 4), name_fr="À venir")
            make_edition(starts_on=date(2026, 3, 4), name_fr="Passé 2026")
            make_edition(starts_on=date(2024, 3, 4), name_fr="Passé 2024")
            make_edition(starts_on=date(2026, 12, 9), name_fr="Secret", is_published=False)
            this_year = page(client.get("/fr/fairs/"))
            before = page(client.get("/fr/fairs/?year=2024"))
            wrong = page(client.get("/fr/fairs/?year=banana"))

        shown = [link.get_text() for link in this_year.select(".edition-card a.cover")]
        assert shown == ["Ouvert", "À venir", "Passé 2026"]
        assert [tab.get_text(strip=True) for tab in this_year.select(".tabs a")] == ["2026", "2024"]
        assert [link.get_text() for link in before.select("#past .edition-card a.cover")] == ["Passé 2024"]
        assert [link.get_text() for link in wrong.select("#past .edition-card a.cover")] == ["Passé 2026"]

    def test_programme_and_region_narrow_it(self, client: Client, union: Cooperative) -> None:
        make_edition(name_fr="Salon")
        make_edition(name_fr="Marché", programme_kind="mobile_markets", commune=union.commune)

        def shown(query: str) -> list[str]:
            return [link.get_text() for link in page(client.get(f"/fr/fairs/?{query}")).select(".edition-card a.cover")]

        assert shown("programme=mobile_markets") == ["Marché"]
        assert shown("region=region-09") == ["Salon"]
        assert shown("region=region-05&programme=") == ["Marché"]
        assert shown("region=region-05&programme=regional_fairs") == []
        assert sorted(shown("programme=unknown")) == ["Marché", "Salon"]

    def test_many_editions_cost_no_more_queries(self, client: Client, django_assert_max_num_queries) -> None:
        for number in range(40):
            make_edition(starts_on=date(2021 + number % 5, 1 + number % 12, 3))

        with django_assert_max_num_queries(MOST_QUERIES):
            client.get("/ar/fairs/")

    def test_an_empty_calendar_is_a_page_too(self, client: Client) -> None:
        assert client.get("/ar/fairs/").status_code == 200


class TestEdition:
    @pytest.fixture
    def edition(self) -> Edition:
        return make_edition(code="salon", name_fr="Salon d'Agadir", name_en="Agadir fair", venue_fr="Place Al Amal")

    def test_it_says_where_when_who_and_what(
        self, client: Client, edition: Edition, women: Cooperative, union: Cooperative
    ) -> None:
        honey = make_product(cooperative=union, title_en="Honey")
        stand = make_participation(edition, union, products=[honey])
        make_participation(edition, women)
        make_stall(edition, stand, code="B12")

        html = page(client.get("/en/fairs/salon/"))
        text = html.main.get_text(" ", strip=True)

        for words in ("On now", "Place Al Amal", "Tafraout", "2 exhibitors", "B12", "09:00 to 21:00", "Open now."):
            assert words in text
        links = [link["href"] for link in html.select(".exhibitors a")]
        assert links == ["/en/cooperatives/aicha/", "/en/cooperatives/atlas/"]
        product = html.select_one(".product-card a.cover")["href"]
        assert product == f"/en/products/{honey.slug}-{honey.public_id}/?edition=salon"
        assert html.select_one('main [lang="fr"]').get_text() == "Place Al Amal"

    @pytest.mark.parametrize(("days_ago", "is_found"), [(0, True), (40, False)])
    def test_stalls_are_looked_for_until_it_is_over(
        self, client: Client, women: Cooperative, days_ago: int, is_found: bool
    ) -> None:
        edition = make_edition(code="salon", starts_on=clock.today() - timedelta(days=days_ago))
        make_participation(edition, women)

        assert ("Find a stall" in page(client.get("/en/fairs/salon/")).main.get_text()) is is_found

    def test_money_taken_there_is_not_shown(self, client: Client, edition: Edition) -> None:
        assert "DH" not in page(client.get("/en/fairs/salon/")).main.get_text()

    @pytest.mark.parametrize(
        ("opens", "closes", "words"),
        [(-1, 1, "Open now."), (1, 2, "Opens on"), (-2, -1, "is over"), (None, None, "on the spot only")],
    )
    def test_the_online_window_is_said_plainly(
        self, client: Client, edition: Edition, opens: int | None, closes: int | None, words: str
    ) -> None:
        now = clock.now()
        Edition.objects.update(
            online_opens_at=None if opens is None else now + timedelta(days=opens),
            online_closes_at=None if closes is None else now + timedelta(days=closes),
        )

        assert words in page(client.get("/en/fairs/salon/")).select_one("aside.stack .panel").get_text(" ", strip=True)

    def test_a_mobile_market_is_a_route_with_its_own_exhibitors(
        self, client: Client, women: Cooperative, union: Cooperative
    ) -> None:
        market = make_edition(code="market", programme_kind="mobile_markets", days=2)
        second = Stop.objects.create(
            edition=market,
            number=2,
            name_fr="Azilal",
            commune=union.commune,
            region=union.region,
            starts_at=market.ends_at + timedelta(days=3),
            ends_at=market.ends_at + timedelta(days=5),
            accepts_collection=False,
        )
        EditionDay.objects.create(stop=second, day=second.starts_at.date())
        make_participation(market, women)
        Participation.objects.create(stop=second, cooperative=union)
        Participation.objects.create(stop=second, cooperative=women)

        whole = page(client.get("/fr/fairs/market/"))
        at_second = page(client.get("/fr/fairs/market/?stop=2"))
        nowhere = page(client.get("/fr/fairs/market/?stop=77"))

        assert len(whole.select("ol.steps > li")) == 2
        assert [one.get_text() for one in whole.select(".exhibitors a")] == ["Coopérative Aïcha", "Union Atlas"]
        assert len(at_second.select(".exhibitors li")) == 2
        assert len(nowhere.select(".exhibitors li")) == 2
        assert len(page(client.get("/fr/fairs/market/?stop=1")).select(".exhibitors li")) == 1
        assert len(whole.select(".panel .plain-list li")) == 1

    def test_hundreds_of_exhibitors_come_in_pages_at_the_same_cost(
        self, client: Client, edition: Edition, django_assert_max_num_queries
    ) -> None:
        stop = edition.stops.get()
        Participation.objects.bulk_create(
            Participation(stop=stop, cooperative=each) for each in make_cooperatives([{}] * 100)
        )

        with django_assert_max_num_queries(MOST_QUERIES):
            first = client.get("/fr/fairs/salon/")
        third = client.get("/fr/fairs/salon/?page=3")

        assert len(page(first).select(".exhibitors li")) == 48
        assert len(page(third).select(".exhibitors li")) == 4
        assert client.get("/fr/fairs/salon/?page=4").status_code == 404

    def test_an_exhibitor_without_a_shop_is_named_without_a_link(self, client: Client, edition: Edition) -> None:
        make_participation(edition, make_cooperative(sells_online=False, name_fr="Association Amal"))

        html = page(client.get("/fr/fairs/salon/"))

        assert "Association Amal" in html.select_one(".exhibitors").get_text()
        assert not html.select(".exhibitors a")

    def test_search_engines_are_told_of_an_event(self, client: Client, edition: Edition) -> None:
        event, _crumbs = facts(client.get("/fr/fairs/salon/"))

        assert event["@type"] == "Event"
        assert event["startDate"] == edition.starts_at.isoformat()
        assert event["location"]["name"] == "Place Al Amal"

    def test_it_has_one_address_and_one_for_each_language(self, client: Client, edition: Edition) -> None:
        response = client.get("/fr/fairs/salon/?utm=1")

        assert canonical(response) == "http://testserver/fr/fairs/salon/"
        assert alternates(response)["ar"] == "http://testserver/ar/fairs/salon/"

    @pytest.mark.parametrize("published", [True, False])
    def test_only_what_is_published_is_shown(self, client: Client, edition: Edition, published: bool) -> None:
        Edition.objects.update(is_published=published)

        assert client.get("/fr/fairs/salon/").status_code == (200 if published else 404)
        assert client.get("/fr/fairs/nowhere/").status_code == 404
