"""The acts of the round's pages: each happens once, however often its form is sent."""

from django.db import transaction

from cooperatives.accounts.models import User
from cooperatives.audit.services import ForbiddenMove
from cooperatives.idempotency import spend
from fairs.enums import EstimateMethod, RoundStatus
from fairs.models import Edition, Participation
from fairs.organiser.round_day import Evening
from fairs.rounds.estimates import sign_estimate, withdraw_estimate
from fairs.rounds.models import Estimate, Tablet, Visit, VisitConflict
from fairs.rounds.services import ConflictSettled, close_round, open_round, reopen_round, settle_conflict
from fairs.rounds.slips import give_out_slips
from fairs.rounds.tablets import invite_tablet


@transaction.atomic
def move_round_once(*, token: str, evening: Evening, to: RoundStatus, by: User) -> bool:
    """Close or reopen the round of an evening; False when it stands so already or the form was sent before."""
    if not spend(token, action="move_round"):
        return False
    round_ = open_round(stop=evening.stop, counts_on=evening.day, by=by)
    try:
        if to == RoundStatus.CLOSED:
            close_round(round_=round_, by=by)
        else:
            reopen_round(round_=round_, by=by)
    except ForbiddenMove:
        return False
    return True


def settle_once(*, token: str, conflict: VisitConflict, chosen: Visit, by: User) -> bool:
    """Let one of two figures stand; False when somebody chose before or the form was sent before."""
    try:
        with transaction.atomic():
            fresh = spend(token, action="settle_conflict")
            if fresh:
                settle_conflict(conflict=conflict, chosen=chosen, by=by)
            return fresh
    except ConflictSettled:
        return False


@transaction.atomic
def invite_tablet_once(*, token: str, edition: Edition, user: User, label: str, by: User) -> tuple[Tablet, str] | None:
    """A tablet and the code for its QR; None when this very form was sent before."""
    if not spend(token, action="invite_tablet"):
        return None
    return invite_tablet(edition=edition, user=user, label=label, by=by)


@transaction.atomic
def give_slips_once(
    *, token: str, edition: Edition, first: int, last: int, participation: Participation | None, by: User
) -> bool:
    """Give a run of slips out; False when this very form was sent before.

    Raises `SlipsGivenBefore`, and the form may then be sent again.
    """
    fresh = spend(token, action="give_out_slips")
    if fresh:
        give_out_slips(edition=edition, first=first, last=last, participation=participation, by=by)
    return fresh


@transaction.atomic
def sign_once(*, token: str, evening: Evening, method: EstimateMethod, seen: str, note: str, by: User) -> bool:
    """Sign the estimate that was shown; False when this very form was sent before.

    Raises `AlreadyEstimated`, `FiguresMoved` and `NothingToFill`, and the form may then be sent again.
    """
    fresh = spend(token, action="sign_estimate")
    if fresh:
        sign_estimate(stop=evening.stop, counts_on=evening.day, method=method, seen=seen, note=note, by=by)
    return fresh


@transaction.atomic
def withdraw_once(*, token: str, estimate: Estimate, reason: str, by: User) -> bool:
    """Take an estimate back; False when this very form was sent before. Raises `EstimateWithdrawn`."""
    fresh = spend(token, action="withdraw_estimate")
    if fresh:
        withdraw_estimate(estimate=estimate, reason=reason, by=by)
    return fresh
