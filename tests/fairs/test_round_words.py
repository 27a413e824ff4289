"""Every word that the scripts of the round and the gate ask for is told by the server, and none for nobody."""

import re
from pathlib import Path

from fairs.enums import PaymentKind, VisitOutcome
from fairs.offline.apps import GATE_APP, ROUND_APP
from fairs.offline.gate_words import GATE, GATE_PLURALS
from fairs.offline.round_words import ROUND, ROUND_PLURALS

SCRIPTS = Path(__file__).resolve().parents[2] / "static" / "js"
CHOSEN = re.compile(r'\? "([a-z_]+)" : "([a-z_]+)"')
# Put together from what was found, how it was paid, what it is sold by.
TOGETHER = {
    *(f"state_{state}" for state in (*VisitOutcome.values, "done", "missing")),
    *(f"{what}_{outcome}" for what in ("explain", "found_before") for outcome in ("absent", "refused")),
    *(f"pay_{kind}" for kind in (PaymentKind.CASH, PaymentKind.CARD, PaymentKind.TRANSFER)),
    *(f"unit_{unit}" for unit in ("piece", "kg", "l")),
}


def asked_for(folder: str) -> set[str]:
    text = "\n".join(path.read_text() for path in sorted((SCRIPTS / folder).glob("*.js")))
    chosen = {word for pair in CHOSEN.findall(text) for word in pair}
    return set(re.findall(r'\b(?:t|plural)\("([a-z_]+)"', text)) | (chosen & {*ROUND, *ROUND_APP.words})


def test_each_word_asked_for_is_told() -> None:
    assert (asked_for("round") | asked_for("offline") | TOGETHER) - {*ROUND_APP.words, *ROUND_APP.plurals} == set()


def test_no_word_is_told_for_nobody() -> None:
    assert {*ROUND, *ROUND_PLURALS} - asked_for("round") - TOGETHER == set()


# What the gate says of a badge, and what it shows of the round's: joining.
ANSWERS = {f"gate_{kind}" for kind in ("welcome", "came", "undone", "other_edition", "other_stop", "ended", "no_badge")}
JOINING = {"tablet_not_joined"}


def test_gate_is_told_each_word_and_none_for_nobody() -> None:
    text = "\n".join(path.read_text() for path in sorted((SCRIPTS / "gate").glob("*.js")))
    switched = set(re.findall(r'"(camera_o(?:n|ff))"', text))
    asked = asked_for("gate") | switched | ANSWERS | JOINING
    assert asked - {*GATE_APP.words, *GATE_APP.plurals} == set()
    assert {*GATE, *GATE_PLURALS} - asked == set()
