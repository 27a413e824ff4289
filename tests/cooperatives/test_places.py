"""What people type of a place, in either script and half written, finds it."""

import pytest

from cooperatives.territory.models import Commune, Place, PlaceKind
from cooperatives.territory.selectors import find_places
from tests.factories import make_commune

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _agadir() -> None:
    """A quarter whose first word and second together hold every letter of its town."""
    agadir = make_commune(code="0911", name_fr="Agadir", name_ar="أكادير")
    named(agadir, "حي المحمدي (أكادير)", "Hay Mohammadi (Agadir)", PlaceKind.QUARTER)
    named(agadir, "أكادير", "Agadir")
    named(agadir, "أغادير", "Agadir ville")
    essaouira = make_commune(code="0912", name_fr="Essaouira", name_ar="الصويرة")
    named(essaouira, "موكادور", "Mogador")


def named(commune: Commune, arabic: str, french: str, kind: PlaceKind = PlaceKind.CITY) -> None:
    public_id = f"n{Place.objects.count():04d}"
    names = {"name": arabic, "name_ar": arabic, "name_fr": french, "name_en": french}
    Place.objects.create(public_id=public_id, commune=commune, kind=kind, **names)


@pytest.mark.parametrize("typed", ["agadi", "Agadir", "أكادي", "اكادير"])
def test_a_town_half_written_comes_before_its_quarters(typed: str) -> None:
    assert [place.name_fr for place in find_places(typed)] == ["Agadir", "Hay Mohammadi (Agadir)"]


@pytest.mark.parametrize("typed", ["mogador", "موكادور"])
def test_a_name_by_which_people_know_it_finds_the_commune(typed: str) -> None:
    assert [place.commune.name_fr for place in find_places(typed)] == ["Essaouira"]


@pytest.mark.parametrize("typed", ["", "a", "Zzzzqq", "قققق"])
def test_what_is_nowhere_finds_nothing(typed: str) -> None:
    assert find_places(typed) == []
