"""What is missing before the call of a stop can open, each line with the place where it is mended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from cooperatives import clock
from cooperatives.texts import texts_of
from fairs.calls.enums import BodyPart, QuotaKind
from fairs.calls.models import Call, EditionBody, Quota
from fairs.calls.selectors import call_of, committee_of, has_a_plan, stalls_to_give
from fairs.models import Stop

WHOLE = 100
# In these the organisations read the call.
NEEDED_LANGUAGES = ("ar", "fr")
# Nobody is of two groups of one family, so what is asked for of each adds up.
FAMILIES = (
    {QuotaKind.PROVINCE},
    {QuotaKind.SECTOR},
    {QuotaKind.FIRST_TIME, QuotaKind.CAME_LAST_TIME},
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a call needs, or had better have: its name, whether it is there, and what to say about it."""

    name: str
    is_there: bool
    is_needed: bool = True
    facts: dict[str, Any] = field(default_factory=dict)


def readiness_of(stop: Stop) -> list[Line]:
    """The lines in the order in which an organiser goes through them."""
    call = call_of(stop)
    edition = stop.edition
    lines = [Line("call", call is not None)]
    if call is not None:
        stalls = stalls_to_give(edition.pk)
        enough = stalls is None or stalls >= call.capacity
        weights = sum(each.weight for each in call.criteria.all())
        lines += [
            Line("dates", not late_dates(stop, call), facts={"late": late_dates(stop, call)}),
            Line("text", not untold(call, "text"), facts={"languages": untold(call, "text")}),
            Line("criteria", weights == WHOLE, facts={"weights": weights}),
            Line("quotas", not too_much(call), facts={"clash": too_much(call)}),
            Line("stalls", enough, facts={"stalls": stalls, "capacity": call.capacity}),
        ]
    lines += [
        Line("place", any(texts_of(stop, "venue").values()) or any(texts_of(edition, "venue").values())),
        Line("committee", committee_of(edition).exists()),
        Line("bodies", EditionBody.objects.filter(edition=edition, part=BodyPart.LEADS).exists(), is_needed=False),
        Line("point", stop.latitude is not None, is_needed=False),
        Line("plan", has_a_plan(stop), is_needed=False),
        Line("published", edition.is_published, is_needed=False),
    ]
    if call is not None:
        bring = untold(call, "what_to_bring")
        lines.append(Line("what_to_bring", not bring, is_needed=False, facts={"languages": bring}))
    return lines


def missing_of(lines: Iterable[Line]) -> list[str]:
    """The names of what must be there and is not."""
    return [line.name for line in lines if line.is_needed and not line.is_there]


def late_dates(stop: Stop, call: Call) -> list[str]:
    """Which dates do not fit any more: a deadline that is over, answers after the doors open."""
    late = []
    if not call.opened_at and call.closes_at <= clock.now():
        late.append("closes_at")
    if call.confirm_by > stop.starts_at:
        late.append("confirm_by")
    return late


def untold(call: Call, name: str) -> list[str]:
    """In which of the needed languages a text is empty."""
    return [language for language in NEEDED_LANGUAGES if not (getattr(call, f"{name}_{language}") or "").strip()]


def too_much(call: Call) -> list[Quota]:
    """Quotas that no list can keep, whoever applies: more organisations asked for than there are stalls."""
    quotas = list(call.quotas.all())
    for family in FAMILIES:
        asking = [quota for quota in quotas if quota.kind in family and quota.at_least]
        if _sum(asking) > call.capacity:
            return asking
    return [quota for quota in quotas if (quota.at_least or 0) > call.capacity]


def _sum(quotas: Sequence[Quota]) -> int:
    return sum(quota.at_least or 0 for quota in quotas)
