"""What the plan's page says: who has a stall, why a row of a list is wrong, why the proposal puts somebody where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cooperatives.enums import Sector
from cooperatives.formats.days import day_text
from fairs.models import EditionDay, Participation, Stop
from fairs.plan.facts import Because
from fairs.plan.proposing import StallProposalState, stall_proposal_at
from fairs.plan.rows import BadRow
from fairs.services.stalls import Freed


@dataclass(frozen=True, slots=True)
class ProposedPlace:
    """One exhibitor in a proposal: its new stalls, and why there, in sentences."""

    name: str
    stalls: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """The latest proposal of a stop, as its page tells it; `is_old` where the plan changed since."""

    state: StallProposalState
    is_old: bool
    placed: tuple[ProposedPlace, ...]
    left: tuple[ProposedPlace, ...]
    pairs: int
    is_best: bool


def proposal_of(stop: Stop, version: int | None) -> ShownProposal | None:
    """The latest proposal beside a plan of this version; None where nobody asked for one."""
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
        is_old=state.is_there and told.get("version", version) != version,
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


def coming_named(coming: Sequence[Participation], given: Mapping[str, Mapping[str, object]]) -> list[tuple[str, str]]:
    """Those who come by their names, those without a stall first, the others with theirs."""
    codes: dict[str, list[str]] = {}
    for code, who in given.items():
        for public_id in who:
            codes.setdefault(public_id, []).append(code)
    named = [(one.public_id, str(one.cooperative), codes.get(one.public_id, [])) for one in coming]
    named.sort(key=lambda one: (bool(one[2]), one[1]))
    return [(public_id, f"{name} · {', '.join(own)}" if own else name) for public_id, name, own in named]


def days_said(days: Sequence[EditionDay], of_stop: Sequence[EditionDay]) -> str:
    """On which days; nothing where it is all of them."""
    return "" if len(days) == len(of_stop) else ", ".join(day_text(each.day) for each in days)


def freed_text(freed: Freed) -> str:
    """On which days a stall is free now, and on which it is not since something was sold there."""
    if not freed.days:
        return _("The stall is free.")
    text = _("The stall is free on: %(days)s.") % {"days": ", ".join(day_text(day) for day in freed.days)}
    if not freed.sold_on:
        return text
    stays = _("It stays given where something was sold: %(days)s.")
    return " ".join([text, stays % {"days": ", ".join(day_text(day) for day in freed.sold_on)}])


def unreadable_text(why: str) -> str:
    """Why a list cannot be read, and how to mend it."""
    return {
        "no_heads": _("The list needs a row of heads in which one column is called “code”."),
        "no_rows": _("There are no stalls in this list: one row for each, below the heads."),
        "too_many_rows": _("This list has too many rows: 5,000 at most."),
        "too_large": _("This file is too large: 2 MB at most."),
    }.get(why, _("This file cannot be read. Save the list as XLSX or CSV and choose it again."))


def bad_row_text(row: BadRow) -> str:
    """What is wrong with a row of a list, and how to mend it."""
    if row.why.startswith("taken:"):
        return _("Another stall stands there: %(code)s.") % {"code": row.why.removeprefix("taken:")}
    return {
        "code": _("The number of the stall: letters, digits and dashes only, 20 at most."),
        "twice": _("This number is there twice, or on the plan already."),
        "long": _("At most 60 letters."),
        "whole": _("A whole number is needed here, not too large."),
        "amount": _("A number from 0 with two places at most is needed here."),
        "half": _("A place needs its column and its row: write both, or none."),
        "outside": _("This would stand outside the plan. The first column and the first row are 1."),
        "full": _("No room is left for it on the plan: make the plan wider, or tell its place."),
    }[row.why]
