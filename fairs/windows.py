"""For which edition an online line counts: who takes part, what is listed, and when it is ordered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fairs.enums import ParticipationStatus
from fairs.models import Listing


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
    for product_id, listings in _open_listings(came_through, at).items():
        asked = came_through[product_id]
        best = min(listings, key=lambda listing: _preference(listing, asked, at))
        stop = best.participation.stop
        found[product_id] = Counting(stop.edition_id, stop.edition.programme_id, stop.pk, best.participation_id)
    return found


def _open_listings(came_through: Mapping[int, int | None], at: datetime) -> dict[int, list[Listing]]:
    rows = Listing.objects.filter(
        product__in=came_through,
        participation__status=ParticipationStatus.CONFIRMED,
        participation__stop__edition__is_published=True,
        participation__stop__edition__online_opens_at__lte=at,
        participation__stop__edition__online_closes_at__gt=at,
    ).select_related("participation__stop__edition")
    grouped: dict[int, list[Listing]] = {}
    for row in rows.order_by("id"):
        grouped.setdefault(row.product_id, []).append(row)
    return grouped


def _preference(listing: Listing, asked: int | None, at: datetime) -> tuple[bool, datetime, int, bool, datetime]:
    stop = listing.participation.stop
    edition = stop.edition
    is_over = stop.ends_at <= at
    return edition.pk != asked, edition.online_closes_at or edition.ends_at, edition.pk, is_over, stop.starts_at
