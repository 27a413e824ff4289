"""Names as people type them never keep a paper from being printed."""

import pytest
from fontTools.ttLib import TTFont

from cooperatives.formats.letters import covered, in_our_letters, written
from cooperatives.formats.pdf import FONTS, pdf

QR = "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Aïcha", "Aïcha"),
        ("Ai\u0308cha", "Aïcha"),
        ("تعاونية ڭادير", "تعاونية ڭادير"),
        ("ݣلميم", "ڭلميم"),
        ("ⵜⵉⵣⵏⵉⵜ", "tiznit"),
        ("Souk 😀", "Souk "),
        ("Nord\u2011Sud", "Nord-Sud"),
        ("Iași", "Iasi"),
        ("\u2066A1\u2069", "\u2066A1\u2069"),
    ],
)
def test_a_letter_that_no_face_has_is_written_with_one_that_there_is(typed: str, printed: str) -> None:
    assert written(typed) == printed
    assert in_our_letters({"pages": [{"name": typed, "count": 2}]}) == {"pages": [{"name": printed, "count": 2}]}


def test_what_is_known_of_the_faces_is_what_they_have() -> None:
    faces = {path.stem: set(TTFont(path).getBestCmap()) for path in FONTS.glob("*.ttf")}
    script = [faces[f"souk-{name}-400"] & faces[f"souk-{name}-700"] for name in ("arabic", "latin")]
    assert covered() == script[0] | script[1]


def test_a_paper_with_any_name_is_printed() -> None:
    side = {"name": "ⵜⴰⵎⴰⵣⵉⵖⵜ 😀", "edition": "معرض ݣلميم"}
    page = {
        "number": "abc",
        "person": "Zoë\u2011Ωmega ș",
        "stall": "A1",
        "ar": side,
        "fr": side,
        "qr": "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>",
    }
    words = {"word": "Exposant", "stall": "Stand"}
    given = {"title": "T", "platform": "P", "foot": "F", "pages": [page], "exhibitor": {"ar": words, "fr": words}}
    assert pdf("fairs/papers/badges.typ", given).startswith(b"%PDF")
