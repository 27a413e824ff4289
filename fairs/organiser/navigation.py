"""The pages of one edition, under four headings so that a telephone can hold them.

A new screen adds one line to `ENTRIES`; its address takes the edition's code. A screen whose address
does not stand is left out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fairs.enums import CashHolder
from fairs.models import Edition
from fairs.organiser.attention import Waiting
from fairs.organiser.till_desk import silent_while_open


class Group(StrEnum):
    """What an organiser is about: getting ready, the day itself, selling, closing."""

    PREPARE = "prepare"
    DAY = "day"
    SELL = "sell"
    CLOSE = "close"


GROUPS: dict[Group, tuple[Any, str]] = {
    Group.PREPARE: (pgettext_lazy("tab", "Prepare"), "clipboard-list"),
    Group.DAY: (pgettext_lazy("tab", "The day"), "calendar-check"),
    Group.SELL: (pgettext_lazy("tab", "Sales"), "banknote"),
    Group.CLOSE: (pgettext_lazy("tab", "Close"), "lock"),
}


def _always(_edition: Edition) -> bool:
    return True


def _nothing(_edition: Edition, _waiting: Waiting) -> int:
    return 0


def _silent_tills(edition: Edition, _waiting: Waiting) -> int:
    return silent_while_open(edition).count()


def _to_look_at(_edition: Edition, waiting: Waiting) -> int:
    return waiting.total


def _has_an_operator(edition: Edition) -> bool:
    return edition.cash_held_by == CashHolder.OPERATOR


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of an edition: its address (`organiser:<name>`), where it stands, and what waits there."""

    name: str
    group: Group
    text: Any
    icon: str
    shown: Callable[[Edition], bool] = _always
    count: Callable[[Edition, Waiting], int] = _nothing


ENTRIES = (
    Entry("prepare", Group.PREPARE, pgettext_lazy("tab", "Where it stands"), "list-checks"),
    Entry("stops", Group.PREPARE, pgettext_lazy("tab", "Dates and places"), "calendar-days"),
    Entry("calls", Group.PREPARE, pgettext_lazy("tab", "Call"), "megaphone"),
    Entry("committee", Group.PREPARE, pgettext_lazy("tab", "Applications and committee"), "scale"),
    Entry("plan", Group.PREPARE, pgettext_lazy("tab", "Plan"), "map"),
    Entry("people", Group.PREPARE, pgettext_lazy("tab", "People and bodies"), "users"),
    Entry("papers", Group.PREPARE, pgettext_lazy("tab", "Papers"), "printer"),
    Entry("day", Group.DAY, pgettext_lazy("tab", "Arrivals and incidents"), "calendar-check"),
    Entry("edition", Group.SELL, _("Figures"), "banknote"),
    Entry("round", Group.SELL, _("Round"), "footprints"),
    Entry("tills", Group.SELL, _("Tills"), "smartphone", count=_silent_tills),
    Entry("deposits", Group.SELL, _("Deposits"), "package-open", shown=_has_an_operator),
    Entry("waiting", Group.SELL, _("To look at"), "triangle-alert", count=_to_look_at),
    Entry("closing", Group.CLOSE, _("Closing"), "lock"),
    Entry("beside", Group.CLOSE, pgettext_lazy("tab", "Beside"), "handshake"),
    Entry("import", Group.CLOSE, pgettext_lazy("tab", "Import"), "file-up"),
)


@dataclass(frozen=True, slots=True)
class Navigation:
    """The headings of an edition's pages, and the pages under the one that is open."""

    groups: list[dict[str, Any]]
    pages: list[dict[str, Any]]


def navigation_of(
    edition: Edition, current: str, waiting: Waiting, *, hidden: frozenset[str] = frozenset()
) -> Navigation:
    """Where one can go from the page `current` of an edition; `hidden` are pages that the person may not see."""
    shown = [entry for entry in ENTRIES if entry.shown(edition) and entry.name not in hidden and _stands(entry.name)]
    counts = {entry.name: entry.count(edition, waiting) for entry in shown}
    open_group = next((entry.group for entry in shown if entry.name == current), None)
    groups = []
    for group, (text, icon) in GROUPS.items():
        within = [entry for entry in shown if entry.group == group]
        if within:
            count = sum(counts[entry.name] for entry in within)
            url = reverse(f"organiser:{within[0].name}", args=[edition.code])
            groups.append({"url": url, "text": text, "icon": icon, "count": count, "current": group == open_group})
    pages = [
        {
            "url": reverse(f"organiser:{entry.name}", args=[edition.code]),
            "text": entry.text,
            "icon": entry.icon,
            "count": counts[entry.name],
            "current": entry.name == current,
        }
        for entry in shown
        if entry.group == open_group
    ]
    return Navigation(groups, pages)


@cache
def _stands(name: str) -> bool:
    try:
        reverse(f"organiser:{name}", args=["x"])
    except NoReverseMatch:
        return False
    return True
