"""The short list of kinds: whole, in three languages, with pictures, and safe to load again."""

from pathlib import Path

import pytest
from django.conf import settings

from catalogue.enums import LegalKind
from catalogue.families import FAMILIES, load_families
from catalogue.kinds.load import load_kinds
from catalogue.kinds.models import ProductKind
from catalogue.models import Category

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kinds() -> None:
    load_families()
    load_kinds()


def test_there_are_forty_five_kinds_of_every_family_in_three_languages() -> None:
    every = ProductKind.objects.all()

    assert every.count() == 45
    assert set(every.values_list("family__code", flat=True)) == {family.code for family in FAMILIES}
    assert not [kind.code for kind in every if not (kind.name_ar and kind.name_fr and kind.name_en)]


def test_every_kind_has_its_drawing_or_an_icon() -> None:
    static = Path(settings.BASE_DIR) / "static"
    pictures = [kind.picture for kind in ProductKind.objects.exclude(picture="")]

    assert len(pictures) == 44
    assert not [path for path in pictures for kind in ("avif", "webp") if not (static / f"{path}.{kind}").exists()]


def test_all_drawings_together_are_light_enough_for_a_bad_network() -> None:
    drawings = (Path(settings.BASE_DIR) / "static" / "img" / "kinds").glob("*.avif")

    assert sum(drawing.stat().st_size for drawing in drawings) < 60_000


def test_what_is_eaten_has_a_usual_content_and_a_usual_time_to_keep() -> None:
    food = ProductKind.objects.filter(family__legal_kind=LegalKind.FOOD)

    assert not food.filter(unit="piece", net_quantity__isnull=True).exists()
    assert not food.filter(durability_months__isnull=True).exists()


def test_what_staff_edited_stays() -> None:
    ProductKind.objects.filter(code="honey").update(name_fr="Miel de montagne")

    load_kinds()

    assert ProductKind.objects.get(code="honey").name_fr == "Miel de montagne"
    assert ProductKind.objects.count() == 45


def test_a_kind_whose_shelf_was_taken_away_stands_on_another() -> None:
    ProductKind.objects.all().delete()
    Category.objects.get(slug="honey").delete()

    load_kinds()

    assert ProductKind.objects.get(code="honey").category_id
