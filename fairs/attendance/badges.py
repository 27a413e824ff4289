"""Badges: one for each person who stands at a stall, made as soon as somebody prints or scans them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import Greatest

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.locks import row_for_update
from fairs.attendance.models import Badge
from fairs.models import Participation, Stop

# What stands in the QR, before the badge's own name: so that another code is told from one of ours.
PREFIX = "BADGE:"


def code_of(badge: Badge) -> str:
    """What the QR of a badge says: nothing about the person."""
    return f"{PREFIX}{badge.public_id}"


def public_id_in(text: str) -> str:
    """The badge's name in what was scanned or typed; empty where it is no badge of ours."""
    text = text.strip()
    return text.removeprefix(PREFIX) if text.startswith(PREFIX) or ":" not in text else ""


def lacking_badges(stop: Stop) -> QuerySet[Any]:
    """Those who come to a stop with more people, `lacking`, than badges that open its gate; `last` is their highest."""
    held = Count("badges", filter=Q(badges__ended_at__isnull=True))
    coming = Participation.objects.filter(stop=stop).coming().order_by("pk")
    return coming.annotate(last=Max("badges__number"), lacking=Greatest(F("people"), 1) - held).filter(lacking__gt=0)


@transaction.atomic
def make_badges(*, stop: Stop, by: User) -> int:
    """Give each who comes to a stop as many badges as people were told, at least one; answer how many are new.

    Asking again makes only what is missing. A badge once made stays the same one.
    """
    # Held so that two who print at once make each badge once.
    row_for_update(Stop, stop.pk)
    missing = [
        Badge(participation=participation, number=(participation.last or 0) + number)
        for participation in lacking_badges(stop)
        for number in range(1, participation.lacking + 1)
    ]
    Badge.objects.bulk_create(missing)
    if missing:
        record_act(action="badge.make", subject=stop, by=by, after={"badges": len(missing)})
    return len(missing)


@transaction.atomic
def name_badges(
    *, participation: Participation, names: Mapping[int, str], by: User, was: Mapping[int, str] | None = None
) -> list[Badge]:
    """Write the names on a participation's badges, by their numbers; a badge that ended keeps its name.

    `was` are the names that whoever writes had before them: where another stands by now it stays, and is answered.
    """
    held = row_for_update(Participation, participation.pk)
    seen = was or {}
    changed, others = [], []
    for badge in Badge.objects.filter(participation=held, number__in=names, ended_at__isnull=True):
        name = names[badge.number]
        if name in (badge.name, seen.get(badge.number)):
            continue
        if seen.get(badge.number, badge.name) != badge.name:
            others.append(badge)
            continue
        badge.name = name
        changed.append(badge)
    Badge.objects.bulk_update(changed, ["name"])
    if changed:
        told = {"numbers": [badge.number for badge in changed]}
        record_act(action="badge.name", subject=held, by=by, cooperative=held.cooperative, after=told)
    return others


@transaction.atomic
def end_badge(*, badge: Badge, by: User) -> None:
    """Let a badge that was lost open no gate any more, and give the next number in its place."""
    # As whoever makes badges: two lost ones of one participation get two numbers.
    row_for_update(Stop, badge.participation.stop_id)
    held = row_for_update(Badge, badge.pk)
    if held.ended_at:
        return
    held.ended_at = clock.now()
    held.save(update_fields=["ended_at"])
    last = Badge.objects.filter(participation=held.participation_id).aggregate(last=Max("number"))["last"]
    Badge.objects.create(participation_id=held.participation_id, number=last + 1, name=held.name)
    record_act(action="badge.end", subject=held.participation, by=by, before={"number": held.number})
