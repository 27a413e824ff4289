"""What a telephone takes along to the gate: who comes on the next days, their stalls and badges, who is there."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from cooperatives import clock
from cooperatives.texts import LANGUAGES, texts_of
from fairs.attendance.models import Arrival, Badge
from fairs.business_days import business_day
from fairs.models import Edition, EditionDay, Participation, StallAssignment

# Today and what comes next: more would only be carried about.
MOST_DAYS = 3


def gate_book_of(edition: Edition) -> dict[str, Any]:
    """The book as the API hands it out, in a fixed number of queries."""
    days = _days(edition)
    comers = _comers(days)
    badges = _badges(comers)
    stalls = _stalls(days)
    arrived = _arrived(days)
    return {
        "now": clock.now().isoformat(),
        "edition": {
            "code": edition.code,
            "name": texts_of(edition, "name"),
            "cut_off": f"{edition.business_day_ends:%H:%M}",
        },
        "days": [
            {
                "day": row.day.isoformat(),
                "stop": str(row.stop.number),
                "name": texts_of(row.stop, "name"),
            }
            for row in days
        ],
        "comers": [
            {
                "id": row.public_id,
                "stop": str(row.stop.number),
                "name": texts_of(row.cooperative, "name"),
                "stalls": stalls.get(row.pk, {}),
                "badges": badges.get(row.pk, []),
                "arrived": arrived.get(row.pk, []),
            }
            for row in comers
        ],
    }


def _days(edition: Edition) -> list[EditionDay]:
    """The days that are still to come, today first; where all are over, the last one."""
    today = business_day(clock.now(), ends=edition.business_day_ends)
    rows = EditionDay.objects.filter(stop__edition=edition).select_related("stop")
    coming = list(rows.filter(day__gte=today).order_by("day", "stop__number")[:MOST_DAYS])
    return coming or list(rows.order_by("-day", "-stop__number")[:1])


def _comers(days: Collection[EditionDay]) -> list[Participation]:
    rows = Participation.objects.coming().filter(stop__in={row.stop_id for row in days})
    stories = [f"cooperative__story_{code}" for code in LANGUAGES]
    named = rows.select_related("cooperative", "stop").defer("cooperative__story", *stories, "cooperative__phone")
    return list(named.order_by("pk"))


def _badges(comers: Collection[Participation]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = Badge.objects.filter(participation__in=[row.pk for row in comers]).order_by("participation_id", "number")
    for participation, public_id, name, ended_at in rows.values_list("participation", "public_id", "name", "ended_at"):
        found[participation].append({"id": public_id, "name": name, "ended": ended_at is not None})
    return found


def _stalls(days: Collection[EditionDay]) -> dict[int, dict[str, list[str]]]:
    """By participation and day."""
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = StallAssignment.objects.filter(day__in=days).order_by("stall__code")
    for participation, day, code in rows.values_list("participation", "day__day", "stall__code"):
        found[participation][day.isoformat()].append(code)
    return found


def _arrived(days: Collection[EditionDay]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = Arrival.objects.standing().filter(day__in=days).order_by("arrived_at", "pk")
    read = rows.values_list("participation", "key", "day__day", "badge__public_id", "arrived_at")
    for participation, key, day, badge, at in read:
        told = {"id": str(key), "day": day.isoformat(), "badge": badge, "at": at.isoformat()}
        found[participation].append(told)
    return found
