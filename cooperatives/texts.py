"""Texts in three languages: how they are compared, sorted, cut into addresses and fall back."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from anyascii import anyascii
from django.db import models
from django.utils.text import slugify
from django.utils.translation import get_language

LANGUAGES = ("ar", "fr", "en")
_FALLBACK = {"ar": ("ar", "fr", "en"), "fr": ("fr", "ar", "en"), "en": ("en", "fr", "ar")}
_TATWEEL = "\u0640"
_SAME_LETTER = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ڭ": "ك",
        "گ": "ك",
        "پ": "ب",
        _TATWEEL: None,
    }
    | {"œ": "oe", "æ": "ae", "’": "'"}
)


def search_form(text: str) -> str:
    """`text` as it is compared in a search: no accents, no diacritics, one form of each letter.

    Hamza variants, alif maqsura and ta marbuta fold to one letter, so that what people type
    finds what people wrote.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_SAME_LETTER))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w']+", " ", bare.translate(_SAME_LETTER)).split())


def sort_key(text: str) -> str:
    """What a name sorts by: PostgreSQL here sorts by code point, which puts É after Z."""
    form = search_form(text)
    return form.removeprefix("ال")[:80]


def slug(text: str, *_args: object, **_kwargs: object) -> str:
    """A readable latin address for a text in any script, never empty."""
    return slugify(anyascii(text)) or "x"


def language_of(instance: models.Model, field: str) -> str:
    """The language in which `field` of `instance` is shown now, which may be a fallback."""
    asked = (get_language() or "ar")[:2]
    drafted = getattr(instance, "drafted_languages", ())
    for language in _FALLBACK.get(asked, LANGUAGES):
        if language not in drafted and getattr(instance, f"{field}_{language}", None):
            return language
    return asked


def shown(row: Mapping[str, Any], field: str) -> tuple[str, str]:
    """The text of `field` in the language asked for or its first fallback, and the language it is in.

    `row` holds a value for each language (`title_ar`, …), as `.values()` gives it; `drafted_languages` beside them
    names those whose texts nobody has read, which are not shown.
    """
    asked = (get_language() or "ar")[:2]
    owner, joint, _ = field.rpartition("__")
    drafted = row.get(f"{owner}{joint}drafted_languages") or ()
    for language in _FALLBACK.get(asked, LANGUAGES):
        if language not in drafted and (text := row.get(f"{field}_{language}")):
            return text, language
    return "", asked


def texts_of(instance: models.Model, field: str) -> dict[str, str]:
    """What `field` of `instance` says in each language; empty where nobody has written or read it."""
    drafted = getattr(instance, "drafted_languages", ())
    return {
        language: "" if language in drafted else getattr(instance, f"{field}_{language}") or ""
        for language in LANGUAGES
    }


def one_filled(*names: str) -> models.Q:
    """A condition for a CHECK: each of the translated fields `names` is filled in one language."""
    condition = models.Q()
    for name in names:
        filled = models.Q()
        for language in LANGUAGES:
            filled |= models.Q(**{f"{name}_{language}__isnull": False}) & ~models.Q(**{f"{name}_{language}": ""})
        condition &= filled
    return condition
