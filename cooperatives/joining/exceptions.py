"""Why something of joining cannot be done; each is told to a person in words of its own."""

from collections.abc import Sequence


class StillMissing(Exception):
    """What is asked for is not all there, or not all accepted: `codes` are values of `Fact` and `PaperKind`."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = list(codes)


class BeingChecked(Exception):
    """Staff look at what was told: it stays as it is, unless they ask for something again."""


class NumberChecked(Exception):
    """The paper that shows this number was accepted: `field` stays as it is."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class NameChecked(Exception):
    """The paper that shows the cooperative's name was accepted: the name stays as it is."""


class IceTaken(Exception):
    """Another cooperative has this ICE."""


class TooManyBegun(Exception):
    """This person has begun to join for several cooperatives and ended none."""


class AllAreWomen(Exception):
    """All members of a women's cooperative are women."""


class PaperRefused(Exception):
    """A page cannot be added to this paper, or taken away from it."""


class PaperAccepted(PaperRefused):
    """Staff accepted this paper: nothing of it changes any more."""


class TooManyPages(PaperRefused):
    """A paper has eight pages at most."""


class NotAskedFor(PaperRefused):
    """Such a paper is not asked of this kind of organisation."""


class PaperChanged(Exception):
    """Its pages are others than those that were looked at."""


class JudgedByMember(Exception):
    """Who belongs to a cooperative does not judge its papers."""


class JudgedBySender(Exception):
    """Who sent a paper does not judge it, even after they have left."""


class OfficerRefused(Exception):
    """This number cannot be named as the second officer's."""


class OwnNumber(OfficerRefused):
    """It is the number of who names it: two officers are two people."""


class OfficerAlready(OfficerRefused):
    """There are two officers already."""


class NamedTooOften(OfficerRefused):
    """So many messages went out today that no other does."""


class NotNamed(Exception):
    """Nobody waits for this person's answer any more: it was given, too late, or somebody else was named."""
