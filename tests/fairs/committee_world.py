"""A call whose applications are in, a committee of three, and points they gave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.models import Cooperative
from fairs.applications.models import Application
from fairs.calls.models import Call, Criterion
from fairs.enums import EditionRole
from fairs.models import Edition
from fairs.selection.enums import DecidedBy, DecisionOutcome
from fairs.selection.judging import Given, end_scoring, give_points, hand_in
from fairs.selection.models import Decision
from tests.factories import make_cooperatives, make_edition
from tests.fairs.organisers import make_organiser

BEGINS_IN = timedelta(days=30)


@dataclass
class Committee:
    """A call that is closed for applications, and who chooses."""

    edition: Edition
    call: Call
    owner: User
    members: list[User]
    criteria: list[Criterion]
    applications: list[Application]

    def score(self, points: Sequence[Sequence[int]], *, members: Sequence[User] | None = None) -> None:
        """Each member gives each application the same points, one for each criterion, and hands the sheet in."""
        for member in members or self.members:
            for application, given in zip(self.applications, points, strict=True):
                give(application, self.criteria, given, member)
            hand_in(call_id=self.call.pk, by=member)

    def end(self) -> None:
        end_scoring(call_id=self.call.pk, by=self.owner)
        self.call.refresh_from_db()


def give(application: Application, criteria: Sequence[Criterion], points: Sequence[int], member: User) -> None:
    given = {criterion.pk: Given(one) for criterion, one in zip(criteria, points, strict=True)}
    give_points(application_id=application.pk, given=given, by=member)


def make_call(edition: Edition, owner: User, *, capacity: int = 2, **given: Any) -> Call:
    """A call that closed yesterday and is to be announced."""
    now = clock.now()
    defaults: dict[str, Any] = {
        "opens_at": now - timedelta(days=20),
        "closes_at": now - timedelta(days=1),
        "announces_at": now + timedelta(days=3),
        "confirm_by": now + timedelta(days=10),
        "capacity": capacity,
        "most_stalls_each": 2,
        "opened_at": now - timedelta(days=21),
        "opened_by": owner,
    }
    return Call.objects.create(stop=edition.stops.get(number=1), **(defaults | given))


def make_applications(call: Call, cooperatives: Sequence[Cooperative], by: User, **given: Any) -> list[Application]:
    """Sent one after the other while the call was open: whoever came first is the first of the list."""
    first = call.closes_at - timedelta(days=5)
    rows = [
        Application(
            call=call,
            cooperative=cooperative,
            status="sent",
            begun_by=by,
            sent_at=first + timedelta(minutes=place),
            **({"women": 1, "people": 2} | given),
        )
        for place, cooperative in enumerate(cooperatives)
    ]
    return Application.objects.bulk_create(rows)


def make_committee(*, applicants: int = 4, members: int = 3, capacity: int = 2, **given: Any) -> Committee:
    edition = make_edition(starts_on=(clock.now() + BEGINS_IN).date())
    owner = make_organiser(edition)
    call = make_call(edition, owner, capacity=capacity, **given)
    criteria = [
        Criterion.objects.create(call=call, position=place, name_fr=name, name_ar=name, weight=weight, highest=5)
        for place, (name, weight) in enumerate([("Qualité", 60), ("Mise en valeur", 40)])
    ]
    cooperatives = make_cooperatives([{}] * applicants)
    people = [make_organiser(edition, role=EditionRole.COMMITTEE) for _ in range(members)]
    return Committee(edition, call, owner, people, criteria, make_applications(call, cooperatives, owner))


def decide_all(committee: Committee, outcomes: Sequence[str], *, reason: str = "Trop loin du thème") -> None:
    """Decisions as they would stand after a proposal; those who wait stand in the order given."""
    waiting = 0
    rows = []
    for application, outcome in zip(committee.applications, outcomes, strict=True):
        waits = outcome == DecisionOutcome.WAITING
        waiting += waits
        rows.append(
            Decision(
                application=application,
                outcome=outcome,
                stalls=application.stalls_wanted if outcome == DecisionOutcome.SELECTED else 0,
                waiting_position=waiting if waits else None,
                by=DecidedBy.PROPOSAL,
                reason=reason if outcome == DecisionOutcome.REFUSED else "",
                decided_by=committee.owner,
            )
        )
    Decision.objects.bulk_create(rows)


def later(days: int) -> datetime:
    return clock.now() + timedelta(days=days)
