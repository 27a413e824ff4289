"""The waiting list: a place that falls free goes to the next in line, with a deadline that a job keeps.

The rule (docs/decisions/0082): free is what the call has to give less what is held by those chosen, coming or asked.
From the top of the list each is offered as many stalls as it asked for, where so many are free; who asks for more than
is free keeps its position and the next whom it suffices is asked. Every unit here may be done again and then changes
nothing.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Sum

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import move_status
from cooperatives.jobs.services import schedule
from fairs.applications.enums import APPLICATION_MOVES, ApplicationStatus, OfferAnswer
from fairs.applications.locks import applications_for_update, places_of, waiting_for_update
from fairs.applications.models import Application, PlaceOffer
from fairs.applications.services import may_apply
from fairs.applications.telling import tell_lapsed, tell_offered
from fairs.calls.models import Call
from fairs.enums import ParticipationStatus
from fairs.models import Participation
from fairs.services.participations import withdraw_participation

ANSWERS_END = "fairs.answers_end"
# On the day itself, and when the doors open sooner than an answer usually takes.
ANSWER_AT_LEAST = timedelta(hours=2)
# Whose stalls are not free; and of these, who still has to answer.
HOLDING = (ApplicationStatus.SELECTED, ApplicationStatus.OFFERED, ApplicationStatus.CONFIRMED)
TO_ANSWER = (ApplicationStatus.SELECTED, ApplicationStatus.OFFERED)


@transaction.atomic
def offer_free_places(call_id: int, *, by: User | None = None, after: Application | None = None) -> list[PlaceOffer]:
    """Offer every free place of an announced call to the next in line; `after` is whose place fell free.

    Nothing is offered before the announcement, nor when too little time is left to come.
    """
    call = places_of(call_id)
    answer_by = answer_deadline(call)
    free = free_stalls(call)
    if not call.announced_at or answer_by is None or not free:
        return []
    offers = []
    crossed_out = _crossed_out(call)
    for application in waiting_for_update(call):
        if application.stalls_wanted > free or not may_apply(application.cooperative):
            continue
        if application.cooperative_id in crossed_out:
            continue
        free -= application.stalls_wanted
        application.call = call
        offers.append(_offer(application, answer_by, by=by, after=after))
    if offers:
        plan_answers(call, [answer_by])
    return offers


@transaction.atomic
def lapse_unanswered(call_id: int) -> list[Application]:
    """Let the places go of those who did not answer in time, and offer them to the next in line."""
    call = places_of(call_id)
    late = Application.objects.filter(call=call, status__in=TO_ANSWER, answer_by__lte=clock.now())
    lapsed = applications_for_update(late.values_list("pk", flat=True))
    for application in lapsed:
        application.call = call
        _lapse(application)
    offer_free_places(call.pk, after=lapsed[0] if len(lapsed) == 1 else None)
    return lapsed


def plan_answers(call: Call, deadlines: Iterable[datetime]) -> None:
    """Have a job look at each of these moments who did not answer; whoever sets an `answer_by` calls this."""
    for moment in deadlines:
        key = f"{ANSWERS_END}:{call.pk}:{moment.isoformat()}"
        schedule(kind=ANSWERS_END, key=key, subject_id=call.pk, due_at=moment)


def plan_overdue_answers() -> None:
    """Each night: have those calls looked at whose answers are late, or that still have a waiting list.

    A place may have fallen free by other hands: a capacity, an organisation that is no longer suspended, one that
    organisers crossed out.
    """
    now = clock.now()
    late = Application.objects.filter(status__in=TO_ANSWER, answer_by__lte=now).order_by()
    waiting = Application.objects.filter(status=ApplicationStatus.WAITING, call__stop__ends_at__gt=now).order_by()
    for call_id in sorted({*late.values_list("call", flat=True), *waiting.values_list("call", flat=True)}):
        key = f"{ANSWERS_END}:{call_id}:{clock.today()}"
        schedule(kind=ANSWERS_END, key=key, subject_id=call_id, due_at=now)


def free_stalls(call: Call) -> int:
    """How many stalls of the call nobody holds; the caller holds the call's lock where it acts on the answer."""
    held = Application.objects.filter(call=call, status__in=HOLDING)
    # Somebody of the organisers may have written that it does not come.
    coming = held.exclude(participation__status=ParticipationStatus.WITHDRAWN)
    taken = coming.order_by().aggregate(taken=Sum("stalls_granted"))["taken"] or 0
    return max(0, call.capacity - taken)


def answer_deadline(call: Call) -> datetime | None:
    """Until when who is asked now may answer; None where that would be after the stop's end."""
    now = clock.now()
    at_the_latest = max(call.stop.starts_at, now + ANSWER_AT_LEAST)
    answer_by = min(now + timedelta(hours=call.answer_hours), at_the_latest)
    return answer_by if answer_by <= call.stop.ends_at else None


def close_offer(application: Application, answer: OfferAnswer) -> None:
    """Write how the open offer of an application was answered, if it has one."""
    offers = PlaceOffer.objects.filter(application=application, answer=OfferAnswer.OPEN)
    offers.update(answer=answer, answered_at=clock.now())


def give_way(application: Application, *, by: User | None) -> None:
    """Take the participation back of who does not come, so that its stalls are free."""
    participation, stop = application.participation, application.call.stop
    is_settled = bool(stop.settled_at or stop.edition.settled_at)
    if participation and participation.status != ParticipationStatus.WITHDRAWN and not is_settled:
        withdraw_participation(participation_id=participation.pk, by=by)


def _crossed_out(call: Call) -> set[int]:
    """Of whom a person of the organisers wrote that they do not come to the stop: no job asks them after that."""
    rows = Participation.objects.filter(stop=call.stop_id, status=ParticipationStatus.WITHDRAWN)
    return set(rows.values_list("cooperative", flat=True))


def _offer(application: Application, answer_by: datetime, *, by: User | None, after: Application | None) -> PlaceOffer:
    move_status(application, to=ApplicationStatus.OFFERED, moves=APPLICATION_MOVES, by=by)
    application.waiting_position = None
    application.stalls_granted = application.stalls_wanted
    application.answer_by = answer_by
    application.save(update_fields=["status", "waiting_position", "stalls_granted", "answer_by"])
    offer = PlaceOffer.objects.create(application=application, offered_at=clock.now(), answer_by=answer_by, after=after)
    tell_offered(offer)
    return offer


def _lapse(application: Application) -> None:
    close_offer(application, OfferAnswer.LAPSED)
    move_status(application, to=ApplicationStatus.LAPSED, moves=APPLICATION_MOVES, by=None)
    application.save(update_fields=["status"])
    give_way(application, by=None)
    tell_lapsed(application)
