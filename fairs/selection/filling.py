"""How full the stalls and the quotas are by the decisions as they stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fairs.calls.models import Call, Quota
from fairs.selection.candidates import Candidate, tag_of
from fairs.selection.enums import DecisionOutcome


@dataclass(frozen=True, slots=True)
class QuotaFilling:
    """One quota: how many of those chosen count for it, of how many who applied."""

    quota: Quota
    chosen: int
    applied: int

    @property
    def is_short(self) -> bool:
        return self.quota.at_least is not None and self.chosen < self.quota.at_least

    @property
    def is_over(self) -> bool:
        return self.quota.at_most is not None and self.chosen > self.quota.at_most

    @property
    def is_broken(self) -> bool:
        return self.is_short or self.is_over

    @property
    def end(self) -> int:
        """Where its bar ends: what it asks for or allows, or more where more are chosen."""
        return max(self.quota.at_most or self.quota.at_least or 0, self.chosen, 1)


@dataclass(frozen=True, slots=True)
class Filling:
    """The list as it stands."""

    capacity: int
    stalls: int
    selected: int
    waiting: int
    refused: int
    undecided: int
    quotas: Sequence[QuotaFilling]

    @property
    def unfilled(self) -> int:
        return max(self.capacity - self.stalls, 0)

    @property
    def is_over(self) -> bool:
        return self.stalls > self.capacity

    @property
    def broken(self) -> list[QuotaFilling]:
        return [row for row in self.quotas if row.is_broken]


def quotas_of(call: Call) -> list[Quota]:
    """The call's quotas with what they are about."""
    return list(Quota.objects.filter(call=call).select_related("province"))


def filling_of(call: Call, candidates: Sequence[Candidate], quotas: Iterable[Quota]) -> Filling:
    """Count the list as it stands: no question is asked."""
    chosen = [one for one in candidates if one.is_selected]
    outcomes = [one.outcome for one in candidates]
    return Filling(
        capacity=call.capacity,
        stalls=sum(one.stalls for one in chosen),
        selected=len(chosen),
        waiting=outcomes.count(DecisionOutcome.WAITING),
        refused=outcomes.count(DecisionOutcome.REFUSED),
        undecided=outcomes.count(""),
        quotas=[
            QuotaFilling(
                quota,
                sum(tag_of(quota) in one.tags for one in chosen),
                sum(tag_of(quota) in one.tags for one in candidates),
            )
            for quota in quotas
        ],
    )
