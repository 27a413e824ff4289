"""Why a call, a body or a copy was refused."""


class AlreadyAnnounced(Exception):
    """The choice was announced: what it was made by does not change any more."""


class AlreadyOpen(Exception):
    """The call was opened before."""


class NotOpen(Exception):
    """Applications are not being taken: there is nothing to extend."""


class CallThere(Exception):
    """This stop has its call already."""


class FixedByOpening(Exception):
    """The call is open, and organisations rely on what stands here: the name of the field."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class DeadlineShortened(Exception):
    """Who relies on the last day must not find the door shut before it."""


class DatesDisordered(Exception):
    """A date of the call does not come after the one before it: the name of the later one."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class DeadlineOver(Exception):
    """Applications would end at a moment that is past."""


class LateForTheStop(Exception):
    """Those chosen would still be answering when the stop begins."""


class MoreThanStalls(Exception):
    """The call would give more stalls than the edition has: how many it has."""

    def __init__(self, stalls: int) -> None:
        super().__init__(stalls)
        self.stalls = stalls


class ScoringBegan(Exception):
    """Points were given by the criteria: they stay what they are."""


class WeightsNotWhole(Exception):
    """The weights come to something other than 100: what they come to."""

    def __init__(self, total: int) -> None:
        super().__init__(total)
        self.total = total


class QuotaThere(Exception):
    """There is a quota for this group already."""


class NotReady(Exception):
    """Something that a call needs is missing: the names of the lines."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class BodyThere(Exception):
    """This body is in the edition's list already."""


class AnotherLeads(Exception):
    """Another body leads this edition."""


class PeopleActForIt(Exception):
    """People have a role in the edition for this body: these end first."""


class BodyOutside(Exception):
    """The body does not organise this edition."""


class LastOwner(Exception):
    """Nobody else would answer for the edition."""


class MonthsTaken(Exception):
    """There is no month left between the two to make a stop for."""


class OnlyStop(Exception):
    """An edition has at least one stop."""


class StopInUse(Exception):
    """The stop's call was opened, or somebody takes part, stands or sold there."""


class EditionOver(Exception):
    """The edition would begin before today."""
