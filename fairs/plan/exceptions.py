"""Why something is not drawn. Nothing was changed."""

from collections.abc import Sequence
from datetime import date


class PlanChanged(Exception):
    """Somebody else drew meanwhile: what is shown is not what stands."""


class OutsidePlan(Exception):
    """These would not lie within the plan."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


class PlaceTaken(Exception):
    """Another stall stands there."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


class StallIsGiven(Exception):
    """These have the stall on days to come: it is not taken away from under them. An institution has no days."""

    def __init__(self, names: Sequence[str], days: Sequence[date]) -> None:
        super().__init__(", ".join(names))
        self.names = names
        self.days = days


class CodesTaken(Exception):
    """Stalls of these codes stand on this plan already."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


class OldProposal(Exception):
    """There is another proposal by now, or somebody took this one over."""
