"""The tablets that go round: invited at the desk, known again, and heard as long as their person may work."""

from django.db import transaction

from cooperatives.accounts.models import User
from fairs.devices import digest_of
from fairs.enrolment import invite_device
from fairs.models import Edition
from fairs.permissions import editions_to_work_on
from fairs.rounds.models import Tablet
from fairs.rounds.problems import RoundProblem


class MayNotGoRound(Exception):
    """This person does not work for this edition."""


@transaction.atomic
def invite_tablet(*, edition: Edition, user: User, label: str = "", by: User) -> tuple[Tablet, str]:
    """A tablet for `user` at the edition, and the code for its QR, which is told here once.

    Raises `MayNotGoRound`.
    """
    if not may_go_round(user, edition):
        raise MayNotGoRound(user.public_id)
    tablet = Tablet(edition=edition, user=user, label=label)
    return tablet, invite_device(device=tablet, by=by)


def may_go_round(user: User, edition: Edition) -> bool:
    return editions_to_work_on(user).filter(pk=edition.pk).exists()


def tablet_of(*, token: str) -> Tablet | None:
    """The tablet with this token, revoked or not, with its edition and its person."""
    return Tablet.objects.select_related("edition", "user").filter(token_digest=digest_of(token)).first()


def why_unheard(tablet: Tablet) -> RoundProblem | None:
    """Why nothing that the tablet sends may be recorded any more; None as long as it may."""
    if tablet.is_revoked:
        return RoundProblem.TABLET_REVOKED
    return None if may_go_round(tablet.user, tablet.edition) else RoundProblem.ROLE_ENDED
