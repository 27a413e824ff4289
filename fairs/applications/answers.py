"""What an organisation answers after the announcement: it comes, it gives its place up, it asks to look again."""

from typing import Any

from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import write_new
from cooperatives.audit.services import move_status
from cooperatives.enums import CooperativeStatus
from fairs.applications.enums import APPLICATION_MOVES, ApplicationStatus, OfferAnswer
from fairs.applications.exceptions import AnswerTooLate, AppealedBefore, CrossedOut, NothingToAnswer, StopOver
from fairs.applications.locks import applicant_for_update, applications_for_update, places_of
from fairs.applications.models import Appeal, Application
from fairs.applications.waiting import TO_ANSWER, close_offer, give_way, offer_free_places
from fairs.enums import ParticipationStatus
from fairs.models import Participation
from fairs.services.participations import (
    CooperativeSuspended,
    add_participant,
    confirm_participation,
    edit_participation,
    set_listings,
)

GIVES_WAY = frozenset({*TO_ANSWER, ApplicationStatus.CONFIRMED, ApplicationStatus.WAITING})


@transaction.atomic
def confirm_place(*, application_id: int, by: User) -> Application:
    """Say that the organisation comes, to a place it was chosen for.

    Raises `NothingToAnswer`, `AnswerTooLate`, `StopOver`, `CrossedOut`, `CooperativeSuspended`, and as
    `add_participant`.
    """
    application = _held(application_id)
    return _come(application, ApplicationStatus.SELECTED, by)


@transaction.atomic
def answer_offer(*, application_id: int, takes: bool, by: User) -> Application:
    """Take the place that fell free, or decline it, and then it is offered to the next. Raises as `confirm_place`."""
    application = _held(application_id)
    if not takes:
        return _go(application, {ApplicationStatus.OFFERED}, by, "")
    _come(application, ApplicationStatus.OFFERED, by)
    close_offer(application, OfferAnswer.TAKEN)
    return application


@transaction.atomic
def give_up_place(*, application_id: int, by: User, reason: str = "") -> Application:
    """Give up a place, or one's turn in the waiting list; the place is offered to the next in line.

    Raises `NothingToAnswer`, `StopOver`, `StopSettled`, `EditionSettled`.
    """
    return _go(_held(application_id), GIVES_WAY, by, reason)


@transaction.atomic
def send_appeal(*, application_id: int, text: str, by: User) -> Appeal:
    """Ask the committee, once, to look again at a refusal. Raises `NothingToAnswer`, `AppealedBefore`, `StopOver`."""
    application = _held(application_id)
    if application.status != ApplicationStatus.REFUSED:
        raise NothingToAnswer(application.public_id)
    if Appeal.objects.filter(application=application).exists():
        raise AppealedBefore(application.public_id)
    appeal = Appeal(application=application, text=text, sent_at=clock.now(), sent_by=by)
    return write_new(row=appeal, by=by, cooperative=application.cooperative)


def _held(application_id: int) -> Application:
    """The application of a stop that is not over, locked after its organisation and its call."""
    cooperative_id, call_id = Application.objects.values_list("cooperative", "call").get(pk=application_id)
    cooperative = applicant_for_update(cooperative_id)
    call = places_of(call_id)
    (application,) = applications_for_update([application_id])
    application.call, application.cooperative = call, cooperative
    if call.stop.ends_at <= clock.now():
        raise StopOver(str(call.stop))
    return application


def _come(application: Application, expected: ApplicationStatus, by: User) -> Application:
    if application.status != expected:
        raise NothingToAnswer(application.public_id)
    if application.answer_by is None or clock.now() >= application.answer_by:
        raise AnswerTooLate(application.answer_by)
    if application.cooperative.status == CooperativeStatus.SUSPENDED:
        raise CooperativeSuspended(application.cooperative.slug)
    application.participation = _taking_part(application, by)
    _answer(application, ApplicationStatus.CONFIRMED, by, "")
    return application


def _go(application: Application, from_: frozenset[str] | set[str], by: User, reason: str) -> Application:
    if application.status not in from_:
        raise NothingToAnswer(application.public_id)
    close_offer(application, OfferAnswer.DECLINED)
    held_a_place = application.status != ApplicationStatus.WAITING
    application.waiting_position = None
    _answer(application, ApplicationStatus.GIVEN_UP, by, reason)
    give_way(application, by=by)
    if held_a_place:
        offer_free_places(application.call_id, by=by, after=application)
    return application


def _answer(application: Application, to: ApplicationStatus, by: User, reason: str) -> None:
    move_status(application, to=to, moves=APPLICATION_MOVES, by=by, reason=reason)
    application.answered_at = clock.now()
    application.save(update_fields=["status", "answered_at", "waiting_position", "participation"])


def _taking_part(application: Application, by: User) -> Participation:
    """The participation of who comes: that of the announcement, one that organisers wrote before, or a new one."""
    known = Participation.objects.filter(stop=application.call.stop_id, cooperative=application.cooperative_id).first()
    granted: dict[str, Any] = {"stalls": application.stalls_granted, "is_first_time": application.is_first_time}
    granted |= {name: getattr(application, name) for name in ("people", "women", "young")}
    if known is None:
        known = add_participant(
            stop_id=application.call.stop_id, cooperative_id=application.cooperative_id, values=granted, by=by
        )
    elif known.status == ParticipationStatus.WITHDRAWN:
        raise CrossedOut(application.public_id)
    else:
        if known.status == ParticipationStatus.INVITED:
            known = confirm_participation(participation_id=known.pk, by=by)
        known = edit_participation(participation_id=known.pk, values=granted, by=by)
    listed = set(known.listings.values_list("product", flat=True))
    wanted = application.products.filter(product__isnull=False).values_list("product", flat=True)
    set_listings(participation_id=known.pk, product_ids=listed | set(wanted), by=by)
    return known
