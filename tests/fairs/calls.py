"""A fair to come with a call that is ready to open, and what is typed to make one."""

from datetime import date, datetime, timedelta
from typing import Any

from cooperatives import clock
from cooperatives.accounts.models import User
from fairs.business_days import CASABLANCA
from fairs.calls.models import Call, Criterion
from fairs.enums import EditionRole
from fairs.models import Edition, EditionMembership, Stall, Stop
from tests.factories import make_edition, make_user

TODAY = datetime(2026, 9, 1, 10, tzinfo=CASABLANCA)
FIRST_DAY = date(2026, 11, 2)


def at(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=CASABLANCA)


def dates_of_a_call() -> dict[str, datetime]:
    """From a day after TODAY until a month before the doors open."""
    return {
        "opens_at": at(date(2026, 9, 2)),
        "closes_at": at(date(2026, 9, 20)),
        "announces_at": at(date(2026, 9, 30)),
        "confirm_by": at(date(2026, 10, 5)),
    }


def make_coming_fair(*, stalls: int = 10, **given: Any) -> Edition:
    """A fair of three days in November, with its stalls and its venue."""
    edition = make_edition(starts_on=FIRST_DAY, days=3, **({"venue_fr": "Place Al Amal"} | given))
    Stall.objects.bulk_create(Stall(edition=edition, code=f"A{number:02d}") for number in range(1, stalls + 1))
    return edition


def make_call(stop: Stop, **given: Any) -> Call:
    """A call with both texts and two criteria, not open."""
    texts = {"text_ar": "شروط", "text_fr": "Conditions"}
    call = Call.objects.create(stop=stop, **(dates_of_a_call() | texts | {"capacity": 8} | given))
    Criterion.objects.bulk_create(
        Criterion(call=call, position=place, name_fr=name, weight=weight)
        for place, (name, weight) in enumerate([("Qualité", 60), ("Origine", 40)])
    )
    return call


def make_ready_call(**given: Any) -> Call:
    """A call to which nothing is missing but that somebody opens it."""
    edition = make_coming_fair()
    make_committee(edition)
    return make_call(edition.stops.get(), **given)


def make_open_call(by: User | None = None, **given: Any) -> Call:
    """A call that takes applications since yesterday."""
    now = clock.now()
    dates = {"opens_at": now - timedelta(days=1), "opened_at": now - timedelta(days=1)}
    return make_ready_call(**({"opened_by": by or make_user()} | dates | given))


def make_committee(edition: Edition) -> User:
    user = make_user()
    EditionMembership.objects.create(user=user, edition=edition, role=EditionRole.COMMITTEE)
    return user


def typed_moment(moment: datetime) -> str:
    """As a browser sends it."""
    return f"{moment.astimezone(CASABLANCA):%Y-%m-%dT%H:%M}"
