"""Two versions of a product side by side: which words changed, and in which of its fields."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from django.db.models import DecimalField, Field, ForeignKey
from django.utils.translation import gettext

from catalogue.models import Category, Product
from catalogue.moderation.snapshots import CATEGORIES, MODERATED, PICTURES, changed_names

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
# Beyond, the whole text is marked as changed: comparing it would take a second.
MOST_WORDS = 4_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text, and whether the other version says them too."""

    text: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that changed: its name, and what both versions say."""

    name: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """The fields of two snapshots that differ, pictures apart; of a first one all that is filled."""
    names = [name for name in changed_names(before, after) if name != PICTURES]
    texts = [_texts_of(snapshot, names) for snapshot in (before, after)]
    pairs = [(name, texts[0].get(name, ""), texts[1][name]) for name in names]
    return [Difference(name, *marked(old, new)) for name, old, new in pairs if old != new]


def marked(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces, the words that only one of them has marked."""
    ours, theirs = _WORDS.findall(old), _WORDS.findall(new)
    if not ours or not theirs or len(ours) + len(theirs) > MOST_WORDS:
        return _whole(old), _whole(new)
    before: list[Piece] = []
    after: list[Piece] = []
    for kind, start, end, other_start, other_end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        _add(before, ours[start:end], is_changed=kind != "equal")
        _add(after, theirs[other_start:other_end], is_changed=kind != "equal")
    return tuple(before), tuple(after)


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, is_changed=True),) if text else ()


def _add(pieces: list[Piece], words: Iterable[str], *, is_changed: bool) -> None:
    if text := "".join(words):
        pieces.append(Piece(text, is_changed))


def _texts_of(snapshot: Mapping[str, Any], names: Iterable[str]) -> dict[str, str]:
    return {name: _text(name, snapshot[name]) for name in names if name in snapshot}


def _text(name: str, value: Any) -> str:
    """What stands in a field, in words."""
    if name == CATEGORIES:
        return ", ".join(str(row.name) for row in Category.objects.filter(pk__in=value).order_by("path"))
    if name not in MODERATED or value in (None, "", []):
        return ""
    field: Field = Product._meta.get_field(name)
    if isinstance(field, ForeignKey):
        return _row_text(field, value)
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, DecimalField):
        return format(Decimal(value).normalize(), "f")
    return str(value)


def _row_text(field: ForeignKey, key: Any) -> str:
    row = field.remote_field.model._default_manager.filter(pk=key).first()
    return str(row) if row is not None else "–"
