"""What is taken out of messages: telephone numbers, e-mail addresses and links, however they are spelled.

Shopper and cooperative need none of them here, and a number that was written once is never private again.
"""

import re
import unicodedata

from marketplace.conversation.spelled import spelled_places

HIDDEN = "•••"
# Between two digits of one number: spaces, points, strokes, brackets, anything but letters; four of them at most.
_GAP = r"(?:[^\w:=]|_){0,4}"
_WHOLE = r"(?!\d)"
# A national number begins with 05 to 08, an international one with 212; 10 or 12 digits.
_MOROCCAN = re.compile(
    rf"(?<!\d)(?:(?:\+{_GAP}|0{_GAP}0{_GAP})?2{_GAP}1{_GAP}2{_GAP}(?:0{_GAP})?|0{_GAP})[5-8](?:{_GAP}\d){{8}}{_WHOLE}"
)
_ABROAD = re.compile(rf"(?<!\d)(?:\+{_GAP}|0{_GAP}0{_GAP})[1-9](?:{_GAP}\d){{7,14}}{_WHOLE}")
# Nine digits and more in a row are somebody's number, wherever it is.
_LONG = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{8,}}{_WHOLE}")
_DAY = r"\d{1,2}[/-]\d{1,2}[/-]20\d\d"
_DATE = re.compile(rf"{_DAY}(?:\s+\d{{1,2}})?")
_DAYS = re.compile(rf"(?<!\d){_DAY}\s*[-–]\s*{_DAY}(?!\d)")
_AT = r"\s*(?:@|＠|\(\s*(?:at|arobase|a)\s*\)|\[\s*(?:at|arobase|a)\s*\]|\s(?:at|arobase|آت)\s)\s*"
_DOT = r"\s*(?:\.|\(\s*(?:dot|point)\s*\)|\[\s*(?:dot|point)\s*\]|\s(?:dot|point|نقطة)\s)\s*"
_MAIL = re.compile(rf"[\w.+-]+{_AT}[\w-]+(?:{_DOT}[\w-]+)+", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@])[@＠][\w.]{3,}")
_ENDINGS = "com|net|org|ma|fr|es|eu|de|be|uk|info|biz|io|me|co|ly|gl|link|shop|store|site|online|app|page|tv|xyz|club"
_LINK = re.compile(
    rf"(?:https?|ftp)\s*:\s*/\s*/\s*\S+|\bwww\s*\.\s*\S+|(?<![\w@])[\w-]+(?:\.[\w-]+)*\.(?:{_ENDINGS})\b(?:/\S*)?",
    re.IGNORECASE,
)
# Seen by nobody, and written between digits to hide them from us.
_INVISIBLE = dict.fromkeys(
    (0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF)
)


def without_contacts(text: str) -> tuple[str, bool]:
    """`text` with every contact replaced, and whether there was any."""
    shown = text.translate(_INVISIBLE)
    read = _read(shown)
    places = sorted(_places(read))
    if not places:
        return shown, False
    return _hide(shown, places), True


def _read(text: str) -> str:
    """`text` as a reader reads it, sign by sign: every kind of digit as a western one, an O among digits as zero."""
    signs = [str(unicodedata.digit(sign)) if unicodedata.digit(sign, None) is not None else sign for sign in text]
    for place, sign in enumerate(signs):
        if sign in "oO" and (_is_among_digits(signs, place) or _begins_number(signs, place)):
            signs[place] = "0"
    return "".join(signs)


def _is_digit(signs: list[str], place: int) -> bool:
    return 0 <= place < len(signs) and signs[place].isdecimal()


def _is_among_digits(signs: list[str], place: int) -> bool:
    return _is_digit(signs, place - 1) and _is_digit(signs, place + 1)


def _begins_number(signs: list[str], place: int) -> bool:
    """An O that stands where the first zero of a telephone number would."""
    before = signs[place - 1] if place else " "
    return not before.isalnum() and _is_digit(signs, place + 1) and signs[place + 1] in "5678"


def _places(read: str) -> list[tuple[int, int]]:
    found = [match.span() for pattern in (_MAIL, _LINK, _HANDLE, _ABROAD) for match in pattern.finditer(read)]
    # From one day to another: as many digits as a number has.
    rest = _DAYS.sub(lambda days: "x" * len(days.group()), read)
    for pattern in (_MOROCCAN, _LONG):
        found += [match.span() for match in pattern.finditer(rest) if not _DATE.fullmatch(match.group().strip())]
    return found + spelled_places(read)


def _hide(text: str, places: list[tuple[int, int]]) -> str:
    parts, end = [], 0
    for start, stop in places:
        if start >= end:
            parts += [text[end:start], HIDDEN]
        end = max(end, stop)
    return "".join([*parts, text[end:]])
