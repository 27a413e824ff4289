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
    """Somebody has the stall on days to come: it is not taken away from under them."""

    def __init__(self, name: str, days: Sequence[date]) -> None:
        super().__init__(name)
        self.name = name
        self.days = days


class CodesTaken(Exception):
    """Stalls of these codes stand on this plan already."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


class NoPlan(Exception):
    """Nothing was drawn for this stop yet."""
