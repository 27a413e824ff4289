"""Editions that are over and ready to be closed, with sales known in all three ways."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from cooperatives.accounts.models import User
from fairs.enums import Channel, Evidence, LineKind
from fairs.models import Edition, EditionDay, Participation, Stop
from fairs.revenue.declared import NewTotal, declare_total
from tests.factories import make_commune, make_cooperative, make_edition, make_participation, make_user
from tests.fairs.organisers import sell

FIRST_DAY = date(2026, 8, 3)
DAYS = [FIRST_DAY + timedelta(days=number) for number in range(3)]
# The morning after the last day of an edition of three days that begins on FIRST_DAY, its last night over.
AFTER = datetime(2026, 8, 6, 9, 0, tzinfo=UTC)


@dataclass
class Fair:
    """A fair of three days and three participants: one typed its sales, one told them, one was estimated."""

    edition: Edition
    typed: Participation
    told: Participation
    guessed: Participation
    by: User = field(default_factory=make_user)

    @property
    def stop(self) -> Stop:
        return self.edition.stops.get(number=1)


def declare(participation: Participation, day: date, amount: str, evidence: str = Evidence.DECLARED) -> None:
    total = NewTotal(participation.pk, day, Decimal(amount), Evidence(evidence))
    declare_total(total=total, by=None)


def make_full_fair(**given: Any) -> Fair:
    """Every participant has a figure for every day: 1,250.25 dirhams in all, 20.00 of them taken back."""
    edition = make_edition(**({"starts_on": FIRST_DAY, "code": "fair"} | given))
    names = ("Alif", "Ba", "Jim")
    typed, told, guessed = (
        make_participation(edition, make_cooperative(name_ar=name, name_fr=name, name_en=name)) for name in names
    )
    for day in DAYS:
        sell(typed, "100.00", counts_on=day)
        declare(told, day, "200.00")
        declare(guessed, day, "100.00", Evidence.ESTIMATED)
    sell(typed, "-20.00", kind=LineKind.RETURN)
    sell(told, "70.25", channel=Channel.ONLINE)
    return Fair(edition, typed, told, guessed)


def make_market() -> tuple[Edition, list[Stop]]:
    """A mobile market of two stops: 3 August, and 4 to 5 August."""
    edition = make_edition(programme_kind="mobile_markets", starts_on=FIRST_DAY)
    first = edition.stops.get()
    half = first.starts_at + timedelta(days=1)
    Stop.objects.filter(pk=first.pk).update(ends_at=half)
    EditionDay.objects.filter(stop=first, day__gt=FIRST_DAY).delete()
    second = Stop.objects.create(
        edition=edition,
        number=2,
        name_ar="ب",
        commune=make_commune(),
        region=first.region,
        starts_at=half,
        ends_at=edition.ends_at,
    )
    EditionDay.objects.bulk_create([EditionDay(stop=second, day=day) for day in DAYS[1:]])
    first.refresh_from_db()
    return edition, [first, second]


def make_at(stop: Stop) -> Participation:
    participation = make_participation(stop.edition, make_cooperative())
    participation.stop = stop
    participation.save()
    return participation


def declare_all(participation: Participation, amount: str = "10.00") -> None:
    for day in participation.stop.days.values_list("day", flat=True):
        declare(participation, day, amount)
