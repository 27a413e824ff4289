"""The drawn pictures: every product has one, its files are there, and all of them together stay small."""

import csv
import json
from pathlib import Path

import pytest
from PIL import Image

from marketplace.demo.pictures import plan
from marketplace.demo.pictures.build import MEDIA, tasks
from marketplace.demo.pictures.choice import RULES, palette_for, shape_for
from marketplace.demo.pictures.colour import PALETTES
from marketplace.demo.pictures.emblems import emblem
from marketplace.demo.pictures.shapes import SHAPES, picture
from marketplace.demo.pictures.views.programmes import programme
from marketplace.demo.pictures.views.regions import region
from marketplace.demo.pictures.views.stories import story

CONTENT = MEDIA.parent / "content"
LARGEST_FOLDER = 6 * 1024 * 1024
LARGEST_PICTURE = 64 * 1024


def rows(name: str) -> list[dict[str, str]]:
    with (CONTENT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def index() -> dict:
    return json.loads((MEDIA / "index.json").read_text(encoding="utf-8"))


def files_of(index: dict) -> set[Path]:
    entries = [entry for group in index.values() for entry in group]
    return {MEDIA / path for entry in entries for sizes in entry["files"].values() for path in sizes.values()}


def test_every_territorial_product_has_a_picture_in_every_palette(index: dict) -> None:
    drawn = {(entry["shape"], entry["palette"]): entry["files"] for entry in index["products"]}

    for row in rows("territorial_products.csv"):
        shape = shape_for(row["family"], row["pack"], row["name_en"])
        for palette in PALETTES:
            assert all((MEDIA / path).is_file() for sizes in drawn[shape, palette].values() for path in sizes.values())


def test_every_product_of_the_demonstration_has_a_picture(index: dict) -> None:
    drawn = {(entry["shape"], entry["palette"]) for entry in index["products"]}

    for row in rows("products.csv"):
        pair = shape_for(row["family"], row["shape"], row["kind_en"]), palette_for(int(row["cooperative_number"]))
        assert pair in drawn, row["title_en"]


def test_first_cooperatives_to_sell_a_thing_see_it_in_their_own_colours() -> None:
    drawn = plan.drawn()
    first: dict[str, str] = {}
    for row in rows("products.csv"):
        shape = shape_for(row["family"], row["shape"], row["kind_en"])
        first.setdefault(shape, palette_for(int(row["cooperative_number"])))

    assert {shape: drawn[shape][0] for shape in first} == first


def test_palette_follows_the_number_of_the_cooperative() -> None:
    rotation = [palette_for(number) for number in range(1, 9)]

    assert set(rotation) == set(PALETTES)
    assert [palette_for(number) for number in range(9, 17)] == rotation


@pytest.mark.parametrize(
    ("family", "pack", "name", "shape"),
    [
        ("oils", "bottle 250 ml", "Culinary argan oil", "argan-bottle"),
        ("cosmetics", "jar 200 g", "Olive black soap", "soap-jar"),
        ("cosmetics", "bottle 30 ml", "Prickly pear seed oil", "prickly-dropper"),
        ("dried_fruit", "bag 500 g", "Taounate Nabout dried figs", "fig-plate"),
        ("dried fruit", "bag 500 g", "Azilal walnuts", "walnut-bowl"),
        ("crafts", "piece", "Beni Ouarain rug", "beni-ouarain-rug"),
        ("crafts", "cushion", "Beni Ouarain rug", "beni-ouarain-cushion"),
        ("crafts", "piece", "Tiznit silver jewellery", "fibula"),
        ("crafts", "piece", "Something never seen before", "basket"),
        ("a family of its own", "piece", "Something", "basket"),
    ],
)
def test_shape_is_chosen_by_what_the_product_is(family: str, pack: str, name: str, shape: str) -> None:
    assert shape_for(family, pack, name) == shape


def test_rules_name_only_shapes_that_can_be_drawn() -> None:
    assert {shape for *_, shape in RULES} == set(SHAPES)


def test_index_says_what_the_plan_says(index: dict) -> None:
    assert index == json.loads(json.dumps(plan.index()))


def test_folder_holds_the_planned_pictures_and_no_others(index: dict) -> None:
    planned = {
        MEDIA / f"{stem}-{width}.{kind}" for stem, sizes, _ in tasks() for kind in sizes for width in sizes[kind]
    }
    found = {path for path in MEDIA.rglob("*") if path.suffix in (".avif", ".webp")}

    assert found == planned
    assert files_of(index) == planned


def test_pictures_have_the_width_that_their_name_tells(index: dict) -> None:
    for path in sorted(files_of(index)):
        with Image.open(path) as image:
            assert image.width == int(path.stem.rpartition("-")[2])
            assert image.format == path.suffix[1:].upper()
            if path.parent.name == "products":
                assert image.height == image.width


def test_all_pictures_together_stay_small() -> None:
    sizes = {path: path.stat().st_size for path in MEDIA.rglob("*") if path.is_file()}
    pictures = [size for path, size in sizes.items() if path.name != "index.json"]

    assert sum(sizes.values()) < LARGEST_FOLDER
    assert max(pictures) < LARGEST_PICTURE


def test_every_picture_is_told_in_three_languages(index: dict) -> None:
    told = [*index["products"], *index["heroes"], *index["programmes"]]

    assert [entry for entry in told if not all(entry["alt"].get(each) for each in ("ar", "fr", "en"))] == []


@pytest.mark.parametrize("palette", PALETTES)
def test_a_palette_that_is_not_drawn_borrows_a_near_one(palette: str) -> None:
    others = [each for each in PALETTES if each != palette]

    assert sorted(plan.NEAREST[palette]) == sorted(others)
    assert plan.lender(palette, [palette, *others]) == palette
    assert plan.lender(palette, others) == plan.NEAREST[palette][0]


def test_a_picture_is_drawn_the_same_each_time() -> None:
    drawings = [
        lambda: picture("saffron", "iris"),
        lambda: emblem("atlas", "twelve"),
        lambda: story("saffron-field"),
        lambda: programme("regional-fairs"),
        lambda: region("07"),
    ]

    assert [draw() for draw in drawings] == [draw() for draw in drawings]
