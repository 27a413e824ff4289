"""People who organise, signed in with their second factor, and editions with sales to look at."""

import time
from datetime import UTC, date, datetime
from typing import Any

from allauth.account.internal.userkit import user_id_to_str
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cooperatives.accounts.models import User
from fairs.enums import EditionRole
from fairs.models import Edition, EditionMembership, Participation, Programme
from fairs.revenue.services import record_sales
from fairs.revenue.summaries import refresh_changed
from tests.factories import make_cooperatives, make_edition, make_user
from tests.fairs.facts import line, sale

FIRST_DAY = date(2026, 8, 3)
# In the evening of the second day of an edition that begins on FIRST_DAY.
EVENING = datetime(2026, 8, 4, 18, 0, tzinfo=UTC)


def signed_in(user: User) -> Client:
    """A client of `user`, who showed a second factor a moment ago."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = user_id_to_str(user)
    session.save()
    return client


def make_organiser(of: Edition | Programme, *, role: str = EditionRole.OWNER, **given: Any) -> User:
    user = make_user(**given)
    place = {"edition": of} if isinstance(of, Edition) else {"programme": of}
    EditionMembership.objects.create(user=user, role=role, **place)
    return user


def make_fair(**given: Any) -> Edition:
    return make_edition(starts_on=FIRST_DAY, days=3, **given)


def make_participants(edition: Edition, number: int) -> list[Participation]:
    stop = edition.stops.get(number=1)
    cooperatives = make_cooperatives([{}] * number)
    return Participation.objects.bulk_create([Participation(stop=stop, cooperative=each) for each in cooperatives])


def sell(participation: Participation, amount: str, **given: Any) -> None:
    """One sale at the stall at noon of the first day, unless said otherwise, and the minute's job after it."""
    record_sales(facts=[sale(line(participation, amount), **given)])
    refresh_changed()


def questions(client: Client, url: str) -> int:
    """How many queries the page at `url` takes."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)
