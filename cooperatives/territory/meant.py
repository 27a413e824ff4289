"""What a person means by the place that was typed: chosen, found alone, one of several, or not known."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cooperatives.territory.models import Place
from cooperatives.territory.selectors import find_places, is_named, place_named


@dataclass(slots=True)
class PlaceAnswer:
    """The place if it is clear, the matches to choose from if it is not, and what to say then."""

    text: str = ""
    place: Place | None = None
    matches: list[Place] = field(default_factory=list)
    problem: str = ""


def place_meant(data: Mapping[str, str]) -> PlaceAnswer:
    """Read the place fields of a form.

    A choice made from the list counts only for the text that the list was made for: who types
    another name without scripts still sends the old choice along.
    """
    text = data.get("place_text", "").strip()[:80]
    chosen = data.get("place", "")
    if chosen and text == data.get("place_for", "").strip():
        place = place_named(chosen)
        if place:
            return PlaceAnswer(text=text, place=place, matches=[place])
    if not text:
        return PlaceAnswer()
    matches = find_places(text)
    named = [place for place in matches if is_named(place, text)]
    if len(named) == 1:
        return PlaceAnswer(text=text, place=named[0], matches=matches)
    if matches:
        return PlaceAnswer(text=text, matches=matches, problem=_("Choose your place from the list."))
    problem = _("We do not know this place. Write the name of your town, commune or douar.")
    return PlaceAnswer(text=text, problem=problem)
