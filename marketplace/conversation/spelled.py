"""Telephone numbers of Morocco with words among their digits, or in their place: “06 12 et 34, cinquante-six, 78”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_LONGEST = len("002120612345678")
_NATIONAL = re.compile(r"(?:(?:00)?2120?|0)[5-8]\d{8}")
# Days and times of day stand in the same sentence often enough.
_OTHER = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]20\d\d|(?<![\d:])\d{1,2}:\d\d(?![\d:])")
# Signs between two tokens of one number; more of them is another sentence.
_MOST_BETWEEN = 6
_UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "zero one two three four five six seven eight nine ten eleven twelve",
    "صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة",
    "صفر واحد جوج تلاتة ربعة خمسه سته سبعه تمنية تسعود عشره",
)
_VALUES = {word: value for words in _UNITS for value, word in enumerate(words.split())}
_VALUES |= {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_VALUES |= {"اثنين": 2, "اربعة": 4, "oh": 0}
_JOINING = "et puis ensuite ou and then or ثم و أو point tiret dot dash slash espace space نقطة"
_BETWEEN = frozenset(_JOINING.split())
# Between digits a letter alone breaks a number up; these say how much.
_MEASURES = frozenset("glmhم")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some digits of a number, as a text holds them; `value` where they are a word."""

    digits: str
    start: int
    stop: int
    value: int | None = None


def spelled_places(read: str) -> list[tuple[int, int]]:
    """Where such numbers stand in `read`, whose digits are western ones."""
    return [place for run in _runs(read) for place in _numbers_in(run)]


def _runs(read: str) -> Iterator[list[_Piece]]:
    """Digits and words for them that follow each other with little between."""
    others = [match.span() for match in _OTHER.finditer(read)]
    run: list[_Piece] = []
    end = 0
    for token in _TOKEN.finditer(read):
        text, start = token.group().casefold(), token.start()
        piece = _piece(text, start, token.end())
        is_other = any(first <= start < last for first, last in others)
        if is_other or start - end > _MOST_BETWEEN or (piece is None and not _may_stand_between(text)):
            yield run
            run = []
        end = token.end()
        if piece is not None and not is_other:
            run = _joined(run, piece)
    yield run


def _piece(text: str, start: int, stop: int) -> _Piece | None:
    if text.isdecimal():
        return _Piece(text, start, stop)
    value = _VALUES.get(text, _VALUES.get(text.removeprefix("و")))
    return None if value is None else _Piece(str(value), start, stop, value)


def _may_stand_between(text: str) -> bool:
    return text in _BETWEEN or (len(text) == 1 and text not in _MEASURES)


def _joined(run: list[_Piece], piece: _Piece) -> list[_Piece]:
    """`run` with one piece more; French says 34 as 30 and 4, 76 as 60 and 16, 92 as 4, 20 and 12."""
    last = run[-1] if run else None
    if last is None or last.value is None or piece.value is None:
        return [*run, piece]
    value = _together(last.value, piece.value)
    return [*run, piece] if value is None else [*run[:-1], _Piece(str(value), last.start, piece.stop, value)]


def _together(last: int, value: int) -> int | None:
    if (last, value) == (4, 20):
        return 80
    is_rest = (last in (20, 30, 40, 50) and 0 < value < 10) or (last in (60, 80) and 0 < value < 20)
    is_rest = is_rest or (last in (10, 70, 90) and 7 <= value <= 9)
    return last + value if is_rest else None


def _numbers_in(run: list[_Piece]) -> Iterator[tuple[int, int]]:
    """Whole pieces that are a number together."""
    for first in range(len(run)):
        digits = ""
        for piece in run[first:]:
            digits += piece.digits
            if len(digits) > _LONGEST:
                break
            if _NATIONAL.fullmatch(digits):
                yield run[first].start, piece.stop
