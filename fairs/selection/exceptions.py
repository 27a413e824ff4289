"""Why a committee's act is refused."""

from collections.abc import Sequence


class NotChoosing(Exception):
    """Applications still come in, or the decisions were announced: nothing is judged or decided now."""


class NotInTheCommittee(Exception):
    """Only members of the committee give points."""


class SheetIsFirm(Exception):
    """The member handed the sheet in, or scoring has ended: points stay as they are."""


class SheetIsNotWhole(Exception):
    """Applications have no points yet by some criterion: how many."""

    def __init__(self, missing: int) -> None:
        super().__init__(str(missing))
        self.missing = missing


class MayNotJudge(Exception):
    """The person belongs to the applying cooperative, or said that they should not judge it."""


class NotInTheRunning(Exception):
    """The application was taken back."""


class ScoringEnded(Exception):
    """Points are compared already."""


class ScoringStillGoesOn(Exception):
    """Each member still gives points apart."""


class TooManyStalls(Exception):
    """More stalls than the application asks for."""


class NothingToUndo(Exception):
    """Nobody moved this application by hand, or somebody has since moved it again."""


class NotReady(Exception):
    """Something stands in the way of announcing: codes of `fairs.selection.readiness`."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(", ".join(problems))
        self.problems = tuple(problems)


class NobodyCanCome(Exception):
    """The stop is over, or nearly: there is no time left in which somebody could say that they come."""


class AppealIsAnswered(Exception):
    """The appeal was answered before; the answer stands."""
