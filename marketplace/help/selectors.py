"""Recordings of help: the one to play on a screen, and which are missing."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import override

from cooperatives.accounts.enums import SpokenLanguage
from cooperatives.accounts.models import User
from marketplace.help.models import HelpRecording
from marketplace.help.screens import SCREENS

# The sentence is written in the language of the code, and spoken from the Arabic one.
WRITTEN_IN = "ar"


@dataclass(frozen=True, slots=True)
class Cell:
    """One screen in one spoken language: what is recorded of it, if anything is."""

    language: SpokenLanguage
    recording: HelpRecording | None
    is_old: bool

    @property
    def is_missing(self) -> bool:
        return self.recording is None


@dataclass(frozen=True, slots=True)
class Row:
    """One screen: its sentence as it is read, and its recording in each spoken language."""

    screen: str
    sentence: str
    cells: tuple[Cell, ...]


def sentence_digest(screen: str) -> str:
    """Changes when the sentence of a screen does, or its Arabic translation."""
    with override(WRITTEN_IN):
        return hashlib.sha256(str(SCREENS[screen]).encode()).hexdigest()


def recording_for(user: User, screen: str) -> HelpRecording | None:
    """What a person hears on a screen; nothing, and no question, for who has chosen no spoken language."""
    if not user.spoken_language:
        return None
    current = HelpRecording.objects.filter(replaced_at__isnull=True)
    return current.filter(screen=screen, language=user.spoken_language).first()


def matrix() -> list[Row]:
    """Every screen in every spoken language, in one query."""
    found = HelpRecording.objects.filter(replaced_at__isnull=True)
    current = {(each.screen, each.language): each for each in found}
    return [_row(screen, current) for screen in SCREENS]


def count_missing(rows: Iterable[Row]) -> dict[SpokenLanguage, int]:
    """How many screens are silent in each spoken language."""
    cells = [cell for row in rows for cell in row.cells]
    return {
        language: sum(cell.is_missing for cell in cells if cell.language == language) for language in SpokenLanguage
    }


def _row(screen: str, current: dict[tuple[str, str], HelpRecording]) -> Row:
    digest, cells = sentence_digest(screen), []
    for language in SpokenLanguage:
        recording = current.get((screen, language.value))
        is_old = recording is not None and recording.sentence_digest != digest
        cells.append(Cell(language, recording, is_old))
    return Row(screen, str(SCREENS[screen]), tuple(cells))
