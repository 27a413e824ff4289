"""For which edition an online line counts: who takes part, what is listed, and when it is ordered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import starmap
from typing import NamedTuple

from fairs.enums import ParticipationStatus
from fairs.models import Listing

_STOP, _EDITION = "participation__stop", "participation__stop__edition"


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
    rows = Listing.objects.filter(
        product__in=came_through,
        participation__status=ParticipationStatus.CONFIRMED,
        participation__stop__edition__is_published=True,
        participation__stop__edition__online_opens_at__lte=at,
        participation__stop__edition__online_closes_at__gt=at,
    ).values_list(
        *("product_id", "participation_id", "participation__stop_id", f"{_STOP}__starts_at", f"{_STOP}__ends_at"),
        *(f"{_STOP}__edition_id", f"{_EDITION}__programme_id", f"{_EDITION}__online_closes_at"),
    )
    grouped: dict[int, list[_Listed]] = {}
    for listed in starmap(_Listed, rows.order_by("id")):
        grouped.setdefault(listed.product_id, []).append(listed)
    return grouped


def _preference(listed: _Listed, asked: int | None, at: datetime) -> tuple[bool, datetime, int, bool, datetime]:
    is_over = listed.stop_ends_at <= at
    return listed.edition_id != asked, listed.closes_at, listed.edition_id, is_over, listed.stop_starts_at
