"""Who organises what."""

from django.db import transaction
from django.urls import reverse
from django.utils import translation

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.accounts.services import user_of_phone
from cooperatives.audit.records import change_locked, write_new
from cooperatives.locks import row_for_update
from cooperatives.outbox.models import Channel
from cooperatives.outbox.services import enqueue
from fairs.calls.models import OrganisingBody
from fairs.models import Edition, EditionMembership, Programme


class AlreadyAppointed(Exception):
    """This person has this role there now."""


class AppointmentEnded(Exception):
    """This role ended before."""


@transaction.atomic
def appoint(
    *,
    phone: str,
    role: str,
    edition: Edition | None,
    programme: Programme | None,
    body: OrganisingBody | None = None,
    language: str = "ar",
    by: User,
) -> EditionMembership:
    """Give the person whose number is `phone` (E.164) a role for one edition, or for a whole programme.

    `body` is the one for which the person acts. Raises `AlreadyAppointed`.
    """
    user = user_of_phone(phone=phone, language=language)
    current = EditionMembership.objects.current()
    if current.filter(user=user, edition=edition, programme=programme, role=role).exists():
        raise AlreadyAppointed(user.public_id)
    membership = EditionMembership(
        user=user, edition=edition, programme=programme, role=role, body=body, since=clock.now()
    )
    write_new(row=membership, by=by)
    with translation.override(user.language):
        context = {"place": str(edition or programme), "path": reverse("account_login")}
    enqueue(
        key=f"editionmembership:{membership.pk}:appointed",
        channel=Channel.SMS,
        recipient=user.phone,
        language=user.language,
        template="organiser_appointed",
        context=context,
    )
    return membership


@transaction.atomic
def end_appointment(*, membership_id: int, by: User) -> EditionMembership:
    """End a person's role from now on; what they did stays. Raises `AppointmentEnded`."""
    membership = row_for_update(EditionMembership, membership_id)
    if membership.ended_at:
        raise AppointmentEnded(membership_id)
    return change_locked(row=membership, values={"ended_at": clock.now()}, by=by)
