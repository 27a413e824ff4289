"""Calls with what was sent to them, the points of a committee, its decisions, and the announcement."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.models import Cooperative
from fairs.applications.enums import ApplicationStatus
from fairs.applications.models import Appeal, Application, ApplicationProduct
from fairs.calls.enums import QuotaKind
from fairs.calls.models import Call, Criterion, Quota
from fairs.models import Participation, Stop
from fairs.selection.enums import DecidedBy, DecisionOutcome
from fairs.selection.minutes import contents_of
from fairs.selection.models import Decision, Minutes, ScoreSheet
from fairs.selection.selectors import standings_of

WAITING, APPEALS, ACTS, MINUTES = 40, 30, 300, 3
CRITERIA = (
    ("Qualité", "الجودة", 40),
    ("Origine", "الأصل", 30),
    ("Présentation", "العرض", 20),
    ("Femmes", "النساء", 10),
)
# Of the call's dates, so many days before the doors open.
DATES = {"opens_at": 90, "closes_at": 60, "announces_at": 50, "confirm_by": 40}
NOW = {
    "choosing": {"opens_at": -30, "closes_at": -1, "announces_at": 5, "confirm_by": 15},
    "open": {"opens_at": -10, "closes_at": 10, "announces_at": 20, "confirm_by": 30},
}
POINTS = """
    INSERT INTO selection_score (application_id, criterion_id, member_id, points, note, given_at)
    SELECT application.id, criterion.id, member, (application.id * 7 + criterion.id * 3 + member * 5) %% 6, '', %(at)s
    FROM applications_application AS application
    JOIN calls_criterion AS criterion ON criterion.call_id = application.call_id
    CROSS JOIN unnest(%(members)s::bigint[]) AS member
    WHERE application.call_id = %(call)s AND application.sent_at IS NOT NULL
"""


def call_of(stop: Stop, by: User, *, capacity: int, code: str) -> Call:
    """A call that was opened; by dates of its own where it is being chosen or applied to now."""
    days = NOW.get(code)
    dates: dict[str, datetime] = (
        {name: clock.now() + timedelta(days=each) for name, each in days.items()}
        if days
        else {name: stop.starts_at - timedelta(days=each) for name, each in DATES.items()}
    )
    texts = {"text_ar": "شروط", "text_fr": "Conditions"}
    call = Call.objects.create(
        stop=stop, capacity=capacity, most_stalls_each=2, opened_at=dates["opens_at"], opened_by=by, **dates, **texts
    )
    Criterion.objects.bulk_create(
        Criterion(call=call, position=place, name_fr=french, name_ar=arabic, weight=weight)
        for place, (french, arabic, weight) in enumerate(CRITERIA)
    )
    kinds = (QuotaKind.WOMEN, QuotaKind.FIRST_TIME, QuotaKind.RURAL_WOMEN, QuotaKind.DISASTER_AREA)
    Quota.objects.bulk_create(
        [
            *(Quota(call=call, kind=kind, at_least=capacity // 10) for kind in kinds),
            Quota(call=call, kind=QuotaKind.SECTOR, sector="crafts", at_most=max(capacity // 4, 1)),
            Quota(call=call, kind=QuotaKind.CAME_LAST_TIME, at_most=max(capacity // 2, 1)),
        ]
    )
    return call


def applications_at(call: Call, applicants: Sequence[Cooperative], comers: Sequence[Participation], by: User) -> None:
    """One of each: who comes, who waits, who was refused; all just sent where nothing is announced yet."""
    came = {comer.cooperative_id: comer for comer in comers}
    first = call.opens_at + timedelta(days=1)
    made = [
        Application(
            call=call,
            cooperative=one,
            people=3,
            women=2,
            young=1,
            stalls_wanted=1 + (place % 10 == 9),
            power_watts=2500 if place % 3 == 0 else 0,
            lodging_for=2 if place % 2 else 0,
            needs_transport=place % 4 == 0,
            is_first_time=place % 3 == 0,
            came_last_time=place % 5 == 0,
            begun_by=by,
            sent_at=first + timedelta(minutes=place),
            participation=came.get(one.pk),
            **_became(place, came.get(one.pk), len(comers)),
        )
        for place, one in enumerate(applicants)
    ]
    made = Application.objects.bulk_create(made, batch_size=500)
    ApplicationProduct.objects.bulk_create(
        [ApplicationProduct(application=one, label=f"Produit {word}") for one in made for word in range(2)],
        batch_size=1000,
    )


def _became(place: int, comer: Participation | None, comers: int) -> dict[str, object]:
    if not comers:
        return {"status": ApplicationStatus.SENT}
    if comer:
        return {"status": ApplicationStatus.CONFIRMED, "stalls_granted": 1}
    if place < comers + WAITING:
        return {"status": ApplicationStatus.WAITING, "waiting_position": place - comers + 1}
    return {"status": ApplicationStatus.REFUSED, "reason": "Trop loin du thème."}


def judge(call: Call, members: Sequence[User], *, by: User) -> None:
    """Everybody's points, sheets handed in, decisions by the points, minutes, and what was done in the log."""
    given = {"call": call.pk, "at": call.closes_at, "members": [member.pk for member in members]}
    with connection.cursor() as cursor:
        cursor.execute(POINTS, given)
    ScoreSheet.objects.bulk_create(
        ScoreSheet(call=call, member=member, handed_in_at=call.closes_at) for member in members
    )
    Call.objects.filter(pk=call.pk).update(scoring_ended_at=call.closes_at)
    # As the rank has it before anything is announced.
    rows = Application.objects.filter(call=call)
    sent = rows.filter(status=ApplicationStatus.SENT).exists()
    scores = standings_of(call).scores if sent else dict.fromkeys(rows.values_list("pk", flat=True), 5000)
    in_order = sorted(scores, key=lambda pk: (-scores[pk], pk))
    Decision.objects.bulk_create(
        [_decision(call, place, pk, scores[pk], by) for place, pk in enumerate(in_order)], batch_size=500
    )
    drawn_up = {"call": call, "met_at": call.closes_at, "made_by": by, "contents": contents_of(call)}
    Minutes.objects.bulk_create(Minutes(number=number, **drawn_up) for number in range(1, MINUTES + 1))
    for number in range(ACTS if call.stop.number == 1 else 5):
        record_act(action="committee.moved", subject=call, by=by, before={}, after={"stalls": number})


def _decision(call: Call, place: int, pk: int, score: int, by: User) -> Decision:
    is_in, waits = place < call.capacity, call.capacity <= place < call.capacity + WAITING
    return Decision(
        application_id=pk,
        outcome=DecisionOutcome.SELECTED if is_in else DecisionOutcome.WAITING if waits else DecisionOutcome.REFUSED,
        stalls=1 if is_in else 0,
        waiting_position=place - call.capacity + 1 if waits else None,
        score=score,
        by=DecidedBy.PROPOSAL,
        facts={"code": "chosen_by_score"} if is_in else {"code": "left_below_line", "ready": "below_the_line"},
        decided_by=by,
    )


def announce(call: Call, by: User) -> None:
    """Tell all at once; some of those refused appeal."""
    Call.objects.filter(pk=call.pk).update(announced_at=call.closes_at + timedelta(days=5), announced_by=by)
    refused = Application.objects.filter(call=call, status=ApplicationStatus.REFUSED).order_by("pk")
    Appeal.objects.bulk_create(
        Appeal(application=one, text="Nous demandons un nouvel examen.", sent_by=by) for one in refused[:APPEALS]
    )
