"""Finding places by what people type, in Arabic or French, with the spellings they use."""

from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import BooleanField, Case, Q, Value, When

from cooperatives.territory.models import Commune, Place, PlaceKind
from cooperatives.texts import search_form

SHORTEST = 2
# Below the 0.6 of PostgreSQL's own operator, which loses Arabic words with one letter missing; two
# thousand places are read without its index in a few milliseconds.
CLOSE_ENOUGH = 0.4
CLOSE_TO_THE_BEST = 0.6
# Alias rows of one commune are one answer; its quarters and douars are answers of their own.
_FINE = {PlaceKind.QUARTER, PlaceKind.DOUAR}


def find_places(text: str, *, limit: int = 8) -> list[Place]:
    """The places that `text` may mean, the likeliest first, each with its commune, province and region."""
    asked = search_form(text)[:80]
    if len(asked) < SHORTEST:
        return []
    contains_all = Q()
    for word in asked.split():
        contains_all &= Q(search_text__contains=word)
    begins = Q(search_text__startswith=asked) | Q(search_text__contains=f" {asked}")
    rows = (
        Place.objects.annotate(
            begins=Case(When(begins, then=Value(True)), default=Value(False), output_field=BooleanField()),
            closeness=TrigramWordSimilarity(asked, "search_text"),
        )
        .filter(contains_all | Q(closeness__gte=CLOSE_ENOUGH))
        .select_related("commune__province__region")
        .order_by("-begins", "-closeness", "-commune__population", "id")
    )
    likely = _clear_of_noise(list(rows[: limit * 4]))
    return _one_for_each(_named_so_first(likely, asked))[:limit]


def place_named(public_id: str) -> Place | None:
    """The place with this public id, with its commune, province and region."""
    return Place.objects.select_related("commune__province__region").filter(public_id=public_id).first()


def is_named(place: Place, text: str) -> bool:
    """Whether `text` is the whole name of the place in either script, whatever its accents."""
    return search_form(text) in {search_form(name) for name in _names(place)}


def _names(row: Place | Commune) -> list[str]:
    """Both scripts of a name; modeltranslation's columns are unknown to the type checker."""
    return [getattr(row, f"name_{language}") or "" for language in ("ar", "fr")]


def _clear_of_noise(rows: list[Any]) -> list[Place]:
    """Where something fits wholly, what only resembles it is left out."""
    best = max((place.closeness for place in rows), default=0)
    return [place for place in rows if best < 1 or place.closeness >= CLOSE_TO_THE_BEST]


def _named_so_first(rows: list[Place], asked: str) -> list[Place]:
    """Agadir before a quarter of Agadir: closeness cannot tell them apart while the name is half written."""
    return sorted(rows, key=lambda place: not any(search_form(name).startswith(asked) for name in _names(place)))


def _one_for_each(rows: list[Place]) -> list[Place]:
    seen: set[str] = set()
    kept = []
    for place in rows:
        is_own = place.kind in _FINE and _names(place) != _names(place.commune)
        key = place.public_id if is_own else place.commune_id
        if key not in seen:
            seen.add(key)
            kept.append(place)
    return kept
