"""What the plan's page says: why a row of a list is wrong, and why the proposal puts somebody where."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cooperatives.enums import Sector
from fairs.models import Participation, Stop
from fairs.plan.facts import Because
from fairs.plan.proposing import StallProposalState, stall_proposal_at
from fairs.plan.rows import BadRow


@dataclass(frozen=True, slots=True)
class ProposedPlace:
    """One exhibitor in a proposal: its new stalls, and why there, in sentences."""

    name: str
    stalls: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """The latest proposal of a stop, as its page tells it."""

    state: StallProposalState
    placed: tuple[ProposedPlace, ...]
    left: tuple[ProposedPlace, ...]
    pairs: int
    is_best: bool


def proposal_of(stop: Stop) -> ShownProposal | None:
    """The latest proposal; None where nobody asked for one."""
    state = stall_proposal_at(stop)
    if state is None:
        return None
    told = state.entry.after if state.is_there else {}
    rows = told.get("placements", [])
    keys = [row["participation"] for row in rows]
    names = {
        one.public_id: str(one.cooperative)
        for one in Participation.objects.filter(public_id__in=keys).select_related("cooperative")
    }
    places = [
        ProposedPlace(
            names.get(row["participation"], ""), tuple(row["new"]), tuple(note_text(note) for note in row["notes"])
        )
        for row in rows
    ]
    has_stall = {row["participation"] for row in rows if row["stalls"]}
    return ShownProposal(
        state=state,
        placed=tuple(place for place in places if place.stalls),
        left=tuple(place for place, row in zip(places, rows, strict=True) if row["participation"] not in has_stall),
        pairs=told.get("pairs", 0),
        is_best=told.get("is_best", False),
    )


def note_text(note: dict[str, Any]) -> str:
    """Why a stall is whose, or why somebody gets none."""
    sentences = {
        Because.KEPT: _("Keeps its stall."),
        Because.ONLY_WITH_POWER: _("Needs electricity, which the stall has."),
        Because.ONLY_IN_ZONE: _("May stand in this zone only."),
        Because.ZONE_OF_SECTOR: _("In the zone of its sector."),
        Because.OUTSIDE_ZONE: _("Outside the zone of its sector, which was full or fits worse."),
        Because.SIZE_FITS: _("The size fits."),
        Because.SIZE_ABOVE: _("The stall is larger than it needs."),
        Because.SIZE_BELOW: _("The stall is smaller than it wished."),
        Because.FAR_FROM_SAME_SECTOR: _("No neighbour sells the same."),
        Because.BESIDE_SAME_SECTOR: _("A neighbour sells the same: no better place was left."),
        Because.POWER_SHORT: _("The stall has less electricity than it needs."),
        Because.STALLS_TOGETHER: _("Its stalls stand together."),
        Because.STALLS_APART: _("Its stalls stand apart."),
        Because.NO_STALL_WITH_POWER: _("No free stall has the electricity that it needs."),
        Because.NO_STALL_IN_ZONE: _("No stall is free in the zone where it may stand."),
        Because.NO_STALL_WITH_BOTH: _("No free stall in its zone has the electricity that it needs."),
        Because.SUITABLE_ALL_GIVEN: _("All stalls that would suit are given."),
        Because.STALLS_ALL_GIVEN: _("All stalls are given."),
    }
    text = sentences.get(Because(note["code"]), "")
    sector = note.get("sector", "")
    return f"{text} ({Sector(sector).label})" if sector in Sector.values else text


def bad_row_text(row: BadRow) -> str:
    """What is wrong with a row of a list, and how to mend it."""
    if row.why.startswith("taken:"):
        return _("Another stall stands there: %(code)s.") % {"code": row.why.removeprefix("taken:")}
    return {
        "code": _("The number of the stall: letters, digits and dashes only, 20 at most."),
        "twice": _("This number is there twice, or on the plan already."),
        "whole": _("A whole number is needed here."),
        "amount": _("A number from 0 is needed here."),
        "outside": _("This would stand outside the plan."),
    }[row.why]
