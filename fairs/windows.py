"""For which edition an online line counts: who takes part, what is listed, and when it is ordered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import starmap
from typing import NamedTuple

from cooperatives.prepared import rows_of
from fairs.enums import ParticipationStatus

# Where products are listed, of editions whose online window is open at a moment; in the order of `_Listed`.
OPEN_LISTINGS = """
    SELECT listing.product_id, listing.participation_id, stop.id, stop.starts_at, stop.ends_at,
        edition.id, edition.programme_id, edition.online_closes_at
    FROM fairs_listing AS listing
    JOIN fairs_participation AS participation ON participation.id = listing.participation_id
    JOIN fairs_stop AS stop ON stop.id = participation.stop_id
    JOIN fairs_edition AS edition ON edition.id = stop.edition_id
    WHERE listing.product_id = ANY(%(products)s) AND participation.status = %(taking_part)s
        AND edition.is_published
        AND edition.online_opens_at <= %(at)s AND edition.online_closes_at > %(at)s
    ORDER BY listing.id
"""


@dataclass(frozen=True, slots=True)
class Counting:
    """The edition that a line counts for, with the participation it is credited to."""

    edition_id: int
    programme_id: int
    stop_id: int
    participation_id: int


def counting_editions(*, came_through: Mapping[int, int | None], at: datetime) -> dict[int, Counting]:
    """The edition for each product (by id) ordered online at the moment `at`; missing where none counts.

    `came_through` gives for each product the edition through whose page it came, if any. It counts
    when the cooperative takes part, the product is listed there and `at` is inside the online
    window. Of several, the edition it came through wins, else the one whose window ends first; of
    several stops of an edition, the one that is open or comes next.
    """
    found: dict[int, Counting] = {}
    for product_id, listed in _open_listings(came_through, at).items():
        asked = came_through[product_id]
        best = min(listed, key=lambda each: _preference(each, asked, at))
        found[product_id] = Counting(best.edition_id, best.programme_id, best.stop_id, best.participation_id)
    return found


class _Listed(NamedTuple):
    """A listing with what decides between several; a basket may ask for dozens, so they are no models."""

    product_id: int
    participation_id: int
    stop_id: int
    stop_starts_at: datetime
    stop_ends_at: datetime
    edition_id: int
    programme_id: int
    closes_at: datetime


def _open_listings(came_through: Mapping[int, int | None], at: datetime) -> dict[int, list[_Listed]]:
    asked = {"products": list(came_through), "taking_part": str(ParticipationStatus.CONFIRMED), "at": at}
    grouped: dict[int, list[_Listed]] = {}
    for listed in starmap(_Listed, rows_of(OPEN_LISTINGS, asked)):
        grouped.setdefault(listed.product_id, []).append(listed)
    return grouped


def _preference(listed: _Listed, asked: int | None, at: datetime) -> tuple[bool, datetime, int, bool, datetime]:
    is_over = listed.stop_ends_at <= at
    return listed.edition_id != asked, listed.closes_at, listed.edition_id, is_over, listed.stop_starts_at
