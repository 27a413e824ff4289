"""Why a stop or an edition is not closed now."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fairs.closing.readiness import Readiness


class AlreadyClosed(Exception):
    """It was closed before: what was signed then stands."""


class NotReady(Exception):
    """Something stands in the way of closing: `readiness` says what."""

    def __init__(self, readiness: "Readiness") -> None:
        super().__init__(", ".join(readiness.blockers))
        self.readiness = readiness


class StopsStillOpen(Exception):
    """Stops of the edition are not closed yet: their numbers."""

    def __init__(self, numbers: list[int]) -> None:
        super().__init__(", ".join(map(str, numbers)))
        self.numbers = numbers


class OnlineWindowOpen(Exception):
    """Online orders still count for the edition: closed now, each of them would stand apart."""
