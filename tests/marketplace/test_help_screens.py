"""No screen of the workspace is without its one sentence of help."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from marketplace.help.screens import SCREENS

TEMPLATES = Path(settings.BASE_DIR) / "templates"
HELP = re.compile(r'{% workspace_help "([a-z-]+)" %}')
# A page gives the slug that its parts share, or stands around pages that give their own.
SPEAKS_OTHERWISE = re.compile(r"{% workspace_help [a-z_.]+ %}|components/screen_help.html")
FRAMES = {
    "marketplace/workspace/base.html",
    "marketplace/workspace/fairs/frame.html",
    "marketplace/workspace/joining/frame.html",
}
# A way out and nothing to do.
SAYS_ENOUGH = {"marketplace/workspace/people/invitation_over.html"}


def screens() -> list[Path]:
    extends = re.compile('{% extends "(' + "|".join(map(re.escape, FRAMES)) + ')"')
    found = [path for path in TEMPLATES.glob("marketplace/**/*.html") if extends.match(path.read_text())]
    return [path for path in found if name_of(path) not in FRAMES | SAYS_ENOUGH]


def name_of(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


@pytest.mark.parametrize("path", screens(), ids=name_of)
def test_each_screen_says_in_one_sentence_what_it_is_for(path: Path) -> None:
    text = path.read_text()
    named = HELP.findall(text)

    assert named or SPEAKS_OTHERWISE.search(text), f"add {{% workspace_help %}} to {name_of(path)}"
    assert set(named) <= set(SCREENS), f"add {set(named) - set(SCREENS)} to marketplace/help/screens.py"


@pytest.mark.parametrize("screen", SCREENS)
def test_each_sentence_is_one_that_somebody_can_say(screen: str) -> None:
    sentence = str(SCREENS[screen])

    assert sentence.endswith(".")
    assert len(sentence) <= 160
    # Kept under it, in a column of forty.
    assert len(screen) <= 40
