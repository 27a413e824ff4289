"""What the tests of a day at the fair do: forms as a browser sends them, arrivals, badges."""

from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from cooperatives.idempotency import FIELD, new_token
from fairs.attendance.badges import make_badges
from fairs.attendance.enums import ArrivalWay
from fairs.attendance.incidents import report_incident
from fairs.attendance.models import Badge, Incident
from fairs.attendance.services import (
    Marked,
    mark_arrival,
)
from fairs.models import Edition, EditionDay, Participation
from tests.factories import make_user


def url(name: str, edition: Edition, *more: str) -> str:
    return reverse(f"organiser:{name}", args=[edition.code, *more])


def send(client: Client, address: str, day: EditionDay, **given: Any) -> Any:
    """A form of the day, as a browser sends it."""
    on = f"{day.stop.number}-{day.day.isoformat()}"
    return client.post(address, {FIELD: new_token(), "on": on} | given, follow=True)


def marked(comer: Participation, day: EditionDay, *, badge: Badge | None = None, **given: Any) -> Marked:
    way = ArrivalWay.SCAN if badge else ArrivalWay.HAND
    given = {"key": uuid4(), "by": make_user()} | given
    return mark_arrival(participation=comer, day=day, way=way, badge=badge, **given)


def badge_of(comer: Participation) -> Badge:
    make_badges(stop=comer.stop, by=make_user())
    return Badge.objects.filter(participation=comer).latest("number")


def written(day: EditionDay, **given: Any) -> Incident:
    values = {"kind": "power", "stall": None, "text": "انقطع الكهرباء"}
    return report_incident(day=day, values=values, **({"key": uuid4(), "by": make_user()} | given))
