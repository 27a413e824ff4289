"""The committee of an edition whose applications are in: two have handed their points in, a third is half-way."""

from random import Random

from cooperatives import clock
from cooperatives.accounts.models import User
from fairs.applications.models import Application
from fairs.calls.enums import CallStatus
from fairs.calls.models import Call, Criterion
from fairs.enums import EditionRole
from fairs.models import EditionMembership
from fairs.selection.judging import Given, give_points, hand_in
from fairs.selection.selectors import in_the_running
from marketplace.demo.load.accounts import COMMITTEE_EMAIL, person_with_password

MEMBERS = ((COMMITTEE_EMAIL, "نعيمة"), ("committee2@demo.souk", "عبد الإله"), ("committee3@demo.souk", "خديجة"))
SEED = 20_260_822
NOTES = ("تغليف جيد", "منتوج أصيل", "عرض واضح", "")


def load_committee() -> int:
    """Seat three members in the committee of each call that is being chosen from; answer how many calls."""
    closed = Call.objects.filter(opened_at__isnull=False, closes_at__lte=clock.now(), announced_at__isnull=True)
    calls = [call for call in closed.select_related("stop__edition") if call.status == CallStatus.SELECTING]
    if not calls:
        return 0
    members = [person_with_password(email, name) for email, name in MEMBERS]
    for call in calls:
        _sit(call, members)
        applications = list(in_the_running(call).order_by("sent_at", "pk"))
        first, *others = members
        for member in others:
            _judge(call, applications, member)
            hand_in(call_id=call.pk, by=member)
        # Whoever tries the demonstration goes on from here.
        _judge(call, applications[: len(applications) // 2], first)
    return len(calls)


def _sit(call: Call, members: list[User]) -> None:
    EditionMembership.objects.bulk_create(
        [
            EditionMembership(user=member, edition=call.stop.edition, role=EditionRole.COMMITTEE)
            for member in members
            if not EditionMembership.objects.filter(
                user=member, edition=call.stop.edition, role=EditionRole.COMMITTEE
            ).exists()
        ]
    )


def _judge(call: Call, applications: list[Application], member: User) -> None:
    """Points that go with the application's number, a little stricter or kinder with each member."""
    criteria = list(Criterion.objects.filter(call=call))
    draw = Random(SEED + member.pk)
    for application in applications:
        merit = Random(SEED + application.pk).random()
        given = {}
        for criterion in criteria:
            points = round(criterion.highest * (0.35 + 0.6 * merit) + draw.choice((-1, 0, 0, 0, 1)))
            given[criterion.pk] = Given(min(max(points, 0), criterion.highest), draw.choice(NOTES))
        give_points(application_id=application.pk, given=given, by=member)
