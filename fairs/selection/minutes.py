"""The committee's minutes: all that was decided, frozen as it stood, numbered on for each call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import translation

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry
from cooperatives.audit.services import record_act, subject_type
from cooperatives.jobs.services import schedule
from cooperatives.texts import LANGUAGES, texts_of
from fairs.applications.models import Application
from fairs.calls.models import Call, Criterion
from fairs.calls.naming import quota_name
from fairs.models import Stop
from fairs.selection import locks
from fairs.selection.announcing import ANNOUNCED
from fairs.selection.candidates import Candidate, candidates_of
from fairs.selection.deciding import reason_text
from fairs.selection.exceptions import ScoringStillGoesOn
from fairs.selection.filling import Filling, QuotaFilling, filling_of, quotas_of
from fairs.selection.models import Decision, Minutes
from fairs.services.editions import days_between

PRINT_MINUTES = "selection.print_minutes"
DRAWN_UP = "minutes.drawn_up"
Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where and when the committee met, and who was there: pairs of a name and a function."""

    met_at: datetime
    place: str
    present: Sequence[tuple[str, str]]


@transaction.atomic
def draw_up_minutes(*, call_id: int, meeting: Meeting, by: User) -> Minutes:
    """Freeze what is decided as the next minutes of a call, and have them printed. Raises `ScoringStillGoesOn`."""
    call = locks.call_to_decide(call_id)
    if not call.scoring_ended_at:
        raise ScoringStillGoesOn
    last = Minutes.objects.filter(call=call).aggregate(last=Max("number"))["last"] or 0
    minutes = Minutes.objects.create(
        call=call,
        number=last + 1,
        place=meeting.place,
        met_at=meeting.met_at,
        present=[{"name": name, "function": function} for name, function in meeting.present],
        contents=contents_of(call),
        made_at=clock.now(),
        made_by=by,
    )
    record_act(action=DRAWN_UP, subject=call, by=by, after={"minutes": minutes.public_id, "number": minutes.number})
    schedule(kind=PRINT_MINUTES, key=f"{PRINT_MINUTES}:{minutes.pk}", subject_id=minutes.pk, due_at=clock.now())
    return minutes


def minutes_of(call: Call) -> QuerySet[Minutes]:
    """The minutes of a call, the latest first."""
    return Minutes.objects.filter(call=call).select_related("made_by").order_by("-number")


def is_out_of_date(minutes: Minutes, call: Call) -> bool:
    """Whether anything was decided since that the minutes do not say."""
    now = {one.public_id: (one.outcome, one.stalls, one.position) for one in candidates_of(call)}
    then = {row["application"]: (row["outcome"], row["stalls"], row["position"]) for row in minutes.contents["rows"]}
    return now != then


def contents_of(call: Call) -> dict[str, Any]:
    """All that minutes say, every text in each language: in a handful of questions however many applied."""
    candidates = candidates_of(call)
    filling = filling_of(call, candidates, quotas_of(call))
    return {
        "edition": texts_of(call.stop.edition, "name"),
        "stop": texts_of(call.stop, "name"),
        "starts_at": call.stop.starts_at.isoformat(),
        "ends_at": call.stop.ends_at.isoformat(),
        "last_day": _last_day(call.stop).isoformat(),
        "announced_at": call.announced_at.isoformat() if call.announced_at else None,
        "breach_reason": _breach_reason(call),
        "counts": _counts(filling),
        "criteria": [
            {"name": texts_of(row, "name"), "weight": row.weight, "highest": row.highest}
            for row in Criterion.objects.filter(call=call)
        ],
        "quotas": [_quota(row) for row in filling.quotas],
        "rows": _rows(candidates),
    }


def _last_day(stop: Stop) -> date:
    """Doors that close at midnight, or in the small hours, close on the day before."""
    return days_between(stop.starts_at, stop.ends_at, cut_off=stop.edition.business_day_ends)[-1]


def _breach_reason(call: Call) -> str:
    """Why the quotas are not kept, as whoever announced wrote it."""
    acts = AuditEntry.objects.filter(subject_type=subject_type(call), subject_id=str(call.pk), action=ANNOUNCED)
    act = acts.first() if call.announced_at else None
    return str(act.after.get("reason", "")) if act else ""


def _counts(filling: Filling) -> dict[str, int]:
    names = ("capacity", "stalls", "selected", "waiting", "refused", "undecided")
    return {name: getattr(filling, name) for name in names}


def _quota(row: QuotaFilling) -> dict[str, Any]:
    return {
        "name": in_each_language(lambda: quota_name(row.quota)),
        "at_least": row.quota.at_least,
        "at_most": row.quota.at_most,
        "chosen": row.chosen,
        "applied": row.applied,
        "is_broken": row.is_broken,
    }


def _rows(candidates: Sequence[Candidate]) -> list[dict[str, Any]]:
    pks = [one.pk for one in candidates]
    decisions = {row.application_id: row for row in Decision.objects.filter(application__in=pks)}
    related = ("cooperative__commune__province",)
    applications = {row.pk: row for row in Application.objects.filter(pk__in=pks).select_related(*related)}
    return [_row(one, applications[one.pk], decisions.get(one.pk)) for one in candidates]


def _row(one: Candidate, application: Application, decision: Decision | None) -> dict[str, Any]:
    province = application.cooperative.commune.province
    return {
        "application": one.public_id,
        "name": texts_of(application.cooperative, "name"),
        "province": texts_of(province, "name"),
        "rank": one.rank,
        "score": one.score,
        "outcome": one.outcome,
        "stalls": one.stalls,
        "position": one.position,
        "by": one.by,
        "reason": _reason(decision),
    }


def _reason(decision: Decision | None) -> Texts:
    """Words that nobody wrote are not kept three times."""
    if decision is None or not (decision.reason or decision.facts.get("ready")):
        return {}
    return in_each_language(lambda: reason_text(decision))


def in_each_language(said: Any) -> Texts:
    """What `said` answers in each language."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = str(said())
    return found


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The text in a language, or in the first that it has."""
    return texts.get(language) or next((texts[each] for each in LANGUAGES if texts.get(each)), "")
