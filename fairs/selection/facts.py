"""What a proposal is made from and what it tells: no models, only keys and whole numbers."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class SetByPerson(StrEnum):
    """What the committee decided by hand; the proposal keeps it."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Applicant:
    """One application: its points with the weights applied, the stalls it asks for, its place in the order of arrival.

    `tags` say to which groups it belongs, such as "province:22", "sector:argan", "women" or "first_time".
    """

    key: str
    score: int
    stalls: int
    arrival: int
    tags: frozenset[str] = frozenset()
    by_person: SetByPerson | None = None


@dataclass(frozen=True, slots=True)
class QuotaRule:
    """How many organisations of those chosen must or may bear a tag, in numbers or in per cent of all chosen."""

    key: str
    tag: str
    at_least: int | None = None
    at_most: int | None = None
    at_least_percent: int | None = None
    at_most_percent: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One side of a quota: what it asks for at least (`is_floor`), or what it allows at most."""

    quota: str
    is_floor: bool


class Why(StrEnum):
    """Why an application is in the proposed list or not. What each claims is said in fairs.selection.explaining."""

    CHOSEN_BY_PERSON = "chosen_by_person"
    CHOSEN_BY_SCORE = "chosen_by_score"
    CHOSEN_AS_IT_FITS = "chosen_as_it_fits"
    CHOSEN_FOR_QUOTA = "chosen_for_quota"
    CHOSEN_AS_OTHERS_ARE_FULL = "chosen_as_others_are_full"
    CHOSEN_FOR_QUOTAS_TOGETHER = "chosen_for_quotas_together"
    LEFT_BY_PERSON = "left_by_person"
    LEFT_FOR_QUOTA_FULL = "left_for_quota_full"
    LEFT_FOR_PLACES_KEPT = "left_for_places_kept"
    LEFT_FOR_QUOTAS_TOGETHER = "left_for_quotas_together"
    LEFT_BELOW_LINE = "left_below_line"
    LEFT_NO_ROOM = "left_no_room"

    @property
    def is_chosen(self) -> bool:
        return self.value.startswith("chosen")


@dataclass(frozen=True, slots=True)
class Reason:
    """A code and the facts that its sentence needs; what a code does not speak of stays empty.

    `rank` and `score` are the application's own, `stalls` what it asks for. `quotas` are those named. `line` is the
    lowest score that was chosen without the help of a quota. `versus` is the application beside which this one is
    judged. `stalls_left` are those that nobody got.
    """

    code: Why
    rank: int
    score: int
    stalls: int
    quotas: tuple[str, ...] = ()
    line: int | None = None
    versus: str | None = None
    stalls_left: int | None = None

    def as_facts(self) -> dict[str, Any]:
        """Only what is there, as JSON keeps it."""
        told = {
            "code": self.code.value,
            "rank": self.rank,
            "score": self.score,
            "stalls": self.stalls,
            "quotas": list(self.quotas),
            "line": self.line,
            "versus": self.versus,
            "stalls_left": self.stalls_left,
        }
        return {name: fact for name, fact in told.items() if fact is not None and fact != []}


@dataclass(frozen=True, slots=True)
class QuotaState:
    """How full a quota is by the proposal: chosen and asked for, of how many who applied."""

    key: str
    tag: str
    chosen: int
    applied: int
    at_least: int | None
    at_most: int | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who comes (best score first), who waits (in order), and why, for each application."""

    chosen: tuple[str, ...]
    waiting: tuple[str, ...]
    score: int
    stalls_given: int
    stalls_left: int
    quotas: tuple[QuotaState, ...]
    reasons: dict[str, Reason] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What one side of a quota asks for, and how near the others of the clash let it come."""

    part: Part
    asked: int
    reachable: int


@dataclass(frozen=True, slots=True)
class Clash:
    """The smallest set of rules that no list can keep together; each of them could be kept without one of the others.

    `stalls_needed` is said where the number of stalls is among them: with fewer the others cannot be kept.
    """

    quotas: tuple[str, ...]
    has_capacity: bool
    has_by_person: bool
    shortfalls: tuple[Shortfall, ...] = ()
    capacity: int | None = None
    stalls_needed: int | None = None


class QuotasClash(Exception):
    """No list keeps all rules: which of them clash."""

    def __init__(self, clash: Clash) -> None:
        super().__init__(", ".join(clash.quotas) or "capacity and what people set")
        self.clash = clash
