"""The editors' pages in three trees: each language has its own, and none hides behind the shop."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.template import Context
from django.test import Client
from django.utils import translation
from wagtail.models import Page, Site

from cooperatives.models import Cooperative
from marketplace.pages.addresses import shop_prefixes
from marketplace.pages.models import HomePage, StandardPage, StoryIndexPage, StoryPage
from marketplace.pages.services import build_site, said
from marketplace.pages.templatetags.site_pages import page_url
from tests.factories import (
    make_category,
    make_cooperative,
    make_cooperatives,
    make_edition,
    make_participation,
    make_product,
)
from tests.marketplace.storefront import ALTERNATES, MOST_QUERIES, alternates, canonical, fill_shelves, page, titles

pytestmark = pytest.mark.django_db


def three(word: str) -> dict[str, str]:
    return {"ar": f"عربي {word}", "fr": f"Français {word}", "en": f"English {word}"}


CONTENT: dict[str, Any] = {
    "home": {
        "title": three("home"),
        "headline": three("headline"),
        "introduction": three("introduction"),
        "body": [
            {"type": "products", "value": {"heading": three("newest"), "family": "", "count": 4}},
            {"type": "products", "value": {"heading": three("oils"), "family": "oils", "count": 4}},
            {"type": "editions", "value": {"heading": three("editions")}},
            {"type": "cooperatives", "value": {"heading": three("women"), "only_womens": True}},
            {"type": "regions", "value": {"heading": three("regions")}},
            {"type": "text", "value": {"heading": three("text"), "text": {"ar": "<p>نص</p>", "fr": "<p>Texte</p>"}}},
        ],
    },
    "story_index": {"slug": "stories", "title": three("stories"), "introduction": three("about stories")},
    "stories": [
        {
            "slug": "saffron",
            "cooperative_number": 7,
            "title": three("saffron"),
            "summary": three("summary"),
            "body": three("body"),
        }
    ],
    "pages": [{"slug": slug, "title": three(slug), "body": three(slug)} for slug in ("terms", "withdrawal")],
}


def make_site() -> Cooperative:
    """The pages of CONTENT, and the cooperative that one of its stories tells of."""
    maker = make_cooperative(kind="women", member_count=9, women_count=9, name_fr="Coopérative Fleur")
    build_site(content=CONTENT, cooperatives={7: maker})
    return maker


@pytest.fixture(scope="module")
def made(once_for_all: Callable[[Callable[[], Cooperative]], Cooperative]) -> Cooperative:
    return once_for_all(make_site)


@pytest.fixture
def maker(made: Cooperative) -> Cooperative:
    return deepcopy(made)


@pytest.fixture
def site(made: Cooperative) -> None:
    """The site stands."""


def tree() -> list[tuple[str, str]]:
    return list(Page.objects.filter(depth__gt=1).order_by("path").values_list("url_path", "title"))


def home(client: Client, language: str) -> BeautifulSoup:
    return page(client.get(f"/{language}/"))


def test_building_twice_makes_one_site(site: None, maker: Cooperative) -> None:
    before = tree()

    build_site(content=CONTENT, cooperatives={7: maker})

    assert tree() == before
    assert HomePage.objects.count() == 3
    assert (StoryIndexPage.objects.count(), StoryPage.objects.count(), StandardPage.objects.count()) == (3, 3, 6)
    assert Page.find_problems() == ([], [], [], [], [])
    assert Site.objects.get().root_page.specific.locale.language_code == "ar"
    assert not Page.objects.filter(title__startswith="Welcome").exists()


def test_building_again_brings_texts_up_to_date_and_leaves_what_people_wrote(site: None) -> None:
    theirs = StandardPage.objects.get(slug="terms", locale__language_code="fr")
    theirs.title = "Nos conditions"
    theirs.save_revision().publish()
    changed = {**CONTENT, "pages": [{"slug": "terms", "title": three("rules"), "body": three("rules")}]}

    build_site(content=changed)

    assert StandardPage.objects.get(pk=theirs.pk).title == "Nos conditions"
    assert StandardPage.objects.get(slug="terms", locale__language_code="ar").title == "عربي rules"


def test_translations_know_one_another(site: None) -> None:
    keys = set(StandardPage.objects.filter(slug="terms").values_list("translation_key", flat=True))

    assert len(keys) == 1


def test_texts_fall_back_and_french_marks_do_not_begin_a_line() -> None:
    assert said({"a": [{"fr": "Quoi : « ceci » ?"}]}, "fr") == {"a": ["Quoi\xa0: «\xa0ceci\xa0»\xa0?"]}
    assert said({"ar": "", "fr": "Oui"}, "en") == "Oui"


@pytest.mark.parametrize(("language", "word"), [("ar", "عربي"), ("fr", "Français"), ("en", "English")])
def test_each_language_has_its_own_home(client: Client, site: None, language: str, word: str) -> None:
    html = home(client, language)

    assert (html.html["lang"], html.html["dir"]) == (language, "rtl" if language == "ar" else "ltr")
    assert html.h1.get_text() == f"{word} headline"
    assert [head.get_text() for head in html.select("h2") if head.get_text().startswith(word)]


def test_the_home_shows_fairs_shelves_products_cooperatives_regions_and_stories(
    client: Client, site: None, maker: Cooperative
) -> None:
    make_category("honey", icon="no-such-icon")
    product = make_product(cooperative=maker, title_fr="Safran")
    edition = make_edition(name_fr="Salon ouvert")
    make_participation(edition, maker, products=[product])

    html = home(client, "fr")

    assert html.select_one(".live-strip strong").get_text() == "Salon ouvert"
    assert html.select_one(".kinds a")["href"] == "/fr/products/?category=honey"
    assert [link.get_text() for link in html.select(".product-card a.cover")] == ["Safran", "Safran"]
    assert html.select_one(".cooperative-card a.cover").get_text() == "Coopérative Fleur"
    assert html.select_one("svg.map a")["href"] == "/fr/regions/region-09/"
    assert html.select_one(".story-card a.cover")["href"] == "/fr/stories/saffron/"


def test_the_home_takes_few_queries_however_much_is_on_sale(
    client: Client, site: None, maker: Cooperative, django_assert_max_num_queries
) -> None:
    fill_shelves([maker, *make_cooperatives([{}] * 20)], products=1000)
    for _ in range(8):
        make_edition()

    with django_assert_max_num_queries(MOST_QUERIES):
        client.get("/fr/")


@pytest.mark.parametrize("address", ["/fr/stories/", "/fr/stories/saffron/", "/fr/terms/", "/ar/terms/"])
def test_every_page_takes_few_queries(
    client: Client, site: None, maker: Cooperative, address: str, django_assert_max_num_queries
) -> None:
    fill_shelves([maker], products=10)

    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(address).status_code == 200


def test_products_of_a_suspended_cooperative_leave_home_and_stories(
    client: Client, site: None, maker: Cooperative
) -> None:
    make_product(cooperative=maker, title_fr="Safran rouge")
    pages = ("/fr/", "/fr/stories/saffron/")
    assert all("Safran rouge" in client.get(address).content.decode() for address in pages)

    Cooperative.objects.filter(pk=maker.pk).update(sells_online=False)

    assert all("Safran rouge" not in client.get(address).content.decode() for address in pages)
    assert maker.get_absolute_url() not in client.get("/fr/stories/saffron/").content.decode()


def test_a_page_has_one_address_and_names_its_translations(client: Client, site: None) -> None:
    response = client.get("/fr/terms/?utm=1")

    assert canonical(response) == "http://testserver/fr/terms/"
    assert alternates(response) == {
        code: f"http://testserver/{language}/terms/" for code, language in ALTERNATES.items()
    }


def test_a_page_without_a_translation_leads_to_that_language_home(client: Client, site: None) -> None:
    StoryPage.objects.filter(locale__language_code="en").first().delete()

    response = client.get("/fr/stories/saffron/")

    switcher = {link["hreflang"]: link["href"] for link in page(response).select(".site-foot .languages a")}
    assert switcher == {"ar": "/ar/stories/saffron/", "fr": "/fr/stories/saffron/", "en": "/en/"}
    assert set(alternates(response)) == {"ar", "fr", "x-default"}
    assert client.get("/en/stories/saffron/").status_code == 404


def test_a_draft_is_not_shown(client: Client, site: None) -> None:
    terms = StandardPage.objects.get(slug="terms", locale__language_code="fr")
    terms.unpublish()

    assert client.get("/fr/terms/").status_code == 404
    assert client.get("/ar/terms/").status_code == 200


def test_a_page_of_one_language_is_not_found_under_another(client: Client, site: None) -> None:
    StandardPage.objects.get(slug="terms", locale__language_code="en").delete()

    assert client.get("/en/terms/").status_code == 404


def test_links_to_standard_pages_follow_the_language_and_fall_back(
    site: None, django_capture_on_commit_callbacks
) -> None:
    with translation.override("fr"):
        assert page_url(Context(), "terms") == "/fr/terms/"
        assert page_url(Context(), "nothing") == ""
        with django_capture_on_commit_callbacks(execute=True):
            StandardPage.objects.get(slug="terms", locale__language_code="fr").unpublish()
        assert page_url(Context(), "terms") == "/ar/terms/"


def test_a_renamed_page_is_still_found_by_its_first_name(client: Client, site: None) -> None:
    terms = StandardPage.objects.get(slug="terms", locale__language_code="fr")
    terms.slug = "conditions"
    terms.save_revision().publish()

    with translation.override("fr"):
        assert page_url(Context(), "terms") == "/fr/conditions/"


def test_the_footer_leaves_out_pages_that_are_missing(client: Client, site: None) -> None:
    links = [link["href"] for link in home(client, "fr").select(".site-foot nav a")]

    assert "/fr/terms/" in links
    assert "/fr/withdrawal/" in links
    assert not [link for link in links if "contact" in link or "personal-data" in link]


@pytest.mark.parametrize("slug", ["products", "basket", "checkout", "fairs", "impact", "workspace", "account"])
def test_a_page_cannot_take_an_address_of_the_shop(site: None, slug: str) -> None:
    assert slug in shop_prefixes()
    parent = HomePage.objects.get(locale__language_code="fr")
    taken = StandardPage(title="Page", slug=slug, body="<p>Text</p>", locale=parent.locale)

    with pytest.raises(ValidationError) as refused:
        parent.add_child(instance=taken)

    assert list(refused.value.message_dict) == ["slug"]
    assert slug in refused.value.message_dict["slug"][0]
    assert not Page.objects.filter(slug=slug).exists()


def test_the_editor_says_so_beside_the_address(site: None) -> None:
    terms = StandardPage.objects.get(slug="terms", locale__language_code="fr")
    form_class = StandardPage.get_edit_handler().get_form_class()
    typed = {"title": "Panier", "slug": "basket", "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}

    form = form_class(typed, instance=terms, parent_page=terms.get_parent())

    assert not form.is_valid()
    assert "basket" in form.errors["slug"][0]


def test_deeper_pages_may_be_called_like_a_part_of_the_shop(site: None) -> None:
    index = StoryIndexPage.objects.get(locale__language_code="fr")
    index.add_child(instance=StoryPage(title="Foires", slug="fairs", summary="s", body="b", locale=index.locale))

    assert StoryPage.objects.filter(slug="fairs").exists()


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/de/", "/ar/"),
        ("/de/products/?q=a", "/ar/products/?q=a"),
        ("/zgh/fairs/", "/ar/fairs/"),
        ("/fr-FR/products/", "/fr/products/"),
        ("/es-mx/", "/ar/"),
        ("/", "/ar/"),
    ],
)
def test_a_language_that_is_not_spoken_leads_to_one_that_is(
    client: Client, site: None, address: str, leads_to: str
) -> None:
    response = client.get(address)

    assert response.status_code == 302
    assert response["Location"] == leads_to


def test_the_browser_language_decides_where_it_can(client: Client, site: None) -> None:
    response = client.get("/de/products/", headers={"accept-language": "de,fr;q=0.8"})

    assert response["Location"] == "/fr/products/"


def test_a_language_without_a_home_leads_to_the_first(client: Client, site: None) -> None:
    HomePage.objects.get(locale__language_code="en").delete()

    response = client.get("/en/")

    assert (response.status_code, response["Location"]) == (302, "/ar/")


@pytest.mark.parametrize("address", ["/fr/nothing/", "/fr/stories/nothing/", "/fr/terms/more/", "/fr/souk-fr/terms/"])
def test_what_is_not_there_is_not_found_in_the_language_of_the_address(
    client: Client, site: None, address: str
) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert page(response).html["lang"] == "fr"


def test_without_a_site_pages_of_the_shop_still_answer(client: Client) -> None:
    Page.objects.filter(depth__gt=1).delete()

    assert client.get("/fr/products/").status_code == 200
    assert client.get("/fr/").status_code == 404
    assert titles(client.get("/fr/products/")) == []
