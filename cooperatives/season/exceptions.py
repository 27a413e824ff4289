"""Why a season refused."""

from datetime import date


class DaysOverlap(Exception):
    """On some of these days the cooperative is closed already: from `first` to `last`."""

    def __init__(self, first: date, last: date) -> None:
        super().__init__(f"{first} – {last}")
        self.first, self.last = first, last


class DaysPast(Exception):
    """Days that are over cannot be closed, nor opened."""


class NotClosed(Exception):
    """The period was withdrawn, or has ended."""
