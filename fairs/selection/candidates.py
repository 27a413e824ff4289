"""Applications in the running as the choice sees them: groups, stalls, and what was decided so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cooperatives.enums import OrganisationKind
from fairs.calls.enums import QuotaKind
from fairs.calls.models import Call, Quota
from fairs.selection.enums import DecidedBy, DecisionOutcome
from fairs.selection.facts import Applicant, QuotaRule, SetByPerson
from fairs.selection.selectors import Standings, in_the_running, standings_of

RURAL = "rural"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One application: what it asks for, to which groups it belongs, and its decision where there is one."""

    pk: int
    public_id: str
    sent_at: datetime
    wanted: int
    tags: frozenset[str]
    score: int
    rank: int
    outcome: str = ""
    stalls: int = 0
    position: int | None = None
    by: str = ""
    decided_score: int | None = None
    has_reason: bool = False

    @property
    def is_selected(self) -> bool:
        return self.outcome == DecisionOutcome.SELECTED

    @property
    def is_fixed(self) -> bool:
        """A person decided it: a proposal keeps it."""
        return self.by == DecidedBy.PERSON

    def as_applicant(self) -> Applicant:
        by_person = None
        if self.is_fixed:
            by_person = SetByPerson.IN if self.is_selected else SetByPerson.OUT
        stalls = self.stalls if self.is_fixed and self.is_selected else self.wanted
        return Applicant(
            key=str(self.pk),
            score=self.score,
            stalls=stalls,
            # Microseconds of the same moment: whole numbers in the order in which applications were sent.
            arrival=round(self.sent_at.timestamp() * 1_000_000),
            tags=self.tags,
            by_person=by_person,
        )


def tag_of(quota: Quota) -> str:
    """The group that a quota counts, as candidates bear it."""
    if quota.kind == QuotaKind.PROVINCE:
        return f"{quota.kind}:{quota.province_id}"
    return f"{quota.kind}:{quota.sector}" if quota.kind == QuotaKind.SECTOR else quota.kind


def rules_of(call: Call) -> list[QuotaRule]:
    """The call's quotas as the choice sees them."""
    return [
        QuotaRule(key=str(quota.pk), tag=tag_of(quota), at_least=quota.at_least, at_most=quota.at_most)
        for quota in Quota.objects.filter(call=call)
    ]


def candidates_of(call: Call, standings: Standings | None = None) -> list[Candidate]:
    """All applications in the running, best first: in a handful of questions however many there are."""
    standings = standings or standings_of(call)
    rank = standings.rank
    struck = set(call.areas_struck.values_list("pk", flat=True))
    rows = in_the_running(call).values(
        *("pk", "public_id", "sent_at", "stalls_wanted", "is_first_time", "came_last_time"),
        *("cooperative__kind", "cooperative__sector", "cooperative__commune__kind", "cooperative__commune__province"),
        *("decision__outcome", "decision__stalls", "decision__waiting_position", "decision__by"),
        *("decision__score", "decision__reason", "decision__facts"),
    )
    found = [_candidate(row, struck, standings.scores.get(row["pk"], 0), rank.get(row["pk"], 0)) for row in rows]
    return sorted(found, key=lambda one: (one.rank, one.pk))


def _candidate(row: Mapping[str, Any], struck: set[str], score: int, rank: int) -> Candidate:
    facts = row["decision__facts"] or {}
    return Candidate(
        pk=row["pk"],
        public_id=row["public_id"],
        sent_at=row["sent_at"],
        wanted=row["stalls_wanted"],
        tags=_tags(row, struck),
        score=score,
        rank=rank,
        outcome=row["decision__outcome"] or "",
        stalls=row["decision__stalls"] or 0,
        position=row["decision__waiting_position"],
        by=row["decision__by"] or "",
        decided_score=row["decision__score"],
        has_reason=bool(row["decision__reason"] or facts.get("ready")),
    )


def _tags(row: Mapping[str, Any], struck: set[str]) -> frozenset[str]:
    province = row["cooperative__commune__province"]
    is_women = row["cooperative__kind"] == OrganisationKind.WOMEN
    bears = {
        f"{QuotaKind.PROVINCE.value}:{province}": True,
        f"{QuotaKind.SECTOR.value}:{row['cooperative__sector']}": bool(row["cooperative__sector"]),
        QuotaKind.WOMEN.value: is_women,
        QuotaKind.RURAL_WOMEN.value: is_women and row["cooperative__commune__kind"] == RURAL,
        QuotaKind.FIRST_TIME.value: row["is_first_time"],
        QuotaKind.CAME_LAST_TIME.value: row["came_last_time"],
        QuotaKind.DISASTER_AREA.value: province in struck,
    }
    return frozenset(tag for tag, is_borne in bears.items() if is_borne)
