"""How amounts, days and pictures are written, and that each page of the style guide can be used by everyone."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import include, path
from django.utils import translation
from fontTools.ttLib import TTFont

from cooperatives.formats import days, numbers
from marketplace import styleguide
from marketplace.templatetags.design import bar_chart, column_chart, icon, page_window, region_shapes, share_bar, tone

# The footer links to the editors' pages, which are rows.
pytestmark = pytest.mark.django_db

FONTS = Path(settings.BASE_DIR) / "static" / "fonts"
TOKENS = Path(settings.BASE_DIR) / "static" / "css" / "tokens.css"
LANGUAGES = ("ar", "fr", "en")
THIN, NBSP, MINUS = "\u202f", "\u00a0", "\u200e\u2212"


def _nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


_basket = [path("", _nothing, name="summary"), path("count/", _nothing, name="count")]
urlpatterns = i18n_patterns(path("basket/", include((_basket, "basket"))))


@pytest.fixture
def request_of() -> Callable[..., HttpRequest]:
    factory = RequestFactory()
    return lambda path="/ar/styleguide/": factory.get(path)


def rendered(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("language", "amount", "written"),
    [
        ("ar", "120", f"120,00{NBSP}درهم"),
        ("ar", "1450.5", f"1.450,50{NBSP}درهم"),
        ("fr", "1450.5", f"1{THIN}450,50{NBSP}DH"),
        ("en", "1450.5", f"1,450.50{NBSP}DH"),
        ("fr", "1234567.895", f"1{THIN}234{THIN}567,90{NBSP}DH"),
        ("ar", "-85", f"{MINUS}85,00{NBSP}درهم"),
        ("ar", "0", f"0,00{NBSP}درهم"),
    ],
)
def test_money_is_written_as_each_language_writes_it(language: str, amount: str, written: str) -> None:
    with translation.override(language):
        assert rendered("{% load money_text %}{{ amount|money }}", amount=Decimal(amount)) == written


def test_no_amount_writes_nothing() -> None:
    source = "{% load money_text %}{{ x|money }}{{ x|number }}{{ x|percent }}{{ x|quantity }}{{ x|money_short }}"

    assert rendered(source, x=None) == ""


@pytest.mark.parametrize(
    ("language", "amount", "written"),
    [
        ("ar", "12438250.50", f"12,4{NBSP}مليون{NBSP}درهم"),
        ("fr", "200000000", f"200{NBSP}MDH"),
        ("en", "200000000", f"200{NBSP}million{NBSP}DH"),
        ("fr", "84200.40", f"84{THIN}200{NBSP}DH"),
    ],
)
def test_large_amounts_are_said_in_millions(language: str, amount: str, written: str) -> None:
    with translation.override(language):
        assert numbers.money_short_text(Decimal(amount)) == written


@pytest.mark.parametrize(("value", "written"), [("1.250", "1,25"), ("3.000", "3"), ("1000", "1.000"), ("0.5", "0,5")])
def test_quantity_keeps_only_the_decimals_it_has(value: str, written: str) -> None:
    assert numbers.quantity_text(Decimal(value)) == written


@pytest.mark.parametrize(("language", "written"), [("ar", "54%"), ("fr", f"54{NBSP}%"), ("en", "54%")])
def test_a_share_is_written_as_a_percentage(language: str, written: str) -> None:
    with translation.override(language):
        assert numbers.percent_text(Decimal("0.54")) == written


def test_arabic_months_are_those_of_morocco() -> None:
    named = [days.month_name(date(2026, month, 1)) for month in range(1, 13)]

    assert " ".join(named) == "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر"


@pytest.mark.parametrize(
    ("language", "first", "last", "written"),
    [
        ("ar", (2026, 8, 21), (2026, 8, 21), "21 غشت 2026"),
        ("ar", (2026, 8, 3), (2026, 8, 12), "من 3 إلى 12 غشت 2026"),
        ("ar", (2026, 11, 28), (2026, 12, 4), "من 28 نونبر إلى 4 دجنبر 2026"),
        ("ar", (2026, 12, 28), (2027, 1, 4), "من 28 دجنبر 2026 إلى 4 يناير 2027"),
        ("fr", (2026, 8, 1), (2026, 8, 12), "du 1er au 12 août 2026"),
        ("fr", (2026, 11, 28), (2026, 12, 4), "du 28 novembre au 4 décembre 2026"),
        ("en", (2026, 8, 3), (2026, 8, 12), "3–12 August 2026"),
        ("en", (2026, 12, 28), (2027, 1, 4), "28 December 2026 – 4 January 2027"),
    ],
)
def test_a_period_says_once_what_its_ends_share(
    language: str, first: tuple[int, int, int], last: tuple[int, int, int], written: str
) -> None:
    source = "{% load day_text %}{{ first|day_range:last }}"

    with translation.override(language):
        assert rendered(source, first=date(*first), last=date(*last)) == written


def test_a_moment_is_told_in_the_time_of_casablanca() -> None:
    # Three minutes before midnight in London is the next day where the clock is ahead, the same day where it is not.
    moment = datetime(2026, 7, 31, 23, 57, tzinfo=UTC)
    local = moment.astimezone(days.timezone.get_current_timezone())

    assert days.day_text(moment) == f"{local.day} {days.MONTHS_AR[local.month - 1]} 2026"
    assert days.hour_text(moment) == f"{local:%H:%M}"


@pytest.mark.parametrize(
    ("language", "at", "written"),
    [
        ("ar", time(9, 5), "09:05"),
        ("fr", time(14, 30), f"14{NBSP}h{NBSP}30"),
        ("fr", time(9), f"9{NBSP}h"),
        ("en", time(14, 30), "14:30"),
    ],
)
def test_an_hour_is_written_as_each_language_writes_it(language: str, at: time, written: str) -> None:
    with translation.override(language):
        assert rendered("{% load day_text %}{{ at|hour }}", at=at) == written


def test_icons_that_point_are_mirrored_and_decoration_is_hidden_from_readers() -> None:
    assert 'class="icon flip"' in icon("arrow-right")
    assert 'class="icon"' in icon("store")
    assert 'aria-hidden="true"' in icon("store")
    assert 'aria-label="Phone"' in icon("phone", label="Phone")
    assert "aria-hidden" not in icon("phone", label="Phone")


def test_bars_grow_from_the_side_where_reading_starts() -> None:
    rows = [{"label": "a", "value": Decimal(30), "text": "30"}, {"label": "b", "value": Decimal(120), "text": "120"}]

    with translation.override("ar"):
        arabic = bar_chart(rows)["rows"]
    with translation.override("fr"):
        french = bar_chart(rows)["rows"]

    assert [(row["start"], row["percent"]) for row in arabic] == [
        (Decimal(75), Decimal(25)),
        (Decimal(0), Decimal(100)),
    ]
    assert [(row["start"], row["percent"]) for row in french] == [(Decimal(0), Decimal(25)), (Decimal(0), Decimal(100))]


def test_shares_fill_the_bar_without_overlapping() -> None:
    rows = [
        {"label": name, "value": Decimal(value), "text": value}
        for name, value in (("a", "62"), ("b", "31"), ("c", "7"))
    ]

    with translation.override("ar"):
        shares = share_bar(rows)["rows"]

    assert [(row["start"], row["percent"]) for row in shares] == [
        (Decimal(38), Decimal(62)),
        (Decimal(7), Decimal(31)),
        (Decimal(0), Decimal(7)),
    ]


@pytest.mark.parametrize("chart", [bar_chart, share_bar, column_chart])
def test_a_chart_of_nothing_or_of_zeros_is_drawn(chart: object) -> None:
    assert chart([])["rows"] == []
    assert len(chart([{"label": "a", "value": Decimal(0), "text": "0"}])["rows"]) == 1


def test_the_map_knows_all_twelve_regions_and_no_others() -> None:
    codes = [f"{number:02d}" for number in range(1, 13)]

    shapes = region_shapes([{"code": code, "name": code, "url": "#"} for code in [*codes, "13"]])

    assert [shape["code"] for shape in shapes] == codes
    assert all(shape["path"].startswith("M") for shape in shapes)


def test_a_cooperative_keeps_its_colour() -> None:
    assert tone("tifawin") == tone("tifawin")
    assert {tone(f"cooperative-{number}") for number in range(40)} == {"green", "terracotta", "blue", "saffron"}


def test_long_lists_of_pages_are_shortened() -> None:
    page = styleguide.Paginator(range(240), 24).page(5)

    assert page_window(page.paginator, 5) == [1, None, 4, 5, 6, None, 10]


@pytest.mark.parametrize("weight", ["400", "700"])
def test_arabic_face_holds_the_letters_of_moroccan_names(weight: str) -> None:
    letters = TTFont(FONTS / f"souk-arabic-{weight}.woff2").getBestCmap()

    assert [letter for letter in "أڭادير ڤ پ چ گ؟،؛ 0123456789 Français" if ord(letter) not in letters] == []


@pytest.mark.parametrize("face", ["souk-latin-400", "souk-latin-700", "souk-heading-latin"])
def test_latin_faces_hold_french_and_its_thin_space(face: str) -> None:
    letters = TTFont(FONTS / f"{face}.woff2").getBestCmap()

    assert [letter for letter in f"ÀÂÇÉÈÊËÎÏÔŒÙÛÜàâçéèêëîïôœùûü’«»€{THIN}" if ord(letter) not in letters] == []


def _brightness(colour: str) -> Decimal:
    parts = [Decimal(int(colour[place : place + 2], 16)) / 255 for place in (1, 3, 5)]
    linear = [
        part / Decimal("12.92")
        if part <= Decimal("0.04045")
        else ((part + Decimal("0.055")) / Decimal("1.055")) ** Decimal("2.4")
        for part in parts
    ]
    return sum(weight * part for weight, part in zip(map(Decimal, ("0.2126", "0.7152", "0.0722")), linear, strict=True))


def _contrast(one: str, other: str) -> Decimal:
    dark, light = sorted((_brightness(one), _brightness(other)))
    return (light + Decimal("0.05")) / (dark + Decimal("0.05"))


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper"),
        ("ink-soft", "paper-deep"),
        ("green", "paper-deep"),
        ("green-dark", "green-soft"),
        ("saffron-dark", "saffron-soft"),
        ("terracotta-dark", "terracotta-soft"),
        ("blue", "blue-soft"),
        ("danger", "paper"),
        ("ink", "saffron"),
    ],
)
def test_words_can_be_read_on_their_ground(text: str, ground: str) -> None:
    tokens = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", TOKENS.read_text(encoding="utf-8")))

    assert _contrast(tokens[text], tokens[ground]) >= Decimal("4.5")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", ["index", "home", "product", "products", "workspace", "organiser"])
def test_every_page_of_the_guide_is_whole(language: str, view: str, request_of: Callable[..., HttpRequest]) -> None:
    with translation.override(language):
        page = getattr(styleguide, view)(request_of(f"/{language}/styleguide/")).content.decode()

    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
    assert page.count("<h1") == 1
    assert page.count("<main") == 1
    assert "{{" not in page
    assert "{%" not in page


def test_page_offers_itself_in_the_other_languages(request_of: Callable[..., HttpRequest]) -> None:
    page = render_to_string("base.html", {}, request=request_of("/ar/styleguide/"))

    for language in LANGUAGES:
        assert f'hreflang="{language}" href="http://testserver/{language}/styleguide/"' in page
    assert 'hreflang="x-default" href="http://testserver/ar/styleguide/"' in page
    assert '<link rel="canonical" href="http://testserver/ar/styleguide/">' in page


def test_page_that_knows_its_translations_names_them_itself(request_of: Callable[..., HttpRequest]) -> None:
    alternates = [{"language": "fr", "url": "/fr/recits/"}]

    page = render_to_string("base.html", {"alternates": alternates}, request=request_of("/ar/qissas/"))

    assert 'hreflang="fr" href="http://testserver/fr/recits/"' in page


@pytest.mark.urls("tests.marketplace.test_design")
def test_page_asks_for_the_count_of_the_basket_and_holds_nothing_of_the_person(
    request_of: Callable[..., HttpRequest],
) -> None:
    page = render_to_string("base.html", {}, request=request_of())

    assert "csrfmiddlewaretoken" not in page
    assert 'hx-get="/ar/basket/count/"' in page


def test_refused_field_keeps_what_was_typed_and_says_why_beside_it() -> None:
    form = styleguide.SampleForm({"name": "", "phone": "06 12", "region": "09", "kind": "union"})

    page = render_to_string("components/form_fields.html", {"form": form})

    assert 'value="06 12"' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_error"' in page
    assert 'aria-invalid="true"' in page


def test_text_in_another_language_says_so() -> None:
    card = {"url": "#", "title": "Miel de thym", "title_lang": "fr", "price": Decimal(85), "cooperative": "أطلس"}

    page = render_to_string("components/product_card.html", {"card": card})

    assert 'lang="fr" dir="ltr">Miel de thym' in page


def test_labels_below_columns_stand_beside_each_other_on_a_telephone() -> None:
    months = [{"label": f"{month:02}/2026", "value": month, "text": ""} for month in range(1, 13)] * 3
    hours = [{"label": f"{hour:02}:00", "value": hour, "text": ""} for hour in range(9, 21)]

    assert [sum(row["labelled"] for row in column_chart(rows)["rows"]) for rows in (months, hours)] == [5, 6]


def test_title_of_a_product_cannot_carry_markup() -> None:
    card = {"url": "#", "title": "<b>x</b>", "price": Decimal(85), "cooperative": "<i>y</i>"}

    page = render_to_string("components/product_card.html", {"card": card})

    assert "<b>x</b>" not in page
    assert "<i>y</i>" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page


@pytest.mark.parametrize("number", ["400", "403", "404", "429"])
def test_error_page_shows_the_way_out(number: str, request_of: Callable[..., HttpRequest]) -> None:
    page = render_to_string(f"{number}.html", {}, request=request_of())

    assert f'<p class="number">{number}</p>' in page
    assert 'href="/ar/"' in page


def test_broken_page_needs_nothing_that_may_be_broken() -> None:
    page = render_to_string("500.html", {})

    assert 'href="/ar/"' in page
    assert "site-head" not in page


def test_messages_are_announced_with_their_kind(request_of: Callable[..., HttpRequest]) -> None:
    messages = [SimpleNamespace(level_tag="error", __str__=lambda self: "x")]

    assert "notice-error" in render_to_string("components/messages.html", {"messages": messages})
