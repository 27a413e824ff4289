"""The demonstration's content is complete, consistent and written in three languages."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from marketplace.demo.content.organisations import organisations

ROOT = Path(__file__).resolve().parents[2]
TERRITORY = ROOT / "cooperatives" / "territory" / "data"
CONTENT = ROOT / "marketplace" / "demo" / "content"
ARABIC = re.compile(r"[\u0621-\u064a\u06ad]")
LANGUAGES = ("ar", "fr", "en")
FAMILIES = {
    "oils", "cosmetics", "spreads", "spices", "dried_fruit", "honey", "preserves", "crafts",
    "dates", "fresh_fruit", "dairy", "cereals", "herbs", "meat", "seafood",
}  # fmt: skip


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def content(name: str) -> list[dict[str, str]]:
    return rows(CONTENT / name)


def region_of_commune() -> dict[str, str]:
    regions = {row["code"]: row["region_code"] for row in rows(TERRITORY / "provinces.csv")}
    return {row["code"]: regions[row["province_code"]] for row in rows(TERRITORY / "communes.csv")}


def assert_in_three_languages(records: list[dict[str, str]], *fields: str) -> None:
    for record in records:
        for field in fields:
            for language in LANGUAGES:
                text = record[f"{field}_{language}"]
                assert text, (record, field, language)
                assert text.strip() == text
                assert bool(ARABIC.search(text)) == (language == "ar"), text


def test_territory_is_all_of_morocco():
    regions, provinces, communes = (rows(TERRITORY / f"{name}.csv") for name in ("regions", "provinces", "communes"))
    assert [row["code"] for row in regions] == [f"{number:02d}" for number in range(1, 13)]
    assert Counter(row["kind"] for row in provinces) == {"province": 62, "prefecture": 13}
    assert Counter(row["kind"] for row in communes) == {"urban": 242, "rural": 1261, "arrondissement": 41}
    assert sum(int(row["population_2024"]) for row in regions) == 36_828_330
    assert regions[10]["name_ar"] == "العيون - الساقية الحمراء"
    assert regions[11]["name_ar"] == "الداخلة - وادي الذهب"
    for listing in (regions, provinces, communes):
        assert len({row["code"] for row in listing}) == len({row["slug"] for row in listing}) == len(listing)
    assert {row["region_code"] for row in provinces} == {row["code"] for row in regions}
    assert {row["province_code"] for row in communes} == {row["code"] for row in provinces}
    assert_in_three_languages(regions, "name")
    assert_in_three_languages(provinces, "name")
    assert all(ARABIC.search(row["name_ar"]) and row["name_fr"] for row in communes)


def test_every_arrondissement_is_part_of_a_commune():
    communes = {row["code"]: row for row in rows(TERRITORY / "communes.csv")}
    for row in communes.values():
        assert bool(row["parent_code"]) == (row["kind"] == "arrondissement")
        if row["parent_code"]:
            assert communes[row["parent_code"]]["kind"] == "urban"


def inside(shape: dict, longitude: Decimal, latitude: Decimal) -> bool:
    crossings = 0
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    for ring in (ring for polygon in polygons for ring in polygon):
        for (x0, y0), (x1, y1) in pairwise(ring):
            if (y0 > latitude) != (y1 > latitude):
                crossings += longitude < (x1 - x0) * (latitude - y0) / (y1 - y0) + x0
    return crossings % 2 == 1


def test_every_point_lies_in_its_own_region():
    features = json.loads((TERRITORY / "regions.geojson").read_text(encoding="utf-8"), parse_float=Decimal)["features"]
    shapes = {feature["properties"]["code"]: feature["geometry"] for feature in features}
    regions = region_of_commune()
    without = []
    for row in rows(TERRITORY / "communes.csv"):
        if not row["lon"]:
            without.append(row["name_fr"])
            continue
        assert inside(shapes[regions[row["code"]]], Decimal(row["lon"]), Decimal(row["lat"])), row
    assert without == ["Bni Abdellah"]


@pytest.mark.parametrize(
    ("name", "longitude", "latitude"),
    [
        ("Agadir", "-9.60", "30.42"),
        ("Oujda", "-1.91", "34.68"),
        ("Dakhla", "-15.93", "23.70"),
        ("Azrou", "-5.22", "33.44"),
    ],
)
def test_known_towns_are_where_they_are(name, longitude, latitude):
    (row,) = (row for row in rows(TERRITORY / "communes.csv") if row["name_fr"] == name)
    assert abs(Decimal(row["lon"]) - Decimal(longitude)) < Decimal("0.05")
    assert abs(Decimal(row["lat"]) - Decimal(latitude)) < Decimal("0.05")


def test_place_aliases_name_communes_that_exist():
    aliases = rows(TERRITORY / "place_aliases.csv")
    regions = region_of_commune()
    assert len(aliases) >= 150
    assert {regions[row["commune_code"]] for row in aliases} == set(regions.values())
    assert {row["kind"] for row in aliases} == {"city", "quarter", "douar", "alias"}
    assert all(ARABIC.search(row["name_ar"]) and not ARABIC.search(row["name_fr"]) for row in aliases)
    assert len({(row["name_ar"], row["name_fr"], row["commune_code"]) for row in aliases}) == len(aliases)


def test_reference_figures_are_told_in_three_languages():
    figures = rows(ROOT / "fairs" / "data" / "reference_figures.csv")
    assert len({row["key"] for row in figures}) == len(figures) == 34
    assert_in_three_languages(figures, "label", "source")
    for row in figures:
        for field in ("attribution", "note"):
            assert {bool(row[f"{field}_{language}"]) for language in LANGUAGES} == {bool(row[field])}
    turnover = {row["key"]: Decimal(row["value"]) for row in figures if row["measure"] == "turnover"}
    assert turnover == dict.fromkeys(["fairs.turnover", "markets.turnover", "combined.turnover"], Decimal(200_000_000))


def test_sixty_cooperatives_stand_in_the_twelve_regions():
    cooperatives = content("cooperatives.csv")
    regions = region_of_commune()
    assert [row["number"] for row in cooperatives] == [str(number) for number in range(1, 61)]
    assert {regions[row["commune_code"]] for row in cooperatives} == set(regions.values())
    kinds = Counter(row["kind"] for row in cooperatives)
    assert (kinds["union"], kinds["social_enterprise"], kinds["association"]) == (3, 2, 1)
    assert 26 <= kinds["women"] <= 28
    assert len({row["slug"] for row in cooperatives}) == len({row["phone"] for row in cooperatives}) == 60
    assert_in_three_languages(cooperatives, "name", "story", "tagline")


def test_every_cooperative_is_different_and_visibly_a_demonstration():
    cooperatives = content("cooperatives.csv")
    for row in cooperatives:
        assert row["name_ar"].endswith(" (نموذج)")
        assert row["name_fr"].endswith(" (démo)")
        assert row["name_en"].endswith(" (demo)")
        assert re.fullmatch(r"\+2126000000\d\d", row["phone"])
    for field in ("name", "story", "tagline"):
        for language in LANGUAGES:
            assert len({row[f"{field}_{language}"] for row in cooperatives}) == 60


def test_members_of_cooperatives_add_up():
    programmes = {"mouazara", "mourafaka", "tahfiz_niswa", "jil_moutadamin"}
    for row in content("cooperatives.csv"):
        members, women, young = (int(row[key]) for key in ("members", "women_members", "young_members"))
        assert members >= 5
        assert 0 < women <= members
        assert 0 < young <= members
        assert (women == members) == (row["kind"] == "women")
        assert set(row["support_programmes"].split("|")) <= programmes
        assert 2005 <= int(row["founded_year"]) <= 2020


def test_three_hundred_products_belong_to_cooperatives():
    products = content("products.csv")
    assert len({row["sku"] for row in products}) == len(products) == 300
    owned = Counter(row["cooperative_number"] for row in products)
    assert set(owned) == {str(number) for number in range(1, 61)}
    assert min(owned.values()) >= 3
    assert max(owned.values()) <= 8
    assert {row["family"] for row in products} == FAMILIES
    assert_in_three_languages(products, "title", "description")
    for language in LANGUAGES:
        keys = {(row["cooperative_number"], row[f"title_{language}"]) for row in products}
        assert len(keys) == 300


def test_every_territorial_kind_is_on_sale():
    kinds = {row["name_en"]: row for row in content("kinds.csv")}
    territorial = {name for name, row in kinds.items() if row["territorial"] == "1"}
    sold = {row["kind_en"] for row in content("products.csv")}
    assert len(territorial) == 48
    assert territorial <= sold <= set(kinds)
    assert_in_three_languages(list(kinds.values()), "name")
    assert all(kinds[row["kind_en"]]["family"] == row["family"] for row in content("products.csv"))


def test_prices_sizes_and_stock_can_be_read():
    products = content("products.csv")
    for row in products:
        assert re.fullmatch(r"\d+\.\d\d", row["price"])
        assert 10 <= Decimal(row["price"]) <= 8000
        assert row["unit"] in {"piece", "kg", "l"}
        assert row["net_unit"] in {"g", "kg", "ml", "l", "piece"}
        assert Decimal(row["net_quantity"]) > 0
        assert int(row["weight_grams"]) > 0
        assert row["shipping_class"] in {"normal", "fragile", "cold", "bulky"}
        assert 0 <= int(row["stock"]) <= 200
        assert row["is_unique"] == "0" or row["stock"] == "1"
        assert row["unit"] == "piece" or row["unit"] == row["net_unit"]
    assert 10 <= sum(row["stock"] == "0" for row in products) <= 20
    assert 15 <= sum(row["unit"] == "kg" for row in products) <= 25
    rugs = [row for row in products if row["shape"] == "rug" and row["is_unique"] == "1"]
    assert len(rugs) >= 20
    assert all(re.fullmatch(r"\d+x\d+", row["dimensions_cm"]) for row in rugs)


def test_food_and_cosmetics_carry_what_the_law_asks():
    for row in content("products.csv"):
        food, cosmetic = row["family"] not in {"crafts", "cosmetics"}, row["family"] == "cosmetics"
        assert bool(row["onssa_number"]) == food
        assert bool(row["cosmetic_registration"]) == cosmetic
        if food:
            assert re.fullmatch(r"DEMO-ES\.\d\d\.\d\d\.\d\d", row["onssa_number"])
        if food or cosmetic:
            assert_in_three_languages([row], "ingredients") if food else None
            assert row["ingredients_ar"]
            assert row["ingredients_fr"]
            assert row["ingredients_en"]
            assert int(row["durability_months"]) > 0
        else:
            assert not row["ingredients_ar"]
            assert not row["durability_months"]


def test_a_sign_is_shown_only_by_a_cooperative_of_its_area():
    regions = region_of_commune()
    home = {row["number"]: regions[row["commune_code"]] for row in content("cooperatives.csv")}
    areas = {row["sign"]: row["region_code"] for row in content("kinds.csv") if row["sign"]}
    held = {(row["cooperative_number"], row["sign"]) for row in content("signs.csv")}
    shown = [row for row in content("products.csv") if row["sign"]]
    assert len(shown) > 40
    for row in shown:
        assert areas[row["sign"]] == home[row["cooperative_number"]]
        assert (row["cooperative_number"], row["sign"]) in held


def edition_dates() -> list[tuple[str, str, date, date]]:
    """Each stay in one place: edition, commune, first and last day."""
    markets = {row["code"] for row in content("editions.csv") if row["programme"] == "mobile_markets"}
    fairs = [row | {"edition_code": row["code"]} for row in content("editions.csv") if row["code"] not in markets]
    return [
        (
            row["edition_code"],
            row["commune_code"],
            date.fromisoformat(row["starts_on"]),
            date.fromisoformat(row["ends_on"]),
        )
        for row in fairs + content("stops.csv")
    ]


def test_past_editions_add_up_to_the_reference_figures():
    editions = content("editions.csv")
    assert len({row["code"] for row in editions}) == len(editions) == 36
    by_programme = {}
    for programme in ("regional_fairs", "mobile_markets"):
        of_it = [row for row in editions if row["programme"] == programme]
        exhibitors = sum(int(row["exhibitors"]) for row in of_it)
        women = sum(Decimal(row["women_share"]) * int(row["exhibitors"]) for row in of_it) / exhibitors
        turnover = sum(Decimal(row["turnover"]) for row in of_it)
        by_programme[programme] = (len(of_it), exhibitors, turnover, women.quantize(Decimal("0.01")))
    assert by_programme == {
        "regional_fairs": (20, 3600, Decimal("152160450.00"), Decimal("0.54")),
        "mobile_markets": (16, 1300, Decimal("45239550.00"), Decimal("0.54")),
    }
    assert sum(Decimal(row["turnover"]) for row in editions) == Decimal("197400000.00")
    assert_in_three_languages(editions, "name")
    regions = region_of_commune()
    assert {regions[row["commune_code"]] for row in editions if row["programme"] == "regional_fairs"} == set(
        regions.values()
    )


def test_stops_add_up_to_their_edition():
    stops = content("stops.csv")
    assert_in_three_languages(stops, "name")
    for edition in content("editions.csv"):
        own = [row for row in stops if row["edition_code"] == edition["code"]]
        if edition["programme"] == "regional_fairs":
            assert own == []
            continue
        assert [row["stop_number"] for row in own] == [str(number) for number in range(1, len(own) + 1)]
        assert 2 <= len(own) <= 4
        assert sum(int(row["exhibitors"]) for row in own) == int(edition["exhibitors"])
        assert sum(Decimal(row["turnover"]) for row in own) == Decimal(edition["turnover"])
        assert (own[0]["starts_on"], own[-1]["ends_on"]) == (edition["starts_on"], edition["ends_on"])
        assert all(before["ends_on"] < after["starts_on"] for before, after in pairwise(own))


def test_past_editions_never_meet_in_one_place():
    stays = edition_dates()
    regions = region_of_commune()
    for code, commune, starts, ends in stays:
        assert date(2021, 9, 1) <= starts <= ends <= date(2025, 12, 31), code
        assert commune in regions
        assert (ends - starts).days + 1 in range(3, 9), code
    for (_, commune, starts, ends), (_, other, others_start, others_end) in combinations(stays, 2):
        assert commune != other or ends < others_start or others_end < starts


def test_there_is_always_an_edition_today():
    editions = {row["code"]: row for row in content("live_editions.csv")}
    stops = content("live_stops.csv")
    regions = region_of_commune()
    assert_in_three_languages(list(editions.values()), "name")
    assert_in_three_languages(stops, "name")
    assert all(row["commune_code"] in regions for row in [*editions.values(), *stops])
    live = Counter(
        row["programme"]
        for row in editions.values()
        if int(row["starts_in_days"]) <= 0 and (not row["ends_in_days"] or int(row["ends_in_days"]) >= 0)
    )
    coming = Counter(row["programme"] for row in editions.values() if int(row["starts_in_days"]) > 0)
    assert live == {"regional_fairs": 1, "mobile_markets": 1, "permanent_platforms": 1}
    assert coming == {"regional_fairs": 2, "national_fairs": 1}
    spans = [(int(r["starts_in_days"]), int(r["ends_in_days"])) for r in stops if not r["month_from_now"]]
    assert [starts <= 0 <= ends for starts, ends in spans] == [False, True, False, False]
    assert "0" in {row["month_from_now"] for row in stops if row["edition_code"] == "platform-azilal"}


def test_organisations_are_invented_the_same_way_every_time():
    found = organisations()
    regions = region_of_commune()
    assert found == organisations()
    assert len(found) == 1500
    assert len({one.name_ar for one in found}) == len({one.name_fr for one in found}) == 1500
    assert Counter(one.kind for one in found) == {
        "cooperative": 1050, "women": 225, "association": 135, "social_enterprise": 60, "union": 30,
    }  # fmt: skip
    assert {regions[one.commune_code] for one in found} == set(regions.values())
    for one in found:
        assert ARABIC.search(one.name_ar)
        assert not ARABIC.search(one.name_fr)
        assert one.members >= 5
        assert 1 <= one.women_members <= one.members
        assert (one.women_members == one.members) == (one.kind == "women")


def spoken(value: object) -> Iterator[dict[str, str]]:
    """Every text of the pages: an object with one key for each language."""
    if isinstance(value, dict):
        if set(value) == set(LANGUAGES):
            yield value
            return
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from spoken(part)


def without_tags(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text)


def test_pages_are_written_in_three_languages():
    pages = json.loads((CONTENT / "pages.json").read_text(encoding="utf-8"))
    texts = list(spoken(pages))
    assert len(texts) > 30
    for text in texts:
        assert all(text.values())
        assert ARABIC.search(text["ar"])
        assert not ARABIC.search(text["fr"] + text["en"])
        tags = [re.findall(r"</?(\w+)", text[language]) for language in LANGUAGES]
        assert tags[0] == tags[1] == tags[2]
        assert set(tags[0]) <= {"p", "h2", "h3", "ul", "ol", "li", "b", "i"}


def test_stories_and_standard_pages_are_all_there():
    pages = json.loads((CONTENT / "pages.json").read_text(encoding="utf-8"))
    assert [page["slug"] for page in pages["pages"]] == [
        "about", "terms", "delivery", "withdrawal", "personal-data", "legal-notice", "contact",
    ]  # fmt: skip
    home = {row["number"]: region_of_commune()[row["commune_code"]] for row in content("cooperatives.csv")}
    assert len(pages["stories"]) == 4
    for story in pages["stories"]:
        assert home[str(story["cooperative_number"])] == story["region_code"]
        assert all(600 <= len(without_tags(body)) <= 900 for body in story["body"].values())
        assert all(len(summary) <= 300 for summary in story["summary"].values())


def test_withdrawal_page_says_seven_and_fifteen_days():
    pages = json.loads((CONTENT / "pages.json").read_text(encoding="utf-8"))
    (page,) = (page for page in pages["pages"] if page["slug"] == "withdrawal")
    words = {
        "ar": ("سبعة أيام", "خمسة عشر"),
        "fr": ("sept jours", "quinze jours"),
        "en": ("seven days", "fifteen days"),
    }
    for language, (seven, fifteen) in words.items():
        assert seven in page["body"][language]
        assert fifteen in page["body"][language]
        assert "31-08" in page["body"][language]
