"""Finding places by what people type, in Arabic or French, with the spellings they use."""

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import BooleanField, Case, Q, Value, When

from cooperatives.territory.models import Place, PlaceKind
from cooperatives.texts import search_form

SHORTEST = 2
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
        Place.objects.filter(contains_all | Q(search_text__trigram_word_similar=asked))
        .annotate(
            begins=Case(When(begins, then=Value(True)), default=Value(False), output_field=BooleanField()),
            closeness=TrigramWordSimilarity(asked, "search_text"),
        )
        .select_related("commune__province__region")
        .order_by("-begins", "-closeness", "-commune__population", "id")
    )
    return _one_for_each(list(rows[: limit * 4]))[:limit]


def place_named(public_id: str) -> Place | None:
    """The place with this public id, with its commune, province and region."""
    return Place.objects.select_related("commune__province__region").filter(public_id=public_id).first()


def _one_for_each(rows: list[Place]) -> list[Place]:
    seen: set[str] = set()
    kept = []
    for place in rows:
        key = place.public_id if place.kind in _FINE else place.commune_id
        if key not in seen:
            seen.add(key)
            kept.append(place)
    return kept
