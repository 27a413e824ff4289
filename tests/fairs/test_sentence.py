"""The sector's usual sentence: exact numbers, right plurals in three languages, only over what one may see."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import translation

from cooperatives import clock
from fairs.closing.sentence import Sector, sector, sentence, sentences
from fairs.models import Edition, Participation
from fairs.organiser.figures import Breakdown
from fairs.organiser.selectors import TakingPart
from fairs.permissions import editions_for
from tests.factories import make_cooperative, make_edition, make_participation, make_programme
from tests.fairs.organisers import EVENING, make_organiser, sell, signed_in

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def editions() -> list[Edition]:
    """Two fairs and a market; one cooperative at all three: 4 participations, 2 organisations."""
    fairs = [make_edition(starts_on=date(2026, month, 3)) for month in (5, 8)]
    market = make_edition(starts_on=date(2026, 6, 3), programme_kind="mobile_markets")
    often, once = make_cooperative(), make_cooperative()
    parts = [make_participation(edition, often) for edition in (*fairs, market)]
    parts.append(make_participation(market, once))
    for part, women in zip(parts, (2, 1, 1, 0), strict=True):
        Participation.objects.filter(pk=part.pk).update(people=2, women=women)
    sell(parts[0], "1000.50", counts_on=date(2026, 5, 3))
    sell(parts[2], "2000.00", counts_on=date(2026, 6, 3))
    sell(parts[1], "99.50", counts_on=date(2026, 8, 3))
    return [*fairs, market]


def test_sentence_says_each_figure(editions) -> None:
    of = sector(Edition.objects.all(), *YEAR)

    assert (of.editions, of.count) == ({"regional_fairs": 2, "mobile_markets": 1}, 3)
    assert (of.taking_part.participations, of.taking_part.organisations) == (4, 2)
    assert of.taking_part.women_share == Decimal("0.5")
    assert of.figures.turnover == Decimal("3100.00")
    with translation.override("en"):
        assert sentence(of) == (
            "1 January – 31 December 2026: 3 editions (2 editions of the regional fairs, "
            "1 edition of the mobile markets); 4 participations of 2 distinct organisations; "
            "50% of those at the stalls are women; turnover of 3,100.00\u00a0DH."
        )


def test_period_counts_money_by_its_day_and_editions_by_their_beginning(editions) -> None:
    of = sector(Edition.objects.all(), date(2026, 6, 1), date(2026, 8, 2))

    assert (of.count, of.figures.turnover) == (1, Decimal("2000.00"))


def test_what_one_may_not_see_is_left_out_and_said(editions) -> None:
    organiser = make_organiser(make_programme("mobile_markets"))

    of = sector(editions_for(organiser), *YEAR)

    assert (of.count, of.not_seen, of.figures.turnover) == (1, 2, Decimal("2000.00"))
    with clock.frozen_at(EVENING):
        content = signed_in(organiser).get("/en/organiser/sentence/?first=2026-01-01&last=2026-12-31").content.decode()
    assert "2 editions of this period are not in it: you have no role there." in content


def test_page_says_the_sentence_in_three_languages_with_what_it_means(editions) -> None:
    organiser = make_organiser(make_programme("mobile_markets"))

    with clock.frozen_at(EVENING):
        content = signed_in(organiser).get("/fr/organiser/sentence/").content.decode()

    assert [content.count(f'id="sentence-{language}"') for language in ("ar", "fr", "en")] == [1, 1, 1]
    assert 'data-copy="sentence-ar"' in content
    assert "1 edition of the mobile markets" in content
    assert "js/copy" in content


@pytest.mark.parametrize(
    "query", ["first=2026-05-02&last=2026-05-01", "first=&last=2026-05-01", "first=x&last=y", "first=2026-02-30&last="]
)
def test_period_that_is_none_is_said_beside_the_field(query: str) -> None:
    client: Client = signed_in(make_organiser(make_programme()))

    answer = client.get(f"/en/organiser/sentence/?{query}")

    assert answer.status_code == 422
    assert 'id="sentence-ar"' not in answer.content.decode()


def test_empty_period_says_that_nothing_took_place(editions) -> None:
    of = sector(Edition.objects.all(), date(2020, 1, 1), date(2020, 12, 31))

    assert all(said and "%(" not in said for said in sentences(of).values())


def test_money_of_a_platform_that_began_before_counts_though_its_edition_does_not() -> None:
    platform = make_edition(programme_kind="permanent_platforms", starts_on=date(2025, 11, 1), days=400)
    part = make_participation(platform, make_cooperative())
    sell(part, "10.00", counts_on=date(2026, 1, 5), sold_at=datetime.fromisoformat("2026-01-05T12:00:00Z"))

    of = sector(Edition.objects.all(), *YEAR)

    assert (of.count, of.figures.turnover) == (0, Decimal("10.00"))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "دورة واحدة من المعارض الجهوية؛ مشاركة واحدة (هيئة واحدة"),
        (2, "دورتان من المعارض الجهوية؛ مشاركتان (هيئتان"),
        (3, "3 دورات من المعارض الجهوية؛ 3 مشاركات (3 هيئات"),
        (11, "11 دورة من المعارض الجهوية؛ 11 مشاركة (11 هيئة"),
        (100, "100 دورة من المعارض الجهوية؛ 100 مشاركة (100 هيئة"),
        (103, "103 دورات من المعارض الجهوية؛ 103 مشاركات (103 هيئات"),
    ],
    ids=["1", "2", "3", "11", "100", "103"],
)
def test_arabic_counts_as_arabic_does(number: int, said: str) -> None:
    part = TakingPart(participations=number, organisations=number)
    of = Sector(*YEAR, {"regional_fairs": number}, part, Breakdown(), 0)

    with translation.override("ar"):
        assert sentence(of).startswith("من 1 يناير إلى 31 دجنبر 2026: " + said)


def test_french_counts_as_french_does() -> None:
    of = Sector(*YEAR, {"regional_fairs": 1, "mobile_markets": 2}, TakingPart(4, 2, 10, 7), Breakdown(), 0)

    with translation.override("fr"):
        said = sentence(of)

    assert said.startswith(
        "Du 1er janvier au 31 décembre 2026 : 3 éditions (1 édition des salons régionaux, 2 éditions"
    )
    assert "4 participations de 2 organisations" in said
    assert "représentation des femmes de 70\u00a0% parmi les personnes aux stands" in said
