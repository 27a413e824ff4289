"""What a tablet sent and nobody could record: kept word for word, answered alike every time, settled by a person."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked
from cooperatives.locks import row_for_update
from fairs.batches import storable
from fairs.enums import SaleStatus
from fairs.models import Edition, EditionDay, Participation, Stop
from fairs.rounds.models import QuarantinedVisit, Tablet
from fairs.rounds.parsing import Sent
from fairs.rounds.round_book import Figure
from fairs.tills.problems import Problem


class SettledBefore(Exception):
    """Somebody settled this record before."""


class StillNotRecordable(Exception):
    """What was kept aside cannot be read or placed now either, or was recorded meanwhile."""


@dataclass(frozen=True, slots=True)
class First:
    """What was answered when a record came for the first time."""

    status: SaleStatus
    problems: tuple[Problem, ...]
    digest: str
    conflict: Figure | None = None


def keep_aside(tablet: Tablet, sent: Sent[Any], problems: tuple[Problem, ...]) -> First:
    """Keep word for word what could not be recorded; the same content again is kept once."""
    row = QuarantinedVisit(
        tablet=tablet,
        stop=_stop_of(sent.raw, tablet.edition),
        payload=storable(sent.raw),
        problems=list(problems),
        content_digest=sent.digest,
        received_at=clock.now(),
    )
    QuarantinedVisit.objects.bulk_create([row], ignore_conflicts=True)
    return First(SaleStatus.INVALID, problems, sent.digest)


def _stop_of(raw: Any, edition: Edition) -> Stop | None:
    """Where it would count: at the stop of whom it names, or at the only one; None where it may be any."""
    stops = list(Stop.objects.filter(edition=edition).order_by("number")[:2])
    if len(stops) == 1:
        return stops[0]
    named = raw.get("participation") if isinstance(raw, dict) else None
    # As far as it can be an id at all: the database refuses to look for some characters.
    if not isinstance(named, str) or not named.isascii() or not named.isalnum():
        return None
    found = Participation.objects.filter(public_id=named, stop__edition=edition).select_related("stop").first()
    if found is None or ("number" in raw and not _has_day(found.stop, raw.get("day"))):
        return None
    return found.stop


def _has_day(stop: Stop, day: object) -> bool:
    """A slip counts on its day, whomever it names."""
    return str(day) in {
        known.isoformat() for known in EditionDay.objects.filter(stop=stop).values_list("day", flat=True)
    }


def first_aside(tablet: Tablet, digests: Collection[str]) -> dict[str, First]:
    """What was answered before to content that was kept aside."""
    aside = QuarantinedVisit.objects.filter(tablet=tablet, content_digest__in=digests).order_by()
    return {row.content_digest: First(SaleStatus.INVALID, tuple(row.problems), row.content_digest) for row in aside}


def waiting_visits(edition: Edition) -> QuerySet[QuarantinedVisit]:
    """What tablets of the edition sent that could not be recorded, and that nobody settled yet, latest first."""
    waiting = QuarantinedVisit.objects.filter(tablet__edition=edition, settled_at__isnull=True)
    return waiting.select_related("tablet__user").order_by("-pk")


@transaction.atomic
def settle_quarantined(*, row_id: int, outcome: str, by: User) -> QuarantinedVisit:
    """Write down what became of a record that was kept aside. Raises `SettledBefore`."""
    row = row_for_update(QuarantinedVisit, row_id)
    if row.settled_at is not None:
        raise SettledBefore(row_id)
    return change_locked(row=row, values={"settled_at": clock.now(), "settled_by": by, "outcome": outcome}, by=by)
