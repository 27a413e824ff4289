"""What a stall usually takes on a day: by which a figure with a digit too many is noticed, never refused."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property
from statistics import median

from django.db.models import F, Sum

from cooperatives.money import ZERO, rounded
from fairs.enums import Channel
from fairs.revenue.models import DetailCell

FAR_FROM_USUAL = 100
StopCooperative = tuple[int, int]


class UsualTakings:
    """Takings by stop, cooperative and day, read once for all that is asked about them."""

    def __init__(self, takings: dict[StopCooperative, dict[date, Decimal]]) -> None:
        self._takings = takings

    def of(self, stop_id: int, cooperative_id: int, day: date) -> Decimal | None:
        """The middle of its other days; where it has none, of all stalls and days of the stop."""
        own = [amount for on, amount in self._takings.get((stop_id, cooperative_id), {}).items() if on != day]
        return rounded(median(own)) if own else self._of_all.get(stop_id)

    @cached_property
    def _of_all(self) -> dict[int, Decimal]:
        by_stop: dict[int, list[Decimal]] = defaultdict(list)
        for (stop, _cooperative), days in self._takings.items():
            by_stop[stop].extend(days.values())
        return {stop: rounded(median(amounts)) for stop, amounts in by_stop.items()}


def usual_takings(*, edition_id: int, stop_ids: Iterable[int]) -> UsualTakings:
    """One query over the cells, however much was sold."""
    cells = DetailCell.objects.filter(edition=edition_id, stop__in=set(stop_ids), channel=Channel.STALL).order_by()
    rows = cells.values_list("stop_id", "cooperative_id", "counts_on").annotate(
        amount=Sum(F("gross") - F("returns") + F("corrections"))
    )
    takings: dict[StopCooperative, dict[date, Decimal]] = defaultdict(dict)
    for stop, cooperative, day, amount in rows:
        if stop is not None and amount > ZERO:
            takings[stop, cooperative][day] = amount
    return UsualTakings(takings)


def is_far_from(usual: Decimal | None, amount: Decimal) -> bool:
    return usual is not None and amount > FAR_FROM_USUAL * usual
