"""Finding products by what people type: every word, in any order, in any of the three languages."""

import re
from typing import TypeVar

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Greatest

from catalogue.models import Product
from cooperatives.texts import LANGUAGES, search_form

Rows = TypeVar("Rows", bound=QuerySet)
LONGEST = 100
MOST_WORDS = 8
ALIKE = 0.45
# Words that join others and are in no title alone.
_JOINING_LATIN = "de du des la le les et au aux avec of the and for from with"
_JOINING = frozenset(_JOINING_LATIN.split()) | {"من", "في", "على"}
_ELIDED = re.compile(r"\A(?:[cdjlmnst]|qu)'")
_ARTICLE = "ال"


def words_of(typed: str) -> list[str]:
    """The words of a query in the form in which they are compared, none twice, at most eight.

    The Arabic article, French elision and the s of a plural fall away, so that العسل finds عسل
    and "huiles" finds "huile".
    """
    words = [_bare(word) for word in search_form(typed[:LONGEST]).split()]
    telling = [word for word in words if word and word not in _JOINING]
    return list(dict.fromkeys(telling or filter(None, words)))[:MOST_WORDS]


def _bare(word: str) -> str:
    word = _ELIDED.sub("", word).strip("'")
    if word.startswith(_ARTICLE) and len(word) > 4:
        return word.removeprefix(_ARTICLE)
    return word.removesuffix("s") if len(word) > 3 and word.isascii() else word


def containing(rows: Rows, words: list[str]) -> Rows:
    """Those of `rows` (products or cooperatives) whose texts hold every one of `words`."""
    condition = Q()
    for word in words:
        condition &= Q(search_text__contains=word)
    return rows.filter(condition)


def titles_first(words: list[str]) -> Case:
    """An order: 0 where a title itself holds every word, 1 where a maker or a place does."""
    in_title = Q()
    for language in LANGUAGES:
        every = Q()
        for word in words:
            every &= Q(**{f"sort_{language}__contains": word})
        in_title |= every
    return Case(When(in_title, then=Value(0)), default=Value(1), output_field=IntegerField())


def sounding_like(products: QuerySet[Product], typed: str) -> QuerySet[Product]:
    """Those of `products` with a title near to what was typed, the nearest first: for slips of the finger."""
    asked = " ".join(words_of(typed))
    nearness = Greatest(*[TrigramWordSimilarity(asked, f"sort_{language}") for language in LANGUAGES])
    return products.annotate(nearness=nearness).filter(nearness__gte=ALIKE).order_by("-nearness", "-id")
