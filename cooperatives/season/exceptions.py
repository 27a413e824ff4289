"""Why a season refused."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cooperatives.season.models import ClosedPeriod


class DaysOverlap(Exception):
    """On some of these days the cooperative is closed already: by `period`."""

    def __init__(self, period: "ClosedPeriod") -> None:
        super().__init__(str(period))
        self.period = period


class DaysPast(Exception):
    """Days that are over cannot be closed, nor opened."""


class NotClosed(Exception):
    """The period was withdrawn, or has ended."""
